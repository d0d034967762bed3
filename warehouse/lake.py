"""Where everything lies in a lake."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Lake:
    """The folders and files of the lake at `path`. None of them need be there yet: those who write make them."""

    path: Path

    @property
    def readings(self) -> Path:
        """One folder per dump and reader: what the reader made of the dump."""
        return self.path / "readings"

    @property
    def extractions(self) -> Path:
        """One folder per extractor: what it made of the texts it has seen."""
        return self.path / "extractions"

    @property
    def log(self) -> Path:
        """What happened, one numbered file per entry."""
        return self.path / "log"

    @property
    def snapshots(self) -> Path:
        """One folder per kept snapshot of the tables."""
        return self.path / "snapshots"

    @property
    def current(self) -> Path:
        """The file that names the snapshot in force."""
        return self.path / "current"

    @property
    def tables(self) -> Path:
        """A link to the snapshot in force."""
        return self.path / "tables"

    @property
    def runs(self) -> Path:
        """Facts about runs: times, hosts, costs."""
        return self.path / "runs"

    @property
    def staging(self) -> Path:
        """Files and folders that are not complete yet."""
        return self.path / "staging"

    @property
    def lock(self) -> Path:
        """Held while a snapshot is planned, built and switched to."""
        return self.path / ".lock"
