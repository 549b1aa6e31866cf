"""Fields in place: trays, boxes, radio buttons and checkboxes, for the screen or for a pen.

Frames are ink on the page; widgets show only what is entered. A box keeps its write rules on
paper; on the screen it has none, because a viewer sets typed text at its own leading.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from msgspec.structs import replace as changed

from prepsheet.document import Choice, Option, TextField
from prepsheet.kinds import kind_of
from prepsheet.typeset.bidi import base_level
from prepsheet.typeset.labels import announced, label_aside, label_lines, printed_label
from prepsheet.typeset.pages import (
    Artifact,
    Box,
    Circle,
    Mark,
    Node,
    RadioWidget,
    Rect,
    Rule,
    Tag,
    Text,
    TextWidget,
)
from prepsheet.typeset.setting import Placed, Setting
from prepsheet.typeset.styles import SANS, SEMIBOLD, Style, resized
from prepsheet.typeset.text import (
    Line,
    baseline,
    one_line,
    place,
    place_in_cells,
    set_text,
    spaced,
    stack_lines,
)

FIELD, CONTROL, CROSS, DOTS = 0.6, 1.0, 1.7, 0.6
"""Line weights in points: field frames, controls, the cross of a checkbox, dots of write rules."""

PITCH = 24.0
TICK = 6.0
RISE = 7.5
"""Write lines are 24 apart; a tray's ticks are 6 high; text stands 7.5 above its rule."""

SLOT = (30.0, 18.0)
"""A small box for a figure, wide and high."""

SIZES, CLOSE = (11.0, 10.0, 9.0), (11.0, 10.0)
"""Sizes to try for an entry that has one line, and for one that does not keep to the write lines."""

INSET = 4.0
"""What a box keeps free above and below such an entry, together."""

VIEWER = 1.43
"""What viewers set under each other keeps this many sizes apart, by ascent and descent of our faces.

Text closer than this would be cut off in its own box as soon as somebody clicks into it.
"""

TRAY_EDGE, BOX_EDGE = 4.0, 6.0
"""From a frame to where a viewer may begin: it adds a point itself, and then stands where our text does."""

CELL_TICK, FIGURE, LEAST_FIGURES = 4.0, 8.0, 3
"""Cells of a comb are told apart by ticks 4 high; a figure of a number takes 8, room is for 3 at least."""

CIRCLE = 12.0
DOT = 3.0


