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
from prepsheet.typeset.designs import Column
from prepsheet.typeset.fonts import face
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
    text_width,
)
from prepsheet.writing.bidi import base_level

DOTS = 0.6
"""The diameter of the dots of write rules, in points."""

INSET = 4.0
"""What a box keeps free above and below such an entry, together."""

VIEWER = 1.43
"""What viewers set under each other keeps this many sizes apart, by ascent and descent of our faces.

Text closer than this would be cut off in its own box as soon as somebody clicks into it.
"""

TRAY_EDGE, BOX_EDGE = 4.0, 6.0
"""From a frame to where a viewer may begin: it adds a point itself, and then stands where our text does."""

CELL_TICK, FIGURE, LEAST_FIGURES = 4.0, 8 / 11, 3
"""Cells of a comb are told apart by ticks 4 high; a figure takes this many sizes, room is for 3 at least."""

DOT, RING = 0.25, 0.08
"""The dot of a chosen button, and the ring around a figure, as parts of the button's width."""

BETWEEN = 22.0
"""From the words of an option to the next button."""


def text_field(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A field for words with its printed label, if any."""
    width = block.width or width
    label, dx, dy = printed_label(block, x, y, width, setting)
    x, y, width = x + dx, y + dy, width - dx
    match block.frame:
        case "tray":
            placed = tray(block, x, y, min(width, _number_width(block, setting) or width), setting)
        case "comb":
            placed = _comb(block, x, y, width, setting)
        case "box":
            placed = _box(block, x, y, width, setting)
        case "slot":
            placed = slot(block, x, y, setting)
    return Placed(dy + placed.height, (*label, *placed.nodes))


def _number_width(block: TextField, setting: Setting) -> float | None:
    """How wide a field for a number is: enough for its bounds."""
    if block.kind != "number":
        return None
    bounds = [f"{bound:g}" for bound in (block.minimum, block.maximum) if bound is not None]
    figures = block.max_length or max(LEAST_FIGURES, *map(len, [*bounds, block.value]))
    return figures * FIGURE * setting.design.sizes[0] + 10


def tray(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    """One line with an open top, so that ascenders may escape; higher only if its text needs it."""
    block = changed(block, value=", ".join(block.value.splitlines()))
    style, lines = tray_lines(block.value, width - 10, setting)
    see = setting.continued.get(block.path, "")
    if see:
        lines = lines[:1]
    height = tray_height(len(lines) + bool(see), style, setting)
    marks = tray_marks(lines, x, y + height, style, setting, see)
    box = Box(x, y, width, height)
    multi = bool(see) or len(lines) > 1
    typed = within(box, TRAY_EDGE)
    return Placed(height, _field(block, tray_frame(box, setting), marks, typed, style.size, multi, setting))


def within(box: Box, edge: float) -> Box:
    """What is left of a frame for typing: viewers begin at the very edge of a field."""
    return Box(box.x + edge, box.y, box.width - 2 * edge, box.height)


def tray_lines(value: str, width: float, setting: Setting) -> tuple[Style, tuple[Line, ...]]:
    """An entry on one line, smaller if need be; on several of the smallest size where it must."""
    body = setting.style("body")
    for size in setting.design.sizes:
        style = resized(body, size, size * VIEWER)
        lines = set_text(value, style, width)
        if len(lines) <= 1:
            return style, lines
    return style, lines


def tray_height(lines: int, style: Style, setting: Setting) -> float:
    """How high a tray with so many lines is."""
    design = setting.design
    return design.pitch if lines <= 1 else max(design.pitch, lines * style.leading + design.base / 2)


def tray_marks(
    lines: tuple[Line, ...], x: float, bottom: float, style: Style, setting: Setting, see: str = ""
) -> tuple[Text, ...]:
    """The lines of a tray that ends at `bottom`, and as the last one where they go on."""
    count = len(lines) + bool(see)
    rise = setting.design.base if count <= 1 else setting.design.base / 2
    first = bottom - rise - max(count - 1, 0) * style.leading - baseline(style)
    return (*stack_lines(lines, x + 5, first, style), *_see(see, x + 5, first, count, style))


def tray_frame(box: Box, setting: Setting) -> tuple[Mark, ...]:
    """The rule under a tray and its end ticks."""
    left, bottom, right = box.x, box.y + box.height, box.x + box.width
    weight, tick = setting.design.frame, setting.design.tick
    return (
        Rule(left, bottom - tick, left, bottom, weight),
        Rule(left, bottom, right, bottom, weight),
        Rule(right, bottom - tick, right, bottom, weight),
    )


def _see(see: str, x: float, first: float, count: int, style: Style) -> tuple[Text, ...]:
    """The last of so many lines: on which page the text goes on."""
    if not see:
        return ()
    words = replace(style, font=SEMIBOLD)
    return place(set_text(see, words, 10_000)[0], x, first + (count - 1) * style.leading, words)


def _comb(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A tray with a cell for each character; without cells where they would be too narrow."""
    style, cells, design = setting.style("body"), kind_of(block).max_length or 1, setting.design
    width = min(width, cells * design.cell)
    pitch, foot = width / cells, y + design.pitch
    marks = place_in_cells(block.value, x, foot - design.base, pitch, cells, style)
    if marks is None:
        return tray(changed(block, frame="tray"), x, y, width, setting)
    box = Box(x, y, width, design.pitch)
    ticks = (x + n * pitch for n in range(1, cells))
    frame = (*tray_frame(box, setting), *(Rule(at, foot - CELL_TICK, at, foot, design.frame) for at in ticks))
    return Placed(design.pitch, _field(block, frame, marks, box, style.size, False, setting))


def _box(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    see = setting.continued.get(block.path, "")
    style, lines = _excerpt(block, width - 14, setting) if see else _box_lines(block, width - 14, setting)
    design, pitch = setting.design, setting.design.pitch
    ruled = style.leading == pitch
    taken = 0.0 if ruled else (len(lines) + bool(see)) * style.leading + INSET
    height = pitch * max(block.lines, ceil(taken / pitch))
    frame: list[Mark] = [Rect(x, y, width, height, design.frame)]
    if setting.mode == "paper":
        used = int(taken / pitch) * pitch
        frame += write_rules(x + 7, y + used, width - 14, round((height - used) / pitch) - 1, setting)
    first = y + pitch - design.rise - baseline(style) if ruled else y + INSET / 2
    marks = (
        *stack_lines(lines, x + 7, first, style),
        *_see(see, x + 7, first, len(lines) + 1, style),
    )
    box = within(Box(x, y, width, height), BOX_EDGE)
    size = style.size if block.value else design.sizes[0]
    return Placed(height, _field(block, tuple(frame), marks, box, size, True, setting))


def _box_lines(block: TextField, width: float, setting: Setting) -> tuple[Style, tuple[Line, ...]]:
    """Text on the rules where it fits them, else set closer, as a viewer would."""
    ruled = _ruled(block, setting)
    lines = set_text(block.value, ruled, width)
    if len(lines) <= block.lines:
        return ruled, lines
    for size in setting.design.close:
        close = resized(ruled, size, size * VIEWER)
        lines = set_text(block.value, close, width)
        if len(lines) * close.leading + INSET <= block.lines * setting.design.pitch:
            break
    return close, lines


def _excerpt(block: TextField, width: float, setting: Setting) -> tuple[Style, tuple[Line, ...]]:
    """As many lines from the beginning as the box has room for above one more."""
    size = setting.design.close[-1]
    close = resized(_ruled(block, setting), size, size * VIEWER)
    count = int((block.lines * setting.design.pitch - INSET) / close.leading) - 1
    return close, set_text(block.value, close, width)[:count]


def _ruled(block: TextField, setting: Setting) -> Style:
    return setting.style("ruled-spoken" if block.spoken else "ruled")


def slot(block: TextField, x: float, y: float, setting: Setting) -> Placed:
    """A small box for a figure, its text in the middle."""
    (width, height), body = setting.design.slot, setting.style("body")
    styles = (resized(body, size, body.leading) for size in setting.design.sizes)
    style, line = one_line(block.value, styles, width - 4, block.path)
    marks = place(line, x + (width - line.width) / 2, y + (height - style.leading) / 2, style)
    frame = (Rect(x, y, width, height, setting.design.frame),)
    return Placed(height, _field(block, frame, marks, Box(x, y, width, height), style.size, False, setting))


def write_rules(x: float, y: float, width: float, count: int, setting: Setting) -> list[Mark]:
    """Dotted rules to write on, the first a pitch below `y`: dots print solid where grey would not."""
    rules = (y + setting.design.pitch * (n + 1) for n in range(count))
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
    label = announced(block.label, block.pattern, *block.suggestions)
    comb = block.frame == "comb"
    rtl = not comb and (setting.rtl or bool(base_level(block.value)))
    kind = kind_of(block)
    widget = TextWidget(block.path, label, box, block.value, marks, SANS, size, multi, kind, comb, rtl)
    return outline, Tag("Form", (widget,))


def choice(block: Choice, x: float, y: float, width: float, setting: Setting) -> Placed:
    """One of several: inline with printed labels, or buttons on a scale.

    In one column figures stand in the buttons, and a scale of words is inline.
    """
    if setting.design.column and _in_buttons(block.options, setting):
        return _figures(block, setting.design.column, x, y, width, setting)
    if block.form == "scale" and not setting.design.column:
        return _scale(block, x, y, setting)
    return _inline(block, x, y, width, setting)


def _inline(block: Choice, x: float, y: float, width: float, setting: Setting) -> Placed:
    """Options beside their label, on further lines where they don't fit; in one column a line each."""
    style, design = setting.style("body"), setting.design
    bold = style if block.short else setting.style("label")
    room = design.circle + design.aside
    each = [room + text_width(option.label, style) + BETWEEN for option in block.options]
    heads = set_text(block.short or block.label, bold, width) if block.show_label else ()
    ahead = heads[-1].width + label_aside(block.required, setting) + 14 if heads else 0.0
    single = bool(design.column) and ahead + sum(each) - BETWEEN > width
    if design.column and heads and design.column.lead + sum(each) - BETWEEN <= width:
        ahead = max(ahead, design.column.lead)
    high = design.pitch if design.column else style.leading
    beside = bool(heads) and not single
    drop = (high - bold.leading) / 2 if beside else 0.0
    label, taken = label_lines(heads, block.required, x, y + drop, width, bold, setting)
    at, top = x, y + taken
    if beside and taken == len(heads) * bold.leading:
        at, top = x + ahead, top - bold.leading
    kids: list[Node] = []
    for state, (option, taken) in enumerate(zip(block.options, each, strict=True)):
        _, line = one_line(option.label, (style,), width - room)
        if at > x and (single or at + taken - BETWEEN > x + width):
            at, top = x, top + design.pitch
        kids += button(block, option, state, at + design.circle / 2, top + high / 2, setting)
        kids += spaced(place(line, at + room, top + (high - style.leading) / 2, style))
        at += taken
    return Placed(top - y + high, (*label, Tag("P", tuple(kids))))


def _scale(block: Choice, x: float, y: float, setting: Setting) -> Placed:
    kids: list[Node] = []
    top, design = y, setting.design
    if block.heads:
        kids += scale_heads(block.options, x + design.circle / 2, y, block.pitch, setting)
        top += 12
    for state, option in enumerate(block.options):
        centre = x + design.circle / 2 + state * block.pitch
        kids += button(block, option, state, centre, top + design.pitch / 2, setting)
    return Placed(top - y + design.pitch, _said(kids))


def _in_buttons(options: tuple[Option, ...], setting: Setting) -> bool:
    """Whether the labels of all options are short enough to stand in their buttons."""
    style, room = setting.style("label"), setting.design.circle * (1 - 2 * RING) - 2
    return all(option.label and text_width(option.label, style) <= room for option in options)


def _figures(block: Choice, column: Column, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A label and a row of buttons with their figures inside; a long label stands above them."""
    label, design = setting.style("label"), setting.design
    style = setting.style("body") if block.short else label
    heads = set_text(block.short or block.label, style, width) if block.show_label else ()
    beside = len(heads) <= 1 and all(line.width + design.aside <= column.lead for line in heads)
    drop = (design.pitch - style.leading) / 2 if beside else 0.0
    words, taken = label_lines(heads, block.required, x, y + drop, width, style, setting)
    top = y if beside else y + taken
    kids: list[Node] = []
    for state, option in enumerate(block.options):
        centre = x + column.lead + design.circle / 2 + state * column.pitch
        figure = _figure(option, centre, top + design.pitch / 2, label)
        field = setting.mode == "form"
        kids += [Artifact(figure)] if field else figure
        kids += button(block, option, state, centre, top + design.pitch / 2, setting, ring=True)
    return Placed(top - y + design.pitch, (*words, *_said(kids)))


def _figure(option: Option, x: float, y: float, style: Style) -> tuple[Text, ...]:
    """A figure with its middle at x, y, with a space after it: it is one of a row."""
    _, line = one_line(option.label, (style,), style.size * 10)
    height = face(style.font).cap_height * style.size / 1000
    return spaced(place(line, x - line.width / 2, y + height / 2 - baseline(style), style))


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
    block: Choice, option: Option, state: int, x: float, y: float, setting: Setting, *, ring: bool = False
) -> tuple[Node, ...]:
    """A radio button around x, y: a circle on the page, and a widget or a pen's mark in it.

    The mark is a dot, or a `ring` where the circle has a figure in it.
    """
    size, weight = setting.design.circle, setting.design.control
    outline: Node = Artifact((Circle(x, y, size / 2 - weight / 2, weight),))
    on = option.value == block.value and bool(block.value)
    if setting.mode == "paper" or not block.path:
        return (outline, _chosen(option, x, y, size, ring)) if on else (outline,)
    box = Box(x - size / 2, y - size / 2, size, size)
    widget = RadioWidget(
        block.path, block.label, option.label, box, state, option.value, on, bool(block.required), ring
    )
    return outline, Tag("Form", (widget,), alt=f"{block.label}: {option.label}")


def _chosen(option: Option, x: float, y: float, size: float, ring: bool) -> Node:
    if not ring:
        return Circle(x, y, size * DOT, fill="ink")
    return Tag("Span", (ring_around(x, y, size),), alt=option.label)


def ring_around(x: float, y: float, size: float) -> Circle:
    """What marks a button with a figure in it as chosen: a heavy ring that leaves the figure in sight."""
    weight = size * RING
    return Circle(x, y, size / 2 - weight, 2 * weight)
