"""What a batch is asked for, and what became of each of its rows. All of it travels between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from prepsheet.problems import Problem
from prepsheet.roster import Row


class Made(NamedTuple):
    """A finished file: its path in the output, its sheet, pages (0 of a Word file), bytes and SHA-256."""

    name: str
    sheet: str
    pages: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Task:
    """A row to be made: its folder in the output, and a digest of everything that its files depend on."""

    row: Row
    folder: str
    digest: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a row: its files, and what was found on the way.

    With an error among the `problems`, the row has no files.
    """

    number: int
    made: tuple[Made, ...]
    problems: tuple[Problem, ...]
