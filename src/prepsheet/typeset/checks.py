"""Checkboxes in place, for the screen or for a pen."""

from __future__ import annotations

from prepsheet.document import Check, Checks, Run, runs
from prepsheet.typeset.pages import Artifact, Box, CheckWidget, Node, Rect, Rule, Several, Tag
from prepsheet.typeset.setting import Placed, Setting
from prepsheet.typeset.text import TooWide, plain, set_text, stack_lines, text_width


def check(
    block: Check, x: float, y: float, width: float, setting: Setting, among: Several | None = None
) -> Placed:
    """A checkbox, with its text beside it if it has one."""
    size, style, design = setting.design.check or block.size, setting.style(block.style), setting.design
    text = (*runs(block.text), Run(f" ({block.required})")) if block.required else block.text
    lines = set_text(text, style, width - size - design.aside)
    top = y + (style.leading - size) / 2 if lines else y
    weight = design.control
    outline = Artifact((Rect(x + weight / 2, top + weight / 2, size - weight, size - weight, weight),))
    state = _check_state(block, x, top, size, setting, among)
    if not lines:
        ink = bool(state) and not isinstance(state[0], Tag)
        return Placed(size, (outline, *((Tag("P", state),) if ink else state)))
    words = stack_lines(lines, x + size + design.aside, y, style)
    return Placed(len(lines) * style.leading, (Tag("P", (outline, *state, *words)),))


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


def _check_state(
    block: Check, x: float, y: float, size: float, setting: Setting, among: Several | None
) -> tuple[Node, ...]:
    on = block.value == block.on
    if setting.mode == "paper" or not block.path:
        return cross(x, y, size, setting.design.cross) if on else ()
    required, box = bool(block.required), Box(x, y, size, size)
    widget = CheckWidget(block.path, block.label, box, on, required, block.value, block.on, among)
    return (Tag("Form", (widget,)),)


def cross(x: float, y: float, size: float, weight: float) -> tuple[Rule, Rule]:
    """The mark of a checked box: a cross, since a tick means `wrong` in some countries."""
    near = 2 * weight - 0.8
    far = size - near
    return (
        Rule(x + near, y + near, x + far, y + far, weight),
        Rule(x + near, y + far, x + far, y + near, weight),
    )
