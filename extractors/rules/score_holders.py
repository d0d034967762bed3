"""Whose score a figure is: the model or method that its sentence gives it to.

What stands beside a figure holds it: "Foo (61.2)", "61.2 for Foo". Otherwise the subject of the verb before it does, and what it
is said to surpass holds the figure that it is compared with.
"""

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from extractors.lexicon import is_model_family
from extractors.rules.names import Kind, looks_like_name
from extractors.rules.score_metrics import is_metric
from extractors.rules.score_phrases import Is, Phrase, Role, Sentences, Token, Verb
from extractors.text import Document, Span

if TYPE_CHECKING:
    from extractors.rules.scan import Scan

Group = tuple[Phrase, ...]
"""Coordinated phrases."""


class _Clause(NamedTuple):
    """What the words before a figure say of it."""

    subject: Group | None = None
    lifted: Group = ()  # "improves Foo"
    made: Group = ()  # "enables Foo to", "we train Foo"
    compared: Group = ()
    means: Phrase | None = None
    verb: Verb | None = None


_ADVERBS = re.compile(
    r"(?:\)|\")?(?:'s\s[\w-]+)?(?:\s\([^()]{1,40}\))?,?(?:\s(?:[a-z]+ly,?|also|further|even|now|can|could|alone|only|still|itself|to|"
    r"already|first|that|which|who|then|thus|not|just|may|might|will|would|be|being|been|has|have|had|again|both|did|do|does|models?|"
    r"on average|is able|are able|was able|ever|trained|once))*\s"
)
_RELATIVE = re.compile(r"\s(?:that|which|who)\s")
_BOUNDARY = re.compile(r"[;:]|\b(?:that|while|whereas|but|and|where)\b")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MEASURE = (
    r"(?:\s(?:baselines?|models?|performance|(?:[\w@-]+\s)?accurac(?:y|ies)|(?:[a-z@\d-]+\s)?(?:scores?|rates?)|levels?|result|F1|WER|BLEU|"
    r"mAP|AUC|FID|perplexity|variant|version|reproduction|(?:re-?)?implementation|configuration|setting|one|average|mean|overall|only|respectively))*"
)
_BRIDGE = re.compile(
    rf"(?:'s?)?(?:\s\([^()\d]{{1,20}}\))?{_MEASURE}\s?(?:[(\[]\s?(?:[^()\d]{{0,20}}[:=,]\s)?|of|at|with|best at|:|=|is|was)?\s?"
    r"(?:an?|the|only|just|about|around|over|nearly|almost|up to|roughly|~|>|\+)?\s?(?:[A-Za-z@\d]+\sof\s)?"
)
_FOR = re.compile(
    r"\s?(?:%|percent|points?)?\s?\)?(?:\s(?:[\w@-]+\s)?(?:accuracy|scores?|F1|WER|BLEU|mAP|AUC|success|success rate|pass@1))?\s"
    r"(?P<by>for|by|of|from|with|to)\s"
)
_BRACKET = re.compile(r"\s?%?\s\((?:by\s|for\s|with\s)?")
_ADJECTIVES = re.compile(r"(?:[a-z-]+\s){0,3}")
_BARE = (
    r"(?P<name>(?!(?:the|an?|our|its|their|this|these|all|any|other|both|each|previous|existing|prior)\s)[a-z][\w-]+(?:\s[a-z][\w-]+){0,2})"
)
_BARE_FOR = re.compile(rf"\s?%?\s(?:for|by|of)\s{_BARE}(?=[,.;)]|\sand\b|$)")
_BARE_BESIDE = re.compile(rf"\b(?:outperform|surpass|exceed|beat)\w*\s{_BARE}\s\($")
_AGAINST = re.compile(
    r"\b(?:(?:against|compar\w+ (?:to|with)|versus|vs\.?|up from|down from|(?<!more )(?<!less )than)(?:\s(?:the|an?|only|just|about))?|"
    r"(?:over|above|below|exceeding|surpassing|beating|outperforming|approaching) the)\s(?:(?:[\w-]+\s){1,4}of\s)?[~(]?$"
)
_VERSUS = re.compile(r"\bvs\.?|\bversus|\bcompar|\bagainst")
_BY_TO = re.compile(r"\b(?:by|with|score of)\s[\d.]+\s?%?\s(?:to|vs\.?|versus)\s")
_FROM = re.compile(r"\bfrom\s(?:roughly\s|about\s|around\s|~\s?)?$")
_TO_NEXT = re.compile(r"\s?%?\sto\s[~\d]")
_FALLS = re.compile(
    r"\b(?:drop\w*|fall\w*|fell|declin\w+|degrad\w+|decreas\w+|rang\w+|var(?:y|ies|ied|ying)|plummet\w*|collaps\w+|goes|going|went|"
    r"deteriorat\w+|reduction|win rates?|slip\w*)\b[^;]*$"
)
_GOES_FROM = re.compile(
    r"(?:improv|ris|rose|climb|jump|increas|mov)[a-z]*\s(?:[a-z]+ly\s)?from\s(?:an?\s|about\s|~\s?)?"
)  # "Foo grows from"
_INHERITS = re.compile(r"[^()]*?(?:,|\band|\bor|/|&)\s(?:an?\s|of\s|the\s)?")
_ACHIEVED_BY = re.compile(
    r"[^.;]{0,80}?\b(?:achieved|obtained|reached|attained|set|held|scored|reported|delivered|produced)(?:\sonly)?\sby\s(?:the\s|our\s|"
    r"an?\s)?"
)
_OPENING = re.compile(r"(?:With|At|By|Having|In|[A-Z][a-z]+ing)\s[^,]*$")
_COMMA = re.compile(r",\s(?:the\s|our\s)?(?:[a-z-]+\s){0,2}$")
_OPENS = 24  # characters that may stand before what opens a sentence
_MODEL = re.compile(r"model|LM|network|transformer|encoder|agent")
_METHOD = re.compile(r"method|approach|framework|algorithm|technique|strategy|recipe|pipeline")
_COPULAS = frozenset(("is", "are", "was", "were", "becomes", "became"))
_GERUND = re.compile(r"(?:(?:Just|Simply|Only|Even)\s)?(?:[A-Z][a-z-]+ing|Experiments (?:using|with|on))\s[^,]*$")
_TRAINING = re.compile(r"[A-Z]{2,5}")  # "PPO lifts Foo to"
_MADE = (Kind.MODEL, Kind.METHOD, None)
_CARRIES = 4  # sentences that "it" may look back


