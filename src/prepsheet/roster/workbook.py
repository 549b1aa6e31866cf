"""Excel workbooks, which may come from anyone.

python-calamine reads a sheet at once, trusting what the file says of itself. So the few parts that it
needs are unpacked and looked through here first, and it is handed only these: what they take up, how
far the cells stretch, and the cells whose value is not in the file.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sized
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn
from xml.parsers import expat

from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.roster.columns import letters
from prepsheet.roster.delimited import HEADER_ROWS, IsHeader
from prepsheet.roster.source import Fault, Record
from prepsheet.yaml_source import opened

MAX_UNPACKED = 64 << 20
"""Bytes of the parts that are read; some 20,000 people with 40 columns."""
MAX_ELEMENTS = 2_000_000
"""Rows, cells and shared texts in one part."""
MAX_AREA = 5_000_000
"""Cells of the rectangle around all that are filled: as many are held in memory."""
MAX_MERGED = 100_000
MAX_PARTS = 10_000
LAST_ROW = 1 << 20
MAX_SHEETS = 50
"""Sheets among which the one with the people is looked for."""

_ROOT = "_rels/.rels"
_SHARED = frozenset({"sharedStrings", "styles"})
_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_STRICT_ID = "http://purl.oclc.org/ooxml/officeDocument/relationships id"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")
_COUNTED = frozenset({"row", "c", "si"})
_UNSOUND = (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, KeyError, NotImplementedError,
            RuntimeError, ValueError)  # fmt: skip
"""What the standard library raises for archives and XML that are damaged, locked or out of the ordinary."""
_SAVE = "open it in a spreadsheet program and save only the list of people, as .xlsx or “CSV UTF-8”"


@dataclass(slots=True)
class Scan:
    """What a sheet's XML says that its values do not: by row, faults; and rows that are hidden."""

    faults: dict[int, list[Fault]] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A sheet of a workbook, looked through: `packed` is a workbook with nothing else in it."""

    path: Path
    sheet: str
    scan: Scan
    packed: bytes

    def __iter__(self) -> Iterator[Record]:
        for number, cells in _filled(self.path, self.packed, self.sheet):
            yield Record(number, cells, tuple(self.scan.faults.get(number, ())))


def open_workbook(path: Path, headers: IsHeader) -> tuple[Workbook, list[Problem]]:
    """The first visible sheet with a header that is known, else the first; and notes.

    Raises InputError for a workbook that is not sound, too large, or has no visible sheet.
    """
    with _unpacking(path) as parts:
        names = parts.visible()
    if not names:
        _refuse(path, "no-sheet", "no sheet of this workbook is visible", "show the one with the people")
    sheets = (_sheet(path, name) for name in names[:MAX_SHEETS])
    chosen = next((sheet for sheet in sheets if len(names) == 1 or _has_header(sheet, headers)), None)
    chosen = chosen or _sheet(path, names[0])
    return chosen, list(_remarks(chosen, len(names)))


def _sheet(path: Path, name: str) -> Workbook:
    with _unpacking(path) as parts:
        return Workbook(path, name, *parts.sheet(name))


def _has_header(sheet: Workbook, headers: IsHeader) -> bool:
    return any(headers(cell) for record in islice(sheet, HEADER_ROWS) for cell in record.cells)


def _remarks(chosen: Workbook, sheets: int) -> Iterator[Problem]:
    if hidden := chosen.scan.hidden:
        rows = "1 row is" if len(hidden) == 1 else f"{len(hidden)} rows are"
        message = f"{rows} hidden (row {hidden[0]} first), and read like all others"
        hint = "delete those that do not belong to the list"
        yield Problem(_place(chosen.path), "warning", "hidden-rows", message, hint)
    if sheets > 1:
        message = f"read from the sheet “{shown(chosen.sheet)}”; there are {sheets}"
        yield Problem(_place(chosen.path), "note", "sheet", message)


def _filled(path: Path, packed: bytes, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """The number of each row with something in it, and its texts, from the first column on."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        cells = CalamineWorkbook.from_filelike(io.BytesIO(packed)).get_sheet_by_name(sheet)
    except CalamineError as failure:
        _refuse(path, "damaged", f"this workbook can't be read ({shown(str(failure))})", "save it again")
    before = [""] * (cells.start[1] if cells.start else 0)
    for number, row in enumerate(cells.iter_rows(), 1):
        if any(row):
            yield number, [*before, *map(_text, row)]


