"""Files of other tools as the beginning of a profile: JSON Resume and RenderCV.

A RenderCV file is rearranged into a JSON Resume first, with every value still at its place in the
file, so what a profile has room for, what is wrong and what is left out are found in one way.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from prepsheet.imports import json_resume, rendercv
from prepsheet.imports.write import written
from prepsheet.problems import InputError, Place, Problem, error, warning
from prepsheet.profile import Profile
from prepsheet.profile.checks import check_names
from prepsheet.schema import MAX_PROBLEMS, decode, known_keys, plain, with_paths
from prepsheet.yaml_source import MAX_BYTES, Mapping, Node, read

_RESUME_KEYS = known_keys(Profile).keys() - {"prep", "meta", "$schema"}


@dataclass(frozen=True, slots=True)
class Imported:
    """A profile made from another tool's file: its YAML text, and what it has no room for.

    `format` is the name of the file's format, as its users know it.
    """

    format: str
    text: str
    left: tuple[Problem, ...]


def take_over(path: Path) -> Imported:
    """Read a JSON Resume (JSON or YAML) or a RenderCV file, told apart by what is in it.

    Nothing is added to what the file says. Raises InputError, with all problems, for a file that is
    neither, or that is not sound.
    """
    root = read(path)
    if not isinstance(root, Mapping):
        raise InputError([_unknown(root.place)])
    left: list[Problem] = []
    source = _format(root)
    resume = rendercv.rearranged(root, left) if source == "RenderCV file" else root
    fitting = json_resume.fitting(resume, Profile, left)
    _, found = decode(fitting, Profile)
    if problems := [*found, *_names(fitting)]:
        raise InputError(problems)
    text = written(plain(fitting))
    if len(text.encode()) > MAX_BYTES:
        raise InputError([error(root.place, "too-large", "the profile would be larger than 1 MiB", _SHORTEN)])
    return Imported(source, text, _told(root, left))


_SHORTEN = "leave out what the interviews you prepare for don't need"


def _format(root: Mapping) -> str:
    if "prep" in root.entries:
        message = "this is a profile of prepsheet already"
        raise InputError([error(root.keys["prep"], "own-profile", message, "use it as it is, or copy it")])
    if _RESUME_KEYS & root.entries.keys():
        return "JSON Resume"
    if "cv" in root.entries:
        return "RenderCV file"
    raise InputError([_unknown(root.place)])


def _unknown(place: Place) -> Problem:
    message = "this is neither a JSON Resume nor a RenderCV file"
    return error(place, "unknown-format", message, 'the one begins with "basics", the other with "cv"')


def _names(fitting: Node) -> list[Problem]:
    """What is wrong with the ids that entries have."""
    return list(islice(check_names(fitting), MAX_PROBLEMS)) if isinstance(fitting, Mapping) else []


def _told(root: Mapping, left: list[Problem]) -> tuple[Problem, ...]:
    told = sorted(with_paths(root, left), key=lambda p: (p.place.line or 0, p.place.column or 0))
    if len(told) <= MAX_PROBLEMS:
        return tuple(told)
    message = f"and {len(told) - MAX_PROBLEMS} more were not taken over"
    return (*told[:MAX_PROBLEMS], warning(Place(root.place.file), "not-taken-over", message))
