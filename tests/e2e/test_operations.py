"""docs/operations.md, done: a real server, real deployments, a real worker, in the order of the docs.

The tests of this module stand on each other's shoulders: there is one machine, and it takes a while to set up.
"""

import gzip
import json
import os
import shutil
import time
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

import warehouse
from extractors.registry import EXTRACTORS
from extractors.rules.extractor import RuleExtractor
from flows import backfilling, steps
from tests.machine import Machine, is_alive, kill, sections, wait_until
from tests.pages import GREBE, HERON, TEAL, many, write_page
from warehouse import Lake

pytestmark = pytest.mark.e2e

DUMPS, TEXTS = 16, 300


class Old(RuleExtractor):
    """The rules as an earlier version, which was blind to artifacts."""

    fingerprint = "ffff000011112222"
    label = "rules 0"

    def candidates(self, article):
        return (each for each in super().candidates(article) if each.table != "artifacts")


def papers_of(day: str) -> str:
    """What the API says of a day: three papers."""
    listed = [(f"{title} on {day}", abstract) for title, abstract in (HERON, TEAL, GREBE)]
    return json.dumps(
        [{"title": title, "paper": {"id": f"2406.{n:05}", "title": title, "summary": text}} for n, (title, text) in enumerate(listed)]
    )


@pytest.fixture(scope="module")
def called() -> list[str]:
    """What the alarm was told."""
    return []


@pytest.fixture(scope="module")
def machine(tmp_path_factory, called):
    """A machine with a server, the deployments and a worker, set up by the docs."""

    def alarm(request) -> Response:
        called.append(json.loads(request.get_data())["text"])
        return Response("ok")

    with HTTPServer(host="127.0.0.1") as web:
        web.expect_request("/api/daily_papers").respond_with_handler(
            lambda request: Response(papers_of(request.args["date"]), content_type="application/json")
        )
        web.expect_request("/alarm").respond_with_handler(alarm)
        folder = tmp_path_factory.mktemp("srv")
        replaced = {
            "https://github.com/OWNER/paperlake": str(folder / "origin"),
            "https://hooks.example.com/services/T000/B000/XXXX": web.url_for("/alarm"),
        }
        machine = Machine(folder, replaced, {"PAPERLAKE_DAILY_URL": web.url_for("/api/daily_papers")})
        machine.origin()
        try:
            machine.follow("An empty machine")
            machine.follow("A server", timeout=180)
            machine.follow("The deployments")
            machine.follow("A worker")
            machine.follow("An alarm")
            yield machine
        finally:
            machine.stop()


def tree(lake: Path) -> dict[str, bytes]:
    tables = (lake / "tables").resolve()
    return {str(file.relative_to(tables)): file.read_bytes() for file in sorted(tables.rglob("part-*.parquet"))}


def parts(lake: Path) -> dict[str, tuple[int, int]]:
    """The files of extractions, and by what one knows that a file was not written again."""
    files = (file for file in (lake / "extractions").glob("*/*.parquet") if Old.fingerprint not in file.parts)
    return {file.name: (file.stat().st_ino, file.stat().st_mtime_ns) for file in files}


def schedules(machine: Machine) -> dict[str, list]:
    found = machine.api("POST", "/deployments/filter", {})
    return {
        each["name"]: [(schedule["slug"], schedule["schedule"], schedule["active"]) for schedule in each["schedules"]] for each in found
    }


def test_deploying_again_changes_nothing(machine):
    before = schedules(machine)
    assert set(before) == {"daily", "inbox", "by-hand", "backfill", "maintain"}
    assert [before[name][0][1]["cron"] for name in ("daily", "inbox", "maintain")] == ["30 6 * * *", "*/15 * * * *", "0 3 * * 0"]
    assert {schedule["timezone"] for each in before.values() for _, schedule, _ in each} == {"UTC"}
    limit = machine.api("GET", "/concurrency_limits/tag/paperlake-extract")
    machine.shell("make deploy")
    assert schedules(machine) == before
    assert machine.api("GET", "/concurrency_limits/tag/paperlake-extract")["concurrency_limit"] == limit["concurrency_limit"] == 4
    assert [pool["name"] for pool in machine.api("POST", "/work_pools/filter", {})] == ["paperlake"]
    options = {each["name"]: each["concurrency_options"]["collision_strategy"] for each in machine.api("POST", "/deployments/filter", {})}
    waiting = {name for name, strategy in options.items() if strategy == "ENQUEUE"}
    assert (waiting, set(options) - waiting) == ({"daily", "by-hand", "backfill"}, {"inbox", "maintain"})


