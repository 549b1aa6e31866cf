"""`prepsheet collect`: what was written on sheets goes back into the profile."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prepsheet.cli import options, terminal
from prepsheet.cli.commands.new import MODELINE, YAML, write_schema

if TYPE_CHECKING:
    from prepsheet.collect import Collected, Patched, Prefer
    from prepsheet.document import Origin
    from prepsheet.problems import Problem

SOME_REFUSED = 3


@click.command("collect")
@click.argument("returned", nargs=-1, required=True, type=options.FILE, metavar="FILE...")
@click.option("--into", type=options.FILE, metavar="PROFILE", help="The profile that the answers go into.")
@click.option("--new", type=options.FILE, is_flag=False, flag_value="me.yaml", metavar="[PROFILE]",
              help="Write a new profile with the answers instead (default: me.yaml).")  # fmt: skip
@click.option("--theirs", "prefer", flag_value="theirs",
              help="Where profile and sheet were both changed, take the sheet's.")  # fmt: skip
@click.option("--mine", "prefer", flag_value="mine",
              help="Where profile and sheet were both changed, keep the profile's.")  # fmt: skip
@click.option("--run", type=options.FILE, metavar="DIR",
              help="Folder of the run that the sheets have codes of (default: where they lie).")  # fmt: skip
@click.option("--anyway", is_flag=True, help="Take sheets that were made for somebody else, too.")
@click.option("--dry-run", is_flag=True, help="Print what would change; write nothing.")
@options.library
@options.quiet
def command(returned: tuple[Path, ...], into: Path | None, new: Path | None, prefer: Prefer | None,
            run: Path | None, anyway: bool, dry_run: bool, library: Path | None,
            quiet: bool) -> int:  # fmt: skip
    """Bring what was filled in back into the profile.

    FILE is a worksheet or a draft, filled in and saved. Only what was changed on it changes the
    profile, of which everything else stays as it is; nothing is erased by an empty field. What the
    profile held before is kept beside it (.bak).

    \b
    Examples: prepsheet collect output/me/goals.pdf --into me.yaml
              prepsheet collect goals.pdf draft.docx --into me.yaml --dry-run
              prepsheet collect intake.pdf --new anna.yaml
    """
    from prepsheet.collect import EMPTY, collect
    from prepsheet.library import standard_library

    profile = _profile(into, new)
    instead = {profile: (MODELINE + EMPTY).encode()} if new else {}
    found = collect(
        returned,
        profile,
        standard_library(profile.parent, library),
        prefer=prefer or "",
        anyway=anyway,
        instead=instead,
        whose=partial(_whose, run),
    )
    terminal.report(found.problems, quiet=quiet)
    _show(found.files, on_stdout=dry_run, quiet=quiet)
    if not dry_run:
        _write(found.files, create=new is not None, quiet=quiet)
    terminal.say(_summary(found, dry_run), quiet=quiet)
    return SOME_REFUSED if any(problem.severity == "error" for problem in found.problems) else 0


def _whose(run: Path | None, path: Path, origin: Origin) -> Iterator[Problem]:
    """Which row of a roster a sheet with a code was made for."""
    from prepsheet.codes import of_sheet

    code = of_sheet(origin.code)
    if code is None:  # as most sheets: they need nothing of what follows
        return
    from prepsheet.batch.lookup import resolve, run_of
    from prepsheet.problems import InputError, Place, Problem, warning

    if folder := run or run_of(path):
        place = Place(str(path))
        try:
            yield Problem(place, "note", "of-a-run", f"made for {resolve(folder, code).row_and_sheet}")
        except InputError as failure:
            yield from (warning(place, each.code, each.message, each.hint) for each in failure.problems)


def _profile(into: Path | None, new: Path | None) -> Path:
    if (into is None) == (new is None):
        raise click.UsageError("say where the answers go: --into me.yaml, or --new me.yaml for a new profile")
    path = new or into
    assert path is not None
    if new and (path.exists() or path.suffix.lower() not in YAML):
        hint = "there is one already: use --into" if path.exists() else "a profile's name ends in .yaml"
        raise click.UsageError(f"no new profile can be called {path}; {hint}")
    return path


def _show(files: Sequence[Patched], *, on_stdout: bool, quiet: bool) -> None:
    """The changes, line by line: what a dry run is asked for, else for whoever looks on."""
    lines = [line for file in files for line in _diff(file)]
    if on_stdout and lines:
        terminal.result("\n".join(lines))
    elif lines:
        terminal.say("\n".join(lines), quiet=quiet)


def _diff(file: Patched) -> Iterator[str]:
    before, after = (_text(data).splitlines() for data in (file.before, file.after))
    name = str(file.path)
    for line in difflib.unified_diff(before, after, name, name, lineterm="", n=1):
        yield terminal.printable(line)


def _text(data: bytes) -> str:
    from prepsheet.yaml_source import encoding_of

    return data.decode(encoding_of(data))


def _write(files: Sequence[Patched], *, create: bool, quiet: bool) -> None:
    from prepsheet import outputs

    for file in files:
        if create:
            outputs.create(file.path, file.after)
            terminal.result(str(file.path))
            write_schema(file.path)
        else:
            kept = outputs.replace(file.path, file.before, file.after)
            terminal.result(str(file.path))
            terminal.say(f"What it was is kept as {kept}.", quiet=quiet)


def _summary(found: Collected, dry_run: bool) -> str:
    count = len(found.values)
    changes = f"{count} value{'' if count == 1 else 's'}"
    if not found.files:
        told = "Nothing was" if found.problems else "Nothing on the sheets is new to the profile; nothing was"
        return f"{told} written."
    return f"{changes} would change; nothing was written." if dry_run else f"{changes} changed."
