"""Names given on the command line: what they stand for, and what was probably meant by a wrong one."""

from __future__ import annotations

from collections.abc import Iterable

import click

from prepsheet.library import Library


def require(names: Iterable[str], known: Iterable[str], kind: str) -> None:
    """Raise a usage error for the first name that is not known, with the nearest one that is."""
    listed = list(known)
    for name in names:
        if name not in listed:
            raise click.UsageError(f"there is no {kind} {name!r}.{meant(name, listed)}")


def meant(word: str, known: Iterable[str]) -> str:
    """A sentence to add to an error: the nearest known word or, without one, all of them."""
    from prepsheet.schema import nearest

    listed = list(known)
    close = nearest(word, listed)
    if close is not None:
        return f" Did you mean {close!r}?"
    return f" There are: {', '.join(listed)}." if listed else ""


def library_file(library: Library, name: str) -> str:
    """The library file that `name` stands for: a whole name, or the end of one that is unique.

    `goals`, `sheets/goals` and `content/en/sheets/goals.yaml` are the same file as long as no other
    is called `goals`.
    """
    files = [file.removesuffix(".yaml") for file in library.files()]
    wanted = name.removesuffix(".yaml")
    found = [file for file in files if file == wanted] or matching(files, wanted)
    if len(found) > 1:
        raise click.UsageError(f"{name!r} could be any of these: {', '.join(found)}")
    if not found:
        ends = dict.fromkeys(file.rpartition("/")[2] for file in files)
        raise click.UsageError(f"there is no file {name!r} in the library.{meant(wanted, ends)}")
    return f"{found[0]}.yaml"


def matching(files: Iterable[str], end: str) -> list[str]:
    """Those whose last part or parts are `end`."""
    return [file for file in files if file.endswith(f"/{end}")]
