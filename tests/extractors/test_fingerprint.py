"""Whatever determines an extractor's output is in its fingerprint."""

import json
import shutil
import subprocess
import sys

from extractors.base import fingerprint
from extractors.registry import EXTRACTORS, find_extractor
from tests.paths import ROOT

# run in a copy of the code: append a line to each file, and see whether the rules' fingerprint is another one
_EDIT_EACH = """
import json, sys
from pathlib import Path
from extractors.rules.extractor import RuleExtractor
before = RuleExtractor().fingerprint
same = []
for file in sorted(Path().rglob("*")):
    if file.suffix in (".py", ".tsv", ".txt"):
        content = file.read_bytes()
        file.write_bytes(content + b"\\n")
        if RuleExtractor().fingerprint == before:
            same.append(file.as_posix())
        file.write_bytes(content)
assert RuleExtractor().fingerprint == before
json.dump(same, sys.stdout)
"""
NO_MATTER = {
    "extractors/__init__.py",
    "extractors/errors.py",
    "extractors/evaluation.py",
    "extractors/gold.py",
    "extractors/registry.py",
    "extractors/reviews.py",
    "extractors/said.py",
    "extractors/scorer.py",
}
"""Files that no row of an extraction depends on; neither does one on the readers."""


def test_an_edit_of_any_file_that_matters_gives_a_new_fingerprint(tmp_path):
    for room in ("extractors", "schemas"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run([sys.executable, "-c", _EDIT_EACH], cwd=tmp_path, capture_output=True, text=True, check=True)
    same = {file for file in json.loads(done.stdout) if not file.startswith("extractors/dumps/")}
    assert same <= NO_MATTER


def test_a_name_and_an_option_make_another_fingerprint():
    prints = [fingerprint("a", []), fingerprint("b", []), fingerprint("a", [], temperature=0), fingerprint("a", [], temperature=1)]
    assert len(set(prints)) == 4


def test_the_label_names_the_extractor_and_tells_versions_apart():
    for name in EXTRACTORS:
        extractor = find_extractor(name)
        assert extractor.label.startswith(f"{name} ")
        assert extractor.fingerprint[:8] in extractor.label
