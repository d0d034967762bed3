"""The figures of the report: of each the rows that it draws, what they lead to, and the words around it."""

from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

import polars as pl

from schemas import FACT_TABLES, SizeRole
from warehouse.report import charts
from warehouse.report.contents import Contents
from warehouse.report.inert import CONTROLS

TOKENS_PER_PARAMETER = 20
MOST_POINTS = 2_000
MOST_BENCHMARKS = 15
MOST_CHOICES = 40
MOST_RESULTS = 30
MOST_HOSTS = 4

_NAMELESS = "a model without a name"
_OTHER_HOSTS = "other hosts"
_NO_HOST = "no address"
_SIZES = {
    "below 10M": 0,
    "10M to 100M": 10**7,
    "100M to 1B": 10**8,
    "1B to 3B": 10**9,
    "3B to 10B": 3 * 10**9,
    "10B to 30B": 10**10,
    "30B to 100B": 3 * 10**10,
    "100B and more": 10**11,
}
"""Classes of sizes, with their lower ends."""


@dataclass(frozen=True)
class Figure:
    """A picture with its words. Each row has `to`, the place of the page that it leads to; null where its paper is not shown whole."""

    id: str
    title: str
    words: str
    """What one sees, in a sentence or two."""
    columns: dict[str, str]
    """What a hover and the table beside the picture show of a row, by the row's key, under which name."""
    rows: list[dict[str, Any]]
    chart: dict[str, Any]
    """Vega-Lite, whose data are the rows."""
    choices: list[dict[str, str]] = field(default_factory=list)
    """What the reader chooses between, `value` and `label`: rows are drawn whose `choice` is the chosen value."""


def figures_of(contents: Contents) -> list[dict[str, Any]]:
    """All figures of a report."""
    makers = (_training, _sizes, _benchmarks, _results, _artifacts, _confidence)
    return [asdict(make(contents)) for make in makers]


def _training(contents: Contents) -> Figure:
    trained = _trained(contents)
    points = trained.sort("paper_id", "params", "tokens", "model").head(MOST_POINTS)  # ids are hashes: the first are any
    rows = _drawn(contents, points, "model", "title")
    return Figure(
        "training",
        "How large the models are, and on how much text they were trained",
        "Each point is a model whose size and training tokens its paper states, either by the same name or because the paper states only "
        f"one count of training tokens. On the dashed line lie {TOKENS_PER_PARAMETER} tokens per parameter, a common rule of thumb for the "
        "best use of a computing budget; above it, a model saw more text than that."
        + (f" Of {trained.height:,} such models, {points.height:,} are drawn, taken by chance." if points.height < trained.height else ""),
        {"model": "Model", "params": "Parameters", "tokens": "Training tokens", "role": "Role", "title": "Paper", "evidence": "Evidence"},
        rows.select("model", "params", "tokens", "role", "title", "evidence", "to").to_dicts(),
        charts.training(TOKENS_PER_PARAMETER),
    )


def _trained(contents: Contents) -> pl.DataFrame:
    """Models with the tokens that they were trained on: of one name, or of a paper that states one count and names no model by it."""
    sizes = contents.tables["model_sizes"].filter(pl.col("count") == "total", pl.col("role") != SizeRole.REFERENCE)
    sizes = sizes.select("paper_id", "model_id", "model", "params", "role", of_size="evidence")
    counts = contents.tables["token_counts"].filter(pl.col("kind") == "training")
    counts = counts.select("paper_id", "model_id", "tokens", of_tokens="evidence", alone=pl.len().over("paper_id") == 1)
    named = sizes.join(counts, on=["paper_id", "model_id"])
    by_paper = sizes.join(counts.filter(pl.col("alone") & pl.col("model_id").is_null()).drop("model_id"), on="paper_id")
    same = ["paper_id", "model", "params", "tokens"]
    pairs = pl.concat([named, by_paper], how="diagonal")
    pairs = pairs.sort(*same, "role", "of_size", "of_tokens").unique(same, keep="first", maintain_order=True)
    return pairs.with_columns(
        model=pl.col("model").fill_null(_NAMELESS), evidence=pl.format("“{}”, “{}”", "of_size", "of_tokens")
    ).collect()


