"""The hybrid extractor: the rules' rows where they are sure, and a model's reading where they are not."""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from extractors.base import NO_LIMITS, Estimate, Extraction, Limits, Unanswered, fingerprint
from extractors.grounding import extract, merged
from extractors.llm.extractor import LlmExtractor
from extractors.llm.settings import Settings
from extractors.llm.spending import Spending
from extractors.llm.wording import Question
from extractors.rules.extractor import RuleExtractor
from extractors.text import Article
from schemas import claim_fields

VERSION = "1"


class _Read(NamedTuple):
    """A text as the rules read it."""

    article: Article
    extraction: Extraction
    sure: bool


class HybridExtractor:
    """Asks a model about the texts of which the rules are not sure: those with a row of a low confidence, or one that was rejected.

    Of such a text the rules' sure rows stand; the others stand where the model states them too, beside what else it states.
    """

    def __init__(self, settings: Settings, limits: Limits = NO_LIMITS):
        """Raises ExtractorError for a limit of cost where no price is known."""
        self._rules = RuleExtractor()
        self._llm = LlmExtractor(settings, limits)
        self._least = settings.sure

    @property
    def spending(self) -> Spending:
        """What the run has spent so far."""
        return self._llm.spending

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the rules, of all that a model's answer depends on, and of where the rules are sure."""
        return fingerprint("hybrid", [Path(__file__)], rules=self._rules.fingerprint, llm=self._llm.fingerprint, sure=self._least)

    @cached_property
    def label(self) -> str:
        """Name, model and version, with the beginning of the fingerprint."""
        return f"hybrid {self._llm.settings.model} {VERSION}+{self.fingerprint[:8]}"

    def extractions(self, articles: Iterable[Article]) -> Iterator[Extraction | Unanswered]:
        """What rules and model make of each text, in their order. Raises ExtractorError where the model cannot be asked at all."""
        read: deque[_Read] = deque()
        for made in self._llm.answers(self._questions(articles, read)):
            each = read.popleft()
            self.spending.sure += each.sure
            yield self._joined(each, made)

    def estimate(self, articles: Iterable[Article]) -> Estimate:
        """What it would take to ask about those of these texts of which the rules are not sure; nothing is sent."""
        texts = 0

        def counted() -> Iterator[Article]:
            nonlocal texts
            for article in articles:
                texts += 1
                yield article

        questions = (each for each in self._questions(counted(), deque(maxlen=0)) if isinstance(each, Question))
        estimate = self._llm.estimate_of(questions)
        return estimate._replace(texts=texts)

    def _read(self, article: Article) -> _Read:
        extraction = extract(self._rules, article)
        rows = (row for rows in extraction.rows.values() for row in rows)
        return _Read(article, extraction, not extraction.rejects and all(row.confidence >= self._least for row in rows))

    def _questions(self, articles: Iterable[Article], read: deque[_Read]) -> Iterator[Question | Extraction]:
        """What to ask about texts of which the rules are not sure, and what they made of the others; `read` gets all, in their order."""
        for article in articles:
            read.append(each := self._read(article))
            if each.sure:
                yield each.extraction
            else:
                proposed = {
                    table: [row.model_dump(include=set(claim_fields(table))) for row in rows]
                    for table, rows in each.extraction.rows.items()
                }
                yield Question(article, proposed)

    def _joined(self, read: _Read, made: Extraction | Unanswered) -> Extraction | Unanswered:
        """A text's extraction under the name of this extractor: of the rules' rows those that are sure, and the model's."""
        if read.sure:
            return merged([read.extraction], self.label)
        if isinstance(made, Unanswered):
            return made
        return merged([read.extraction.of_at_least(self._least), made], self.label)
