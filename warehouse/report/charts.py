"""The pictures as Vega-Lite, made with Altair: what is on which axis. Rows and colours are given to them by the page."""

from typing import Any

import altair as alt

_ROWS = alt.NamedData(name="rows")
_BAR_STEP = 24
_WIDE = "container"

_TICKS = [step * 10**power for power in range(16) for step in (1, 3)]
"""Where an axis by powers of ten has its lines."""

# a billion is B to newcomers, and G to nobody here
_LARGE = "replace(replace(format(datum.value, '~s'), 'G', 'B'), 'k', 'K')"


def training(tokens_per_parameter: int) -> dict[str, Any]:
    """Parameters against training tokens, both by powers of ten, with the line of so many tokens per parameter."""
    x = alt.X("params:Q").scale(type="log", nice=True).axis(title="Parameters", labelExpr=_LARGE, values=_TICKS)
    y = alt.Y("tokens:Q").scale(type="log", nice=True).axis(title="Training tokens", labelExpr=_LARGE, values=_TICKS)
    points = (
        alt.Chart(_ROWS)
        .mark_point(filled=True, size=90, opacity=0.8, cursor="pointer")
        .encode(x, y, alt.Color("role:N").scale(domain=["introduced", "studied"], range="ordinal").title("Model"))
    )
    ends = (
        alt.Chart(_ROWS).transform_aggregate(least="min(params)", most="max(params)").transform_fold(["least", "most"], ["end", "params"])
    )
    ratio = ends.transform_calculate(tokens=f"datum.params * {tokens_per_parameter}")
    line = ratio.mark_line(strokeDash=[6, 4], strokeWidth=1.5).encode(x, y)
    label = alt.value(f"{tokens_per_parameter} tokens per parameter")
    name = ratio.transform_filter("datum.end === 'most'").mark_text(align="right", dy=-12).encode(x, y, text=label)
    return _spec((line + name + points).properties(width=_WIDE, height=380))


def sizes(classes: list[str], roles: list[str]) -> dict[str, Any]:
    """Stated sizes by class, a colour per role."""
    return _spec(
        alt.Chart(_ROWS)
        .mark_bar(cursor="pointer")
        .encode(
            alt.X("size:N").scale(domain=classes).sort(classes).axis(title="Parameters", labelAngle=-35),
            alt.Y("rows:Q").stack("zero").axis(title="Stated sizes", tickMinStep=1, format="~d"),
            alt.Color("role:N").scale(domain=roles, range="ordinal").title("Model"),
        )
        .properties(width=_WIDE, height=280)
    )


def benchmarks() -> dict[str, Any]:
    """Papers per benchmark."""
    return _spec(
        alt.Chart(_ROWS)
        .mark_bar(cursor="pointer")
        .encode(
            alt.X("papers:Q").axis(title="Papers", tickMinStep=1, format="~d"),
            alt.Y("benchmark:N").sort(field="papers", order="descending").axis(title=None, labelLimit=160),
        )
        .properties(width=_WIDE, height=alt.Step(_BAR_STEP))
    )


def results() -> dict[str, Any]:
    """Scores on one benchmark, a line per model."""
    return _spec(
        alt.Chart(_ROWS)
        .mark_point(filled=True, size=90, opacity=0.8, cursor="pointer")
        .encode(
            alt.X("value:Q").scale(zero=False, nice=True).axis(title="Score, in the benchmark's unit"),
            alt.Y("model:N").sort(field="value", op="max", order="descending").axis(title=None, labelLimit=160, grid=True),
        )
        .properties(width=_WIDE, height=alt.Step(_BAR_STEP))
    )


def artifacts(hosts: list[str]) -> dict[str, Any]:
    """Artifacts by kind, a colour per host."""
    return _spec(
        alt.Chart(_ROWS)
        .mark_bar(cursor="pointer")
        .encode(
            alt.X("rows:Q").stack("zero").axis(title="Artifacts", tickMinStep=1, format="~d"),
            alt.Y("kind:N").sort(field="rows", op="sum", order="descending").axis(title=None),
            alt.Color("host:N").scale(domain=hosts, range="ordinal").title("Host"),
        )
        .properties(width=_WIDE, height=alt.Step(_BAR_STEP))
    )


def confidence(tables: list[str]) -> dict[str, Any]:
    """Rows by confidence, in the colours of their tables."""
    tenths = [f"{low / 10:.1f} to {(low + 1) / 10:.1f}" for low in range(10)]
    return _spec(
        alt.Chart(_ROWS)
        .mark_bar(cursor="pointer")
        .encode(
            alt.X("confidence:N").scale(domain=tenths).sort(tenths).axis(title="Confidence, from 0 to 1", labelAngle=-35),
            alt.Y("rows:Q").stack("zero").axis(title="Rows", tickMinStep=1, format="~d"),
            alt.Color("table:N").scale(domain=tables, range="category").title("Table"),
        )
        .properties(width=_WIDE, height=280)
    )


def _spec(chart: alt.Chart | alt.LayerChart) -> dict[str, Any]:
    """Vega-Lite without the colours of a theme, which the page gives. Of a height by step the page makes one in pixels."""
    spec = chart.properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding")).to_dict()
    return {name: value for name, value in spec.items() if name not in ("config", "$schema")}