class ScoreHolders:
    """Whose scores the figures of one document are."""

    def __init__(self, scan: "Scan", document: Document):
        self.document, self.view = document, document.view
        mentions = [mention for found in scan.benchmarks for mention in found.mentions]
        taken = {mention.name for mention in mentions}
        own = [own for own in scan.own_names if own.kind in _MADE and own.name not in taken and not is_metric(own.name)]
        self.owned, self.own = frozenset(each.name for each in own), own[0].name if own else None
        self.own_model = next((each.name for each in own if each.kind is Kind.MODEL), self.own)
        self.own_method = next((each.name for each in own if each.kind is Kind.METHOD), self.own)
        benchmarks = [(mention.start, mention.end) for mention in mentions if mention.document is document]
        self.sentences = Sentences(document, benchmarks, taken, self.owned)
        self.last: str | None = None
        self._sentence: Span = (0, 0)
        self._tokens: list[Token] = []
        self._given: tuple[int, str | None] | None = None  # where the last figure with a holder beside it ends, and the holder

    def holder_of(self, sentence: Span, figures: Span, first_of_pair: bool, second_of_pair: bool, start: int | None = None) -> str | None:
        """The name, as written, of the model whose score one of some coordinated figures is; null where the text gives none.

        Of a pair "from A to B" the first is what was there before, of whatever is lifted; of "by A to B" and "A versus B" the
        second is the score of what is compared with. `start` is where the one figure stands.
        """
        start = figures[0] if start is None else start
        if sentence != self._sentence:
            self._sentence, self._given, self._tokens = sentence, None, self.sentences.tokens(sentence)
        before = [token for token in self._tokens if token.end <= figures[0]]
        nth = len(_FIGURE.findall(self.view, figures[0], start))
        low = max(sentence[0], figures[0] - 40)
        if not second_of_pair and _TO_NEXT.match(self.view, figures[1]) and _FROM.search(self.view, low, figures[0]):
            first_of_pair = True
        if first_of_pair or second_of_pair:
            self._given = None
            return self._of_pair(self._clause(before), figures, start, first_of_pair)
        if beside := self._beside(figures, before):
            self._given = (figures[1], self._one_of(beside, nth))
            return self._given[1]
        if self._inherits(figures) and not any(token.start >= self._given[0] for token in before):
            return self._given[1]
        clause = self._clause(before)
        if _AGAINST.search(self.view, low, figures[0]):
            self._given = (figures[1], self._one_of(clause.compared, nth))
            return self._given[1]
        self._given = None
        holder = self._subject(clause, figures, nth)
        self.last = holder or self.last
        return holder

    def _clause(self, before: list[Token]) -> _Clause:
        """Who does what, read up to a figure."""
        clause, previous = _Clause(), None
        free: Group = ()
        group: Group = ()
        for token in before:
            if isinstance(token, Phrase):
                group = (*group, token) if token.joined and isinstance(previous, Phrase) else (token,)
                sort = clause.verb.sort if clause.verb else ""
                if token.role is Role.FREE:
                    free = group
                elif token.role is Role.COMPARED or (token.role is Role.OBJECT and sort == "beats"):
                    clause = clause._replace(compared=group)
                elif token.role is Role.OBJECT and sort in ("lets", "makes"):
                    clause = clause._replace(made=group)
                elif token.text and token.role in (Role.OBJECT, Role.OF) and sort == "lifts":
                    clause = clause._replace(lifted=group)
                elif token.role is Role.MEANS and isinstance(previous, Verb) and self._is_agent(token, previous):
                    clause = clause._replace(subject=group)
                elif token.role is Role.MEANS or (token.role is Role.ASIDE and token.text in self.owned):
                    clause = clause._replace(means=clause.means if clause.means and clause.means.text else token)
            else:
                clause = self._with_verb(clause, token, free, group, previous)
                free = ()
            previous = token
        if free and clause.verb and clause.verb.sort == "beats" and free[-1].what is Is.NAMED:
            return clause._replace(compared=free)  # "outperforming Foo by 3 and Bar by 2"
        return clause._replace(subject=free) if free and clause.subject is None else clause

    def _is_agent(self, phrase: Phrase, verb: Verb) -> bool:
        """Is a phrase the agent of a passive: "is outperformed by Foo"?"""
        return self.view[verb.end - 2 : verb.end] == "ed" and self.view.startswith(" by ", verb.end) and phrase.start - verb.end < 16

    def _with_verb(self, clause: _Clause, verb: Verb, free: Group, group: Group, previous: Token | None) -> _Clause:
        """The clause with one more verb, whose subject stands before it or is that of the verb before it."""
        subject = clause.subject
        after_phrase = isinstance(previous, Phrase)
        gap = self.view[previous.end : verb.start] if after_phrase else ""
        adjacent = bool(gap) and bool(_ADVERBS.fullmatch(gap))
        if verb.form == "to" and after_phrase and previous in clause.made:
            subject = clause.made
        elif adjacent and (
            (verb.form == "finite" and _RELATIVE.search(gap)) or (verb.form == "ing" and gap == " " and previous.role is not Role.COMPARED)
        ):
            subject = group
        elif free and (subject is None or verb.form == "finite" or free[-1].what is Is.NAMED):
            subject = free
        elif adjacent and verb.form == "finite" and (len(group) > 1 or previous.role is Role.OBJECT) and self._opens(clause, previous):
            subject = (previous,)  # "compared with Foo, Bar gains"
        if subject is clause.subject:
            return clause._replace(verb=verb, lifted=() if verb.sort == "lifts" else clause.lifted)
        if clause.subject and self._says_no_more(subject[-1], clause):
            return clause._replace(verb=verb)
        fronted = () if clause.subject or clause.verb else clause.compared  # "Compared to Foo, Bar gains"
        compared = tuple(phrase for phrase in fronted if phrase not in subject)
        return _Clause(subject=subject, means=clause.means, verb=verb, compared=compared)

    def _opens(self, clause: _Clause, phrase: Phrase) -> bool:
        """Does a phrase stand in a clause that has no subject yet?"""
        return not clause.subject or bool(clause.verb and _BOUNDARY.search(self.view, clause.verb.end, phrase.start))

    def _says_no_more(self, subject: Phrase, clause: _Clause) -> bool:
        """Does a subject only speak of the one before: "Foo …: it reaches", "Foo found a model that reaches"?"""
        if clause.subject[-1].what not in (Is.NAMED, Is.OURS):
            return False
        is_one = clause.verb and self.view[clause.verb.start : clause.verb.end] in _COPULAS  # "Foo is a 3B model that reaches"
        described = subject.what is Is.UNNAMED or (subject.what is Is.DESCRIBED and is_one)
        return subject.what is Is.BACK or (described and self.view.startswith(("a ", "an "), subject.start))

    def _subject(self, clause: _Clause, figures: Span, nth: int) -> str | None:
        """Whose a figure is by the subject, or by what the subject lifts or uses where it has no name of its own."""
        subject = clause.subject
        name = self._one_of(subject, nth) if subject else None
        lifted = self._one_of(clause.lifted, nth)
        if lifted and name not in self.owned and (not subject or subject[-1].what is not Is.NAMED or not name or _TRAINING.fullmatch(name)):
            return lifted
        if not name and (by := self._achieved_by(figures)):
            return by
        if not subject:
            if _OPENING.match(self.view, self._sentence[0], figures[0]) and (following := self._following(figures)):
                return self._resolved(following)
            if clause.means and clause.means.text and clause.means.start - self._sentence[0] < _OPENS:
                return clause.means.text  # "For Foo, accuracy grows to"
            if _GERUND.match(self.view, self._sentence[0], figures[0]):
                return None
            carried = self._carried()
            return carried if carried in self.owned or clause.verb is None else None
        if subject[-1].what is Is.WE:
            means = clause.means or self._with(figures)
            return self._one_of(clause.made, nth) or (means and self._resolved(means)) or self._topic()
        return name

    def _of_pair(self, clause: _Clause, figures: Span, start: int, first: bool) -> str | None:
        """Of a pair the one that is compared with, or that was before, is not the subject's."""
        subject = self._subject(clause, figures, 0)
        compared = self._one_of(clause.compared, 0) if len(clause.compared) == 1 else None
        place = max(self._sentence[0], figures[0] - 12)
        if _VERSUS.search(self.view, place + 6, figures[1]) or _BY_TO.search(self.view, place, figures[1]):
            behind = None if first else self._for((start, figures[1]))
            return subject if first else self._resolved(behind) if behind else compared
        if not first:
            self.last = subject or self.last
            return subject
        if clause.lifted:
            return clause.lifted[-1].text
        verb = clause.verb
        if _FALLS.search(self.view, verb.start if verb else self._sentence[0], figures[0]):
            return subject
        if verb and verb.form == "finite" and _GOES_FROM.fullmatch(self.view, verb.start, figures[0]):
            return subject
        return compared

    def _beside(self, figures: Span, before: list[Token]) -> Group | None:
        """What figures stand beside: "Foo (61.2)", "Foo's 61.2", "61.2 for Foo"."""
        if behind := self._for(figures):
            return (behind,)
        phrases = [token for token in before if isinstance(token, Phrase)]
        last = phrases[-1] if phrases else None
        set_off = last and last.role is Role.COMPARED and self.view.startswith(":", last.end)  # "better than Foo: +3 on"
        if last and not set_off and last.what not in (Is.WE, Is.BACK) and _BRIDGE.fullmatch(self.view, last.end, figures[0]):
            nth = len(phrases) - 1
            while phrases[nth].joined:
                nth -= 1
            group = tuple(phrases[nth:])
            return group if len(_FIGURE.findall(self.view, *figures)) == len(group) else (last,)
        if bare := _BARE_BESIDE.search(self.view, max(self._sentence[0], figures[0] - 60), figures[0]):
            return (Phrase(*bare.span("name"), Is.DESCRIBED, bare["name"]),)
        return None

    def _for(self, figures: Span) -> Phrase | None:
        """What the words behind figures give them to: "61.2 for Foo", "the 61.2% of Foo"."""
        match = _FOR.match(self.view, figures[1], self._sentence[1])
        if not match:
            return self._in_brackets(figures)
        against = _AGAINST.search(self.view, max(self._sentence[0], figures[0] - 40), figures[0]) or self._inherits(figures)
        phrase = next((token for token in self._tokens if token.start >= match.end()), None)
        if not isinstance(phrase, Phrase) or not _ADJECTIVES.fullmatch(self.view, match.end(), phrase.start):
            bare = _BARE_FOR.match(self.view, figures[1], self._sentence[1]) if against else None
            return Phrase(*bare.span("name"), Is.DESCRIBED, bare["name"]) if bare else None
        if not against and (match["by"] in ("with", "to", "from") or phrase.what is not Is.NAMED is not Is.DESCRIBED):
            return None
        if phrase.what not in (Is.NAMED, Is.DESCRIBED) or (match["by"] == "of" and phrase.what is not Is.NAMED):
            return None
        known = phrase.what is Is.DESCRIBED or looks_like_name(phrase.text.split()[0]) or phrase.text in self.owned
        return phrase if known or against else None

    def _in_brackets(self, figures: Span) -> Phrase | None:
        """The model named in brackets behind a figure: "61.2% (Foo-7B)"."""
        match = _BRACKET.match(self.view, figures[1])
        phrase = match and next((token for token in self._tokens if token.start == match.end()), None)
        if isinstance(phrase, Phrase) and phrase.what is Is.NAMED and self.view[phrase.end : phrase.end + 1] in (")", ",", ";"):
            return phrase if phrase.text in self.owned or is_model_family(phrase.text) else None
        return None

    def _inherits(self, figures: Span) -> bool:
        """Does a figure go on with a list whose figures have their holders beside them?"""
        return self._given is not None and bool(_INHERITS.fullmatch(self.view, self._given[0], figures[0]))

    def _achieved_by(self, figures: Span) -> str | None:
        following = next((token for token in self._tokens if token.start > figures[1] and isinstance(token, Phrase)), None)
        if following and following.text and _ACHIEVED_BY.fullmatch(self.view, figures[1], following.start):
            return following.text
        return None

    def _following(self, figures: Span) -> Phrase | None:
        """The subject that follows an opening with a figure: "With 61.2 on it, Foo leads"."""
        tokens = [token for token in self._tokens if token.start >= figures[1]][:2]
        if len(tokens) == 2 and isinstance(tokens[0], Phrase) and isinstance(tokens[1], Verb):
            phrase, verb = tokens
            before = self.view[figures[1] : phrase.start]
            if _COMMA.search(before) and _ADVERBS.fullmatch(self.view, phrase.end, verb.start):
                return phrase
        return None

    def _with(self, figures: Span) -> Phrase | None:
        """The means that "we" are said to reach a figure with, behind it."""
        following = next((token for token in self._tokens if token.start > figures[1] and isinstance(token, Phrase)), None)
        near = following and following.role is Role.MEANS and following.what is Is.NAMED and following.start - figures[1] < 80
        return following if near else None

    def _one_of(self, group: Group, nth: int) -> str | None:
        return self._resolved(group[min(nth, len(group) - 1)]) if group else None

    def _resolved(self, phrase: Phrase) -> str | None:
        if phrase.what is Is.OURS:
            own = self.own_model if _MODEL.search(phrase.head) else self.own_method if _METHOD.search(phrase.head) else self.own
            return own or self.last or phrase.text
        if phrase.what is Is.BACK:
            return self.own_method if _METHOD.search(phrase.head) else self._carried()
        return phrase.text

    def _topic(self) -> str | None:
        """What "we" have just spoken of: the paper's own, where the sentence before begins with it."""
        nth = bisect_left(self.document.sentences, self._sentence)
        if nth == 0 or not self.own:
            return None
        start, end = self.document.sentences[nth - 1]
        spoken_of = re.compile(rf"(?:[A-Z][a-z ]+,\s|We\s[a-z-]+\s)?{re.escape(self.own)}\b").match(self.view, start, end)
        return self.own if spoken_of else None

    def _carried(self) -> str | None:
        """Whose scores are spoken of already: the last holder, what the paper makes, or the name that an earlier sentence begins with."""
        if self.last or self.own:
            return self.last or self.own
        nth = bisect_left(self.document.sentences, self._sentence)
        for start, end in reversed(self.document.sentences[max(0, nth - _CARRIES) : nth]):
            name = self.sentences.name_at(start, end)
            if name and looks_like_name(name):
                return name
        return None
