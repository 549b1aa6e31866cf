"""From records to rows: who it is, what is said of them, and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.profile import load
from prepsheet.roster import names
from prepsheet.roster.known import OF_THE_ROW, Known
from prepsheet.roster.model import Cell, Column, Row
from prepsheet.roster.names import Name
from prepsheet.roster.source import Record
from prepsheet.roster.values import CLEAR, cleaned, one_line, value_of
from prepsheet.schema import is_null
from prepsheet.yaml_source import Scalar, below, contents, glimpse

PROFILES = frozenset({".yaml", ".yml", ".json"})
RETURNED = frozenset({".pdf"})
_TELLS_NAMES_APART = re.compile(
    rb"""lang["']?\s*:(?!\s*["']?(?!%s)[a-z]{2})|\0""" % "|".join(sorted(names.FAMILY_FIRST)).encode()
)
"""In a profile whose language may be one that says the family's name first, or is not to be seen at once."""
_LINES = frozenset({"print.lang", "print.paper", "print.size", "stage", "path", *OF_THE_ROW})
"""What is one line, however a cell is broken."""


class Said(NamedTuple):
    """What a cell says, and the header above it."""

    text: str
    column: str


class _Named(NamedTuple):
    name: Name
    column: str


_NOWHERE = Place("")
_NOTHING = Said("", "")
_OF_NAMES = ("preferred", "first", "last", "name")


@dataclass(frozen=True)
class Reader:
    """Reads the records of one roster, which stands in `folder`; `file` is its name in messages."""

    file: str
    folder: Path
    columns: tuple[Column, ...]
    defaults: tuple[Cell, ...]
    known: Known

    def row(self, record: Record) -> Row:
        """The row that a record is."""
        place = Place(self.file, record.number)
        if faults := tuple(self._faults(record, place)):
            return Row(record.number, "", "", problems=faults, roster=self.file)
        problems: list[Problem] = []
        said = self._said(record.cells, place, problems)
        cells = self._cells(said, place, problems)
        row = {cell.path: cell.text for cell in cells}
        file = self._file(said, place, problems)
        named = self._named(said, row.get("print.lang", ""), file, place, problems)
        if named.column:
            cell, found = value_of("basics.name", named.name.whole, named.column, place, self.known)
            cells.insert(0, cell)
            problems += found
        return Row(
            record.number,
            self._key(record.cells, named.name.whole or file, place, problems),
            named.name.whole,
            named.name.surname,
            file,
            tuple(cell for cell in cells if cell.path not in ("target", "copies")),
            row.get("target", ""),
            _count(row.get("copies", "")),
            tuple(problems),
            self.file,
        )

    def key(self, record: Record) -> str:
        """The key of the row that a record is, found without reading all of it where that can be."""
        sound = not record.faults and len(record.cells) == len(self.columns)
        return (self._own_key(record.cells) if sound else "") or self.row(record).key

    @cached_property
    def _keys(self) -> tuple[Column, ...]:
        """The columns that tell people apart, the best first."""
        found = {column.goes: column for column in self.columns if column.use == "taken"}
        return tuple(found[where] for where in ("key", "basics.email") if where in found)

    def _own_key(self, cells: Sequence[str]) -> str:
        for column in self._keys:
            text = cleaned(cells[column.number - 1], _NOWHERE, column.header, [])
            if text and text != CLEAR:
                return key_of(text)
        return ""

    def _faults(self, record: Record, place: Place) -> Iterator[Problem]:
        cells, columns = len(record.cells), len(self.columns)
        whole = [fault for fault in record.faults if fault.cell is None]
        for fault in whole:
            yield error(place, fault.code, fault.message, fault.hint)
        if whole:
            return
        if cells < columns or any(map(str.strip, record.cells[columns:])):
            message = f"this row has {_cells(cells)}, and there are {columns} columns"
            hint = "check for a separator that is missing, too many, or within a text without quotes"
            yield error(place, "ragged-row", message, hint)
        for fault in record.faults:
            if fault.cell is not None and self._takes(fault.cell):
                column = shown(self.columns[fault.cell].header)
                yield error(place, fault.code, f"{column}: {fault.message}", fault.hint)

    def _takes(self, cell: int) -> bool:
        return cell < len(self.columns) and self.columns[cell].use == "taken"

    def _said(self, cells: Sequence[str], place: Place, problems: list[Problem]) -> dict[str, Said]:
        """By destination, what the cells say that are taken and not empty."""
        said = {}
        for column in self.columns:
            if column.use == "taken" and (raw := cells[column.number - 1]):
                text = cleaned(raw, place, column.header, problems)
                if column.goes in _LINES:
                    text = one_line(text)
                if text and not (text == CLEAR and column.goes in OF_THE_ROW):
                    said[column.goes] = Said(text, column.header)
        return said

    def _cells(self, said: dict[str, Said], place: Place, problems: list[Problem]) -> list[Cell]:
        cells = []
        for path, (text, column) in said.items():
            if path not in OF_THE_ROW or path in ("target", "copies"):
                cell, found = value_of(path, text, column, place, self.known)
                cells.append(cell)
                problems += found
        return [*cells, *(cell for cell in self.defaults if cell.path not in said)]

    def _file(self, said: dict[str, Said], place: Place, problems: list[Problem]) -> str:
        """The path of the row's profile, seen from the roster's folder; "" if there is none to read."""
        if "profile" not in said:
            return ""
        text, column = said["profile"]
        file = below(self.folder, text)
        if file is None:
            message = f'{shown(column)}: "{shown(text)}" is not a file beside the roster'
            hint = "put the file into the folder of the roster, or below it, and write its name"
            problems.append(error(place, "outside", message, hint))
        elif file.suffix.lower() not in PROFILES | RETURNED or not _is_file(self.folder / file):
            message = f'{shown(column)}: there is no profile "{shown(text)}" beside the roster'
            hint = "check its name; it ends in .yaml, .json or .pdf"
            problems.append(error(place, "no-profile", message, hint))
        else:
            return file.as_posix()
        return ""

    def _named(
        self, said: dict[str, Said], language: str, file: str, place: Place, problems: list[Problem]
    ) -> _Named:
        """The person's name and the column that it is from; from the profile where the row has none."""
        spoken = language.partition("-")[0]
        preferred, first, last, whole = (said.get(part, _NOTHING) for part in _OF_NAMES)
        if (first.text and last.text) or not whole.text:
            name = names.assembled(first.text, last.text, preferred.text, spoken)
        else:
            name = names.parted(whole.text, preferred.text, spoken)
            first = whole
        if name.whole:
            column = next(part.column for part in (first, preferred, last) if part.text)
            return _Named(name, column)
        if file:
            return _Named(name_in(self.folder, file, spoken, problems), "")
        problems.append(error(place, "no-name", "this row has no name", "fill it in, or delete the row"))
        return _Named(name, "")

    def _key(self, cells: Sequence[str], name: str, place: Place, problems: list[Problem]) -> str:
        own = self._own_key(cells)
        if not own and self._keys and self._keys[0].goes == "key":
            message = f"{shown(self._keys[0].header)}: this row has none, and no e-mail address"
            problems.append(error(place, "no-key", message, "fill it in: it tells people of one name apart"))
        return own or key_of(name)


