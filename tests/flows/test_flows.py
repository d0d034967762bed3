"""The flows beside `ingest`, and what all of them share."""

import errno
import json
from datetime import date

import pytest
from prefect import task
from prefect.states import Failed
from prefect.utilities.callables import parameter_schema
from prefect.variables import Variable
from werkzeug import Response

from extractors.errors import DumpError
from extractors.registry import EXTRACTORS
from extractors.rules.extractor import RuleExtractor
from flows import backfilling, fetching, steps
from flows.backfill import backfill
from flows.fetch_and_ingest import days_of, fetch_and_ingest
from flows.ingest import ingest
from flows.maintain import maintain
from flows.running import STEP, inbox_at, lake_at, may_pass
from tests.pages import GREBE, HERON, PAPERS, TEAL, write_page
from warehouse import Lake, LakeError

pytestmark = pytest.mark.usefixtures("server")


@pytest.fixture
def deployed(monkeypatch):
    """A run looks to itself as one of a deployment."""
    monkeypatch.setenv("PREFECT__RUNTIME__DEPLOYMENT__ID", "e1c5ee1c-6a3a-4a5a-9d8e-0c2b4c4c4c4c")
    monkeypatch.delenv("PAPERLAKE_LAKE", raising=False)
    monkeypatch.delenv("PAPERLAKE_INBOX", raising=False)


class TestWhereTheLakeIs:
    def test_of_a_deployment_by_the_parameter_the_environment_or_a_variable(self, deployed, monkeypatch, tmp_path):
        with pytest.raises(
            steps.UsageError, match=r"must be told where its lake is: .*PAPERLAKE_LAKE.*prefect variable set paperlake_lake"
        ):
            lake_at(None)
        Variable.set("paperlake_lake", str(tmp_path / "variable"), overwrite=True)
        try:
            assert lake_at(None).path == tmp_path / "variable"
            monkeypatch.setenv("PAPERLAKE_LAKE", str(tmp_path / "environment"))
            assert lake_at(None).path == tmp_path / "environment"
            assert lake_at(str(tmp_path / "given")).path == tmp_path / "given"
        finally:
            Variable.unset("paperlake_lake")

    def test_of_a_deployment_never_relative(self, deployed, monkeypatch):
        with pytest.raises(steps.UsageError, match=r"the lake of a deployment must be an absolute path, and 'lake' depends on"):
            lake_at("lake")
        monkeypatch.setenv("PAPERLAKE_INBOX", "./inbox")
        with pytest.raises(steps.UsageError, match=r"the inbox of a deployment must be an absolute path"):
            inbox_at(None)

    def test_by_hand_also_here(self, monkeypatch):
        monkeypatch.delenv("PAPERLAKE_LAKE", raising=False)
        assert str(lake_at(None).path) == "lake"
        assert str(inbox_at("in")) == "in"


class TestRetries:
    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.ECONNRESET])
    def test_a_full_or_remote_disk_may_pass_also_behind_another_error(self, code):
        error = OSError(code, "so it is")
        assert may_pass(error)
        behind = LakeError("a part cannot be written")
        behind.__cause__ = error
        assert may_pass(behind)

    @pytest.mark.parametrize(
        "error", [FileNotFoundError(2, "gone"), PermissionError(13, "no"), DumpError("damaged"), EOFError(), OSError("odd")]
    )
    def test_what_stays_as_it_is_may_not(self, error):
        assert not may_pass(error)

    def test_a_task_is_tried_again_for_the_one_and_not_for_the_other(self):
        tried = []

        @task(**STEP | {"retry_delay_seconds": 0})
        def work(error):
            tried.append(error)
            if len(tried) < 3 or not may_pass(error):
                raise error
            return "done"

        assert work(OSError(errno.ENOSPC, "full")) == "done"
        assert len(tried) == 3
        tried.clear()
        assert work(DumpError("damaged"), return_state=True).is_failed()
        assert len(tried) == 1

        @task(**STEP | {"retry_delay_seconds": 0})
        def say():
            tried.append(None)
            return Failed(message="damaged", data="what")

        tried.clear()
        assert say(return_state=True).is_failed()
        assert len(tried) == 1


def test_forms_show_choices_defaults_and_descriptions():
    for flow in (ingest, fetch_and_ingest, backfill, maintain):
        properties = parameter_schema(flow).model_dump()["properties"]
        for name, shown in properties.items():
            assert shown.get("description"), (flow.name, name)
            assert "default" in shown, (flow.name, name)
        if "extractor" in properties:
            choices = properties["extractor"]
            assert choices.get("enum", [choices.get("const")]) == list(EXTRACTORS)


