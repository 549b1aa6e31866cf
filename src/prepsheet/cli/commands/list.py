"""`prepsheet list`: what can be made, and what can be shown, copied and started from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prepsheet.cli import options, terminal

if TYPE_CHECKING:
    from prepsheet.library import Library


KINDS = ("sheets", "questions", "structures", "tones", "layouts", "content", "examples")


@click.command("list")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@options.library
def command(kind: str | None, library: Path | None) -> int:
    """Name what there is to make, copy and start from.

    Without a kind, all of them are listed.

    Example: prepsheet list sheets
    """
    from prepsheet.library import standard_library

    found = standard_library(Path(), library)
    if kind is not None:
        terminal.result("\n".join(LISTS[kind](found)))
        return 0
    sections = [
        "\n".join([f"{kind}:", *(f"  {line}" for line in lines(found))]) for kind, lines in LISTS.items()
    ]
    terminal.result("\n\n".join(sections))
    return 0


def _sheets(library: Library) -> list[str]:
    from prepsheet.sheets import sheet_names

    sheets = sheet_names(library)
    return _in_columns((name, f"{form:<4}  {title}") for name, title, form in sheets)


def _questions(library: Library) -> list[str]:
    from prepsheet.sheets import scripts

    return _in_columns((name, question.text) for name, question in scripts(library).questions.items())


def _structures(library: Library) -> list[str]:
    from prepsheet.sheets import scripts

    return _in_columns((name, structure.when) for name, structure in scripts(library).structures.items())


def _tones(library: Library) -> list[str]:
    from prepsheet.sheets import scripts

    return _in_columns(scripts(library).tones.items())


def _in_columns(rows: Iterable[tuple[str, str]]) -> list[str]:
    listed = list(rows)
    width = max((len(name) for name, _ in listed), default=0)
    return [f"{name:<{width}}  {about}" for name, about in listed]


def _layouts(library: Library) -> list[str]:
    return list(library.names("layouts"))


def _content(library: Library) -> list[str]:
    files = (file.removesuffix(".yaml") for file in library.files())
    return [
        file for file in files if file.startswith("content/") and not file.startswith("content/examples/")
    ]


def _examples(library: Library) -> list[str]:
    return list(library.names("content/examples"))


LISTS: dict[str, Callable[[Library], list[str]]] = dict(
    zip(KINDS, (_sheets, _questions, _structures, _tones, _layouts, _content, _examples), strict=True)
)
