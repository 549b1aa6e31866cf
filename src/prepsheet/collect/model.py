"""What a returned file says, whatever its format: readers make it, merging takes it."""

from __future__ import annotations

from dataclasses import dataclass

from prepsheet.document import Origin, fingerprint
from prepsheet.problems import Problem

__all__ = ["Entry", "Returned", "Words", "fingerprint"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one field of a returned file.

    `path` is the profile path the field is a window onto. `text` is its value in the form that
    `lens.get` gives: several options under each other. `base` is the `fingerprint` of what stood
    there when the sheet was made, None where the file no longer tells. `where` says to a person
    where it is: a page, a heading.
    """

    path: str
    text: str
    base: str | None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: where it comes from (None where it does not say), what is in it, and
    what could not be read for certain. Fields that are missing are no entries."""

    file: str
    origin: Origin | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a draft that are not the person's: the lines above and below regions, labels of beats."""

    edit: frozenset[str] = frozenset()
    end: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
