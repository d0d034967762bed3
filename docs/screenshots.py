"""The pictures of the README: the report of the examples' lake, as Chromium shows it.

python -m docs.screenshots
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from flows import steps
from schemas import paper_id_of
from tests.browser import NoBrowser, chromium
from tests.paths import EXAMPLES, ROOT
from warehouse import Lake
from warehouse.report import write_report

PAPER = paper_id_of("Brambling-3B: A Compact Language Model Trained on Curated Web Text")
SIZE = {"width": 1280, "height": 730}


def picture(page: Page, address: str, wait_for: str, name: str) -> None:
    """Show a part of the report, once something in it is there, and keep what is seen."""
    page.goto(address)
    page.wait_for_selector(wait_for)
    page.screenshot(path=ROOT / "docs" / name)


def main() -> int:
    """Take both pictures; the exit code is 2 where there is no browser to take them with."""
    with tempfile.TemporaryDirectory() as folder:
        lake, report = Lake(Path(folder) / "lake"), Path(folder) / "report.html"
        steps.ingest(lake, [str(EXAMPLES / "dumps")], steps.Options())
        write_report(lake, report)
        try:
            with chromium() as browser:
                page = browser.new_page(viewport=SIZE, color_scheme="light")
                picture(page, f"{report.as_uri()}#pictures", "#figure-training svg", "report-pictures.png")
                picture(page, f"{report.as_uri()}#{PAPER}", ".sheet mark", "report-paper.png")
        except NoBrowser as missing:
            print(missing, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
