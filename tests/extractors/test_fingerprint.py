"""Whatever determines an extractor's output is in its fingerprint."""

import json
import os
import shutil
import subprocess
import sys

from extractors.base import fingerprint
from extractors.registry import EXTRACTORS, find_extractor
from tests.paths import ROOT

# run in a copy of the code: append a line to each file, and see of which extractors the fingerprint is another one
_EDIT_EACH = """
import json, sys
from pathlib import Path
from extractors.registry import find_extractor
def fingerprints():
    return {name: find_extractor(name).fingerprint for name in ("rules", "llm", "hybrid")}
before = fingerprints()
same = {name: [] for name in before}
for file in sorted(Path().rglob("*")):
    if file.suffix in (".py", ".tsv", ".txt"):
        content = file.read_bytes()
        file.write_bytes(content + b"\\n")
        for name, now in fingerprints().items():
            if now == before[name]:
                same[name].append(file.as_posix())
        file.write_bytes(content)
assert fingerprints() == before
json.dump(same, sys.stdout)
"""
NO_MATTER = {
    "extractors/__init__.py",
    "extractors/errors.py",
    "extractors/evaluation.py",
    "extractors/gold.py",
    "extractors/registry.py",
    "extractors/retry_after.py",
    "extractors/reviews.py",
    "extractors/said.py",
    "extractors/scorer.py",
}
"""Files that no row of an extraction depends on; neither does one on the readers."""


OF_ASKING = ("__init__", "cache", "desk", "doctor", "faults", "loop", "provider", "settings", "spending")
"""Modules of how a model is asked: no row depends on them, but for the settings, which count by what they are."""


def test_an_edit_of_any_file_that_matters_gives_a_new_fingerprint(tmp_path):
    for room in ("extractors", "schemas"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "PAPERLAKE_LLM": "openai/toy"}
    done = subprocess.run([sys.executable, "-c", _EDIT_EACH], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    same = {name: {file for file in files if not file.startswith("extractors/dumps/")} for name, files in json.loads(done.stdout).items()}
    of_model, of_rules = (
        {file.relative_to(ROOT).as_posix() for file in (ROOT / "extractors" / room).rglob("*.py")} for room in ("llm", "rules")
    )
    assert same["rules"] <= NO_MATTER | of_model
    of_asking = {f"extractors/llm/{name}.py" for name in OF_ASKING}
    assert same["llm"] <= NO_MATTER | of_rules | of_asking | {"extractors/llm/hybrid.py"}
    assert same["hybrid"] <= NO_MATTER | of_asking


def test_a_name_and_an_option_make_another_fingerprint():
    prints = [fingerprint("a", []), fingerprint("b", []), fingerprint("a", [], temperature=0), fingerprint("a", [], temperature=1)]
    assert len(set(prints)) == 4


def test_the_settings_that_an_answer_depends_on_make_another_fingerprint_and_no_others(monkeypatch):
    monkeypatch.setenv("PAPERLAKE_LLM", "openai/toy")
    prints = {find_extractor("llm").fingerprint}
    determining = {
        "": "openai/other",
        "_URL": "http://127.0.0.1:1/v1",
        "_MODE": "json",
        "_TEMPERATURE": "1",
        "_SEED": "7",
        "_MAX_TOKENS": "99",
    }
    determining |= {"_MAX_TOKENS": "99", "_PAPERS_PER_CALL": "2"}
    for name, value in determining.items():
        monkeypatch.setenv(f"PAPERLAKE_LLM{name}", value)
        prints.add(find_extractor("llm").fingerprint)
    assert len(prints) == len(determining) + 1
    for name, value in {"_TRIES": "1", "_CONCURRENCY": "2", "_PER_MINUTE": "9", "_TIMEOUT": "3", "_ATTEMPTS": "9", "_PRICE": "1/2"}.items():
        monkeypatch.setenv(f"PAPERLAKE_LLM{name}", value)
    assert find_extractor("llm").fingerprint in prints


def test_the_label_names_the_extractor_and_tells_versions_apart(monkeypatch):
    monkeypatch.setenv("PAPERLAKE_LLM", "openai/toy")
    for name in EXTRACTORS:
        extractor = find_extractor(name)
        assert extractor.label.startswith(f"{name} ")
        assert extractor.fingerprint[:8] in extractor.label
