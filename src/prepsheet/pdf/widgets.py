"""What form fields look like: the ink that shows their values, and their appearances.

Every widget brings its own appearance, so a value is visible before anyone clicks, whatever the
viewer. Buttons share theirs, one for each look and size; text fields never do, because programs
that fill forms write into them.
"""

from __future__ import annotations

from typing import Literal

from prepsheet.pdf import operators as op
from prepsheet.pdf.canvas import TaggedCanvas
from prepsheet.pdf.drawing import Alphabet, Drawing
from prepsheet.typeset.pages import (
    Box,
    CheckWidget,
    Circle,
    Mark,
    RadioWidget,
    Rule,
    SelectWidget,
    TextWidget,
    Widget,
)

CROSS_WEIGHT = 1.7
CROSS_INSET = 0.22
"""From the edge of the box to the ends of the cross, as a part of the box's shorter side."""
DOT_RADIUS = 0.25
"""As a part of the box's shorter side: a dot of 6 in a circle of 12."""
SLACK = 1.0
"""Points by which the clip of a value is larger than its box. Viewers cut at the box anyway; letters
that touch it would be cut twice, and look thinner there."""

RING = 0.08
"""Half the weight of a ring, as a part of the box's shorter side: it leaves a figure in the box in sight."""

Look = Literal["cross", "dot", "ring", "empty"]


def ink(widget: Widget) -> tuple[Mark, ...]:
    """The marks that show the widget's value, on the page."""
    match widget:
        case TextWidget() | SelectWidget():
            return widget.lines
        case CheckWidget():
            return _look("cross" if widget.on else "empty", widget.box)
        case RadioWidget():
            return _look(chosen(widget) if widget.on else "empty", widget.box)


def chosen(widget: RadioWidget) -> Look:
    """What shows that a button is chosen."""
    return "ring" if widget.ring else "dot"


def beside(widget: Widget) -> tuple[Mark, ...]:
    """The marks that are printed with the value and say nothing: what else there was to choose."""
    return widget.others if isinstance(widget, SelectWidget) and widget.several else ()


def spoken(widget: RadioWidget) -> str:
    """What is announced for a radio button; the group's label alone would not tell it from the rest."""
    return f"{widget.group_label}: {widget.label}"


def described(widget: Widget) -> str:
    """The attributes of a field that is printed and can't be filled: its kind, state and label."""
    match widget:
        case TextWidget() | SelectWidget():
            kind, label = "tv", widget.label
        case CheckWidget():
            kind, label = f"cb {_checked(widget.on)}", widget.label
        case RadioWidget():
            kind, label = f"rb {_checked(widget.on)}", spoken(widget)
    return f"/O /PrintField /Role /{kind} /Desc {op.text_string(label)}"


def lettered(widget: Widget) -> str:
    """The value of a printed comb as a word: its letters are so far apart that they would be read singly."""
    apart = isinstance(widget, TextWidget) and widget.comb and widget.value
    return f" /ActualText {op.text_string(apart)}" if apart else ""


def _checked(on: bool) -> str:
    return f"/checked /{'on' if on else 'off'}"


def _look(look: Look, box: Box) -> tuple[Mark, ...]:
    side = min(box.width, box.height)
    x, y = box.x + box.width / 2, box.y + box.height / 2
    match look:
        case "cross":
            arm = side * (0.5 - CROSS_INSET)
            return (
                Rule(x - arm, y - arm, x + arm, y + arm, CROSS_WEIGHT),
                Rule(x - arm, y + arm, x + arm, y - arm, CROSS_WEIGHT),
            )
        case "dot":
            return (Circle(x, y, side * DOT_RADIUS, fill="ink"),)
        case "ring":
            return (Circle(x, y, side * (0.5 - RING), 2 * side * RING),)
        case "empty":
            return ()


class Appearances:
    """The appearance dictionaries of a document's widgets. They are drawn between two pages."""

    def __init__(self, canvas: TaggedCanvas, alphabet: Alphabet) -> None:
        self._canvas = canvas
        self._alphabet = alphabet
        self._looks: dict[tuple[Look, float, float], int] = {}
        self._buttons: dict[tuple[Look, str, float, float], int] = {}

    def text(self, widget: TextWidget | SelectWidget) -> str:
        """Of a field for text or a list: its own, because programs that fill forms write into it."""
        box = widget.box
        others = widget.others if isinstance(widget, SelectWidget) else ()
        clip = op.numbers(-SLACK, -SLACK, box.width + 2 * SLACK, box.height + 2 * SLACK)
        drawing = self._drawing(box)
        drawing.write(f"/Tx BMC q {clip} re W n")
        for mark in (*others, *widget.lines):
            drawing.mark(mark)
        drawing.write("Q EMC")
        return f"<< /N {op.ref(self._canvas.finish_appearance(box.width, box.height))} >>"

    def button(self, look: Look, state: str, box: Box) -> str:
        """Of a button that can be in `state` or off: shared by all such buttons of one size."""
        key = look, state, box.width, box.height
        if key not in self._buttons:
            on, off = self._look(look, box), self._look("empty", box)
            states = f"<< /N << /{state} {op.ref(on)} /Off {op.ref(off)} >> >>"
            self._buttons[key] = self._canvas.objects.add(states)
        return op.ref(self._buttons[key])

    def _look(self, look: Look, box: Box) -> int:
        key = look, box.width, box.height
        if key not in self._looks:
            drawing = self._drawing(box)
            for mark in _look(look, box):
                drawing.mark(mark)
            self._looks[key] = self._canvas.finish_appearance(box.width, box.height)
        return self._looks[key]

    def _drawing(self, box: Box) -> Drawing:
        return Drawing(self._canvas, self._alphabet, box.x, box.y + box.height)
