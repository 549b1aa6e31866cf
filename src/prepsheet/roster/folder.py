"""A folder of people's files as a roster: profiles, and intake sheets that have come back."""

from __future__ import annotations

from pathlib import Path

from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.profile.load import below
from prepsheet.roster import mapping
from prepsheet.roster.model import Cell, Row
from prepsheet.roster.rows import PROFILES, RETURNED, key_of, name_in

_SHOWN = 10


def people_in(folder: Path) -> tuple[list[str], list[Problem]]:
    """The names of people's files in a folder, sorted, and a note of what else is there.

    Raises InputError if there are none.
    """
    place = Place(shown(str(folder), 1000))
    try:
        names = sorted((path.name for path in folder.iterdir()), key=lambda name: (key_of(name), name))
    except OSError as failure:
        message = f"the folder can't be read ({failure.strerror})"
        raise InputError([error(place, "unreadable-folder", message, "check its permissions")]) from None
    people = [name for name in names if _is_persons(name)]
    others = [name for name in names if not _is_persons(name) and name != mapping.FILE]
    if not people:
        hint = (
            "it needs profiles (.yaml, .json) or returned intake sheets (.pdf); or name a spreadsheet in it"
        )
        raise InputError([error(place, "no-rows", "this folder has no people's files in it", hint)])
    return people, [_left_out(others, place)] if others else []


def _is_persons(name: str) -> bool:
    known = Path(name).suffix.lower() in PROFILES | RETURNED
    return known and not name.startswith(".") and name != mapping.FILE


def _left_out(names: list[str], place: Place) -> Problem:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    message = f"not taken from this folder: {', '.join(shown(name, 40) for name in names[:_SHOWN])}{more}"
    return Problem(place, "note", "left-out", message, "only .yaml, .yml, .json and .pdf files are people's")


def row_of(folder: Path, number: int, name: str, cells: tuple[Cell, ...]) -> Row:
    """The row that a file is; its key is its name, whatever its extension."""
    problems: list[Problem] = []
    path = folder / name
    place = Place(shown(str(path), 1000))
    file = below(folder, name)
    if file is None:
        message = "this is a link that leads out of the folder, or in a circle"
        problems.append(error(place, "outside", message, "put the file itself here"))
    elif not path.is_file():
        problems.append(error(place, "not-a-file", "this is not a regular file", "move it away"))
    person = name_in(folder, name, "", problems) if not problems else None
    return Row(
        number,
        key_of(path.stem),
        person.whole if person else "",
        person.surname if person else "",
        name,
        tuple(cell for cell in cells if cell.path not in ("target", "copies")),
        next((cell.text for cell in cells if cell.path == "target"), ""),
        next((int(cell.text) for cell in cells if cell.path == "copies"), 1),
        tuple(problems),
        shown(str(folder), 1000),
    )