def test_the_alarms_are_set_once_however_often(machine):
    machine.follow("An alarm", 0)
    names = [each["name"] for each in machine.api("POST", "/automations/filter", {})]
    assert sorted(names) == ["paperlake: a run failed", "paperlake: a run is dead"]


@pytest.fixture(scope="module")
def killed(machine) -> dict:
    """A backfill whose worker was killed in the middle of it, with what it had done by then."""
    lake = machine.folder / "old"
    pages = machine.folder / "pages"
    pages.mkdir()
    papers = [
        (title, f"{text} We release our code. " + "It is trained with care on a cluster. " * 8) for title, text in many(DUMPS * TEXTS)
    ]
    for n in range(DUMPS):
        write_page(pages / f"{n:02}.txt", *papers[n * TEXTS : (n + 1) * TEXTS], day=f"Jun {n + 1}")
    EXTRACTORS["old"] = lambda _limits: Old()
    try:
        steps.ingest(Lake(lake), [str(pages)], steps.Options(extractor="old"))
    finally:
        del EXTRACTORS["old"]
    undisturbed = shutil.copytree(lake, machine.folder / "undisturbed", symlinks=True)
    run = machine.start("backfill/backfill", lake=str(lake))
    wait_until(lambda: len(parts(lake)) >= 3, 90, "the first shards", pause=0.02)
    kill(machine.worker)
    done = parts(lake)
    assert 3 <= len(done) < DUMPS
    machine.follow("A worker")
    return {"run": run, "lake": lake, "undisturbed": undisturbed, "done": done}


def test_a_worker_is_killed_in_the_middle_of_a_backfill(machine, killed):
    assert machine.run_of(killed["run"])["state_type"] == "RUNNING"
    assert tree(killed["lake"]) == tree(killed["undisturbed"])


def test_a_first_run_by_hand_and_one_on_schedule(machine):
    printed = machine.follow("A first run", 0)
    assert "Flow run finished successfully" in printed
    assert printed.splitlines()[-3].split() == ["daily-papers-jul-31.txt", "22", "1"]
    before = schedules(machine)
    machine.follow("A first run", 1)
    assert schedules(machine) == before  # make deploy put them back
    runs = machine.api(
        "POST", "/flow_runs/filter", {"flow_runs": {"tags": {"all_": ["auto-scheduled"]}, "state": {"type": {"any_": ["COMPLETED"]}}}}
    )
    assert "ingest what is new in the inbox" in {run["name"] for run in runs}
    dumps = warehouse.open(machine.lake)["dumps"].collect()
    assert set(dumps["label"]) == {"daily-papers-jul-31.txt", "daily-papers-jun-03.txt", "daily-papers-mar-17.txt", "gold.jsonl"}


def test_of_five_dumps_one_is_corrupt_and_the_others_land(machine, called):
    folder = machine.folder / "five"
    folder.mkdir()
    for n in range(4):
        write_page(folder / f"{n}.txt", *many(5, f"Five {n}"), day=f"Jul {n + 1}")
    good = (folder / "0.txt").read_bytes()
    (folder / "4.txt.gz").write_bytes(gzip.compress(good)[:-30])
    run = machine.ended(machine.start("ingest/by-hand", paths=[str(folder)], lake=str(machine.folder / "five-lake")))
    assert (run["name"], run["state_name"]) == ("ingest five", "Failed")
    assert "1 of 5 dumps are not in the tables: 4.txt.gz: the file is damaged or cut short" in run["state"]["message"]
    dumps = warehouse.open(machine.folder / "five-lake")["dumps"].collect()
    assert set(dumps["label"]) == {f"{n}.txt" for n in range(4)}
    artifacts = machine.artifacts(run["id"])
    assert [row["papers"] for row in artifacts["ingest"]] == [5, 5, 5, 5, 0]
    assert "4\\.txt" not in artifacts["rejects"] and "- 4.txt.gz: the file is damaged" in artifacts["rejects"]
    assert artifacts["table-model-sizes"][0]["rows"] == 20
    wait_until(lambda: any("ingest five: Failed. 1 of 5 dumps" in text for text in called), 60, f"the alarm; it was told {called}")


