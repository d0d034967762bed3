"""What goes into a report, and how it stands in the file."""

import base64
import gzip
import json
import re
from datetime import date

import pytest

from flows import steps
from schemas import FACT_TABLES, paper_id_of
from tests.paths import EXAMPLES
from tests.warehouse.lakes import ToyDump, ingest, paper
from warehouse import Lake, LakeError, QueryError, WarehouseError
from warehouse.report import write_report
from warehouse.runs import write_run

PAPERS = [paper(number) for number in range(1, 6)]
JUNE = ToyDump("june.txt", PAPERS[:3], listed_on=date(2024, 6, 3), records_rejected=0)
JULY = ToyDump("july.txt", PAPERS[2:], listed_on=date(2024, 7, 1))
BARE = ToyDump("bare.txt", [("A paper that states nothing", "Nothing at all.")])


def report(lake: Lake, **asked) -> dict:
    """The data in the report of a lake."""
    target = lake.path.parent / "report.html"
    write_report(lake, target, **asked)
    return data_of(target.read_text("utf-8"))


def data_of(page: str) -> dict:
    (packed,) = re.findall(r'<script type="text/plain" id="lake">([A-Za-z0-9+/=]*)</script>', page)
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def figure(data: dict, name: str) -> dict:
    return next(each for each in data["figures"] if each["id"] == name)


def test_everything_is_counted(lake: Lake):
    ingest(lake, JUNE, JULY, BARE)
    data = report(lake)
    assert (data["total"], data["withFacts"], data["where"]) == (6, 5, None)
    assert {table: data["counts"][table] for table in ("papers", "sightings", "model_sizes", "token_counts", "artifacts", "dumps")} == {
        "papers": 6,
        "sightings": 7,
        "model_sizes": 5,
        "token_counts": 5,
        "artifacts": 0,
        "dumps": 3,
    }
    assert [(dump["label"], dump["day"], dump["papers"], dump["extractors"]) for dump in data["dumps"]] == [
        ("july.txt", "2024-07-01", 3, ["toy-1"]),
        ("june.txt", "2024-06-03", 3, ["toy-1"]),
        ("bare.txt", None, 1, []),
    ]


def test_a_dump_says_when_it_was_first_taken_in_and_what_is_damaged_says_nothing(lake: Lake):
    ingest(lake, JUNE, BARE)
    lake.runs.mkdir(exist_ok=True)
    for name, seconds in (("20240603T120000.000000Z-1", 1.26), ("20240604T120000.000000Z-1", 9.0)):
        run = {"dumps": [{"dump_id": JUNE.dump_id, "problem": None, "seconds": seconds}]}
        (lake.runs / f"{name}.json").write_text(json.dumps(run))
    (lake.runs / "20240101T120000.000000Z-1.json").write_text("{")
    write_run(lake, {"backfill": {}})
    june, bare = report(lake)["dumps"]
    assert (june["taken"], june["seconds"]) == ("2024-06-03T12:00:00Z", 1.3)
    assert (bare["taken"], bare["seconds"]) == (None, None)


def test_the_newest_papers_come_first_and_of_a_large_lake_they_alone_are_shown_whole(lake: Lake):
    ingest(lake, JUNE, JULY)
    data = report(lake, most=4)
    assert data["papers"]["day"] == ["2024-07-01"] * 3 + ["2024-06-03"]
    assert (data["total"], data["counts"]["model_sizes"], len(figure(data, "training")["rows"])) == (5, 5, 5)
    assert data["facts"]["model_sizes"]["paper"] == [0, 1, 2, 3]
    assert report(lake, most=0)["papers"].get("paper_id", []) == []


def test_of_a_dump_the_rejects_are_counted_that_the_report_lists(lake: Lake):
    ingest(lake, ToyDump("june.txt", [paper(number) for number in range(1, 31)], records_rejected=1))
    for where, count in ((None, 1), ("true", 0)):
        data = report(lake, where=where)
        assert [dump["rejects"] for dump in data["dumps"]] == [count] == [len(data["rejects"]["shown"].get("reason", []))]


def test_offsets_stand_for_the_quotes(lake: Lake):
    ingest(lake, JUNE)
    data = report(lake)
    assert "evidence" not in data["facts"]["model_sizes"]
    rows = data["facts"]["model_sizes"]
    for place, start, end, model in zip(rows["paper"], rows["evidence_start"], rows["evidence_end"], rows["model"], strict=True):
        assert data["papers"]["abstract"][place][start:end] == model


class TestWhere:
    def test_the_report_is_of_the_papers_for_which_it_holds(self, lake: Lake):
        ingest(lake, JUNE, JULY, BARE)
        data = report(lake, where="title LIKE 'Wombat 1 %' -- the first one")
        assert data["papers"]["paper_id"] == [paper_id_of("Wombat 1 digs")]
        assert (data["total"], data["withFacts"], data["counts"]["model_sizes"]) == (1, 1, 1)
        assert [dump["label"] for dump in data["dumps"]] == ["june.txt"]
        assert data["where"] == "title LIKE 'Wombat 1 %' -- the first one"

    def test_it_may_ask_other_tables(self, lake: Lake):
        ingest(lake, JUNE, BARE)
        assert report(lake, where="paper_id IN (SELECT paper_id FROM model_sizes WHERE params > 2e9)")["total"] == 1

    def test_it_may_hold_for_none(self, lake: Lake):
        ingest(lake, JUNE)
        data = report(lake, where="false")
        assert (data["total"], data["dumps"], [each["rows"] for each in data["figures"]]) == (0, [], [[]] * 6)

    @pytest.mark.parametrize("where", ["no_such_column = 1", "title LIKE", "true); DROP TABLE papers; SELECT (1", "1 = 1) UNION SELECT ("])
    def test_what_is_no_condition_is_said_in_a_line(self, lake: Lake, where: str):
        ingest(lake, JUNE)
        with pytest.raises(QueryError, match="over papers cannot be answered") as said:
            report(lake, where=where)
        assert "\n" not in str(said.value)


