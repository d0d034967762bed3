"""The phrases that make a name a benchmark's, or something else's: what leads to it, what follows it, what stands around it."""

import functools
import re

from extractors.rules.own_benchmarks import holds

NOT_MODIFIERS = frozenset(
    "for of on in with and or to across from is are as by that which using under over at but than via we has have was were achieved showed "
    "shown obtained reached yielded outperformed surpassed demonstrated enabled improved can could may might will would does do also not "
    "this these those its their our".split()
)
"""Words that stand in no noun phrase that goes on from a name."""
MODIFIERS = (
    rf"(?:(?!(?:{'|'.join(sorted(NOT_MODIFIERS))}|"
    r"(?!news|sports|reviews|sales|series|questions|always|clinics)[a-z]+(?<![usi])(?<!ic)s\s)\b)[a-z][a-z-]*\s)"
)
NOUN = re.compile(
    rf"(?:'s|\))?\s(?:\([^()]{{1,40}}\)\s)?{MODIFIERS}{{0,3}}?(?:benchmarks?|leaderboards?|(?:test ?)?suites?|test ?beds?|shared task|"
    rf"evaluation (?:suite|set|harness)s?|"
    r"Benchmarks?|Challenge|Leaderboard|Shared Task)\b"
)
CHALLENGE = re.compile(r"(?:\s[a-z-]+)?\s(?:challenges?|competitions?|exams?|examinations?)\b")
DATASET = re.compile(
    rf"(?:'s|\))?\s(?:\([^()]{{1,40}}\)\s)?(?:{MODIFIERS}|[A-Z]{{2,5}}\s){{0,2}}?(?:data ?sets?|environments?|test[ -]?sets?|"
    r"test data|(?:dev|test|validation|"
    rf"evaluation)(?:elopment)? (?:set|split)s?|corpus|corpora|tasks?|Dataset|Corpus)\b"
)
METRIC_NOUN = re.compile(r"\s(?:top-\d )?(?:accuracy|scores?|performance|results?|perplexity|F1|error rates?)\b")
OWN_METRIC = re.compile(
    r"\s(?:top-\d |test |validation |zero-shot )?(?:accuracy|scores?|F1|mAP|pass@\d+|perplexity|error rate)\s(?:from|of|by|to)\s~?\d"
)
METRIC_LETTERS = frozenset("tvzasFmpe")
IN = re.compile(
    r"\b(?:performance|accuracy|results?|scores?|SOTA|state-of-the-art|rank(?:s|ing|ed)? \w+|(?:outperform|"
    r"surpass)\w* [A-Z][\w.+-]+|\b[a-z]+(?:tion|ing|sis|val|ment) (?:performance|accuracy|results?))\sin\s(?:the\s)?$"
)
HEADED_LIST = re.compile(
    r"(?:\b[Bb]enchmarks?|[dD]ata ?sets?|[Ll]eaderboards?|[Cc]hallenges?|[Tt]est(?: ?(?:suites?|sets?|beds?)|s)|[Cc]orpora|[Ee]valuations?|"
    r"[Ee]xams?|[Tt]asks|[Ss]uites?)"
    r"(?:\s(?:[a-z]+\s){0,3}?(?:such as|like|including|includes?)|\s(?:called|named|dubbed|termed|namely|denoted(?: as)?|comprising|"
    r"e\.g\.,?|i\.e\.,?)"
    r"|,\s(?:such as|like|including|called|named|dubbed|termed|namely|denoted(?: as)?|e\.g\.,?|i\.e\.,?|specifically)|:|\s--?|"
    r"(?<=[a-z]),|\s?\((?:e\.g\.,?|i\.e\.,?|such as|including)?)?"
    r"\s?(?:the\s)?(?:\(?(?:\d|[ivx]{1,3})\)\s)?[\"'*]{0,3}$"
)
NAMED_LIST = re.compile(
    r"(?:[Bb]enchmarks?|[dD]ata ?sets?|[Ll]eaderboards?|[Tt]est ?(?:suites?|sets?|beds?))(?:,? (?:such as|including|namely|called|"
    r"like)|:| \(e\.g\.,?)\s(?:the\s)?$"
)
ON = re.compile(
    r"\b(?:[Oo]n|[Aa]cross)\s(?!par\b|average\b|top\b|behalf\b|(?!challenging|existing|remaining|reasoning|modell?ing|coding|"
    r"programming|planning|grounding|captioning|forecasting|long-standing|leading|demanding|underlying|real|"
    r"pre-?existing)[\w-]+ing\s(?!answering))"
    r"(?:(?!outperform|surpass|beat|exceed|compar|over\b|than\b|with\b|using\b|via\b|by\b|against\b|from\b|for\b|in\b|while\b|"
    r"where\b|when\b)"
    r"[a-z][a-z0-9-]*,?\s){0,5}[\"'*(]{0,3}$"
)
MEASURED = re.compile(
    r"[eE]valuat|[aA]ssess|\b[tT]est(?:ed|ing|s)?\b|[pP]erform|[aA]ccurac|[rR]esults?\b|[sS]cor(?:e[sd]?|ing)\b|"
    r"[sS]tate[- ]of[- ]the[- ]art|SOTA|SoTA|"
    r"[oO]utperform|[sS]urpass|[aA]chiev|"
    r"[iI]mprov|[gG]ains?\b|[eE]xperiment|%|percent|points?\b|[pP]erplexit|[vV]alidat|[bB]enchmark|effective|success|superior|"
    r"competitive|compar|exce[el]|"
    r"ablation|"
    r"\bF1\b|BLEU|WER|mAP|beat|rank|lead|robust|\d\.\d|success rate|attain|reach|report|record\b|struggl|"
    r"win rate|[cC]onsistent",
)
TRAINED = re.compile(
    r"(?:train|tun)(?:ed|ing)\b[^,;]{1,60}?\s(?:using|with)\s(?:our\s|the\s)?(?:[a-z\d][\w.-]*\s){0,3}$|"
    r"(?:train|tun|distil|optimi[sz])(?:ed|ing|e)?\s(?:(?!resources|cost|compute|time|budget|data|loss|sets?\b|strateg|method|speed|"
    r"approach|procedure)[a-z0-9-]+\s){0,3}?(?:on|with|from|using)\s(?:both\s|the\s|a\s)*"
    r"(?:(?:[a-z][a-z0-9-]*\s){0,4}|(?:[a-z-]+\s){0,3}(?:classes|categories|images|examples|samples|instances|"
    r"captions|subsets?|portion|"
    r"part)\s(?:of|from|in)\s(?:the\s)?(?:[a-z-]+\s)?|(?:[a-z][a-z0-9-]*\s){0,9}(?:data ?sets?|corpora|sources|data|mixture|collections?)"
    r"(?:,? (?:such as|like|including|namely)|:|,|\s?\((?:e\.g\.,?|i\.e\.,?|such as|including)?)\s?)$"
    r"|\b(?:(?:pre-?)?training|preference|instruction|tuning)[- ](?:[a-z]+[- ]){0,2}(?:sources?|data|(?:data )?sets?|datasets?|"
    r"corp\w+)(?:,?\s(?:such as|like|including|from|of|e\.g\.,?)|\s?\((?:e\.g\.,?|i\.e\.,?|such as|including)?|:)?\s?(?:the\s)?$"
)
DESCRIBED = frozenset("Benchmark Benchmarks Challenge Arena Leaderboard Suite Bench Dataset Test Task".split())
INNER_CAPITAL = re.compile(r"[A-Za-z]-?[A-Z]{2}|[a-z][A-Z]|[A-Z]{2}|\d")
NAMED_SO = re.compile(r"\s(?:benchmark|data ?set|leaderboard|test set|challenge)s?\b")
OTHER_NOUN = re.compile(
    r"\)?(?:\s\d+(?:\.\d+)?B\b|[- ](?:style|like|inspired|based)\b|\s(?:method|model|framework|approach|algorithm|system|loss|"
    r"architecture|toolkit|"
    r"platform|library|project|optimizer|encoder|decoder|transformer|language models?|metric|pipeline|module|tool)s?\b"
    r"(?! (?:benchmark|data ?set|leaderboard|task|challenge|suite|environment))|\s(?:Search|Agent|Model|Network|System|Framework|"
    r"Engine|Team|"
    r"Institute|University)\b|[- ]?[Pp]re-?train(?:ed|ing)\b|\s(?:initiali[sz]ation|weights|articles|abstracts)\b)"
)
FIELD_NOUN = re.compile(
    r"\s(?:(?:downstream |sub)?tasks|research|applications?|community|domains?)\b(?! (?:on|at) )"
)  # "many BioNLP tasks"
CITED = re.compile(r"(?: (?:and|&) [A-Z]\w+)?(?: et al|,? (?:19|20)\d\d[a-z]?[);,])")
NOUN_OF_UNKNOWN = re.compile(
    r"\)?\s(?:(?!(?:the|an?|our|its|this|as|and|or|on|in|with|for|of|to|by|when|where|while|that|which)\b)[a-z]+\s)?(?:processor|"
    r"chip|device|GPU|CPU|NPU|robot|sensor|camera|language|objective|tokenizer|backbone|checkpoint|agent|"
    r"policy|policies|technique|strategy|strategies|paradigm|protocol|solver|kernel|license|search engine|API|data pipeline|workflow|"
    r"server|service|assistant|simulator|engine|interface|app)s?\b(?! (?:benchmark|data ?set|leaderboard|task|challenge|suite))"
)
NOT_MEASURED = re.compile(
    r"(?:speed-?up|speeds up|throughput|latency|inference|runn?|deploy|implement|hosted|available|tokens?/s|per second|platform|bas|"
    r"built|focus|rel[yi]|depend|work|insight|perspective|research|impact|influence|stud(?:y|ies)|survey)\w*\s$"
)
TASK_NOUN = (
    r"\s(?:(?:image |object |instance |semantic )?(?:classification|detection|segmentation|captioning|recognition|retrieval|generation|"
    r"grounding|tracking|reasoning|translation|games?|tasks?|environments?|suites?|simulat(?:ion|or)s?|benchmarks?|data ?sets?|tests?|test "
    r"sets?|test-dev|val)|leaderboards?)"
)
FIGURE = r"\s?(?:[+-]?\d[\d,]*(?:\.\d+)?\s?(?:%|percent\b|points?\b|x\b|acc\b\.?|F1\b|BLEU\b|mAP\b|WER\b|EM\b)?)"
LIST_GAP = re.compile(
    rf"[}}*\"']{{0,2}}\)?(?:{TASK_NOUN})?(?: by{FIGURE}(?=,? |\s?\())?"
    rf"(?:\s?\([^()]{{1,40}}\)|\s?\[\d+\]|[:=]?{FIGURE}(?:\s?(?:->|>|to){FIGURE})?)?"
    r"(?:,|;|/|,? (?:and|or|&|as well as|plus|along with|together with)(?: both)?(?: on(?= ))?)\s?(?:\(?(?:\d|[ivx]{1,3})\)\s)?"
    rf"(?:{FIGURE}(?:\s[a-z0-9@-]+){{0,3}} (?:on|in|for) )?(?:the |our |a )?"
    r"(?:(?:newly|recently|more|most|very|challenging|popular|new|proposed|released|introduced|harder|recent|widely|used|public|own|"
    r"standard|"
    r"classic|large-scale|real-world|multilingual|out-of-distribution|held-out|long-context|larger|smaller|simulated|unseen|"
    r"in-house) ){0,3}"
    r"(?:\\\w{2,8}\{|[*\"']{1,2})?"
)
BASELINE = re.compile(
    r"\b(?:outperform\w*|surpass\w*|beat(?:s|ing)?|exceed\w*|than|versus|vs\.?|baselines?|(?:models|methods|systems|approaches|[A-Z]*LMs|"
    r"techniques|algorithms|frameworks|architectures|optimizers|agents|metrics|simulators|web ?sites|sites|platforms|tools|services|"
    r"compan(?:y|ies)|"
    r"providers|languages|libraries|repositories|conferences|venues)(?:,? (?:such as|like|including|e\.g\.,?|"
    r"i\.e\.,?|"
    r"namely)|,|:)|compar(?:ed|able|ison) (?:to|with)|similar to|based on|built (?:on|upon|with)|instead of|powered by|combin\w+|adapt\w+|"
    r"method|model|framework|approach|algorithm|system)\s(?:the |both |even |a |an |its |of |[a-z-]+ (?=[A-Z])){0,2}\(?$"
)
DOER = re.compile(
    r"(?:\s\([^()]{1,60}\))?(?:,? (?:also|further|consistently|significantly|substantially|still|even|alone|only|then|thus|now|"
    r"successfully|"
    r"effectively|generally))?\s(?:attains|achieves|outperforms|surpasses|exceeds|obtains|delivers|improves|reduces|generates|learns|"
    r"enables|employs|"
    r"leverages|uses|utilizes|adopts|integrates|combines|matches|beats|scores|yields|produces|extends|maintains|performs|boosts|excels|"
    r"demonstrates|exhibits|gains|trains|runs|decodes|predicts|retains|saves|accelerates|sets (?:a|new)|first|works by|operates|"
    r"shows (?:strong|superior|better|state)|can (?:achieve|generate|improve|reduce|be trained)|is (?:trained|able|faster|competitive))\b"
)
MARKUP = re.compile(r"\\(?:text|math)?[a-z]{2,5}\{|\*\*")
CLOSING = re.compile(r"[}*\"]+(?=[\s,.;:)])")
APPOSED = re.compile(
    rf"\)?(?:,|:| -+| is)\s(?:an?|the|our)\s(?:(?:[A-Z][\w-]*|\d[\d,]*)\s)?{MODIFIERS}{{0,6}}?(?:benchmark|test ?suite|test ?bed|"
    r"leaderboard|"
    r"evaluation (?:suite|set|harness)|test set)s?\b"
)
ACROSS = re.compile(r"\s(?:across|over|under)\s(?:[\w-]+\s){0,4}?(?:benchmarks|data ?sets|tasks)\b")
LOOSE_NOUN = re.compile(r"\)?\s(?:[a-z-]+\s){0,2}(?<!test )(?:suites?|environments?)\b")  # "the Office suite", "a Linux environment"
NAMED_TYPE = re.compile(r"\s(?:benchmarks|data ?sets|tasks|corpora|leaderboards)\b")
INDEFINITE = re.compile(r"(?:\b(?:[Aa]n?|[Nn]ew|[Nn]ovel|[Tt]owards?|[Ff]irst|[Cc]omprehensive|[Ll]arge-[Ss]cale)\s|[:-]\s+)$")
COMMA_HEAD = re.compile(
    r"(?:\b(?:[Aa]n?|[Oo]ur|[Nn]ew|[Nn]ovel|two|three|four|five|six|seven|eight|ten|several|\d+)\s(?:[\w-]+,?\s){0,6}?)$"
)
SCORED = re.compile(r"\d\s?(?:%|percent)?(?:\s[a-zA-Z@\d-]+){0,4}\son\s(?:the\s)?$")
ENDS = re.compile(
    r"\s?(?:[,.;:)]|\(|and\b|or\b|with\b|while\b|but\b|by\b|at\b|for\b|using\b|in\b|(?:benchmark|data ?set|leaderboard|test set)s?\b|$)"
)
DETERMINED = re.compile(r"\b(?:the|on|our|called|named)\s(?:[a-z-]+\s){0,2}$")
ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:ic|an|ish|ese)")
LONG_THEN_SHORT = re.compile(r"\s(?:[a-z]+\s){0,3}\(\s?\"?$")
MAKING = re.compile(
    r"(?<!ewly )(?<!cently )\b(?:introduc|present|propos|creat|construct|develop|buil[dt]|curat|releas|design|contribut|collect|"
    r"provid|establish|publish|"
    r"open-sourc|mak|call|dubb?|nam|term|compil|contribut|assembl|extend)(?:e?[ds]?|ing)\b"
)
BACKGROUND = re.compile(
    r"\b(?:[Ee]xisting|[Pp]revious|[Pp]rior|[Ww]idely|commonly|popular|instead of|rather than|unlike|such as|numerous|researchers|"
    r"recent(?:ly)?|"
    r"[Cc]onventional|[Cc]urrent|[Tt]raditional|often|typically|have (?:been|shown|displayed|achieved|become)|has (?:been|become)|"
    r"(?:[Mm]odels|LLMs|VLMs|[Ss]ystems|[Aa]gents|[Mm]ethods|[Aa]pproaches) have|serves?|"
    r"more challenging than)\b"
)
DERIVED = re.compile(
    r"\b(?:(?:(?:based|built|building|builds|extends?|extending|derived|constructed|adapted|inspired|modell?ed|sourced|sampled|translated|"
    r"expand(?:s|ing|ed)|curated|drawn|extracted)(?: (?:on|by|from|after|upon))?|(?:in the )?(?:spirit|style|vein) of|"
    r"counterpart (?:of|to)|"
    r"versions? of|variants? of|extensions? (?:of|to)|translations? of|subsets? of|similar to|analogous to|akin to|successors? (?:of|"
    r"to)|[Ff]ollowing|à la) )"
    r"(?:[A-Z][\w.+-]*(?:,| and|, and) ){0,3}(?:the |existing |popular |original |both |well-known |established |widely used |"
    r"[a-z-]+ ){0,3}$"
)
SET_ASIDE = re.compile(r"\b(?:[Ii]nstead of|[Rr]ather than|[Uu]nlike|more \w+ than|[Bb]eyond|[Ii]n contrast to)\s[^,;]*$")
IN_USE = re.compile(
    r"\b(?:serves? as a|(?:commonly|widely|frequently) used (?:data ?set|benchmark)s? (?:for|in)|[Nn]umerous (?:researchers|works|"
    r"studies))\b"
)
STATE = re.compile(
    r"(?:\s\([^()]{1,40}\))?\s(?:is|are|remains?|ha(?:s|ve) (?:been|become))\s(?:widely|commonly|increasingly|largely|often|limited|"
    r"saturated|insufficient|"
    r"primarily|mainly|mostly|restricted|popular|standard)\b|"
    r"(?:\s\([^()]{1,40}\))?\s(?:offers?|provides?|covers?|contains?|focus(?:es)?|supports|lacks?|measures|evaluates|only|"
    r"rel(?:y|ies)|do(?:es)? not|cannot|fails?|targets?|emphasizes?)\b"
)
OWN_WORK = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Oo]urs|us|[Ee]xperiment\w*|[Rr]esults?|[Ee]valuations?|outperform\w*|surpass\w*|(?<!have )(?<!has )(?:achiev|"
    r"improv)\w+|excels?|leads?|ahead|"
    r"competitive|superior|this (?:paper|work)|as \w+ as)\b|%|\d\.\d|^On\s"
)