def text_field(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A field for words with its printed label, if any."""
    width = block.width or width
    label, dx, dy = printed_label(block, x, y, width, setting)
    x, y, width = x + dx, y + dy, width - dx
    match block.frame:
        case "tray":
            placed = tray(block, x, y, min(width, _number_width(block) or width), setting)
        case "comb":
            placed = _comb(block, x, y, width, setting)
        case "box":
            placed = _box(block, x, y, width, setting)
        case "slot":
            placed = slot(block, x, y, setting)
    return Placed(dy + placed.height, (*label, *placed.nodes))


def _number_width(block: TextField) -> float | None:
    """How wide a field for a number is: enough for its bounds."""
    if block.kind != "number":
        return None
    bounds = [f"{bound:g}" for bound in (block.minimum, block.maximum) if bound is not None]
    figures = block.max_length or max(LEAST_FIGURES, *map(len, [*bounds, block.value]))
    return figures * FIGURE + 10


def tray(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    """One line with an open top, so that ascenders may escape; higher only if its text needs it."""
    block = changed(block, value=", ".join(block.value.splitlines()))
    style, lines = tray_lines(block.value, width - 10, setting)
    see = setting.continued.get(block.path, "")
    if see:
        lines = lines[:1]
    height = tray_height(len(lines) + bool(see), style)
    marks = tray_marks(lines, x, y + height, style, see)
    box = Box(x, y, width, height)
    multi = bool(see) or len(lines) > 1
    typed = within(box, TRAY_EDGE)
    return Placed(height, _field(block, tray_frame(box), marks, typed, style.size, multi, setting))


def within(box: Box, edge: float) -> Box:
    """What is left of a frame for typing: viewers begin at the very edge of a field."""
    return Box(box.x + edge, box.y, box.width - 2 * edge, box.height)


def tray_lines(value: str, width: float, setting: Setting) -> tuple[Style, tuple[Line, ...]]:
    """An entry on one line, smaller if need be; on several of the smallest size where it must."""
    body = setting.style("body")
    for size in SIZES:
        style = resized(body, size, size * VIEWER)
        lines = set_text(value, style, width)
        if len(lines) <= 1:
            return style, lines
    return style, lines


def tray_height(lines: int, style: Style) -> float:
    """How high a tray with so many lines is."""
    return PITCH if lines <= 1 else max(PITCH, lines * style.leading + 4)


def tray_marks(
    lines: tuple[Line, ...], x: float, bottom: float, style: Style, see: str = ""
) -> tuple[Text, ...]:
    """The lines of a tray that ends at `bottom`, and as the last one where they go on."""
    count = len(lines) + bool(see)
    rise = 8 if count <= 1 else 4
    first = bottom - rise - max(count - 1, 0) * style.leading - baseline(style)
    return (*stack_lines(lines, x + 5, first, style), *_see(see, x + 5, first, count, style))


def tray_frame(box: Box) -> tuple[Mark, ...]:
    """The rule under a tray and its end ticks."""
    left, bottom, right = box.x, box.y + box.height, box.x + box.width
    return (
        Rule(left, bottom - TICK, left, bottom, FIELD),
        Rule(left, bottom, right, bottom, FIELD),
        Rule(right, bottom - TICK, right, bottom, FIELD),
    )


def _see(see: str, x: float, first: float, count: int, style: Style) -> tuple[Text, ...]:
    """The last of so many lines: on which page the text goes on."""
    if not see:
        return ()
    words = replace(style, font=SEMIBOLD)
    return place(set_text(see, words, 10_000)[0], x, first + (count - 1) * style.leading, words)


def _comb(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A tray with a cell for each character; without cells where they would be too narrow."""
    style, cells = setting.style("body"), kind_of(block).max_length or 1
    pitch = width / cells
    marks = place_in_cells(block.value, x, y + PITCH - 8, pitch, cells, style)
    if marks is None:
        return tray(changed(block, frame="tray"), x, y, width, setting)
    box = Box(x, y, width, PITCH)
    ticks = (x + n * pitch for n in range(1, cells))
    frame = (*tray_frame(box), *(Rule(at, y + PITCH - CELL_TICK, at, y + PITCH, FIELD) for at in ticks))
    return Placed(PITCH, _field(block, frame, marks, box, style.size, False, setting))


def _box(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    see = setting.continued.get(block.path, "")
    style, lines = _excerpt(block, width - 14, setting) if see else _box_lines(block, width - 14, setting)
    ruled = style.leading == PITCH
    taken = 0.0 if ruled else (len(lines) + bool(see)) * style.leading + INSET
    height = PITCH * max(block.lines, ceil(taken / PITCH))
    frame: list[Mark] = [Rect(x, y, width, height, FIELD)]
    if setting.mode == "paper":
        used = int(taken / PITCH) * PITCH
        frame += write_rules(x + 7, y + used, width - 14, round((height - used) / PITCH) - 1)
    first = y + PITCH - RISE - baseline(style) if ruled else y + INSET / 2
    marks = (
        *stack_lines(lines, x + 7, first, style),
        *_see(see, x + 7, first, len(lines) + 1, style),
    )
    box = within(Box(x, y, width, height), BOX_EDGE)
    size = style.size if block.value else SIZES[0]
    return Placed(height, _field(block, tuple(frame), marks, box, size, True, setting))


def _box_lines(block: TextField, width: float, setting: Setting) -> tuple[Style, tuple[Line, ...]]:
    """Text on the rules where it fits them, else set closer, as a viewer would."""
    ruled = _ruled(block, setting)
    lines = set_text(block.value, ruled, width)
    if len(lines) <= block.lines:
        return ruled, lines
    for size in CLOSE:
        close = resized(ruled, size, size * VIEWER)
        lines = set_text(block.value, close, width)
        if len(lines) * close.leading + INSET <= block.lines * PITCH:
            break
    return close, lines


def _excerpt(block: TextField, width: float, setting: Setting) -> tuple[Style, tuple[Line, ...]]:
    """As many lines from the beginning as the box has room for above one more."""
    close = resized(_ruled(block, setting), CLOSE[-1], CLOSE[-1] * VIEWER)
    count = int((block.lines * PITCH - INSET) / close.leading) - 1
    return close, set_text(block.value, close, width)[:count]


def _ruled(block: TextField, setting: Setting) -> Style:
    return setting.style("ruled-spoken" if block.spoken else "ruled")


def slot(block: TextField, x: float, y: float, setting: Setting) -> Placed:
    """A small box for a figure, its text in the middle."""
    width, height = SLOT
    styles = (resized(setting.style("body"), size, 16) for size in SIZES)
    style, line = one_line(block.value, styles, width - 4, block.path)
    marks = place(line, x + (width - line.width) / 2, y + 1, style)
    frame = (Rect(x, y, width, height, FIELD),)
    return Placed(height, _field(block, frame, marks, Box(x, y, width, height), style.size, False, setting))


def write_rules(x: float, y: float, width: float, count: int) -> list[Mark]:
    """Dotted rules to write on, the first 24 below `y`: dots print solid where grey would not."""
    rules = (y + PITCH * (n + 1) for n in range(count))
    return [Rule(x + DOTS / 2, at, x + width, at, DOTS, dotted=True) for at in rules]


def _field(
    block: TextField,
    frame: tuple[Mark, ...],
    marks: tuple[Text, ...],
    box: Box,
    size: float,
    multi: bool,
    setting: Setting,
) -> tuple[Node, ...]:
    outline = Artifact(frame)
    if setting.mode == "paper" or not block.path:
        return (outline, Tag("P", marks)) if marks else (outline,)
    label = announced(block.label, block.pattern)
    comb = block.frame == "comb"
    rtl = not comb and (setting.rtl or bool(base_level(block.value)))
    kind = kind_of(block)
    widget = TextWidget(block.path, label, box, block.value, marks, SANS, size, multi, kind, comb, rtl)
    return outline, Tag("Form", (widget,))


def choice(block: Choice, x: float, y: float, width: float, setting: Setting) -> Placed:
    """One of several: inline with printed labels, or buttons on a scale.

    Options that don't fit beside the label take further lines.
    """
    if block.form == "scale":
        return _scale(block, x, y, setting)
    style, bold = setting.style("body"), setting.style("label")
    heads = set_text(block.label, bold, width) if block.show_label else ()
    label, taken = label_lines(heads, block.required, x, y, width, bold, setting)
    at, top = x, y + taken
    if heads and taken == len(heads) * bold.leading:
        at, top = x + heads[-1].width + label_aside(block.required, setting) + 14, top - bold.leading
    kids: list[Node] = []
    for state, option in enumerate(block.options):
        _, line = one_line(option.label, (style,), width - CIRCLE - 6)
        if at > x and at + CIRCLE + 6 + line.width > x + width:
            at, top = x, top + PITCH
        kids += button(
            block.path, block.label, option, state, block.value, at + 6, top + 8, setting, block.required
        )
        kids += spaced(place(line, at + CIRCLE + 6, top, style))
        at += CIRCLE + 6 + line.width + 22
    return Placed(top - y + 16, (*label, Tag("P", tuple(kids))))


def _scale(block: Choice, x: float, y: float, setting: Setting) -> Placed:
    kids: list[Node] = []
    top = y
    if block.heads:
        kids += scale_heads(block.options, x + CIRCLE / 2, y, block.pitch, setting)
        top += 12
    for state, option in enumerate(block.options):
        centre = x + CIRCLE / 2 + state * block.pitch
        kids += button(
            block.path, block.label, option, state, block.value, centre, top + 12, setting, block.required
        )
    return Placed(top - y + PITCH, _said(kids))


def _said(nodes: list[Node]) -> tuple[Node, ...]:
    """Nodes as one paragraph, if any of them says something."""
    return tuple(nodes) if all(isinstance(node, Artifact) for node in nodes) else (Tag("P", tuple(nodes)),)


def unspoken(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Nodes with their marks for the eye alone: fields say the same in their labels."""
    return tuple(Artifact((node,)) if isinstance(node, Mark) else node for node in nodes)


def scale_heads(
    options: tuple[Option, ...], x: float, y: float, pitch: float, setting: Setting
) -> tuple[Text, ...]:
    """The figures or words above a scale's buttons, each centred on its button; the first at `x`."""
    style = replace(setting.style("micro"), font=setting.style("label").font)
    marks: list[Text] = []
    left = x - pitch
    for n, option in enumerate(options):
        centre = x + n * pitch
        _, line = one_line(option.label, (style,), 2 * (centre - left))
        marks += spaced(place(line, centre - line.width / 2, y, style))
        left = centre + line.width / 2
    return tuple(marks)


def button(
    path: str,
    group: str,
    option: Option,
    state: int,
    value: str,
    x: float,
    y: float,
    setting: Setting,
    required: str = "",
) -> tuple[Node, ...]:
    """A radio button around x, y: a circle on the page, and a widget or a pen's dot in it."""
    outline: Node = Artifact((Circle(x, y, CIRCLE / 2 - CONTROL / 2, CONTROL),))
    on = option.value == value and bool(value)
    if setting.mode == "paper" or not path:
        return (outline, Circle(x, y, DOT, fill="ink")) if on else (outline,)
    box = Box(x - CIRCLE / 2, y - CIRCLE / 2, CIRCLE, CIRCLE)
    widget = RadioWidget(path, group, option.label, box, state, option.value, on, bool(required))
    return outline, Tag("Form", (widget,), alt=f"{group}: {option.label}")