class TestTheFile:
    def test_the_same_lake_gives_the_same_bytes_also_where_rows_share_a_quote(self, lake: Lake, tmp_path):
        summary = steps.ingest(lake, [str(EXAMPLES / "dumps")], steps.Options())
        assert not summary.problems
        for name in range(6):
            write_report(lake, tmp_path / f"{name}.html")
        assert len({(tmp_path / f"{name}.html").read_bytes() for name in range(6)}) == 1

    def test_a_link_to_a_file_stays_one_and_what_is_no_file_stays_what_it_is(self, lake: Lake, tmp_path):
        ingest(lake, JUNE)
        (tmp_path / "published.html").write_text("old")
        (tmp_path / "link.html").symlink_to("published.html")
        write_report(lake, tmp_path / "link.html")
        assert (tmp_path / "link.html").is_symlink()
        assert (tmp_path / "published.html").read_text("utf-8").startswith("<!doctype html>")
        with pytest.raises(WarehouseError, match="this is no file"):
            write_report(lake, tmp_path)
        assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []

    def test_no_text_of_a_paper_stands_in_it_and_nothing_may_be_asked_for(self, lake: Lake, tmp_path):
        ingest(lake, ToyDump("bad.txt", [("</script><script>act()</script> \u2028", "<!-- Wombat-7B fed 7 billion tokens")]))
        write_report(lake, tmp_path / "report.html")
        page = (tmp_path / "report.html").read_text("utf-8")
        assert "act()" not in page
        (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe-eval" not in policy
        assert "connect" not in policy
        assert data_of(page)["papers"]["title"] == ["</script><script>act()</script> \u2028"]

    def test_it_is_replaced_in_one_step_and_nothing_is_left_beside_it(self, lake: Lake, tmp_path):
        ingest(lake, JUNE)
        folder = tmp_path / "www"
        folder.mkdir()
        (folder / "report.html").write_text("before")
        written = write_report(lake, folder / "report.html")
        assert [file.name for file in folder.iterdir()] == ["report.html"]
        assert (folder / "report.html").stat().st_size == written.size
        assert (folder / "report.html").stat().st_mode & 0o444 == 0o444

    def test_into_no_folder_nothing_is_written(self, lake: Lake, tmp_path):
        ingest(lake, JUNE)
        with pytest.raises(WarehouseError, match="make it first"):
            write_report(lake, tmp_path / "gone" / "report.html")


def test_of_no_lake_there_is_no_report(lake: Lake, tmp_path):
    with pytest.raises(LakeError, match="there are no tables in"):
        write_report(lake, tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()


def test_an_empty_lake_has_a_report(lake: Lake):
    ingest(lake)
    data = report(lake)
    assert (data["total"], data["withFacts"], data["dumps"], data["rejects"]["counts"]) == (0, 0, [], [])


class TestFigures:
    def test_a_size_and_tokens_meet_where_the_paper_states_one_count_alone(self, lake: Lake):
        several = ("Two counts", "Wombat-7B fed 7 billion tokens and then 9 billion tokens")
        ingest(lake, ToyDump("two.txt", [paper(4), several]))
        (row,) = figure(report(lake), "training")["rows"]
        assert (row["params"], row["tokens"], row["to"]) == (4 * 10**9, 4 * 10**9, f"#{paper_id_of('Wombat 4 digs')}")
        assert row["evidence"] == "“Wombat-4B”, “4 billion tokens”"

    def test_sizes_are_counted_by_class(self, lake: Lake):
        ingest(lake, ToyDump("sizes.txt", [paper(number) for number in (1, 2, 3, 30, 100)]))
        counted = [(row["size"], row["rows"]) for row in figure(report(lake), "sizes")["rows"]]
        assert counted == [("1B to 3B", 2), ("3B to 10B", 1), ("30B to 100B", 1), ("100B and more", 1)]

    def test_no_character_that_turns_the_text_is_in_a_picture(self, lake: Lake):
        ingest(lake, ToyDump("turned.txt", [("Wombat \u202e turned", "Wombat-7B fed 7 billion tokens")]))
        (row,) = figure(report(lake), "training")["rows"]
        assert row["title"] == "Wombat � turned"


def test_a_reader_is_asked_for_every_field_of_a_claim(lake: Lake):
    ingest(lake)
    claims = report(lake)["claims"]
    assert set(claims) == set(FACT_TABLES)
    asked = {field["name"]: field for field in claims["benchmark_results"]}
    assert (asked["unit"]["values"], asked["unit"]["required"]) == (["percent", "points", "factor"], False)
    assert (asked["value"]["type"], asked["benchmark"]["required"]) == ("double", True)
