"""What may be entered in a field: told when a form is made, checked when it is read.

Viewers hold people to some of it (a greatest length, the options of a list), none to all of it, and
some programs that fill forms to nothing. So whoever reads a form checks every value again.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from prepsheet.document import Choice, Select, TextField
from prepsheet.problems import Place, Problem, error, shown
from prepsheet.schema import Date
from prepsheet.schema.types import bare

KindName = Literal["text", "number", "date"]

DATE_LENGTH = 10
"""Characters of a full date, the longest that a profile has."""

_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_SHOWN_OPTIONS = 20


class Kind(Struct, frozen=True, kw_only=True):
    """What a field takes: words, a number within bounds, a date, or some of its options.

    `max_length` counts characters. Options are the values stored, not their labels; of `several`,
    each stands on a line of its own.
    """

    name: KindName = "text"
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    options: tuple[str, ...] = ()
    several: bool = False
    required: bool = False


ANYTHING = Kind()
"""Words of any length, or none."""


def kind_of(block: TextField | Select | Choice) -> Kind:
    """The kind of a field of a document."""
    required = bool(block.required)
    match block:
        case TextField():
            longest = max(_cells(block), len(block.value)) if block.frame == "comb" else block.max_length
            return Kind(
                name=block.kind,
                minimum=block.minimum,
                maximum=block.maximum,
                max_length=longest or (DATE_LENGTH if block.kind == "date" else None),
                required=required,
            )
        case Select():
            values = tuple(option.value for option in block.options)
            return Kind(options=values, several=block.several, required=required)
        case Choice():
            return Kind(options=tuple(option.value for option in block.options), required=required)


def _cells(block: TextField) -> int:
    return len(block.pattern) or block.max_length or DATE_LENGTH


def check_value(kind: Kind, text: str, place: Place) -> Problem | None:
    """What is wrong with `text` as a value of this kind, None if nothing is."""
    if not text.strip():
        return error(place, "value-missing", "this must be filled in") if kind.required else None
    if kind.max_length and len(text) > kind.max_length:
        message = f"{len(text)} characters, at most {kind.max_length} fit"
        return error(place, "value-too-long", message, "shorten it")
    if kind.options:
        return _unknown_option(kind, text, place)
    if kind.name == "number":
        return _no_number(kind, text.strip(), place)
    if kind.name == "date":
        return _no_date(text.strip(), place)
    return None


def _unknown_option(kind: Kind, text: str, place: Place) -> Problem | None:
    chosen = text.split("\n") if kind.several else [text]
    unknown = next((value for value in chosen if value not in kind.options), None)
    if unknown is None:
        return None
    known = ", ".join(map(shown, kind.options[:_SHOWN_OPTIONS]))
    return error(place, "unknown-option", f'"{shown(unknown)}" is none of the options', f"there are: {known}")


def _no_number(kind: Kind, text: str, place: Place) -> Problem | None:
    """A minus sign may be a hyphen or the sign itself; decimals follow a point or a comma."""
    figures = text.replace("\u2212", "-")
    if not _NUMBER.fullmatch(figures):
        return error(place, "no-number", f'"{shown(text)}" is no number', "write it in figures, such as 3")
    number = float(figures.replace(",", "."))
    if kind.minimum is not None and number < kind.minimum:
        return error(place, "number-too-small", f"{text} is less than {kind.minimum:g}")
    if kind.maximum is not None and number > kind.maximum:
        return error(place, "number-too-large", f"{text} is more than {kind.maximum:g}")
    return None


def _no_date(text: str, place: Place) -> Problem | None:
    form = bare(Date).form
    if form is None or form.reads(text):
        return None
    return error(place, "no-date", f'"{shown(text)}" is no date', form.hint)
