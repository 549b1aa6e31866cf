"""`prepsheet show`: a library file, what a sheet is, what is read aloud of a PDF, or whose page it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from prepsheet import codes
from prepsheet.cli import options, terminal

if TYPE_CHECKING:
    from prepsheet.codes import PageCode
    from prepsheet.library import Library


@click.command("show")
@click.argument("name")
@click.option("--reading-order", is_flag=True,
              help="NAME is a tagged PDF: print what a screen reader announces of it, in order.")  # fmt: skip
@click.option("--in", "folder", type=options.FILE, metavar="DIR",
              help="NAME is the code on a page of the run in this folder: print whose it is.")  # fmt: skip
@options.library
def command(name: str, reading_order: bool, folder: Path | None, library: Path | None) -> int:
    """Print a layout, a content file or an example.

    NAME is a file as `prepsheet list` names it; the end of that is enough. Of a sheet, it says what
    it is and where its words are. With --reading-order, NAME is a PDF. The code on a page of a run
    prints the row of the roster and the sheet, in the folder of the run or with --in.

    \b
    Examples: prepsheet show layouts/worksheet
              prepsheet show output/me/goals.pdf --reading-order
              prepsheet show 5NRHCGNQ4T-3-1-C --in output/class
    """
    from prepsheet.cli.names import library_file
    from prepsheet.library import standard_library

    code = codes.parse(name)
    if code or folder:
        return _resolve(name, code, folder or Path())
    if reading_order:
        return _announce(Path(name))
    if name.lower().endswith(".pdf"):
        raise click.UsageError(f"say what to show of {name}: prepsheet show {name} --reading-order")
    found = standard_library(Path(), library)
    summary = None if "/" in name else _summary(name, found)
    if summary is not None:
        terminal.result(summary)
        return 0
    text = found.find(library_file(found, name)).read_text(encoding="utf-8", errors="backslashreplace")
    terminal.result("\n".join(map(terminal.printable, text.splitlines())))
    return 0


def _resolve(name: str, code: PageCode | None, folder: Path) -> int:
    """Print whose page it is, and the file it is a page of."""
    from prepsheet.batch.lookup import resolve

    if code is None:
        raise click.UsageError(f"{name!r} is no code, or one of its characters is wrong")
    found = resolve(folder, code)
    terminal.result(terminal.printable(f"{found.row_and_sheet}, page {found.page}"))
    if found.file:
        terminal.result(terminal.printable(str(folder / found.file)))
    return 0


def _announce(path: Path) -> int:
    """Print what is announced; what a person would not get to hear is a warning."""
    from prepsheet.reading_order import dump, read

    document = read(path)
    terminal.result("\n".join(map(terminal.printable, dump(document).splitlines())))
    terminal.report(document.problems)
    return 0


def _summary(name: str, library: Library) -> str | None:
    from prepsheet.cli.names import matching
    from prepsheet.sheets import sheet_names

    known = {sheet: (title, form) for sheet, title, form in sheet_names(library)}
    if name not in known:
        return None
    title, form = known[name]
    words = matching(library.files(), f"{name}.yaml")
    return "\n".join(
        [
            f"{name}: {title} ({form.upper()})",
            f"made by   prepsheet build PROFILE {name}",
            *(f"words in  {file}  (prepsheet copy {file.removesuffix('.yaml')})" for file in words),
        ]
    )
