"""From the code on a page back to whose it is, by the journal in the folder of the run."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from prepsheet.batch.journal import path_in
from prepsheet.codes import PageCode
from prepsheet.problems import InputError, Place, error

_ROW = "SELECT key, number, name, sheets FROM rows WHERE token = ?"
_FILE = "SELECT name FROM files WHERE key = ? AND sheet = ? ORDER BY current DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Origin:
    """A page of a run: the row of the roster and who that is, the sheet, its file in the output, the page.

    `sheet` is "" where the row has no such any more, `file` where there is none.
    """

    row: int
    person: str
    sheet: str
    file: str
    page: int

    @property
    def row_and_sheet(self) -> str:
        """In words."""
        return ", ".join(filter(None, (f"row {self.row}", self.person, self.sheet)))


def resolve(folder: Path, code: PageCode) -> Origin:
    """What a code stands for in the run that wrote `folder`. The journal is only read.

    Raises InputError where there is no run, its journal can't be read, or no row has the code.
    """
    path = path_in(folder)
    if not path.is_file():
        message = "there is no run in this folder whose pages have codes"
        raise InputError([error(Place(str(folder)), "no-run", message, "name its folder: --in DIR")])
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as journal:
            row = journal.execute(_ROW, [code.token]).fetchone()
            sheet = _sheet(row[3].split(), code.sheet) if row else ""
            file = journal.execute(_FILE, [row[0], sheet]).fetchone() if sheet else None
    except sqlite3.DatabaseError as fault:
        message = f"the record of this run can't be read: {fault}"
        raise InputError([error(Place(str(path)), "damaged-journal", message)]) from None
    if row is None:
        message = f"no page of this run has the code {code}"
        raise InputError([error(Place(str(folder)), "unknown-code", message, "it may be of another run")])
    return Origin(row[1], row[2], sheet, file[0] if file else "", code.page)


def _sheet(sheets: Sequence[str], number: int) -> str:
    return sheets[number - 1] if number <= len(sheets) else ""


def run_of(path: Path) -> Path | None:
    """The folder of the run that a file lies in, if any."""
    return next((folder for folder in path.resolve().parents if path_in(folder).is_file()), None)
