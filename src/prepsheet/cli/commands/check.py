"""`prepsheet check`: every problem of a profile at once, for people, programs and GitHub."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from prepsheet.cli import options, terminal
from prepsheet.problems import PrepsheetError, Problem

GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


@click.command("check")
@click.argument("profiles", nargs=-1, required=True, type=options.FILE, metavar="PROFILE...")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
              help="How to print what is found (default: text).")  # fmt: skip
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@options.library
@options.quiet
def command(profiles: tuple[Path, ...], form: str, strict: bool, library: Path | None, quiet: bool) -> int:
    """Find every mistake in a profile.

    Example: prepsheet check me.yaml
    """
    problems = [problem for profile in profiles for problem in _check(profile, library)]
    match form:
        case "json":
            terminal.result(_as_json(problems))
        case "github":
            for problem in problems:
                terminal.result(_as_github(problem))
        case _:
            terminal.report(problems, quiet=quiet)
            terminal.say(_summary(problems), quiet=quiet)
    failing = ("error", "warning") if strict else ("error",)
    return 1 if any(problem.severity in failing for problem in problems) else 0


def _check(path: Path, library: Path | None) -> list[Problem]:
    from prepsheet.library import standard_library
    from prepsheet.sheets import check

    try:
        return check(path, standard_library(path.parent, library))
    except PrepsheetError as failure:
        return list(failure.problems)


def _counts(problems: Sequence[Problem]) -> tuple[int, int]:
    severities = [problem.severity for problem in problems]
    return severities.count("error"), severities.count("warning")


def _summary(problems: Sequence[Problem]) -> str:
    counts = zip(_counts(problems), ("error", "warning"), strict=True)
    told = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return f"{' and '.join(told)}." if told else "No mistakes found."


def _as_json(problems: Sequence[Problem]) -> str:
    """ASCII throughout, so that nothing in a profile can steer the terminal it is shown on."""
    errors, warnings = _counts(problems)
    found = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "path": problem.place.path,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps({"errors": errors, "warnings": warnings, "problems": found}, indent=1)


def _as_github(problem: Problem) -> str:
    """A workflow command, which GitHub shows beside the line it is about."""
    place = problem.place
    values = {"file": place.file, "line": place.line, "col": place.column, "title": problem.code}
    where = ",".join(f"{key}={_property(str(value))}" for key, value in values.items() if value is not None)
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{GITHUB[problem.severity]} {where}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
