"""Blocks: paragraphs, headings, lists, tables, rows and the rating matrix."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from prepsheet.document.fields import Check, Checks, Choice, Option, Select, TextField
from prepsheet.document.inline import Base, Before, Inline


class Paragraph(Base, frozen=True, kw_only=True, tag="paragraph"):
    """A paragraph in a style of the type scale (`lead`, `body`, `hint`, `opening`, `title`…).

    `rules` is how many write rules stand in for the text when it is empty; `max_width` narrows it;
    `number` stands before it in a disc. An `echo` says what the labels of the fields beside it say
    already: where there are fields, it is for the eye alone and not announced.
    """

    style: str = "body"
    text: Inline = ""
    number: int | None = None
    rules: int = 0
    max_width: float | None = None
    echo: bool = False


class Heading(Base, frozen=True, kw_only=True, tag="heading"):
    """A heading of level 1 to 3, with an optional number in a disc and a note beside it.

    `style` names a style of the type scale where it differs from the level's own;
    `rule` draws a line below it.
    """

    level: int
    text: Inline
    number: int | None = None
    note: str = ""
    style: str = ""
    rule: bool = False
    max_width: float | None = None


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One item of a list, droppable like a block."""

    text: Inline
    drop: int = 0
    name: str = ""


class Bullets(Base, frozen=True, kw_only=True, tag="bullets"):
    """A list, one item a row, at one of the given pitches (roomy to tight), without bullet signs.

    `rules` write rules stand in when there are no items.
    """

    items: tuple[Item, ...] = ()
    style: str = "body"
    pitch: Before = (16.0,)
    rules: int = 0


class Cell(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a row: from column `at` (counted from 1) over `span` columns, moved by `dx`, `dy`.

    `width` overrides the width that the span gives; `bar` draws an accent bar of that width at the
    left of the cell, beside its text.
    """

    at: int
    span: int
    blocks: tuple[Block, ...] = ()
    dx: float = 0.0
    dy: float = 0.0
    width: float | None = None
    bar: float = 0.0


class Row(Base, frozen=True, kw_only=True, tag="row"):
    """Cells side by side on the twelve-column grid. Height is its content's, or one of `height`.

    Cells stand at the top or at the bottom of the row, as `align` says; `rule` is the weight of a
    line above the row.
    """

    cells: tuple[Cell, ...]
    height: Before = ()
    align: Literal["top", "bottom"] = "top"
    rule: float = 0.0


class TableRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cells of one table row, left to right."""

    cells: tuple[Inline, ...]
    drop: int = 0
    name: str = ""


class Table(Base, frozen=True, kw_only=True, tag="table"):
    """A text table with a header row. `columns` are grid columns (from 1) at which cells start.

    `styles` names a text style for each column; `blank` is how many lines to write on there are
    instead of rows, where there are none; the first column heads each row.
    """

    title: str
    header: tuple[str, ...]
    columns: tuple[int, ...]
    rows: tuple[TableRow, ...] = ()
    styles: tuple[str, ...] = ()
    pitch: Before = (24.0,)
    blank: int = 1


class Scale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rating scale of a matrix: its letter, name and anchors in words, and the points on it."""

    letter: str
    label: str
    anchors: str
    points: tuple[Option, ...]
    at: float


class Window(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A bare field: a path of the profile, and the value there."""

    path: str = ""
    value: str = ""


class MatrixRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line to rate, with a rating for each scale and, at the right, the gap between them.

    A person's own line has a window `own` to write its name into instead of a descriptor. `spoken`
    is announced where it differs from the label.
    """

    label: str
    spoken: str = ""
    descriptor: str = ""
    ratings: tuple[Window, ...] = ()
    gap: Window = Window()
    own: Window | None = None
    drop: int = 0
    name: str = ""


class MatrixGroup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rows under one head, which repeats the scale's figures."""

    title: str
    rows: tuple[MatrixRow, ...]


class Matrix(Base, frozen=True, kw_only=True, tag="matrix"):
    """A rating matrix: groups of rows, each rated on every scale, with a gap column at the right.

    `example` is a worked row in pen marks, never a field; `gap` is the head of the gap column.
    """

    title: str
    scales: tuple[Scale, ...]
    groups: tuple[MatrixGroup, ...]
    example: MatrixRow | None = None
    gap: tuple[str, str] = ("", "")
    group_gap: Before = (10.0, 8.0, 6.0, 4.0)
    own: tuple[MatrixRow, ...] = ()


class Callout(Base, frozen=True, kw_only=True, tag="callout"):
    """A remark beside an accent bar; one a page at most."""

    text: Inline


class Beat(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A labelled part of a spoken answer."""

    label: str
    text: Inline


class Region(Base, frozen=True, kw_only=True, tag="region"):
    """An answer that the person edits in Word, under a heading of its own.

    `path` is where the answer lives in the profile; `note` tells words and spoken time.
    """

    path: str
    title: str
    beats: tuple[Beat, ...]
    note: str = ""


Block = (
    Paragraph
    | Heading
    | Bullets
    | TextField
    | Select
    | Choice
    | Check
    | Checks
    | Row
    | Table
    | Matrix
    | Callout
    | Region
)
