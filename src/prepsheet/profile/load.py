"""Reading a profile: the file, the JSON Resume that it may point to, and every problem in both."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from prepsheet.problems import InputError, Problem, error, shown, warning
from prepsheet.profile.checks import check_names
from prepsheet.profile.model import Profile
from prepsheet.schema import MAX_PROBLEMS, decode, is_null, with_paths
from prepsheet.yaml_source import Mapping, Node, Scalar, parse, read

Instead = typing.Mapping[Path, bytes]
NOTHING: Instead = {}
Over = Callable[[Mapping], Mapping]

OUTSIDE = re.compile(r"/|\\|~|[A-Za-z][A-Za-z0-9+.-]*:")
"""How a path begins that is absolute, somebody's home, a drive, a share or an address."""


def load(
    path: str | Path, instead: Instead = NOTHING, over: Over | None = None
) -> tuple[Profile, list[Problem]]:
    """Read a profile (YAML or JSON; a plain JSON Resume will do), and its warnings and notes.

    `instead` are bytes to read in place of those that files have; `over` lays other values over what
    was read, before anything is checked. Raises InputError with all problems, warnings among them, if
    there is any error.
    """
    return _sound(*_examine(Path(path), instead, over))


def made_of(root: Mapping) -> tuple[Profile, list[Problem]]:
    """A profile of values that come from no profile's file; raises as `load` does."""
    profile, problems = _checked(root)
    return _sound(profile, [_without_prep(problem) for problem in problems])


def _sound(profile: Profile | None, problems: list[Problem]) -> tuple[Profile, list[Problem]]:
    if profile is None or any(problem.severity == "error" for problem in problems):
        raise InputError(problems)
    return profile, problems


def check(path: str | Path) -> list[Problem]:
    """Every problem of a profile, in the order of the file; none if it is sound. Raises nothing."""
    try:
        return _examine(Path(path), NOTHING)[1]
    except InputError as failure:
        return list(failure.problems)


def files(path: Path, instead: Instead = NOTHING) -> tuple[Path, ...]:
    """The files that a profile is in: its own, and the JSON Resume that it points to.

    `instead` is as for `load`. Raises InputError if they can't be read.
    """
    node = _pointer(_read(path, instead))
    return (path,) if node is None else (path, _beside(path, node))


def _examine(path: Path, instead: Instead, over: Over | None = None) -> tuple[Profile | None, list[Problem]]:
    root = _read(path, instead)
    problems: list[Problem] = []
    if isinstance(root, Mapping):
        problems += _foreign(root)
        root, found = _with_resume(root, path, instead)
        problems += found
        root = over(root) if over else root
    profile, found = _checked(root)
    return profile, _in_order([*problems, *found], path)


def _checked(root: Node) -> tuple[Profile | None, list[Problem]]:
    names = islice(check_names(root), MAX_PROBLEMS) if isinstance(root, Mapping) else ()
    profile, found = decode(root, Profile)
    return profile, [*with_paths(root, names), *found]


def _in_order(problems: Iterable[Problem], path: Path) -> list[Problem]:
    def position(problem: Problem) -> tuple[bool, str, int, int]:
        place = problem.place
        return place.file != str(path), place.file, place.line or 0, place.column or 0

    return [_without_prep(problem) for problem in sorted(problems, key=position)]


def _without_prep(problem: Problem) -> Problem:
    """Paths in messages are those of fields: keys of `prep` stand alone."""
    if not problem.place.path.startswith("prep."):
        return problem
    return replace(problem, place=replace(problem.place, path=problem.place.path.removeprefix("prep.")))


def _foreign(root: Mapping) -> list[Problem]:
    if "cv" not in root.entries or "basics" in root.entries:
        return []
    message = "this is a RenderCV file, not a profile"
    hint = "make a profile of it: prepsheet new me.yaml --from FILE"
    return [error(root.keys["cv"], "rendercv", message, hint)]


def _read(path: Path, instead: Instead) -> Node:
    return parse(instead[path], shown(str(path), 1000)) if path in instead else read(path)


def _pointer(root: Node) -> Scalar | None:
    """The name of the JSON Resume that a profile points to."""
    prep = root.entries.get("prep") if isinstance(root, Mapping) else None
    node = prep.entries.get("resume") if isinstance(prep, Mapping) else None
    return node if isinstance(node, Scalar) and node.text and not is_null(node) else None


def _with_resume(root: Mapping, path: Path, instead: Instead) -> tuple[Mapping, list[Problem]]:
    """The profile with the keys of the file that `prep.resume` names; its own keys win."""
    node = _pointer(root)
    if node is None:
        return root, []
    try:
        resume = _read_beside(path, node, instead)
    except InputError as failure:
        return root, list(failure.problems)
    problems = _foreign(resume)
    if "prep" in resume.entries:
        hint = f"move it to {shown(path.name)}"
        problems.append(warning(resume.keys["prep"], "prep-ignored", '"prep" in this file is not used', hint))
    own = {key for key, value in root.entries.items() if not is_null(value)}
    added = resume.entries.keys() - own - {"prep", "cv"}
    entries = root.entries | {key: node for key, node in resume.entries.items() if key in added}
    keys = root.keys | {key: place for key, place in resume.keys.items() if key in added}
    return Mapping(entries, keys, root.place), problems


def _read_beside(path: Path, node: Scalar, instead: Instead) -> Mapping:
    file = _beside(path, node)
    try:
        resume = _read(file, instead)
    except InputError as failure:
        if any(problem.place.line for problem in failure.problems):
            raise
        name = shown(node.text)  # the file as a whole: the place that helps is where it is named
        named = (replace(p, place=node.place, message=f"{name}: {p.message}") for p in failure.problems)
        raise InputError(named) from None
    if not isinstance(resume, Mapping):
        raise InputError(
            [error(resume.place, "wrong-kind", "this is not a JSON Resume", 'it begins with "basics"')]
        )
    return resume


def below(folder: Path, name: str) -> Path | None:
    """The path from a folder to a file in it or below it, without links on the way; None for any other.

    Raises nothing for a name that no file can have.
    """
    try:
        file = (folder.resolve() / name).resolve()
    except (OSError, ValueError, RuntimeError):  # too long, a NUL, links in a circle
        return None
    inside = not OUTSIDE.match(name) and folder.resolve() in file.parents
    return file.relative_to(folder.resolve()) if inside else None


def _beside(path: Path, node: Scalar) -> Path:
    file = below(path.resolve().parent, node.text)
    if file is None:
        message = f'"{shown(node.text)}" is not a file beside this profile'
        hint = "copy the file into the folder of the profile and write only its name"
        raise InputError([error(node.place, "outside", message, hint)])
    if path.resolve() == path.resolve().parent / file:
        raise InputError([error(node.place, "own-resume", "this is the profile itself", 'delete "resume:"')])
    return path.parent / file
