"""Embedded fonts in which the code of a character is its Unicode code point.

    fonts = Fonts(canvas.objects)
    fonts.use("PrepSans-Bold")              # "F1", its name in the resources
    fonts.encode("PrepSans-Bold", "Zoë")    # "005A006F00EB", and those characters get embedded
    fonts.form()                            # the number of the form font, for the form's resources

They are written when reportlab asks for them, at the end of the document.

Each is a Type0 font with Identity-H encoding: code = CID = code point, and a map from there to the
glyphs of an embedded TrueType subset. So a string can be encoded before the subset is known, one
font object serves pages, appearances of fields and text that a reader types, and programs that
fill forms find every character under its own code.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from prepsheet.pdf.cmaps import cmap
from prepsheet.pdf.engine import BASIC_FONTS, PDFDocument
from prepsheet.pdf.file import stream
from prepsheet.pdf.glyphs import GlyphFont
from prepsheet.pdf.objects import Objects, Store
from prepsheet.pdf.operators import number, ref
from prepsheet.typeset.fonts import Face, face
from prepsheet.typeset.pages import Glyph, Typed
from prepsheet.typeset.truetype import Outline

FORM_FACE = "PrepSans-Regular"
"""The face of text typed into fields."""

ALIAS = "Wingdings"
"""What the form's font is called in the file.

The engine of Chrome and Edge draws typed text beyond the Latin alphabet in an embedded font only
if the form knows that font by this name. Firefox looks for the name among the fonts of a field's
appearance and, where they are an object of their own, nowhere else.
"""

TYPED = frozenset(
    code
    for first, last in (
        (0x20, 0x7E),
        (0xA0, 0x24F),  # Latin
        (0x2BB, 0x2DD),  # apostrophes and accents standing alone
        (0x300, 0x36F),  # combining marks
        (0x370, 0x52F),  # Greek, Cyrillic
        (0x1E00, 0x1FFF),  # Vietnamese, Greek with breathings
        (0x2010, 0x205F),  # punctuation
        (0x20A0, 0x20CF),  # currency
        (0x2116, 0x2122),  # №, ℗, ™
        (0x2190, 0x2199),  # arrows
        (0x2212, 0x2265),  # mathematics
        (0x25A0, 0x25CF),  # shapes
        (0x2610, 0x2612),  # boxes
        (0x2713, 0x2718),  # ticks and crosses
    )
    for code in range(first, last + 1)
)
"""What the form font has: whatever a reader may type, and the signs that sheets use."""

_STEMS: Mapping[str, int] = {
    "PrepSans-Regular": 83,
    "PrepSans-SemiBold": 116,
    "PrepSans-Bold": 147,
    "PrepSerif-Regular": 103,
    "PrepSerif-SemiBold": 127,
}
"""The thickness of the capital I's stem in 1/1000 em, measured on the outlines."""

_SERIF, _SYMBOLIC = 2, 4  # Symbolic: it has characters beyond the standard Latin set.

# Viewers look up tab and line breaks of a typed text; without an entry they reach for another font.
_CONTROLS = frozenset((9, 10, 13))


