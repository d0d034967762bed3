"""A machine that is set up as docs/operations.md says: its blocks of commands, in a folder of its own, with a server and a worker."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from tests.paths import ROOT

DOC = ROOT / "docs" / "operations.md"
_SECTION = re.compile(r"^## (.*)\n", re.MULTILINE)
_BLOCK = re.compile(r"^```bash\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def sections() -> dict[str, list[str]]:
    """The blocks of commands of each section, in order."""
    pieces = _SECTION.split(DOC.read_text("utf-8"))[1:]
    return {title: _BLOCK.findall(text) for title, text in zip(pieces[::2], pieces[1::2], strict=True)}


def wait_until(what: Callable[[], Any], seconds: float, why: str, pause: float = 0.5) -> Any:
    """What it comes to, once that is true."""
    end = time.monotonic() + seconds
    while not (value := what()):
        assert time.monotonic() < end, f"not within {seconds} seconds: {why}"
        time.sleep(pause)
    return value


def descendants(pid: int) -> list[int]:
    """A process and all that it started, which are still there."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found = [pid]
    for known in found:
        found += [child for child, parent in parents.items() if parent == known]
    return found


def kill(pid: int) -> None:
    """End a process and all that it started, at once."""
    for each in descendants(pid):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def is_alive(pid: int) -> bool:
    """Is there still such a process, and not just a number that nobody asks for?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Machine:
    """Runs commands one block after another, as a person in a shell does who comes back to it."""

    def __init__(self, folder: Path, replaced: dict[str, str], environment: dict[str, str]):
        self.folder = folder
        self.home, self.lake, self.inbox = folder / "home", folder / "lake", folder / "inbox"
        self.port = _free_port()
        self.done: list[str] = []
        """Sections whose blocks were run."""
        self._sections = sections()
        self._replaced = {"/srv/paperlake": str(folder), "4200": str(self.port), **replaced}
        self._state = folder / ".shell"
        programs = Path(sys.executable).parent
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PAPERLAKE_"))}
        self._environment = own | {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "BIN": str(programs),
            "PYTHONPATH": str(self.home),
            "NO_PROXY": "*",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_WORKER_QUERY_SECONDS": "2",
            "PREFECT_CLI_COLORS": "false",
            "COLUMNS": "250",
            **environment,
        }

    def origin(self) -> Path:
        """A repository with the working tree as it is now, and an environment in the place of what `make install` would make."""
        origin = self.folder / "origin"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(origin)], check=True, timeout=60)
        listed = ["git", "-C", str(ROOT), "ls-files", "-z", "--modified", "--others", "--exclude-standard"]
        for name in filter(None, subprocess.run(listed, check=True, capture_output=True, text=True, timeout=60).stdout.split("\0")):
            if (ROOT / name).is_file():
                (origin / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, origin / name)
            else:
                (origin / name).unlink(missing_ok=True)
        (origin / ".venv").symlink_to(sys.prefix)
        self.commit(origin)
        return origin

    def commit(self, repository: Path) -> None:
        """Everything in a repository, as a commit."""
        git = ["git", "-C", str(repository), "-c", "user.name=Test", "-c", "user.email=test@example.com"]
        subprocess.run([*git, "add", "--all"], check=True, timeout=60)
        subprocess.run([*git, "add", "--force", ".venv"], check=True, timeout=60)
        subprocess.run([*git, "commit", "--quiet", "--message", "as it is"], check=True, timeout=60)

    def follow(self, section: str, *blocks: int, timeout: float = 120) -> str:
        """Run the blocks of a section of the docs, all or those of these numbers; what they print."""
        self.done.append(section)
        chosen = self._sections[section]
        return "".join(self.shell(chosen[number], timeout) for number in blocks or range(len(chosen)))

    def shell(self, commands: str, timeout: float = 120) -> str:
        """Run commands where the last ones left off; what they print."""
        for written, here in self._replaced.items():
            commands = commands.replace(written, here)
        # with job control, as a person's shell has it: without, what runs in the background ignores an interrupt, and a worker never ends
        before = f'. "{self._state}/env"; cd "$(cat "{self._state}/folder")"' if self._state.exists() else "true"
        after = f'mkdir -p "{self._state}"; export -p > "{self._state}/env"; pwd > "{self._state}/folder"'
        printed = self.folder / ".printed"  # a file: what is left running in the background holds a pipe open
        with printed.open("wb") as stream:
            process = subprocess.Popen(
                ["bash", "-c", f"{before}\nset -meuo pipefail\n{commands}\n{after}"],
                cwd=self.folder,
                env=self._environment,
                stdout=stream,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                ended = process.wait(timeout)
            except subprocess.TimeoutExpired:
                kill(process.pid)
                ended = f"nothing within {timeout} seconds"
        text = printed.read_text("utf-8", "replace")
        assert ended == 0, f"{commands}\nended with {ended}\n{text}\n{self._tail()}"
        return text

    def _tail(self) -> str:
        logs = [self.folder / "server.log", self.folder / "worker.log"]
        return "\n".join(f"{log.name}: {log.read_text('utf-8', 'replace')[-4000:]}" for log in logs if log.exists())

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the server."""
        answer = httpx.request(method, f"http://127.0.0.1:{self.port}/api{path}", json=body, timeout=30, trust_env=False)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def start(self, deployment: str, **parameters: Any) -> str:
        """Start a run of a deployment by hand; its id."""
        found = self.api("GET", f"/deployments/name/{deployment}")
        return self.api("POST", f"/deployments/{found['id']}/create_flow_run", {"parameters": parameters})["id"]

    def run_of(self, run_id: str) -> dict[str, Any]:
        """What the server knows of a run."""
        return self.api("GET", f"/flow_runs/{run_id}")

    def ended(self, run_id: str, seconds: float = 90) -> dict[str, Any]:
        """The run, once it has ended."""
        final = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
        return wait_until(
            lambda: run if (run := self.run_of(run_id))["state_type"] in final else None, seconds, f"the end of {run_id}\n{self._tail()}"
        )

    def artifacts(self, run_id: str) -> dict[str, Any]:
        """The artifacts of a run by their keys, the latest of each."""
        asked = {"flow_runs": {"id": {"any_": [run_id]}}, "limit": 200}
        found = sorted(self.api("POST", "/artifacts/filter", asked), key=lambda each: each["created"])
        return {each["key"]: json.loads(each["data"]) if each["type"] == "table" else each["data"] for each in found}

    @property
    def worker(self) -> int:
        """The worker's process."""
        return int((self.folder / "worker.pid").read_text())

    def stop(self) -> None:
        """End whatever still runs."""
        for file in (self.folder / "worker.pid", self.folder / "server.pid"):
            with suppress(OSError, ValueError):
                kill(int(file.read_text()))


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