SUBJECT = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study|article|report))\b")
ELSEWHERE = re.compile(r"evaluat|experiment|\b(?:on|against|over|outperform\w*)\b")
HEADED = re.compile(
    r"(?:[Bb]enchmark|[Dd]ata ?set|[Tt]est ?(?:bed|suite|set)|[Ss]uite|[Cc]hallenge|[Ll]eaderboard)s?(?:,? (?:called|named|dubbed|"
    r"including|namely)|,|:|\s--?|\s?\()?\s?(?:the )?$"
)
PLURAL = re.compile(r"s(?:,? (?:such as|including|namely|called|named|dubbed))?[ :(,-]{0,4}(?:the )?$")
NEW_DATASET = re.compile(
    r"\)?(?:,|:| -+)?\s(?:an?|the|our) (?:[\w-]+,?\s){0,6}?(?:benchmark|test suite|test ?bed|data ?set|leaderboard|evaluation (?:suite|"
    r"set))\b"
)
OUR_NEW = re.compile(r"\)?,\sour\s(?:[a-z-]+\s){0,4}?(?:benchmark|test ?suite|test ?bed|data ?set|leaderboard|evaluation (?:suite|set))\b")
THAT_WE_MAKE = re.compile(
    r",\s(?:an?|the)\s(?:[^,;.]|,(?=\d)){1,80}\b(?:(?:that|which)\s)?we\s(?:introduc|build|creat|construct|collect|propos|present|"
    r"releas|develop|curat|"
    r"design)"
)
WHICH_WE_MAKE = re.compile(
    r"\)?(?:\s(?:benchmark|data ?set|test set|suite|leaderboard)s?)?,\s(?:which|that)\swe\s(?:also\s|further\s|newly\s)?(?:introduc|build|"
    r"creat|construct|collect|propos|present|releas|develop|curat|"
    r"design|publish|contribut|make|open-sourc)"
)
OUR_OWN = re.compile(
    r"\bour\s(?:newly\s|own\s)?(?:new|novel|own|proposed|introduced|curated|constructed|created|collected|released|developed|built|"
    r"designed|"
    r"purpose-built|custom)\s(?:(?:[a-z-]+\s){0,5}(?:benchmark|data ?set|test ?(?:suite|set|bed)|suite|leaderboard|challenge)"
    r"(?:,? (?:called|named|dubbed|namely))?[,:]?\s)?(?:the )?$"
)
PARTS_OF = re.compile(
    r"\b(?:(?:is|are) (?:composed|made up) of|compris(?:es?|ing)|consist(?:s|ing)? of|includes?|contains?|features?|spans?|covers?)\s"
    r"(?:(?!existing|public|popular|established|standard|prior|known)[a-z-]+\s){0,5}?(?:(?:sub)?tasks|(?:sub)?sets|tracks|splits|parts|"
    r"components|suites|settings|data ?sets|test sets|levels|domains|categories)(?:,|:| \(| -+)?(?: (?:namely|called|named))?\s?(?:the )?$"
)
NEAR_TEST = re.compile(r"evaluat\w* (?:\w+ ){0,4}on|experiment|test(?:ed|ing)? ")
WINDOW = 90
LONG_WINDOW = 260


