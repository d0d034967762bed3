"""Measures the rule extractor on gold rows and renews the figures in docs/accuracy.md.

    python -m benchmarks.accuracy [--gold ../shared/gold] [--check] [--unread]

The prose of the page is written by hand; what stands between `<!-- NAME -->` and `<!-- end of NAME -->` is made here, as is
docs/calibration.svg. `--check` writes nothing and exits with 1 where the page's scores are not what is measured. The figures on
unread papers are renewed with `--unread` alone: they hold for rules that were made before anyone read these papers.
"""

import argparse
import multiprocessing
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import matplotlib
import numpy as np

from benchmarks.calibration import SURE, RatedRow, bands, out_of_fold, rated_rows, unread_rows
from extractors import lexicon
from extractors.evaluation import rows_of
from extractors.gold import GoldPaper, read_gold
from extractors.registry import find_extractor
from extractors.scorer import Report, score
from schemas import FACT_TABLES

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
PLOT = ROOT / "docs" / "calibration.svg"
UNREAD = {"dev": 60, "outside": 40}
"""How many papers at the end of each gold file were kept unread while the rules were made."""
UNREAD_PAPERS = "papers unread then"
"""Those of `unread_rows.tsv`."""
SAMPLES = 2000
"""Bootstrap samples of papers."""

Papers = dict[str, GoldPaper]
Rows = dict[str, dict[str, list[dict]]]


def read(path: Path) -> Papers:
    with path.open("rb") as lines:
        return read_gold(lines, path.name)


def extracted(papers: Papers) -> Rows:
    """The rules' rows of some papers."""
    rules = find_extractor("rules")
    return rows_of(rules, papers)[0]


def scored(papers: Papers, ours: Rows) -> Report:
    return score({key: paper.rows for key, paper in papers.items()}, ours)


def parts(name: str, papers: Papers) -> dict[str, Papers]:
    """The papers that rules were made on, and the others."""
    items = list(papers.items())
    return {"read": dict(items[: -UNREAD[name]]), "unread": dict(items[-UNREAD[name] :])}


