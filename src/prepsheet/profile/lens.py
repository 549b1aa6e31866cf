"""Paths into a profile, `goals.near.role`: the names of fields, read here.

The first segment is a key of `prep` if `prep` has such a key, else one of the JSON Resume. In a list,
a segment of digits is a position from 1, any other the `id` of an entry.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct

from prepsheet.profile.model import Profile
from prepsheet.profile.prep import Prep
from prepsheet.schema.types import Id, bare, fields

ID = re.compile(bare(Id).limit("pattern"))
PREP_KEYS = frozenset(Prep.__struct_encode_fields__)


def in_prep(path: str) -> bool:
    """Whether a path begins at a key of `prep`."""
    return path.partition(".")[0] in PREP_KEYS


def get(data: dict[str, Any], path: str) -> str:
    """The text at `path` of a profile's plain data, "" if there is none; a list as its lines."""
    return _text(reduce(_step, path.split("."), _root(data, path)))


def holder(data: dict[str, Any], path: str) -> Any:
    """The mapping or the list that has what is at `path`; "" if there is none."""
    return reduce(_step, path.split(".")[:-1], _root(data, path))


def _root(data: dict[str, Any], path: str) -> Any:
    return data["prep"] if in_prep(path) else data


def hint(path: str) -> Any:
    """The type of the text, the number or the list of texts at a path; None if there can be none."""
    found = type_at(path)
    kind = bare(found).kind
    single = kind in (str, int, Any) or get_origin(kind) is Literal
    return found if single or holds_lines(found) else None


def type_at(path: str) -> Any:
    """The type of whatever is at a path; None if there can be nothing."""
    found: Any = Prep if in_prep(path) else Profile
    for segment in path.split("."):
        found = inner(found, segment)
    return found


def holds_lines(hint: Any) -> bool:
    """Whether a type is a list of texts, which `get` gives as its lines."""
    kind = bare(hint).kind
    return get_origin(kind) in (list, tuple) and bare(get_args(kind)[0]).kind is str


def inner(hint: Any, segment: str) -> Any:
    """The type of what a segment leads to in a value of the type `hint`; None if it leads nowhere."""
    kind = bare(hint).kind
    if isinstance(kind, type) and issubclass(kind, Struct):
        known = {field.key: field.hint for field in fields(kind)}
        open_ended = hasattr(kind, "__extras__") and kind is not Profile and ID.fullmatch(segment)
        return known.get(segment, Any if open_ended else None)
    if get_origin(kind) in (list, tuple):
        return get_args(kind)[0] if segment.isdecimal() or ID.fullmatch(segment) else None
    if get_origin(kind) is dict:
        return get_args(kind)[1] if ID.fullmatch(segment) else None
    return None


def _step(value: Any, segment: str) -> Any:
    if isinstance(value, dict):
        return value.get(segment, "")
    if isinstance(value, list):
        if segment.isdecimal():
            return value[int(segment) - 1] if 0 < int(segment) <= len(value) else ""
        return next((item for item in value if isinstance(item, dict) and item.get("id") == segment), "")
    return ""


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(item for item in value if isinstance(item, str))
    return "" if isinstance(value, dict) else str(value)
