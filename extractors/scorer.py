"""Scores extracted rows against a gold file.

Each table is scored at two levels. At level `value` the bare figure must be right, each figure of a paper counted once; at
level `row` the row's identity. On the pairs matched by value, each other field is scored; on those matched by row, evidence.
"""

import difflib
import re
import statistics
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Same = Callable[[Row, Row], bool]


def _letters(text: str | None) -> str:
    return re.sub("[^a-z0-9]", "", unicodedata.normalize("NFKD", text or "").lower())


def _same_name(one: str | None, other: str | None) -> bool:
    """Equal but for case and punctuation, or the shorter, of three characters or more, is at least half of the longer and in it."""
    short, long = sorted((_letters(one), _letters(other)), key=len)
    return short == long or (len(short) >= 3 and len(short) * 2 >= len(long) and short in long)


_GENERIC = re.compile(r"\b(?:benchmark|dataset|data set|corpus|task|test|suite|leaderboard|challenge)s?\b")


def _benchmark(name: str | None) -> str:
    """A benchmark's name without the words that stand around one; all of it where nothing else remains."""
    return _letters(_GENERIC.sub(" ", (name or "").lower())) or _letters(name)


def _address(url: str | None) -> str:
    bare = (url or "").strip().rstrip("/.,;)").lower()
    return re.sub(r"^https?://(?:www\.)?", "", bare).removesuffix(".git")


def _equal(field: str) -> Same:
    return lambda gold, ours: gold.get(field) == ours.get(field)


def _named(field: str) -> Same:
    return lambda gold, ours: _same_name(gold[field], ours[field])


def _of_benchmark(field: str) -> Same:
    return lambda gold, ours: _benchmark(gold[field]) == _benchmark(ours[field])


def _all(*tests: Same) -> Same:
    return lambda gold, ours: all(test(gold, ours) for test in tests)


class _Table(NamedTuple):
    """How a table is scored: what a figure is, and when figures, rows and other fields agree."""

    figure: Callable[[Row], Any]
    value: Same
    row: Same
    fields: dict[str, Same]


def _close(gold: Row, ours: Row) -> bool:
    return abs(gold["value"] - ours["value"]) < 1e-9


def _same_address(gold: Row, ours: Row) -> bool:
    return _address(gold["url"]) == _address(ours["url"])


_TABLES = {
    "model_sizes": _Table(
        lambda row: row["params"],
        _equal("params"),
        _all(_equal("params"), _named("model")),
        {"model": _named("model"), "qualifier": _equal("qualifier"), "count": _equal("count"), "role": _equal("role")},
    ),
    "token_counts": _Table(
        lambda row: row["tokens"],
        _equal("tokens"),
        _all(_equal("tokens"), _equal("kind")),
        {"qualifier": _equal("qualifier"), "kind": _equal("kind"), "subject": _named("subject")},
    ),
    "benchmarks": _Table(
        lambda row: _letters(row["name"]),
        _of_benchmark("name"),
        _of_benchmark("name"),
        {"role": _equal("role")},
    ),
    "benchmark_results": _Table(
        lambda row: row["value"],
        _close,
        _all(_close, _of_benchmark("benchmark"), _equal("kind")),
        {
            "benchmark": _of_benchmark("benchmark"),
            "kind": _equal("kind"),
            "unit": _equal("unit"),
            "metric": _named("metric"),
            "model": _named("model"),
        },
    ),
    "artifacts": _Table(
        lambda row: _address(row["url"]),
        _same_address,
        _all(_same_address, _equal("kind")),
        {"kind": _equal("kind"), "status": _equal("status"), "name": _named("name")},
    ),
}


class Tally(NamedTuple):
    """How many rows were found, made up and missed."""

    found: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of our rows that are right; 1 where there are none."""
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold's rows that we have; 1 where there are none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: object) -> "Tally":
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))


class Error(NamedTuple):
    """A row that is only in the gold (`missed`) or only in ours (`extra`)."""

    paper_id: str
    table: str
    what: str
    row: Row


class TableScore(NamedTuple):
    """The score of one table: tallies by level, share of right fields (null where nothing was matched), the errors, and how many
    papers of the gold have the table: of the others it is not known what is right."""

    value: Tally
    row: Tally
    fields: dict[str, float | None]
    errors: list[Error]
    papers: int

    def figure(self, name: str) -> float:
        """One figure by name: `value` and `row` are F1, any other a field's share, 0 where nothing was matched."""
        return getattr(self, name).f1 if name in ("value", "row") else self.fields.get(name) or 0.0


