"""A row as a profile: its cells laid over the profile that it names, and everything checked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, get_origin

from msgspec import Struct

from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.profile import Profile, lens, load
from prepsheet.profile.load import NOTHING, Instead, made_of
from prepsheet.roster.model import Cell, Row
from prepsheet.roster.values import node_of, told
from prepsheet.schema import bare, is_null, known_keys, nearest
from prepsheet.yaml_source import Mapping, Node, Scalar, Sequence


def person(row: Row, folder: Path, instead: Instead = NOTHING) -> tuple[Profile, list[Problem]]:
    """The profile of a row, and warnings and notes that are not among the row's problems.

    `folder` is the roster's; `instead` are bytes to read in place of those that files have. Raises
    InputError, with all problems, if the row and its file make no sound profile, or if it has not the
    job that the row is for.
    """
    places = [Place(row.roster, row.number, column) for column in range(1, len(row.cells) + 1)]
    pairs = list(zip(row.cells, places, strict=True))
    try:
        if row.file:
            profile, found = load(folder / row.file, instead, lambda root: _laid_over(root, pairs))
        else:
            profile, found = made_of(_laid_over(Mapping({}, {}, row.place), pairs))
    except InputError as failure:
        raise InputError(_told(failure.problems, row)) from None
    if row.target and row.target not in (ids := [target.id for target in profile.prep.targets]):
        raise InputError([_no_target(row, ids)])
    return profile, [problem for problem in _told(found, row) if problem not in row.problems]


def _told(problems: Iterable[Problem], row: Row) -> list[Problem]:
    """Problems with cells by row and column; all others as they are."""
    return [_of_cell(problem, row) if problem.place.file == row.roster else problem for problem in problems]


def _of_cell(problem: Problem, row: Row) -> Problem:
    if problem.place.column is None:
        return problem
    cell = row.cells[problem.place.column - 1]
    return told(problem, row.place, cell.path, cell.column)


def _no_target(row: Row, ids: list[str]) -> Problem:
    near = nearest(row.target, ids)
    known = f"there are: {', '.join(filter(None, ids))}" if any(ids) else "the profile has no targets"
    message = f'there is no target "{shown(row.target)}"'
    return error(row.place, "unknown-target", message, f'did you mean "{near}"?' if near else known)


class _Step(NamedTuple):
    """One segment of a path: into a list, or to a key of a mapping with its other spellings."""

    segment: str
    listed: bool
    key: str
    spelt: frozenset[str]
    shorthand: str


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[_Step, ...]:
    """The way from the root of a profile to what is at a path."""
    hint: Any = Profile
    steps = []
    for segment in (*(("prep",) if lens.in_prep(path) else ()), *path.split(".")):
        kind = bare(hint).kind
        steps.append(_step(segment, kind))
        hint = lens.inner(hint, segment)
    return tuple(steps)


def _step(segment: str, kind: Any) -> _Step:
    shorthand = getattr(kind, "__shorthand__", "")
    if isinstance(kind, type) and issubclass(kind, Struct) and segment in (known := known_keys(kind)):
        field = known[segment]
        spelt = frozenset(key for key in known if known[key] is field)
        return _Step(segment, False, field.key, spelt, shorthand)
    return _Step(segment, get_origin(kind) in (list, tuple), segment, frozenset((segment,)), shorthand)


def _laid_over(root: Mapping, cells: Iterable[tuple[Cell, Place]]) -> Mapping:
    node: Node = root
    for cell, place in cells:
        node = _with(node, _steps(cell.path), cell, place)
    assert isinstance(node, Mapping)
    return node


def _with(node: Node | None, steps: tuple[_Step, ...], cell: Cell, place: Place) -> Node:
    """`node`, or what is made in its place where nothing is, with the cell at the end of some steps."""
    there = None if node is None or is_null(node) else node
    if not steps:
        return there if there is not None and not cell.column else node_of(cell.path, cell.text, place)
    step, rest = steps[0], steps[1:]
    if step.listed:
        return _with_item(there, step.segment, rest, cell, place)
    entries, keys, at = _entries(there, step.shorthand, place)
    key = next((key for key in entries if key in step.spelt), step.key)
    changed = entries | {key: _with(entries.get(key), rest, cell, place)}
    return Mapping(changed, keys if key in keys else keys | {key: place}, at)


def _entries(
    node: Node | None, shorthand: str, place: Place
) -> tuple[dict[str, Node], dict[str, Place], Place]:
    """What a mapping holds, or what a text stands for that is a mapping's shorthand."""
    if isinstance(node, Mapping):
        return node.entries, node.keys, node.place
    if node is None or not shorthand:
        return {}, {}, place
    return {shorthand: node}, {shorthand: node.place}, node.place


def _with_item(
    node: Node | None, segment: str, rest: tuple[_Step, ...], cell: Cell, place: Place
) -> Sequence:
    """A list with the cell in the entry at a position, or of an id; entries are added up to there."""
    items = _items(node)
    if segment.isdecimal():
        index = int(segment) - 1
        items += [Scalar("", place, True)] * (index + 1 - len(items))
    else:
        index = next((number for number, item in enumerate(items) if _id(item) == segment), len(items))
        if index == len(items):
            items.append(Mapping({"id": Scalar(segment, place, False)}, {"id": place}, place))
    items[index] = _with(items[index], rest, cell, place)
    return Sequence(tuple(items), node.place if node is not None else place)


def _items(node: Node | None) -> list[Node]:
    if isinstance(node, Sequence):
        return list(node.items)
    return [] if node is None else [node]


def _id(item: Node) -> str:
    name = item.entries.get("id") if isinstance(item, Mapping) else None
    return name.text if isinstance(name, Scalar) else ""
