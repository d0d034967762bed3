"""Imports point one way, and Prefect stays in the flows."""

import ast
from pathlib import Path

import pytest

from tests.paths import ROOT

MAY_IMPORT = {
    "schemas": set(),
    "extractors": {"schemas"},
    "warehouse": {"schemas"},
    "flows": {"schemas", "extractors", "warehouse"},
    "paperlake": {"schemas", "extractors", "warehouse", "flows"},
}
SOURCES = [path for room in MAY_IMPORT for path in sorted((ROOT / room).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """The top-level names that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path):
    room = path.relative_to(ROOT).parts[0]
    foreign = imported(path) & MAY_IMPORT.keys() - MAY_IMPORT[room] - {room}
    assert not foreign, f"{path} must not import {foreign}"


def test_every_room_is_seen():
    assert {path.relative_to(ROOT).parts[0] for path in SOURCES} == MAY_IMPORT.keys()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_prefect_is_imported_by_flows_alone_and_not_by_the_steps(path):
    if "prefect" in imported(path):
        assert path.parent == ROOT / "flows"
        assert path.name not in ("__init__.py", "backfilling.py", "correcting.py", "fetching.py", "inbox.py", "reports.py", "steps.py")
