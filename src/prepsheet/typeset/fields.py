"""Fields in place: trays, boxes, radio buttons and checkboxes, for the screen or for a pen.

Frames are ink on the page; widgets show only what is entered. A box keeps its write rules on
paper; on the screen it has none, because a viewer sets typed text at its own leading.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from msgspec.structs import replace as changed

from prepsheet.document import Check, Checks, Choice, Option, TextField
from prepsheet.typeset.pages import (
    Artifact,
    Box,
    CheckWidget,
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
from prepsheet.typeset.styles import SANS, Style, resized
from prepsheet.typeset.text import Line, TooWide, baseline, one_line, place, plain, set_text, text_width

FIELD, CONTROL, CROSS, DOTS = 0.6, 1.0, 1.7, 0.6
"""Line weights in points: field frames, controls, the cross of a checkbox, dots of write rules."""

PITCH = 24.0
TICK = 6.0
RISE = 7.5
"""Write lines are 24 apart; a tray's ticks are 6 high; text stands 7.5 above its rule."""

SLOT = (30.0, 18.0)
NARROWEST = 60.0
"""A small box for a figure, wide and high; the least that a label leaves of a tray."""

SIZES = (11.0, 10.0, 9.0)
"""Sizes to try for an entry that has one line."""

CIRCLE = 12.0
DOT = 3.0


