"""Names that are facts of the field, kept as data files beside this module.

`benchmarks.tsv` has one benchmark a line: canonical id, task, name, and any number of aliases, separated by tabs.
`ambiguous.txt` has one name of a benchmark a line that is also a word, or the name of something else.
`datasets.txt` has one corpus that models are trained on a line, `models.txt` one family of models. Lines that begin with `#` are comments.
"""

import functools
from pathlib import Path
from typing import NamedTuple

from schemas import fold

FOLDER = Path(__file__).parent
"""Where the data files are."""


class KnownBenchmark(NamedTuple):
    """A benchmark of the lexicon."""

    id: str
    task: str
    names: tuple[str, ...]


def lines(file_name: str) -> list[str]:
    """The lines of a data file, in order, without comments and blank lines."""
    text = (FOLDER / file_name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@functools.cache
def known_benchmarks() -> tuple[KnownBenchmark, ...]:
    """All benchmarks of the lexicon."""
    rows = (line.split("\t") for line in lines("benchmarks.tsv"))
    return tuple(KnownBenchmark(row[0], row[1], tuple(row[2:])) for row in rows)


@functools.lru_cache(maxsize=1 << 16)
def benchmark_key(name: str) -> str:
    """What two spellings of one benchmark's name share: its letters and digits, a plus spelt out."""
    return fold(name.replace("+", "plus"))


@functools.cache
def benchmark_ids() -> dict[str, str]:
    """Canonical id by the key of a name or alias."""
    return {benchmark_key(name): known.id for known in known_benchmarks() for name in known.names}


@functools.cache
def ambiguous_names() -> frozenset[str]:
    """Names of benchmarks, as written, that are taken only where the words around them speak of a benchmark."""
    return frozenset(lines("ambiguous.txt"))


@functools.cache
def _dataset_names() -> frozenset[str]:
    return frozenset(map(fold, lines("datasets.txt")))


@functools.cache
def _model_families() -> frozenset[str]:
    return frozenset(map(fold, lines("models.txt")))


def is_model_family(name: str) -> bool:
    """Is this the name of a known family of models, versions aside?"""
    return fold(name.rstrip("0123456789.-v ")) in _model_families() or fold(name) in _model_families()


_DATASET_WORDS = ("dataset", "corpus", "corpora", "data", "collection")


def is_dataset(name: str) -> bool:
    """Is this the name of a corpus that models are trained on, by the lexicon or by its last word?"""
    return fold(name) in _dataset_names() or name.casefold().endswith(_DATASET_WORDS)