def _text(value: object) -> str:
    """A cell's value as people see it: whole numbers without a point, dates by ISO 8601."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:.15g}"
        case dt.datetime():
            return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
        case dt.time():
            return value.isoformat("minutes")
        case _:
            return str(value)


@contextlib.contextmanager
def _unpacking(path: Path) -> Iterator[_Parts]:
    """The parts of a workbook. Raises InputError for one that is not sound."""
    try:
        with opened(path) as stream, zipfile.ZipFile(stream) as packed:
            yield _Parts(path, packed)
    except _UNSOUND:
        _refuse(path, "damaged", "this workbook is damaged", "open it in a spreadsheet program, and save it")


class _Parts:
    """The parts of a workbook, each within the limits."""

    def __init__(self, path: Path, packed: zipfile.ZipFile) -> None:
        self.path = path
        self.packed = packed
        self.left = MAX_UNPACKED
        self.there = frozenset(packed.namelist())
        if len(self.there) != len(packed.namelist()):
            raise zipfile.BadZipFile("two parts of one name")

    def part(self, name: str) -> bytes:
        """A part unpacked."""
        with self.packed.open(name) as stream:
            data = stream.read(self.left + 1)
        self.left -= len(data)
        if self.left < 0:
            size = f"{MAX_UNPACKED >> 20} MiB"
            _refuse(self.path, "too-large", f"unpacked, this workbook takes more than {size}", _SAVE)
        return data

    def visible(self) -> list[str]:
        """The names of the sheets that are not hidden."""
        return [name for name, state, _ in self.sheets(self.part(self.book())) if state == "visible"]

    def book(self) -> str:
        """The name of the part that lists the sheets."""
        return next((name for kind, name in self.links(_ROOT).values() if kind == "officeDocument"), "")

    def sheets(self, book: bytes) -> list[tuple[str, str, str]]:
        """Of each sheet its name, whether it is visible, and the id of its part."""
        found: list[tuple[str, str, str]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            if _local(name) == "sheet":
                link = attributes.get(_ID) or attributes.get(_STRICT_ID, "")
                found.append((attributes.get("name", ""), attributes.get("state", "visible"), link))
                _require_few(found)

        self.parse(book, start)
        return found

    def sheet(self, wanted: str) -> tuple[Scan, bytes]:
        """What there is to know of a sheet, and a workbook with nothing but this sheet in it."""
        book = self.book()
        folder, _, file = book.rpartition("/")
        named = f"{folder}/_rels/{file}.rels"
        links = self.links(named)
        kept = {name: self.part(name) for name in (_ROOT, book, named)}
        for kind, name in links.values():
            if kind in _SHARED and name in self.there:
                kept[name] = self.part(name)
                self.parse(kept[name], _Counter(self.path).start)
        _, part = links[next((link for name, _, link in self.sheets(kept[book]) if name == wanted), "")]
        kept[part] = self.part(part)
        scanner = _Scanner(self.path)
        self.parse(kept[part], scanner.start, scanner.end, scanner.text)
        return scanner.finished(), _packed(kept)

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """By id, the kind and the name of each part that a part of links leads to."""
        found = {}
        folder = posixpath.dirname(posixpath.dirname(part))

        def start(name: str, attributes: dict[str, str]) -> None:
            if _local(name) == "Relationship":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = kind, target.lstrip("/")
                _require_few(found)

        self.parse(self.part(part), start)
        return found

    def parse(self, xml: bytes, start: Any, end: Any = None, text: Any = None) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.Parse(xml, True)

    def doctype(self, *_: Any) -> None:
        message = "this workbook has a DTD, which no spreadsheet program writes"
        _refuse(self.path, "dtd", message, _SAVE)


class _Counter:
    """Counts what takes time and memory to read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if _local(name) in _COUNTED:
            self.count += 1
            if self.count > MAX_ELEMENTS:
                _refuse(self.path, "too-large", f"this sheet has more than {MAX_ELEMENTS:,} cells", _SAVE)


