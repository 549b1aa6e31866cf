"""Where each column of a roster goes: by the map, else by what its header is known to mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.roster import mapping
from prepsheet.roster.delimited import HEADER_ROWS
from prepsheet.roster.known import Known, folded
from prepsheet.roster.mapping import Map
from prepsheet.roster.model import Column
from prepsheet.roster.source import Record

_MAPPED = -1
"""The rank of a column that the map speaks of."""
_TELLS_WHO = frozenset({"name", "first", "last", "preferred", "profile"})


def is_known(header: str, known: Known, used: Map) -> bool:
    """Whether a header means something, by itself or by the map."""
    return any(
        name in meant
        for name in _spellings(header)
        for meant in (used.goes, used.ignore, known.goes, known.private)
    )


def header_of(records: Iterable[Record], known: Known, used: Map, place: Place) -> Record:
    """The row of headers: the first of those at the top in which the most cells are known ones.

    Raises InputError if there are no rows, or none that has known headers.
    """
    top = [record for record in islice(records, HEADER_ROWS) if any(map(str.strip, record.cells))]
    if not top:
        raise InputError([error(place, "no-rows", "there are no rows", "put one person in each row")])
    best = max(top, key=lambda record: sum(is_known(cell, known, used) for cell in record.cells))
    if not any(is_known(cell, known, used) for cell in best.cells):
        there = ", ".join(f'"{shown(cell, 30)}"' for cell in top[0].cells[:12] if cell.strip())
        message = f"no column is called as one of names is; the first row has {there}"
        raise InputError([error(place, "no-header", message, _MAP)])
    return best


_MAP = f'call a column "Name", or say in {mapping.FILE} which it is: "columns: {{Your header: name}}"'


def columns_of(header: Record, known: Known, used: Map, place: Place) -> tuple[Column, ...]:
    """What becomes of each column. Raises InputError for headers that stand twice, and without any names."""
    at = Place(place.file, header.number)
    if problems := list(_twice(header.cells, at)):
        raise InputError(problems)
    found = [_column(number, text.strip(), known, used) for number, text in enumerate(header.cells, 1)]
    columns = _settled(found, at)
    if not any(column.goes in _TELLS_WHO for column in columns if column.use == "taken"):
        raise InputError([error(at, "no-names", "no column says who the people are", _MAP)])
    return tuple(columns)


def _spellings(header: str) -> tuple[str, ...]:
    """A header folded, and without what stands in brackets behind it."""
    return tuple(dict.fromkeys((folded(header), folded(header.partition("(")[0]))))


def _column(number: int, header: str, known: Known, used: Map) -> tuple[Column, int]:
    """A column, and how little its header is preferred to others that go to the same place."""
    for name in filter(None, _spellings(header)):
        if name in used.ignore:
            return Column(number, header, "ignored"), 0
        if name in used.goes:
            return Column(number, header, "taken", used.goes[name]), _MAPPED
    for name in filter(None, _spellings(header)):
        if name in known.private:
            return Column(number, header, "private", known.private[name]), 0
        if name in known.goes:
            where, rank = known.goes[name]
            return Column(number, header, "taken", where), rank
    return Column(number, header, "unknown"), 0


def _settled(found: Sequence[tuple[Column, int]], place: Place) -> list[Column]:
    """One column for each place; the others are left alone. Raises InputError if the map says two."""
    best: dict[str, tuple[int, int]] = {}
    for column, rank in found:
        if column.use == "taken":
            best[column.goes] = min(best.get(column.goes, (rank, column.number)), (rank, column.number))
    losers = {
        column.number: column
        for column, _ in found
        if column.use == "taken" and best[column.goes][1] != column.number
    }
    if wrong := [column for column, rank in found if rank == _MAPPED and column.number in losers]:
        raise InputError([_both(column, place) for column in wrong])
    return [column._replace(use="second") if column.number in losers else column for column, _ in found]


def _both(column: Column, place: Place) -> Problem:
    message = f'"{shown(column.header)}" and another column both go to {column.goes}'
    return error(place, "same-place", message, f"let one of them go elsewhere in {mapping.FILE}")


def _twice(headers: Sequence[str], place: Place) -> Iterator[Problem]:
    seen: dict[str, tuple[int, str]] = {}
    for number, header in enumerate(headers, 1):
        name = folded(header) or header.strip()
        first, before = seen.setdefault(name, (number, header))
        if name and first != number:
            both = f"columns {letters(first)} and {letters(number)}"
            message = f'{both} are both called "{shown(before.strip())}"'
            yield error(place, "duplicate-column", message, "give one of them another name")


def letters(number: int) -> str:
    """A column's number as spreadsheets show it: A to Z, AA …"""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
