"""The flow on a real Prefect server: the same tables as in process, and a run that says what went wrong."""

import filecmp
import json
import re
import time
from pathlib import Path

import polars as pl
import pytest
import yaml
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.sorting import TaskRunSort
from prefect.flows import load_flow_from_entrypoint

from flows import steps
from flows.ingest import ingest, run_ingest
from schemas import TABLES
from tests.pages import GREBE, HERON, PAPERS, TEAL, write_page
from tests.paths import ROOT
from warehouse import Lake

pytestmark = pytest.mark.usefixtures("server")


@pytest.fixture
def pages(tmp_path):
    return [str(write_page(tmp_path / "a.txt", *PAPERS)), str(write_page(tmp_path / "b.txt", TEAL, HERON, day="Jun 4"))]


def same_files(one: Path, other: Path) -> bool:
    names = sorted(file.relative_to(one) for file in one.rglob("part-*.parquet"))
    assert names == sorted(file.relative_to(other) for file in other.rglob("part-*.parquet"))
    return all(filecmp.cmp(one / name, other / name, shallow=False) for name in names)


def test_the_flow_makes_the_tables_that_the_steps_make(pages, tmp_path):
    state = ingest(pages, str(tmp_path / "flow"), return_state=True)
    assert state.is_completed()
    summary = state.result()
    assert [(dump.label, dump.papers) for dump in summary.dumps] == [("a.txt", 3), ("b.txt", 2)]
    steps.ingest(Lake(tmp_path / "steps"), pages, steps.Options())
    assert same_files((tmp_path / "flow" / "tables").resolve(), (tmp_path / "steps" / "tables").resolve())


def task_names(client, flow_run_id, at_least: int) -> set[str]:
    """The names of a run's tasks, once the server, which hears of them a little later, knows that many."""
    names = set()
    for _ in range(100):
        flow_runs = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id]))
        names = {task.name for task in client.read_task_runs(flow_run_filter=flow_runs, limit=50, sort=TaskRunSort.NAME_ASC)}
        if len(names) >= at_least:
            break
        time.sleep(0.1)
    return names


def test_runs_and_artifacts_say_what_ran(pages, tmp_path):
    state = ingest(pages, str(tmp_path / "lake"), return_state=True)
    with get_client(sync_client=True) as client:
        run = client.read_flow_run(state.state_details.flow_run_id)
        assert run.name == "ingest a.txt and 1 more"
        tasks = task_names(client, run.id, at_least=5)
        # the client's own method leaves out, without a filter, what no task made
        latest = client.request("POST", "/artifacts/filter", json={}).json()
    artifacts = [artifact for artifact in latest if artifact["flow_run_id"] == str(run.id)]
    assert tasks == {f"read {page}" for page in pages} | {"extract a.txt shard 0", "extract b.txt shard 0", "snapshot"}
    data = {artifact["key"]: artifact["data"] for artifact in artifacts}
    assert '"dump": "a.txt", "papers": 3' in data["ingest"]
    assert data["rejects"] == "# Rejects\n\nNothing was rejected."
    path = tmp_path / "lake" / "tables" / "model_sizes.parquet"
    snapshot = state.result().snapshot
    assert json.loads(data["table-model-sizes"]) == [{"rows": pl.read_parquet(path).height, "path": str(path), "snapshot": snapshot}]
    assert {f"table-{table.replace('_', '-')}" for table in TABLES} < set(data)
    assert re.fullmatch(f"2 dumps with 5 papers, [3-5] texts extracted; snapshot {snapshot}", state.message)


def test_a_run_with_a_bad_dump_fails_by_name_and_lands_the_others(pages, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_text("no page at all")
    state = ingest([*pages, str(bad)], str(tmp_path / "lake"), return_state=True)
    assert state.is_failed()
    assert "bad.txt" in state.message
    summary = run_ingest([*pages, str(bad)], str(tmp_path / "lake"), steps.Options())
    assert [dump.label for dump in summary.dumps if dump.problem] == ["bad.txt"]
    assert {dump.label: dump.papers for dump in summary.dumps if not dump.problem} == {"a.txt": 3, "b.txt": 2}


def test_a_damaged_reading_fails_its_own_dump_alone(pages, tmp_path):
    lake = Lake(tmp_path / "lake")
    steps.ingest(Lake(tmp_path / "other"), pages[:1], steps.Options())
    (reading,) = (tmp_path / "other" / "readings").iterdir()
    (lake.readings / reading.name).mkdir(parents=True)
    (lake.readings / reading.name / "reading.json").write_text("{")
    state = ingest(pages, str(lake.path), return_state=True)
    assert state.is_failed()
    assert [bool(dump.problem) for dump in state.result(raise_on_failure=False).dumps] == [True, False]
    assert "--force" in state.message
    assert pl.read_parquet(lake.tables / "sightings.parquet").height == 2


def links_of(state) -> list[dict]:
    with get_client(sync_client=True) as client:
        asked = {"artifacts": {"key": {"any_": ["report"]}}, "flow_runs": {"id": {"any_": [str(state.state_details.flow_run_id)]}}}
        return client.request("POST", "/artifacts/filter", json=asked).json()


def test_where_a_place_is_configured_a_run_leaves_the_report_and_a_link_to_it(pages, tmp_path, monkeypatch):
    assert links_of(ingest(pages, str(tmp_path / "lake"), return_state=True)) == []
    monkeypatch.setenv("PAPERLAKE_REPORT", str(tmp_path / "report.html"))
    (link,) = links_of(ingest(pages, str(tmp_path / "lake"), return_state=True))
    assert (tmp_path / "report.html").as_uri() in link["data"]
    monkeypatch.setenv("PAPERLAKE_REPORT_URL", "https://lake.example.org/report.html")
    (link,) = links_of(ingest(pages, str(tmp_path / "lake"), return_state=True))
    assert link["data"] == "[report](https://lake.example.org/report.html)"
    assert link["description"].startswith("3 papers of ")


@pytest.mark.parametrize(("target", "reason"), [("report.html", "must be an absolute path"), ("{0}/gone/report.html", "make it first")])
def test_a_report_that_fails_fails_no_ingest(pages, tmp_path, monkeypatch, caplog, target, reason):
    monkeypatch.setenv("PAPERLAKE_REPORT", target.format(tmp_path))
    state = ingest(pages, str(tmp_path / "lake"), return_state=True)
    assert state.is_completed()
    assert links_of(state) == []
    assert any("no report at" in message and reason in message for message in caplog.messages)


def test_an_extractor_that_is_not_there_is_the_callers_error(pages, tmp_path):
    with pytest.raises(steps.PROBLEMS, match="oracle"):
        run_ingest(pages, str(tmp_path / "lake"), steps.Options(extractor="oracle"))


def test_without_a_lake_the_environment_says_where_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("PAPERLAKE_LAKE", str(tmp_path / "elsewhere"))
    ingest([str(write_page(tmp_path / "a.txt", GREBE))])
    assert (tmp_path / "elsewhere" / "tables").exists()


def test_every_deployment_loads_and_says_where_the_code_is_on_the_worker(monkeypatch):
    monkeypatch.chdir(ROOT)
    project = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
    assert project["pull"]
    for deployment in project["deployments"]:
        loaded = load_flow_from_entrypoint(deployment["entrypoint"])
        loaded.validate_parameters(deployment.get("parameters", {}))


def test_the_projects_settings_switch_the_servers_analytics_off(monkeypatch):
    monkeypatch.chdir(ROOT)
    from prefect.settings.models.root import Settings

    assert Settings().server.analytics_enabled is False
