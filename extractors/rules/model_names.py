"""Names of models: runs of words that look like names, without the words around them that are no part of the name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon import is_dataset, is_model_family
from extractors.rules.names import NOT_NAMES, is_adjective, looks_like_name

_UPPER = "A-ZÀ-ÖØ-ÞΑ-Ω"
_VERSION = r"v?\d+(?:\.\d+)*[a-z]?(?![\w%])(?!-| ?(?:[bmtr]+illion|x)\b)"
_SUFFIX = r"(?:tiny|mini|nano|small|base|medium|large|xl|xxl)"
_LOWER_WORD = rf"[a-z][a-z\d]*+(?:[A-Z]|-(?:[a-z\d]+-){{0,3}}{_SUFFIX}\b|-(?:[a-z]+-){{0,3}}v?\d)(?:[\w.-]*\w)?"
WORD = rf"(?:[{_UPPER}](?:(?:[\w.+-]|/(?=\d))*[\w+])?|{_LOWER_WORD})"
"""A pattern for a word that a name may begin with: one with a capital, or with a number behind a hyphen."""

MACRO = (
    r"(?<=\\)(?!(?:sim|simeq|times|approx|leq?|geq?|ll|gg|infty|alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|"
    r"pi|rho|sigma|tau|phi|psi|omega|"
    r"cdot|cdots|ldots|dots|rightarrow|leftarrow|to|pm|text|textless|textgreater|em|it|bf|tt|sc|rm|emph|item|par|url|footnote|log|exp|"
    r"min|max|ell|"
    r"circ|star|dagger|ddagger|ast|prime|uparrow|downarrow|checkmark|begin|end|quad|model|models|method|benchmark|dataset|data|name|ours|"
    r"our|etal|eg|ie|etc|xspace|sys|system|approach|framework|task|noindent|bench)\b|num|"
    r"[a-z]*(?:models?|params?|parameters?|tokens?|data|size|method)\b)[a-z]{3,}\b(?![{\\])"
)
"""A pattern for a name that stands as the TeX command that wrote it, whose backslash is left: `\\heron`."""

PHRASE = rf"(?:(?<![\w@./-]){WORD}|{MACRO})(?: (?:{WORD}|{_VERSION}|\d+(?:\.\d+)?[BMT]\b(?:-[\w.-]*\w)?)){{0,5}}"
"""A pattern for a name of one or more words: `Foo`, `Foo Large 2`, `Foo 3.2 Vision`, `foo-120b`."""

_PHRASE = re.compile(PHRASE)
_NO_MODEL = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Inc|Ltd|Team|Lab|Labs|University|"
    r"Vision-Language\w*|Vision-and-Language|Vision|Mixture(?:-of-Experts?)?|Experts?|Multi-?[Mm]odal|Speech|Text|Code|Foundation|"
    r"Decoder-only|Encoder-only|Encoder|Decoder|Open|Small|Smaller|Tiny|Large|Larger|Base|Mini|Nano|Micro|Medium|Huge|Giant|Super|"
    r"Ultra|Pro|Lite|Atto|Femto|Pico|XL|XXL|Parameters?|Params?|Network|Networks|Neural|Diffusion|Instruct|Chat|Dense|Sparse|Reasoning|"
    r"Reward|Self-[Aa]ttention|Attention|Deep|Learning|World|Action|Language-Action|Vision-Language-Action|Preview|Version|Size|Sizes|"
    r"Graph|Convolutional|Autoregressive|Visual|Image|Video|Audio|Agents?|System|Series|Family|Suite|Collection|Report|Technical|"
    r"MoEs?|DiTs?|SSMs?|MLPs?|VLAs?|SLMs?|LALMs?|FFNs?|GNNs?|DNNs?|CNNs?|RNNs?|AR|URL|PhD|US|UK|EU|USA|AGI|AIs?|FP\d+|BF\d+|INT\d|"
    r"Q\d|NVFP\d|[AHVBLT]\d{1,3}0{1,2}s?|RTX|GPUs?|TPUs?|TPU-?v\d|Xeon|Ascend|iPhone|Jetson|Table|Figure|Section|Step|Stage|Phase|Part|"
    r"Level|Lvl|Task|State|Our|A|I|II|III|IV|SOTA|However|Even|Here|Now|Today|There|Also|Then|Thus|Trained|Despite|Based|Built|Each|All|"
    r"Most|Many|Several|Some|Other|Others|Such|Like|One|Two|Three|Four|Given|Unlike|Among|Across|Specifically|Notably|Finally|"
    r"Introducing|Announcing|Meet|Hello|Welcome|Say|Scaling|Training|Towards?|Further|Furthermore|Additionally|Compared|"
    r"Available|Its|It's|Their|They|Models?|(?:[LVSM]|LV|ML)?LMM?s?|SoTA|Open-?[Ss]ourc\w+)$"
)
_MAKERS = frozenset(
    """
    Google DeepMind OpenAI Meta Microsoft NVIDIA Nvidia Apple Anthropic Alibaba Tencent Baidu Huawei Amazon IBM Salesforce Cohere
    HuggingFace Intel Samsung ByteDance AI2 Ai2 EleutherAI BigScience TII xAI LG NAVER Naver Kakao AI21 MistralAI Mistral-AI Zhipu
    """.split()
)
"""Those who make models: not a part of a model's name that looks like one without them."""
_GENERIC_TAIL = re.compile(
    r" (?:Models?|Series|Family|Suite|Collection|LLMs?|LMs?|GPUs?|TPUs?|Networks?|Encoders?|Decoders?|Language|"
    r"Technical|Report|Release|System|Card)\b.*"
)


