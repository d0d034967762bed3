"""Makes the weights of the rules' confidence from gold rows, and says by cross-validation how far the confidence holds.

    python -m benchmarks.calibration GOLD.jsonl[:FIRST] … [--write] [--keep]

`GOLD.jsonl:198` takes the papers from the 198th on. Rows of papers that rules were made on are right more often than those of
others, and would make every row look certain. So `unread_rows.tsv`, beside this module, goes with them: the rows that the rules made
of papers when nobody had yet looked at what was wrong on these, as clues alone, without a word of the papers. `--keep` adds the rows
of the given papers to that file instead.
"""

import argparse
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline

from extractors.base import Candidate
from extractors.gold import GoldPaper, read_gold
from extractors.grounding import extract
from extractors.lexicon import FOLDER
from extractors.rules.confidence import BIAS, with_clues
from extractors.rules.extractor import RuleExtractor
from extractors.rules.scan import Scan
from extractors.scorer import score
from extractors.text import Article
from schemas import FACT_TABLES, Field
from schemas.identity import digest

SURE = 0.9
"""The confidence that an analyst asks for who wants rows to be right."""


UNREAD_ROWS = Path(__file__).parent / "unread_rows.tsv"
"""A row a line: a digest of the paper, the table, 1 where the gold has the row, else 0, and its clues between bars."""


UNREAD_WEIGHT = 2


class RatedRow(NamedTuple):
    """A row that the rules made: the paper, the table, the clues that it shows, and whether the gold has it."""

    paper_id: str
    table: str
    clues: tuple[str, ...]
    right: bool


def read_some(gold: str) -> dict[str, GoldPaper]:
    """The papers of `GOLD.jsonl`, or of `GOLD.jsonl:FIRST` those from that one on, counted from 1."""
    path, _, first = gold.rpartition(":") if gold.rpartition(":")[2].isdigit() else (gold, "", "1")
    with Path(path).open("rb") as lines:
        papers = read_gold(lines, Path(path).name)
    return dict(list(papers.items())[int(first) - 1 :])


def rated_rows(papers: dict[str, GoldPaper]) -> Iterator[RatedRow]:
    """Every row that the rules make of some papers, of the tables that the gold has."""
    rules = RuleExtractor()
    for paper in papers.values():
        rows = [
            Candidate(table, fact.model_dump(), Field(fact.evidence_field), fact.evidence_start)
            for table, facts in extract(rules, paper.title, paper.abstract).rows.items()
            for fact in facts
        ]
        ours = {table: [row.claim for row in rows if row.table == table] for table in FACT_TABLES}
        tables = score({paper.id: paper.rows}, {paper.id: ours}).tables.values()
        extra = {id(error.row) for table in tables for error in table.errors if error.what == "extra"}
        for row, clues in with_clues(rows, Scan(Article(paper.title, paper.abstract))):
            if row.table in paper.rows:
                yield RatedRow(paper.id, row.table, tuple(clues), id(row.claim) not in extra)