def test_a_relative_lake_is_refused_and_a_variable_says_where_it_is(machine):
    run = machine.ended(machine.start("ingest/by-hand", paths=["examples/dumps"], lake="lake"))
    assert run["state_type"] == "FAILED"
    assert "the lake of a deployment must be an absolute path" in run["state"]["message"]
    assert "set PAPERLAKE_LAKE where the worker runs" in run["state"]["message"]
    assert not (machine.home / "lake").exists()


def test_days_of_the_past_are_fetched_and_ingested(machine):
    machine.follow("Days of the past")
    names = sorted(file.name for file in machine.inbox.glob("daily-*"))
    assert names == [f"daily-2024-06-0{n}.json" for n in (3, 4, 5)]
    dumps = warehouse.open(machine.lake)["dumps"].collect().filter(format="daily-api")
    assert sorted(dumps["label"]) == names
    assert dumps["papers"].to_list() == [3, 3, 3]


def test_the_killed_backfill_goes_on_and_ends_with_the_same_bytes(machine, killed, called):
    run_id, lake, done = killed["run"], killed["lake"], killed["done"]
    run = machine.ended(run_id, 180)
    assert (run["state_name"], run["state"]["message"]) == ("Crashed", "no sign of life for 90 seconds")
    wait_until(lambda: any("backfill all dumps by rules: Crashed" in text for text in called), 60, f"the alarm; it was told {called}")
    machine.shell(f"prefect flow-run retry {run_id}")
    wait_until(lambda: machine.run_of(run_id)["state_type"] != "CRASHED", 30, "the run to be started again")
    run = machine.ended(run_id, 120)
    assert run["state_type"] == "COMPLETED", run["state"]["message"]
    backfilling.backfill(Lake(killed["undisturbed"]), backfilling.Backfill())
    assert tree(lake) == tree(killed["undisturbed"])
    after = parts(lake)
    assert {name: after.get(name) for name in done} == done
    assert f"{(DUMPS - len(done)) * TEXTS} texts extracted" in run["state"]["message"]
    assert {row["texts"] for row in machine.artifacts(run_id)["backfill"]} == {TEXTS}
    assert machine.artifacts(run_id)["backfill-progress"] == 100


def test_an_upgrade_is_backfilled_and_taken_back(machine):
    origin = machine.folder / "origin"
    before = tree(machine.lake)
    lexicon = origin / "extractors" / "lexicon" / "models.txt"
    lexicon.write_text(lexicon.read_text("utf-8").rstrip("\n") + "\nZyzzyva\n", "utf-8")
    machine.commit(origin)
    assert machine.follow("A backfill").count("finished successfully") == 3
    assert tree(machine.lake) == before
    (dry,) = machine.api("POST", "/flow_runs/filter", {"flow_runs": {"name": {"any_": ["backfill all dumps by rules (dry run)"]}}})
    assert dry["state"]["message"] == "nothing was done: 0 texts in 0 shards have not been seen by rules"
    printed = machine.follow("An upgrade of the extractor, and back", 0)
    assert "finished successfully" in printed
    assert len(machine.shell("paperlake extractors").splitlines()) == 3
    assert tree(machine.lake) != before
    machine.follow("An upgrade of the extractor, and back", 1)
    assert tree(machine.lake) == before


def test_what_is_old_goes_and_the_rest_is_verified(machine):
    old = [folder for folder in (machine.lake / "snapshots").iterdir() if folder.name != (machine.lake / "current").read_text().strip()]
    then = time.time() - 40 * 24 * 3600
    for folder in old:
        os.utime(folder, (then, then))
    assert old
    printed = machine.follow("Retention")
    assert "finished successfully" in printed
    assert "0 faults found" in printed
    assert not any(folder.exists() for folder in old)


def test_where_to_look_when_a_run_failed(machine):
    printed = machine.follow("When a run fails")
    assert "ingest five" in printed.replace("\n", " ")
    assert "the lake of a deployment must be an absolute path" in printed or "damaged" in printed


def test_the_end(machine):
    worker = machine.worker
    machine.follow("The end")
    wait_until(lambda: not is_alive(worker), 60, "the worker's end")


def test_every_section_was_followed(machine):
    assert set(machine.done) == {title for title, blocks in sections().items() if blocks}
