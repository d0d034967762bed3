"""The command line, as its users call it."""

import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import polars as pl
import pyarrow.parquet as pq
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from extractors.registry import EXTRACTORS
from extractors.rules.extractor import RuleExtractor
from paperlake import app
from schemas import FACT_TABLES, TABLES, paper_id_of, text_id_of
from tests.pages import GREBE, HERON, PAPERS, TEAL, many, write_page
from tests.paths import EXAMPLES

COMMANDS = (
    *("ingest", "fetch", "extract", "doctor", "eval", "sql", "tables", "dumps", "report", "correct", "forget", "verify"),
    *("backfill", "extractors", "prefer", "maintain"),
)


@pytest.fixture
def lake(tmp_path, monkeypatch):
    """Where the lake of a test is; the commands find it by the environment."""
    monkeypatch.setenv("PAPERLAKE_LAKE", str(tmp_path / "lake"))
    return tmp_path / "lake"


@pytest.fixture
def filled(lake, tmp_path):
    """A lake that holds one page."""
    run("ingest", write_page(tmp_path / "page.txt", *PAPERS))
    return lake


def run(*args, code=0, stdin=None):
    """Run a command in this process; its result, once the exit code is as expected."""
    result = CliRunner().invoke(app, list(map(str, args)), input=stdin)
    assert result.exit_code == code, (result.output, result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_every_command_has_an_example_in_its_help():
    assert set(get_command(app).commands) == set(COMMANDS)
    for command in COMMANDS:
        assert f"paperlake {command}" in run(command, "--help").output


def test_without_a_command_the_help_is_shown():
    assert "ingest" in CliRunner().invoke(app, []).output


@pytest.mark.parametrize("wrong", [["ingest"], ["ingest", "x", "--year", "soon"], ["sql"], ["gather"], ["tables", "sizes"]])
def test_wrong_usage_exits_with_two(lake, wrong):
    run(*wrong, code=2)


class TestIngest:
    def test_a_page_becomes_tables_and_a_summary(self, lake, tmp_path):
        result = run("ingest", write_page(tmp_path / "page.txt", *PAPERS))
        assert re.search(r"page\.txt +3 +0", result.stdout)
        assert str(lake / "tables") in result.stdout
        assert "page.txt: 3 papers, 3 extracted" in result.stderr
        assert pl.read_parquet(lake / "tables" / "papers.parquet").height == 3

    def test_the_same_bytes_again_are_not_done_again(self, lake, tmp_path):
        page = write_page(tmp_path / "page.txt", *PAPERS)
        run("ingest", page)
        before = sorted(lake.rglob("part-*.parquet"))
        result = run("ingest", page)
        assert "Nothing to do" in result.stdout
        assert "known already" in result.stdout
        assert sorted(lake.rglob("part-*.parquet")) == before

    def test_files_folders_and_patterns_each_once(self, lake, tmp_path):
        folder = tmp_path / "pages"
        folder.mkdir()
        first = write_page(folder / "a.txt", HERON)
        write_page(folder / "b.txt", TEAL)
        (folder / ".hidden").write_text("not a dump")
        write_page(tmp_path / "c.txt", GREBE)
        result = run("ingest", first, folder, f"{tmp_path}/c*.txt")
        assert [line.split()[0] for line in result.stdout.splitlines()[1:4]] == ["a.txt", "b.txt", "c.txt"]

    def test_what_is_wrong_with_one_dump_is_one_line_and_the_others_go_on(self, lake, tmp_path):
        good = write_page(tmp_path / "good.txt", *PAPERS)
        (tmp_path / "empty.txt").touch()
        (tmp_path / "letter.txt").write_text("Dear all,\n\nplease find enclosed nothing.\n")
        write_page(tmp_path / "bare.txt")
        result = run("ingest", tmp_path / "gone.txt", *(tmp_path / f"{name}.txt" for name in ("empty", "letter", "bare")), good, code=1)
        messages = [line for line in result.stderr.splitlines() if line.startswith("paperlake: ")]
        for message, name, reason in zip(
            messages, ("gone", "empty", "letter", "bare"), ("no such file", "empty", "no reader", "no paper"), strict=True
        ):
            assert f"{name}.txt" in message
            assert reason in message
        assert pl.read_parquet(lake / "tables" / "papers.parquet").height == 3

    def test_a_lake_with_nothing_but_problems_has_no_tables(self, lake, tmp_path):
        result = run("ingest", tmp_path / "gone.txt", code=1)
        assert "The tables are as they were" in result.stdout

    def test_a_refused_dump_comes_in_when_it_is_accepted(self, lake, tmp_path):
        bare = write_page(tmp_path / "bare.txt")
        assert "--accept" in run("ingest", bare, code=1).stderr
        assert "refused" in run("dumps").stdout
        run("ingest", bare, "--accept")
        assert "refused" not in run("dumps").stdout

    def test_a_year_dates_the_page(self, lake, tmp_path):
        page = write_page(tmp_path / "page.txt", HERON, day="Jun 3")
        days = "SELECT listed_month, listed_day, listed_on FROM sightings"
        run("ingest", page)
        assert run("sql", days, "--format", "csv").stdout.splitlines()[1] == "6,3,"
        run("ingest", page, "--year", 2024)
        assert run("sql", days, "--format", "csv").stdout.splitlines()[1] == "6,3,2024-06-03"
        assert "Nothing to do" in run("ingest", page).stdout

    @pytest.mark.parametrize("args", [["--extractor", "oracle"], ["--year", "0"]])
    def test_options_that_cannot_be_are_refused_before_anything_is_done(self, lake, tmp_path, args):
        run("ingest", write_page(tmp_path / "page.txt", HERON), *args, code=2)
        assert not lake.exists()

    def test_force_does_it_again_to_the_same_bytes(self, lake, tmp_path):
        page = write_page(tmp_path / "page.txt", *PAPERS)
        run("ingest", page)
        before = {file: file.read_bytes() for file in (lake / "tables").resolve().rglob("part-*.parquet")}
        assert "3 extracted" in run("ingest", page, "--force").stderr
        assert {file: file.read_bytes() for file in (lake / "tables").resolve().rglob("part-*.parquet")} == before

    def test_an_empty_folder_and_a_pattern_without_files_are_wrong_usage(self, lake, tmp_path):
        (tmp_path / "nothing").mkdir()
        assert "holds no files" in run("ingest", tmp_path / "nothing", code=2).stderr
        assert "no file matches" in run("ingest", tmp_path / "*.dump", code=2).stderr

    def test_hostile_names_are_shown_as_they_are(self, lake, tmp_path):
        page = write_page(tmp_path / "[red]x[bold]\x1b.txt", HERON)
        result = run("ingest", page)
        assert "[red]x[bold]" in result.stdout
        assert "\x1b" not in result.stdout


class TestExtract:
    def test_papers_in_gold_rows_out(self):
        line = json.dumps({"id": "x", "title": HERON[0], "abstract": HERON[1], "model_sizes": "never read", "extra": 1})
        (paper,) = map(json.loads, run("extract", stdin=line).stdout.splitlines())
        assert (paper["id"], paper["title"]) == ("x", HERON[0])
        assert set(FACT_TABLES) <= set(paper)
        size = next(row for row in paper["model_sizes"] if row["params"] == 3_000_000_000)
        assert paper[size["evidence_field"]][size["evidence_start"] : size["evidence_end"]] == size["evidence"]

    def test_a_file_or_standard_input(self, tmp_path):
        line = json.dumps({"id": "x", "title": TEAL[0], "abstract": TEAL[1]})
        (tmp_path / "papers.jsonl").write_text(line)
        assert run("extract", tmp_path / "papers.jsonl").stdout == run("extract", "-", stdin=line).stdout

    def test_lines_that_are_no_papers_are_named_by_number_and_the_rest_goes_on(self):
        good = json.dumps({"id": "x", "title": TEAL[0], "abstract": TEAL[1]})
        bad = ["{", "[]", '{"id": 1}', '{"id": "y", "title": "t"}', '{"id": "y", "title": " ", "abstract": ""}', "\ufffd"]
        result = run("extract", stdin="\n".join([*bad, "", good]), code=1)
        assert len(result.stdout.splitlines()) == 1
        assert [line.split(":")[1] for line in result.stderr.splitlines()] == [f" line {n}" for n in range(1, 7)]

    def test_a_file_that_is_not_there(self, tmp_path):
        assert "gone.jsonl" in run("extract", tmp_path / "gone.jsonl", code=2).stderr


class TestEval:
    def test_the_examples_score_one(self):
        result = run("eval", EXAMPLES / "gold.jsonl", "--json")
        assert json.loads(result.stdout)["mean"] == {"value": 1.0, "row": 1.0}

    def test_errors_are_shown_with_their_sentence(self, tmp_path):
        gold = {"id": "x", "title": HERON[0], "abstract": HERON[1]} | {table: [] for table in FACT_TABLES}
        gold["benchmarks"] = [{"name": "MMLU", "role": "evaluated", "evidence": "MMLU"}]
        (tmp_path / "gold.jsonl").write_text(json.dumps(gold))
        (tmp_path / "none.jsonl").write_text('{"id": "x"}')
        result = run("eval", tmp_path / "gold.jsonl", tmp_path / "none.jsonl", "--errors", "benchmarks")
        assert "missed benchmarks x" in result.stdout
        assert HERON[1].split(". ")[1].replace("MMLU", "»MMLU«") in result.stdout
        quiet = run("eval", tmp_path / "gold.jsonl", tmp_path / "none.jsonl", "--errors", "none").stdout
        assert "missed benchmarks" not in quiet

    def test_a_table_that_the_file_does_not_have_is_not_scored(self, tmp_path):
        read = {"id": "x", "title": HERON[0], "abstract": HERON[1]}
        lines = [read | {"benchmarks": []}, read | {"artifacts": []}, {"id": "y", "title": TEAL[0], "abstract": TEAL[1]}]
        (tmp_path / "read.jsonl").write_text("\n".join(map(json.dumps, lines)))
        shown = run("eval", tmp_path / "read.jsonl").stdout
        assert {line.split()[1] for line in shown.splitlines() if line.startswith("extra")} == {"benchmarks", "artifacts"}
        assert "token_counts       not scored: no paper of the file has it" in shown
        assert set(json.loads(run("eval", tmp_path / "read.jsonl", "--json").stdout)) == {"benchmarks", "artifacts", "mean"}

    def test_a_file_without_any_rows_has_nothing_to_score(self, tmp_path):
        (tmp_path / "papers.jsonl").write_text(json.dumps({"id": "x", "title": HERON[0], "abstract": HERON[1]}))
        assert "nothing to score" in run("eval", tmp_path / "papers.jsonl", code=2).stderr

    @pytest.mark.parametrize("line", ["", "{", '{"id": "x"}', '{"id":"x","title":"t","abstract":"a","benchmarks":[{"name":"MMLU"}]}'])
    def test_a_file_that_is_no_gold_is_named_with_its_line(self, tmp_path, line):
        (tmp_path / "gold.jsonl").write_text(line)
        assert ("gold.jsonl, line 1" if line else "no paper") in run("eval", tmp_path / "gold.jsonl", code=2).stderr


class TestFetch:
    @pytest.fixture(autouse=True)
    def inbox(self, tmp_path, monkeypatch, httpserver):
        """Where the days go, and whence they come, by the environment; one day of three is refused."""
        paper = {"paper": {"id": "2406.00001", "title": HERON[0], "summary": HERON[1]}}
        for day, papers in (("2024-06-02", []), ("2024-06-03", [paper])):
            httpserver.expect_request("/api/daily_papers", query_string={"date": day, "limit": "100"}).respond_with_json(papers)
        httpserver.expect_request("/api/daily_papers").respond_with_data("\x1b[2J", status=404)
        monkeypatch.setenv("NO_PROXY", "*")
        monkeypatch.setenv("PAPERLAKE_DAILY_URL", httpserver.url_for(""))
        monkeypatch.setenv("PAPERLAKE_INBOX", str(tmp_path / "inbox"))
        return tmp_path / "inbox"

    def test_its_help_has_an_example(self):
        assert "paperlake fetch daily --since" in run("fetch", "daily", "--help").output

    def test_days_come_into_the_inbox_and_from_there_into_the_lake(self, inbox, lake, httpserver):
        result = run("fetch", "daily", "--since", "2024-06-02", "--until", "2024-06-03")
        assert result.stderr.splitlines() == ["2024-06-02: no papers", "2024-06-03: 1 paper"]
        assert result.stdout == f"{inbox}: 2 days fetched, 0 had already, 0 failed\n"
        run("ingest", inbox)
        assert pl.read_parquet(lake / "tables" / "papers.parquet")["title"].to_list() == [HERON[0]]
        result = run("fetch", "daily", "--since", "2024-06-02", "--until", "2024-06-03")
        assert result.stdout == f"{inbox}: 0 days fetched, 2 had already, 0 failed\n"
        assert len(httpserver.log) == 2

    def test_a_day_that_fails_is_one_line_and_the_others_go_on(self, inbox):
        result = run("fetch", "daily", "--since", "2024-06-01", "--until", "2024-06-03", code=1)
        (message,) = [line for line in result.stderr.splitlines() if line.startswith("paperlake: ")]
        assert message.startswith("paperlake: 2024-06-01: the server answers 404 NOT FOUND, http://")
        assert "base URL" in message
        assert "2024-06-01: failed" in result.stderr
        assert result.stdout == f"{inbox}: 2 days fetched, 0 had already, 1 failed\n"
        assert (inbox / "daily-2024-06-03.json").is_file()

    def test_without_an_end_it_goes_to_the_last_day_that_is_over(self, inbox, httpserver):
        yesterday = datetime.now(UTC).date() - timedelta(days=1)
        run("fetch", "daily", "--since", yesterday, code=1)
        assert [request.args["date"] for request, _ in httpserver.log] == [str(yesterday)]

    def test_a_server_that_wants_to_be_left_alone_is(self, inbox, httpserver):
        httpserver.clear()
        httpserver.expect_request("/api/daily_papers").respond_with_data(status=429, headers={"Retry-After": "3600"})
        result = run("fetch", "daily", "--since", "2024-06-01", "--until", "2024-06-03", code=1)
        assert result.stdout == f"{inbox}: 0 days fetched, 0 had already, 1 failed, 2 not asked\n"

    @pytest.mark.parametrize(
        "wrong",
        [
            [],
            ["--since", "soon"],
            ["--since", "2024-06-31"],
            ["--since", "2024-06-03", "--until", "2024-06-01"],
            ["--since", "2024-06-03", "--until", "2999-06-01"],
            ["--since", "2024-06-03", "--base-url", "huggingface.co"],
        ],
    )
    def test_wrong_usage(self, inbox, httpserver, wrong):
        run("fetch", "daily", *wrong, code=2)
        assert not inbox.exists()
        assert httpserver.log == []


class TestQuery:
    def test_every_format_holds_the_same(self, filled):
        query = "SELECT title, length(abstract) AS n FROM papers ORDER BY title"
        expected = sorted((title, len(abstract)) for title, abstract in PAPERS)
        assert [tuple(row.values()) for row in json.loads(run("sql", query, "--format", "json").stdout)] == expected
        assert pl.read_csv(io.StringIO(run("sql", query, "--format", "csv").stdout)).rows() == expected
        parquet = run("sql", query, "--format", "parquet").stdout_bytes
        assert [tuple(row.values()) for row in pq.read_table(io.BytesIO(parquet)).to_pylist()] == expected
        assert all(title in run("sql", query).stdout for title, _ in expected)

    def test_all_tables_stand_under_their_bare_names(self, filled):
        for table in TABLES:
            run("sql", f"SELECT count(*) FROM {table}")

    @pytest.mark.parametrize(
        "query", ["SELECT", "SELECT x FROM papers", "DROP TABLE papers", "COPY papers TO 'x.csv'", "SELECT 1; SELECT 2"]
    )
    def test_what_is_no_query_is_one_clear_message(self, filled, query):
        assert run("sql", query, code=2).stderr.startswith("paperlake: ")

    def test_answers_of_every_type_are_written(self, filled):
        query = (
            "SELECT m.paper_id, p.paper_id, sum(params) OVER () AS total, 1.5 AS half, [1, 2] AS list, interval 1 day AS span, "
            "NULL AS none FROM model_sizes m JOIN papers p USING (paper_id) LIMIT 1"
        )
        (row,) = json.loads(run("sql", query.replace("USING (paper_id)", "ON m.paper_id = p.paper_id"), "--format", "json").stdout)
        assert row["paper_id"] == row["paper_id_2"]
        assert (row["half"], row["list"], row["none"], type(row["total"])) == (1.5, [1, 2], None, int)
        for form in ("csv", "table"):
            assert "1.5" in run("sql", query, "--format", form).stdout

    def test_without_a_lake_the_message_says_how_to_make_one(self, lake):
        for command in (["sql", "SELECT 1"], ["tables"], ["dumps"], ["verify"]):
            assert "paperlake ingest" in run(*command, code=2).stderr

    def test_tables_shows_columns_with_type_unit_and_meaning(self, filled):
        output = run("tables", "model_sizes").stdout
        assert re.search(r"params +int64 not null +Parameter count.*\[parameters\]", output)
        assert "papers" in run("tables").stdout


class TestCorrect:
    @pytest.fixture
    def corrections(self, filled, tmp_path):
        """A file that takes away Heron's benchmarks, states a size that Heron does not, and says nothing else that can be taken in."""
        title, abstract = HERON
        read = {"id": paper_id_of(title), "text_id": text_id_of(title, abstract), "reviewer": "Ada Heron"}
        read["reviewed_at"] = "2024-06-03T12:00:00Z"
        size = {"model": "Heron-4B", "params": 4_000_000_000, "qualifier": "exact", "count": "total", "role": "introduced"}
        lines = [read | {"benchmarks": [], "model_sizes": [size | {"evidence": "Heron-4B"}]}, read | {"id": "\ud800\nx", "artifacts": []}]
        file = tmp_path / "corrections.jsonl"
        file.write_text("\n".join(map(json.dumps, lines)))
        return file

    def test_what_is_right_is_taken_in_and_what_is_not_is_a_line_each(self, corrections):
        result = run("correct", corrections, code=1)
        assert result.stdout.splitlines()[0] == "1 table of 1 paper corrected, 2 refused"
        size, other = result.stderr.splitlines()
        assert size.startswith(f"paperlake: corrections.jsonl, line 1, paper {paper_id_of(HERON[0])}, model_sizes, {{")
        assert "Heron-4B" in size and size.endswith("is not in the title or abstract")
        assert other.startswith("paperlake: corrections.jsonl, line 2: ")
        count = "SELECT count(*) AS n FROM benchmarks"
        assert run("sql", count, "--format", "csv").stdout.split() == ["n", "0"]
        assert "0 faults found" in run("maintain").stdout
        again = run("correct", corrections, code=1).stdout
        assert again == "0 tables of 0 papers corrected, 1 in force already, 2 refused\nThe tables are as they were\n"

    def test_corrections_are_listed_and_taken_back(self, corrections):
        snapshot = (corrections.parent / "lake" / "current").read_text().strip()
        run("correct", corrections, code=1)
        assert re.search(rf"{paper_id_of(HERON[0])} +Heron: .* benchmarks +Ada Heron +2024-06-03T12:00", run("correct", "--list").stdout)
        said = run("correct", "--undo", f"{paper_id_of(HERON[0])[:6]}:benchmarks").stdout
        assert said == f"1 table of 1 paper no longer corrected; the tables are snapshot {snapshot}\n"
        assert "Ada Heron" not in run("correct", "--list").stdout
        assert "no correction answers" in run("correct", "--undo", "reviewer Ada Heron", code=2).stderr

    @pytest.mark.parametrize("wrong", [[], ["--list", "--undo", "abcd"], ["gone.jsonl"], ["--undo", "abcd"]])
    def test_wrong_usage(self, filled, wrong):
        run("correct", *wrong, code=2)


class TestCare:
    def test_dumps_are_listed_and_forgotten_by_label_or_id(self, filled, tmp_path):
        run("ingest", write_page(tmp_path / "other.txt", TEAL))
        listed = run("dumps").stdout
        assert "page.txt" in listed
        assert "other.txt" in listed
        dump_id = next(line.split()[0] for line in listed.splitlines() if "page.txt" in line)
        run("forget", dump_id[:8])
        assert "page.txt" not in run("dumps").stdout
        assert run("sql", "SELECT title FROM papers", "--format", "csv").stdout.splitlines()[1:] == [TEAL[0]]
        run("forget", "other.txt")
        assert run("sql", "SELECT count(*) FROM papers", "--format", "csv").stdout.splitlines()[1] == "0"

    def test_forgetting_what_is_not_there_names_what_is(self, filled):
        for name in ("nothing.txt", "", "0"):
            assert "page.txt" in run("forget", name, code=2).stderr

    def test_a_sound_lake_verifies(self, filled):
        assert "0 faults found" in run("verify").stdout

    def test_a_changed_row_is_a_fault_that_force_mends(self, filled, tmp_path):
        (file,) = (filled / "tables" / "model_sizes.parquet").resolve().glob("*.parquet")
        table = pq.read_table(file)
        changed = table.set_column(table.schema.get_field_index("params"), table.schema.field("params"), [[7] * table.num_rows])
        file.unlink()
        pq.write_table(changed, file)
        result = run("verify", code=1)
        assert "model_sizes" in result.stdout
        assert "--force" in result.stdout
        run("ingest", tmp_path / "page.txt", "--force")
        run("verify")

    def test_a_damaged_file_is_named_with_the_remedy(self, filled, tmp_path):
        for file in filled.glob("extractions/*/*.parquet"):
            file.write_bytes(b"PAR1 no more")
        assert "--force" in run("ingest", write_page(tmp_path / "other.txt", TEAL), code=2).stderr

    def test_a_file_of_the_users_own_is_left_alone(self, lake, tmp_path):
        lake.mkdir()
        (lake / "tables").write_text("mine")
        assert "left alone" in run("ingest", write_page(tmp_path / "page.txt", HERON), code=2).stderr
        assert (lake / "tables").read_text() == "mine"

    def test_a_dump_that_has_gone_is_said_and_is_no_fault(self, filled, tmp_path):
        (tmp_path / "page.txt").unlink()
        assert "page.txt" in run("verify").stdout


def test_the_installed_command_filters_as_a_program(tmp_path):
    line = json.dumps({"id": "x", "title": HERON[0], "abstract": HERON[1]})
    done = subprocess.run(
        [sys.executable, "-m", "paperlake", "extract"], input=line, capture_output=True, text=True, env=os.environ, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["id"] == "x"


def test_more_papers_than_fit_a_screen(lake, tmp_path):
    run("ingest", write_page(tmp_path / "page.txt", *many(60)))
    output = run("sql", "SELECT title FROM papers").stdout
    assert len(output.splitlines()) == 61


def test_rows_of_a_low_confidence_can_be_left_out_everywhere(filled, tmp_path):
    rows = json.loads(run("sql", "SELECT confidence FROM model_sizes", "--format", "json").stdout)
    bar = sorted(row["confidence"] for row in rows)[len(rows) // 2]
    sure = json.loads(run("sql", "SELECT confidence FROM model_sizes", "--format", "json", "--min-confidence", bar).stdout)
    assert sure == [row for row in rows if row["confidence"] >= bar]
    gold = EXAMPLES / "gold.jsonl"
    every, some = (
        [row for line in run("extract", gold, "--min-confidence", least).stdout.splitlines() for row in json.loads(line)["benchmarks"]]
        for least in (0, 0.9)
    )
    assert some == [row for row in every if row["confidence"] >= 0.9]
    assert 0 < len(some) < len(every)
    whole, part = (json.loads(run("eval", gold, "--json", "--min-confidence", least).stdout)["benchmarks"]["row"] for least in (0, 0.9))
    assert part["found"] < whole["found"]
    run("sql", "FROM papers", "--min-confidence", 2, code=2)


class Other(RuleExtractor):
    """The rules as another version, which is blind to artifacts."""

    fingerprint = "ffff000011112222"
    label = "other 1"

    def candidates(self, article):
        return (each for each in super().candidates(article) if each.table != "artifacts")


class TestBackfill:
    @pytest.fixture
    def other(self, monkeypatch):
        monkeypatch.setitem(EXTRACTORS, "other", lambda _limits: Other())

    def test_the_way_to_another_extractor_and_back(self, filled, other):
        before = tree(filled)
        rules = run("extractors").stdout.splitlines()[1].split()[:2]
        assert re.search(
            r"page\.txt +0 +3 *\n3 texts to extract; nothing was done", run("backfill", "--extractor", "other", "--dry-run").stdout
        )
        assert "other 1" not in run("extractors").stdout
        result = run("backfill", "--extractor", "other")
        assert result.stderr == "page.txt shard 0: 3 texts extracted\n"
        assert "3 texts extracted by other 1, 0 left; tables:" in result.stdout
        assert tree(filled) != before
        assert re.search(r"other 1 +ffff000011112222 +3 +comes first *\n" + rules[0], run("extractors").stdout)
        assert "the tables are as they were" in run("backfill", "--extractor", "other").stdout
        run("prefer", " ".join(rules))
        assert tree(filled) == before
        assert "with 3 texts" in run("prefer", "ffff0000").stdout

    def test_most_leaves_the_rest_for_the_next_run(self, filled, other):
        assert "2 texts extracted by other 1, 1 left" in run("backfill", "--extractor", "other", "--most", 2).stdout
        assert "1 text extracted by other 1, 0 left" in run("backfill", "--extractor", "other").stdout

    def test_a_day_and_a_dump_choose(self, lake, tmp_path, other):
        for name, day, papers in (("a", "Jun 3", [HERON]), ("b", "Jun 9", [TEAL, GREBE])):
            run("ingest", write_page(tmp_path / f"{name}.txt", *papers, day=day), "--year", 2024)
        asked = ("backfill", "--extractor", "other", "--dry-run")
        assert "2 texts" in run(*asked, "--since", "2024-06-04").stdout
        assert "1 text to" in run(*asked, "--dump", "a.txt").stdout
        assert "3 texts" in run(*asked, "--dump", "a.txt", "--dump", "b.txt").stdout

    def test_what_is_not_there_is_wrong_usage(self, filled):
        assert "no dump of the lake" in run("backfill", "--dump", "other.txt", code=2).stderr
        assert "no extractor is named" in run("backfill", "--extractor", "oracle", code=2).stderr
        assert "there are: rules" in run("prefer", "oracle", code=2).stderr


class TestMaintain:
    def test_what_is_old_and_out_of_force_goes_and_the_rest_is_sound(self, filled, tmp_path):
        run("ingest", write_page(tmp_path / "more.txt", *many(2)))
        (old,) = (folder for folder in (filled / "snapshots").iterdir() if folder.name != (filled / "current").read_text().strip())
        assert run("maintain").stdout.startswith("0 snapshots, 0 readings, 0 files of extractions removed")
        os.utime(old, (0, 0))
        assert run("maintain", "--keep-days", 30).stdout.startswith("1 snapshot, 0 readings")
        assert not old.exists()

    def test_faults_are_named(self, filled):
        next((filled / "tables").resolve().glob("papers.parquet/*")).unlink()
        assert "is missing" in run("maintain", code=1).stdout


def tree(lake):
    tables = (lake / "tables").resolve()
    return {str(file.relative_to(tables)): file.read_bytes() for file in sorted(tables.rglob("part-*.parquet"))}


class TestReport:
    def test_it_says_what_it_wrote(self, filled, tmp_path):
        result = run("report", "-o", tmp_path / "page.html")
        assert re.fullmatch(rf"{tmp_path}/page.html: 3 papers, \d\.\d MB\n", result.stdout)
        assert "<!doctype html>" in (tmp_path / "page.html").read_text("utf-8")

    def test_of_many_papers_it_says_how_many_can_be_read(self, filled, tmp_path):
        assert "3 papers, the newest 2 of them to read" in run("report", "-o", tmp_path / "page.html", "--most", 2).stdout
        assert "1 paper, " in run("report", "-o", tmp_path / "page.html", "--where", "title LIKE 'Heron%'").stdout

    @pytest.mark.parametrize(
        ("args", "reason"), [(["--where", "nothing = 1"], "over papers cannot be answered"), (["-o", "/gone/page.html"], "make it first")]
    )
    def test_what_cannot_be_is_said_in_a_line(self, filled, tmp_path, args, reason):
        result = run("report", "-o", tmp_path / "page.html", *args, code=2)
        assert reason in result.stderr
        assert result.stderr.count("\n") == 1
        assert not (tmp_path / "page.html").exists()

    def test_without_a_lake_it_says_how_to_make_one(self, lake, tmp_path):
        assert "`paperlake ingest PATH" in run("report", "-o", tmp_path / "page.html", code=2).stderr
