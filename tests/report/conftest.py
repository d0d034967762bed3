"""Chromium, and the reports that it is shown."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from flows import steps
from tests.browser import NoBrowser, chromium
from tests.paths import EXAMPLES
from tests.report.lakes import hostile
from tests.report.reader import Reader
from warehouse import Lake
from warehouse.report import write_report


@pytest.fixture(scope="session")
def browser():
    try:
        with chromium() as started:
            yield started
    except NoBrowser as missing:
        pytest.skip(str(missing))


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
