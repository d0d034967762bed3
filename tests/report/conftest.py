"""Chromium, and the reports that it is shown."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from flows import steps
from tests.paths import EXAMPLES
from tests.report.lakes import hostile
from tests.report.reader import Reader
from warehouse import Lake
from warehouse.report import write_report

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def browser():
    """Chromium, where the machine has one."""
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        pytest.skip("no Chromium on this machine to open the report with: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(_QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def lake(tmp_path_factory) -> Lake:
    """The examples' lake. Tests leave it as it is."""
    lake = Lake(tmp_path_factory.mktemp("examples") / "lake")
    steps.ingest(lake, [str(EXAMPLES / "dumps")], steps.Options())
    return lake


@pytest.fixture(scope="session")
def examples(lake, tmp_path_factory) -> Path:
    """The report of the examples' lake."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    write_report(lake, file)
    return file


@pytest.fixture(scope="session")
def trap(tmp_path_factory) -> Path:
    """The report of a lake whose papers mean no good."""
    folder = tmp_path_factory.mktemp("hostile")
    write_report(hostile(folder / "lake"), folder / "report.html")
    return folder / "report.html"


@pytest.fixture
def reads(browser: Browser):
    """Opens a report as a reader does, without a network; at the end, nothing was asked for and nothing complained."""
    readers = []

    def opened(file: Path, at: str = "", **context) -> Reader:
        readers.append(Reader(browser, file, at, **context))
        return readers[-1]

    yield opened
    for reader in readers:
        reader.close()
        assert reader.asked == []
        assert reader.complaints == []
