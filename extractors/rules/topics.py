"""The models that a text reports on, where it gives them no name of its own: what somebody releases, or what the title names."""

import re
from collections.abc import Iterator

from extractors.rules.mentions import VARIANT, Mention, is_known_model, is_name, is_said, mentions
from extractors.rules.scan import Scan
from extractors.text import MAX_SENTENCE

_UNVEILED = re.compile(
    r"\b(?:releas|launch|announc|introduc|unveil|debut|open[- ]?sourc|present|shar|describ|report)\w* "
    r"(?:(?:on|its|their|the|our|a|an|new|latest|first|next-generation|development of|flagship|report for|technical) )*$|"
    r"^(?:Welcome|Introducing|Meet|Hello|Announcing) (?:\w+ )?$"
)
_REPORTED = re.compile(
    r"(?:'s)? (?:[Rr]elease[ds]?|(?:Technical|System|Model) (?:Report|Card)|[Ll]aunch|is (?:here|out)|[Oo]verview|[Ee]xplained)\b"
)
_VERSIONED = re.compile(rf" (?:v?\d[\d.]*|{VARIANT})$")


def unveiled(scan: Scan) -> Iterator[Mention]:
    """The models that a text reports on: named in its title, or as what somebody releases."""
    title, abstract = scan.title.view[:MAX_SENTENCE], scan.abstract.view[:MAX_SENTENCE]
    seen = set()
    for document in scan.documents:
        for mention in mentions(document.view, 0, min(len(document.view), MAX_SENTENCE)):
            name = mention.name
            if name in seen or not is_name(name):
                continue
            reported = document is scan.title and _REPORTED.match(title, mention.end)
            said = reported or _UNVEILED.search(document.view, max(0, mention.start - 60), mention.start)
            if not said and (name not in title or (name not in abstract and not is_said(title, name))):
                continue
            versioned = said and name in title and name in abstract and _VERSIONED.search(name)
            if versioned or is_known_model(name) or any(is_said(view, name) for view in (title, abstract)):
                seen.add(name)
                yield mention
