"""What makes two texts, or two papers, the same."""

import hashlib
import re
import unicodedata

_SURROGATE = re.compile("[\ud800-\udfff]")
_NEITHER = re.compile("[^0-9a-z]+")
_ID_LENGTH = 16  # hexadecimal digits: 64 bits keep a chance collision among 10 million papers below 1 in 300,000


def normalise(text: str) -> str:
    """Unwrap hard line breaks to one space and trim; everything else stays verbatim, for offsets refer to the result.

    Lone surrogates, which no UTF-8 file can hold, become U+FFFD.
    """
    text = " ".join(filter(None, map(str.strip, text.splitlines())))
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def fold(title: str) -> str:
    """The letters and digits of a title in any script, NFKC and casefolded; the title itself where it has none."""
    if title.isascii():
        return _NEITHER.sub("", title.lower()) or title
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", title).casefold())) or title


def digest(*parts: str | bytes) -> str:
    """A short hash over parts, each delimited by its length, so that no two lists of parts share one by accident."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher.hexdigest()[:_ID_LENGTH]


def paper_id_of(title: str) -> str:
    """Identity of a paper: a hash of its folded title, so that case, spacing and punctuation do not matter."""
    return digest(fold(title))


def text_id_of(title: str, abstract: str) -> str:
    """Identity of a text: a hash of the normalised title and abstract, to the character."""
    return digest(title, abstract)
