"""axe finds nothing serious, in light and dark, on a phone and on a laptop."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.report.test_page import PARTS, draw_all


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1280])
def test_no_part_has_a_serious_fault(reads, examples, scheme, width):
    reader = reads(examples, color_scheme=scheme, viewport={"width": width, "height": 900})
    for part in PARTS:
        reader.go(part)
        draw_all(reader)
        if part == PARTS[-1]:
            reader.page.click("#reviewing")
            reader.page.click(".model_sizes .wrong")
            reader.page.click(".token_counts .change >> nth=0")
            reader.page.hover(".row.artifacts")
        faults = [fault for fault in Axe().run(reader.page).response["violations"] if fault["impact"] in ("serious", "critical")]
        assert [(part, fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0].get("failureSummary")) for fault in faults] == []


@pytest.mark.parametrize("width", [400, 1000, 1600])
def test_nothing_is_wider_than_the_window(reads, examples, width):
    reader = reads(examples, viewport={"width": width, "height": 900})
    for part in PARTS:
        reader.go(part)
        draw_all(reader)
        assert reader.page.evaluate("document.documentElement.scrollWidth") == width
