"""Artifacts that dumps state in fields beside the text."""

from pathlib import Path

from extractors import said
from extractors.base import fingerprint
from extractors.grounding import fault
from extractors.said import said_artifacts

PAPER = {"paper_id": "p", "text_id": "t", "github_repo": "https://github.com/marsh/grebe", "project_page": "https://marsh.example/grebe"}


def test_a_repository_and_a_page_are_rows_whose_evidence_is_the_field():
    code, page = said_artifacts(PAPER)
    assert (code.kind, code.url, code.evidence_field, code.repo_id) == ("code", PAPER["github_repo"], "github_repo", "marsh/grebe")
    assert (page.kind, page.url, page.evidence_field, page.host) == ("page", PAPER["project_page"], "project_page", "marsh.example")
    for row in (code, page):
        assert PAPER[row.evidence_field][row.evidence_start : row.evidence_end] == row.evidence
        assert (row.paper_id, row.text_id, row.status) == ("p", "t", "released")
        assert fault("artifacts", row.model_dump(), {"title": "Grebe", "abstract": "We count.", **PAPER}) is None
        assert fault("artifacts", row.model_dump(), {"title": "Grebe", "abstract": "We count."}) is not None


def test_what_is_no_address_makes_no_row():
    assert said_artifacts(PAPER | {"github_repo": "soon", "project_page": None}) == []


def test_the_label_changes_with_the_code():
    rows = said_artifacts(PAPER)
    assert {row.extractor for row in rows} == {f"fields 1+{fingerprint('fields', [Path(said.__file__)])[:8]}"}
