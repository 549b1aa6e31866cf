"""What a batch is asked for, and what became of each of its rows. All of it travels between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from prepsheet.batch.store import Store
from prepsheet.library import Library
from prepsheet.problems import Problem
from prepsheet.roster import Row
from prepsheet.sheets import Options


class Made(NamedTuple):
    """A finished file: its path in the output, its sheet, pages (0 of a Word file), bytes and SHA-256.

    `stamp` tells at a glance whether it is still the same (see `Store`). A file that somebody has
    changed is `kept`, and told as it is now.
    """

    name: str
    sheet: str
    pages: int
    size: int
    sha256: str
    stamp: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all rows: what to make of them, from what, and where to put it.

    `folder` is the roster's, `files` and `printing` say whether files are wanted for each person and
    pages for the print file, where everybody's sheets may have a `cover`. Forced, files are replaced that
    somebody has changed.
    """

    names: tuple[str, ...]
    options: Options
    library: Library
    folder: Path
    store: Store
    files: bool = True
    printing: bool = False
    cover: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A row to be made: its folder in the output, a digest of everything that its files depend on, and
    the token that its pages carry.

    `ours` are the files that earlier runs made in the folder, with their SHA-256; it is "" where somebody
    had changed the file.
    """

    row: Row
    folder: str
    digest: str
    token: str = ""
    ours: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a row: its files, its sheets for the print file, and what was found on the way.

    With an error among the `problems`, the row has no files.
    """

    number: int
    made: tuple[Made, ...]
    problems: tuple[Problem, ...]
    fragments: tuple[bytes, ...] = ()

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a chunk of rows, in their order, and how long it took.

    If the output took no more, `stopped` says why, and no row of the chunk is done.
    """

    done: tuple[Done, ...]
    seconds: float
    stopped: tuple[Problem, ...] = ()
