"""What stands around the text of one column: a bar for each sheet of the series, and the foot."""

from __future__ import annotations

from prepsheet.document import Furniture
from prepsheet.typeset.masthead import before_code, beside_logo
from prepsheet.typeset.pages import Artifact, Mark, Node, Rect, Rule, Text
from prepsheet.typeset.setting import PAPERS, Setting
from prepsheet.typeset.text import Line, place, set_text, stack_lines, text_width

BARS_TOP, BAR, GAP = 26.0, 8.0, 12.0
"""Where the bars begin, how high the present one is, and the space between them."""

FOOT, ABOVE, APART = 24.0, 10.0, 18.0
"""What is free below the foot, above it, and between its two sides."""


def running(block: Furniture, x: float, setting: Setting) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The nodes before the text and those after it; both repeat what is known, and are artifacts."""
    return _bars(block, x, setting), _foot(block, x, setting)


def foot_height(block: Furniture, setting: Setting) -> float:
    """How much of a page the foot takes: a long name needs several lines."""
    return FOOT + len(_left(block, setting)) * setting.style("body").leading + ABOVE


def _bars(block: Furniture, x: float, setting: Setting) -> tuple[Node, ...]:
    """A stack of sheets sorts by which bar is heavy; the words for it are at the foot."""
    if not block.navigator:
        return ()
    count = len(block.navigator)
    start = beside_logo(x, setting)
    width = (before_code(x, setting) - start - (count - 1) * GAP) / count
    foot, weight = BARS_TOP + BAR, setting.design.frame
    marks: list[Mark] = []
    for number in range(1, count + 1):
        left = start + (number - 1) * (width + GAP)
        if number == block.current:
            marks.append(Rect(left, BARS_TOP, width, BAR, fill="accent"))
        else:
            marks.append(Rule(left, foot - weight / 2, left + width, foot - weight / 2, weight))
    return (Artifact(tuple(marks), "header"),)


def _left(block: Furniture, setting: Setting) -> tuple[Line, ...]:
    """The lines beside the widest number that a page may have."""
    style = setting.style("body")
    number = text_width(block.page.replace("{page}", "00").replace("{pages}", "00"), style)
    return set_text(block.footer_left, style, setting.measure - number - APART, as_sheet=True)


def _foot(block: Furniture, x: float, setting: Setting) -> tuple[Node, ...]:
    """Whose sheet it is and which at the left, the page at the right of its last line."""
    style = setting.style("body")
    left = _left(block, setting)
    bottom = PAPERS[setting.paper][1] - FOOT
    marks: list[Text] = [*stack_lines(left, x, bottom - len(left) * style.leading, style)]
    for line in set_text(block.page, style, setting.measure, as_sheet=True):
        marks += place(line, x + setting.measure - line.width, bottom - style.leading, style)
    return (Artifact(tuple(marks), "footer"),) if marks else ()
