"""How types are written down for `prepsheet.schema`: frozen msgspec Structs, and a few text types of ours.

A Struct may carry class attributes that only the schema reads:

* `__shorthand__`: the field that a lone text stands for (`values: [teamwork]` for `[{name: teamwork}]`);
* `__aliases__`: other names accepted for a key, mapped to the key;
* `__extras__`: the field, a dict, that keeps keys which the Struct does not know.

A key may also be written in the other convention, `start_date` for `startDate` and the reverse.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import fields as struct_fields


class Form(Struct, frozen=True, eq=False):
    """A kind of text that has to read in a certain way. `reads` says whether it does."""

    name: str
    hint: str
    pattern: str
    reads: Callable[[str], bool]


class Field(NamedTuple):
    """One key of a Struct: the attribute, the key in the file, its type and whether it must be there."""

    name: str
    key: str
    hint: Any
    required: bool


class Bare(NamedTuple):
    """A type without its annotations."""

    kind: Any
    metas: tuple[Meta, ...]
    form: Form | None

    def limit(self, name: str) -> Any:
        """The first annotated `name` (`pattern`, `ge`, `max_length`, …), or None."""
        return next((value for meta in self.metas if (value := getattr(meta, name)) is not None), None)


def bare(hint: Any) -> Bare:
    """Take `Annotated[...]` and `... | None` off a type."""
    notes: tuple[Any, ...] = ()
    while True:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            hint, notes = arguments[0], (*arguments[1:], *notes)
        elif origin in (Union, types.UnionType) and len(solid := without_none(hint)) == 1:
            hint = solid[0]
        else:
            form = next((note for note in notes if isinstance(note, Form)), None)
            return Bare(hint, tuple(note for note in notes if isinstance(note, Meta)), form)


def without_none(union: Any) -> tuple[Any, ...]:
    """The members of a union but for None."""
    return tuple(member for member in get_args(union) if member is not type(None))


@cache
def fields(struct: type[Struct]) -> tuple[Field, ...]:
    """The keys of a Struct in order, without the one that keeps its extras."""
    kept = getattr(struct, "__extras__", None)
    return tuple(
        Field(info.name, info.encode_name, info.type, info.default is info.default_factory is NODEFAULT)
        for info in struct_fields(struct)
        if info.name != kept
    )


@lru_cache(maxsize=1024)
def spellings(key: str) -> tuple[str, str]:
    """The two ways to write a key: `start_date` and `startDate`."""
    snake = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", key).lower()
    return snake, re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), snake)


@cache
def known_keys(struct: type[Struct]) -> Mapping[str, Field]:
    """The key that each accepted name stands for; a key's own spellings win over aliases."""
    own = {field.key: field for field in fields(struct)}
    other: Mapping[str, str] = getattr(struct, "__aliases__", {})
    spelt = {name: field for field in own.values() for name in (*spellings(field.key), field.key)}
    return {alias: own[key] for alias, key in other.items()} | spelt


_DATE = r"[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?"
_MOMENT = r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?"


def _is_date(text: str) -> bool:
    if not re.fullmatch(_DATE, text):
        return not text
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _is_moment(text: str) -> bool:
    if not re.fullmatch(_MOMENT, text):
        return not text
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


Date = Annotated[str, Form("date", "write 2028, 2028-06 or 2028-06-30", f"^({_DATE})?$", _is_date)]
"""A year, a year and month, or a full date; real, and kept as written. It may be empty."""

_NOW = ("present", "now", "current", "today")


def _is_end(text: str) -> bool:
    return text.lower() in _NOW or _is_date(text)


EndDate = Annotated[
    str,
    Form(
        "date",
        'write 2028, 2028-06, 2028-06-30 or "present"',
        f"^({_DATE}|[Pp]resent|[Nn]ow|[Cc]urrent|[Tt]oday)?$",
        _is_end,
    ),
]
"""A date, or a word for something that goes on; kept as written."""

Moment = Annotated[
    str,
    Form(
        "date and time",
        "write 2028-06-30 or 2028-06-30T10:30, with +02:00 or Z for a zone",
        f"^({_MOMENT})?$",
        _is_moment,
    ),
]
"""A full date, with or without a time and a time zone; real, and kept as written. It may be empty."""

Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=60)]
"""A name that other parts of the file refer to, and that becomes part of field names."""
