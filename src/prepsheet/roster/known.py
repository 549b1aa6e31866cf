"""What is known of rosters beforehand: headers and words in many languages, from the library."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from prepsheet.library import Library
from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.profile import lens
from prepsheet.profile.model import Profile
from prepsheet.schema import decode, fields, nearest
from prepsheet.schema.types import bare
from prepsheet.yaml_source import read

FILE = "content/roster/columns.yaml"
OF_THE_ROW = ("name", "first", "last", "preferred", "key", "profile", "target", "copies")
"""Where a column can go that is no path of the profile."""
SHORT = {"basics.name": "name", "language": "print.lang", "paper": "print.paper", "print": "print.size"}
"""Other words for places, in maps."""
NOT_FROM_ROSTERS = frozenset({"resume", "version"})
"""Paths that say how a profile's file is to be read."""
_FAR = re.compile(r"[0-9]{3}|\.0")
"""A position in a list that no profile has."""


class _Words(Struct, frozen=True):
    columns: dict[str, tuple[str, ...]] = {}
    private: dict[str, tuple[str, ...]] = {}
    values: dict[str, dict[str, tuple[str, ...]]] = {}


@dataclass(frozen=True, slots=True)
class Known:
    """By folded header: where it goes, and how early it stands there; and what it would tell.

    `words` are, by path, the values that folded words in cells stand for.
    """

    goes: dict[str, tuple[str, int]]
    private: dict[str, str]
    words: dict[str, dict[str, str]]


def folded(text: str) -> str:
    """The letters and digits of a text, whatever their case, accents and forms."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


def load(library: Library) -> Known:
    """The library's knowledge of rosters. Raises InputError with all that is wrong with its file."""
    return _load(library.find(FILE))


@lru_cache(maxsize=8)
def _load(path: Path) -> Known:
    root = read(path)
    words, problems = decode(root, _Words)
    if words is None or problems:
        raise InputError(problems)
    if wrong := [nowhere(where, Place(str(path))) for where in words.columns if destination(where) is None]:
        raise InputError(wrong)
    return Known(
        {
            folded(header): (destination(where) or "", rank)
            for where, headers in words.columns.items()
            for rank, header in enumerate(headers)
        },
        {folded(header): kind for kind, headers in words.private.items() for header in headers},
        {path: dict(_folded_words(values)) for path, values in words.values.items()},
    )


def _folded_words(values: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for value, words in values.items():
        yield folded(value), value
        for word in words:
            yield folded(word), value


def destination(text: str) -> str | None:
    """Where `text`, as written in a map, sends a column: one `OF_THE_ROW`, a path, or None if nowhere."""
    where = SHORT.get(text, text.removeprefix("prep."))
    if where in OF_THE_ROW:
        return where
    kind = None if where in NOT_FROM_ROSTERS or _FAR.search(where) else lens.hint(where)
    misspelt = kind is Any and _near(where, 0.75)
    return None if kind is None or misspelt else where


def nowhere(text: str, place: Place) -> Problem:
    """What to say of a destination in a map that is none, with what was probably meant."""
    hint = (
        "use a path such as goals.near.role or basics.label, or one of "
        f"{', '.join((*OF_THE_ROW, 'language', 'paper', 'print', 'stage', 'path'))}"
    )
    near = _near(text.removeprefix("prep."))
    if near and destination(near):
        hint = f'did you mean "{near}"?'
    return error(place, "unknown-path", f'"{shown(text)}" is no place in a profile', hint)


def _near(path: str, likeness: float = 0.6) -> str:
    """The path whose last key is most like that of `path`; "" if none is."""
    *before, last = path.split(".")
    near = nearest(last, _keys(before), likeness)
    return ".".join([*before, near]) if near else ""


def _keys(before: list[str]) -> list[str]:
    """The keys that may follow the segments of a path."""
    if not before:
        return [*OF_THE_ROW, *SHORT, *lens.PREP_KEYS, *_fields(Profile)]
    return _fields(bare(lens.type_at(".".join(before))).kind)


def _fields(kind: Any) -> list[str]:
    named = isinstance(kind, type) and issubclass(kind, Struct)
    return [field.key for field in fields(kind)] if named else []
