"""Figures that may be scores: a number with its unit and its metric, and whether it is a score or a difference."""

import re
from collections.abc import Callable
from typing import NamedTuple

from extractors.rules.score_metrics import ABOUT, METRIC, METRIC_HEADS, Metric
from schemas.facts import ResultKind, Unit


class Figure(NamedTuple):
    """A number in a sentence that may be a score."""

    value: float
    start: int
    end: int
    unit: Unit | None
    signed: bool
    is_count: bool = False  # of a benchmark's own tasks: "18 of 32 targets"
    is_low: bool = False  # the lower end of a range written with a hyphen: "17-24%"


_FIGURE = re.compile(
    r"(?=[\d.+-])(?:(?<![\w.,$@/±'-])(?<!±\s)(?<![_^]\{)|(?<=\$)(?=\d[\d.]*\s?%))(?<!\d\s)(?P<sign>[+-])?(?:(?P<low>\d{1,3}(?:\.\d+)?)(?:\s?%|x)?\s?-{1,3}\s?)?"
    r"(?P<value>\d{1,4}(?:,\d{3})*(?:\.\d+)?|\.\d{2,4})(?:\s?±\s?\d[\d.]*)?"
    r"(?P<unit>\s?%(?:[- ]?points?\b)?|\s?percent\b|[ -](?:(?:absolute|percentage|accuracy|average|BLEU|F1|ROUGE|Elo|mAP|WER|AP|"
    r"perplexity|full)\s){0,2}points?\b"
    r"|\s?pp\b|\s?x(?=\s)|\s(?:times|fold)\b)?(?:(?<=%)(?=[a-z]{4})|(?![\w]|[.,]\d|-?\d|-[A-Za-z]|\s?(?:/|\^)\s?[A-Za-z(]))"
)
_SLASHED = re.compile(r"/(?P<value>\d{1,3}(?:\.\d+)?)(?P<unit>\s?%)?(?!\w|\.\d|/[A-Za-z])")
_COUNTED = re.compile(
    r"\s?(?:out of|of (?:the\s)?(?:\d|all)|[KMBTkx]\b|[a-z]+\s)??(?:out of\s?\d|of (?:the )?\d|billion|million|trillion|thousand|"
    r"parameters?|tokens?|samples?|"
    r"examples?|GPUs?|hours?|days?|minutes?|seconds?|ms\b|layers?|languages?|data ?sets?|tasks?|benchmarks?|models?|images?|videos?|"
    r"shots?|steps?|epochs?|years?|"
    r"domains?|classes|categories|questions?|problems?|subjects?|different|diverse|iterations?|frames?|fps|seeds?|agents?|experts?|"
    r"attempts?|rounds?|turns?|"
    r"(?:[a-z-]+\s)?(?:NLP\s)?(?:tasks|data ?sets|benchmarks|languages|models)|[MGTP]?FLOP[sS]?\b|other\b|GB\b|MB\b|bits?\b|dB\b)",
)
_OUT_OF_FULL = re.compile(r"\s?(?:/|out of)\s?(?:3|4|5|7|10|100)(?!\.\d)(?=\s(?:in|on|for|with|while|and|by|at|across|points?)\b|[,.;)])")
_FRACTION = re.compile(
    r"/(?P<all>\d{1,4})(?!\.\d)(?=\s(?:on|in|at|of|points?|[a-z-]*\s?(?:problems?|questions?|tasks?|targets?|theorems?))\b|[,.;)])"
)
_COST = re.compile(
    r"\s*(?:%\s)?(?:(?:or|and) (?:higher|more|above|better)|of (?:the\s|its\s|their\s|all\s)?(?:original\s|total\s|full\s|labell?ed\s|"
    r"training\s|available\s|pre-?training\s|model\s|[A-Z][a-z]+\s)*(?:data|parameters|labels|tokens|compute|cost|examples|samples|weights|"
    r"training|memory|size|budget|time|dataset|corpus|FLOPs|neurons|layers|vocabulary|instances|annotations|input|inputs|context|prompt|cache|"
    r"search space|frames)|shorter|longer|confidence|overlap|"
    r"subsets?|subsamples?|samples?|fractions?|portions?|masking|dropout|sampling|pruning|noise|fewer|less|faster|slower|"
    r"cheaper|smaller|larger|more (?:data|efficient|sample|memory|compute|parameters)|"
    r"(?:[a-z-]+\s){0,2}(?:speed-?ups?|speed|sparsity|compression|quantity|memory|latency|throughput|cost|storage|labels|acceleration|"
    r"inference|computation|FLOPs|training time|data reduction|wall-clock)|"
    r"(?:\w+\s){0,1}(?:improvement|reduction|increase|gain|decrease)s? in (?:[a-z-]+\s){0,3}(?:speed|throughput|latency|memory|cost|"
    r"time|efficiency|parameters|FLOPs|tokens|energy|size|usage))\b"
)
_BEFORE_COST = re.compile(
    r"\b(?=[a-z])(?:speed-?up|faster|latency|throughput|memory|cost|tokens|compute|FLOPs|parameters|training time|sparsity|temperature|"
    r"only|access to|using|rate of|top|"
    r"sections?|tables?|figures?|stage|phase|level|version|size|resolution|length|task|rank(?:s|ed|ing)?|place|out of|at least one of|"
    r"in|since|by|from)\s(?:by\s|of\s|from\s|to\s|up to\s|about\s|~\s?|over\s|only\s)?$"
)
_OF_COST = re.compile(
    r"\b(?=[A-Za-z])(?P<cost>[Ll]atenc(?:y|ies)|[Mm]emory|[Cc]osts?|[Cc]ompute|[Cc]omputations?|[Tt]okens?|[Ll]engths?|[Tt]ime|[Rr]untime|[Ss]peed|"
    r"[Tt]hroughput|[Ee]nergy|FLOPs|[Pp]arameters|[Uu]sage|[Ff]ootprint|[Bb]udget|[Tt]emperature|[Dd]ropout|"
    r"(?:[Ll]earning|[Cc]ompression|[Ss]ampling|[Pp]runing|[Mm]asking) rate|(?<![Ww]in )(?<!success )[Rr]atio|[Bb]atch size|[Ss]parsity|"
    r"[Oo]verhead|[Cc]onsumption|[Ee]fficiency|[Cc]ache|[Uu]tili[sz]ation|[Ss]torage|[Bb]andwidth|[Ss]teps|[Cc]alls|"
    r"[Qq]ueries|[Dd]uration|[Dd]elay|[Ss]ize|[Tt]hreshold|[Ww]eight decay)"
    r"(?:\s(?:usage|use|consumption|counts?|lengths?|requirements?|overhead|footprint|costs?))?"
    r"(?:\s(?:on|for|of|in|at|per|over)\s[\w@.'-]+(?:\s[\w@.'-]+){0,4}?)?(?:\s(?:drops?|falls?|grows?|rises?|decreas\w+|increas\w+|shrinks?))?"
    rf"\s?\(?(?:(?P<by>by)|to|of|from|at|is|was|=)\s{ABOUT}$"
)
_SHORTENED = re.compile(
    rf"\b(?=[A-Za-z])(?P<cost>[Ss]horten|[Cc]ompress|[Pp]run(?:e|ing)|[Tt]rim|[Tt]runcat|[Ss]hrink|[Aa]ccelerat|[Ss]peed|[Qq]uanti[sz])\w*\s"
    rf"(?:[^,;.()]|\.\d){{0,50}}"
    rf"\b(?:by|to)\s{ABOUT}$"
)
_CHANGING = re.compile(
    r"\b(?:reduc|cut|lower|sav|decreas|increas|halv|shrink|improv|speed|boost|drop|grow|trim|slash|rais)\w*\s"
    r"(?:(?!(?:at|with|under|for|over|on|by|in)\b)[\w'-]+,?\s){0,5}$"
)
_CHANGES = re.compile(r"\s(?:drop|fall|grow|ris|decreas|increas|shrink)\w*\s?\(?by\s")
_LEADS_TO_COST = re.compile(rf"(?:by|to|of|from|at|is|was|=)\s{ABOUT}$")  # as all that makes a figure a cost ends
_LONGEST_LEAD = 60  # characters
_COST_GOES_ON = re.compile(
    r"^\s?%?\s?(?:to|and|or|-+|>)\s?$|^[^.;%]{0,40}\b(?:versus|vs\.?|instead of|rather than)\s(?:the\s)?$|\b(?:do|does|did) (?:so|it) by\s$"
)
SOLVES = r"(?:solv|prov|answer|pass|complet|fold|resolv|finish|crack|clos)(?:e[sd]?|ed|s|es|ing)?"
"""A pattern for the verbs of what is done with a benchmark's tasks, of which a share or a number is a score."""
_OF_THINGS = re.compile(
    r"\sof\s(?:the\s|its\s|their\s|all\s|our\s)?(?:[a-z-]+\s)?[a-z-]{2,}(?<!s)s\b(?!'|\s(?:accuracy|performance|score))"
)
OUTCOME = (
    rf"(?:{SOLVES}|(?:win|won|beat|fail|succe|correct|refus|detect|identif|recover|retriev|predict|classif|match|handl|break|broke|fix|"
    r"jailbreak)[a-z]*)"
)
"""A pattern for the verbs of what becomes of a share of things, which is a score."""
_OUTCOME = re.compile(rf"\b(?:{OUTCOME}|(?:exceed|reach|achiev|attain)[a-z]*)\s[^,;]{{0,40}}$")
IN_SHARE = re.compile(
    r"\b(?!(?:train|tun|pre-?train|fine-?tun|label|annotat|us|occur|appear|found|present|contain|sampl|mask|prun|differ)[a-z]*\s)[a-z]{3,}\s"
    rf"(?:(?!of\s)[a-z]+\s)?(?:in|on)\s{ABOUT}$"
)
"""A pattern for a share of cases that something is done in: "leaks secrets in 12% of"."""
_SPEED = re.compile(r"\s*(?:[a-z-]+\s){0,2}(?:speed-?ups?|faster|acceleration|latency|throughput)\b")
_OUTDONE = re.compile(rf"\b(?:outperform|surpass|exceed|beat|improv)\w*\s(?:[^,;.]|\.\d){{0,60}}\bby\s{ABOUT}$")
DONE = re.compile(r"\sof\s[^,;.]{0,30}\b(?:are|is|were|can be)\s(?:[a-z]+ly\s)?(?:solved|answered|completed|passed|resolved)\b")
"""A pattern for a share of things, behind its figure, to which the verb of what becomes of them follows."""
_NO_SCORE = re.compile(
    r"\bp\s?[<=>]\s?$|\b(?:[Vv]ersion|[Ss]ections?|[Tt]ables?|[Ff]igures?|Fig\.|Sec\.)\s$"
    r"|\b(?:set|clip\w*|fix\w*|initiali[sz]\w*|cap\w*)\s(?:[a-z]+\s){0,3}(?:to|at)\s$"
)
_AT_RATE = re.compile(r"(?:^|[;,(]\s)[Aa]t\s$")
_MEASURED_OUT = re.compile(
    r"\s?(?:s|secs?|h|hrs?|kg|W|kW|kWh|J|m|cm|mm|km|Hz|kHz|FPS|fps|megapixels|dollars|USD|dB|GB|MB|bits?|K|M|B|T)\b(?![\w/-])"
)
_FUNCTION = (
    r"(?:on|in|of|for|and|or|to|with|by|across|over|at|from|is|as|was|has|than|versus|vs|which|that|while|whereas|points|this|its|"
    r"plus|times|percent|per|compared|against|but|when|after|before|under|above|below|without|using|respectively|surpass\w*|exceed\w*|"
    r"outperform\w*|beat\w*|marks|sets|represents|where|via|higher|lower|better|worse)"
)
_THINGS = re.compile(rf"\s(?:(?!{_FUNCTION}\b)[a-z][a-z-]*\s(?:and\s)?){{0,3}}(?!{_FUNCTION}\b)[a-z][a-z-]{{2,}}(?<!s)s\b")
_SOLVED = re.compile(rf"\b{SOLVES}\s(?:only\s|just\s|up to\s|about\s)?$")
_OF_ITS_TASKS = re.compile(
    r"\s(?:out\s)?of\s(?:the\s|its\s)?\d+\s(?:[a-z]+\s)?(?:targets?|problems?|questions?|theorems?|issues?|tasks?|puzzles?|levels?|games?|proteins?)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_CAPITALISED = re.compile(r"(?:^|[\s(])(?:[A-Z][\w.-]*|v)\s$")
_SCORED_BY = re.compile(rf"(?:{METRIC_HEADS})\s$|\b(?:On|The|By|At|To|Of)\s$")
_LED_TO = re.compile(r"\b(?:from|by|to)\s$")

_LARGEST = 10_000
_UP = (
    r"improv\w*|increas\w*|outperform\w*|surpass\w*|exceed\w*|gain\w*|boost\w*|rais\w+|lift\w*|beat\w*|enhanc\w*|ahead|advanc\w+|"
    r"better\w*|lead\w*|margins?|advantage|differences?|gap|uplift|adds?|adding|elevat\w+|jump\w*|rises?"
)
_DOWN = r"underperform\w*|drop\w*|reduc\w*|cut\w*|shrink\w*|trim\w*|decreas\w*|degrad\w*|declin\w*|fall\w*|lower\w*|loses?|losing|lost"
_MORE = r"higher|better|above|ahead|more accurate|stronger|over|relative to|greater"
_LESS = r"lower|worse|below|less accurate|fewer|behind"
_APPROXIMATELY = (
    r"(?:only|just|merely|"
    r"up ?to|about|around|nearly|almost|approximately|over|more than|less than|no more than|at least|at most|"
    r"an average of|an? absolute|an?|a further|an additional|"
    r"as much as|roughly|on average|~|>|a relative|[+-])"
)
_BY = re.compile(
    rf"\b(?=[a-z])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?:(?:[^.;]|\.(?=\d)){{0,110}}?\bby|\s(?:[a-z-]+\s){{0,2}}of|\s(?:of|by)?|"
    r"[^.;]{0,40}?\sup to|:|"
    rf"[^.;]{{0,70}}?\b(?:rang\w+|var(?:y|ies|ying)) (?:from|between)|\s(?:of\s)?between|"
    rf"\s?\()\s?(?:{_APPROXIMATELY}\s?){{0,3}}(?:[+\d.%]+\s?(?:%|points?)?(?:,\s|\sand\s|,\sand\s|/)){{0,3}}$"
)
_NEW_CHANGE = re.compile(rf"\b(?:while|whereas|but|and)\s(?:also\s|further\s|simultaneously\s)?(?=(?:{_UP}|{_DOWN})\b)")
_GAINED = re.compile(
    r"\b(?:(?P<up>improvements?|gains?|increases?|boosts?)|(?P<down>drops?|declines?|degradations?|decreases?|loss(?:es)?))"
    r"(?:\s(?:on|in|for|over|across)\s(?:[^.;]|\.(?=\d)){1,100}?)?"
    rf"(?:\s(?:of|is|are|was|were|reach(?:es|ed)?|amounts? to)\s|\s(?=up ?to)|(?P<aside>\s\()){ABOUT}(?:[\d.]+\s?%?,\s(?:and\s)?){{0,3}}$"
)
_SMALL = 25  # a larger percentage behind gains is where they lead to
_WITHIN = re.compile(r"\bwithin\s(?:about\s|~\s?)?$")
_SAID_ABSOLUTE = re.compile(r"\s(?:absolute|relative)(?:ly)?(?=\s?[,.;)]|\s(?:on|over|in)\b)")
_KEPT = re.compile(rf"\b(?:keep|retain|preserv|maintain|recover)(?:s|es|ed|ing)?\s{ABOUT}$")
_NEXT = re.compile(r"(?:,|\band|,? as well as)\s(?:an?\s|of\s|by\s|up to\s|(?:[\w@-]+\s){1,3}by\s)?$")
_SHARE = re.compile(
    r"\sof\s(?:the\s|its\s|their\s|what\s)?(?:[\w'-]+\s){0,4}?(?:scores?|performance|accuracy|improvements?|gains?|level|quality)\b"
)
_CHANGE = re.compile(
    rf"\s?(?:\([^()]{{0,40}}\)\s)?(?:(?:absolute|relative|average|overall|percentage|accuracy|consistent|performance|"
    rf"[a-z-]+)\s){{0,3}}?(?:(?P<up>improvements?|gains?|increases?|boosts?|uplift|advantage|lead|margin|lift|jump|gap|difference)|(?P<down>drops?|"
    rf"reductions?|decreases?|degradations?|declines?|(?:(?<=accuracy )|(?<=performance ))loss(?:es)?|loss(?:es)?(?=\s(?:in|of)\s)))\b"
    rf"|\s?(?:absolute(?:ly)?\s|points?\s|[A-Z][\w@-]*\s(?!over))?(?P<more>{_MORE})\b|\s?(?:points?\s|[A-Z][\w@-]*\s)?(?P<less>{_LESS})\b"
)
_OVERTAKEN = re.compile(
    r"\b(?:exceed|surpass|beat|above|top|break|cross)(?:s|es|ed|ing)?\s(?:the\s)?(?:about\s|~\s?)?$"
    r"|\b(?:previous|prior|published|existing|current|human|baseline|best)\s(?:[\w-]+\s){0,2}of\s$"
)
_BY_AMOUNT = re.compile(rf"(?<!followed )(?<!achieved )(?<!obtained )(?<!given )(?<!reached )\bby\s(?:(?:{_APPROXIMATELY})\s?){{0,3}}$")
_GAP_IS = re.compile(rf"\b(?:gap|difference|disparity)\b[^.;,]{{0,70}}\b(?:is|was|remains|reaches|of|to|at)\s{ABOUT}$")
_PREFERRED = re.compile(r"\b(?:prefer|favou?r|vote|choose|chosen)")
_ATTAINED_POINTS = re.compile(
    r"\b(?:obtain\w*|achiev\w+|reach\w*|attain\w*|scor\w+|get|gets|with|results? of)\s(?:an?\s)?(?:about\s|~\s?)?$"
)
_OVER = re.compile(r"\b(?:over|than|compared|relative|versus|above|below)\b")
_MANY_POINTS = 20  # more than a difference commonly is
_POINTS_OF = re.compile(r"[\d.]+\s(?:BLEU|F1|ROUGE|Elo|mAP|AP|accuracy)\s")


def figures(view: str, start: int, end: int, measures: Callable[[], list[Metric]], digit: int) -> list[Figure]:
    """The numbers of a stretch of text that may be scores, in order; counts, sizes, years and costs are left out.

    `measures` gives the metrics that the stretch names, `digit` is where its first digit stands.
    """
    found: list[Figure] = []
    cost_end = -1  # of the last figure that is a cost
    faster = False
    for match in _FIGURE.finditer(view, max(start, digit - len("+.")), end):
        before = view[max(start, match.start() - 110) : match.start()]
        unit = _unit(match["unit"]) or (Unit.FACTOR if before.endswith("factor of ") else None)
        spread = match["low"] and "." in match["low"] and "." in match["value"]  # "0.41-0.52"
        if unit is None and not spread and (match["low"] or _OF_ITS_TASKS.match(view, match.end(), end)):
            if not match["low"] and _SOLVED.search(before):
                found.append(Figure(float(match["value"].replace(",", "")), *match.span(), None, False, is_count=True))
            continue
        full = unit is None and _OUT_OF_FULL.match(view, match.end(), end)
        if full and float(match["value"].replace(",", "")) <= 100:
            found.append(Figure(float(match["value"]), *match.span(), None, False, is_count="." not in match["value"]))
            continue
        if _COST.match(view, match.end()) or (unit is None and _is_count(view, match)):
            faster = faster or bool(_SPEED.match(view, match.end()))
            cost_end = match.end()
            continue
        if unit is Unit.PERCENT and view.startswith(",", match.end()) and _AT_RATE.search(before):  # "at 75%, it loses …"
            continue
        if faster and all(figure.unit is Unit.FACTOR for figure in found) and _OUTDONE.search(before):  # other systems, in speed
            continue
        if (
            unit is Unit.PERCENT
            and _OF_THINGS.match(view, match.end())
            and not (_OUTCOME.search(before) or IN_SHARE.search(before) or DONE.match(view, match.end()))
        ):
            continue
        if _is_cost(before, match.start(), measures, cost_end >= 0) or (
            cost_end >= 0 and _COST_GOES_ON.search(view[cost_end : match.start()])
        ):
            cost_end = match.end()
            continue
        if (
            unit is None
            and not match["sign"]
            and (_YEAR.match(match["value"]) or _unlike_a_score(before[-30:], match["value"]) or _NO_SCORE.search(before))
        ):
            continue
        value = float(match["value"].replace(",", ""))
        if value > _LARGEST:
            continue
        signed, first = match["sign"] is not None, match.start()
        if match["low"]:
            found.append(Figure(float(match["low"]), first, match.end("low"), unit, signed, is_low=True))
            first = match.start("value")
        if view[first - 1 : first] == "$":
            first -= 1
        if unit is None and value == 1 and view.startswith("/", match.end()):  # a fraction
            continue
        whole = unit is None and "." not in match["value"] and _FRACTION.match(view, match.end(), end)
        if whole and value <= int(whole["all"]):  # of a benchmark's points or tasks
            found.append(Figure(value, first, match.end(), None, False, is_count=True))
            continue
        cost_end = -1
        padding = 4 if view.startswith("    ", match.end()) else 0  # where "times" reads "x"
        found.append(Figure(value, first, match.end() + padding, unit, signed))
        place = match.end()
        while slashed := _SLASHED.match(view, place, end):
            place = slashed.end()
            found.append(Figure(float(slashed["value"]), slashed.start() + 1, place, _unit(slashed["unit"]), False))
    return found


def _is_count(view: str, match: re.Match[str]) -> bool:
    """Does what follows a bare number say that things are counted or measured out?"""
    if _COUNTED.match(view, match.end()) or _MEASURED_OUT.match(view, match.end()):
        return True
    return "." not in match["value"] and bool(things := _THINGS.match(view, match.end())) and not METRIC.search(things[0])


def _is_cost(before: str, place: int, measures: Callable[[], list[Metric]], goes_on: bool) -> bool:
    """Do the words before a figure make it what something costs, or how long or large it is? A list of costs goes on with one."""
    if not _LEADS_TO_COST.search(before, max(0, len(before) - _LONGEST_LEAD)):
        return False
    cost = _OF_COST.search(before) or _SHORTENED.search(before)
    if cost is None or any(place - len(before) + cost.end("cost") <= metric.start < place for metric in measures()):
        return False
    by = cost.re is _OF_COST and cost["by"] and not _CHANGES.search(before, cost.end("cost"))
    return not by or goes_on or bool(_CHANGING.search(before, 0, cost.start()))


def _unlike_a_score(before: str, value: str) -> bool:
    """A bare number behind a capitalised word is part of a name; behind certain words it is no score."""
    if _CAPITALISED.search(before) and not _SCORED_BY.search(before):
        return "." not in value or len(value) < 4
    return "." not in value and bool(_BEFORE_COST.search(before)) and not _LED_TO.search(before)


def _unit(written: str | None) -> Unit | None:
    if written is None:
        return None
    if "point" in written or "pp" in written:
        return Unit.POINTS
    return Unit.PERCENT if "%" in written or "percent" in written else Unit.FACTOR


class Reading(NamedTuple):
    """How a figure is to be read."""

    kind: ResultKind
    drop: bool = False
    listed: bool = False  # the words before it, "gains of", hold for the figures that follow in a list


def reading_of(view: str, sentence: tuple[int, int], figure: Figure, group_end: int, earlier: Reading | None) -> Reading:
    """Is the figure a score or a difference, and is it a drop? What introduces a list is said of all its figures."""
    before = view[max(sentence[0], figure.start - 130) : figure.start]
    for end in (figure.end, group_end):
        if change := _CHANGE.match(view, end, sentence[1]):
            return Reading(ResultKind.DELTA, bool(change["down"] or change["less"]))
        if _SHARE.match(view, end, sentence[1]):
            return Reading(ResultKind.DELTA)
    if figure.unit is Unit.PERCENT and _KEPT.search(before):
        return Reading(ResultKind.DELTA)
    if figure.unit is not Unit.POINTS and not figure.signed and _OVERTAKEN.search(before):
        return Reading(ResultKind.ABSOLUTE)
    by = _BY.search(before)
    if by and (changes := [match.end() for match in _NEW_CHANGE.finditer(before)]):
        by = _BY.search(before[changes[-1] :])
    if by:
        return Reading(ResultKind.DELTA, bool(by["down"]), listed=True)
    if figure.unit in (Unit.PERCENT, Unit.POINTS) and (gained := _GAINED.search(before)) and (figure.value < _SMALL or not gained["aside"]):
        return Reading(ResultKind.DELTA, bool(gained["down"]), listed=not gained["down"])
    if figure.unit is Unit.PERCENT and (_SAID_ABSOLUTE.match(view, figure.end) or _WITHIN.search(before)):
        return Reading(ResultKind.DELTA)
    if figure.signed or figure.unit is Unit.FACTOR or _GAP_IS.search(before):
        return Reading(ResultKind.DELTA, view[figure.start] == "-")
    if earlier and earlier.listed and _NEXT.search(before):
        return earlier
    if _BY_AMOUNT.search(before) and not _PREFERRED.search(before):
        return Reading(ResultKind.DELTA, listed=True)
    if figure.unit is not Unit.POINTS:
        return Reading(ResultKind.ABSOLUTE)
    attained = _ATTAINED_POINTS.search(before) and (_POINTS_OF.match(view, figure.start) or figure.value >= _MANY_POINTS)
    compared = not _POINTS_OF.match(view, figure.start) and _OVER.search(view, figure.end, min(sentence[1], figure.end + 80))
    return Reading(ResultKind.ABSOLUTE if attained and not compared else ResultKind.DELTA)
