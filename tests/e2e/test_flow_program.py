"""The flow as a program of its own, with a Prefect server that lives as long as it does."""

import os
import subprocess
import sys

from tests.pages import HERON, PAPERS, write_page
from tests.paths import ROOT


def test_the_flow_runs_as_a_module_and_its_exit_code_tells(tmp_path):
    pages = [write_page(tmp_path / "a.txt", *PAPERS), write_page(tmp_path / "b.txt", HERON, day="Jun 4"), tmp_path / "gone.txt"]
    done = subprocess.run(
        [sys.executable, "-m", "flows.ingest", *map(str, pages), "--lake", str(tmp_path / "lake")],
        cwd=ROOT,
        env=os.environ | {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 1, done.stderr
    assert "dump a.txt, papers 3, rejects 0" in done.stdout
    assert "gone.txt" in done.stdout
    assert (tmp_path / "lake" / "tables" / "papers.parquet").is_dir()
