"""A profile made of the fields of a filled sheet alone, by what the schema's types say of their paths."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from msgspec import Struct

from prepsheet.profile import Profile
from prepsheet.profile.lens import in_prep
from prepsheet.schema import Id, bare, decode, known_keys
from prepsheet.yaml_source import parse


def type_at(path: str) -> Any:
    """The type of the value at a field's path. Raises AssertionError where a profile has no such path."""
    hint: Any = Profile
    for segment in (("prep." if in_prep(path) else "") + path).split("."):
        kind = bare(hint).kind
        if get_origin(kind) is tuple:
            assert is_id(segment), f"{path}: {segment} can't be an id"
            hint = get_args(kind)[0]
        elif get_origin(kind) is dict:
            assert is_id(segment), f"{path}: {segment} can't be an id"
            hint = get_args(kind)[1]
        else:
            assert isinstance(kind, type) and issubclass(kind, Struct), f"{path}: nothing below {segment}"
            assert segment in {field.key for field in known_keys(kind).values()}, f"{path}: no key {segment}"
            hint = known_keys(kind)[segment].hint
    return hint


def is_id(segment: str) -> bool:
    """Whether a segment may name an entry: by its position, or by an id."""
    return decode(parse(f'"{segment}"'.encode(), "path"), Id)[1] == []


def choices(hint: Any) -> tuple[str, ...]:
    """The words that a type allows; none if it allows any."""
    kind = bare(hint).kind
    return tuple(map(str, get_args(kind))) if get_origin(kind) is Literal else ()


def collected(fields: dict[str, str]) -> dict[str, Any]:
    """The plain data of a profile that was empty before these fields, by path, were filled in.

    Entries that a path names by an id get that id; those of a position come in its order.
    """
    data: dict[str, Any] = {}
    for path, text in fields.items():
        whole = ("prep." if in_prep(path) else "") + path
        *above, key = whole.split(".")
        place, hint = data, Profile
        for segment in above:
            kind = bare(hint).kind
            if get_origin(kind) is tuple:
                hint = get_args(kind)[0]
                place = place.setdefault(segment, {} if segment.isdecimal() else {"id": segment})
            else:
                hint = known_keys(kind)[segment].hint
                place = place.setdefault(segment, {})
        texts = get_origin(bare(known_keys(bare(hint).kind)[key].hint).kind) is tuple
        place[key] = text.splitlines() if texts else text
    made: dict[str, Any] = _lists(data, Profile)
    return made


def _lists(value: Any, hint: Any) -> Any:
    """What was gathered by position or id, as lists where the type has lists."""
    kind = bare(hint).kind
    if get_origin(kind) is tuple and isinstance(value, dict):
        return [_lists(entry, get_args(kind)[0]) for entry in value.values()]
    if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, Struct):
        return {key: _lists(item, known_keys(kind)[key].hint) for key, item in value.items()}
    return value
