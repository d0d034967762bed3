"""Where everything lies in a lake."""

from pathlib import Path


class Lake:
    """The folders and files of the lake at a path. None of them need be there yet: those who write make them."""

    def __init__(self, path: Path):
        self.path = path
        # a folder per dump and reader: what the reader made of the dump
        self.readings = path / "readings"
        # a folder per extractor: what it made of the texts it has seen
        self.extractions = path / "extractions"
        # a file per paper that a reader put right
        self.corrections = path / "corrections"
        # what happened, a numbered file per entry
        self.log = path / "log"
        # a folder per kept snapshot of the tables; a file that names the one in force, and a link to it
        self.snapshots = path / "snapshots"
        self.current = path / "current"
        self.tables = path / "tables"
        # facts about runs: times, hosts, costs
        self.runs = path / "runs"
        # which files of an inbox the lake was given, and what they looked like then
        self.inbox = path / "inbox.json"
        # for how many days what is out of force stays, where that was set
        self.keep = path / "keep"
        # files and folders that are not complete yet
        self.staging = path / "staging"
        # held while a snapshot is planned, built and switched to
        self.lock = path / ".lock"
