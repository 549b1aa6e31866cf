"""Labels of fields, as printed and as announced."""

from __future__ import annotations

from prepsheet.document import Field, TextField
from prepsheet.typeset.pages import Node, Tag
from prepsheet.typeset.setting import Setting
from prepsheet.typeset.styles import Style
from prepsheet.typeset.text import Line, baseline, set_text, spaced, stack_lines, text_width

AFTER, ASIDE = 8.0, 6.0
"""From a label to its field, and to the words beside it."""

BETWEEN = "  ·  "
"""Parts words to choose from."""


def printed_label(
    block: Field, x: float, y: float, width: float, setting: Setting
) -> tuple[tuple[Node, ...], float, float]:
    """The label's nodes, and how far it moves the field to the right and down.

    Beside it stand how a date is written, what may be written, and that the field is required, if
    it is. A label too long for the left stands above.
    """
    shown = block.show_label != "no"
    text, body = (block.short or block.label) if shown else "", setting.style("body")
    aside = _aside(block, shown)
    beside = label_aside(aside, setting)
    slot = isinstance(block, TextField) and block.frame == "slot"
    room = width - AFTER - (setting.design.slot[0] if slot else setting.design.narrowest) - beside
    if block.show_label == "left" and text.strip() and "\n" not in text and text_width(text, body) <= room:
        lines = set_text(text, body, room)
        nodes, _ = label_lines(lines, aside, x, y + label_drop(setting), width, body, setting)
        return nodes, lines[0].width + beside + AFTER, 0.0
    label = setting.style("label")
    return _above(label_lines(set_text(text, label, width), aside, x, y, width, label, setting))


def _aside(block: Field, shown: bool) -> str:
    words = [block.required]
    if isinstance(block, TextField):
        words = [block.pattern if shown else "", BETWEEN.join(block.suggestions), *words]
    return ", ".join(filter(None, words))


def _above(label: tuple[tuple[Node, ...], float]) -> tuple[tuple[Node, ...], float, float]:
    nodes, height = label
    return nodes, 0.0, height


def label_drop(setting: Setting) -> float:
    """How much lower than a tray a label stands to be on a line with its text, to whole points."""
    return round(setting.design.pitch - setting.design.base - baseline(setting.style("body")))


def label_aside(words: str, setting: Setting) -> float:
    """The room that words beside a label take, with the room before them."""
    return ASIDE + text_width(words, setting.style("hint")) if words else 0.0


def label_lines(
    lines: tuple[Line, ...], aside: str, x: float, y: float, width: float, style: Style, setting: Setting
) -> tuple[tuple[Node, ...], float]:
    """A label and the words beside its last line, or below where they have no room; and their height."""
    height, hint = len(lines) * style.leading, setting.style("hint")
    marks = stack_lines(lines, x, y, style)
    if words := set_text(aside, hint, width):
        after = lines[-1].width + ASIDE if lines else width
        if after + words[-1].width <= width + 0.01 and len(words) == 1:
            level = y + height - style.leading + baseline(style) - baseline(hint)
            marks = (*spaced(marks), *stack_lines(words, x + after, level, hint))
        else:
            marks = (*marks, *stack_lines(words, x, y + height, hint))
            height += len(words) * hint.leading
    return ((Tag("P", marks),) if marks else ()), height


def announced(label: str, *aside: str) -> str:
    """A label as it is read aloud, with how a date is written, or what may be."""
    return ", ".join(filter(None, (" ".join(label.split()), *aside)))
