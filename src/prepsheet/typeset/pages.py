"""Typeset pages: boxes in place, in reading order, with their roles. Pure geometry.

All lengths are points. The origin is the top left corner of the page, x grows to the right and
y grows *downward*; a painter turns it. A page is a tree: `Tag` nodes say what a thing is for
assistive technology, `Artifact` nodes hold ink that says nothing, and the leaves are marks
(ink) and widgets (form fields). Painting walks the tree in order and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from prepsheet.brand import Colour, Logo
from prepsheet.document import NOWHERE, Origin
from prepsheet.kinds import ANYTHING, Kind

Ink = Literal["ink", "accent", "paper"] | Colour


class Glyph(NamedTuple):
    """A shape of a font, and the characters that it stands for: none, if the glyph before it says them.

    All lengths are in 1/1000 em: how far to go on after it, and how far off the pen it is drawn,
    to the right and up.
    """

    number: int
    text: str
    advance: float
    right: float = 0.0
    up: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: `x` its left edge, `y` its baseline.

    `kerns` has one adjustment for each character, in 1/1000 em, added *after* it (empty: none);
    `tracking` is added after every character, in points. `underline` is how far it is underlined.

    Text in a script that the shipped fonts lack has been shaped: its `glyphs` stand from left to
    right, whatever the order of reading, and have no kerns or tracking.
    """

    x: float
    y: float
    text: str
    font: str
    size: float
    kerns: tuple[float, ...] = ()
    tracking: float = 0.0
    ink: Ink = "ink"
    glyphs: tuple[Glyph, ...] = ()
    underline: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line. `dotted` draws round dots 3 pt apart, of diameter `weight`."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with its top left corner at x, y: stroked with `weight`, or filled with `fill`."""

    x: float
    y: float
    width: float
    height: float
    weight: float = 0.0
    fill: Ink | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around x, y: stroked with `weight` (line centred on the radius), or filled."""

    x: float
    y: float
    radius: float
    weight: float = 0.0
    fill: Ink | None = None


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: Ink = "ink"


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo in its box, whose top left corner is x, y; in `grey` where there is only black ink."""

    x: float
    y: float
    width: float
    height: float
    logo: Logo
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A matrix code: a square of `side`, its top left corner at x, y; each row a text of 0 and 1, for ink."""

    x: float
    y: float
    side: float
    rows: tuple[str, ...]


Mark = Text | Rule | Rect | Circle | Polygon | Picture | Code


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page: x, y its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TextWidget:
    """A text field. `lines` are the marks of its appearance, placed on the page (not in the box).

    `name` is dotted, as the profile's path; `label` is announced (`/TU`); `size` is the font size
    for text typed later, in points; `font` names the typed text's font. A `comb` has a cell for each
    of the characters that its kind allows. Typed text stands at the right if it is `rtl`.
    """

    name: str
    label: str
    box: Box
    value: str
    lines: tuple[Text, ...]
    font: str
    size: float
    multiline: bool = False
    kind: Kind = ANYTHING
    comb: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class SelectWidget:
    """A drop-down: `value` is what is stored, if anything.

    `options` are pairs of what is stored and what is shown. `lines` are the marks of what is chosen,
    `sign` that of the list below.
    """

    name: str
    label: str
    box: Box
    value: str
    options: tuple[tuple[str, str], ...]
    lines: tuple[Text, ...]
    sign: tuple[Mark, ...]
    font: str
    size: float
    required: bool = False
    rtl: bool = False


class Several(NamedTuple):
    """A list that has a checkbox for each of its options, and what the profile holds of it, in its order."""

    name: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckWidget:
    """A checkbox; its outline is drawn on the page, the widget draws the cross only.

    `stands_for` is what the profile holds for a checked one, `value` what it holds now: an unchecked
    one may hold some other word. `among` is the list that it is an option of.
    """

    name: str
    label: str
    box: Box
    on: bool
    required: bool = False
    value: str = ""
    stands_for: str = "yes"
    among: Several | None = None


@dataclass(frozen=True, slots=True)
class RadioWidget:
    """One button of a radio group; buttons that share a `name` are a group.

    `state` is the button's place in the group from 0, `value` what is stored for it, `label` what
    is announced for it, `group_label` for the group. The circle is drawn on the page, the widget
    draws the dot only, or a `ring` around the figure that the circle has in it.
    """

    name: str
    group_label: str
    label: str
    box: Box
    state: int
    value: str
    on: bool
    required: bool = False
    ring: bool = False


Widget = TextWidget | SelectWidget | CheckWidget | RadioWidget

ArtifactKind = Literal["layout", "header", "footer"]


@dataclass(frozen=True, slots=True)
class Artifact:
    """Ink that assistive technology passes over: rules, frames, running heads and feet."""

    marks: tuple[Mark, ...]
    kind: ArtifactKind = "layout"


Role = Literal[
    "H1",
    "H2",
    "H3",
    "P",
    "Span",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "THead",
    "TBody",
    "TR",
    "TH",
    "TD",
    "Form",
    "Sect",
    "Div",
    "Note",
    "Figure",
]


@dataclass(frozen=True, slots=True)
class Tag:
    """A structure element around its kids, in reading order.

    `scope` is for header cells, `span` the columns a cell covers, `alt` an alternative text.
    """

    role: Role
    kids: tuple[Node, ...]
    alt: str = ""
    scope: Literal["", "Row", "Column", "Both"] = ""
    span: int = 1
    language: str = ""


Node = Tag | Artifact | Mark | Widget


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the given size, its nodes in reading order."""

    width: float
    height: float
    nodes: tuple[Node, ...]


class Typed(NamedTuple):
    """Characters that the shipped fonts lack and that a reader may type: the key of their font file."""

    font: str
    characters: str


@dataclass(frozen=True, slots=True)
class Pages:
    """A typeset document. `date` is ISO (YYYY-MM-DD), `dropped` what fitting left out.

    `continued` are the fields whose value goes on on a page of its own, with the page's number.
    `typed` is what fields must be able to show besides what the shipped fonts draw. They are `rtl` if
    the sheet is read from right to left. `origin` is what the file tells whoever reads it back.
    """

    title: str
    language: str
    author: str
    subject: str
    date: str
    pages: tuple[Page, ...]
    dropped: tuple[str, ...] = field(default=())
    continued: tuple[tuple[str, int], ...] = field(default=())
    typed: tuple[Typed, ...] = ()
    rtl: bool = False
    origin: Origin = NOWHERE
