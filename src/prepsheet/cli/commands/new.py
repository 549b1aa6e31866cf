"""`prepsheet new`: a profile to start from, with a schema beside it so that editors can help."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prepsheet.cli import options, terminal

if TYPE_CHECKING:
    from prepsheet.problems import Problem

DEFAULT_EXAMPLE = "zuzana"
SCHEMA_FILE = "prepsheet.schema.json"
MODELINE = f"# yaml-language-server: $schema=./{SCHEMA_FILE}\n"
YAML = (".yaml", ".yml")
PREP = """\
# What you prepare for interviews. Take away the "# " before a line and put your own words in;
# prepsheet new --example shows all that can stand here: values, stories, answers, and more.
prep:
  version: 1"""


@click.command("new")
@click.argument("profile", required=False, type=options.FILE)
@click.option(
    "--example",
    is_flag=False,
    flag_value="",
    metavar="[NAME]",
    help="Write a full example instead; `prepsheet list examples` names them.",
)
@click.option("--from", "source", type=options.FILE, metavar="FILE",
              help="Begin with a JSON Resume or RenderCV file; says what it leaves out.")  # fmt: skip
@options.library
@options.quiet
def command(
    profile: Path | None, example: str | None, source: Path | None, library: Path | None, quiet: bool
) -> int:
    """Write a profile to start from.

    PROFILE is the file to write (default: me.yaml). A file that exists is never overwritten.

    \b
    Examples: prepsheet new me.yaml
              prepsheet new me.yaml --from resume.json
    """
    from prepsheet.outputs import create

    profile, example = _sorted_out(profile, example)
    if profile.suffix.lower() not in YAML:
        raise click.UsageError(f"a profile's name ends in .yaml: {profile.name}.yaml")
    if source and example is not None:
        raise click.UsageError("a profile begins with an example or with a file: take --example or --from")
    text, left = _imported(source) if source else (_own(example, library), ())
    create(profile, (MODELINE + text).encode())
    terminal.result(str(profile))
    write_schema(profile)
    terminal.report(left, quiet=quiet)
    terminal.say(_next_steps(profile, first=_first_step(example, source)), quiet=quiet)
    return 0


def _sorted_out(profile: Path | None, example: str | None) -> tuple[Path, str | None]:
    """`--example me.yaml` names the profile, as no example's name ends in .yaml."""
    if profile is None and example is not None and example.lower().endswith(YAML):
        return Path(example), ""
    return profile or Path("me.yaml"), example


def _own(example: str | None, library: Path | None) -> str:
    return _starter() if example is None else _example(example or DEFAULT_EXAMPLE, library)


def _starter() -> str:
    return files("prepsheet.cli.commands").joinpath("starter.yaml").read_text(encoding="utf-8")


def _imported(source: Path) -> tuple[str, tuple[Problem, ...]]:
    """A profile of another tool's file, with the starter's preparation to take up line by line."""
    from prepsheet.imports import take_over

    made = take_over(source)
    _, _, prep = _starter().partition("prep:\n  version: 1\n")
    lines = [f"  # {line[2:]}" for line in prep.splitlines()]
    head = f"# Made from a {made.format}. Every line is yours to change, and every part may be missing."
    return "\n".join([head, made.text, PREP, *lines, ""]), made.left


def _example(name: str, folder: Path | None) -> str:
    from prepsheet.cli.names import require
    from prepsheet.library import standard_library

    library = standard_library(extra=folder)
    require([name], library.names("content/examples"), "example")
    return library.find(f"content/examples/{name}.yaml").read_text(encoding="utf-8")


def write_schema(profile: Path) -> None:
    """Write the schema beside a profile, unless it is there."""
    from prepsheet.outputs import create
    from prepsheet.profile import json_schema

    path = profile.with_name(SCHEMA_FILE)
    if not path.exists():
        create(path, (json.dumps(json_schema(), indent=1) + "\n").encode())
        terminal.result(str(path))


def _first_step(example: str | None, source: Path | None) -> str:
    if source:
        return 'add what you prepare, under "prep:"'
    return (
        "put your own words in; every line may go"
        if example is None
        else "see what a whole profile looks like"
    )


def _next_steps(profile: Path, *, first: str) -> str:
    return (
        f"Next: open {profile} and {first}.\n      prepsheet check {profile}\n      prepsheet build {profile}"
    )
