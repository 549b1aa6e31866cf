"""A sheet painted for the print file: finished content and tags, whose numbers are given there.

Nothing in a fragment depends on what else is printed. The page's content is in *units*, drawn apart
from each other, so that the print file can store once what stands on the pages of many people. Content
that lies on a filled shape is one unit with it: units may be drawn in any order.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from itertools import count

import msgspec

from prepsheet.pdf.canvas import TaggedCanvas
from prepsheet.pdf.drawing import Drawing
from prepsheet.pdf.glyphs import spelled
from prepsheet.pdf.paint import Painting, paint
from prepsheet.pdf.tags import Element, Elements
from prepsheet.typeset.fontfile import open_font
from prepsheet.typeset.fonts import NAMES
from prepsheet.typeset.pages import Circle, Glyph, Mark, Page, Pages, Polygon, Rect, Rule, Text
from prepsheet.typeset.text import reach

LEVEL = 1
"""Fragments are compressed to a quarter, as fast as can be: they are written and read once."""

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom on a page."""
Shape = tuple[str, int, str]
"""A glyph of a font file: the file's key, the glyph's number there, and the characters it stands for."""


class Unit(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Operators with a gap for the number of each marked content of the page that is in them."""

    parts: tuple[bytes, ...]
    contents: tuple[int, ...]


class PrintedElement(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A structure element. `parent` is its place among those of its page, -1 for what stands above them.

    A kid of 0 or more is the element in that place; of content n of the page, it is -1 - n.
    """

    role: str
    parent: int
    entries: str
    attributes: str
    kids: tuple[int, ...]


class PrintedPage(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A page. `owners` has the place of the element that each content belongs to; sizes are points."""

    width: float
    height: float
    units: tuple[Unit, ...]
    elements: tuple[PrintedElement, ...]
    owners: tuple[int, ...]


class Fragment(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A sheet of one person, and what it needs of fonts.

    `characters` are those that each shipped face draws, `shapes` what stands in codes of other fonts.
    """

    sheet: str
    title: str
    language: str
    rtl: bool
    pages: tuple[PrintedPage, ...]
    characters: dict[str, str]
    shapes: tuple[Shape, ...]


def fragment(pages: Pages) -> Fragment:
    """Paints pages for the print file, fields as ink. Raises ValueError as `prepsheet.pdf.render` does."""
    canvas, letters = TaggedCanvas(pages.language), _Letters()
    return Fragment(
        pages.origin.sheet,
        pages.title,
        pages.language,
        pages.rtl,
        tuple(_page(page, canvas, letters) for page in pages.pages),
        {face: "".join(sorted(used)) for face, used in sorted(letters.characters.items())},
        tuple(letters.shapes),
    )


def packed(made: Fragment) -> bytes:
    """The fragment as bytes."""
    return zlib.compress(msgspec.msgpack.encode(made), LEVEL)


def unpacked(data: bytes) -> Fragment:
    """The fragment of `packed` bytes."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=Fragment)


def resource(font: str) -> str:
    """What a font is called in every print file."""
    if font in NAMES:
        return f"F{NAMES.index(font)}"
    return f"G{hashlib.blake2b(font.encode(), digest_size=6).hexdigest()}"


def _page(page: Page, canvas: TaggedCanvas, letters: _Letters) -> PrintedPage:
    units, elements = _Units(canvas, letters, page.height), Elements(count().__next__)
    paint(Painting(units, elements, Element(-1, "Document", -1)), page)
    return PrintedPage(
        page.width,
        page.height,
        units.finished(),
        tuple(map(_printed, elements.opened)),
        tuple(owner.number for owner in elements.owners),
    )


def _printed(element: Element) -> PrintedElement:
    kids = tuple(kid.number if isinstance(kid, Element) else -1 - int(kid) for kid in element.kids)
    return PrintedElement(element.role, element.parent, element.entries, element.attributes, kids)


class _Letters:
    """The alphabet of a fragment: it notes what is used, and leaves codes of other fonts to the print file.

    Those stand as `~0000`: the place of a glyph among the `shapes` of the fragment.
    """

    def __init__(self) -> None:
        self.characters: dict[str, set[str]] = {}
        self.shapes: dict[Shape, int] = {}

    def use(self, font: str) -> str:
        """The resource name of `font`."""
        return resource(font)

    def encode(self, font: str, text: str) -> str:
        """The codes of `text` in hexadecimal."""
        self.characters.setdefault(font, set()).update(text)
        return text.encode("utf-16-be").hex().upper()

    def spell(self, font: str, glyphs: tuple[Glyph, ...], size: float) -> str:
        """The operators that show glyphs of a font file, from where the pen is."""

        def code(glyph: Glyph) -> str:
            shape = font, glyph.number, glyph.text
            return f"<~{self.shapes.setdefault(shape, len(self.shapes)):04X}>"

        return spelled(glyphs, size, open_font(font).advance, code)


class _Units:
    """The surface of one page: every stretch of it begins and ends with the state that pages begin with."""

    def __init__(self, canvas: TaggedCanvas, letters: _Letters, height: float) -> None:
        self._canvas, self._letters, self._height = canvas, letters, height
        self._units: list[list[tuple[bytes, int | None, bytes]]] = []
        self._filled: list[tuple[Bounds, int]] = []

    def artifact(self, opening: str, marks: Iterable[tuple[Mark, str]]) -> None:
        """Draws ink that says nothing."""
        self._draw(opening.encode("ascii"), None, b"", [*marks])

    def content(self, role: str, identity: int, marks: Iterable[tuple[Mark, str]]) -> None:
        """Draws the content of that number, of an element in that role."""
        self._draw(f"/{role} <</MCID ".encode("ascii"), identity, b">> BDC", [*marks])

    def finished(self) -> tuple[Unit, ...]:
        """The units of the page."""
        return tuple(_joined(unit) for unit in self._units if unit)

    def _draw(self, opening: bytes, content: int | None, rest: bytes, marks: list[tuple[Mark, str]]) -> None:
        drawing = Drawing(self._canvas, self._letters, 0, self._height)
        for mark, tail in marks:
            drawing.mark(mark, tail)
        stretch = opening, content, b"%b q\n%b\nQ EMC\n" % (rest, self._canvas.cut())
        unit = self._below([mark for mark, _ in marks])
        self._units[unit].append(stretch)
        filled = [mark for mark, _ in marks if not isinstance(mark, Text | Rule) and mark.fill]
        if filled:
            self._filled.append((_around(filled), unit))

    def _below(self, marks: list[Mark]) -> int:
        """The unit of all that the marks lie on; a new one if that is only the paper."""
        found = _beneath(marks, self._filled)
        if not found:
            self._units.append([])
            return len(self._units) - 1
        first = min(found)
        for other in sorted(found - {first}):
            self._units[first] += self._units[other]
            self._units[other] = []
        self._filled = [(shape, first if unit in found else unit) for shape, unit in self._filled]
        return first


def _joined(stretches: list[tuple[bytes, int | None, bytes]]) -> Unit:
    """The unit of stretches of content, from one gap for a number to the next."""
    parts, contents = [b""], []
    for opening, content, rest in stretches:
        parts[-1] += opening
        if content is not None:
            contents.append(content)
            parts.append(b"")
        parts[-1] += rest
    return Unit(tuple(parts), tuple(contents))


def _beneath(marks: Sequence[Mark], filled: list[tuple[Bounds, int]]) -> set[int]:
    """The units of filled shapes that the marks may lie on, going by rectangles around both."""
    if not filled or not marks:
        return set()
    left, top, right, bottom = _around(marks)
    return {
        unit
        for (its_left, its_top, its_right, its_bottom), unit in filled
        if its_top < bottom and its_bottom > top and its_left < right and its_right > left
    }


def _around(marks: Sequence[Mark]) -> Bounds:
    """A rectangle around all of them."""
    lefts, tops, rights, bottoms = zip(*map(_bounds, marks), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _bounds(mark: Mark) -> Bounds:
    """A rectangle around the mark: of text, from its size above the baseline to half of that below."""
    match mark:
        case Text():
            return mark.x, mark.y - mark.size, mark.x + reach(mark), mark.y + mark.size / 2
        case Rule():
            xs, ys = sorted((mark.x1, mark.x2)), sorted((mark.y1, mark.y2))
            return xs[0] - mark.weight, ys[0] - mark.weight, xs[1] + mark.weight, ys[1] + mark.weight
        case Rect():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Circle(x, y, radius):
            return x - radius, y - radius, x + radius, y + radius
        case Polygon():
            across, down = zip(*mark.points, strict=True)
            return min(across), min(down), max(across), max(down)
