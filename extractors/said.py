"""Artifacts that a dump states in fields of their own, beside title and abstract."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractors.base import Candidate, fingerprint
from extractors.grounding import ground
from extractors.text import Article
from schemas import ArtifactKind, Fact, Field, Status

LABEL = f"fields 1+{fingerprint('fields', [Path(__file__)])[:8]}"
"""What the `extractor` column says of such rows: a version, and a hash of this code and of what it shares with extractors."""

_KINDS = {Field.GITHUB_REPO: ArtifactKind.CODE, Field.PROJECT_PAGE: ArtifactKind.PAGE}
_CONFIDENCE = 0.99  # stated by whoever listed the paper, in a field for just this


def said_artifacts(paper: Mapping[str, Any]) -> list[Fact]:
    """The artifacts that a paper's fields state: rows of `artifacts` whose evidence is the field. What is no address makes no row.

    `paper` has paper_id, text_id and the fields by name, null where the dump does not state them.
    """
    stated = {field: paper[field] for field in _KINDS if paper[field]}
    candidates = (
        Candidate(
            "artifacts",
            {"kind": _KINDS[field], "name": None, "url": address, "status": Status.RELEASED, "evidence": address},
            field,
            0,
            _CONFIDENCE,
        )
        for field, address in stated.items()
    )
    rows = ground(candidates, Article("", "", stated), LABEL).rows["artifacts"]
    return [row.model_copy(update={"paper_id": paper["paper_id"], "text_id": paper["text_id"]}) for row in rows]
