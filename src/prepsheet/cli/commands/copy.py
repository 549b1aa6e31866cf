"""`prepsheet copy`: a layout or content file of one's own, which is used from then on."""

from __future__ import annotations

from pathlib import Path

import click

from prepsheet.cli import options, terminal


@click.command("copy")
@click.argument("name")
@click.option("-o", "--output", "folder", type=options.FILE, default=Path(), metavar="DIR",
              help="Where the profile is (default: this folder).")  # fmt: skip
@options.library
@options.quiet
def command(name: str, folder: Path, library: Path | None, quiet: bool) -> int:
    """Copy a layout or a content file, to make it your own.

    NAME is a file as `prepsheet list` names it; the end of that is enough. The copy goes beside the
    profile under the same name, where it is used instead of the original. Nothing is overwritten.

    Example: prepsheet copy content/en/sheets/goals
    """
    from prepsheet.cli.names import library_file
    from prepsheet.library import standard_library
    from prepsheet.outputs import create

    found = standard_library(folder, library)
    file = library_file(found, name)
    target = folder / file
    create(target, found.find(file).read_bytes())
    terminal.result(str(target))
    terminal.say(f"Next: edit it; profiles in {folder.resolve()} now use it.", quiet=quiet)
    return 0