def interval(papers: Papers, ours: Rows) -> tuple[float, float]:
    """The middle 95 % of the mean row F1 over samples of as many papers, drawn with replacement, by a fixed seed."""
    tallies = np.array(
        [[(lambda tally: (tally.found, tally.extra, tally.missed))(table.row) for table in scored({key: paper}, ours).tables.values()]
         for key, paper in papers.items()]
    )  # fmt: skip
    draws = np.random.default_rng(0).integers(0, len(papers), (SAMPLES, len(papers)))
    found, extra, missed = np.moveaxis(tallies[draws].sum(axis=1), -1, 0)
    low, high = np.quantile((2 * found / np.maximum(2 * found + extra + missed, 1)).mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


def markdown(head: tuple[str, ...], rows: list[tuple]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' if nth == 0 else '---:' for nth in range(len(head)))} |"
    for row in rows:
        yield f"| {' | '.join(f'{cell:.3f}' if isinstance(cell, float) else str(cell) for cell in row)} |"


def score_lines(gold: dict[str, Papers], ours: dict[str, Rows]) -> Iterator[str]:
    for name, papers in gold.items():
        report = scored(papers, ours[name])
        rows: list[tuple] = []
        for table, its in report.tables.items():
            shares = ", ".join(f"{field} {share:.2f}" for field, share in its.fields.items() if share is not None)
            rows.append((f"`{table}`", its.row.precision, its.row.recall, its.row.f1, its.value.f1, shares))
        rows.append(("**mean**", "", "", report.mean("row"), report.mean("value"), ""))
        yield f"`{name}.jsonl`, {len(papers)} papers:"
        yield ""
        yield from markdown(
            ("table", "row precision", "row recall", "row F1", "value F1", "share of right fields, on rows matched by value"), rows
        )
        yield ""


def unread_lines(gold: dict[str, Papers], ours: dict[str, Rows]) -> Iterator[str]:
    rows = []
    for name, papers in gold.items():
        for part, some in parts(name, papers).items():
            report = scored(some, ours[name])
            low, high = interval(some, ours[name])
            by_table = (report.tables[table].row.f1 for table in FACT_TABLES)
            rows.append((f"{name}, {part}", len(some), *by_table, report.mean("row"), f"{low:.3f} to {high:.3f}"))
    yield from markdown(("papers", "number", *(f"`{table}`" for table in FACT_TABLES), "mean row F1", "95 % interval"), rows)


def _without_lexicon(papers: Papers) -> Rows:
    """In a process of its own, the rows of rules that know no benchmark's name."""
    whole = lexicon.lines
    none = {"benchmarks.tsv": ["no-such\tnothing\tno-such-name"], "ambiguous.txt": []}
    lexicon.lines = lambda name: none[name] if name in none else whole(name)
    return extracted(papers)


def _by_lexicon(papers: Papers) -> Rows:
    """A row for each name of the lexicon that stands in a text, whatever the words around it."""
    from extractors.rules.benchmark_names import Standing, names_in
    from extractors.text import Article

    return {
        key: {
            "benchmarks": [
                {"name": name, "role": "evaluated", "evidence": name}
                for name in {
                    named.name
                    for document in Article(paper.title, paper.abstract)
                    for named in names_in(document)
                    if named.standing in (Standing.KNOWN, Standing.AMBIGUOUS)
                }
            ]
        }
        for key, paper in papers.items()
    }


def vocabulary_lines(gold: dict[str, Papers], ours: dict[str, Rows]) -> Iterator[str]:
    unread = {key: paper for name, papers in gold.items() for key, paper in parts(name, papers)["unread"].items()}
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        context = pool.apply(_without_lexicon, (unread,))
    both = {key: rows for name in gold for key, rows in ours[name].items()}
    rows = []
    for what, found in (("names of the lexicon alone", _by_lexicon(unread)), ("rules of context alone", context), ("both", both)):
        tally = scored(unread, found).tables["benchmarks"].row
        rows.append((what, tally.recall, tally.precision, tally.f1))
    yield f"On the {len(unread)} unread papers of both files:"
    yield ""
    yield from markdown(("benchmarks by", "recall", "precision", "F1"), rows)


class Rated(NamedTuple):
    """The rows of some papers: the confidence of each, out of fold, and whether it is right."""

    confidence: np.ndarray
    right: np.ndarray


def rated(rows: dict[str, list[RatedRow]]) -> dict[str, Rated]:
    """The rows of the gold files, and those of papers that were unread when they were made."""
    read, unread = [row for some in rows.values() for row in some], unread_rows()
    of_read, of_unread = out_of_fold(read, unread)
    found, first = {}, 0
    for name, some in rows.items():
        found[f"{name}.jsonl"] = Rated(of_read[first : first + len(some)], np.array([row.right for row in some]))
        first += len(some)
    return found | {UNREAD_PAPERS: Rated(of_unread, np.array([row.right for row in unread]))}


def confidence_lines(rows: dict[str, Rated]) -> Iterator[str]:
    table: list[tuple] = []
    for name, (confidence, right) in rows.items():
        sure = confidence >= SURE
        table.append((name, len(right), float(right.mean()), float(sure.mean()), float(right[sure].mean())))
    yield from markdown(("papers", "rows", "right", f"share with at least {SURE}", "of these right"), table)
    yield ""
    yield f"Of the {UNREAD_PAPERS}:"
    yield ""
    confidence, right = rows[UNREAD_PAPERS]
    table = [
        (f"{low:.2f} to {high:.2f}", int(here.sum()), float(confidence[here].mean()), float(right[here].mean()))
        for low, high, here in bands(confidence)
    ]
    yield from markdown(("confidence", "rows", "said", "right"), table)


def plot(rows: dict[str, Rated]) -> None:
    """Draw said against true confidence, a dot per band, its area the number of rows."""
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "paperlake"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 4.2), layout="constrained")
    for name, (confidence, right) in rows.items():
        dots = [(confidence[here].mean(), right[here].mean(), here.sum()) for _, _, here in bands(confidence)]
        said, true, number = zip(*dots, strict=True)
        axes.scatter(said, true, [12 + count / 2 for count in number], alpha=0.7, label=f"{name} ({len(right)} rows)")
    axes.plot((0, 1), (0, 1), color="grey", linewidth=1, linestyle="--", label="said = true")
    axes.set(xlabel="confidence that the rules state", ylabel="share of rows that are right", xlim=(0.3, 1.02), ylim=(0.3, 1.02))
    axes.legend(loc="upper left", markerscale=0.5)
    figure.savefig(PLOT, metadata={"Date": None})


def renewed(page: str, blocks: dict[str, Callable[[], Iterator[str]]]) -> str:
    """The page with each block made anew. Raises ValueError for a block that the page has not."""
    for name, lines in blocks.items():
        marks = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end of {name} -->)", re.DOTALL)
        if not marks.search(page):
            raise ValueError(f"{PAGE.name} has no lines <!-- {name} --> and <!-- end of {name} -->")
        made = "\n".join(lines()).strip()
        page = marks.sub(lambda _, made=made: f"\n{made}\n\n", page)
    return page


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold", help="folder of dev.jsonl and outside.jsonl")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where the page is out of date")
    parser.add_argument("--unread", action="store_true", help="renew the figures on unread papers, which are still unread")
    given = parser.parse_args()
    if not given.gold.is_dir():
        print(f"there is no folder {given.gold}: name the one that holds dev.jsonl and outside.jsonl with --gold", file=sys.stderr)
        return 2
    gold = {name: read(given.gold / f"{name}.jsonl") for name in UNREAD}
    ours = {name: extracted(papers) for name, papers in gold.items()}
    before = PAGE.read_text(encoding="utf-8")
    blocks = {"scores": lambda: score_lines(gold, ours)}
    if not given.check:
        confidence = rated({name: list(rated_rows(papers)) for name, papers in gold.items()})
        blocks["confidence"] = lambda: confidence_lines(confidence)
    if given.unread:
        blocks |= {"unread": lambda: unread_lines(gold, ours), "vocabulary": lambda: vocabulary_lines(gold, ours)}
    after = renewed(before, blocks)
    if given.check:
        if after != before:
            print("docs/accuracy.md does not hold what is measured now: run `make accuracy`", file=sys.stderr)
        return int(after != before)
    PAGE.write_text(after, encoding="utf-8")
    plot(confidence)
    return 0


if __name__ == "__main__":
    sys.exit(main())
