"""What an extractor is: a text in, candidate rows out, each held to one gate."""

from collections.abc import Iterable, Mapping
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


class Extractor(Protocol):
    """Anything that proposes rows for a text. All that it makes passes `extractors.grounding.ground`."""

    label: str
    """Name and version, as the tables' `extractor` column has it."""
    fingerprint: str
    """Hash of everything that determines its output."""

    def candidates(self, article: Article) -> Iterable[Candidate]:
        """Propose rows for one text."""
        ...


class Extraction(NamedTuple):
    """What one extractor made of one text: grounded rows of every fact table, and the rows that were rejected."""

    text_id: str
    rows: dict[str, list[Fact]]
    rejects: list[Reject]

    def of_at_least(self, confidence: float) -> "Extraction":
        """The extraction with those of its rows alone that are at least as certain as this."""
        rows = {table: [fact for fact in facts if fact.confidence >= confidence] for table, facts in self.rows.items()}
        return self._replace(rows=rows)


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
