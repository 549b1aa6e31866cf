"""Fields in place: trays, boxes, radio buttons and checkboxes, for the screen or for a pen.

Frames are ink on the page; widgets show only what is entered. A box keeps its write rules on
paper; on the screen it has none, because a viewer sets typed text at its own leading.
"""

from __future__ import annotations

from dataclasses import replace

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
from prepsheet.typeset.text import Line, baseline, place, plain, set_text, text_width

FIELD, CONTROL, CROSS, DOTS = 0.6, 1.0, 1.7, 0.6
"""Line weights in points: field frames, controls, the cross of a checkbox, dots of write rules."""

PITCH = 24.0
TICK = 6.0
RISE = 7.5
"""Write lines are 24 apart; a tray's ticks are 6 high; text stands 7.5 above its rule."""

SLOT = (30.0, 18.0)
CIRCLE = 12.0
DOT = 3.0


def text_field(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A field for words with its printed label, if any."""
    width = block.width or width
    label, dx, dy = _printed_label(block, x, y, setting)
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
    block: TextField, x: float, y: float, setting: Setting
) -> tuple[tuple[Node, ...], float, float]:
    """The label's nodes, and how far it moves the field to the right and down."""
    if block.show_label == "no":
        return (), 0.0, 0.0
    style = setting.style("label" if block.show_label == "above" else "body")
    text = block.short or block.label
    line = set_text(text, style, 10_000)[0]
    if block.show_label == "above":
        return (Tag("P", place(line, x, y, style)),), 0.0, style.leading
    return (Tag("P", place(line, x, y + 5, style)),), line.width + 8, 0.0


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
    marks = _stack(lines, x + 5, first, style.leading, style)
    box = Box(x, y, width, height)
    return Placed(height, _field(block, frame, marks, box, style.size, len(lines) > 1, setting))


def _tray_lines(value: str, width: float, setting: Setting) -> tuple[Style, tuple[Line, ...]]:
    body = setting.style("body")
    for size in (11.0, 10.0, 9.0):
        style = resized(body, size, 12)
        lines = set_text(value, style, width)
        if len(lines) <= 1:
            return style, lines
    return style, lines


def _box(block: TextField, x: float, y: float, width: float, setting: Setting) -> Placed:
    style, lines = _box_lines(block, width - 14, setting)
    ruled = style.leading == PITCH
    height = max(block.lines * PITCH, 0 if ruled else len(lines) * style.leading + 10)
    frame: list[Mark] = [Rect(x, y, width, height, FIELD)]
    if setting.mode == "paper":
        frame += write_rules(x + 7, y, width - 14, round(height / PITCH) - 1)
    first = y + PITCH - RISE - baseline(style) if ruled else y + 5
    marks = _stack(lines, x + 7, first, style.leading, style)
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
    style = setting.style("body")
    width, height = SLOT
    lines = set_text(block.value, style, width)
    marks = _stack(lines[:1], x + (width - lines[0].width) / 2, y + 1, 16, style) if lines else ()
    frame = (Rect(x, y, width, height, FIELD),)
    return Placed(height, _field(block, frame, marks, Box(x, y, width, height), 11.0, False, setting))


def write_rules(x: float, y: float, width: float, count: int) -> list[Mark]:
    """Dotted rules to write on, the first 24 below `y`: dots print solid where grey would not."""
    rules = (y + PITCH * (n + 1) for n in range(count))
    return [Rule(x + DOTS / 2, at, x + width, at, DOTS, dotted=True) for at in rules]


def _stack(lines: tuple[Line, ...], x: float, top: float, leading: float, style: Style) -> tuple[Text, ...]:
    return tuple(mark for n, line in enumerate(lines) for mark in place(line, x, top + n * leading, style))


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


def choice(block: Choice, x: float, y: float, setting: Setting) -> Placed:
    """One of several: inline with printed labels, or buttons on a scale."""
    if block.form == "scale":
        return _scale(block, x, y, setting)
    style, bold = setting.style("body"), setting.style("label")
    nodes: list[Node] = []
    if block.show_label:
        line = set_text(block.label, bold, 10_000)[0]
        nodes.append(Tag("P", place(line, x, y, bold)))
        x += line.width + 14
    kids: list[Node] = []
    for state, option in enumerate(block.options):
        kids += button(block.path, block.label, option, state, block.value, x + 6, y + 8, setting)
        line = set_text(option.label, style, 10_000)[0]
        kids += place(line, x + CIRCLE + 6, y, style)
        x += CIRCLE + 6 + line.width + 22
    return Placed(16.0, (*nodes, Tag("P", tuple(kids))))


def _scale(block: Choice, x: float, y: float, setting: Setting) -> Placed:
    kids: list[Node] = []
    top = y
    if block.heads:
        kids += scale_heads(block.options, x + CIRCLE / 2, y, block.pitch, setting)
        top += 12
    for state, option in enumerate(block.options):
        centre = x + CIRCLE / 2 + state * block.pitch
        kids += button(block.path, block.label, option, state, block.value, centre, top + 12, setting)
    return Placed(top - y + PITCH, (Tag("P", tuple(kids)),))


def scale_heads(
    options: tuple[Option, ...], x: float, y: float, pitch: float, setting: Setting
) -> tuple[Text, ...]:
    """The figures or words above a scale's buttons, each centred on its button; the first at `x`."""
    style = replace(setting.style("micro"), font=setting.style("label").font)
    marks: list[Text] = []
    for n, option in enumerate(options):
        line = set_text(option.label, style, 10_000)[0]
        marks += place(line, x + n * pitch - line.width / 2, y, style)
    return tuple(marks)


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
        return Placed(size, (outline, *((Tag("P", state),) if state else ())))
    text = _stack(lines, x + size + 6, y, style.leading, style)
    return Placed(len(lines) * style.leading, (Tag("P", (outline, *state, *text)),))


def checks(block: Checks, x: float, y: float, width: float, setting: Setting) -> Placed:
    """Checkboxes on a line, the room between them shared out evenly."""
    style = setting.style(block.items[0].style)
    widths = [item.size + 6 + text_width(plain(item.text), style) for item in block.items]
    gap = max(0.0, (width - sum(widths)) / max(len(widths) - 1, 1))
    nodes: list[Node] = []
    for item, taken in zip(block.items, widths, strict=True):
        nodes += check(item, x, y, taken + 1, setting).nodes
        x += taken + gap
    return Placed(style.leading, tuple(nodes))


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