# what a text must hold for the patterns of the same place to be worth a search
HEADS = ("est", "ench", "ata", "ask", "valuation", "eader", "hallenge", "orp", "xam", "uite", "ompet", " set", " split")
ASIDE = ("nstead of", "ather than", "nlike", "more ", "eyond", "n contrast to")
SOURCES = (
    "ased on", "uil", " from ", "xten", "spirit of", "style of", "vein of", "terpart", "ersion", "ariant", "ranslat", "ubset", "imilar to",
    "nalogous", "kin to", "uccessor", "xpand", "dapted", "nspired", "odelled", "odeled", "ollowing ", "à la",
)  # fmt: skip
USED = ("serve", "used", "umerous")
USUAL = (
    "xisting", "revious", "rior", "idely", "commonly", "popular", "nstead of", "ather than", "nlike", "such as", "umerous", "researchers",
    "recent", "onventional", "urrent", "raditional", "often", "typically", "have ", "has be", "serve", "more challenging than",
)  # fmt: skip
LIST_HEADS = ("enchmark", "ata", "eaderboard", "hallenge", "est", "orpora", "valuation", "xam", "asks", "uite")
ONTO = (" on ", "On ", "(on ", "cross ")
TRAINERS = ("train", "tun", "distil", "optimi", "reference", "nstruction")
APPOSITIONS = (",", ":", ")", " is ", " -")
LEADS = (
    ":", "-", ",", "(", ")", " as", " like", "nclude", "ncludes", "ncluding", " called", " named", " dubbed", " termed", " namely",
    " denoted", " comprising", "e.g.", "i.e.", "pecifically", " the", "enchmark", "enchmarks", "set", "sets", "eaderboard", "eaderboards",
    "hallenge", "hallenges", "est", "ests", "uite", "uites", "bed", "beds", "orpora", "valuation", "valuations", "xam", "xams", "asks",
)  # fmt: skip
"""What a text ends in, marks aside, where a list with a head begins behind it."""
MARKS = " \"'*"
LIST_LEADS = (":", " as", "ncluding", " namely", " called", " like", "g.", "g.,", " the")
CLOSERS = frozenset('}*"')
ENDING_SIGNS = frozenset((",", ".", ";", ":", ""))
"""Signs at the end of a name behind which no noun for it follows."""
PLAIN_GAPS = frozenset((", ", " and ", ", and ", " or ", ", or ", "/", " / ", " & "))
"""What stands between most coordinated names."""
JOINTS = (",", ";", "/", " and ", " or ", "&", " as well ", " plus ", "with ")
WHOLES = (" of", "mpris", "onsist", "nclude", "ontain", "eature", "span", "cover")
MADE_HEADS = ("enchmark", "ata", "est", "uite", "hallenge", "eaderboard")
NOUNS = ("ench", "eader", "uite", "est", "hared", "valuation", "Challenge")
CHALLENGES = ("hallenge", "ompetition", "xam")
DATASETS = ("ata", "nvironment", "est", "valu", "dev", "orp", "ask", " set", " split")
DETERMINERS = frozenset(("the", "on", "our", "called", "named"))
OPENING = re.compile(
    r"(?P<own>(?:Our|The (?:new |resulting |proposed )?|This (?:new )?|It)\s?(?:benchmark|data ?set|suite|test ?bed|leaderboard)?\b)|"
    r"(?P<name>[A-Z][\w.+-]*)"
)
TASK_IN = re.compile(r"\b(?:classification|detection|segmentation|recognition|translation|captioning|retrieval|parsing)\sin\s(?:the\s)?$")


@functools.lru_cache(maxsize=1 << 16)
def joins(gap: str) -> bool:
    """Does what stands between two names coordinate them?"""
    return holds(gap, JOINTS) and bool(LIST_GAP.fullmatch(gap))


@functools.lru_cache(maxsize=1 << 16)
def leads(word: str) -> bool:
    """May a word before a name lead to it from a noun?"""
    return f" {word}".endswith(LEADS)


def goes_on(behind: str) -> bool:
    """May what follows a name go on to a noun that says what it names? Most names end at a sign or before a word like `and`."""
    return behind[:1] not in ENDING_SIGNS and behind[1:16].partition(" ")[0] not in NOT_MODIFIERS


def plain(text: str) -> str:
    """The text without marks of bold and italic type."""
    return MARKUP.sub("", text) if "\\" in text or "**" in text else text
