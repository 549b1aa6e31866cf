"""Printing: results to stdout, everything else to stderr, and nothing that could steer a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

from prepsheet.problems import Problem, Severity

COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "blue"}
LONGEST = 600
"""Characters of a message that are shown; a longer one quotes more of a file than anyone reads."""
_JOINERS = "\u200c\u200d"


def prepare() -> None:
    """Let text that the terminal's encoding lacks be shown escaped instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def result(text: str) -> None:
    """Print a result. A reader that has gone away, as in `prepsheet show goals | head`, is no error."""
    try:
        click.echo(text)
    except BrokenPipeError:
        abandon_stdout()


def say(text: str, *, quiet: bool = False) -> None:
    """Print to stderr, unless quiet."""
    if not quiet:
        click.echo(text, err=True, color=_colour())


def report(problems: Iterable[Problem], *, quiet: bool = False) -> None:
    """Print problems to stderr; quiet leaves out notes, never an error or a warning."""
    for problem in problems:
        say(line(problem), quiet=quiet and problem.severity == "note")


def line(problem: Problem) -> str:
    """`file:line:column: severity: message`, and the hint indented below it."""
    severity = click.style(problem.severity, fg=COLOURS[problem.severity], bold=True)
    text = f"{printable(str(problem.place))}: {severity}: {_cut(printable(problem.message))}"
    return f"{text}\n  {_cut(printable(problem.hint))}" if problem.hint else text


def printable(text: str) -> str:
    """Text with control, direction and other invisible characters escaped, on one line."""
    return "".join(c if c.isprintable() or c in _JOINERS else _escaped(c) for c in text)


def abandon_stdout() -> None:
    """Send what is still to be printed nowhere, so that closing stdout can't fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _colour() -> bool | None:
    return False if os.environ.get("NO_COLOR") else None
