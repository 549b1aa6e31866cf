"""What of a JSON Resume a profile has room for. The standard allows any further key; a profile doesn't."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from msgspec import Struct

from prepsheet.problems import Place, Problem, shown, warning
from prepsheet.schema import Field, bare, decode, fields, is_null, known_keys, nearest
from prepsheet.yaml_source import Mapping, Node, Scalar, Sequence

_UNFIT = {
    "not-a-date": "it is not a date",
    "not-a-choice": "it is not possible here",
    "bad-pattern": "its form is not allowed here",
}
"""What may be wrong with one value without the rest being in doubt."""


def not_taken_over(place: Place, what: str, why: str, hint: str = "") -> Problem:
    """The report of something that stays behind in the file."""
    return warning(place, "not-taken-over", f'"{shown(what)}" was not taken over: {why}', hint)


def fitting(node: Node, hint: Any, left: list[Problem]) -> Node:
    """The node with only what the type `hint` has room for, under its own names for it.

    What stays behind is added to `left`. A value of another kind stays, for `decode` to refuse.
    """
    kind = bare(hint).kind
    if isinstance(node, Sequence) and get_origin(kind) is tuple:
        entry = get_args(kind)[0]
        return Sequence(
            tuple(fitting(item, entry, left) for item in node.items if not is_null(item)), node.place
        )
    if isinstance(node, Mapping) and isinstance(kind, type) and issubclass(kind, Struct):
        return _known(node, kind, left)
    return node


def _known(node: Mapping, kind: type[Struct], left: list[Problem]) -> Mapping:
    known = known_keys(kind)
    entries: dict[str, Node] = {}
    keys: dict[str, Place] = {}
    for key, value in node.entries.items():
        place, field = node.keys[key], known.get(key)
        if is_null(value):
            continue
        if field is None:
            meant = nearest(key, known, 0.75)
            hint = f'did you mean "{meant}"?' if meant else ""
            left.append(not_taken_over(place, key, "a profile has no such key here", hint))
        elif field.key in entries:
            left.append(not_taken_over(place, key, f'"{field.key}" stands here already'))
        elif unfit := _unfit(value, field):
            left.append(unfit)
        else:
            entries[field.key] = fitting(value, field.hint, left)
            keys[field.key] = place
    order = (field.key for field in fields(kind) if field.key in entries)
    return Mapping({key: entries[key] for key in order}, keys, node.place)


def _unfit(value: Node, field: Field) -> Problem | None:
    """The report of a lone value that can't be one of this key, if that is all that is wrong with it."""
    if not isinstance(value, Scalar):
        return None
    if field.key == "id" and value.text.isdecimal():
        return not_taken_over(value.place, value.text, "an id of digits means a position in the list")
    _, problems = decode(value, field.hint)
    reasons = ((_UNFIT[problem.code], problem.hint) for problem in problems if problem.code in _UNFIT)
    return next((not_taken_over(value.place, value.text, why, hint) for why, hint in reasons), None)
