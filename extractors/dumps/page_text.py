"""How the text of a Daily Papers page looks: labels of its interface, days, titles, abstracts."""

import re
from calendar import monthrange
from collections.abc import Iterable
from enum import Enum, auto

from schemas import normalise

ABSTRACT_LIMIT = 1920
"""Characters that arXiv allows an abstract."""

SUBMITTER_LABEL = "Submitted by"
"""The label that the name of a user follows."""

_INVITATION = "Get trending papers in your email inbox!"
_PAGE_NAME = "Daily Papers"
_OTHER_LABELS = (
    "Subscribe|Trending Papers|Daily|Weekly|Monthly|Today|Yesterday|Upvote|Upvoted|Comment|Comments|Share|Abstract|Previous|Next|View all|"
    "View paper|View PDF|View arXiv page|arXiv page|arXiv|Project page|GitHub|Github|Load more|Show more|Search|Sign Up|Log In|"
    "Hugging Face|Models|Datasets|Spaces|Papers|Collections|Docs|Pricing|Enterprise|Community|Blog|About|TOS|Privacy|Careers|Website|"
    "Company|System theme|Settings"
)
_LABELS = {SUBMITTER_LABEL, _INVITATION, _PAGE_NAME, *_OTHER_LABELS.split("|")}
_CURATOR = re.compile(r"(?:by ?)?AK and the research community")
_LABEL_PATTERN = re.compile(
    r"\d+ (?:authors?|comments?|upvotes?|repl(?:y|ies))|View all \d+ .{1,20}"
    r"|(?:Published|Submitted) on .{1,20}|(?:an?|\d+) (?:minute|hour|day|week|month)s? ago|© .{1,40}"
)
# a bare count, a rule or a bullet, and the one label in lower case: any of these may be the last line of a wrapped abstract
_MARK = re.compile(r"[+-]?\d[\d.,]{0,8} ?[kK]?|[-–—_=*·•|#~.+<>«»‹›←→]+|new")
_USER_NAME = re.compile(r"[\w.-]{1,60}")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_A_LEAP_YEAR = 2000
_DAY = re.compile(
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
    r"\.? (\d{1,2})",
    re.IGNORECASE | re.ASCII,
)

_TITLE_LIMIT = 250  # the longest titles of arXiv
_PLAIN_TITLE_LIMIT = 150  # those that are not in title case
_ADDRESS = re.compile(r"https?://|www\.|\b(?:github|huggingface)\.(?:com|co)/")
_LIST_ITEM = re.compile(r"[-*•–] |\(?(?:\d{1,2}|[ivx]+)[.)] ")
_OPENING = re.compile(r"(?:We|In this|This (?:paper|work|study|article|report|survey))\b")
_SENTENCE_BREAK = re.compile(r"[a-z]{3}[.。] +[A-Z]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


class Look(Enum):
    """What a block of text looks like by itself."""

    TITLE = auto()
    ABSTRACT = auto()
    EITHER = auto()


def is_label(line: str) -> bool:
    """Whether a line is a label of the page, wherever it stands."""
    return line in _LABELS or _CURATOR.fullmatch(line) is not None or _LABEL_PATTERN.fullmatch(line) is not None


def is_mark(line: str, label_before: str | None) -> bool:
    """Whether a line that begins a block is interface text: a count, a rule, or the name of a user after the label for it."""
    return _MARK.fullmatch(line) is not None or (label_before == SUBMITTER_LABEL and _USER_NAME.fullmatch(line) is not None)


def day_of(line: str) -> tuple[int, int] | None:
    """Month and day of a line such as `Jul 31`, or None; `Feb 29` is a day, for the page does not state its year."""
    match = _DAY.fullmatch(line)
    if match is None:
        return None
    month, day = _MONTHS.index(match[1][:3].lower()) + 1, int(match[2])
    return (month, day) if 1 <= day <= monthrange(_A_LEAP_YEAR, month)[1] else None


def is_page_header(lines: Iterable[str]) -> bool:
    """Whether at least two of the header's signs are there: its invitation, its name, its curator, its day."""
    lines = set(lines)
    signs = (_INVITATION in lines, _PAGE_NAME in lines, any(map(_CURATOR.fullmatch, lines)), any(map(day_of, lines)))
    return sum(signs) >= 2


def look_of(block: str) -> Look:
    """What a block looks like, by its length, its punctuation, its sentences and its capitals."""
    text = normalise(block)
    if len(text) > _TITLE_LIMIT or _ADDRESS.search(text) or _LIST_ITEM.match(text) or text[-1:] in (":", ";", ","):
        return Look.ABSTRACT
    words = _LONG_WORD.findall(text)
    if len(words) > 2 and sum(not word[0].islower() for word in words) > 0.7 * len(words):
        return Look.TITLE
    if text[-1:] in (".", "。") or _SENTENCE_BREAK.search(text) or _OPENING.match(text):
        return Look.ABSTRACT
    return Look.TITLE if len(text) <= _PLAIN_TITLE_LIMIT else Look.EITHER


def may_be_title(block: str) -> bool:
    """Whether a block that looks like an abstract could be a title all the same: one short sentence, without an address."""
    text = normalise(block)
    return len(text) <= _TITLE_LIMIT and not (_ADDRESS.search(text) or _SENTENCE_BREAK.search(text) or text[-1:] in (":", ";", ","))
