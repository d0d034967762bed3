"""Speed of the rule extractor, as a ratio to a yardstick: six plain patterns run over the same abstracts in the same process.

    python benchmarks/extraction.py [GOLD.jsonl] [--rounds 7] [--at-most 4]

Both are timed in turns, round by round, and the median of the rounds' ratios is what counts, so that a busy machine does
not decide. Extraction includes the grounding of every row.
"""

import argparse
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractors.gold import read_gold
from extractors.grounding import extract
from extractors.rules.extractor import RuleExtractor
from extractors.text import Article

ROOT = Path(__file__).parent.parent
SIX = [
    re.compile(pattern)
    for pattern in (
        r"(?i)\b(\d[\d,.]*)\s?-?(billion|million|trillion|[BMTK])\b",
        r"https?://\S+",
        r"(?i)\btokens?\b",
        r"(?i)\b\d+(?:\.\d+)?\s?\\?%",
        r"\b[A-Z][A-Za-z]*[A-Z0-9][\w-]*\b",
        r"(?i)\b(?:release|available|open-sourc)\w*",
    )
]


def yardstick(abstracts: list[str]) -> int:
    n = 0
    for abstract in abstracts:
        for pattern in SIX:
            for _ in pattern.finditer(abstract):
                n += 1
    return n


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    dev = ROOT.parent / "shared" / "gold" / "dev.jsonl"
    parser.add_argument("gold", nargs="?", type=Path, default=dev if dev.exists() else ROOT / "examples" / "gold.jsonl")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--at-most", type=float, default=None, help="exit with 1 where the ratio is above this")
    given = parser.parse_args()

    with given.gold.open("rb") as lines:
        papers = list(read_gold(lines, given.gold.name).values())
    abstracts = [paper.abstract for paper in papers]
    rules = RuleExtractor()

    def extraction() -> None:
        for paper in papers:
            extract(rules, Article(paper.title, paper.abstract))

    extraction()  # lexicons are loaded once, not per paper
    rounds = [(seconds(lambda: yardstick(abstracts)), seconds(extraction)) for _ in range(given.rounds)]
    plain, ours = (statistics.median(each) for each in zip(*rounds, strict=True))
    ratio = statistics.median(mine / theirs for theirs, mine in rounds)
    print(f"{len(papers)} abstracts of {given.gold.name}, median of {given.rounds} rounds")
    print(f"yardstick:  {len(papers) / plain:8.0f} abstracts per second")
    print(f"extraction: {len(papers) / ours:8.0f} abstracts per second")
    print(f"ratio: {ratio:.2f}")
    if given.at_most is not None and ratio > given.at_most:
        print(f"above the {given.at_most} that is allowed")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
