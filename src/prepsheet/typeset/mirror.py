"""Pages for languages that are read from right to left.

Blocks are placed as for any other language, and at the end each page is turned round: what stood
at the left stands at the right, scales run to the left, the arrow at the foot points there. Letters,
pictures and codes are not turned: a line keeps its width and its order, and takes the mirrored place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from prepsheet.typeset.change import changed
from prepsheet.typeset.pages import Box, Circle, Code, Mark, Page, Picture, Polygon, Rect, Rule, Text
from prepsheet.typeset.text import reach


def mirrored(page: Page) -> Page:
    """The page with its left and right exchanged, in the same order of reading."""
    width = page.width
    return changed(page, lambda mark: _mark(mark, width), lambda box: _box(box, width))


def _box(box: Box, width: float) -> Box:
    return replace(box, x=width - box.x - box.width)


def _mark(mark: Mark, width: float) -> Mark:
    match mark:
        case Text():
            return replace(mark, x=width - mark.x - reach(mark))
        case Rule():
            return replace(mark, x1=width - mark.x1, x2=width - mark.x2)
        case Rect() | Picture():
            return replace(mark, x=width - mark.x - mark.width)
        case Code():
            return replace(mark, x=width - mark.x - mark.side)
        case Circle():
            return replace(mark, x=width - mark.x)
        case Polygon():
            return replace(mark, points=tuple((width - x, y) for x, y in mark.points))
        case _:
            assert_never(mark)
