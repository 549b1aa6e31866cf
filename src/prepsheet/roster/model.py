"""What a roster says: its columns, and one row for each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from prepsheet.problems import Place, Problem

Use = Literal["taken", "second", "private", "ignored", "unknown"]


class Cell(NamedTuple):
    """A value for the profile: its path there (`basics.name`), the text, and the column it is from.

    An empty text empties what a profile's file has at the path. One from no column is what the map
    gives to everybody, and only fills in what a profile's file leaves out.
    """

    path: str
    text: str
    column: str


class Column(NamedTuple):
    """A column of a roster, counted from 1, and what becomes of it.

    `goes` is where a taken one goes: a path of the profile, or what it says of the row (`key`,
    `first`, `copies` …); a second one would go where another is taken already. Of a private one it is
    what it would tell: `grades`.
    """

    number: int
    header: str
    use: Use
    goes: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A person as the roster has them. One with an error among its `problems` is not made.

    `number` is the row's as its own program counts them, from 1; of a folder, the file's position.
    `key` tells people apart and stays when rows move: an id or an address, else the name, whatever
    their letters' case. `file` is a profile or a returned intake sheet that the `cells` are laid over,
    its path seen from the roster's folder; "" if there is none. `target` is the job to prepare for, by
    its id. `roster` is the roster's name in messages.
    """

    number: int
    key: str
    name: str
    surname: str = ""
    file: str = ""
    cells: tuple[Cell, ...] = ()
    target: str = ""
    copies: int = 1
    problems: tuple[Problem, ...] = ()
    roster: str = ""

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return Place(self.roster, self.number)
