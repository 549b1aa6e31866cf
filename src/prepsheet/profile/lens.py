"""Paths into a profile, `goals.near.role`: the names of fields, read here.

The first segment is a key of `prep` if `prep` has such a key, else one of the JSON Resume. In a list,
a segment of digits is a position from 1, any other the `id` of an entry.
"""

from __future__ import annotations

from typing import Any

from prepsheet.profile.prep import Prep

PREP_KEYS = frozenset(Prep.__struct_encode_fields__)


def in_prep(path: str) -> bool:
    """Whether a path begins at a key of `prep`."""
    return path.partition(".")[0] in PREP_KEYS


def get(data: dict[str, Any], path: str) -> str:
    """The text at `path` of a profile's plain data, "" if there is none; a list as its lines."""
    value: Any = data["prep"] if in_prep(path) else data
    for segment in path.split("."):
        value = _step(value, segment)
    return _text(value)


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
