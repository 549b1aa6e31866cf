"""Where pages go on sheets of paper: one on a side, two, a booklet to fold, or cards to cut out.

A side is seen as it lies, first fronts, then backs. Landscape paper is turned over its short edge and
portrait paper over its long one, so both sides are upright, and what is at the left of a front has the
right of the back behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar, get_args

from prepsheet.pdf import operators as op
from prepsheet.pdf.sides import Matrix
from prepsheet.typeset.pages import Box
from prepsheet.typeset.setting import PAPERS

Imposition = Literal["single", "two-up", "booklet", "cards"]
IMPOSITIONS: tuple[Imposition, ...] = get_args(Imposition)
Page = TypeVar("Page")

TICK = 14.0
"""Points that a mark for folding or cutting is long."""
TICK_WEIGHT = 0.3


class Form(NamedTuple):
    """A side of paper in points: its size, a place for each page (y grows downward), and its marks."""

    width: float
    height: float
    places: tuple[Box, ...]
    marks: bytes


def form(imposition: Imposition, paper: Literal["a4", "letter"]) -> Form:
    """The sides of an imposition other than "single"."""
    width, height = PAPERS[paper]
    if imposition == "cards":
        return _grid(width, height, 2, 2)
    return _grid(height, width, 2, 1)


def matrix(place: Box, height: float, page_width: float, page_height: float) -> Matrix:
    """How a page of that size is put in the middle of a place, on a side that is `height` high."""
    scale = min(place.width / page_width, place.height / page_height)
    x = place.x + (place.width - scale * page_width) / 2
    y = height - place.y - place.height + (place.height - scale * page_height) / 2
    return Matrix(scale, x, y)


def reading(pages: Sequence[Page], each: int) -> Iterator[tuple[Page | None, ...]]:
    """So many pages on a side, in their order."""
    for first in range(0, len(pages), each):
        side = pages[first : first + each]
        yield (*side, *[None] * (each - len(side)))


def booklet(pages: Sequence[Page]) -> Iterator[tuple[Page | None, ...]]:
    """Sheets that are put into each other and folded: the outer sides of each, then the inner ones."""
    whole = [*pages, *[None] * (-len(pages) % 4)]
    for n in range(0, len(whole) // 2, 2):
        yield whole[-1 - n], whole[n]
        yield whole[n + 1], whole[-2 - n]


def cards(pages: Sequence[Page | None]) -> Iterator[tuple[Page | None, ...]]:
    """Cards of a front and a back, four on a sheet: backs are where they lie behind their fronts."""
    for first in range(0, len(pages), 8):
        some = [*pages[first : first + 8], *[None] * 8][:8]
        yield tuple(some[::2])
        yield some[3], some[1], some[7], some[5]


def _grid(width: float, height: float, across: int, down: int) -> Form:
    wide, high = width / across, height / down
    places = tuple(Box(x * wide, y * high, wide, high) for y in range(down) for x in range(across))
    xs, ys = [wide * n for n in range(1, across)], [high * n for n in range(1, down)]
    lines = [(x, y, x, y + TICK) for x in xs for y in (0, height - TICK)]
    lines += [(x, y, x + TICK, y) for y in ys for x in (0, width - TICK)]
    drawn = " ".join(f"{op.numbers(x1, y1)} m {op.numbers(x2, y2)} l" for x1, y1, x2, y2 in lines)
    marks = f"/Artifact <</Type /Layout>> BDC q {op.number(TICK_WEIGHT)} w {drawn} S Q EMC\n"
    return Form(width, height, places, marks.encode("ascii"))