def key_of(text: str) -> str:
    """A key, whatever its letters' case and forms and the space around them."""
    return one_line(unicodedata.normalize("NFKC", text).casefold())


def name_in(folder: Path, file: str, language: str, problems: list[Problem]) -> Name:
    """The name in a profile; of a returned sheet, which is read later, the name of the file.

    What is found to be wrong with a profile is added to the `problems`.
    """
    path = folder / file
    if path.suffix.lower() in RETURNED:
        return names.parted(path.stem, language=language)
    if name := _seen_in(path):
        return names.parted(name, language=language)
    try:
        profile, _ = load(path)
    except InputError as failure:
        problems += failure.problems
        return Name("", "")
    spoken = language or profile.prep.print.lang.partition("-")[0]
    return names.parted(profile.basics.name or path.stem, language=spoken)


def _seen_in(path: Path) -> str:
    """The name in a profile, seen without reading on; "" where that is not enough to know it.

    A file that is wrong further down is told of when its sheets are made: to read ten thousand whole takes
    a minute.
    """
    with suppress(InputError):
        source = contents(path)
        if not _TELLS_NAMES_APART.search(source):
            name = glimpse(source, str(path), "basics", "name")
            return name.text if isinstance(name, Scalar) and not is_null(name) else ""
    return ""


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long
        return False


def _count(copies: str) -> int:
    return int(copies) if copies.isdecimal() and len(copies) <= 2 else 1


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def is_blank(record: Record) -> bool:
    """Whether nothing stands in a row."""
    return not record.faults and not any(map(str.strip, record.cells))
