"""Rows of every model come back from Parquet as they went in, whatever their values."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from enum import Enum
from types import NoneType
from typing import get_args, get_origin

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from schemas import FACT_TABLES, TABLES, Reject, Row, arrow_schema
from tests.warehouse.lakes import TOY, paper, toy_extract
from warehouse import Lake
from warehouse.extractions import TextRows, chosen_texts, rows_of, seen_texts, write_extraction
from warehouse.files import conform, write_parquet


def values(info: FieldInfo) -> st.SearchStrategy:
    if get_origin(info.annotation) is list:
        return st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=3)
    kind = next(kind for kind in get_args(info.annotation) or (info.annotation,) if kind is not NoneType)
    nullable = NoneType in get_args(info.annotation)
    least = max((limit.ge for limit in info.metadata if hasattr(limit, "ge")), default=None)
    most = min((limit.le for limit in info.metadata if hasattr(limit, "le")), default=None)
    if kind is int:
        drawn = st.integers(least or 0, most or 2**63 - 1)
    elif kind is float:
        drawn = st.floats(least, most, allow_nan=False, allow_infinity=False)
    elif kind is date:
        drawn = st.dates()
    elif issubclass(kind, Enum):
        drawn = st.sampled_from(kind)
    else:
        drawn = st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=20)
    return st.none() | drawn if nullable else drawn


def rows(model: type[Row], **fixed) -> st.SearchStrategy:
    drawn = {name: values(info) for name, info in model.model_fields.items() if name not in fixed}
    return st.builds(model, **drawn, **{name: st.just(value) for name, value in fixed.items()})


def by_text(found: list[dict]) -> list[str]:
    return sorted(map(repr, found))


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_rows_of_a_table(tmp_path_factory, table: str, data):
    model = TABLES[table]
    drawn = [row.model_dump() for row in data.draw(st.lists(rows(model), max_size=4))]
    file = tmp_path_factory.mktemp("table") / "rows.parquet"
    tables = [
        conform(pl.DataFrame(order, schema=pl.from_arrow(arrow_schema(model).empty_table()).schema), model)
        for order in (drawn, drawn[::-1])
    ]
    write_parquet(tables[0], file)
    assert by_text(pq.read_table(file).to_pylist()) == by_text([{name: row[name] for name in arrow_schema(model).names} for row in drawn])
    assert pq.read_schema(file).equals(arrow_schema(model), check_metadata=True)
    assert tables[0].equals(tables[1])


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_rows_of_an_extraction(tmp_path_factory, data):
    lake = Lake(tmp_path_factory.mktemp("lake"))
    facts = {table: data.draw(st.lists(rows(model, text_id="seen", paper_id="p"), max_size=2)) for table, model in FACT_TABLES.items()}
    rejects = data.draw(st.lists(rows(Reject, text_id="seen", paper_id="p"), max_size=2))
    write_extraction(lake, TOY, [TextRows("seen", facts, rejects), TextRows("empty", {}, [])])
    texts = chosen_texts(lake, [TOY]).with_columns(paper_id=pl.lit("p"))
    for name, expected in {**facts, "rejects": rejects}.items():
        assert by_text(rows_of(lake, name, texts).to_dicts()) == by_text(
            [{column: getattr(row, column) for column in arrow_schema(type(row)).names} for row in expected]
        )


def test_a_text_in_which_nothing_was_found_is_told_from_one_that_was_not_read(lake: Lake):
    assert seen_texts(lake, TOY).to_list() == []
    write_extraction(lake, TOY, [TextRows("empty", {}, [])])
    assert seen_texts(lake, TOY).to_list() == ["empty"]
    assert seen_texts(lake, "other").to_list() == []


def test_a_text_in_two_parts_of_one_extractor_counts_once(lake: Lake):
    write_extraction(lake, TOY, [TextRows("a", {}, []), TextRows("b", {}, [])])
    write_extraction(lake, TOY, [TextRows("b", {}, []), TextRows("c", {}, [])])
    assert sorted(seen_texts(lake, TOY)) == ["a", "b", "c"]
    assert chosen_texts(lake, [TOY]).sort("text_id")["text_id"].to_list() == ["a", "b", "c"]


def test_what_is_replaced_counts_no_more_whatever_part_it_is_in(lake: Lake):
    before, after = (TextRows(text_id, {}, []) for text_id in "ab"), [toy_extract(*paper(1))]
    text_id = after[0].text_id
    write_extraction(lake, TOY, [*before, TextRows(text_id, {}, [])])
    write_extraction(lake, TOY, [TextRows(text_id, {}, [])])
    write_extraction(lake, TOY, after, replace=True)
    assert sorted(seen_texts(lake, TOY)) == sorted(["a", "b", text_id])
    assert chosen_texts(lake, [TOY]).filter(text_id=text_id)["model_sizes"].to_list() == [1]
    assert len(list((lake.extractions / TOY).iterdir())) == 2


def test_parts_that_threads_write_at_once_are_all_there(lake: Lake):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: write_extraction(lake, TOY, [TextRows(str(number), {}, [])]), range(16)))
    assert sorted(map(int, seen_texts(lake, TOY))) == list(range(16))


def test_an_extraction_of_no_texts_leaves_no_file(lake: Lake):
    write_extraction(lake, TOY, [])
    assert not lake.extractions.exists()


def test_a_null_where_there_must_be_none_is_refused():
    row = dict.fromkeys(arrow_schema(TABLES["papers"]).names)
    with pytest.raises(ValueError, match="non-nullable"):
        conform(pl.DataFrame([row], schema=dict.fromkeys(row, pl.String)), TABLES["papers"])
