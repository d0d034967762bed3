"""The words by which authors say that something is out, or will be, as patterns."""

import re


def _one_of(*words: str) -> str:
    """A pattern for one of several alternatives, set apart by spaces; an underscore stands for a space within one."""
    return "(?:" + "|".join(word.replace("_", r"\s") for line in words for word in line.split()) + ")"


_ADVERB = _one_of(
    "also now all both fully freely publicly openly easily further furthermore finally hereby additionally then already currently soon",
    "here therefore jointly thus first completely directly today immediately gradually either permanently live just actively",
    "generally widely commercially universally officially newly again broadly publically readily equally recently",
)
_ADVERBS = rf"(?:{_ADVERB}\s+){{0,4}}"
_COPULA = (
    rf"(?:(?P<future>(?:will|shall|would|(?:(?:is|are)\s+)?to)\s+{_ADVERBS}be)|is|are|was|were|(?:has|have)\s+{_ADVERBS}been|"
    rf"(?:can|could|may)\s+{_ADVERBS}be|being|been)\s+{_ADVERBS}"
    rf"(?:(?:free|open|licensed|documented)\b[^.;:]{{0,40}}?\sand\s+{_ADVERBS})?(?:(?:made|kept|provided|(?:developed|released|shared)\s+as)\s+{_ADVERBS})?"
)
# "…, available at": without a copula, a word of availability must be tied to a place
_TIED_TO_PLACE = (
    r"(?=[amnpfor])(?<=[\w,)(] )(?<!not )(?:made\s+)?(?:(?:now|publicly|freely|openly)\s+){0,2}"
    r"(?=(?:available|accessible|released) ?(?:(?<= )(?:today|now|here|online) )?(?:\(|\\url|http|:|this https|"
    r"(?:at|on|from|via|through|under|here)\b|(?<=sed )(?:by|in)\b))"
)
_OUT = (
    r"available|avaliable|availble|accessible|released|open[- ]?sourced?|opensourced|open[- ]access|open[- ]weights?|"
    r"open\b(?=\s+(?:to|for|and|under)|\s*[.,;:])|opened(?=\s+(?:to|for|up)\b)|published\b(?=\s*[.,;]| (?:at|on|under|online|"
    r"openly|together|along))|"
    r"licen[sc]ed (?:to the public )?(?=under\b)|public\b(?!\s+\w+s\b)|free\b(?=\s+(?:to (?:use|download|access)\b|"
    r"for (?:research|academic|non-?commercial|all|everyone)\b))|"
    r"(?:(?<=openly )|(?<=publicly )|(?<=freely ))(?:shared|provided|distributed|hosted)|(?:distributed|"
    r"provided)(?=\s+under\b)|publici[sz]ed|"
    r"shared(?=\s+(?:with the (?:\w+ ){0,2}(?:community|public)|upon|publicly|openly|freely)\b)|downloadable|downloaded|shipped"
)
_PLACED = _one_of(
    r"found shared distributed provided hosted accessed (?<=be_)obtained listed located created maintained live uploaded deployed on at",
    "put online deposited viewed summarized in installed tried explored reached",
)
# a look at two letters spares most words the rest
STATE = re.compile(
    rf" (?=a[rcv]|be|ca|co|fr|ha|is|ma|no|op|pu|re|sh|to|w[aio])(?:{_COPULA}|{_TIED_TO_PLACE})(?:(?P<firm>{_OUT})|{_PLACED})\b"
)
"""A word of availability behind its copula, from the space before; `firm` where it makes a release without an address, too."""

DUE = re.compile(r" (?:is|are)\s+(?:\w+\s+)?(?:scheduled|slated|planned|set|due|intended)\s+for\s+(?:\w+\s+)?release\b")
"""A release that is to come, from the space before."""

_WITHIN = (
    r"(?:at|during)\s+(?:inference|test|training|run|deployment)|to (?:the|each|every|an?) (?:\w+ )?(?:model|encoder|decoder|learner|agent|"
    r"student|teacher|network|algorithm|attacker|adversary|server|clients?|planner|policy|optimizer)\b"
)
WITHIN = re.compile(rf"\s+(?:{_WITHIN})")
"""What follows a word of availability that speaks of a part of a system."""

UNSURE_STATE = re.compile(
    rf"\s+(?:{_WITHIN}|(?:in larger?|during|only)\b|"
    r"for (?:training|development|pre-?training|fine-?tuning|formatting|many|most|each)\b|"
    r"(?:tools?|sources?|options?|resources|information)\b)"
)
"""What follows a word of availability that speaks of no release."""

