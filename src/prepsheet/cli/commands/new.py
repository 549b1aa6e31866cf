"""`prepsheet new`: a profile to start from, with a schema beside it so that editors can help."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import click

from prepsheet.cli import options, terminal

DEFAULT_EXAMPLE = "zuzana"
SCHEMA_FILE = "prepsheet.schema.json"
MODELINE = f"# yaml-language-server: $schema=./{SCHEMA_FILE}\n"
YAML = (".yaml", ".yml")


@click.command("new")
@click.argument("profile", required=False, type=options.FILE)
@click.option(
    "--example",
    is_flag=False,
    flag_value="",
    metavar="[NAME]",
    help="Write a full example instead; `prepsheet list examples` names them.",
)
@options.library
@options.quiet
def command(profile: Path | None, example: str | None, library: Path | None, quiet: bool) -> int:
    """Write a profile to start from.

    PROFILE is the file to write (default: me.yaml). A file that exists is never overwritten.

    Example: prepsheet new me.yaml
    """
    from prepsheet.outputs import create

    profile, example = _sorted_out(profile, example)
    if profile.suffix.lower() not in YAML:
        raise click.UsageError(f"a profile's name ends in .yaml: {profile.name}.yaml")
    text = _starter() if example is None else _example(example or DEFAULT_EXAMPLE, library)
    create(profile, (MODELINE + text).encode())
    terminal.result(str(profile))
    _write_schema(profile.with_name(SCHEMA_FILE))
    terminal.say(_next_steps(profile, filled=example is not None), quiet=quiet)
    return 0


def _sorted_out(profile: Path | None, example: str | None) -> tuple[Path, str | None]:
    """`--example me.yaml` names the profile, as no example's name ends in .yaml."""
    if profile is None and example is not None and example.lower().endswith(YAML):
        return Path(example), ""
    return profile or Path("me.yaml"), example


def _starter() -> str:
    return files("prepsheet.cli.commands").joinpath("starter.yaml").read_text(encoding="utf-8")


def _example(name: str, folder: Path | None) -> str:
    from prepsheet.cli.names import require
    from prepsheet.library import standard_library

    library = standard_library(extra=folder)
    require([name], library.names("content/examples"), "example")
    return library.find(f"content/examples/{name}.yaml").read_text(encoding="utf-8")


def _write_schema(path: Path) -> None:
    from prepsheet.outputs import create
    from prepsheet.profile import json_schema

    if not path.exists():
        create(path, (json.dumps(json_schema(), indent=1) + "\n").encode())
        terminal.result(str(path))


def _next_steps(profile: Path, *, filled: bool) -> str:
    first = "see what a whole profile looks like" if filled else "put your own words in; every line may go"
    return (
        f"Next: open {profile} and {first}.\n      prepsheet check {profile}\n      prepsheet build {profile}"
    )
