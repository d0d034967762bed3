"""A model's quotes, found in the text to the character.

White space and typographic quotation marks may differ, for models write their own; nothing else may. What is found is given back as
it stands in the text, so that a row's evidence is the paper's own words.
"""

import re
from collections.abc import Iterable, Iterator

from extractors.text import Document, Span

_MARKS = ("'‘’‛`´", '"“”„‟')
_CLASSES = {mark: f"[{re.escape(marks)}]" for marks in _MARKS for mark in marks}
_PIECE = re.compile(r"\s+|\S")


def spans(quote: str, text: str) -> Iterator[Span]:
    """Where a quote stands in a text, white space and quotation marks aside."""
    words = quote.strip()
    if not words:
        return
    pattern = "".join(r"\s+" if piece.isspace() else _CLASSES.get(piece, re.escape(piece)) for piece in _PIECE.findall(words))
    yield from (match.span() for match in re.finditer(pattern, text))


def as_it_stands(name: str, documents: Iterable[Document]) -> str:
    """A name as a text spells it, or as it is where no text holds it."""
    for document in documents:
        if name in document.text:
            return name
    for document in documents:
        for start, end in spans(name, document.text):
            return document.text[start:end]
    return name
