"""The journal of a batch: what is done, in one SQLite file in the hidden folder of the output.

A chunk of rows is one transaction, made after its files are in place. So a row in the journal is done; a
row that is not may have files, which the next run finds to be the same. SQLite's own rollback journal
guards each transaction, not its write-ahead log: that needs memory shared by all who open the file, which
network disks do not have.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from prepsheet.batch.model import Done, Made, Task
from prepsheet.batch.store import WORK
from prepsheet.outputs import disk_errors
from prepsheet.problems import InputError, OutputError, Place, PrepsheetError, Problem, error

VERSION = 1
_AFTER_SLASH = chr(ord("/") + 1)
_SCHEMA = f"""
BEGIN;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (
  key TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL, token TEXT NOT NULL,
  digest TEXT NOT NULL, failed INTEGER NOT NULL, printed INTEGER NOT NULL, sheets TEXT NOT NULL,
  problems BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX tokens ON rows (token);
CREATE TABLE files (
  name TEXT PRIMARY KEY, key TEXT NOT NULL, place INTEGER NOT NULL, sheet TEXT NOT NULL,
  pages INTEGER NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, stamp TEXT NOT NULL,
  kept INTEGER NOT NULL, current INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX files_of ON files (key, place);
CREATE TABLE fragments (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, place INTEGER NOT NULL, data BLOB NOT NULL
);
CREATE INDEX fragments_of ON fragments (key, place);
PRAGMA user_version = {VERSION};
COMMIT;
"""
_DISK = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_BUSY,
    }
)
"""What SQLite says when the disk refuses; what else goes wrong is the file's fault."""


def path_in(root: Path) -> Path:
    """Where the journal of an output folder is."""
    return root / WORK / "journal.sqlite"


def forget(root: Path) -> None:
    """Delete the journal, and what SQLite may have left beside it, which would spoil the next one."""
    path = path_in(root)
    with disk_errors(path):
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


class Record(NamedTuple):
    """A row as an earlier run left it."""

    digest: str
    failed: bool
    printed: bool
    problems: tuple[Problem, ...]
    files: tuple[Made, ...]


class Journal:
    """An open journal. All methods raise InputError for a damaged one, OutputError if the disk refuses."""

    def __init__(self, root: Path) -> None:
        self._path = path_in(root)
        with self._faults():
            self._base = sqlite3.connect(self._path)
        try:
            self._begin()
        except PrepsheetError:
            self.close()
            raise

    def _begin(self) -> None:
        with self._faults():
            self._base.executescript("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;")
            (version,) = self._base.execute("PRAGMA user_version").fetchone()
            if version == 0:
                self._base.executescript(_SCHEMA)
        if version > VERSION:
            message = "this folder was written by a newer version of prepsheet"
            raise self._refused("newer-journal", message, "update prepsheet, or write elsewhere with -o")

    def close(self) -> None:
        self._base.close()

    def about(self) -> dict[str, str]:
        """What holds for the folder as a whole, by name."""
        with self._faults():
            return dict(self._base.execute("SELECT name, value FROM about"))

    def note(self, **values: str) -> None:
        """Record what holds for the folder as a whole."""
        with self._faults(), self._base:
            self._base.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", values.items())

    def record(self, chunk: Iterable[tuple[Task, Done]], *, printing: bool) -> None:
        """Record a chunk of rows, all or none of them."""
        with self._faults(), self._base:
            for task, done in chunk:
                self._record(task, done, printing)

    def _record(self, task: Task, done: Done, printing: bool) -> None:
        key = task.row.key
        who = (key, done.number, task.row.name, task.token, task.digest, done.failed, printing)
        row = (*who, " ".join(done.sheets), msgspec.json.encode(done.problems))
        self._base.execute("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._base.execute("UPDATE files SET current = 0 WHERE key = ?", [key])
        self._base.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            [(made.name, key, place, *made[1:]) for place, made in enumerate(done.made)],
        )
        self._base.execute("DELETE FROM fragments WHERE key = ?", [key])
        self._base.executemany(
            "INSERT INTO fragments (key, place, data) VALUES (?, ?, ?)",
            [(key, place, data) for place, data in enumerate(done.fragments)],
        )

    def find(self, key: str) -> Record | None:
        """What was recorded of a row."""
        query = "SELECT digest, failed, printed, problems FROM rows WHERE key = ?"
        with self._faults():
            row = self._base.execute(query, [key]).fetchone()
            if row is None:
                return None
            problems = msgspec.json.decode(row[3], type=tuple[Problem, ...])
            return Record(row[0], bool(row[1]), bool(row[2]), problems, self._made(key))

    def _made(self, key: str) -> tuple[Made, ...]:
        query = (
            "SELECT name, sheet, pages, size, sha256, stamp, kept FROM files"
            " WHERE key = ? AND current ORDER BY place"
        )
        found = self._base.execute(query, [key])
        return tuple(Made._make((*values[:6], bool(values[6]))) for values in found)

    def ours(self, folder: str) -> Mapping[str, str]:
        """The files that any run has made in a person's folder, whoever that was, with their SHA-256.

        It is "" where somebody had changed the file."""
        with self._faults():
            query = "SELECT name, iif(kept, '', sha256) FROM files WHERE name > ? AND name < ?"
            return dict(self._base.execute(query, [f"{folder}/", f"{folder}{_AFTER_SLASH}"]))

    def fragments(self, key: str) -> tuple[bytes, ...]:
        """The sheets of a row for the print file."""
        with self._faults():
            query = "SELECT data FROM fragments WHERE key = ? ORDER BY place"
            return tuple(data for (data,) in self._base.execute(query, [key]))

    def files(self) -> Iterator[tuple[str, str, bool]]:
        """All files ever made: the key of the row, the name, and whether the row has it still."""
        with self._faults():
            yield from self._base.execute("SELECT key, name, current FROM files ORDER BY name")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, msgspec.DecodeError) as fault:
            raise self._explained(fault) from fault

    def _explained(self, fault: Exception) -> PrepsheetError:
        if (getattr(fault, "sqlite_errorcode", 0) & 0xFF) in _DISK:
            message, hint = f"the journal can't be written: {fault}", "run the same command again"
            return OutputError([error(Place(str(self._path)), "not-writable", message, hint)])
        message = "the record of what is done here is damaged"
        hint = "with --fresh it is begun anew; files that are there are not replaced unasked"
        return self._refused("damaged-journal", message, hint)

    def _refused(self, code: str, message: str, hint: str) -> InputError:
        return InputError([error(Place(str(self._path)), code, message, hint)])
