"""Rosters to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from prepsheet.library import standard_library
from prepsheet.problems import InputError, Problem
from prepsheet.roster import Roster, Row, open_roster

LIBRARY = standard_library()


def put(folder: Path, text: str | bytes, name: str = "roster.csv") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def opened(folder: Path, text: str | bytes, name: str = "roster.csv", **options: Any) -> Roster:
    return open_roster(put(folder, text, name), LIBRARY, **options)


def rows(folder: Path, text: str | bytes, name: str = "roster.csv", **options: Any) -> list[Row]:
    return list(opened(folder, text, name, **options))


def row(folder: Path, text: str | bytes, **options: Any) -> Row:
    (only,) = rows(folder, text, **options)
    return only


def refused(folder: Path, text: str | bytes, name: str = "roster.csv", **options: Any) -> Problem:
    """The first problem for which a roster as a whole is refused."""
    with pytest.raises(InputError) as failure:
        opened(folder, text, name, **options)
    first: Problem = failure.value.problems[0]
    assert first.hint
    return first


def told(row: Row) -> list[str]:
    """The problems of a row as a person reads them."""
    return [f"{problem.place.line}: {problem.message}" for problem in row.problems]
