"""The same papers in every format and wrapping give the same rows."""

import pytest

import warehouse
from flows import steps
from schemas import FACT_TABLES
from tests.extractors.dumps.test_sources import FORMATS, WRAPPINGS
from tests.pages import HERON, many
from warehouse import Lake

PAPERS = [HERON, *many(199)]


def rows_of(lake, dump) -> dict[str, list[tuple]]:
    """The rows of every fact table, without the columns that name the dump."""
    summary = steps.ingest(Lake(lake), [str(dump)], steps.Options())
    assert not summary.problems
    tables = warehouse.open(lake)
    assert tables["papers"].collect().height == len(PAPERS)
    return {table: tables[table].collect().rows() for table in FACT_TABLES}


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    (folder / "page").write_bytes(FORMATS["daily-page"](PAPERS))
    return rows_of(folder / "lake", folder / "page")


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("form", FORMATS)
def test_two_hundred_papers_give_the_same_rows_however_they_come(tmp_path, expected, form, wrapping):
    (tmp_path / "dump").write_bytes(WRAPPINGS[wrapping](FORMATS[form](PAPERS)))
    assert rows_of(tmp_path / "lake", tmp_path / "dump") == expected
    assert sum(map(len, expected.values())) > 200
