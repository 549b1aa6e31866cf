"""What a document must be to be set on pages: found before anything is placed, all at once.

A layout can name any style, column or length; those that pages don't have are its author's mistakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from msgspec import Struct

from prepsheet.document import (
    Bullets,
    Cell,
    Check,
    Document,
    Frame,
    Heading,
    Matrix,
    Paragraph,
    Region,
    Table,
    TextField,
)
from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.typeset.fit import WAYS
from prepsheet.typeset.setting import PAPERS
from prepsheet.typeset.shrink import walk
from prepsheet.typeset.styles import STYLES

COLUMNS, LINES = 12, 40
"""Columns of the grid; the most lines that a box may ask for, more than any page has."""


def require_sound(document: Document, file: str) -> None:
    """Raises `InputError` with everything about a document that no page can have."""
    told = [
        *_one_of("way to fit", document.fit, WAYS),
        *(complaint for part in walk(document) for complaint in _complaints(part, document)),
    ]
    if told:
        raise InputError(_problem(file, *complaint) for complaint in dict.fromkeys(told))


def _problem(file: str, message: str, hint: str) -> Problem:
    return error(Place(file), "unsound-layout", message, hint or "mend it in the layout or the sheet's words")


def _complaints(part: Struct, document: Document) -> Iterator[tuple[str, str]]:
    yield from _one_of("style", _styles(part), STYLES)
    for name in ("before", "pitch", "group_gap"):
        if getattr(part, name, True) == ():
            yield f"'{name}' of a {part.__struct_config__.tag} is an empty list", ""
    match part:
        case Region():
            yield "an answer to edit is for Word; a page has no place for it", ""
        case Cell(at=at, span=span) if not (1 <= at <= at + span - 1 <= COLUMNS):
            yield f"a cell of {span} columns from column {at} is not on the grid of {COLUMNS}", ""
        case TextField(lines=lines) if not 1 <= lines <= LINES:
            yield f"'{shown(part.label)}' asks for {lines} lines, possible are 1 to {LINES}", ""
        case Paragraph(rules=rules) | Bullets(rules=rules) if not 0 <= rules <= LINES:
            yield f"{rules} write rules are asked for, possible are 0 to {LINES}", ""
        case Heading(level=level) if not 1 <= level <= 3:
            yield f"a heading of level {level} is asked for, possible are 1 to 3", ""
        case Table():
            yield from _table(part)
        case Matrix():
            yield from _matrix(part)
        case Frame(top=top, height=height) if not 0 <= top <= top + height <= PAPERS[document.paper][1]:
            yield f"a frame from {top:g} for {height:g} points is not on the page", ""


def _styles(part: Struct) -> tuple[str, ...]:
    match part:
        case Paragraph(style=style) | Bullets(style=style) | Check(style=style):
            return (style,)
        case Heading(style=style):
            return (style,) if style else ()
        case Table(styles=styles):
            return styles
        case _:
            return ()


def _one_of(kind: str, names: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"did you mean '{close[0]}'?" if close else f"known: {', '.join(known)}"
            yield f"no {kind} is called '{shown(name)}'", hint


def _table(part: Table) -> Iterator[tuple[str, str]]:
    title, count = shown(part.title), len(part.columns)
    if len(part.header) != count or len(part.styles) not in (0, count):
        yield f"the table '{title}' has {count} columns, and other numbers of heads or styles", ""
    if any(len(row.cells) != count for row in part.rows):
        yield f"a row of the table '{title}' has not {count} cells as it has columns", ""
    if list(part.columns) != sorted({*part.columns}) or not {*part.columns} <= {*range(1, COLUMNS + 1)}:
        yield f"the columns of the table '{title}' must rise from 1 to {COLUMNS}", ""


def _matrix(part: Matrix) -> Iterator[tuple[str, str]]:
    rows = [*(row for group in part.groups for row in group.rows), *part.own]
    if any(len(row.ratings) != len(part.scales) for row in (*rows, *filter(None, (part.example,)))):
        yield f"a line of '{shown(part.title)}' has not one rating for each scale", ""
