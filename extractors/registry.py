"""The extractors that there are, by the names that users give."""

from collections.abc import Callable

from extractors.base import NO_LIMITS, Extractor, Limits
from extractors.errors import ExtractorError
from extractors.rules.extractor import RuleExtractor


def _rules(_limits: Limits) -> Extractor:
    return RuleExtractor()


# what they rest on takes a second to import, and most runs have no need of it
def _llm(limits: Limits) -> Extractor:
    from extractors.llm.extractor import LlmExtractor
    from extractors.llm.settings import load_settings

    return LlmExtractor(load_settings(), limits)


def _hybrid(limits: Limits) -> Extractor:
    from extractors.llm.hybrid import HybridExtractor
    from extractors.llm.settings import load_settings

    return HybridExtractor(load_settings(), limits)


EXTRACTORS: dict[str, Callable[[Limits], Extractor]] = {"rules": _rules, "llm": _llm, "hybrid": _hybrid}
"""What makes an extractor for a run, by its name."""


def find_extractor(name: str, limits: Limits = NO_LIMITS) -> Extractor:
    """The extractor of this name, for one run. Raises ExtractorError for an unknown one, and for one that is not set up."""
    if name not in EXTRACTORS:
        raise ExtractorError(f"no extractor is named {name!r}; there are: {', '.join(EXTRACTORS)}")
    return EXTRACTORS[name](limits)
