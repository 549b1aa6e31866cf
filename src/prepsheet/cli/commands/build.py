"""`prepsheet build`: everything is rendered before the first file is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prepsheet.cli import options, terminal

if TYPE_CHECKING:
    from prepsheet.library import Library
    from prepsheet.outputs import File
    from prepsheet.problems import Problem
    from prepsheet.profile import Profile
    from prepsheet.sheets import Rendered, Sheet

SHEET = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@click.command("build")
@click.argument("words", nargs=-1, metavar="PROFILE [SHEET]...")
@click.option("-o", "--output", "folder", type=options.FILE, metavar="DIR",
              help="Folder for the files (default: output/PERSON).")  # fmt: skip
@options.sheets
@click.option("--blank", is_flag=True, help="Leave everything empty, for a class; needs no PROFILE.")
@click.option("--dry-run", is_flag=True, help="Say what would be made; write nothing.")
@click.option("--force", is_flag=True, help="Replace files even if they were changed since.")
@click.option("--open", "show", is_flag=True, help="Open the folder when done.")
@options.library
@options.quiet
def command(words: tuple[str, ...], folder: Path | None, blank: bool, dry_run: bool, force: bool,
            show: bool, library: Path | None, quiet: bool, **choices: Any) -> int:  # fmt: skip
    """Make worksheets, the answer draft and the cheat sheet.

    Makes the whole kit, or only each SHEET named (`prepsheet list sheets` names them). Files that
    you have filled in or changed are never replaced unasked.

    PROFILE is left out for sheets that nobody has filled in yet: empty ones to type into, or with
    --blank to write on. A first word with a dot or slash in it is the profile; all others are sheets.

    \b
    Examples: prepsheet build me.yaml
              prepsheet build me.yaml cheat-sheet --target elm --paper letter
              prepsheet build me.yaml goals --flat --ink mono
              prepsheet build me.yaml --print large
              prepsheet build me.yaml answer-about-me --tone warm
              prepsheet build intake
              prepsheet build --blank goals values
    """
    from prepsheet.library import standard_library
    from prepsheet.outputs import origin

    path, names = _sorted_out(words, blank)
    if choices["flat"] and (blank or path is None):
        raise click.UsageError("empty sheets have nothing to print flat: take --blank or --flat")
    found = standard_library(path.parent if path else Path(), library)
    person, remarks = _load(path)
    sheets = _plan(person, found, names, blank, choices | {"folder": path.parent if path else Path()})
    rendered = _render(sheets)
    terminal.report(_once([*remarks, *(p for made in rendered for p in made.problems)]), quiet=quiet)
    into = folder or Path("output") / _folder_name(person, path, blank)
    files = _files(rendered)
    owner = origin(path, into, blank=blank)
    _finish(into, files, owner, dry_run=dry_run, force=force)
    for file in files:
        terminal.result(str(into / file.name))
    terminal.say(_next_steps(path, len(files), dry_run, choices["flat"]), quiet=quiet)
    if show and not dry_run:
        click.launch(str(into))
    return 0


def _sorted_out(words: Sequence[str], blank: bool) -> tuple[Path | None, tuple[str, ...]]:
    """Which word is the profile, told by spelling alone, and the sheets without repetition."""
    if not words and not blank:
        raise click.UsageError("name a profile: prepsheet build me.yaml (prepsheet new writes one)")
    if words and not SHEET.fullmatch(words[0]):
        return Path(words[0]), tuple(dict.fromkeys(words[1:]))
    return None, tuple(dict.fromkeys(words))


def _load(path: Path | None) -> tuple[Profile, list[Problem]]:
    from prepsheet.profile import Profile, load

    return (Profile(), []) if path is None else load(path)


def _plan(
    person: Profile, library: Library, names: tuple[str, ...], blank: bool, choices: dict[str, Any]
) -> tuple[Sheet, ...]:
    from prepsheet.cli.names import require
    from prepsheet.sheets import plan

    require(filter(None, [choices["target"]]), _targets(person), "target")
    wanted = options.wanted(library, person.prep.print.lang, names, choices | {"blank": blank})
    sheets = plan(person, library, names, wanted)
    if not sheets:
        raise click.UsageError(f"nothing to make as {', '.join(sorted(wanted.formats))}: try without --as")
    return sheets


def _targets(person: Profile) -> list[str]:
    return [target["id"] for target in person.data()["prep"]["targets"]]


def _render(sheets: Iterable[Sheet]) -> list[Rendered]:
    """Render all, or raise with what is wrong with each; the first failure gives the exit code."""
    from prepsheet.problems import PrepsheetError
    from prepsheet.sheets import render

    rendered, failures = [], []
    for sheet in sheets:
        try:
            rendered.append(render(sheet))
        except PrepsheetError as failure:
            failures.append(failure)
    if failures:
        raise type(failures[0])(_once(p for failure in failures for p in failure.problems))
    return rendered


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, though several sheets may have found it."""
    return list(dict.fromkeys(problems))


def _folder_name(person: Profile, path: Path | None, blank: bool) -> str:
    from prepsheet.outputs import safe_name

    if blank or path is None:
        return "blank" if blank else "empty"
    return safe_name(person.data()["basics"]["name"] or path.stem)


def _files(rendered: Iterable[Rendered]) -> list[File]:
    from prepsheet.outputs import File

    return [File(f"{made.sheet.name}.{made.sheet.format}", made.data) for made in rendered]


def _finish(folder: Path, files: list[File], owner: str, *, dry_run: bool, force: bool) -> None:
    """Write the files; a dry run only finds out whether that could be done."""
    from prepsheet.outputs import check, write

    if dry_run:
        check(folder, files, origin=owner, force=force)
    else:
        write(folder, files, origin=owner, force=force)


def _next_steps(path: Path | None, count: int, dry_run: bool, flat: bool) -> str:
    made, them = ("1 file", "it") if count == 1 else (f"{count} files", "them")
    if dry_run:
        return f"{made} would be made; nothing was written."
    use = f"print or send {them}" if flat else f"fill {them} in on screen or on paper"
    again = f" and run prepsheet build {path} again" if path else ""
    return (
        f"Made {made}. Next: {use}"
        + (f", or edit {path}{again}" if path else "")
        + ".\nFiles you have changed are kept."
    )
