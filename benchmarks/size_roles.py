"""Makes the weights of the clues to a size's role from gold rows, and says by cross-validation how often the role is right.

    PYTHONPATH=. python benchmarks/size_roles.py [GOLD.jsonl[:-LAST] …] [--write]

`GOLD.jsonl:-60` is a file without its last 60 papers, which are kept to judge by. Without arguments the weights are those of the lexicon,
made from `../shared/gold/dev.jsonl:-60`, `../shared/gold/outside.jsonl:-40`, `examples/gold.jsonl` and `benchmarks/size_roles.jsonl`,
which holds invented texts that say what the guide settles: nothing else is needed. `--write` writes them.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from extractors.gold import GoldPaper, read_gold
from extractors.grounding import extract
from extractors.lexicon import FOLDER
from extractors.rules import model_sizes
from extractors.rules.extractor import RuleExtractor
from extractors.rules.role_clues import OWN, clues_of
from extractors.rules.size_roles import ROLES, role_of
from schemas import SizeRole

ROOT = Path(__file__).resolve().parents[1]
DEFAULTS = (
    f"{ROOT.parent}/shared/gold/dev.jsonl:-60",
    f"{ROOT.parent}/shared/gold/outside.jsonl:-40",
    f"{ROOT}/examples/gold.jsonl",
    f"{ROOT}/benchmarks/size_roles.jsonl",
)
"""The gold that the weights of the lexicon are made from."""
FOLDS, ROUNDS = 10, 5
MIN_PAPERS = 3
"""A clue that fewer papers show has no weight."""


class Known(NamedTuple):
    """A size whose role the gold says, with its clues."""

    paper_id: str
    clues: tuple[str, ...]
    role: str


def read_all_but(gold: str) -> dict[str, GoldPaper]:
    """The papers of `GOLD.jsonl`, or of `GOLD.jsonl:-LAST` all but the last ones."""
    path, _, last = gold.rpartition(":-") if gold.rpartition(":-")[2].isdigit() else (gold, "", "0")
    lines = Path(path).read_bytes().splitlines(keepends=True)
    return read_gold(lines[: len(lines) - int(last)], Path(path).name)


def known_sizes(papers: dict[str, GoldPaper]) -> Iterator[Known]:
    """The sizes that the rules find in some papers and that the gold has too."""
    seen: list[tuple[str, int, int, tuple[str, ...]]] = []

    def noting(scan, series, owner, floor) -> SizeRole:
        """The role, where it was asked for noted."""
        seen.append((series.document.field, series.start, series.end, tuple(clues_of(scan, series, owner, floor))))
        return role_of(scan, series, owner, floor)

    with mock.patch.object(model_sizes, "role_of", noting):
        for paper in papers.values():
            seen.clear()
            ours = [fact.model_dump() for fact in extract(RuleExtractor(), paper.title, paper.abstract).rows["model_sizes"]]
            for theirs, mine in _pairs(paper.rows.get("model_sizes", []), ours):
                begin, stop = mine["evidence_start"], mine["evidence_start"] + len(mine["evidence"])
                here = (clues for field, start, end, clues in seen if field == mine["evidence_field"] and start < stop and end > begin)
                if clues := next(here, None):
                    yield Known(paper.id, clues, theirs["role"])


def _pairs(gold: list[dict], ours: list[dict]) -> Iterator[tuple[dict, dict]]:
    """The rows of one figure, each once, those of one name first."""
    left = list(gold)
    for mine in ours:
        same = sorted((row for row in left if row["params"] == mine["params"]), key=lambda row: row["model"] != mine["model"])
        if same:
            left.remove(same[0])
            yield same[0], mine


def model() -> Pipeline:
    """A logistic model over clues, its weights held small."""
    return make_pipeline(DictVectorizer(), LogisticRegression(C=0.5, fit_intercept=False, max_iter=2000))


class Fitted(NamedTuple):
    """A model of the roles, with the weight that each size had in making it."""

    pipeline: Pipeline
    clues: frozenset[str]

    def roles(self, sizes: list[Known]) -> np.ndarray:
        """The role of each size; that of a model with an own name is known."""
        found = self.pipeline.predict([{clue: 1.0 for clue in size.clues if clue in self.clues} for size in sizes])
        return np.where([OWN in size.clues for size in sizes], str(SizeRole.INTRODUCED), found)


def fit(sizes: list[Known]) -> Fitted:
    """A model of the roles by the sizes whose model the paper does not name as its own; papers with many weigh little more than others."""
    sizes = [size for size in sizes if OWN not in size.clues]
    papers = Counter(clue for _, clue in {(size.paper_id, clue) for size in sizes for clue in size.clues})
    clues = frozenset(clue for clue, count in papers.items() if count >= MIN_PAPERS)
    many = Counter(size.paper_id for size in sizes)
    fitted = model().fit(
        [{clue: 1.0 for clue in size.clues if clue in clues} for size in sizes],
        [size.role for size in sizes],
        logisticregression__sample_weight=[many[size.paper_id] ** -0.5 for size in sizes],
    )
    return Fitted(fitted, clues)


def out_of_fold(sizes: list[Known]) -> float:
    """How often the role is right by models that saw no size of the paper, in several rounds."""
    papers, right = sorted({size.paper_id for size in sizes}), []
    for nth in range(ROUNDS):
        order = np.random.RandomState(nth).permutation(len(papers))
        fold = {paper: int(place) % FOLDS for paper, place in zip(papers, order, strict=True)}
        for held in range(FOLDS):
            here = [size for size in sizes if fold[size.paper_id] == held]
            fitted = fit([size for size in sizes if fold[size.paper_id] != held])
            right += list(fitted.roles(here) == [size.role for size in here]) if here else []
    return float(np.mean(right))


def lines_of(fitted: Fitted) -> Iterator[str]:
    """The weights of each clue, by role."""
    names, logistic = fitted.pipeline[0].get_feature_names_out(), fitted.pipeline[1]
    by_role = dict(zip(logistic.classes_, logistic.coef_, strict=True))
    for nth, clue in enumerate(names):
        yield "\t".join([clue, *(f"{by_role[role][nth]:.2f}" for role in ROLES)])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", default=DEFAULTS, metavar="GOLD.jsonl[:-LAST]")
    parser.add_argument("--write", action="store_true", help="write the weights to the lexicon")
    given = parser.parse_args()
    by_file = {gold: list(known_sizes(read_all_but(gold))) for gold in given.gold}
    sizes = [size for found in by_file.values() for size in found]
    fitted = fit(sizes)
    print(f"{len(sizes)} sizes of {len({size.paper_id for size in sizes})} papers; right of papers not seen: {out_of_fold(sizes):.3f}")
    for gold, found in by_file.items():
        print(f"{Path(gold).name}: {len(found)} sizes, right of papers seen: {np.mean(fitted.roles(found) == [s.role for s in found]):.3f}")
    if given.write:
        (FOLDER / "size_roles.tsv").write_text("\n".join((HEAD, *lines_of(fitted), "")), encoding="utf-8")
    return 0


HEAD = "# What each clue to a size's role weighs for: introduced, studied, reference. Made by benchmarks/size_roles.py."


if __name__ == "__main__":
    sys.exit(main())
