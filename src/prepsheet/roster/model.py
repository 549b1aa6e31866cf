"""One person of a roster: who it is, and what the roster says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from prepsheet.problems import Problem


class Cell(NamedTuple):
    """A value for the profile: its path there (`basics.name`), the text, and the column it is from."""

    path: str
    text: str
    column: str


@dataclass(frozen=True, slots=True)
class Row:
    """A person as the roster has them. One with an error among its `problems` is not made.

    `number` is the row's as its own program counts them, from 1; of a folder, the file's position.
    `key` tells people apart and stays when rows move: an id or an address, else the name.
    `file` is a profile or a returned intake sheet that the `cells` are laid over, its path seen from
    the roster's folder; "" if there is none. `target` is the job to prepare for, by its id.
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
