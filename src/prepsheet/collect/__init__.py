"""Returned sheets: what people wrote into them goes back into the profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from prepsheet import content, profile
from prepsheet.collect.drafts import placed, words
from prepsheet.collect.merge import Merged, Prefer, merge
from prepsheet.collect.model import Returned
from prepsheet.collect.patch import Patched, patch
from prepsheet.collect.read import read
from prepsheet.document import NOWHERE, Origin
from prepsheet.library import Library
from prepsheet.problems import InputError, Place, Problem, error
from prepsheet.profile import person
from prepsheet.profile.load import NOTHING, Instead

__all__ = ["EMPTY", "Collected", "Patched", "Prefer", "collect"]

EMPTY = "basics:\nprep:\n  version: 1\n"
"""A profile that says nothing yet."""


@dataclass(frozen=True, slots=True)
class Collected:
    """The files to change and how, the values that change, and what was found on the way.

    Problems that are errors are about single values and files: all others are collected.
    """

    files: tuple[Patched, ...]
    values: dict[str, str]
    problems: tuple[Problem, ...]


def collect(
    returned: Iterable[Path],
    into: Path,
    library: Library,
    *,
    prefer: Prefer = "",
    anyway: bool = False,
    instead: Instead = NOTHING,
    whose: Callable[[Path, Origin], Iterable[Problem]] = lambda _, __: (),
) -> Collected:
    """What returned sheets change in the profile `into`. Writes nothing.

    `prefer` settles what profile and sheet have both changed; `anyway` takes sheets of other people,
    too. `instead` are bytes to take in place of those that files have, or of one that is not there.
    `whose` says more of a file, from where it lies and what it says of itself.
    Raises InputError if the profile can't be read, or can't be changed safely.
    """
    data = profile.load(into, instead)[0].data()
    problems: list[Problem] = []
    accepted: list[Returned] = []
    for path in dict.fromkeys(returned):
        try:
            found = read(path, partial(words, library))
            problems += found.problems
            problems += whose(path, found.origin or NOWHERE)
            problems += _about(found, data, library, anyway)
        except InputError as refused:
            problems += refused.problems
        else:
            accepted.append(found)
    merged = merge(data, placed(accepted, data, library), prefer)
    patched, values, left = _patched(into, merged, instead)
    return Collected(patched, values, (*problems, *merged.problems, *left))


def _about(found: Returned, data: dict[str, Any], library: Library, anyway: bool) -> Iterator[Problem]:
    """Remarks on where a file comes from. Raises InputError if that is no place to collect from."""
    place, origin = Place(found.file), found.origin
    if not anyway and origin is None and found.entries:
        message = "this file does not say which sheet it is, or whose"
        raise InputError([error(place, "no-origin", message, _LOOK)])
    if not anyway and origin and not person.same(origin.person, person.fingerprint(data)):
        message = "this sheet was made for somebody else than this profile is of"
        raise InputError([error(place, "other-person", message, _LOOK)])
    if origin and origin.version != _version(library, origin.language, origin.sheet):
        message = f"made from another version of the sheet '{origin.sheet}'"
        yield Problem(place, "note", "other-version", message, "what it still has in common is collected")


def _version(library: Library, language: str, sheet: str) -> str:
    try:
        return content.version(library, language, sheet)
    except InputError:  # a name that no library has
        return ""


def _patched(
    into: Path, merged: Merged, instead: Instead
) -> tuple[tuple[Patched, ...], dict[str, str], list[Problem]]:
    """The files with the values that the whole profile allows; why it does not allow the others."""
    values, problems = dict(merged.values), list[Problem]()
    while values:
        try:
            return patch(into, values, instead), values, problems
        except InputError as failure:
            blamed = {_blamed(problem, values): problem for problem in failure.problems}
            if not any(blamed):
                raise
            for path, problem in blamed.items():
                if text := values.pop(path, ""):
                    problems.append(_left(into, path, text, problem))
    return (), values, problems


def _blamed(problem: Problem, values: Iterable[str]) -> str:
    """The path of the value that a problem is about."""
    found = problem.place.path
    wrong = problem.severity == "error"
    return next((path for path in values if wrong and f"{found}.".startswith(f"{path}.")), "")


def _left(into: Path, path: str, text: str, problem: Problem) -> Problem:
    message = f'"{text}" can\'t go to {path}: {problem.message}'
    return error(Place(str(into), path=path), problem.code, message, problem.hint)


_LOOK = "see whose it is; with --anyway, it is collected all the same"