def text_field(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A field for words with its printed label, if any."""
    width = block.width or width
    label, dx, dy = _printed_label(block, x, y, width, setting)
    x, y, width = x + dx, y + dy, width - dx
    match block.frame:
        case "tray":
            placed = tray(block, x, y, width, setting)
        case "box":
            placed = _box(block, x, y, width, setting)
        case "slot":
            placed = slot(block, x, y, setting)
    return Placed(dy + placed.height, (*label, *placed.nodes))


def _printed_label(
    block: TextField, x: float, y: float, width: float, setting: Setting
) -> tuple[tuple[Node, ...], float, float]:
    """The label's nodes, and how far it moves the field to the right and down.

    A label too long for the left stands above.
    """
    text, body, label = block.short or block.label, setting.style("body"), setting.style("label")
    if block.show_label == "no" or not text.strip():
        return (), 0.0, 0.0
    room = width - 8 - NARROWEST
    if block.show_label == "left" and "\n" not in text and text_width(text, body) <= room:
        line = set_text(text, body, room)[0]
        return (Tag("P", place(line, x, y + 5, body)),), line.width + 8, 0.0
    lines = set_text(text, label, width)
    return (Tag("P", stack_lines(lines, x, y, label)),), 0.0, len(lines) * label.leading


def tray(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    """One line with an open top, so that ascenders may escape; higher only if its text needs it."""
    block = changed(block, value=", ".join(block.value.splitlines()))
    style, lines = _tray_lines(block.value, width - 10, setting)
    height = max(PITCH, len(lines) * style.leading + 4)
    bottom = y + height
    frame: tuple[Mark, ...] = (
        Rule(x, bottom - TICK, x, bottom, FIELD),
        Rule(x, bottom, x + width, bottom, FIELD),
        Rule(x + width, bottom - TICK, x + width, bottom, FIELD),
    )
    first = bottom - 8 - (len(lines) - 1) * style.leading - baseline(style)
    if len(lines) > 1:
        first += 4
    marks = stack_lines(lines, x + 5, first, style)
    box = Box(x, y, width, height)
    return Placed(height, _field(block, frame, marks, box, style.size, len(lines) > 1, setting))


def _tray_lines(value: str, width: float, setting: Setting) -> tuple[Style, tuple[Line, ...]]:
    body = setting.style("body")
    for size in SIZES:
        style = resized(body, size, 12)
        lines = set_text(value, style, width)
        if len(lines) <= 1:
            return style, lines
    return style, lines


def _box(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    style, lines = _box_lines(block, width - 14, setting)
    ruled = style.leading == PITCH
    taken = 0.0 if ruled else len(lines) * style.leading + 10
    height = PITCH * max(block.lines, ceil(taken / PITCH))
    frame: list[Mark] = [Rect(x, y, width, height, FIELD)]
    if setting.mode == "paper":
        used = int(taken / PITCH) * PITCH
        frame += write_rules(x + 7, y + used, width - 14, round((height - used) / PITCH) - 1)
    first = y + PITCH - RISE - baseline(style) if ruled else y + 5
    marks = stack_lines(lines, x + 7, first, style)
    box = Box(x, y, width, height)
    return Placed(height, _field(block, tuple(frame), marks, box, 11.0, True, setting))


def _box_lines(block: TextField, width: float, setting: Setting) -> tuple[Style, tuple[Line, ...]]:
    """Text on the rules where it fits them, else set closer, as a viewer would."""
    ruled = setting.style("ruled-spoken" if block.spoken else "ruled")
    lines = set_text(block.value, ruled, width)
    if len(lines) <= block.lines:
        return ruled, lines
    close = resized(ruled, 11.0, 14)
    lines = set_text(block.value, close, width)
    if len(lines) * 14 + 10 > block.lines * PITCH:
        close = resized(ruled, 10.0, 12)
        lines = set_text(block.value, close, width)
    return close, lines


def slot(block: TextField, x: float, y: float, setting: Setting) -> Placed:
    """A small box for a figure, its text in the middle."""
    width, height = SLOT
    styles = (resized(setting.style("body"), size, 16) for size in SIZES)
    style, line = one_line(block.value, styles, width - 4, block.path)
    marks = place(line, x + (width - line.width) / 2, y + 1, style)
    frame = (Rect(x, y, width, height, FIELD),)
    return Placed(height, _field(block, frame, marks, Box(x, y, width, height), 11.0, False, setting))


def write_rules(x: float, y: float, width: float, count: int) -> list[Mark]:
    """Dotted rules to write on, the first 24 below `y`: dots print solid where grey would not."""
    rules = (y + PITCH * (n + 1) for n in range(count))
    return [Rule(x + DOTS / 2, at, x + width, at, DOTS, dotted=True) for at in rules]


def stack_lines(lines: tuple[Line, ...], x: float, top: float, style: Style) -> tuple[Text, ...]:
    """The marks of lines under each other, each at the side of its column that reading starts from."""
    return tuple(
        mark
        for n, line in enumerate(lines)
        for mark in place(line, x + line.shift, top + n * style.leading, style)
    )


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
    label = " ".join(block.label.split())
    widget = TextWidget(block.path, label, box, block.value, marks, SANS, size, multi, block.max_length)
    return outline, Tag("Form", (widget,))


def choice(block: Choice, x: float, y: float, width: float, setting: Setting) -> Placed:
    """One of several: inline with printed labels, or buttons on a scale.

    Options that don't fit beside the label take further lines.
    """
    if block.form == "scale":
        return _scale(block, x, y, setting)
    style, bold = setting.style("body"), setting.style("label")
    heads = set_text(block.label, bold, width) if block.show_label else ()
    at, top = (x + heads[-1].width + 14, y + (len(heads) - 1) * bold.leading) if heads else (x, y)
    kids: list[Node] = []
    for state, option in enumerate(block.options):
        _, line = one_line(option.label, (style,), width - CIRCLE - 6)
        if at > x and at + CIRCLE + 6 + line.width > x + width:
            at, top = x, top + PITCH
        kids += button(block.path, block.label, option, state, block.value, at + 6, top + 8, setting)
        kids += _spaced(place(line, at + CIRCLE + 6, top, style))
        at += CIRCLE + 6 + line.width + 22
    label = (Tag("P", stack_lines(heads, x, y, bold)),) if heads else ()
    return Placed(top - y + 16, (*label, Tag("P", tuple(kids))))


def _scale(block: Choice, x: float, y: float, setting: Setting) -> Placed:
    kids: list[Node] = []
    top = y
    if block.heads:
        kids += scale_heads(block.options, x + CIRCLE / 2, y, block.pitch, setting)
        top += 12
    for state, option in enumerate(block.options):
        centre = x + CIRCLE / 2 + state * block.pitch
        kids += button(block.path, block.label, option, state, block.value, centre, top + 12, setting)
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
        marks += _spaced(place(line, centre - line.width / 2, y, style))
        left = centre + line.width / 2
    return tuple(marks)


def _spaced(marks: tuple[Text, ...]) -> tuple[Text, ...]:
    """Words that others follow at a distance, with a space: without one, readers would join them."""
    ends = (
        replace(mark, text=f"{mark.text} ", kerns=mark.kerns and (*mark.kerns, 0.0)) for mark in marks[-1:]
    )
    return (*marks[:-1], *ends)


def button(
    path: str, group: str, option: Option, state: int, value: str, x: float, y: float, setting: Setting
) -> tuple[Node, ...]:
    """A radio button around x, y: a circle on the page, and a widget or a pen's dot in it."""
    outline: Node = Artifact((Circle(x, y, CIRCLE / 2 - CONTROL / 2, CONTROL),))
    on = option.value == value and bool(value)
    if setting.mode == "paper" or not path:
        return (outline, Circle(x, y, DOT, fill="ink")) if on else (outline,)
    box = Box(x - CIRCLE / 2, y - CIRCLE / 2, CIRCLE, CIRCLE)
    widget = RadioWidget(path, group, option.label, box, state, option.value, on)
    return outline, Tag("Form", (widget,), alt=f"{group}: {option.label}")


def check(block: Check, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A checkbox, with its text beside it if it has one."""
    size, style = block.size, setting.style(block.style)
    lines = set_text(block.text, style, width - size - 6)
    top = y + (style.leading - size) / 2 if lines else y
    outline = Artifact((Rect(x + CONTROL / 2, top + CONTROL / 2, size - CONTROL, size - CONTROL, CONTROL),))
    state = _check_state(block, x, top, setting)
    if not lines:
        ink = bool(state) and not isinstance(state[0], Tag)
        return Placed(size, (outline, *((Tag("P", state),) if ink else state)))
    text = stack_lines(lines, x + size + 6, y, style)
    return Placed(len(lines) * style.leading, (Tag("P", (outline, *state, *text)),))


def checks(block: Checks, x: float, y: float, width: float, setting: Setting) -> Placed:
    """Checkboxes on a line, the room between them shared out evenly.

    Raises `TooWide` where that leaves less than 12 points.
    """
    widths = [item.size + 6 + text_width(plain(item.text), setting.style(item.style)) for item in block.items]
    gap = (width - sum(widths)) / max(len(widths) - 1, 1)
    if (len(widths) > 1 and gap < 12) or gap < 0:
        raise TooWide(", ".join(plain(item.text) for item in block.items), 0, block.name)
    placed: list[Placed] = []
    for item, taken in zip(block.items, widths, strict=True):
        placed.append(check(item, x, y, taken + 1, setting))
        x += taken + gap
    nodes = tuple(node for each in placed for node in each.nodes)
    return Placed(max((each.height for each in placed), default=0.0), nodes)


def _check_state(block: Check, x: float, y: float, setting: Setting) -> tuple[Node, ...]:
    on = block.value == block.on
    if setting.mode == "paper" or not block.path:
        return cross(x, y, block.size) if on else ()
    return (Tag("Form", (CheckWidget(block.path, block.label, Box(x, y, block.size, block.size), on),)),)


def cross(x: float, y: float, size: float) -> tuple[Rule, Rule]:
    """The mark of a checked box: a cross, since a tick means `wrong` in some countries."""
    near, far = 2.6, size - 2.6
    return (
        Rule(x + near, y + near, x + far, y + far, CROSS),
        Rule(x + near, y + far, x + far, y + near, CROSS),
    )