class TestInbox:
    def test_what_is_new_is_taken_in_once(self, tmp_path):
        inbox, lake = tmp_path / "inbox", str(tmp_path / "lake")
        inbox.mkdir()
        write_page(inbox / "a.txt", *PAPERS)
        first = ingest(lake=lake, inbox=str(inbox), settle=0, return_state=True)
        assert first.is_completed() and [dump.label for dump in first.result().dumps] == ["a.txt"]
        assert ingest(lake=lake, inbox=str(inbox), settle=0, return_state=True).message == "nothing new"
        (inbox / "bad.txt").write_text("nothing")
        assert "bad.txt" in ingest(lake=lake, inbox=str(inbox), settle=0, return_state=True).message
        assert ingest(lake=lake, inbox=str(inbox), settle=0, return_state=True).is_completed()


class TestFetchAndIngest:
    def test_days_that_are_there_land_and_one_that_is_not_is_named(self, tmp_path, httpserver, monkeypatch):
        monkeypatch.setenv("NO_PROXY", "*")

        def answer(request):
            day = request.args["date"]
            if day == "2024-06-04":
                return Response("no", status=404)
            listed = (
                []
                if day == "2024-06-05"
                else [{"title": HERON[0], "paper": {"id": "2406.1", "title": HERON[0] + day, "summary": HERON[1]}}]
            )
            return Response(json.dumps(listed), content_type="application/json")

        httpserver.expect_request(fetching.PATH).respond_with_handler(answer)
        places = {"lake": str(tmp_path / "lake"), "inbox": str(tmp_path / "inbox"), "base_url": httpserver.url_for("")}
        state = fetch_and_ingest(date(2024, 6, 3), date(2024, 6, 6), **places, return_state=True)
        assert state.is_failed()
        assert "1 of 4 days could not be fetched: 2024-06-04: the server answers 404" in state.message
        assert "The others: 2 dumps with 2 papers" in state.message
        good = fetch_and_ingest(until=date(2024, 6, 3), **places, return_state=True)
        assert (good.is_completed(), good.message) == (True, "nothing new")

    def test_without_days_it_is_yesterday(self):
        yesterday = fetching.yesterday()
        assert days_of(None, None, 1) == (yesterday, yesterday)
        assert days_of(None, date(2024, 6, 7), 7) == (date(2024, 6, 1), date(2024, 6, 7))
        assert days_of(date(2024, 6, 3), date(2024, 6, 7), 7) == (date(2024, 6, 3), date(2024, 6, 7))


class Old(RuleExtractor):
    """The rules as an earlier version, which was blind to artifacts."""

    fingerprint = "ffff000011112222"
    label = "rules 0"

    def candidates(self, article):
        return (each for each in super().candidates(article) if each.table != "artifacts")


class TestBackfill:
    @pytest.fixture
    def lake(self, tmp_path, monkeypatch):
        monkeypatch.setitem(EXTRACTORS, "old", lambda _limits: Old())
        pages = [write_page(tmp_path / "a.txt", HERON, TEAL), write_page(tmp_path / "b.txt", GREBE, day="Jun 9")]
        steps.ingest(Lake(tmp_path / "lake"), map(str, pages), steps.Options(extractor="old", year=2024))
        return tmp_path / "lake"

    def test_a_dry_run_counts_then_it_is_done_in_pieces_and_then_there_is_nothing_left(self, lake):
        dry = backfill(lake=str(lake), dry_run=True, return_state=True)
        assert dry.message == "nothing was done: 3 texts in 2 shards have not been seen by rules"
        assert backfilling.known_extractors(Lake(lake))[0].label == "rules 0"
        assert backfill(["a.txt"], date(2024, 6, 1), most=1, lake=str(lake), return_state=True).message.startswith(
            "1 texts extracted by rules 1"
        )
        assert ", 0 left; snapshot" in backfill(lake=str(lake), return_state=True).message
        assert backfill(lake=str(lake), return_state=True).message.startswith("0 texts extracted")

    def test_a_shard_that_fails_is_named_and_the_others_are_done(self, lake):
        reading = next(each for each in (lake / "readings").iterdir() if each.is_dir())
        plan = backfilling.plan(Lake(lake), backfilling.Backfill())
        (broken,) = (chunk for chunk in plan if chunk.reading == reading.name)
        tables = {file: file.read_bytes() for file in (lake / "extractions").rglob("*.parquet")}
        (lake / "extractions" / RuleExtractor().fingerprint).write_text("in the way")
        state = backfill([broken.label], lake=str(lake), return_state=True)
        assert state.is_failed()
        assert {file: file.read_bytes() for file in tables} == tables


class TestMaintain:
    def test_a_sound_lake_completes_and_a_damaged_one_fails_by_name(self, tmp_path):
        lake = tmp_path / "lake"
        steps.ingest(Lake(lake), [str(write_page(tmp_path / "a.txt", *PAPERS))], steps.Options())
        sound = maintain(lake=str(lake), return_state=True)
        assert sound.message.startswith("0 snapshots, 0 readings, 0 files of extractions removed, 0.0 MB freed; no faults: ")
        next((lake / "tables").resolve().glob("model_sizes.parquet/*")).unlink()
        state = maintain(lake=str(lake), return_state=True)
        assert state.is_failed()
        assert "model_sizes/part-" in state.message and "is missing" in state.message
