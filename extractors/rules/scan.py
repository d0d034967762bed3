"""What the scanners find in one text, each thing looked for once and only when a rule asks."""

from extractors.rules.benchmarks import FoundBenchmark, found_benchmarks
from extractors.rules.names import OwnName
from extractors.rules.own_names import own_names
from extractors.rules.series import series_of
from extractors.rules.units import Counting, counting
from extractors.text import Article, Document, lazy


class Scan:
    """One text under the rules."""

    def __init__(self, article: Article):
        self.article = article
        self.title: Document = article.title
        self.abstract: Document = article.abstract
        self.documents = (article.title, article.abstract)

    @lazy
    def own_names(self) -> list[OwnName]:
        """The names that the paper gives to what it makes, the most certain first."""
        return own_names(self.article)

    @lazy
    def benchmarks(self) -> list[FoundBenchmark]:
        """The benchmarks that the paper names."""
        return found_benchmarks(self.documents, self.own_names)

    @lazy
    def countings(self) -> list[Counting]:
        """The figures of title and abstract, in order, those of one range or list together, with what they count."""
        return [counting(series) for document in self.documents for series in series_of(document)]
