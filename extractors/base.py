"""What an extractor is: texts in, grounded rows out, or the reason why there are none."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from extractors.text import Article
from schemas import SCHEMA_VERSION, Fact, Field, Reject
from schemas.identity import digest


class Candidate(NamedTuple):
    """A row that an extractor proposes.

    `claim` holds the fields that the table's claim model declares. Where the extractor knows the place of its evidence it
    gives `field` and `start`; otherwise the gate looks for it. `confidence` is its estimate of how likely the row is right.
    """

    table: str
    claim: Mapping[str, Any]
    field: Field | None = None
    start: int | None = None
    confidence: float = 0.5


class Extraction(NamedTuple):
    """What one extractor made of one text: grounded rows of every fact table, and the rows that were rejected."""

    text_id: str
    rows: dict[str, list[Fact]]
    rejects: list[Reject]

    def of_at_least(self, confidence: float) -> "Extraction":
        """The extraction with those of its rows alone that are at least as certain as this."""
        rows = {table: [fact for fact in facts if fact.confidence >= confidence] for table, facts in self.rows.items()}
        return self._replace(rows=rows)


class Unanswered(NamedTuple):
    """A text of which an extractor made nothing, which is not the same as having found nothing in it: it is tried again next time."""

    text_id: str
    reason: str
    """Why, as a short code to count by."""
    detail: str
    """Why, as a sentence."""
    left: bool = False
    """Was it left for the next run, as a limit of this one was reached? Else it was tried, and failed."""


class Limits(NamedTuple):
    """Where a run of an extractor that costs money stops. What it has by then is kept, and the rest is left for the next run."""

    max_cost: float | None = None
    """Dollars."""
    max_papers: int | None = None
    """Papers put to the model; those whose answers are there already do not count."""


NO_LIMITS = Limits()


class Tokens(NamedTuple):
    """What went to a model and came back, in tokens."""

    input: int
    output: int


class Estimate(NamedTuple):
    """What a run would take, by rule of thumb."""

    texts: int
    asked: int = 0
    """Texts that would be put to a model: those that need one, and whose answer is not there already."""
    tokens: Tokens = Tokens(0, 0)
    cost: float | None = 0.0
    """Dollars; null where the price of the model is not known."""


class Accounts(Protocol):
    """What an extractor asked of a language model, and what that cost."""

    def facts(self) -> dict[str, Any]:
        """All of it, by name."""
        ...


class Extractor(Protocol):
    """Anything that reads rows out of texts. All rows that it yields have passed `extractors.grounding.ground`."""

    label: str
    """Name and version, as the tables' `extractor` column has it."""
    fingerprint: str
    """Hash of everything that determines its output."""
    spending: Accounts | None
    """What it has spent so far; null where it costs nothing."""

    def extractions(self, articles: Iterable[Article]) -> Iterator[Extraction | Unanswered]:
        """What it makes of each text, in the order of the texts. Raises ExtractorError where it cannot do its work at all."""
        ...

    def estimate(self, articles: Iterable[Article]) -> Estimate:
        """What it would take to extract these texts; nothing is done. Raises ExtractorError where it cannot be told."""
        ...


_HERE = Path(__file__).parent
_SHARED = (
    *(_HERE / name for name in ("base.py", "canonical.py", "grounding.py", "quantities.py", "text.py", "lexicon")),
    _HERE.parent / "schemas",
)


def fingerprint(name: str, sources: Iterable[Path], **options: object) -> str:
    """Hash of all that determines an extractor's output: its own code and data, what all extractors share, and its options.

    `sources` are files and folders; every Python and data file in them counts, to the byte.
    """
    files = [path for source in (*_SHARED, *sources) for path in (sorted(source.rglob("*")) if source.is_dir() else [source])]
    contents = [part for path in files if path.suffix in (".py", ".tsv", ".txt") for part in (path.name, path.read_bytes())]
    return digest(name, SCHEMA_VERSION, *(f"{key}={value!r}" for key, value in sorted(options.items())), *contents)
