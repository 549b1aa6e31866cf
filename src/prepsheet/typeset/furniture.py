"""What stands around the text: navigator, whose sheet it is, foot, fold marks."""

from __future__ import annotations

from prepsheet.document import Furniture, TextField
from prepsheet.typeset import fields
from prepsheet.typeset.pages import Artifact, Mark, Node, Polygon, Rect, Rule, Tag, Text
from prepsheet.typeset.setting import PAPERS, Setting
from prepsheet.typeset.styles import BOLD, Style, resized
from prepsheet.typeset.text import place, set_text, text_width

NAVIGATOR_TOP, SEGMENT, SEGMENT_PITCH = 24.0, 70.0, 82.0
OWNER_TOP, OWNER_TRAY = 61.0, 108.0
STRIP_TOP, STRIP_RULE = 30.0, 0.75
FOOT = 40.0
FOLD_TICK, EDGE = 12.0, 18.0
GAP = "\u00a0\u00a0"


def furniture(block: Furniture, x: float, setting: Setting) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The nodes before the text and those after it, the text area beginning at `x`."""
    before = [*_navigator(block, x, setting), *_strip(block, x, setting), *_owner(block, x, setting)]
    after = [*_foot(block, x, setting), *_fold(block, setting)]
    return tuple(before), tuple(after)


def _navigator(block: Furniture, x: float, setting: Setting) -> list[Node]:
    """The six sheets of the series, the present one in bold over a bar: a stack sorts by it."""
    if not block.navigator:
        return []
    micro = setting.style("micro")
    marks: list[Mark] = []
    for n, name in enumerate(block.navigator, 1):
        left, foot = x + (n - 1) * SEGMENT_PITCH, NAVIGATOR_TOP + 16
        current = n == block.current
        style = Style(BOLD, micro.size, micro.leading) if current else micro
        marks += place(set_text(f"{n}{GAP}{name}", style, SEGMENT)[0], left, NAVIGATOR_TOP, style)
        if current:
            marks.append(Rect(left, foot - 4, SEGMENT, 4, fill="accent"))
        else:
            marks.append(Rule(left, foot - 0.3, left + SEGMENT, foot - 0.3, fields.FIELD))
    return [Artifact(tuple(marks), "header")]


def _strip(block: Furniture, x: float, setting: Setting) -> list[Node]:
    """A line across the top: what the page is for at the left, when and where at the right.

    Where both don't fit on one line, the right half takes the next.
    """
    style = setting.style("strip")
    left = set_text(block.strip_left, style, setting.measure)
    right = set_text(block.strip_right, style, setting.measure)
    if not left:
        return []
    beside = not right or (
        len(left) == len(right) == 1 and left[0].width + right[0].width + 12 <= setting.measure
    )
    below = STRIP_TOP + len(left) * 16
    at, top = (x + setting.measure - right[0].width, STRIP_TOP) if right and beside else (x, below)
    heading = [m for n, line in enumerate(left) for m in place(line, x, STRIP_TOP + n * 16, style)]
    rest = [m for n, line in enumerate(right) for m in place(line, at, top + n * 16, style)]
    foot = (below if beside else below + len(right) * 16) + 4
    rule = Artifact((Rule(x, foot, x + setting.measure, foot, STRIP_RULE),))
    return [Tag("H1", tuple(heading)), *([Tag("P", tuple(rest))] if rest else []), rule]


def _owner(block: Furniture, x: float, setting: Setting) -> list[Node]:
    """Whose sheet it is, at the top right; a line for the name where it is not known."""
    right = x + setting.measure
    if block.owner:
        note = setting.style("hint")
        name = resized(setting.style("label"), 11, 14)
        below = OWNER_TOP + name.leading
        owner = _flush_right(block.owner, right, OWNER_TOP, name)
        return [Tag("P", (*owner, *_flush_right(block.owner_note, right, below, note)))]
    if not block.owner_label:
        return []
    style = setting.style("question")
    left = right - OWNER_TRAY
    label = set_text(block.owner_label, style, OWNER_TRAY)[0]
    tray = fields.tray(
        TextField(path="basics.name", label=block.owner_label), left, OWNER_TOP - 1, OWNER_TRAY, setting
    )
    return [Tag("P", place(label, left - label.width - 5, OWNER_TOP + 8, style)), *tray.nodes]


def _foot(block: Furniture, x: float, setting: Setting) -> list[Node]:
    """Sheet and page at the left, the office in the middle, what comes next at the right."""
    style = setting.style("micro")
    top = PAPERS[setting.paper][1] - FOOT
    right = x + setting.measure - (10 if block.continues else 0)
    marks: list[Mark] = [
        m for line in set_text(block.footer_left, style, setting.measure) for m in place(line, x, top, style)
    ]
    middle = x + (setting.measure - text_width(block.footer_middle, style)) / 2
    marks += [
        m
        for line in set_text(block.footer_middle, style, setting.measure)
        for m in place(line, middle, top, style)
    ]
    next_page = _flush_right(block.footer_right, right, top, style)
    if not block.continues:
        return [Artifact((*marks, *next_page), "footer")] if marks or next_page else []
    tip, centre = x + setting.measure, top + style.leading / 2 + 0.5
    arrow = Polygon(((tip - 5, centre - 3.5), (tip - 5, centre + 3.5), (tip, centre)))
    return [Tag("P", tuple(next_page)), Artifact((*marks, arrow), "footer")]


def _fold(block: Furniture, setting: Setting) -> list[Node]:
    """Ticks at half the height, where the page is folded, and a word that says so."""
    if not block.fold:
        return []
    width, height = PAPERS[setting.paper]
    half, style = height / 2, setting.style("micro")
    marks: list[Mark] = [
        Rule(EDGE, half, EDGE + FOLD_TICK, half, 0.75),
        Rule(width - EDGE - FOLD_TICK, half, width - EDGE, half, 0.75),
        *place(set_text(block.fold, style, 100)[0], EDGE, half - 12, style),
    ]
    return [Artifact(tuple(marks))]


def _flush_right(text: str, right: float, top: float, style: Style) -> list[Text]:
    lines = set_text(text, style, 10_000)
    return [m for line in lines for m in place(line, right - line.width, top, style)]
