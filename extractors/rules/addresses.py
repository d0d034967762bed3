"""Addresses in a text: with a scheme, behind `www.`, or a bare host with a path; the damage of line breaks and LaTeX mended.

An address is found by its scheme, its `www.` or its top-level domain, grows over the spaces that a line break left in it, and
loses the punctuation and the brackets that belong to the sentence.
"""

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from extractors.text import Document


class Address(NamedTuple):
    """An address in a field of the paper, and the stretch of text that it stands in."""

    url: str | None
    """The address, mended; null for "this https URL", which listings put in the place of one."""
    start: int
    end: int


_PLACEHOLDER = re.compile(r"his(?<=\b[Tt]his) (?:https?|ftp) URL\b")  # from its second letter
_SCHEME = re.compile(r"https?\s?:\s?/\s?/\s?(?=[\w\\])")
_WWW = re.compile(r"www\.(?=\w)")
TOP_LEVEL = r"\.(?:com|org|io|ai|net|edu|cn|co|dev|app|gov|info|uk|de|fr|eu)"
"""A pattern for the top-level domains by which a bare host is known."""
_TOP_LEVEL = re.compile(rf"{TOP_LEVEL}(?:/(?=[\w~])|(?![\w@-]|\.\w))")
_HOST_BEFORE = re.compile(r"(?<![\w@./-])[A-Za-z\d][A-Za-z\d-]{0,60}(?:\.[A-Za-z\d-]{1,60}){0,4}$")
_WHERE = re.compile(r"(?:\b(?:at|on|in|via|from|through|visit|see)|:)\s?~?[\"'(<]?$")
_BODY = re.compile(r"(?:[^\s<>\"{}|^`\\\[\]\x00]|\\(?=[_~-])){1,500}")
# a space that a line break left: behind a slash where what follows closes the address, behind a hyphen or underscore, before a slash
_CONTINUED = re.compile(
    r"(?<=/) (?=[\w.-]{0,80}[-_\d./][\w./-]{0,80}[a-zA-Z\d]/?(?:[).,;\]}]|\s*$))|(?<=[-_]) (?=[a-z\d][\w./-]{0,80})| (?=/[\w-])"
)
_BROKEN_HOST = re.compile(r" ?(?:com|org|io|ai|net|edu|ac)\b(?=[/.])")
_BREAKS = re.compile(r"\s+|\\(?=[_~-])")
_START = attrgetter("start")
_TRAILING = ".,;:!?'*~-"


def addresses(document: Document) -> list[Address]:
    """The addresses of one field, in order of place; none overlaps another."""
    view = document.view
    found = [Address(None, match.start() - 1, match.end()) for match in _PLACEHOLDER.finditer(view)] if "URL" in view else []
    if "http" in view or "www." in view:
        found += _written(view, sorted((*match.span(), True) for pattern in (_SCHEME, _WWW) for match in pattern.finditer(view)))
    if bare := list(_written(view, _bare_hosts(view))):
        covered = {place for address in found for place in range(address.start, address.end)}
        found += (address for address in bare if address.start not in covered)
    found.sort(key=_START)
    return found


def _bare_hosts(view: str) -> Iterator[tuple[int, int, bool]]:
    """Hosts without a scheme: start, end, and whether a path follows; one without must stand behind a word of place."""
    for match in _TOP_LEVEL.finditer(view):
        floor = max(0, match.start() - 100)
        host = _HOST_BEFORE.search(view, max(floor, view.rfind(" ", floor, match.start()) + 1), match.start())
        has_path = match[0].endswith("/")
        if host and (has_path or _WHERE.search(view, max(0, host.start() - 12), host.start())):
            yield host.start(), match.end(), has_path


def _written(view: str, beginnings: Iterable[tuple[int, int, bool]]) -> Iterator[Address]:
    """The addresses that begin so, each to its end."""
    end = 0
    for start, known, open_ended in beginnings:
        if start >= end:
            end = _end(view, known) if open_ended else known
            yield Address(_BREAKS.sub("", view[start:end]), start, end)


def _end(view: str, start: int) -> int:
    """Where an address ends whose scheme or host ends at `start`: over broken spaces, before what belongs to the sentence."""
    body = _BODY.match(view, start)
    end = body.end() if body else start
    if view[start:end].endswith(".") and "/" not in view[start:end] and (rest := _BROKEN_HOST.match(view, end)):
        end = _BODY.match(view, rest.end()).end()
    for _ in range(3):
        if not (_CONTINUED.match(view, end) and (body := _BODY.match(view, end + 1))):
            break
        end = body.end()
    closing = view.count(")", start, end) - view.count("(", start, end)
    while end > start and (view[end - 1] in _TRAILING or (view[end - 1] == ")" and closing > 0)):
        closing -= view[end - 1] == ")"
        end -= 1
    return end
