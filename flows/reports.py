"""What flows show of a run, as rows and as markdown. Nothing here knows of Prefect."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from extractors.base import Estimate
from flows.backfilling import Chunk
from flows.steps import DumpOutcome, Summary
from warehouse import Lake
from warehouse.expiry import Expired
from warehouse.snapshot import Snapshot, open_snapshot

_SHOWN, _LONGEST = 5, 200
"""Examples of a reason, and characters of an example."""


def dump_rows(summary: Summary) -> list[dict[str, Any]]:
    """A row per dump: what was read, and the rows that the tables hold of it."""
    return [
        {
            "dump": outcome.label,
            "papers": outcome.papers,
            "rejects": outcome.rejects,
            **outcome.rows,
            "seconds": round(outcome.seconds, 1),
            "remark": outcome.problem or ("" if outcome.is_new else "known already"),
        }
        for outcome in summary.dumps
    ]


def summed_up(summary: Summary) -> str:
    """A run in a sentence."""
    done = [outcome for outcome in summary.dumps if not outcome.problem]
    counts = f"{len(done)} dump{'' if len(done) == 1 else 's'} with {sum(outcome.papers for outcome in done)} papers"
    new = f"{sum(outcome.extracted for outcome in done)} texts extracted"
    new += not_extracted(sum(outcome.unanswered for outcome in done), sum(outcome.left for outcome in done))
    if summary.problems:
        return f"{len(summary.problems)} of {len(summary.dumps)} dumps are not in the tables: {' '.join(summary.problems)}"
    return f"{counts}, {new}; snapshot {summary.snapshot}{'' if summary.changed else ', which was there already'}"


def table_rows(lake: Lake) -> dict[str, dict[str, Any]]:
    """Of each table of the snapshot in force, by name, its rows and its path."""
    snapshot = open_snapshot(lake.path)
    return {
        table: {"rows": snapshot.manifest.rows(table), "path": str(lake.tables / f"{table}.parquet"), "snapshot": snapshot.id}
        for table in snapshot
    }


def chunk_rows(chunks: Iterable[Chunk]) -> list[dict[str, Any]]:
    """A row per shard of a backfill."""
    return [
        {"dump": each.label, "shard": each.shard, "texts": each.texts, "extracted": each.extracted, "seconds": round(each.seconds, 1)}
        for each in chunks
    ]


def rejects_as_markdown(lake: Lake, outcomes: Iterable[DumpOutcome], problems: Iterable[str]) -> str:
    """What was not taken in of the dumps of a run, by reason, with examples."""
    lines = ["# Rejects", ""]
    if problems := list(problems):
        lines += ["## Dumps that are not in the tables", "", *(f"- {_plain(problem)}" for problem in problems), ""]
    labels = {outcome.dump_id: outcome.label for outcome in outcomes if outcome.dump_id and not outcome.problem}
    rejects = _rejects_of(open_snapshot(lake.path), labels) if labels and lake.current.exists() else None
    if rejects is None or rejects.is_empty():
        return "\n".join([*lines, "Nothing of the other dumps was rejected." if problems else "Nothing was rejected."])
    for level, heading in (("record", "Records that are no paper"), ("row", "Rows that their paper does not bear out")):
        these = rejects.filter(level=level)
        if these.is_empty():
            continue
        lines += [f"## {heading}", "", "| dump | reason | rejects | such as |", "| --- | --- | ---: | --- |"]
        for (dump_id, reason), group in sorted(these.group_by("of_dump", "reason", maintain_order=True), key=lambda each: each[0]):
            details = group["detail"].unique(maintain_order=True).head(_SHOWN)
            examples = "; ".join(_plain(detail) for detail in details)
            lines.append(f"| {_plain(labels[dump_id])} | {_plain(reason)} | {group.height} | {examples} |")
        lines.append("")
    return "\n".join(lines)


def _rejects_of(snapshot: Snapshot, labels: dict[str, str]) -> pl.DataFrame:
    """The rejects of these dumps; those of rows belong to the first dump that lists the paper."""
    listed = snapshot["sightings"].filter(pl.col("dump_id").is_in(list(labels))).select("paper_id", of_dump="dump_id")
    rejects = snapshot["rejects"].join(listed.unique("paper_id", keep="first", maintain_order=True), on="paper_id", how="left").collect()
    owner = pl.when(pl.col("level") == "row").then("of_dump").otherwise("dump_id")
    return rejects.with_columns(of_dump=owner).filter(pl.col("of_dump").is_in(list(labels))).sort("of_dump", "level", "reason", "line")


def _plain(text: str) -> str:
    """Text for a line of markdown: nothing of it is markup."""
    line = " ".join(str(text).split())
    line = line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#~" else letter for letter in line)


def not_extracted(unanswered: int, left: int) -> str:
    """What became of texts that were not extracted, to be said after those that were."""
    return (f", {unanswered} without an answer" if unanswered else "") + (f", {left} left for the next run" if left else "")


def spent(spending: dict[str, Any]) -> str:
    """What was asked of a language model, and what that cost, in a few sentences."""
    price = "at a price that is not known" if spending["cost"] is None else f"for ${spending['cost']:,.4f}"
    said = [
        f"{spending['asked']} of {spending['texts']} texts put to {spending['model']}, {spending['kept']} answers there already: "
        f"{spending['calls']} calls, {spending['input_tokens']:,} tokens in, {spending['output_tokens']:,} out, {price}."
    ]
    if spending["sure"]:
        would = "" if spending["cost_of_all"] is None else f"; all of them would have cost some ${spending['cost_of_all']:,.4f}"
        said.append(f"Of {spending['sure']} texts the rules were sure{would}.")
    if spending["faults"]:
        said.append(f"Faults of calls: {_tally(spending['faults'])}.")
    if spending["unanswered"]:
        said.append(f"Without a usable answer, to be asked again later: {_tally(spending['unanswered'])}.")
    if spending["left"]:
        said.append(f"{spending['left']} texts left for the next run: {spending['stopped']}.")
    return " ".join(said)


def estimated(estimate: Estimate) -> str:
    """What a run would ask of a language model, and what that would cost, in a sentence."""
    if not estimate.asked:
        return "no language model would be asked"
    price = "a price that is not known" if estimate.cost is None else f"some ${estimate.cost:,.4f}"
    tokens = f"some {estimate.tokens.input:,} tokens in and {estimate.tokens.output:,} out"
    return f"{estimate.asked} of {estimate.texts} texts would be put to the model, {tokens}, for {price}"


def _tally(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in counts.items())


def removed(expired: Expired) -> str:
    """What was removed, in a sentence."""
    counts = ((expired.snapshots, "snapshot"), (expired.readings, "reading"), (expired.extractions, "file of extractions"))
    said = ", ".join(f"{count} {_plural(what, count)}" for count, what in counts)
    return f"{said} removed, {expired.size / 1e6:,.1f} MB freed"


def _plural(what: str, count: int) -> str:
    first, _, rest = what.partition(" ")
    return what if count == 1 else f"{first}s {rest}".rstrip()


def faults_as_markdown(faults: list[str], checked: str) -> str:
    """What is wrong with a lake, one line each."""
    return "\n".join(["# Faults", "", f"{checked}.", "", *([f"- {_plain(fault)}" for fault in faults] or ["No faults."])])
