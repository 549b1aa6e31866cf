"""What went wrong, as data: every stage reports problems, only the command line prints them.

`Place` says where, `Problem` says what and what to do about it, and a `PrepsheetError` carries
all the problems of a stage at once. The subclass decides the exit code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: a file, and in it a line and column (both counted from 1) if known.

    `path` is the dotted path of the value within the file (`goals.near.by`), where there is one.
    """

    file: str
    line: int | None = None
    column: int | None = None
    path: str = ""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `code` is stable and kebab-case, `message` says what is wrong, `hint` what to do."""

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str = ""


class PrepsheetError(Exception):
    """A stage could not go on. Carries every problem found, in the order of the input."""

    exit_code: ClassVar[int] = 70

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.place}: {p.message}" for p in self.problems))


class InputError(PrepsheetError):
    """The input is invalid; nothing was written."""

    exit_code = 1


class OutputError(PrepsheetError):
    """Output exists, is locked or can't be written."""

    exit_code = 4


class FitError(PrepsheetError):
    """Text does not fit the page it must fit; nothing was written."""

    exit_code = 5


def error(place: Place, code: str, message: str, hint: str = "") -> Problem:
    """A problem of severity `error`."""
    return Problem(place, "error", code, message, hint)


def warning(place: Place, code: str, message: str, hint: str = "") -> Problem:
    """A problem of severity `warning`."""
    return Problem(place, "warning", code, message, hint)


def shown(text: str, limit: int = 80) -> str:
    """`text` fit for a message: invisible characters escaped (`\\x1b`), cut at `limit` characters."""
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[: limit + 1])
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"
