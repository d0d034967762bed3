"""Figures that are coordinated: lists, ranges, and changes from one to the other."""

import re
from typing import NamedTuple

from extractors.rules.score_metrics import ABOUT
from extractors.rules.scores import Figure
from schemas.facts import Unit


class Item(NamedTuple):
    """One figure, or the figures of one change or range."""

    figures: list[Figure]
    changes: bool = False  # "from A to B", "A versus B": two scores


class Group(NamedTuple):
    """Coordinated figures."""

    items: list[Item]

    @property
    def start(self) -> int:
        """Where its first figure begins."""
        return self.items[0].figures[0].start

    @property
    def end(self) -> int:
        """Where its last figure ends."""
        return self.items[-1].figures[-1].end


_JOINED = re.compile(r"-?\s?(?:,(?!\san?\s)|/|;|,? and|,? or|&|, respectively,?)\s?(?:of\s|a\s)?(?:about\s|~\s?)?")
_PAIRED = re.compile(
    r"\s*(?:%|points?)?(?:\s?\([^()\d]{1,30}\))?\s*(?:-?>|(?P<to>to)|vs\.?|versus|compared (?:to|with)|against)\s+(?:the\s)?"
    r"(?:(?<!\sto\s)(?<!\sto\sthe\s)(?:[\w-]+\s){1,4}of\s)?(?:about\s|around\s|nearly\s|only\s|~\s?)?"
    r"|\s*-?>\s*"
)
_FROM = re.compile(rf"(?<!ranging )(?<!range )(?<!ranges )(?<!varying )(?<!vary )(?<!spanning )\bfrom\s(?:{ABOUT})$")
_BY = re.compile(rf"\bby\s{ABOUT}$")
_RANGE_FROM = re.compile(rf"\b(?:rang|var|span)\w+\s(?:from\s)?(?:{ABOUT})$|\bbetween\s(?:{ABOUT})$")


def figure_groups(found: list[Figure], view: str) -> list[Group]:
    """Figures that are coordinated, those of a list sharing the unit of its last."""
    groups: list[Group] = []
    for figure in found:
        if groups:
            items = groups[-1].items
            last = items[-1].figures[-1]
            gap = view[last.end : figure.start]
            ahead = view[max(0, items[-1].figures[0].start - 40) : items[-1].figures[0].start]
            paired = _PAIRED.fullmatch(gap)
            if last.is_low or (gap.strip(" %") == "and" and len(items[-1].figures) == 1 and _RANGE_FROM.search(ahead)):
                items[-1] = Item([*items[-1].figures, figure], items[-1].changes)
                continue
            reached = paired and paired["to"] and last.unit and (figure.unit is not last.unit or figure.value > max(20, 5 * last.value))
            by = paired and paired["to"] and _BY.search(ahead)
            if by and not reached and last.value < figure.value:  # a range of gains
                items[-1] = Item([*items[-1].figures, figure])
                continue
            if paired and not (reached and by):  # not "by 3.2 points to 61.2"
                changes = not (paired["to"] and _RANGE_FROM.search(ahead)) and not (
                    paired["to"] and not _FROM.search(ahead) and figure.unit is Unit.POINTS
                )
                items[-1] = Item([*items[-1].figures, figure], changes)
                continue
            apposed = gap.strip() == "," and (
                (figure.unit is Unit.POINTS is not last.unit and not last.signed)
                or figure.signed > last.signed  # "a BLEU of 27.4, 1.9 points above"
            )
            if not apposed and (_JOINED.fullmatch(gap) or gap.strip() in ("/", "")):
                items.append(Item([figure]))
                continue
        groups.append(Group([Item([figure])]))
    for group in groups:
        _pair_up(group)
        unit = group.items[-1].figures[-1].unit
        if group.items[0].figures[0].unit is None and unit in (Unit.POINTS, Unit.PERCENT):
            group.items[:] = [
                Item([figure if figure.unit else figure._replace(unit=unit) for figure in item.figures], item.changes)
                for item in group.items
            ]
    return groups


def _pair_up(group: Group) -> None:
    """Of "from A and B to C and D", make the changes from A to C and from B to D."""
    figures = [figure for item in group.items for figure in item.figures]
    half = len(figures) // 2
    if len(group.items) == len(figures) - 1 > 2 and len(figures) == 2 * half and len(group.items[half - 1].figures) == 2:
        group.items[:] = [Item([figures[nth], figures[nth + half]], True) for nth in range(half)]
