"""Speed of the rule extractor on texts made to slow it down: time must grow with length, and stay near that of six plain patterns.

    python benchmarks/adversarial.py [--length 125000] [--growth 2.3] [--multiple 20]

Prints a line for each text: seconds at the length and at twice the length, their ratio, and what extraction of the longer one
takes as a multiple of the yardstick of `extraction.py` on it. Each is the best of several rounds, as a busy machine only adds. Exits with 1
where a bound is broken.
"""

import argparse
import sys
from collections.abc import Callable
from functools import partial

from extraction import seconds, yardstick

from extractors.grounding import extract
from extractors.rules.extractor import RuleExtractor
from extractors.text import Article

ROUNDS = 9

TEXTS = {
    "sizes": ("", "1B "),
    "listed sizes": ("", "1B, "),
    "brackets": ("", "("),
    "hyphens": ("", "a-"),
    "an address": ("https://github.com/", "path/"),
    "capitals": ("", "A"),
    "introductions": ("", "we introduce Foo-7B "),
    "scores": ("", "MMLU 5.0% "),
    "tuned models": ("", "We tune Foo-7B. "),
    "stated sizes": ("", "It has 7B parameters. "),
    "benchmarks": ("", "Foo-Bench, "),
    "lower case": ("", "xbench and "),
}
"""How a text begins and what it repeats then, by name."""


def repeated(head: str, piece: str, length: int) -> str:
    """A text of a length that repeats a piece."""
    return (head + piece * (length // len(piece) + 1))[:length].strip()


def best(*works: Callable[[], object]) -> list[float]:
    """The shortest time that each piece of work takes, in seconds; they take turns, so that none has the busy moments to itself."""
    return [min(times) for times in zip(*([seconds(work) for work in works] for _ in range(ROUNDS)), strict=True)]


def extracted(rules: RuleExtractor, text: str) -> object:
    """What the rules make of an abstract that they have not seen: an article keeps what was found out about it."""
    return extract(rules, Article("", text))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--length", type=int, default=125_000, help="characters of the shorter text")
    parser.add_argument("--growth", type=float, default=2.3, help="the most that twice the length may take, as a factor")
    parser.add_argument("--multiple", type=float, default=20, help="the most that extraction may take, in yardsticks")
    given = parser.parse_args()
    rules = RuleExtractor()
    extracted(rules, "GPT-3 has 175B parameters.")  # lexicons are loaded once

    broken = False
    for name, (head, piece) in TEXTS.items():
        short, long = repeated(head, piece, given.length), repeated(head, piece, 2 * given.length)
        once, twice, plain = best(partial(extracted, rules, short), partial(extracted, rules, long), partial(yardstick, [long]))
        growth, multiple = twice / once, twice / plain
        fails = growth > given.growth or multiple > given.multiple
        broken |= fails
        print(f"{name:14} {once:7.3f} s {twice:7.3f} s  growth {growth:5.2f}  yardsticks {multiple:7.1f}{'  TOO SLOW' if fails else ''}")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
