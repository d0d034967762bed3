"""The extractors that there are, by the names that users give."""

from collections.abc import Callable

from extractors.base import Extractor
from extractors.errors import ExtractorError
from extractors.rules.extractor import RuleExtractor

EXTRACTORS: dict[str, Callable[[], Extractor]] = {"rules": RuleExtractor}
"""What makes an extractor, by its name."""


def find_extractor(name: str) -> Extractor:
    """The extractor of this name. Raises ExtractorError for an unknown one."""
    if name not in EXTRACTORS:
        raise ExtractorError(f"no extractor is named {name!r}; there are: {', '.join(EXTRACTORS)}")
    return EXTRACTORS[name]()
