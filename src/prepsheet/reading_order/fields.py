"""What a form field or a link says of itself, from its own dictionaries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pypdf.generic import DictionaryObject

from prepsheet.reading_order.values import (
    array,
    dictionary,
    identity,
    inherited,
    name,
    number,
    text,
)

Kind = Literal[
    "edit box",
    "checkbox",
    "radio button",
    "button",
    "drop-down",
    "list box",
    "signature",
    "link",
    "annotation",
]

READ_ONLY, REQUIRED = 1, 1 << 1
MULTI_LINE, PASSWORD = 1 << 12, 1 << 13
RADIO, PUSH = 1 << 15, 1 << 16
COMBO = 1 << 17
HIDDEN = 1 << 1 | 1 << 5
"""Flags of fields (`/Ff`) and, last, of annotations (`/F`)."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something to operate. `at` is its top left corner: x and y, upward, in points.

    `value` is a text or the options chosen; `on` is for what can be checked; `place` is the number
    of a radio button and that of all in its group. `printed` ones can't be changed any more.
    """

    page: int
    kind: Kind
    label: str
    value: str = ""
    on: bool = False
    place: tuple[int, int] = (0, 0)
    several_lines: bool = False
    required: bool = False
    read_only: bool = False
    longest: int = 0
    choices: int = 0
    printed: bool = False
    at: tuple[float, float] | None = None


def control(annotation: DictionaryObject, page: int, alternative: str) -> Control | None:
    """The control that an annotation is; none if it is hidden. `alternative` is its element's text."""
    if number(annotation.get("/F")) & HIDDEN:
        return None
    corner = _corner(annotation)
    if name(annotation.get("/Subtype")) != "Widget":
        kind: Kind = "link" if name(annotation.get("/Subtype")) == "Link" else "annotation"
        return Control(page, kind, text(annotation.get("/Contents")) or alternative, at=corner)
    flags = number(inherited(annotation, "/Ff"))
    kind = _kind(name(inherited(annotation, "/FT")), flags)
    options = array(inherited(annotation, "/Opt"))
    secret = kind == "edit box" and flags & PASSWORD
    return Control(
        page,
        kind,
        _label(annotation, kind, alternative),
        value="hidden" if secret else _value(kind, inherited(annotation, "/V"), options),
        on=name(annotation.get("/AS")) not in ("", "Off"),
        place=_place(annotation) if kind == "radio button" else (0, 0),
        several_lines=kind == "edit box" and bool(flags & MULTI_LINE),
        required=bool(flags & REQUIRED),
        read_only=bool(flags & READ_ONLY),
        longest=number(inherited(annotation, "/MaxLen")) if kind == "edit box" else 0,
        choices=len(options) if kind in ("drop-down", "list box") else 0,
        at=corner,
    )


def printed(attributes: DictionaryObject, page: int, words: str) -> Control:
    """The control that a printed field was (PrintField attributes); `words` stand in it."""
    kinds: dict[str, Kind] = {"rb": "radio button", "cb": "checkbox", "pb": "button", "tv": "edit box"}
    state = name(attributes.get("/checked")) or name(attributes.get("/Checked"))
    kind = kinds.get(name(attributes.get("/Role")), "edit box")
    label = text(attributes.get("/Desc"))
    return Control(page, kind, label, value=words.strip(), on=state == "on", printed=True)


def _corner(annotation: DictionaryObject) -> tuple[float, float]:
    left, bottom, right, top = map(float, array(annotation.get("/Rect")))
    return min(left, right), max(bottom, top)


def _kind(form: str, flags: int) -> Kind:
    match form:
        case "Btn":
            return "radio button" if flags & RADIO else "button" if flags & PUSH else "checkbox"
        case "Ch":
            return "drop-down" if flags & COMBO else "list box"
        case "Sig":
            return "signature"
        case _:
            return "edit box"


def _label(annotation: DictionaryObject, kind: Kind, alternative: str) -> str:
    """A radio button is told by its own text; the label it inherits is its whole group's."""
    own, above = text(annotation.get("/TU")), text(inherited(annotation, "/TU"))
    return own or (alternative or above if kind == "radio button" else above or alternative)


def _value(kind: Kind, value: Any, options: list[Any]) -> str:
    """The text of a field; of a choice, what is shown for the values chosen."""
    shown = {text(array(each)[0]): text(array(each)[-1]) for each in options if array(each)}
    chosen = [text(each) for each in array(value)]
    if kind in ("drop-down", "list box"):
        chosen = [shown.get(each, each) for each in chosen]
    return ", ".join(chosen) if kind in ("edit box", "drop-down", "list box") else ""


def _place(annotation: DictionaryObject) -> tuple[int, int]:
    buttons = [identity(each) for each in array(dictionary(annotation.get("/Parent")).get("/Kids"))]
    mine = identity(annotation)
    return (buttons.index(mine) + 1, len(buttons)) if mine in buttons else (1, 1)
