"""Comparing what two programs draw in a field.

Programs smooth and hint letters each in its own way, and some tint fields. What is compared is where
ink is and how much, and for words that a program sets anew the shapes of a line of letters.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.conformance.form import Spot

DOTS = 4
"""To the point, in every picture."""
FRAME = 1.0
"""Points at the edge of a field that are left out: what is drawn there belongs to the page."""
RING = 2.75
"""The same for buttons, whose circles and squares are drawn on the page."""
BUTTON = 20.0
"""Points: what is not as wide is a button."""
ARROW = 24.0
"""Points at the end of a drop-down where programs show that it opens."""
FAINT = 60
"""Levels of grey between ink and paper, of 255, below which no one sees ink."""
PLACE = 1.0
"""Points by which the edges of ink may differ."""
AMOUNT = 0.15
"""The part by which the amount of ink may differ in the same typeface: programs thicken letters."""
OTHER_FACE = 0.75
"""The same in another typeface: enough to tell words from a few strokes."""
ALIKE = 0.45
"""The least correlation of two lines of the same words. Measured: 0.85 to 1 in one typeface, 0.5 to 0.95
in two, below 0.35 where letters are missing, boxes, in reverse order or not joined."""
GAP = 3.0
"""Points without ink between one line and the next."""

Pictures = list[Image.Image]
Look = Literal["words", "button", "drop-down"]
"""Kinds of fields that differ in what of them is compared."""


class Ink(NamedTuple):
    """The outline of the ink in a field, in dots from its top left corner, its dots, and their picture."""

    left: int
    top: int
    right: int
    bottom: int
    amount: int
    picture: Image.Image


def same(meant: Pictures, seen: Pictures, spot: Spot) -> str:
    """How a field looks other than meant; empty if it does not: same place, same shape."""
    a, b = _ink(meant, spot), _ink(seen, spot)
    if fault := _presence(a, b):
        return fault
    if a and b:
        if max(abs(one - other) for one, other in zip(a[:4], b[:4], strict=True)) > PLACE * DOTS:
            return "is seen in another place"
        return _amount(a, b, AMOUNT)
    return ""


def something(meant: Pictures, seen: Pictures, spot: Spot) -> str:
    """The same for a program that has a typeface of its own for fields: something like it is there."""
    a, b = _ink(meant, spot), _ink(seen, spot)
    return _presence(a, b) or (_amount(a, b, OTHER_FACE) if a and b else "")


def words(meant: Pictures, seen: Pictures, spot: Spot, look: Look) -> str:
    """The same for words that a program sets anew, wherever it puts them: they are the same letters.

    Compared is the line at the top.
    """
    part = spot._replace(right=spot.right - ARROW) if look == "drop-down" else spot
    a, b = _ink(meant, part), _ink(seen, part)
    if fault := _presence(a, b):
        return fault
    if a and b:
        height = _line(a.picture)
        lines = (_cut(ink.picture, height) for ink in (a, b))
        if _likeness(*lines) < ALIKE:
            return "shows other letters, or letters that are not joined as they should be"
    return ""


def is_blank(pages: Pictures, spot: Spot) -> bool:
    """Whether nothing is drawn in a field."""
    return _ink(pages, spot) is None


def _ink(pages: Pictures, spot: Spot) -> Ink | None:
    part = _part(pages, spot)
    darkest, lightest = _levels(part)
    if lightest - darkest < FAINT:
        return None
    middle = (lightest + darkest) / 2
    dark = part.point([255 if level < middle else 0 for level in range(256)])
    box = dark.getbbox() or (0, 0, 0, 0)
    return Ink(*box, dark.histogram()[255], dark.crop(box))


def _part(pages: Pictures, spot: Spot) -> Image.Image:
    left, top, right, bottom = spot.from_top
    inset = RING if right - left < BUTTON else FRAME
    x1, y1, x2, y2 = (
        round(DOTS * side) for side in (left + inset, top + inset, right - inset, bottom - inset)
    )
    return pages[spot.page].crop((x1, y1, x2, y2))


def _levels(grey: Image.Image) -> tuple[int, int]:
    levels = [level for level, dots in enumerate(grey.histogram()) if dots]
    return levels[0], levels[-1]


def _presence(meant: Ink | None, seen: Ink | None) -> str:
    if meant and not seen:
        return "is not seen"
    return "shows something though it is empty" if seen and not meant else ""


def _amount(meant: Ink, seen: Ink, within: float) -> str:
    ratio = seen.amount / meant.amount
    return f"is drawn with {ratio:.0%} of the ink" if abs(ratio - 1) > within else ""


def _line(dark: Image.Image) -> int:
    """The height in dots of the first line."""
    rows = dark.resize((1, dark.height), Image.Resampling.BOX, reducing_gap=None).tobytes()
    empty = 0
    for number, row in enumerate(rows):
        empty = 0 if row else empty + 1
        if empty >= GAP * DOTS:
            return number - empty + 1
    return dark.height


def _cut(dark: Image.Image, height: int) -> Image.Image:
    line = dark.crop((0, 0, dark.width, height))
    return line.crop(line.getbbox())


def _likeness(meant: Image.Image, seen: Image.Image) -> float:
    """The correlation of two pictures, stretched to one size."""
    a, b = (each.resize(meant.size).filter(ImageFilter.GaussianBlur(2)) for each in (meant, seen))
    of_a, of_b, of_both = map(ImageStat.Stat, (a, b, ImageChops.multiply(a, b)))
    spread = of_a.stddev[0] * of_b.stddev[0]
    return float(255 * of_both.mean[0] - of_a.mean[0] * of_b.mean[0]) / spread if spread else 0.0
