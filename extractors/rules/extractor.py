"""The rule extractor: offline, deterministic, and the default."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from extractors.base import Candidate, fingerprint
from extractors.rules import artifacts, benchmark_results, benchmarks, model_sizes, token_counts
from extractors.rules.scan import Scan
from extractors.text import Article

VERSION = "1"


class RuleExtractor:
    """Proposes rows by rules over what the shared scanners find in a text."""

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the rules, their data and all that they rest on."""
        return fingerprint("rules", [Path(__file__).parent])

    @cached_property
    def label(self) -> str:
        """Name and version: that of the rules, and the beginning of the fingerprint."""
        return f"rules {VERSION}+{self.fingerprint[:8]}"

    def candidates(self, article: Article) -> Iterator[Candidate]:
        """Propose rows for one text."""
        scan = Scan(article)
        yield from model_sizes.find(scan)
        yield from token_counts.find(scan)
        yield from benchmarks.find(scan)
        yield from benchmark_results.find(scan)
        yield from artifacts.find(scan)