class _Scanner(_Counter):
    """Looks through a sheet's cells, which may leave out where they are and then follow the one before."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.scan = Scan()
        self.row = self.column = 0
        self.top, self.left, self.bottom, self.right = 1 << 30, 1 << 30, 0, 0
        self.formula = self.value = self.inside = False
        self.merged: list[tuple[int, int, int, int]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        match _local(name):
            case "row":
                self.start_row(attributes)
            case "c":
                self.start_cell(attributes)
            case "f":
                self.formula = True
            case "v":
                self.inside = True
            case "is":
                self.value = True
            case "mergeCell":
                self.merge(attributes.get("ref", ""))

    def start_row(self, attributes: dict[str, str]) -> None:
        self.row = self.sane(attributes["r"]) if "r" in attributes else self.row + 1
        self.column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.scan.hidden.append(self.row)

    def sane(self, row: str) -> int:
        if not row.isdecimal() or len(row) > 7 or int(row) > LAST_ROW:
            _refuse(self.path, "too-large", f"there is no row {shown(row)} in a sheet", _SAVE)
        return int(row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.formula = False
        self.value = attributes.get("t") == "str"  # of which nothing is a value, too
        if "r" in attributes:
            self.column, row = _split(attributes["r"])
            self.row = self.sane(row)
        else:
            self.column += 1
        self.top, self.bottom = min(self.top, self.row), max(self.bottom, self.row)
        self.left, self.right = min(self.left, self.column), max(self.right, self.column)
        if attributes.get("t") == "e":
            self.fault(
                self.row, self.column, "cell-error", "holds an error such as #N/A", "put a value in its place"
            )

    def text(self, _: str) -> None:
        self.value = self.value or self.inside

    def end(self, name: str) -> None:
        match _local(name):
            case "v":
                self.inside = False
            case "c" if self.formula and not self.value:
                hint = "open the workbook in a spreadsheet program and save it, or fill in the value"
                message = "holds a formula with no saved value"
                self.fault(self.row, self.column, "no-saved-value", message, hint)

    def fault(self, row: int, column: int, code: str, message: str, hint: str) -> None:
        fault = Fault(column - 1, code, f"{letters(column)}{row} {message}", hint)
        self.scan.faults.setdefault(row, []).append(fault)

    def merge(self, reference: str) -> None:
        (left, top), (right, bottom) = map(_split, reference.split(":"))
        self.merged.append((left, self.sane(top), right, self.sane(bottom)))

    def finished(self) -> Scan:
        """What was found. Raises InputError if the cells stretch too far."""
        if max(0, self.bottom) * max(0, self.right) > MAX_AREA:
            message = f"the cells of this sheet stretch to {letters(self.right)}{self.bottom}"
            _refuse(self.path, "too-large", message, "delete what stands far from the list of people")
        for count, (column, row, first) in enumerate(self.covered()):
            if count > MAX_MERGED:
                _refuse(self.path, "too-large", "too many cells of this sheet are merged", _SAVE)
            message = f"is merged with {first}, which alone holds the value"
            self.fault(row, column, "merged", message, "unmerge the cells and fill in each")
        return self.scan

    def covered(self) -> Iterator[tuple[int, int, str]]:
        """The column and row of each cell that is merged with another, and that other one."""
        for left, top, right, bottom in self.merged:
            for row in range(top, min(bottom, self.bottom) + 1):
                for column in range(left, min(right, self.right) + 1):
                    if (column, row) != (left, top):
                        yield column, row, f"{letters(left)}{top}"


def _require_few(parts: Sized) -> None:
    if len(parts) > MAX_PARTS:
        raise ValueError("no workbook has as many parts")


def _packed(parts: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return into.getvalue()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _split(reference: str) -> tuple[int, str]:
    """The column's number and the row of a cell, such as AB12. Raises ValueError for any other text."""
    at = _REFERENCE.fullmatch(reference)
    if at is None:
        raise ValueError(reference)
    column = 0
    for letter in at[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, at[2]


def _place(path: Path) -> Place:
    return Place(shown(str(path), 1000))


def _refuse(path: Path, code: str, message: str, hint: str) -> NoReturn:
    raise InputError([error(_place(path), code, message, hint)])
