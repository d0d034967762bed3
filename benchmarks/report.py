"""Size of a report, and how soon it is usable in headless Chromium: of 20,000 invented papers, and of the pages in ../shared/dumps.

    python -m benchmarks.report [--papers 20000] [--keep FOLDER]

The papers are made by program: words that no language has, as unequal in frequency as those of a language, and sentences that
state facts. Usable is a report whose list of papers is there, has been searched, and shows what was found; each is opened
three times, and the median counts.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from flows import steps
from tests.browser import NoBrowser, chromium
from tests.paths import SHARED
from warehouse import Lake
from warehouse.report import write_report

OPENED = 3
WORDS = 12_000
SENTENCES = 8


def papers(count: int) -> Iterator[dict[str, str]]:
    """Papers of about 1,200 characters, each with a handful of facts; the same for the same count."""
    chance = random.Random(count)
    syllables = [
        first + vowel + last for first in "bcdfghklmnprstvz" for vowel in ("a", "e", "i", "o", "u", "ea") for last in ("", "n", "r", "s")
    ]
    words = ["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3)))) for _ in range(WORDS)]
    weights = [1 / place for place in range(1, WORDS + 1)]
    names = [word.capitalize() for word in words[2000:6000]]
    benchmarks = [chance.choice(names) + "Bench" for _ in range(300)]

    def said(length: int) -> str:
        return " ".join(chance.choices(words, weights, k=length)).capitalize()

    for number in range(count):
        name, size = f"{chance.choice(names)}{number}", chance.choice((0.5, 1, 3, 7, 13, 34, 70))
        stated = [
            f"We introduce {name}, a language model with {size} billion parameters.",
            f"{name} is trained on {chance.randint(20, 9000)} billion tokens.",
            f"It reaches {chance.uniform(20, 95):.1f}% accuracy on {chance.choice(benchmarks)} and {chance.uniform(20, 95):.1f}% on MMLU.",
            f"We release our code and models at https://github.com/{name.lower()}/{name.lower()}.",
        ]
        sentences = [f"{said(chance.randint(12, 30))}." for _ in range(SENTENCES)]
        for each in chance.sample(stated, k=chance.randint(0, len(stated))):
            sentences.insert(chance.randint(1, len(sentences)), each)
        yield {"title": f"{name}: {said(8)}", "abstract": " ".join(sentences)}


def seconds_until_usable(report: Path) -> list[float]:
    """From opening the list of papers to seeing what a search finds."""
    took = []
    with chromium() as browser:
        for _ in range(OPENED):
            page = browser.new_context(offline=True).new_page()
            began = time.perf_counter()
            page.goto(f"{report.as_uri()}#papers")
            page.fill("#search", "billion tokens")
            page.wait_for_selector(".entries .hit")
            took.append(time.perf_counter() - began)
            page.close()
    return took


BARS = {"pages": (6.0, 2.0), "invented": (25.0, 5.0)}
"""The most that a report may be, in MB, and take, in seconds."""


def measure(name: str, dumps: list[str], folder: Path) -> bool:
    """Write and open a report, say what that took, and whether it is within its bars."""
    lake = Lake(folder / name / "lake")
    summary = steps.ingest(lake, dumps, steps.Options())
    began = time.perf_counter()
    written = write_report(lake, folder / name / "report.html")
    writing = time.perf_counter() - began
    rows = sum(sum(dump.rows.values()) for dump in summary.dumps)
    took = seconds_until_usable(folder / name / "report.html")
    print(
        f"{name}: {written.papers:,} papers, {rows:,} rows; {written.size / 1e6:.2f} MB, written in {writing:.1f} s, "
        f"usable after {statistics.median(took):.2f} s ({', '.join(f'{each:.2f}' for each in took)})"
    )
    size, seconds = BARS[name]
    return written.size <= 1e6 * size and statistics.median(took) <= seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="folder in which lakes and reports stay")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = given.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        invented = folder / "invented.jsonl"
        invented.write_text("".join(f"{json.dumps(paper)}\n" for paper in papers(given.papers)))
        within = True
        try:
            if SHARED.is_dir():
                within = measure("pages", sorted(map(str, (SHARED / "dumps").glob("*.txt"))), folder)
            within &= measure("invented", [str(invented)], folder)
        except NoBrowser as missing:
            parser.error(str(missing))
    return int(not within)


if __name__ == "__main__":
    sys.exit(main())
