"""Options to choose from in place: a drop-down, the same for a pen, and checkboxes."""

from __future__ import annotations

from itertools import chain, count

from msgspec.structs import replace as changed

from prepsheet.document import Check, Choice, Option, Select, TextField
from prepsheet.typeset import checks, fields
from prepsheet.typeset.labels import BETWEEN, announced, label_drop, printed_label
from prepsheet.typeset.pages import Artifact, Box, Node, Polygon, SelectWidget, Several, Tag
from prepsheet.typeset.setting import Placed, Setting
from prepsheet.typeset.styles import SANS
from prepsheet.typeset.text import set_text, spaced, stack_lines, text_width
from prepsheet.writing.bidi import base_level

FEW = 5
"""More options than this are not printed as circles."""

SIGN, SIGN_HEIGHT, SIGN_ROOM = 7.0, 5.0, 14.0
"""The triangle of a drop-down, and the room that it takes at the right."""

CHECK_SPACE, CHECK_GAP = 4.0, 18.0


def select(block: Select, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A field to choose in, with its printed label, if any. Without options, it is one to write in."""
    printed, width = block.options, block.width or width
    block = with_own_values(block)
    label, dx, dy = printed_label(block, x, y, width, setting)
    x, y, width = x + dx, y + dy, width - dx
    placed = _place(block, printed, x, y, width, setting)
    return Placed(dy + placed.height, (*label, *placed.nodes))


def with_own_values(block: Select) -> Select:
    """The field with an option for every value that it holds, so that nothing gets lost.

    Where a drop-down holds several of its options, they are one more together.
    """
    labels = {option.value: option.label for option in block.options}
    values = [value for value in block.value.split("\n") if value]
    if not block.several and len(values) > 1:
        joined = ", ".join(labels.get(value, value) for value in values)
        values = [", ".join(values)]
        labels.setdefault(values[0], joined)
    if not block.options:
        return changed(block, value="\n".join(values))
    options = tuple(Option(value=each, label=labels[each]) for each in labels)
    own = tuple(Option(value=each, label=each) for each in dict.fromkeys(values) if each not in labels)
    return changed(block, value="\n".join(values), options=(*options, *own))


def _place(
    block: Select, printed: tuple[Option, ...], x: float, y: float, width: float, setting: Setting
) -> Placed:
    if not block.options:
        value = _shown(block)
        words = TextField(path=block.path, label=block.label, value=value, required=block.required)
        return fields.tray(words, x, y, width, setting)
    if block.several:
        return _checks(block, x, y, width, setting)
    if setting.mode == "paper" or not block.path:
        return _pen(block, printed, x, y, width, setting)
    return _drop_down(block, x, y, width, setting)


def _shown(block: Select) -> str:
    labels = {option.value: option.label for option in block.options}
    return ", ".join(labels.get(value, value) for value in block.value.split("\n"))


def _told_apart(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Options of different labels, by which alone they are known once the file has been saved."""
    labels: list[str] = []
    for option in options:
        numbered = chain([option.label], (f"{option.label} ({number})" for number in count(2)))
        labels.append(next(label for label in numbered if label not in labels))
    return tuple(changed(option, label=label) for option, label in zip(options, labels, strict=True))


def _drop_down(block: Select, x: float, y: float, width: float, setting: Setting) -> Placed:
    block = changed(block, options=_told_apart(block.options))
    style, lines = fields.tray_lines(_shown(block), width - 10 - SIGN_ROOM, setting)
    height = fields.tray_height(len(lines), style, setting)
    box = Box(x, y, width, height)
    marks = fields.tray_marks(lines, x, y + height, style, setting)
    right, top = x + width - 5, y + height - setting.design.base - SIGN_HEIGHT
    sign = Polygon(((right - SIGN, top), (right, top), (right - SIGN / 2, top + SIGN_HEIGHT)))
    widget = SelectWidget(
        name=block.path,
        label=announced(block.label),
        box=fields.within(box, fields.TRAY_EDGE),
        value=block.value,
        options=tuple((option.value, option.label) for option in block.options),
        lines=marks,
        sign=(sign,),
        font=SANS,
        size=style.size,
        required=bool(block.required),
        rtl=style.rtl or bool(base_level(_shown(block))),
    )
    return Placed(height, (Artifact(fields.tray_frame(box, setting)), Tag("Form", (widget,))))


def _pen(
    block: Select, printed: tuple[Option, ...], x: float, y: float, width: float, setting: Setting
) -> Placed:
    """A drop-down for a pen: circles if they are few, else a line to write on over the options."""
    known = {option.value for option in printed}
    chosen = [block.value] if block.value in known else [*filter(None, block.value.split(", "))]
    if {*chosen} <= known:
        nodes, taken = _circles(printed, chosen, x, y + label_drop(setting), setting)
        if taken <= width and len(printed) <= FEW:
            return Placed(setting.design.pitch, (Tag("P", nodes),))
    line = fields.tray(TextField(path="", label="", value=_shown(block)), x, y, width, setting)
    hint, below = setting.style("hint"), y + line.height + 2
    lines = set_text(BETWEEN.join(option.label for option in printed), hint, width)
    options = (Tag("P", stack_lines(lines, x, below, hint)),) if lines else ()
    return Placed(below - y + len(lines) * hint.leading, (*line.nodes, *options))


def _circles(
    options: tuple[Option, ...], chosen: list[str], x: float, y: float, setting: Setting
) -> tuple[tuple[Node, ...], float]:
    """Circles with their labels on a line, and how wide it is."""
    body, design, at = setting.style("body"), setting.design, x
    nodes: list[Node] = []
    for state, option in enumerate(options):
        pen = Choice(path="", label="", options=(), value=option.value if option.value in chosen else "")
        middle = at + design.circle / 2, y + body.leading / 2
        nodes += fields.button(pen, option, state, *middle, setting)
        lines = set_text(option.label, body, 10_000, as_sheet=True)
        nodes += spaced(stack_lines(lines, at + design.circle + design.aside, y, body))
        at += design.circle + design.aside + text_width(option.label, body) + fields.BETWEEN
    return tuple(nodes), at - fields.BETWEEN - x


def _checks(block: Select, x: float, y: float, width: float, setting: Setting) -> Placed:
    """Checkboxes in as many columns as there is room for, read row by row."""
    body, size = setting.style("body"), setting.design.circle
    widest = max(text_width(option.label, body) for option in block.options) + size + setting.design.aside
    columns = max(1, min(len(block.options), int((width + CHECK_GAP) / (widest + CHECK_GAP))))
    across = min(widest, width)
    values = tuple(filter(None, block.value.split("\n")))
    among = Several(block.path, announced(block.label, block.required), values)
    nodes: list[Node] = []
    top = y + 4
    for first in range(0, len(block.options), columns):
        height = body.leading + CHECK_SPACE
        for place in range(first, min(first + columns, len(block.options))):
            box = _box(block.options[place], place, among, size)
            left = x + (place - first) * (across + CHECK_GAP)
            placed = checks.check(box, left, top, across + 1, setting, among)
            nodes += placed.nodes
            height = max(height, placed.height + CHECK_SPACE)
        top += height
    return Placed(max(setting.design.pitch, top - y), tuple(nodes))


def _box(option: Option, place: int, among: Several, size: float) -> Check:
    """The checkbox of an option; its name is that of the list with its place, from 1."""
    return Check(
        path=f"{among.name}.{place + 1}" if among.name else "",
        label=f"{among.label}: {option.label}",
        text=option.label,
        value=option.value if option.value in among.values else "",
        on=option.value,
        size=size,
    )