class Name(NamedTuple):
    """A name and where the view has it. `strong` where it is a name by its look or by the lexicon, wherever it stands."""

    text: str
    start: int
    end: int
    strong: bool


@lru_cache(maxsize=1 << 14)
def is_strong(word: str) -> bool:
    """Is a word a model's name by its look, or that of a known family?"""
    if _NO_MODEL.match(word):
        return False
    return is_model_family(word) or bool(_LOWER_NAME.match(word)) or (looks_like_name(word) and not _PLAIN_WORDS.match(word))


_PLAIN_WORDS = re.compile(r"[A-Z]?[a-z]+(?:-[A-Z]?[a-z]+)+$")  # `End-to-End`
_LOWER_NAME = re.compile(rf"[a-z]{{3,}}[a-z-]*-\d[\w.-]*$|[a-z\d]+(?:-[a-z\d]+)*-{_SUFFIX}(?:-v?\d[\w.]*)?$")


def _is_modifier(word: str) -> bool:
    """Does a word with a name in it say what something is like: `Foo-based`, `Foo-architecture`?"""
    return is_adjective(word) or bool(_MODIFIER.search(word))


_VERB = re.compile(
    r"(?:Open-?[Ss]ourc|Sourc|Releas|Launch|Introduc|Unveil|Announc|Present|Debut|Welcom|Fine-?[Tt]un|Pre-?[Tt]rain|"
    r"Train)(?:e?s|ing|ed|e)$"
)
_MODIFIER = re.compile(r"-(?:architecture|family|initiali[sz]ed|derived|powered|only|inspired|assisted|distilled|backed|sized?|size|to)$")


_END = re.compile(r"[ -]|$")


@lru_cache(maxsize=1 << 14)
def is_known(name: str) -> bool:
    """Does a name begin with that of a known family of models?"""
    return any(is_model_family(name[: end.start()]) for end in _END.finditer(name))


def is_versioned(name: str) -> bool:
    """Is a name a word with a version behind it: `Foo 2`, `Foo Flash 3.1`?"""
    return bool(_VERSIONED.match(name)) and not _NO_MODEL.match(name.split(" ", 1)[0])


_VERSIONED = re.compile(
    r"(?!(?:Appendix|Chapter|Experiment|Study|Tier|Grade|Type|Class|Fig|Eq|Equation|Round|Day|Week|Track|Subtask|Question|"
    r"Scenario|Setting|"
    r"Group|Top|No|Theorem|Lemma|Algorithm|Corollary|Definition|Research|Team|Over|About|Around|Nearly|Only|Python|Windows|Kaggle)\b)"
    rf"[{_UPPER}][^\W\d_]{{2,}}(?: [A-Z][a-z]+)? v?\d{{1,2}}(?:\.\d+)?(?![\w.]*\d)"
)


def trimmed(text: str, start: int, opens: bool) -> Name | None:
    """The model's name in a run of words with capitals. `opens` where the first word has its capital as any word there would."""
    name = _trimmed(text, opens)
    return name and Name(name.text, start + name.start, start + name.end, name.strong)


@lru_cache(maxsize=1 << 14)
def _trimmed(text: str, opens: bool) -> Name | None:
    """The name in a run of words, placed from where the run begins."""
    start = 0
    tail = _GENERIC_TAIL.search(text)
    if tail:
        text = text[: tail.start()]
    words = text.split(" ")
    for index in range(len(words) - 1, -1, -1):
        if _VERB.match(words[index]):
            start += sum(map(len, words[: index + 1])) + index + 1
            words = words[index + 1 :]
            text = " ".join(words)
            break
    while words:
        word, rest = words[0], words[1:]
        strong_rest = any(map(is_strong, rest))
        if (
            _is_modifier(word)
            or word[0].isdigit()
            or (word in NOT_NAMES and not is_model_family(text))
            or (_NO_MODEL.match(word) and (strong_rest or not rest or opens))
            or (
                (word in _MAKERS or (opens and not is_strong(word) and not is_versioned(text) and not is_model_family(text)))
                and strong_rest
            )
        ):
            start += len(word) + 1
            words, opens, text = rest, False, text[len(word) + 1 :]
        else:
            break
    while words and _is_modifier(words[-1]):
        words.pop()
    text = " ".join(words)
    if (
        not text
        or is_dataset(text)
        or text.endswith(("Bench", "Eval"))
        or all(_NO_MODEL.match(word) or word in NOT_NAMES for word in words)
    ):
        return None
    strong = any(map(is_strong, words)) or is_known(text) or is_versioned(text)
    if not strong and opens and words[0].endswith("ly"):
        return None
    return Name(text, start, start + len(text), strong)


def names_in(view: str, start: int, end: int, floor: int, title: bool = False) -> Iterator[Name]:
    """The names that models may have in a stretch of the view, in order. `floor` is where the sentence begins."""
    for match in _PHRASE.finditer(view, start, end):
        begin = match.start()
        opens = title or begin == floor or view[begin - 2 : begin] in (": ", "- ", '"')
        if name := trimmed(match[0], begin, opens):
            yield name if name.strong or view[begin - 1 : begin] != "\\" else name._replace(strong=True)
