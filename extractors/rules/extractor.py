"""The rule extractor: offline, deterministic, and the default."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path

from extractors.base import Candidate, Estimate, Extraction, fingerprint
from extractors.grounding import extract
from extractors.rules import artifacts, benchmark_results, benchmarks, model_sizes, token_counts
from extractors.rules.confidence import rated
from extractors.rules.scan import Scan
from extractors.text import Article

VERSION = "1"


class RuleExtractor:
    """Proposes rows by rules over what the shared scanners find in a text."""

    spending = None

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the rules, their data and all that they rest on."""
        return fingerprint("rules", [Path(__file__).parent])

    @cached_property
    def label(self) -> str:
        """Name and version: that of the rules, and the beginning of the fingerprint."""
        return f"rules {VERSION}+{self.fingerprint[:8]}"

    def extractions(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """What the rules make of each text."""
        return (extract(self, article) for article in articles)

    def estimate(self, articles: Iterable[Article]) -> Estimate:
        """How many texts there are: rules ask nobody."""
        return Estimate(sum(1 for _ in articles))

    def candidates(self, article: Article) -> Iterator[Candidate]:
        """Propose rows for one text."""
        scan = Scan(article)
        tables = (model_sizes, token_counts, benchmarks, benchmark_results, artifacts)
        yield from rated(chain.from_iterable(table.find(scan) for table in tables), scan)