_OPENLY = (
    r"(?:open[- ]?(?:sourced?|weights?|access)|(?:openly|publicly|freely)[- ](?:available|accessible|licensed|released)|fully open|public|"
    r"open (?=(?:models?|weights|data(?:sets?)?|code|corpus|corpora|benchmarks?)\b))"
)
_BEFORE_OPEN = (
    r"(?:(?:(?!(?:that|which|of|to|with|for|from|and|on|in|by|using|the)\b)[\w-]+|"
    r"(?:series|suite|family|collection|set|pair|range) of),?\s+){0,4}?"
)
_OPEN_THING = rf"(?=\s+(?:the\s+)?{_BEFORE_OPEN}{_OPENLY}\s?)"
# what is built may rest on others' open things: only a thing with an article is the authors' own
_ONE_OPEN_THING = rf"(?=(?:\s+and\s+[\w-]+)?\s+(?:an?|the first|our)\s+{_BEFORE_OPEN}{_OPENLY}\s)"
_RELEASING = (
    r"(?:releas|disseminat|open[- ]?sourc)(?:es?|ed|ing)\b|"
    r"publish(?:es|ed|ing)?\b(?=\s+(?:all|our|the|it|an?|both|this|these|as|under|openly)\b|\s*[.,;])|"
    r"publicly (?:share|provide)|(?<=release )(?:includes|contains|comprises)|"
    r"shar(?:es?|ed|ing)\b(?!\s+(?:their|parameters|features|an? (?:common|similar|single|joint)|the same|many|similar)\b)|"
    r"publici[sz]e|rolling out|open(?: up|s|ed|ing)?(?= our\b)|open up|invite you to try|offering(?! an? )|"
    r"(?:provid|offer|introduc|present|announc|launch|distribut|mak)(?:es?|s|ed|ing)?"
    r"(?=\s[^.;]{0,120} (?:under|with) (?:an?|the) [\w .()-]{0,40}licen[sc]e)|"
    rf"(?:provid|offer|contribut|introduc|present)(?:es?|s|ed|ing)?{_OPEN_THING}|"
    r"(?:announc|launch|unveil|propos|creat|design|implement|construct|develop|build|built|assembl|curat|compil|describ|report)"
    rf"(?:es?|s|ed|ing)?{_ONE_OPEN_THING}"
)
_MAKING_OPEN = (
    r"(?P<making>mak(?:es?|ing)|made)\s+(?P<object>[^.;]{0,220}?)\b(?:(?:publicly|freely|openly|fully|easily|all|now)\s+){0,2}"
    r"(?:available|accessible|public|open[- ]sourced?|open)\b"
)
_GIVING = _one_of(
    "provid(?:es?|ed|ing) offers? include contribute list(?:ed)? host maintain put upload(?:ed)? distribute describe collect",
    "(?:creat|establish|launch|set_up)(?:ed?)?(?=_an?_) built(?=_an?_)",
    "[Ss]ee [Vv]isit [Ff]ind [Aa]ccess [Dd]ownload [Tt]ry [Gg]et [Vv]iew [Ee]xplore experience [Cc]heck_out refer_to",
)
_FIRM = rf"(?:(?P<firm>{_RELEASING})|{_MAKING_OPEN}"
VERB = re.compile(rf" (?=an|as|bu|c[oru]|d[ei]|i[mn]|la|ma|of|op|p[ru]|r[eo]|sh|un){_FIRM})")
"""A verb of release, from the space before; `firm` or `making` where it makes a release without an address, too."""

VERB_TO_PLACE = re.compile(
    rf" (?=a[cns]|bu|c[horu]|d[eio]|e[sx]|fi|ge|ho|i[mn]|la|li|ma|of|op|p[rut]|r[eo]|s[he]|tr|u[np]|vi|[ACDEFGSTV]){_FIRM}|{_GIVING}\b)"
)
"""The same, with the verbs that make a release only with an address."""

_SUBJECT = (
    r"(?:(?:[Ww]e|I|(?:[Tt]he a|A)uthors|[Tt]he (?:\w+ )?release|[Oo]ur team|[Tt]he team)\b|"
    r"(?:[Tt]his|[Oo]ur) (?:paper|work|report|study|release|article|project)\b)"
)
SUBJECT = re.compile(rf"\b{_SUBJECT}")
"""The authors, or their paper."""

RELEASE_OF = re.compile(r" (?:releases?|open[- ]?sourcing|(?:public |open )availability) of(?= )")
"""A release as a noun, from the space before."""

RELEASE_NAMED = re.compile(
    r"\b(?:The|This|the) (?P<name>[A-Z][\w.-]*(?: \d[\d.]*)?) release (?:is part of|marks|follows|continues|represents|builds on)\b"
)
"""A release as a noun behind the name of what is out."""

RELEASE_TOLD = re.compile(r" (?:(?P<announced>announc\w+|celebrat\w+|share) (?:[\w-]+ ){0,3}|our (?:[\w-]+ ){0,2})$")
"""What stands before a release that is the authors', from the space before; `announced` where that asks for a subject."""

