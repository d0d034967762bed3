"""Backfills: texts that an extractor has not seen, and which extractor comes first."""

from datetime import date
from pathlib import Path

import pytest

import warehouse
from extractors.registry import EXTRACTORS
from extractors.rules.extractor import RuleExtractor
from flows import steps
from flows.backfilling import Backfill, backfill, known_extractors, plan, prefer, within
from tests.pages import GREBE, HERON, PAPERS, TEAL, write_page
from warehouse import Lake


class Other(RuleExtractor):
    """The rules under another name, blind to artifacts."""

    fingerprint = "ffff000011112222"
    label = "other 1"

    def candidates(self, article):
        return (each for each in super().candidates(article) if each.table != "artifacts")


@pytest.fixture
def lake(tmp_path, monkeypatch) -> Lake:
    monkeypatch.setitem(EXTRACTORS, "other", lambda _limits: Other())
    pages = [write_page(tmp_path / "a.txt", HERON, TEAL), write_page(tmp_path / "b.txt", *PAPERS, day="Jun 9")]
    steps.ingest(Lake(tmp_path / "lake"), map(str, pages), steps.Options(year=2024))
    return Lake(tmp_path / "lake")


def artifacts(lake: Lake) -> int:
    return warehouse.open(lake.path)["artifacts"].collect().height


def tables(lake: Lake) -> dict[str, bytes]:
    folder = (lake.path / "tables").resolve()
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("part-*.parquet"))}


def test_a_plan_counts_what_the_extractor_has_not_seen_each_text_once(lake):
    assert plan(lake, Backfill()) == []
    assert sorted(chunk.texts for chunk in plan(lake, Backfill("other"))) in ([1, 2], [3])
    assert sum(chunk.texts for chunk in plan(lake, Backfill("other"))) == 3
    assert sum(chunk.texts for chunk in plan(lake, Backfill("other", dumps=("a.txt",)))) == 2
    assert sum(chunk.texts for chunk in plan(lake, Backfill("other", since=date(2024, 6, 5)))) == 3
    assert sum(chunk.texts for chunk in plan(lake, Backfill("other", since=date(2024, 6, 10)))) == 0


def test_a_backfill_extracts_the_rest_and_its_extractor_comes_first(lake):
    assert artifacts(lake) > 0
    summary = backfill(lake, Backfill("other"))
    assert (summary.extracted, summary.left, summary.changed) == (3, 0, True)
    assert artifacts(lake) == 0
    assert set(warehouse.open(lake.path)["model_sizes"].collect()["extractor"]) == {"other 1"}
    again = backfill(lake, Backfill("other"))
    assert (again.extracted, again.changed) == (0, False)


def test_an_earlier_extractor_comes_first_again_without_extracting(lake):
    before = tables(lake)
    rules = known_extractors(lake)[0]
    backfill(lake, Backfill("other"))
    assert [each.label for each in known_extractors(lake)] == ["other 1", rules.label]
    prefer(lake, rules.label)
    assert tables(lake) == before
    prefer(lake, "ffff0000")
    assert artifacts(lake) == 0
    with pytest.raises(steps.UsageError, match=r"no extractor of the lake answers to 'none'; there are: other 1"):
        prefer(lake, "none")


def test_a_limit_leaves_the_rest_for_the_next_run(lake):
    first = backfill(lake, Backfill("other", most=2))
    assert (first.extracted, first.left) == (2, 1)
    second = backfill(lake, Backfill("other", most=2))
    assert (second.extracted, second.left) == (1, 0)


def test_chunks_of_a_limited_run_stop_at_the_limit(lake):
    chunks = plan(lake, Backfill("other"))
    assert within(chunks, None) == [(chunk, None) for chunk in chunks]
    assert within(chunks, 1) == [(chunks[0], 1)]
    assert within(chunks, 0) == []


def test_a_dump_that_the_lake_does_not_hold_is_named(lake):
    with pytest.raises(steps.UsageError, match=r"no dump of the lake answer to 'c\.txt'"):
        plan(lake, Backfill("other", dumps=("c.txt",)))


def test_a_backfill_of_an_empty_lake_has_nothing_to_do(tmp_path):
    summary = backfill(Lake(tmp_path / "none"), Backfill())
    assert (summary.extracted, summary.snapshot) == (0, None)


def test_an_ingest_after_a_backfill_gives_what_one_before_it_gives(lake, tmp_path):
    page = write_page(tmp_path / "c.txt", GREBE, ("Counting Coots", "We release Coot-7B, a language model with 7 billion parameters."))
    other = Lake(tmp_path / "other")
    pages: list[Path] = [tmp_path / "a.txt", tmp_path / "b.txt", page]
    steps.ingest(other, map(str, pages), steps.Options(year=2024))
    backfill(other, Backfill("other"))
    backfill(lake, Backfill("other"))
    steps.ingest(lake, [str(page)], steps.Options(extractor="other", year=2024))
    assert tables(lake) == tables(other)
