"""Canonical spellings, to join and group by, beside the names as written."""

import functools
import re
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from extractors.lexicon import benchmark_ids, benchmark_key, is_dataset

_PIECE = re.compile(r"\d+(?:\.\d+)*(?:x\d+(?:\.\d+)?)?[a-z]?(?![a-z])|\d+(?:\.\d+)*|[^\W\d_]+")
_SIZE = re.compile(r"(?:\d+x)?\d+(?:\.\d+)?[bmkt]|\d+x\d+(?:\.\d+)?")
_VARIANTS = frozenset(
    "instruct instruction chat base it sft dpo ppo rlhf rl hf large small tiny mini nano micro medium xl xxl xs huge giant preview turbo "
    "lite light pro plus max ultra flash model models int4 int8 fp8 awq gptq gguf".split()
)


def _pieces(name: str) -> list[str]:
    return _PIECE.findall(name.casefold())


def model_id(name: str | None) -> str | None:
    """A model's name in canonical spelling: `LLaMA2-7B`, `Llama-2 (7B)` and `llama 2 7b` are all `llama-2-7b`."""
    return "-".join(_pieces(name or "")) or None


def model_family(name: str | None) -> str | None:
    """A model's canonical name without sizes and variants: `Llama-3.1-8B-Instruct` is `llama-3.1`."""
    return _family(_pieces(name or ""))


def _family(pieces: list[str]) -> str | None:
    kept = [piece for piece in pieces if piece not in _VARIANTS and not _SIZE.fullmatch(piece)]
    return "-".join(kept or pieces) or None


@functools.lru_cache(maxsize=1 << 16)
def benchmark_id(name: str) -> str:
    """A benchmark's canonical name: that of the lexicon where it knows the name, else the name's own letters and digits."""
    return benchmark_ids().get(benchmark_key(name)) or "-".join(_pieces(name.replace("+", "-plus"))) or name.casefold()


HUBS = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "huggingface.co", "hf.co", "modelscope.cn"})
_HUB_SECTIONS = frozenset({"datasets", "spaces", "models"})
_NO_REPOSITORIES = frozenset({"collections", "blog", "docs", "papers", "orgs", "topics"})
_SCHEME = re.compile(r"(?:[a-z][a-z\d+.-]*:)?//", re.IGNORECASE)


def _parts(url: str) -> SplitResult:
    return urlsplit(url if _SCHEME.match(url) else "//" + url)


def host(url: str | None) -> str | None:
    """The host of an address in lower case, without `www.`; null where there is none."""
    if not url:
        return None
    try:
        name = _parts(url).hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def repo_id(url: str | None) -> str | None:
    """`owner/name` where the address is of a repository on a known code or model hub, else null."""
    where = host(url)
    if where not in HUBS:
        return None
    path = [part for part in _parts(url).path.split("/") if part]
    if path and path[0] in _NO_REPOSITORIES:
        return None
    if path and path[0] in _HUB_SECTIONS:
        path = path[1:]
    return f"{path[0]}/{path[1].removesuffix('.git')}" if len(path) >= 2 else None


def canonical_columns(table: str, claim: Mapping[str, object]) -> dict[str, str | None]:
    """The canonical columns of a fact table for one claim."""
    if table == "benchmarks":
        return {"benchmark_id": benchmark_id(claim["name"])}
    model = _model_of(table, claim)
    pieces = _pieces(model) if model else []
    columns = {"model_id": "-".join(pieces) or None, "model_family": _family(pieces)}
    if table == "benchmark_results":
        columns["benchmark_id"] = benchmark_id(claim["benchmark"])
    elif table == "artifacts":
        columns["host"], columns["repo_id"] = host(claim["url"]), repo_id(claim["url"])
    return columns


def _model_of(table: str, claim: Mapping[str, object]) -> str | None:
    """The name of the model that a claim is about, where it is about one."""
    if table == "artifacts":
        return claim["name"] if claim["kind"] == "model" else None
    if table == "token_counts":
        named_after_model = claim["kind"] in ("training", "context", "vocabulary") and not is_dataset(claim["subject"] or "")
        return claim["subject"] if named_after_model else None
    return claim["model"]