class Report(NamedTuple):
    """The score of a whole file, by table."""

    tables: dict[str, TableScore]

    def mean(self, level: str) -> float:
        """The mean F1 at level `value` or `row` over the tables that the gold has, of figures rounded to four places."""
        figures = [round(table.figure(level), 4) for table in self.tables.values() if table.papers]
        return sum(figures) / len(figures)


def score(gold: Mapping[str, Mapping[str, list[Row]]], ours: Mapping[str, Mapping[str, list[Row]]]) -> Report:
    """Score our rows, by paper and table, against the gold's. A paper or table that we do not have counts as no rows; one that the
    gold does not have is not scored."""
    return Report({table: _score_table(table, gold, ours) for table in _TABLES})


def _score_table(table: str, gold: Mapping[str, Mapping[str, list[Row]]], ours: Mapping[str, Mapping[str, list[Row]]]) -> TableScore:
    rules = _TABLES[table]
    value, row = Tally(0, 0, 0), Tally(0, 0, 0)
    right: dict[str, list[bool]] = {field: [] for field in rules.fields}
    overlaps, lengths, errors = [], [], []
    known = {paper_id: tables[table] for paper_id, tables in gold.items() if table in tables}
    for paper_id, theirs in known.items():
        mine = ours.get(paper_id, {}).get(table, [])
        value += _tally(*_pair(_distinct(table, theirs), _distinct(table, mine), rules.value, rules.fields))
        pairs, missed, extra = _pair(theirs, mine, rules.row, rules.fields)
        row += _tally(pairs, missed, extra)
        errors += [Error(paper_id, table, "missed", each) for each in missed] + [Error(paper_id, table, "extra", each) for each in extra]
        for one, other in pairs:
            if one.get("evidence") and other.get("evidence"):
                overlaps.append(_overlap(one["evidence"], other["evidence"]))
                lengths.append(len(other["evidence"]) / len(one["evidence"]))
        for one, other in _pair(theirs, mine, rules.value, rules.fields)[0]:
            for field, same in rules.fields.items():
                right[field].append(same(one, other))
    fields: dict[str, float | None] = {field: statistics.fmean(marks) if marks else None for field, marks in right.items()}
    if overlaps:
        fields |= {"evidence": statistics.fmean(overlaps), "length": statistics.median(lengths)}
    return TableScore(value, row, fields, errors, len(known))


def _tally(pairs: list, missed: list, extra: list) -> Tally:
    return Tally(len(pairs), len(extra), len(missed))


def _distinct(table: str, rows: list[Row]) -> list[Row]:
    """The first row of each figure; an artifact without an address has none."""
    if table == "artifacts":
        rows = [row for row in rows if row["url"]]
    first: dict[Any, Row] = {}
    for row in rows:
        first.setdefault(_TABLES[table].figure(row), row)
    return list(first.values())


def _pair(gold: list[Row], ours: list[Row], same: Same, fields: Mapping[str, Same]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """One-to-one pairs of rows that are the same, best agreement in the other fields first; then the gold's rest and ours."""
    ranked = sorted(_agreements(gold, ours, same, fields))
    pairs, free_gold, free_ours = [], dict(enumerate(gold)), dict(enumerate(ours))
    for _, i, j in ranked:
        if i in free_gold and j in free_ours:
            pairs.append((free_gold.pop(i), free_ours.pop(j)))
    return pairs, list(free_gold.values()), list(free_ours.values())


def _agreements(gold: list[Row], ours: list[Row], same: Same, fields: Mapping[str, Same]) -> Iterator[tuple[int, int, int]]:
    for i, one in enumerate(gold):
        for j, other in enumerate(ours):
            if same(one, other):
                yield -sum(test(one, other) for test in fields.values()), i, j


def _overlap(one: str, other: str) -> bool:
    """Have two quotes at least half of the shorter one in common, in one stretch?"""
    common = difflib.SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return common * 2 >= min(len(one), len(other))
