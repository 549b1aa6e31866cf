"""What a run leaves beside the files: a table for people, and a list of files for programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from prepsheet import __version__
from prepsheet.batch.model import Made
from prepsheet.batch.plan import Entry
from prepsheet.problems import Problem, shown

REPORT, MANIFEST = "report.csv", "manifest.json"
HEADER = ("row", "name", "sheet", "file", "pages", "place in print file", "state", "remarks")

_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_LONGEST = 2000
"""Characters of a cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row with what became of it; `place` is its place in the print file, 0 if it is not in one.

    The labels of its pages there begin with it: 12-1, 12-2 and so on.
    """

    entry: Entry
    made: tuple[Made, ...]
    problems: tuple[Problem, ...]
    place: int = 0

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


def report(lines: Iterable[Line]) -> Iterator[bytes]:
    """The table as CSV in UTF-8, with the mark that tells spreadsheets so; no cell of it is a formula."""
    yield b"\xef\xbb\xbf" + _csv(HEADER)
    for line in lines:
        remarks = "; ".join(_told(problem) for problem in line.problems)
        for made in line.made or (None,):
            yield _csv(_cells(line, made, remarks))


def manifest(lines: Iterable[Line], whole: Mapping[str, Mapping[str, Any]]) -> Iterator[bytes]:
    """Every file with its SHA-256, as JSON; `whole` are those that hold all rows."""
    encode = msgspec.json.Encoder(order="deterministic").encode
    yield b'{"prepsheet": ' + encode(__version__) + b',\n"whole": ' + encode(whole) + b',\n"files": ['
    separator = b"\n"
    for line in lines:
        for made in line.made:
            listed = {"row": line.entry.number, "file": made.name, "sheet": made.sheet, "pages": made.pages}
            rest = {"size": made.size, "sha256": made.sha256, "changed": made.kept}
            yield separator + encode(listed | rest)
            separator = b",\n"
    yield b"\n]}\n"


def _cells(line: Line, made: Made | None, remarks: str) -> tuple[object, ...]:
    entry, place = line.entry, line.place or ""
    if made is None:
        return entry.number, entry.name, "", "", "", place, "not made" if line.failed else "made", remarks
    state = "kept as changed" if made.kept else "made"
    return (
        entry.number,
        entry.name,
        made.sheet,
        made.name,
        made.pages or "",
        place if made.pages else "",
        state,
        remarks,
    )


def _told(problem: Problem) -> str:
    where = f"{problem.place}: " if problem.place.file else ""
    return f"{where}{problem.message}"


def _csv(cells: Iterable[object]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow([_harmless(str(cell)) for cell in cells])
    return text.getvalue().encode(errors="backslashreplace")


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = shown(text, _LONGEST)
    return f"'{text}" if _FORMULA.match(text) else text
