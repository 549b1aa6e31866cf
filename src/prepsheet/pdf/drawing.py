"""Marks to content operators: the ink of a page, or of the appearance of a form field.

The graphics state is remembered and only changes are written, so a page of black text in one font
names both once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, assert_never

from prepsheet.pdf import operators as op
from prepsheet.typeset.pages import Circle, Ink, Mark, Polygon, Rect, Rule, Text

INKS: Mapping[Ink, str] = {"ink": "0 g", "accent": "0.039 0.29 0.341 rg", "paper": "1 g"}
"""Fills. Ink is grey level 0 and not black made of three colours, which some printers would screen."""

DOT_PITCH = 3.0
"""Points from dot to dot on a dotted rule."""


class Alphabet(Protocol):
    """What drawing text needs from the fonts of a document."""

    def use(self, font: str) -> str:
        """The resource name of `font` (`F1`), which from now on is part of the document."""

    def encode(self, font: str, text: str) -> str:
        """The codes of `text` in hexadecimal."""


class Drawing:
    """Content operators under construction.

    `left` and `bottom` are where the origin of the content lies on the page, in the page's own
    coordinates (y downward): 0 and the page's height for a page.
    """

    def __init__(self, alphabet: Alphabet, left: float = 0.0, bottom: float = 0.0) -> None:
        self._alphabet = alphabet
        self._left, self._bottom = left, bottom
        self._parts: list[str] = []
        self._fill: Ink = "ink"
        self._font = ("", 0.0)
        self._tracking = 0.0
        self._weight = 1.0
        self._dotted = False

    def data(self) -> bytes:
        """The operators so far."""
        return "\n".join(self._parts).encode("ascii")

    def write(self, operators: str) -> None:
        """Adds operators that leave the graphics state as it is."""
        self._parts.append(operators)

    def mark(self, mark: Mark, tail: str = "") -> None:
        """Draws a mark; `tail` is invisible text that follows a text mark."""
        match mark:
            case Text():
                self._text(mark, tail)
            case Rule():
                self._rule(mark)
            case Rect(x, y, width, height):
                corner = op.numbers(*self._point(x, y + height))
                self._shape(f"{corner} {op.numbers(width, height)} re", mark.weight, mark.fill)
            case Circle(x, y, radius):
                self._shape(op.circle(*self._point(x, y), radius), mark.weight, mark.fill)
            case Polygon(points, fill):
                self._shape(op.polygon([self._point(*point) for point in points]), 0.0, fill)
            case _:
                assert_never(mark)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return x - self._left, self._bottom - y

    def _text(self, text: Text, tail: str) -> None:
        self._ink(text.ink)
        font, place = self._alphabet.use(text.font), op.numbers(*self._point(text.x, text.y))
        self.write(f"BT {self._typeface(font, text)}{place} Td {self._shown(text, tail)} ET")

    def _typeface(self, font: str, text: Text) -> str:
        changes = ""
        if self._font != (font, text.size):
            self._font = font, text.size
            changes += f"/{font} {op.number(text.size)} Tf "
        if self._tracking != text.tracking:
            self._tracking = text.tracking
            changes += f"{op.number(text.tracking)} Tc "
        return changes

    def _shown(self, text: Text, tail: str) -> str:
        codes = self._alphabet.encode
        if not any(text.kerns):
            return f"<{codes(text.font, text.text + tail)}> Tj"
        parts, start = [], 0
        for end, kern in enumerate(text.kerns[:-1], 1):
            if kern:
                parts.append(f"<{codes(text.font, text.text[start:end])}>{op.number(-kern)}")
                start = end
        return f"[{''.join(parts)}<{codes(text.font, text.text[start:] + tail)}>] TJ"

    def _rule(self, rule: Rule) -> None:
        if self._dotted != rule.dotted:
            self._dotted = rule.dotted
            self.write(f"1 J [0 {op.number(DOT_PITCH)}] 0 d" if rule.dotted else "0 J [] 0 d")
        start, end = self._point(rule.x1, rule.y1), self._point(rule.x2, rule.y2)
        self._line_width(rule.weight)
        self.write(f"{op.numbers(*start)} m {op.numbers(*end)} l S")

    def _shape(self, path: str, weight: float, fill: Ink | None) -> None:
        """Paints a path: filled, stroked solid, or both."""
        if fill:
            self._ink(fill)
        if weight:
            self._line_width(weight)
            if self._dotted:
                self._dotted = False
                self.write("0 J [] 0 d")
        self.write(f"{path} {_PAINT[bool(fill), bool(weight)]}")

    def _ink(self, fill: Ink) -> None:
        if self._fill != fill:
            self._fill = fill
            self.write(INKS[fill])

    def _line_width(self, weight: float) -> None:
        if self._weight != weight:
            self._weight = weight
            self.write(f"{op.number(weight)} w")


_PAINT = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