def _sizes(contents: Contents) -> Figure:
    place = pl.sum_horizontal(pl.col("params") >= end for end in _SIZES.values()) - 1
    counted = contents.tables["model_sizes"].group_by("role", place=place).len("rows").collect()
    rows = [
        {"size": name, "role": role, "rows": count, "to": _papers(table="model_sizes", kind=role, **bounds)}
        for place, (name, bounds) in enumerate(zip(_SIZES, _bounds("params", list(_SIZES.values())), strict=True))
        for role in SizeRole
        if (count := counted.filter(place=place, role=role)["rows"].sum())
    ]
    return Figure(
        "sizes",
        "Sizes of models, by what the paper does with them",
        "Each bar counts the stated model sizes of a class. Introduced are the models that a paper offers as its own, studied are those "
        "that its experiments run on, and references are named for comparison.",
        {"size": "Parameters", "role": "Role", "rows": "Stated sizes"},
        rows,
        charts.sizes(list(_SIZES), list(SizeRole)),
    )


def _benchmarks(contents: Contents) -> Figure:
    evaluated = contents.tables["benchmarks"].filter(pl.col("role") == "evaluated")
    counted = evaluated.group_by("benchmark_id").agg(papers=pl.col("paper_id").n_unique(), benchmark=pl.col("name").mode().sort().first())
    most = counted.sort("papers", "benchmark_id", descending=[True, False]).head(MOST_BENCHMARKS).collect()
    return Figure(
        "benchmarks",
        "The benchmarks that most papers evaluate on",
        "Each bar counts the papers that measure something on the benchmark, however they spell it. "
        "Benchmarks that are only mentioned do not count.",
        {"benchmark": "Benchmark", "papers": "Papers"},
        [
            {**row, "to": _papers(table="benchmarks", kind="evaluated", benchmark_id=benchmark_id)}
            for benchmark_id, row in zip(most["benchmark_id"], _visible(most, "benchmark").drop("benchmark_id").to_dicts(), strict=True)
        ],
        charts.benchmarks(),
    )


def _results(contents: Contents) -> Figure:
    results = contents.tables["benchmark_results"].filter(pl.col("kind") == "absolute")
    results = results.with_columns(choice=pl.format("{} {}", "benchmark_id", pl.col("unit").fill_null("")))
    most = results.group_by("choice").agg(scores=pl.len(), name=pl.col("benchmark").mode().sort().first(), unit=pl.col("unit").first())
    most = most.sort("scores", "unit", "choice", descending=[True, False, False], nulls_last=True).head(MOST_CHOICES).collect()
    drawn = results.join(most.lazy().select("choice"), on="choice", how="semi").with_columns(model=pl.col("model").fill_null(_NAMELESS))
    order = pl.struct(-pl.col("confidence"), "paper_id", "evidence_field", "evidence_start", "value")
    drawn = drawn.filter(order.rank("ordinal").over("choice") <= MOST_RESULTS).sort("choice", "value", "paper_id", "model").collect()
    rows = _drawn(contents, drawn, "model", "benchmark", "metric", "title")
    units = {"percent": "percent", "points": "points", "factor": "a factor", None: "no unit stated"}
    return Figure(
        "results",
        "Scores on one benchmark",
        "Each point is a score that a paper reports on the chosen benchmark, in the unit that is given. Papers differ in metric, "
        f"prompts and splits, so hover before you compare; at most {MOST_RESULTS} scores are drawn, the surest ones.",
        {"model": "Model", "value": "Score", "metric": "Metric", "benchmark": "Benchmark", "title": "Paper", "evidence": "Evidence"},
        rows.select("choice", "model", "value", "metric", "benchmark", "title", "evidence", "to").to_dicts(),
        charts.results(),
        [
            {"value": row["choice"], "label": f"{row['name']}, {units[row['unit']]} ({row['scores']})"}
            for row in _visible(most, "name").iter_rows(named=True)
        ],
    )


