"""Embedded fonts in which the code of a glyph is its number: for text that was shaped.

A glyph that stands for different characters in different words (a letter's bare shape, dotted by
another glyph) has a further code for each, so that every word can be searched and copied as it was
written. Only OpenType fonts with CFF outlines have no room for that: there a glyph says what it
said first.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping

from prepsheet.pdf.cmaps import cmap
from prepsheet.pdf.file import stream
from prepsheet.pdf.objects import Store
from prepsheet.pdf.operators import number
from prepsheet.typeset.fontfile import FontFile, open_font
from prepsheet.typeset.pages import Glyph

_NEAR = 0.5
"""In 1/1000 em: a pen that close to its place is not moved."""
_NOTHING = "\u200b"
"""What a glyph stands for whose characters another one says: every code must stand for something."""


class GlyphFont:
    """A font file in one document: the glyphs that it shows there, and their codes."""

    def __init__(self, key: str) -> None:
        self._file: FontFile = open_font(key)
        self._codes: dict[tuple[int, str], int] = {}
        self._glyphs: dict[int, int] = {}
        self._texts: dict[int, str] = {}

    def shown(self, glyphs: Iterable[Glyph], size: float) -> str:
        """The operators that show glyphs at that size, from where the pen is."""
        return spelled(glyphs, size, self._file.advance, lambda glyph: f"<{self.code(glyph):04X}>")

    def write(self, objects: Store, reserved: int) -> None:
        """Adds the font; the number `reserved` is for the font object itself."""
        program = self._file.program(frozenset(self._glyphs.values()))
        tag = hashlib.blake2b(program, digest_size=6).digest()
        name = f"{''.join(chr(ord('A') + byte % 26) for byte in tag)}+{self._file.name}"
        truetype = self._file.kind == "truetype"
        entries = f"/Length1 {len(program)}" if truetype else "/Subtype /CIDFontType0C"
        embedded = objects.add(stream(entries, program))
        descriptor = objects.add(self._descriptor(name, f"/FontFile{2 if truetype else 3} {embedded} 0 R"))
        to_gid = f" /CIDToGIDMap {self._to_gid(objects)}" if truetype else ""
        descendant = objects.add(
            f"<< /Type /Font /Subtype /CIDFontType{2 if truetype else 0} /BaseFont /{name} {self._widths()} "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {descriptor} 0 R{to_gid} >>"
        )
        to_unicode = objects.add(stream("", _to_unicode(self._texts)))
        objects.put(
            reserved,
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>",
        )

    def code(self, glyph: Glyph) -> int:
        """The glyph's number, or a code beyond all numbers if that already says something else."""
        key = glyph.number, glyph.text
        if key not in self._codes:
            code = glyph.number
            if code in self._glyphs and self._file.kind == "truetype":
                code = self._file.glyph_count + len(self._codes)
            self._codes[key] = code if code < 0x10000 else glyph.number
            self._glyphs.setdefault(self._codes[key], glyph.number)
            self._texts.setdefault(self._codes[key], glyph.text)
        return self._codes[key]

    def _to_gid(self, objects: Store) -> str:
        if all(code == glyph for code, glyph in self._glyphs.items()):
            return "/Identity"
        table = array("H", bytes(2 * (max(self._glyphs) + 1)))
        for code, glyph in self._glyphs.items():
            table[code] = glyph
        if sys.byteorder == "little":
            table.byteswap()
        return f"{objects.add(stream('', table.tobytes()))} 0 R"

    def _widths(self) -> str:
        each = (
            f"{code} [{number(self._file.advance(glyph))}]" for code, glyph in sorted(self._glyphs.items())
        )
        return f"/DW {number(self._file.advance(0))} /W [{' '.join(each)}]"

    def _descriptor(self, name: str, program: str) -> str:
        """Symbolic, as it is not of the standard Latin set; stems about as thick as the weight says."""
        ascent, descent = map(number, self._file.heights)
        return (
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 "
            f"/FontBBox [{' '.join(map(number, self._file.bbox))}] /ItalicAngle 0 /Ascent {ascent} "
            f"/Descent {descent} /CapHeight {ascent} /StemV {self._file.weight // 5} {program} >>"
        )


def spelled(
    glyphs: Iterable[Glyph], size: float, advance: Callable[[int], float], code: Callable[[Glyph], str]
) -> str:
    """The operators that show glyphs at that size, from where the pen is.

    `advance` is how far a viewer goes on after the glyph of a number, in 1/1000 em, `code` a string of PDF
    with the glyph's code.
    """
    pen = _Pen(size, advance, code)
    for cluster in _clusters(glyphs):
        pen.show(cluster)
    return pen.operators()


class _Pen:
    """Collects operators, and keeps track of where a viewer's pen is beside where it ought to be."""

    def __init__(self, size: float, advance: Callable[[int], float], code: Callable[[Glyph], str]) -> None:
        self._size, self._advance, self._code = size, advance, code
        self._shown: list[str] = []
        self._array: list[str] = []
        self._pen = self._origin = self._rise = 0.0

    def show(self, cluster: list[Glyph]) -> None:
        """Shows the glyphs of a cluster; if they are more than its characters, what they say together."""
        if len(cluster) == 1:
            self._show(cluster[0])
            return
        self._end_array()
        self._shown.append(f"/Span <</ActualText <FEFF{_utf_16(cluster[0].text)}>>> BDC")
        for glyph in cluster:
            self._show(glyph)
        self._end_array()
        self._shown.append("EMC")

    def operators(self) -> str:
        """All of them; the rise of the text is as it was."""
        self._end_array()
        return " ".join((*self._shown, "0 Ts") if self._rise else self._shown)

    def _show(self, glyph: Glyph) -> None:
        if glyph.up != self._rise:
            self._end_array()
            self._rise = glyph.up
            self._shown.append(f"{number(glyph.up * self._size / 1000)} Ts")
        if abs(away := self._origin + glyph.right - self._pen) > _NEAR:
            self._array.append(number(-away))
            self._pen += away
        self._array.append(self._code(glyph))
        self._pen += self._advance(glyph.number)
        self._origin += glyph.advance

    def _end_array(self) -> None:
        if self._array:
            self._shown.append(f"[{''.join(self._array).replace('><', '')}] TJ")
            self._array = []


def _clusters(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Each glyph that says something, with those after it that say nothing."""
    clusters: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.text or not clusters:
            clusters.append([])
        clusters[-1].append(glyph)
    return clusters


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    said = sorted(texts.items())
    return cmap("bfchar", [f"<{code:04X}> <{_utf_16(text or _NOTHING)}>" for code, text in said])


def _utf_16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
