"""Answers that were paid for once: a file that several processes can use at once, and that a killed run leaves whole."""

import json
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from filelock import FileLock

from extractors.errors import ExtractorError

_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY,   -- digest of the text and of all else that the answer depends on
    answer TEXT NOT NULL,   -- JSON
    usable INTEGER NOT NULL,
    made_at REAL NOT NULL,  -- seconds since 1970
    expires_at REAL         -- null: never
) WITHOUT ROWID
"""
# what another process got meanwhile is an answer that its rows may rest on by now
_PUT = """
INSERT INTO answers VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE
SET answer = excluded.answer, usable = excluded.usable, made_at = excluded.made_at, expires_at = excluded.expires_at
WHERE NOT answers.usable
"""
_PATIENCE = 60.0  # seconds that a process waits for another one to have written


class Kept(NamedTuple):
    """An answer that is kept."""

    answer: dict[str, Any]
    usable: bool


class AnswerCache:
    """The answers in an SQLite file in WAL mode, as JSON. One object serves one thread."""

    def __init__(self, file: Path):
        """Open the file, and make it where it is not there. Raises ExtractorError where it cannot be used."""
        self._file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
            with FileLock(file.with_name(file.name + ".lock")):  # the change to WAL waits for nobody
                self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            raise self._fault(error) from error

    def _fault(self, error: Exception) -> ExtractorError:
        return ExtractorError(f"{self._file}: the answers cannot be kept here ({error}); move the file away, or set PAPERLAKE_LLM_CACHE")

    def get(self, key: str) -> Kept | None:
        """The answer under a key, unless there is none or it has expired. Raises ExtractorError for a damaged file."""
        try:
            found = self._connection.execute(
                "SELECT answer, usable FROM answers WHERE key = ? AND (expires_at IS NULL OR expires_at > ?)", (key, time.time())
            ).fetchone()
            return Kept(json.loads(found[0]), bool(found[1])) if found else None
        except (sqlite3.Error, ValueError) as error:
            raise self._fault(error) from error

    def put(self, key: str, answer: Mapping[str, Any], *, lasts: float | None = None) -> None:
        """Keep an answer: a usable one for ever, one that `lasts` some seconds alone is a failure. A usable one that is there stays.

        Raises ExtractorError for a damaged file.
        """
        now = time.time()
        row = (key, json.dumps(answer, ensure_ascii=True), lasts is None, now, None if lasts is None else now + lasts)
        try:
            self._connection.execute(_PUT, row)
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def counts(self) -> tuple[int, int]:
        """How many usable answers and how many others there are, those that have expired aside. Raises ExtractorError."""
        try:
            return self._connection.execute(
                "SELECT coalesce(sum(usable), 0), coalesce(sum(NOT usable), 0) FROM answers WHERE expires_at IS NULL OR expires_at > ?",
                (time.time(),),
            ).fetchone()
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