_AUXILIARY = _one_of(
    "have has are am is will shall would be been also now further furthermore additionally fully publicly freely openly hereby finally",
    "then therefore thus here both soon subsequently actively first jointly",
    "just proudly gladly officially recently newly simultaneously today",
    "only made had",
)
_AUXILIARIES = rf"(?:['’](?:ve|re|ll|m)|\s+{_AUXILIARY})*"
_INTENT = (
    r"(?P<intent>\s+(?:are |is )?"
    + _one_of("plan planning intend promise promising expect hope look_forward going commit committed want aim continue")
    + r"\s+(?:to|on))"
)
_GLADNESS = r"(?:(?:\s+(?:are|is))? (?:\w+ )?" + _one_of("excited proud pleased happy thrilled glad delighted honou?red") + r"\s+to)"
LED = re.compile(rf" {_SUBJECT}{_AUXILIARIES}(?:{_INTENT}|{_GLADNESS})?{_AUXILIARIES}\s+$")
"""What stands before a verb whose subject are the authors, from the space before."""

INVITED = re.compile(
    r"(?:^\s+(?:Please )?|(?:\b[Yy]ou|\b[Uu]sers|\b[Rr]eaders|\b[Pp]ractitioners|\b[Rr]esearchers|\b[Dd]evelopers|\b[Oo]ne|\b[Ee]veryone)"
    r" (?:can|may|could|might)(?: also| now| easily| freely)*\s+|[Pp]lease )$"
)
"""What stands before a verb by which readers are told to fetch something."""

_MAKER = (
    r"(?:(?!(?:The|With|All|Code|Data|Datasets?|Models?|Weights|Checkpoints|This|These|It|They|In|On|By|Also)\s)"
    r"[A-Z][\w.&'’-]*(?:\s(?:(?:of|and|for|the)\s)?[A-Z][\w.&'’-]*){0,4}|"
    r"[Ii]t|[Tt]he (?:\w+ )?(?:company|firm|startup|start-up|lab|team|organi[sz]ation|institute))"
)
THEY_LED = re.compile(rf" {_MAKER}(?:\s{_AUXILIARY})*(?P<intent>\s(?:plans?|intends?|promis(?:es|ed)) to)?\s+$")
"""What stands before a verb whose subject is an organisation or someone else with a name, from the space before."""

JOINED = re.compile(
    r"(?:,|;| and| but| then)(?P<adverbs>(?:\s+(?:also|further|publicly|openly|fully|freely|then|finally|we|will|soon))*\s+)$"
)
"""What stands before a verb that is joined to an earlier one."""

GERUND = re.compile(
    r"(?:^|\b(?:[Bb]y|and|while|are|is|through|or|that|effort(?:s)? (?:in|into|on|to|towards?))\s+|,\s+)(?:(?:also|publicly|"
    r"fully|openly|freely)\s+)*$"
)
"""What stands before a gerund of release."""

DETERMINED = re.compile(r"\s*(?:our|the|all|an?|both|this|these|its|everything|other|new|it|parts?)\b")
"""A determiner, which begins an object: "open-source" before anything else is an adjective."""

OBJECT = re.compile(rf"{DETERMINED.pattern}|\s*(?:[A-Z\d]|code|source|data|model)")
"""How the object of a joined verb begins."""

LATER = re.compile(
    r" (?:(?:upon|after|once|following|pending)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:accept|publi|review|complet|approv|notif|decision)|"
    r"(?:soon|shortly)\b|in the (?:near )?(?:future|coming))"
)
"""Words that put a release off."""

NOT_OWN = re.compile(
    r"\b"
    + _one_of(
        "when if where although though because since once unless until whether how no not few(?!-) fewer most many existing other such",
        "neither nor limited only several previous prior while despite some any recent as",
    )
    + r"\b|^\s*their\b",
    re.IGNORECASE,
)
"""Words in a subject that make it no release of the authors."""

FINITE = re.compile(
    r"\b"
    + _one_of(
        r"we is are was were has have had can could may will show(?:s|ed|ing)? achiev(?:es|ed|ing) outperform\w* improv(?:es|ed|ing)",
        r"demonstrat\w+ suggest\w* indicat\w* reveal\w* enabl\w+ allow\w* perform\w*",
    )
    + r"\b"
)
"""Verbs that show a clause of its own before a subject."""

MADE = re.compile(
    r"\b(?:introduc|launch|unveil|announc|present|propos|releas|develop|creat|construct|built|build|collect|curat|contribut|open-sourc|compil|design|train|"
    r"includ|implement)\w*"
)
"""Verbs by which authors make what a relative clause then says is available."""

CITED = re.compile(
    r"\b"
    + _one_of(
        r"uses? using (?:we|were|was)_used based_on buil(?:t|ds?|ding)_(?:on|upon) adopt\w* leverag\w+ according_to organi[sz]ed",
        r"participat\w+ submi\w+ crawled challenge competition shared_task report",
        r"compar\w+ existing baselines? publicly_available_(?=[A-Z]) from provided_by",
        r"taken like e\.g\. [Tt]heir",
    )
    + r"\b(?! other)"
)
"""Words before an address that the authors cite or use."""
