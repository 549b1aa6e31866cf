"""The neutral model between composing and the backends: what a sheet says, not where it stands.

A `Document` is pages of frames of blocks. Blocks are plain, frozen structures without behaviour;
the backends `match` on them. They are msgspec structures rather than dataclasses because the
composer makes them straight from evaluated layout data, which msgspec checks and converts in C.
All lengths are points.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

RunStyle = Literal["plain", "strong", "gap"]
Before = tuple[float, ...]


class Run(Struct, frozen=True, array_like=True):
    """A stretch of text in one style. A `gap` is a slot the person has not filled yet."""

    text: str
    style: RunStyle = "plain"


Inline = str | tuple[Run, ...]
"""Text within a block: a plain string, or styled runs."""


class Base(Struct, frozen=True, kw_only=True, tag_field="block", forbid_unknown_fields=True):
    """What all blocks share.

    `before` is the space above, from roomy to tight: one-page fitting moves along it.
    `drop` is the rank in which fitting may leave the block out (1 goes first, 0 never);
    `name` is what to call it in the report when it does.
    """

    before: Before = (0.0,)
    drop: int = 0
    name: str = ""


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


class Option(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One choice of a `Choice`: the value stored in the profile, and its label."""

    value: str
    label: str


class TextField(Base, frozen=True, kw_only=True, tag="text_field"):
    """A field for words, a window onto the profile at `path`.

    `frame` is how it looks: a `tray` (one line, open top), a `box` (`lines` x 24 pt) or a small
    `slot`. `label` is announced; `show_label` prints it, or the shorter `short`, above or at the left.
    `spoken` text is set in serif. `lines` may be given up to `min_lines` by one-page fitting.
    """

    path: str
    label: str
    value: str = ""
    frame: Literal["tray", "box", "slot"] = "tray"
    lines: int = 1
    min_lines: int = 0
    show_label: Literal["above", "left", "no"] = "no"
    short: str = ""
    spoken: bool = False
    max_length: int | None = None
    width: float | None = None


class Choice(Base, frozen=True, kw_only=True, tag="choice"):
    """One of several options: radio buttons `inline` with printed labels, or on a `scale`.

    On a scale the buttons stand `pitch` points apart, and the labels are announced; they are
    printed, centred above the buttons, only with `heads`.
    """

    path: str
    label: str
    options: tuple[Option, ...]
    value: str = ""
    form: Literal["inline", "scale"] = "inline"
    pitch: float = 22.0
    heads: bool = False
    show_label: bool = True


class Check(Base, frozen=True, kw_only=True, tag="check"):
    """A checkbox. `text` is printed beside it, `label` is announced.

    It is checked when `value` is what the profile holds for a checked one, `on`. Without a `path`
    it is ink for a pen, never a form field.
    """

    label: str
    path: str = ""
    text: Inline = ""
    value: str = ""
    on: str = "yes"
    size: float = 12.0
    style: str = "body"


class Checks(Base, frozen=True, kw_only=True, tag="checks"):
    """Checkboxes on one line, spread over the width."""

    items: tuple[Check, ...]


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
    | Choice
    | Check
    | Checks
    | Row
    | Table
    | Matrix
    | Callout
    | Region
)


class Frame(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Blocks that flow from `top` for `height` points; a page has one or more, top to bottom."""

    blocks: tuple[Block, ...]
    top: float = 0.0
    height: float = 0.0


class Furniture(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What surrounds the frames: series navigator, whose sheet it is, header, footer, fold marks.

    A `strip` across the top heads a page that has no title; `header` is for Word.
    """

    navigator: tuple[str, ...] = ()
    current: int = 0
    owner: str = ""
    owner_note: str = ""
    owner_label: str = ""
    strip_left: Inline = ""
    strip_right: Inline = ""
    header_left: str = ""
    header_right: str = ""
    footer_left: str = ""
    footer_middle: str = ""
    footer_right: str = ""
    continues: bool = False
    fold: str = ""


class Page(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One page for the typesetter; Word breaks its pages itself and takes the frames in a row."""

    frames: tuple[Frame, ...]
    furniture: Furniture = Furniture()


class DraftLabels(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a Word draft says around the person's own words, in the draft's language.

    `edit` and `end` are the lines above and below an answer; whoever reads the draft back must know
    them. In `page`, `{page}` and `{pages}` stand for the numbers.
    """

    edit: str = "Change any word from here"
    end: str = "to here"
    page: str = "{page} of {pages}"


class Document(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole sheet. `paper` is `a4` or `letter`, `date` an ISO date, `author` the person's name.

    `measure` is the width of the text area, `columns` the width of a grid column and its gutter.
    `fit` are the ways of fitting a page, in order; `left_out` names what the layout has no room for.
    """

    sheet: str
    title: str
    language: str
    author: str
    date: str
    paper: Literal["a4", "letter"]
    pages: tuple[Page, ...]
    subject: str = ""
    measure: float = 480.0
    column: float = 29.0
    gutter: float = 12.0
    fit: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    draft_labels: DraftLabels = DraftLabels()