def unread_rows() -> list[RatedRow]:
    """The rows of papers that were unread when they were made."""
    lines = (line.split("\t") for line in UNREAD_ROWS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [RatedRow(paper, table, tuple(clues.split("|")), right == "1") for paper, table, right, clues in lines]


def keep(rows: list[RatedRow]) -> None:
    """Add rows of unread papers to those that are kept."""
    with UNREAD_ROWS.open("a", encoding="utf-8") as file:
        file.writelines(f"{digest(row.paper_id)}\t{row.table}\t{row.right:d}\t{'|'.join(row.clues)}\n" for row in rows)


def model() -> Pipeline:
    """A logistic model over clues, its weights held small."""
    return make_pipeline(DictVectorizer(), LogisticRegression(C=0.5, fit_intercept=False, max_iter=1000))


def features(rows: list[RatedRow]) -> list[dict[str, float]]:
    """A weight for each clue of a row's table, and one that all tables share, so that tables with few rows lean on the others."""
    return [{feature: 1.0 for clue in row.clues for feature in (clue, f"{row.table}\t{clue}")} for row in rows]


def out_of_fold(read: list[RatedRow], unread: list[RatedRow]) -> tuple[np.ndarray, np.ndarray]:
    """The confidence of each row by a model that saw no row of its paper."""
    rows = _weighed(read, unread)
    groups = [row.paper_id for row in rows]
    confidence = cross_val_predict(
        model(), features(rows), [row.right for row in rows], groups=groups, cv=GroupKFold(10), method="predict_proba"
    )[:, 1]
    return confidence[: len(read)], confidence[len(read) : len(read) + len(unread)]


def _weighed(read: list[RatedRow], unread: list[RatedRow]) -> list[RatedRow]:
    """All rows, the unread ones several times: they are what the rows of a user's papers are like."""
    return read + unread * UNREAD_WEIGHT


def weights(read: list[RatedRow], unread: list[RatedRow]) -> dict[str, dict[str, float]]:
    """The weight of each clue by table, of a model that has seen all rows; clues that say nothing are left out."""
    rows = _weighed(read, unread)
    fitted = model().fit(features(rows), [row.right for row in rows])
    shares = dict(zip(fitted[0].get_feature_names_out(), fitted[1].coef_[0], strict=True))
    clues = sorted({(row.table, clue) for row in rows for clue in row.clues}, key=lambda each: (list(FACT_TABLES).index(each[0]), each[1]))
    by_table: dict[str, dict[str, float]] = {table: {} for table in FACT_TABLES}
    for table, clue in clues:
        weight = round(float(shares[clue] + shares[f"{table}\t{clue}"]), 2)
        if weight or clue == BIAS:
            by_table[table][clue] = weight
    return by_table


def bands(confidence: np.ndarray) -> Iterator[tuple[float, float, np.ndarray]]:
    """The bands of confidence that hold rows: from, to, and which rows."""
    for low, high in pairwise((0.0, 0.5, 0.6, 0.7, 0.8, SURE, 0.95, 1.0)):
        here = (confidence >= low) & ((confidence < high) | (high == 1))
        if here.any():
            yield low, high, here


def lines_of(rows: list[RatedRow], confidence: np.ndarray) -> Iterator[str]:
    """How many rows of each confidence there are, and how many of them are right."""
    right = np.array([row.right for row in rows])
    yield f"{len(rows)} rows of {len({row.paper_id for row in rows})} papers, {right.mean():.3f} of them right"
    yield f"{'confidence':12} {'rows':>5} {'right':>6} {'said':>6}"
    for low, high, here in bands(confidence):
        yield f"{low:.2f} - {high:.2f}  {here.sum():5} {right[here].mean():6.3f} {confidence[here].mean():6.3f}"
    sure = confidence >= SURE
    yield f"at least {SURE}: {sure.mean():.3f} of the rows, {right[sure].mean():.3f} of them right"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl[:FIRST]")
    parser.add_argument("--write", action="store_true", help="write the weights to the lexicon")
    parser.add_argument("--keep", action="store_true", help="add the rows to those of unread papers, and do nothing else")
    given = parser.parse_args()
    read = [row for gold in given.gold for row in rated_rows(read_some(gold))]
    if given.keep:
        keep(read)
        return 0
    unread = unread_rows()
    of_read, of_unread = out_of_fold(read, unread)
    print("\n".join(["given:", *lines_of(read, of_read), "unread:", *lines_of(unread, of_unread)]))
    if given.write:
        made = (f"{table}\t{clue}\t{weight}" for table, clues in weights(read, unread).items() for clue, weight in clues.items())
        (FOLDER / "confidence.tsv").write_text("\n".join((HEAD, *made, "")), encoding="utf-8")
    return 0


HEAD = "# What each clue of a row says of its being right: table, clue, weight. Made by benchmarks/calibration.py."


if __name__ == "__main__":
    sys.exit(main())
