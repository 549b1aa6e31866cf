"""`roster-map.yaml`: where the columns go that are not known by themselves.

columns:
  Dream job: goals.near.role    a column of the roster, and a path of the profile
  Sheet size: print             or what it says of the row: name, first, last, preferred, key,
                                profile, target, copies, stage, path, language, paper, print
ignore: [Notes]                 columns to leave alone
defaults:
  print.office: Careers Office  what everybody gets who has nothing else at that path
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from prepsheet.problems import InputError, Place, Problem, error, shown, warning
from prepsheet.roster.known import Known, destination, folded, nowhere
from prepsheet.roster.model import Cell
from prepsheet.roster.values import value_of
from prepsheet.schema import decode, nearest
from prepsheet.yaml_source import Mapping, Node, Scalar, Sequence, read

FILE = "roster-map.yaml"


class _File(Struct, frozen=True):
    """What becomes of the columns of a roster."""

    columns: dict[str, str] = {}
    ignore: tuple[str, ...] = ()
    defaults: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Map:
    """By folded header: where a column goes (`goes`), or that it is left alone.

    `headers` are those named in the map, with their places.
    """

    goes: dict[str, str]
    ignore: frozenset[str]
    defaults: tuple[Cell, ...]
    headers: tuple[tuple[str, Place], ...]


NO_MAP = Map({}, frozenset(), (), ())


def find(folder: Path, chosen: Path | None) -> Path | None:
    """The map to use: the one chosen, else that beside the roster, if there is one."""
    beside = folder / FILE
    return chosen or (beside if beside.exists() or beside.is_symlink() else None)


def load(path: Path, known: Known) -> Map:
    """Read a map. Raises InputError with every mistake in it."""
    root = read(path)
    file, problems = decode(root, _File)
    if file is None or problems or not isinstance(root, Mapping):
        raise InputError(problems)
    columns, given = _named(root, "columns"), _named(root, "defaults")
    wrong = [nowhere(file.columns[header], node.place) for header, node in columns.items()
             if destination(file.columns[header]) is None]  # fmt: skip
    defaults: list[Cell] = []
    for text, node in given.items():
        wrong += _default(text, file.defaults[text], node, defaults, known)
    if wrong:
        raise InputError(wrong)
    return Map(
        {folded(header): destination(where) or "" for header, where in file.columns.items()},
        frozenset(map(folded, file.ignore)),
        tuple(defaults),
        tuple(_headers(root)),
    )


def _default(text: str, value: str, node: Node, into: list[Cell], known: Known) -> Iterator[Problem]:
    path = destination(text)
    if path is None or path in ("name", "first", "last", "preferred", "key", "profile"):
        yield nowhere(text, node.place) if path is None else _own(text, node.place)
        return
    cell, problems = value_of(path, value, "", node.place, known)
    yield from problems
    into.append(cell)


def _own(text: str, place: Place) -> Problem:
    message = f'everybody can\'t have the same "{shown(text)}"'
    return error(place, "own-value", message, "leave it out of the defaults")


def _named(root: Mapping, key: str) -> dict[str, Node]:
    inner = root.entries.get(key)
    return inner.entries if isinstance(inner, Mapping) else {}


def _headers(root: Mapping) -> Iterator[tuple[str, Place]]:
    columns, ignored = root.entries.get("columns"), root.entries.get("ignore")
    if isinstance(columns, Mapping):
        yield from columns.keys.items()
    if isinstance(ignored, Sequence):
        yield from ((node.text, node.place) for node in ignored.items if isinstance(node, Scalar))


def unused(used: Map, headers: list[str]) -> Iterator[Problem]:
    """Warnings of headers in the map that the roster has not."""
    names = set(map(folded, headers))
    for header, place in used.headers:
        if folded(header) not in names:
            near = nearest(header, headers)
            there = ", ".join(map(shown, headers[:20]))
            hint = f'did you mean "{shown(near)}"?' if near else f"it has: {there}"
            yield warning(place, "unknown-column", f'the roster has no column "{shown(header)}"', hint)
