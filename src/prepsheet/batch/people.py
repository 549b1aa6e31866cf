"""The profile of a row. A returned intake sheet, which the roster can't read, becomes one here."""

from __future__ import annotations

from pathlib import Path

from prepsheet import collect, roster
from prepsheet.library import Library
from prepsheet.problems import InputError, Problem
from prepsheet.profile import Profile
from prepsheet.profile.load import Instead
from prepsheet.roster import Row

SHEET = ".pdf"


def person(row: Row, folder: Path, library: Library) -> tuple[Profile, list[Problem]]:
    """The profile of a row, and what was found on the way.

    Raises InputError for a row that makes no sound profile, or for a sheet of which anything can't be taken.
    """
    if not row.file.lower().endswith(SHEET):
        return roster.person(row, folder)
    instead, remarks = _collected(folder / row.file, library)
    profile, found = roster.person(row, folder, instead)
    return profile, [*remarks, *found]


def _collected(sheet: Path, library: Library) -> tuple[Instead, list[Problem]]:
    """What a sheet says, as the text of a new profile in its place."""
    empty = {sheet: collect.EMPTY.encode()}
    found = collect.collect([sheet], sheet, library, instead=empty)
    if any(problem.severity == "error" for problem in found.problems):
        raise InputError(found.problems)
    return empty | {file.path: file.after for file in found.files}, list(found.problems)
