"""The README's commands print what it says they print. `python -m tests.test_readme` writes down what they print now."""

import os
import re
import shlex
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from paperlake import app
from tests.paths import ROOT

README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ paperlake ((?:.*\\\n)*.*)\n", re.MULTILINE)


def printed(language: str, block: str) -> str:
    """A block of the README with what its commands print here and now."""
    if language == "python":
        return _ran(block)
    pieces = _COMMAND.split(block)
    return pieces[0] + "".join(f"$ paperlake {command}\n{_run(command)}" for command in pieces[1::2])


def _run(command: str) -> str:
    """What a command prints; what differs from run to run of an ingest, seconds and the snapshot, is given as …."""
    lines = [line.rstrip() for line in CliRunner().invoke(app, shlex.split(command.replace("\\\n", " "))).stdout.splitlines()]
    if command.startswith("ingest"):
        lines = [re.sub(r"\b\d+\.\d(?=$|  | s$)", "…", re.sub(r"snapshot \w+", "snapshot …", line)) for line in lines]
    return "\n".join(lines) + "\n"


def _ran(block: str) -> str:
    """A Python block with the comments behind it replaced by what it prints."""
    code = re.sub(r"(?:^# .*\n)+\Z", "", block, flags=re.MULTILINE)
    lines: list[str] = []
    exec(compile(code, str(README), "exec"), {"print": lambda *values: lines.extend(" ".join(map(str, values)).splitlines())})
    return code + "".join(f"# {line}\n" for line in lines)


def renewed(text: str) -> str:
    """The README with all blocks printed anew, in order, in a folder that sees the examples."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        os.chdir(folder)
        try:
            return _BLOCK.sub(lambda match: f"```{match[1]}\n{printed(match[1], match[2])}```", text)
        finally:
            os.chdir(here)


def test_what_the_readme_shows_is_what_one_sees(monkeypatch):
    monkeypatch.delenv("PAPERLAKE_LAKE", raising=False)
    text = README.read_text("utf-8")
    assert _BLOCK.search(text)
    assert renewed(text).splitlines() == text.splitlines()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:^make|[`$]\s?paperlake) (\w+)", README.read_text("utf-8"), re.MULTILINE))))
def test_every_command_of_the_readme_exists(target):
    assert (
        re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        or target in CliRunner().invoke(app, ["--help"]).stdout
    )


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
