"""The readers that there are, and which of them knows a dump."""

from extractors.dumps.arxiv_snapshot import ArxivSnapshot
from extractors.dumps.base import Reader, ReaderOptions
from extractors.dumps.csv_table import CsvTable
from extractors.dumps.daily_api import DailyApi
from extractors.dumps.daily_page import DailyPage
from extractors.dumps.json_lines import JsonLines
from extractors.dumps.parquet_table import ParquetTable
from extractors.errors import DumpError

READERS: tuple[Reader, ...] = (ParquetTable(), DailyPage(), DailyApi(), ArxivSnapshot(), JsonLines(), CsvTable())
"""Every reader, in the order in which they are asked."""


def find_reader(head: bytes, label: str, options: ReaderOptions) -> Reader:
    """The first reader that recognises the beginning of a dump, its first `HEAD_SIZE` bytes or all of it.

    Raises DumpError, naming the dump by its label, where the dump is empty or no reader knows it.
    """
    if not head:
        raise DumpError(f"{label}: the file is empty; fetch the dump again")
    for reader in READERS:
        if reader.recognises(head, options):
            return reader
    known = "; ".join(f"{reader.name}: {reader.description}" for reader in READERS)
    raise DumpError(f"{label}: no reader knows this format; known are {known}")
