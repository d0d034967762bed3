"""Corrections: rows that readers put right, taken into the lake, listed, and taken back.

Plain functions, as in `flows.steps`. What a reader says of a table of a paper stands there in the place of all other rows, for as long
as the paper's text is the one that was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from extractors.gold import BadLine
from extractors.reviews import Review, grounded, label_of, read_reviews
from extractors.said import said_artifacts
from flows.steps import LEAST_OF_AN_ID, UsageError
from schemas import FACT_TABLES, paper_id_of
from warehouse import Lake, log
from warehouse.corrections import Correction, Key, load_corrections, papers_known_as, write_correction
from warehouse.snapshot import Built, build_snapshot, open_snapshot


class Refusal(NamedTuple):
    """What was not taken in of a corrections file, and why: a line, a table of it, or one of the rows for which a table was refused."""

    line: int
    reason: str
    paper: str | None = None
    table: str | None = None
    row: str | None = None

    def __str__(self) -> str:
        where = (f"line {self.line}", self.paper and f"paper {self.paper:.40}", self.table, self.row)
        return f"{', '.join(filter(None, where))}: {self.reason}"


@dataclass
class CorrectionSummary:
    """What taking a corrections file in did."""

    built: Built
    corrected: list[Key]
    """Papers and tables that are corrected in this way only since this run."""
    known: int
    """How many were already."""
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many lines, or tables of lines, were not taken in."""
        return len({(refusal.line, refusal.table) for refusal in self.refusals})


def correct(lake: Lake, file: Path) -> CorrectionSummary:
    """Take a corrections file into the lake, and bring its tables up to date. Of a paper's table, the last line that has it stands.

    A table with a row that does not pass the gate is not taken in; the others are. Raises UsageError for a file without lines,
    OSError for one that cannot be read, WarehouseError where there are no tables yet or the lake cannot be written.
    """
    with file.open("rb") as lines:
        reviews = list(read_reviews(lines))
    if not reviews:
        raise UsageError(f"{file} holds no corrections: a line of JSON for each paper is needed")
    papers = papers_known_as(open_snapshot(lake.path)["papers"], {each.paper_id for each in reviews if isinstance(each, Review)})
    taken: dict[Key, Correction] = {}
    refusals: list[Refusal] = []
    for review in reviews:
        if isinstance(review, BadLine):
            refusals.append(Refusal(review.number, review.fault))
            continue
        correction, refused = _passed(review, papers.get(review.paper_id))
        refusals += refused
        if correction:
            taken |= {(correction.id, table): correction for table in correction.rows}
    new = _enter(lake, taken)
    return CorrectionSummary(build_snapshot(lake, said_artifacts), new, len(taken) - len(new), refusals)


def _enter(lake: Lake, taken: Mapping[Key, Correction]) -> list[Key]:
    """Keep corrections, and enter in the log those that it does not have; say which these are."""
    files = {key: write_correction(lake, correction) for key, correction in taken.items()}
    before = log.current_state(lake).corrected
    new = [key for key, name in files.items() if before.get(key) != name]
    if new:
        log.append(lake, log.Corrected(tables=tuple((*key, files[key]) for key in new)))
    return new


def _passed(review: Review, paper: Mapping[str, Any] | None) -> tuple[Correction | None, list[Refusal]]:
    """The tables of a review that can be taken in, where there are any, and why the others cannot; `paper` is the lake's, if it has it."""
    if paper is None:
        return None, [Refusal(review.number, "the lake holds no such paper", review.paper_id)]
    if paper["text_id"] != review.text_id:
        stale = f"stale: text {review.text_id:.40} was read, and the lake's text is {paper['text_id']} by now; read the paper again"
        return None, [Refusal(review.number, stale, review.paper_id)]
    passed = {table: grounded(review, table, paper) for table in review.tables}
    refusals = [
        Refusal(review.number, each.reason, review.paper_id, table, each.row) for table, made in passed.items() for each in made.wrong
    ]
    sound = {table: made for table, made in passed.items() if not made.wrong}
    correction = Correction(
        id=paper_id_of(paper["title"]),
        title=paper["title"],
        abstract=paper["abstract"],
        text_id=review.text_id,
        reviewer=review.reviewer,
        reviewed_at=review.reviewed_at,
        rows={table: made.rows for table, made in sound.items()},
        beside={table: made.beside for table, made in sound.items() if made.beside},
    )
    return (correction if sound else None), refusals


class Standing(NamedTuple):
    """A correction of one table of a paper, and whether it applies."""

    paper: str
    title: str
    table: str
    reviewer: str
    reviewed_at: str
    rows: int
    state: str
    """Empty where it applies; `stale` where the paper says something else by now; `paper gone` where the lake does not hold it."""


def corrections(lake: Lake) -> list[Standing]:
    """The corrections that were not taken back, by paper and table. Raises LakeError for one that cannot be read."""
    corrected = log.current_state(lake).corrected
    read = load_corrections(lake, corrected)
    papers = _papers(lake, corrected)
    listed = []
    for (paper_id, table), name in corrected.items():
        correction, paper = read[name], papers.get(paper_id)
        state = "paper gone" if paper is None else "" if correction.holds_for(table, paper) else "stale"
        shown = paper["paper_id"] if paper else paper_id
        rows = len(correction.rows[table])
        listed.append(Standing(shown, correction.title, table, correction.reviewer, correction.reviewed_at, rows, state))
    return sorted(listed, key=lambda each: (each.paper, list(FACT_TABLES).index(each.table)))


def undo(lake: Lake, name: str) -> tuple[list[Key], Built]:
    """Take corrections back: those of a paper, given by 4 or more characters of its id, of one table of it (`PAPER:TABLE`), or of a
    reader, given as `extractor` has it (`reviewer Ada Heron`). Say which, and what the tables became.

    Raises UsageError where no correction or those of several papers answer to the name.
    """
    corrected = log.current_state(lake).corrected
    chosen = _of_reader(lake, corrected, name) or _of_paper(lake, corrected, name)
    log.append(lake, log.Retracted(tables=tuple(chosen)))
    return chosen, build_snapshot(lake, said_artifacts)


def _of_reader(lake: Lake, corrected: Mapping[Key, str], name: str) -> list[Key]:
    if not name.startswith(label_of("")):
        return []
    read = load_corrections(lake, corrected)
    return [key for key, file in corrected.items() if label_of(read[file].reviewer) == name]


def _of_paper(lake: Lake, corrected: Mapping[Key, str], name: str) -> list[Key]:
    wanted, _, table = name.partition(":")
    papers = _papers(lake, corrected)
    shown = {key: papers[key[0]]["paper_id"] if key[0] in papers else key[0] for key in corrected}
    matches = [
        key
        for key in corrected
        if table in ("", key[1]) and len(wanted) >= LEAST_OF_AN_ID and (shown[key].startswith(wanted) or key[0].startswith(wanted))
    ]
    if len({shown[key] for key in matches}) != 1:
        what = "no correction answers" if not matches else "corrections of several papers answer"
        there_are = ", ".join(sorted(f"{shown[key]}:{key[1]}" for key in corrected)) or "none"
        raise UsageError(f"{what} to {name!r}; give PAPER or PAPER:TABLE, or 'reviewer NAME', of: {there_are}")
    return matches


def _papers(lake: Lake, corrected: Mapping[Key, str]) -> dict[str, dict[str, Any]]:
    return papers_known_as(open_snapshot(lake.path)["papers"], {paper_id for paper_id, _ in corrected})
