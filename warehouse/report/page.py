"""The page: data, styles and scripts put into one HTML file that lets no request out."""

import base64
import gzip
import hashlib
import json
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

import vl_convert

_ASSETS = files("warehouse.report") / "assets"

STYLES = ("theme", "layout", "overview", "reader", "paper", "review", "print")
SCRIPTS = (
    *("text", "dom", "data", "search", "route", "theme", "overview", "figures", "filters", "list"),
    *("marks", "corrections", "highlight", "row", "editor", "selection", "paper", "rejects", "review", "keys", "main"),
)
"""Files of the assets, in the order in which they stand in the page; scripts share one scope."""

_VEGA = "window.vegaEmbed = vegaEmbed;"


def page_of(payload: dict[str, Any]) -> str:
    """The HTML of a report with these data.

    The same data give the same page. The data are compressed and in base 64, an alphabet that cannot end a script, whatever they say.
    """
    styles = "".join(_asset(f"{name}.css") for name in STYLES)
    scripts = "".join(_asset(f"{name}.js") for name in SCRIPTS)
    data = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return Template(_asset("page.html")).substitute(
        policy=_policy([_vega(), scripts], styles),
        styles=styles,
        data=base64.b64encode(gzip.compress(data, mtime=0)).decode(),
        vega=_vega(),
        scripts=scripts,
    )


def _policy(scripts: list[str], styles: str) -> str:
    """A Content-Security-Policy under which our own scripts and styles run, known by their hashes, and nothing may be asked for.

    Vega sets the style attribute of what it draws, so style attributes are let be; they can ask for nothing either.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, scripts)),
        "style-src": _hash(styles),
        "style-src-attr": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text("utf-8")


@cache
def _vega() -> str:
    """Vega, Vega-Lite and vega-embed as one script."""
    return vl_convert.javascript_bundle(_VEGA).strip()
