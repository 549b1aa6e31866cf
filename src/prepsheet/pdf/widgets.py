"""What form fields look like: the ink that shows their values, and their appearances.

Every widget brings its own appearance, so a value is visible before anyone clicks, whatever the
viewer. Buttons share theirs, one for each look and size; text fields never do, because programs
that fill forms write into them.
"""

from __future__ import annotations

from typing import Literal

from prepsheet.pdf import operators as op
from prepsheet.pdf.drawing import Alphabet, Drawing
from prepsheet.pdf.file import File
from prepsheet.typeset.pages import Box, CheckWidget, Circle, Mark, RadioWidget, Rule, TextWidget, Widget

CROSS_WEIGHT = 1.7
CROSS_INSET = 0.22
"""From the edge of the box to the ends of the cross, as a part of the box's shorter side."""
DOT_RADIUS = 0.25
"""As a part of the box's shorter side: a dot of 6 in a circle of 12."""
COMPRESS_FROM = 256
"""Bytes of content below which compressing costs more than it saves."""

Look = Literal["cross", "dot", "empty"]


def ink(widget: Widget) -> tuple[Mark, ...]:
    """The marks that show the widget's value, on the page."""
    match widget:
        case TextWidget():
            return widget.lines
        case CheckWidget():
            return _look("cross" if widget.on else "empty", widget.box)
        case RadioWidget():
            return _look("dot" if widget.on else "empty", widget.box)


def spoken(widget: RadioWidget) -> str:
    """What is announced for a radio button; the group's label alone would not tell it from the rest."""
    return f"{widget.group_label}: {widget.label}"


def described(widget: Widget) -> str:
    """The attributes of a field that is printed and can't be filled: its kind, state and label."""
    match widget:
        case TextWidget():
            kind, label = "tv", widget.label
        case CheckWidget():
            kind, label = f"cb {_checked(widget.on)}", widget.label
        case RadioWidget():
            kind, label = f"rb {_checked(widget.on)}", spoken(widget)
    return f" /A << /O /PrintField /Role /{kind} /Desc {op.text_string(label)} >>"


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
        case "empty":
            return ()


class Appearances:
    """The appearance streams of a document; `fonts` is the object that holds its font resources."""

    def __init__(self, file: File, alphabet: Alphabet, fonts: int) -> None:
        self._file = file
        self._alphabet = alphabet
        self._resources = f"/Resources << /Font {op.ref(fonts)} >>"
        self._shared: dict[tuple[Look, float, float], str] = {}

    def text(self, widget: TextWidget) -> str:
        """A reference to the field's own appearance. Nothing is cut but by the box itself."""
        box = widget.box
        drawing = Drawing(self._alphabet, box.x, box.y + box.height)
        drawing.write("/Tx BMC q")
        for line in widget.lines:
            drawing.mark(line)
        drawing.write("Q EMC")
        return self._stream(box, self._resources, drawing.data())

    def button(self, look: Look, box: Box) -> str:
        """A reference to the appearance of a button in one of its states."""
        key = look, box.width, box.height
        if key not in self._shared:
            drawing = Drawing(self._alphabet, 0, box.height)
            for mark in _look(look, Box(0, 0, box.width, box.height)):
                drawing.mark(mark)
            self._shared[key] = self._stream(box, "/Resources << >>", drawing.data())
        return self._shared[key]

    def _stream(self, box: Box, resources: str, data: bytes) -> str:
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 {op.numbers(box.width, box.height)}] {resources}"
        return op.ref(self._file.add_stream(entries, data, compress=len(data) >= COMPRESS_FROM))
