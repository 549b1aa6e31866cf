"""Opening a roster, whatever it is: a spreadsheet, or a folder of people's files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from prepsheet.library import Library
from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.roster import known, mapping
from prepsheet.roster.columns import columns_of, header_of, is_known, letters
from prepsheet.roster.delimited import IsHeader, open_delimited
from prepsheet.roster.folder import people_in, row_of
from prepsheet.roster.kind import kind_of
from prepsheet.roster.known import Known
from prepsheet.roster.mapping import NO_MAP, Map
from prepsheet.roster.model import Column, Row
from prepsheet.roster.repeats import survey
from prepsheet.roster.rows import Reader, is_blank, key_of
from prepsheet.roster.source import Record, Source
from prepsheet.roster.workbook import open_workbook


@dataclass(frozen=True, slots=True)
class Roster:
    """People as rows, which can be gone through again and again, each time read anew.

    `path` is the spreadsheet or the folder, `folder` where the files stand that rows name. `problems`
    are warnings and notes about the whole. `count` is the number of rows.
    """

    path: Path
    folder: Path
    columns: tuple[Column, ...]
    problems: tuple[Problem, ...]
    count: int
    _rows: Callable[[], Iterator[Row]]
    _repeated: dict[str, list[str]]

    @property
    def names_files(self) -> bool:
        """Whether rows may name files, as those of a folder do."""
        return not self.columns or any(column.goes == "profile" for column in self.columns)

    def __iter__(self) -> Iterator[Row]:
        """The rows in their order. Raises InputError if the roster can't be read as it could before."""
        for row in self._rows():
            yield row if row.key not in self._repeated else _refused(row, self._repeated[row.key])


def open_roster(
    path: Path, library: Library, *, map_file: Path | None = None, encoding: str = "", delimiter: str = ""
) -> Roster:
    """Open a roster, and find everything that concerns the whole of it.

    `map_file` says where columns go (default: `roster-map.yaml` beside the roster); `encoding` and
    `delimiter` are those of delimited text, where they can't be told. Raises InputError if it can't be
    read, has no rows, or none of its columns says who the people are.
    """
    meant = known.load(library)
    folder = path if path.is_dir() else path.parent
    chosen = mapping.find(folder, map_file)
    used = mapping.load(chosen, meant) if chosen else NO_MAP
    if path.is_dir():
        return _folder(path, used)
    source, notes = _source(path, lambda text: is_known(text, meant, used), encoding, delimiter)
    return _table(path, source, notes, meant, used)


def _source(path: Path, headers: IsHeader, encoding: str, delimiter: str) -> tuple[Source, list[Problem]]:
    if kind_of(path) == "workbook":
        return open_workbook(path, headers)
    return open_delimited(path, headers, encoding, delimiter)


def _folder(path: Path, used: Map) -> Roster:
    names, notes = people_in(path)

    def rows() -> Iterator[Row]:
        return (row_of(path, number, name, used.defaults) for number, name in enumerate(names, 1))

    count, twice = survey(lambda: ((key_of(Path(name).stem), name) for name in names))
    return Roster(path, path, (), tuple(notes), count, rows, twice)


def _table(path: Path, source: Source, notes: list[Problem], meant: Known, used: Map) -> Roster:
    place = Place(shown(str(path), 1000))
    header = header_of(source, meant, used, place)
    columns = columns_of(header, meant, used, place)
    reader = Reader(place.file, path.parent, columns, used.defaults, meant)

    def records() -> Iterator[Record]:
        return (record for record in source if record.number > header.number and not is_blank(record))

    nameless = [column.number for column in columns if not column.header]

    def keys() -> Iterator[tuple[str, str]]:
        for record in records():
            _require_headers(record, nameless, place)
            yield reader.key(record), f"row {record.number}"

    count, twice = survey(keys)
    if not count:
        message = "there are no rows under the headers"
        raise InputError([error(place, "no-rows", message, "put one person in each row")])
    notes += [*_about(header, columns, place), *mapping.unused(used, [column.header for column in columns])]
    return Roster(path, path.parent, columns, tuple(notes), count, lambda: map(reader.row, records()), twice)


def _require_headers(record: Record, nameless: list[int], place: Place) -> None:
    for number in nameless:
        if number <= len(record.cells) and record.cells[number - 1].strip():
            where = f"row {record.number} has something there"
            message = f"column {letters(number)} has no header, and {where}"
            raise InputError([error(place, "no-header", message, "write a header above it, or empty it")])


def _about(header: Record, columns: tuple[Column, ...], place: Place) -> Iterator[Problem]:
    """Notes of where the headers were found, and of columns that are not used."""
    if header.number > 1:
        yield Problem(place, "note", "header", f"the headers are in row {header.number}")
    for use, code, message, hint in _UNUSED:
        headers = [column.header for column in columns if column.use == use and column.header]
        if headers:
            yield Problem(place, "note", code, f"{message}: {_list(headers)}", hint)


_UNUSED = (
    ("unknown", "unknown-columns", "not used", f"say in {mapping.FILE} where they go, or to ignore them"),
    ("second", "second-columns", "not used, as other columns say the same", f"choose in {mapping.FILE}"),
    ("private", "private-columns", "left out as private", f"name one in {mapping.FILE} if a sheet needs it"),
)


def _list(headers: list[str]) -> str:
    more = f" and {len(headers) - 20} more" if len(headers) > 20 else ""
    return ", ".join(f'"{shown(header, 40)}"' for header in islice(headers, 20)) + more


def _refused(row: Row, rows: list[str]) -> Row:
    message = f"{', '.join(rows[:-1])} and {rows[-1]} are one person, by id, e-mail address or name"
    hint = "keep one of them, or give each an id of its own"
    return replace(row, problems=(*row.problems, error(row.place, "repeated", message, hint)))
