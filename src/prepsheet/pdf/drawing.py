"""Marks to a canvas: the ink of a page, or of the appearance of a form field.

Shapes are drawn by reportlab; text is written here, with our fonts and their kerns, and so are rules,
of which a sheet may have hundreds. What is set is remembered and only changes are written, so a page
of black text in one font names both once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol, assert_never

from prepsheet.brand import Colour, Vector
from prepsheet.pdf import operators as op
from prepsheet.pdf.canvas import TaggedCanvas
from prepsheet.pdf.engine import PDFPathObject
from prepsheet.typeset.pages import Circle, Code, Glyph, Ink, Mark, Picture, Polygon, Rect, Rule, Text

ACCENT = Colour(0.039, 0.29, 0.341)
DOT_PITCH = 3.0
"""Points from dot to dot on a dotted rule."""
UNDER, UNDER_WEIGHT = 0.13, 0.06
"""How far a line under text is below its baseline, and how heavy it is, in sizes of the text."""
PLACES = 3
"""Decimals of a point that are drawn; a thousandth can't be seen, and digits take room."""


class Alphabet(Protocol):
    """What drawing text needs from the fonts of a document."""

    def use(self, font: str) -> str:
        """The resource name of `font` (`F1`), which from now on is part of the document."""

    def encode(self, font: str, text: str) -> str:
        """The codes of `text` in hexadecimal."""

    def spell(self, font: str, glyphs: tuple[Glyph, ...], size: float) -> str:
        """The operators that show glyphs of a font file, from where the pen is."""


class Drawing:
    """Draws on what `canvas` has open, a page or an appearance, from the graphics state it begins with.

    `left` and `bottom` are where the origin of the content lies on the page, in the page's own
    coordinates (y downward): 0 and the page's height for a page.
    """

    def __init__(
        self, canvas: TaggedCanvas, alphabet: Alphabet, left: float = 0.0, bottom: float = 0.0
    ) -> None:
        self._canvas = canvas
        self._alphabet = alphabet
        self._left, self._bottom = left, bottom
        self._fill: Ink = "ink"
        self._font = ("", 0.0)
        self._tracking = 0.0
        self._weight = 1.0
        self._dotted = False

    def write(self, operators: str) -> None:
        """Adds operators that leave the graphics state as it is."""
        self._canvas.addLiteral(operators)

    def mark(self, mark: Mark, tail: str = "") -> None:
        """Draws a mark; `tail` is invisible text that follows a text mark."""
        match mark:
            case Text():
                self._text(mark, tail)
            case Rule():
                self._rule(mark)
            case Rect(x, y, width, height):
                paint = self._paint(mark.weight, mark.fill)
                self._canvas.rect(*self._point(x, y + height), width, height, **paint)
            case Circle():
                self._circle(mark)
            case Polygon():
                self._polygon(mark)
            case Picture():
                self._picture(mark)
            case Code():
                self._code(mark)
            case _:
                assert_never(mark)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return round(x - self._left, PLACES), round(self._bottom - y, PLACES)

    def _text(self, text: Text, tail: str) -> None:
        self._ink(text.ink)
        font, place = self._alphabet.use(text.font), op.numbers(*self._point(text.x, text.y))
        self.write(f"BT {self._typeface(font, text)}{place} Td {self._shown(text, tail)} ET")
        if text.underline:
            self._underline(text)

    def _underline(self, text: Text) -> None:
        y = text.y + UNDER * text.size
        self._rule(Rule(text.x, y, text.x + text.underline, y, UNDER_WEIGHT * text.size))

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
        if text.glyphs:
            return self._alphabet.spell(text.font, text.glyphs, text.size)
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
        self._stroke(rule.weight, rule.dotted)
        start, end = self._point(rule.x1, rule.y1), self._point(rule.x2, rule.y2)
        self.write(f"{op.numbers(*start)} m {op.numbers(*end)} l S")

    def _circle(self, circle: Circle) -> None:
        paint = self._paint(circle.weight, circle.fill)
        self.write(f"q 1 0 0 1 {op.numbers(*self._point(circle.x, circle.y))} cm")
        self._canvas.drawPath(_circle(circle.radius), **paint)
        self.write("Q")

    def _polygon(self, polygon: Polygon) -> None:
        first, *rest = (self._point(*point) for point in polygon.points)
        path = self._canvas.beginPath()
        path.moveTo(*first)
        for point in rest:
            path.lineTo(*point)
        path.close()
        self._canvas.drawPath(path, **self._paint(0.0, polygon.fill))

    def _picture(self, picture: Picture) -> None:
        art = picture.logo.grey if picture.grey else picture.logo.art
        x, y = self._point(picture.x, picture.y + picture.height)
        units = (art.width, art.height) if isinstance(art, Vector) else (1, 1)
        scales = (side / unit for side, unit in zip((picture.width, picture.height), units, strict=True))
        across, up = (f"{scale:.6f}" for scale in scales)
        self.write(f"q {across} 0 0 {up} {op.numbers(x, y)} cm /{self._canvas.hang(art)} Do Q")

    def _code(self, code: Code) -> None:
        """All squares as one path: side by side as single ones, they would show seams on screens."""
        self._ink("ink")
        side = code.side / len(code.rows)
        x, y = self._point(code.x, code.y + code.side)
        runs = (
            f"{run.start()} {len(code.rows) - 1 - row} {len(run[0])} 1 re"
            for row, cells in enumerate(code.rows)
            for run in re.finditer("1+", cells)
        )
        self.write(f"q {side:.6f} 0 0 {side:.6f} {op.numbers(x, y)} cm {' '.join(runs)} f Q")

    def _paint(self, weight: float, fill: Ink | None) -> dict[str, bool]:
        """Readies ink and line; says whether a shape is to be filled, stroked solid, or both."""
        if fill:
            self._ink(fill)
        if weight:
            self._stroke(weight, dotted=False)
        return {"stroke": bool(weight), "fill": bool(fill)}

    def _ink(self, fill: Ink) -> None:
        """Ink is grey level 0 and not black made of three colours, which some printers would screen."""
        if self._fill == fill:
            return
        self._fill = fill
        match fill:
            case "ink" | "paper":
                self._canvas.setFillGray(0 if fill == "ink" else 1)
            case _:
                self._canvas.setFillColorRGB(*(ACCENT if fill == "accent" else fill))

    def _stroke(self, weight: float, dotted: bool) -> None:
        if self._weight != weight:
            self._weight = weight
            self._canvas.setLineWidth(weight)
        if self._dotted != dotted:
            self._dotted = dotted
            self._canvas.setLineCap(1 if dotted else 0)
            self._canvas.setDash([0, DOT_PITCH] if dotted else [])


@lru_cache(64)
def _circle(radius: float) -> PDFPathObject:
    """The path of a circle around the origin, made once: a sheet may have hundreds of one size."""
    path = PDFPathObject()
    path.circle(0, 0, radius)
    path.close()
    return path
