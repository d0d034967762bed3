"""The readers that there are, and which of them knows a dump."""

from extractors.dumps.base import Reader
from extractors.dumps.daily_page import DailyPage
from extractors.errors import DumpError

READERS: tuple[Reader, ...] = (DailyPage(),)
"""Every reader, in the order in which they are asked."""


def find_reader(head: bytes, label: str) -> Reader:
    """The first reader that recognises the beginning of a dump, its first `HEAD_SIZE` bytes or all of it.

    Raises DumpError, naming the dump by its label, where the dump is empty or no reader knows it.
    """
    if not head:
        raise DumpError(f"{label}: the file is empty; fetch the dump again")
    for reader in READERS:
        if reader.recognises(head):
            return reader
    known = "; ".join(f"{reader.name}: {reader.description}" for reader in READERS)
    raise DumpError(f"{label}: no reader knows this format; known are {known}")