@dataclass(frozen=True, slots=True)
class FontObjects:
    """The parts of one embedded font: three finished streams, and the entries of three dictionaries."""

    name: str
    program: bytes
    to_gid: bytes
    to_unicode: bytes
    descriptor: str
    widths: str

    def write(self, objects: Store, number: int) -> None:
        """Adds the font; `number` is reserved for the font object itself."""
        program = objects.add(self.program)
        descriptor = objects.add(f"<< {self.descriptor} /FontFile2 {program} 0 R >>")
        to_gid, to_unicode = objects.add(self.to_gid), objects.add(self.to_unicode)
        descendant = objects.add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{self.name} {self.widths} "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {descriptor} 0 R /CIDToGIDMap {to_gid} 0 R >>"
        )
        objects.put(
            number,
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{self.name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>",
        )


class Fonts:
    """The fonts of one document, numbered as they come into use."""

    def __init__(self, objects: Objects) -> None:
        objects.delayedFonts.append(self)
        self._objects = objects
        self._numbers: dict[str, int] = {}
        self._resources: dict[str, str] = {}
        self._characters: dict[str, set[str]] = {}
        self._glyphs: dict[str, GlyphFont] = {}
        self._typed: tuple[Typed, ...] | None = None

    def use(self, font: str) -> str:
        """The resource name of `font`, which from now on is part of the document."""
        if font not in self._numbers:
            self._numbers[font] = self._objects.reserve()
            self._resources[font] = f"F{len(self._numbers)}"
            self._characters[font] = set()
        return self._resources[font]

    def encode(self, font: str, text: str) -> str:
        """The codes of `text` in hexadecimal. The face must cover it (`Face.missing`)."""
        self.use(font)
        self._characters[font].update(text)
        return text.encode("utf-16-be").hex().upper()

    def spell(self, font: str, glyphs: tuple[Glyph, ...], size: float) -> str:
        """The operators that show glyphs of a font file, from where the pen is; they get embedded."""
        if font not in self._glyphs:
            self.use(font)
            self._glyphs[font] = GlyphFont(font)
        return self._glyphs[font].shown(glyphs, size)

    def form(self, further: tuple[Typed, ...] = ()) -> int:
        """The number of the form font: it has every character of `TYPED`, and these further ones."""
        self.use(FORM_FACE)
        self._typed = further
        return self._numbers[FORM_FACE]

    def addObjects(self, document: PDFDocument) -> None:
        """Writes the fonts, and their names into the resources that all pages share: reportlab calls it."""
        resources = document.idToObject[BASIC_FONTS]
        for font, each in self._numbers.items():
            resources[self._resources[font]] = ref(each)
            if font in self._glyphs:
                self._glyphs[font].write(self._objects, each)
                continue
            typed = self._typed if font == FORM_FACE else None
            codes = frozenset(map(ord, self._characters[font]))
            if typed is not None:
                resources[ALIAS] = ref(each)
                codes |= TYPED
            ucid_objects(font, codes, typed or ()).write(self._objects, each)


@lru_cache(64)
def ucid_objects(font: str, codes: frozenset[int], further: tuple[Typed, ...] = ()) -> FontObjects:
    """The objects of a face with these code points, those the face lacks left out, and further characters.

    Kept for documents to come. Raises KeyError for a font that is not shipped.
    """
    its = face(font)
    glyphs = {code: glyph for code, glyph in its.font.glyphs.items() if code in codes and code < 0x10000}
    advances = {code: its.widths[chr(code)] for code in glyphs}
    added = _outlines(its, further)
    program = its.font.subset(glyphs.values(), list(added.values()))
    first = its.font.closure(glyphs.values())[-1] + 1
    glyphs |= {code: first + place for place, code in enumerate(added)}
    advances |= {code: each.advance * 1000 / its.units_per_em for code, each in added.items()}
    to_gid = _to_gid(glyphs)
    tag = hashlib.blake2b(program if added else to_gid, digest_size=6).digest()
    name = f"{''.join(chr(ord('A') + byte % 26) for byte in tag)}+{font}"
    return FontObjects(
        name,
        stream(f"/Length1 {len(program)}", program),
        stream("", to_gid, columns=2),
        stream("", _to_unicode(glyphs)),
        _descriptor(name, its),
        _widths(its.widths.absent, advances),
    )


@lru_cache(16)
def _outlines(its: Face, further: tuple[Typed, ...]) -> dict[int, Outline]:
    """The glyphs, by code point, of characters that the face lacks and another font draws.

    Kept for documents to come: thousands of them take a second or two.
    """
    if not further:
        return {}
    from prepsheet.typeset.fontfile import open_font
    from prepsheet.typeset.outlines import outline

    return {
        ord(each): outline(open_font(font), open_font(font).glyph(ord(each)), its.units_per_em)
        for font, characters in further
        for each in characters
        if not its.covers(each)
    }


def _to_gid(glyphs: Mapping[int, int]) -> bytes:
    """The glyph of every code from 0 to the last, in two bytes each."""
    table = array("H", bytes(2 * (max(glyphs, default=0) + 1)))
    for code, glyph in glyphs.items():
        table[code] = glyph
    if sys.byteorder == "little":
        table.byteswap()
    return table.tobytes()


def _to_unicode(codes: Iterable[int]) -> bytes:
    """A CMap that says each code stands for the character of that number, in as few ranges as can be.

    No range crosses from one high byte to the next, and no block has more than 100 of them.
    """
    ranges = [
        f"<{run[0]:04X}> <{run[-1]:04X}> <{run[0]:04X}>" for run in _runs(sorted(_CONTROLS.union(codes)))
    ]
    return cmap("bfrange", ranges)


def _runs(codes: Iterable[int]) -> list[list[int]]:
    """Sorted codes in runs of consecutive ones with the same high byte."""
    runs: list[list[int]] = []
    expected = -1
    for code in codes:
        if code != expected or not code & 0xFF:
            runs.append([])
        runs[-1].append(code)
        expected = code + 1
    return runs


def _descriptor(name: str, its: Face) -> str:
    flags = _SYMBOLIC | (_SERIF if "Serif" in its.name else 0)
    return (
        f"/Type /FontDescriptor /FontName /{name} /Flags {flags} "
        f"/FontBBox [{' '.join(map(number, its.bbox))}] /ItalicAngle 0 /Ascent {number(its.ascent)} "
        f"/Descent {number(its.descent)} /CapHeight {number(its.cap_height)} /StemV {_STEMS[its.name]}"
    )


def _widths(absent: float, advances: Mapping[int, float]) -> str:
    """The width entries: of a missing character, then of runs of codes."""
    runs = (
        f"{run[0]} [{' '.join(number(advances[code]) for code in run)}]" for run in _runs(sorted(advances))
    )
    return f"/DW {number(absent)} /W [{' '.join(runs)}]"