def _artifacts(contents: Contents) -> Figure:
    artifacts = contents.tables["artifacts"].with_columns(host=pl.col("host").fill_null(_NO_HOST))
    counted = _visible(artifacts.group_by("kind", "host").len("rows").collect(), "host")
    most = counted.filter(pl.col("host") != _NO_HOST).group_by("host").agg(pl.col("rows").sum())
    hosts = most.sort("rows", "host", descending=[True, False]).head(MOST_HOSTS)["host"].to_list()
    place = pl.when(pl.col("host").is_in([*hosts, _NO_HOST])).then("host").otherwise(pl.lit(_OTHER_HOSTS))
    asked = {host: {"host": host} for host in hosts} | {_NO_HOST: {"without": "host"}, _OTHER_HOSTS: {"except": f"host:{','.join(hosts)}"}}
    grouped = counted.group_by("kind", host=place).agg(pl.col("rows").sum()).sort("kind", "host")
    return Figure(
        "artifacts",
        "What authors release, and where it lies",
        "Each bar counts what the papers of the lake release or promise, by its kind; the colours tell the host of the address that the "
        "text gives, where it gives one.",
        {"kind": "Kind", "host": "Host", "rows": "Artifacts"},
        [row | {"to": _papers(table="artifacts", kind=row["kind"], **asked[row["host"]])} for row in grouped.to_dicts()],
        charts.artifacts([*hosts, _OTHER_HOSTS, _NO_HOST]),
    )


def _confidence(contents: Contents) -> Figure:
    bounds = _bounds("confidence", [tenth / 10 for tenth in range(10)])
    tenth = (pl.col("confidence") * 10).floor().clip(0, 9).cast(pl.Int64)
    counted = [contents.tables[table].group_by(low=tenth).len("rows").sort("low").collect() for table in FACT_TABLES]
    rows = [
        {
            "confidence": f"{row['low'] / 10:.1f} to {(row['low'] + 1) / 10:.1f}",
            "table": table.replace("_", " "),
            "rows": row["rows"],
            "to": _papers(table=table, **bounds[row["low"]]),
        }
        for table, frame in zip(FACT_TABLES, counted, strict=True)
        for row in frame.iter_rows(named=True)
    ]
    return Figure(
        "confidence",
        "How sure the extractor is of its rows",
        "Each bar counts rows by their confidence: of rows at 0.9, about nine in ten are right by the extractor's own estimate. "
        "A row far to the left deserves a look before it is used.",
        {"confidence": "Confidence", "table": "Table", "rows": "Rows"},
        rows,
        charts.confidence([table.replace("_", " ") for table in FACT_TABLES]),
    )


def _papers(**filters: Any) -> str:
    """The place of the page that shows the papers with such rows."""
    return f"#papers?{urlencode(filters)}"


def _bounds(column: str, ends: list[float]) -> list[dict[str, str]]:
    """What the page is asked for of a column's classes with these lower ends."""
    least = [{"least": f"{column}:{end}"} if end else {} for end in ends]
    below = [{"below": f"{column}:{end}"} for end in ends[1:]] + [{}]
    return [low | high for low, high in zip(least, below, strict=True)]


def _drawn(contents: Contents, rows: pl.DataFrame, *texts: str) -> pl.DataFrame:
    """Rows with the title and the place of their paper, and nothing in these texts and the evidence that a picture cannot show."""
    titles = contents.tables["papers"].select("paper_id", "title")
    places = contents.papers.lazy().select("paper_id", to=pl.format("#{}", "paper_id"))
    drawn = rows.lazy()
    for found in (titles, places):
        drawn = drawn.join(found, on="paper_id", how="left", maintain_order="left")
    return _visible(drawn.collect(), "evidence", *texts)


def _visible(frame: pl.DataFrame, *texts: str) -> pl.DataFrame:
    return frame.with_columns(pl.col(*texts).str.replace_all(f"[{CONTROLS}]", "�"))
