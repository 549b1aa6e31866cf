"""What there is to make: the sheets of the library and the answers in its words, in a person's language."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from prepsheet import answers, content, layout
from prepsheet.library import Library
from prepsheet.problems import InputError, Place, Problem, error
from prepsheet.profile import Profile


class SheetName(NamedTuple):
    """A sheet that can be made: its name, what lists call it, and the format of its file."""

    name: str
    title: str
    format: str


def sheet_names(library: Library, language: str = "en") -> tuple[SheetName, ...]:
    """The sheets of the library: first the default kit in its order, then the others by name."""
    names = library.names(f"content/{language}/sheets")
    heads = sorted(_heads(library, language, names), key=lambda head: (head.kit or 1000, head.name))
    return tuple(
        SheetName(head.name, head.title, layout.format_of(library.find(f"layouts/{head.layout}.yaml")))
        for head in heads
    )


def kit(library: Library, profile: Profile) -> tuple[str, ...]:
    """The names of the default kit in the language of a profile."""
    language = content_language(library, profile.prep.print.lang)
    return tuple(head.name for head in chosen(library, language, ()))


def chosen(library: Library, language: str, names: tuple[str, ...]) -> list[content.Head]:
    """The sheets of these names; of others nothing is read. The default kit if there are none."""
    known = library.names(f"content/{language}/sheets")
    if not names:
        heads = _heads(library, language, known)
        return sorted((head for head in heads if head.kit), key=lambda head: head.kit)
    if problems := [unknown("sheet", name, known) for name in names if name not in known]:
        raise InputError(problems)
    return _heads(library, language, dict.fromkeys(names))


def _heads(library: Library, language: str, names: Iterable[str]) -> list[content.Head]:
    folder = f"content/{language}/sheets"
    return [content.load(library.find(f"{folder}/{name}.yaml")).head for name in names]


def content_language(library: Library, wanted: str) -> str:
    """The folder of the content's language: the profile's own where the library has it, else English."""
    primary = wanted.partition("-")[0]
    return primary if primary and library.names(f"content/{primary}/sheets") else "en"


@lru_cache(maxsize=16)
def scripts(library: Library, language: str = "en") -> answers.Scripts:
    """All that the library says about answers. Raises `InputError` with every fault of it."""
    return answers.load(library, language)


def arrangement(library: Library, name: str) -> layout.Layout:
    """The layout of that name. Raises `InputError` with every fault of it."""
    return layout.load(library.find(f"layouts/{name}.yaml"))


def unknown(kind: str, name: str, known: Iterable[str]) -> Problem:
    """A name that was asked for and is not among those known, with the nearest."""
    close = get_close_matches(name, known, 1)
    hint = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(known) or 'none'}"
    return error(Place(name), f"unknown-{kind}", f"no {kind} is called '{name}'", hint)
