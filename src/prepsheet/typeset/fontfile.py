"""Fonts that do not come with us: opened with suspicion, measured, shaped and cut down by HarfBuzz.

    font = open_font("/usr/share/fonts/truetype/noto/NotoSansHebrew-Bold.ttf")
    font.draws("ד")                    # True
    font.shaped("דוד", rtl=True)       # glyphs from left to right
    font.program({3, 7})               # what to embed: these glyphs under their own numbers

A font is known by its key: its path, and for a collection "#" and its place in it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Literal

import uharfbuzz as hb

from prepsheet.typeset.pages import Glyph

Reason = Literal["broken", "licence", "outlines", "outside", "place", "web"]
REASONS: dict[Reason, tuple[str, str]] = {
    "broken": (
        "it is damaged, or not a font",
        "copy or download it again; a font file is TrueType or OpenType, and ends in .ttf, .otf or .ttc",
    ),
    "licence": (
        "its maker does not allow it to be embedded in documents",
        "name one that may be embedded, such as those under the SIL Open Font License",
    ),
    "outlines": (
        "its shapes are of a kind that PDF files can't hold",
        "name a TrueType or OpenType font with plain outlines, neither in colours nor of CFF2",
    ),
    "outside": ("it is not in the folder of the profile", "copy the file there and name it without a path"),
    "place": ("the file has no font of that number", "fonts of a collection are counted from 1: fonts.ttc#1"),
    "web": ("it is packed for web pages (WOFF)", "name the .ttf or .otf file of the same font"),
}
"""What is wrong with a font, and what to do about it."""

_RESTRICTED, _PREVIEW, _EDITABLE, _NO_SUBSET, _BITMAPS = 0x2, 0x4, 0x8, 0x100, 0x200
_KEPT = frozenset(("glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep", "CFF "))
"""The tables that an embedded font needs; HarfBuzz works on the others too, unless told to drop them."""


_NEEDED = {"cmap": 4, "head": 54, "hhea": 36, "hmtx": 4, "maxp": 6}
"""Tables that every font has, and the least bytes in them."""
_WANTED = frozenset((*_NEEDED, "glyf", "loca", "CFF "))
_APART = 100.0
"""Between the empty glyphs of a ligature, in 1/1000 em: PDFium drops a letter that stands on its like."""


class Unusable(Exception):
    """A font file that can't be used; `reason` says why, `hint` what to do, `name` which file it is."""

    def __init__(self, reason: Reason, name: str = "") -> None:
        message, self.hint = REASONS[reason]
        super().__init__(message)
        self.reason, self.name = reason, name


class FontFile:
    """A usable font file. Measures are in 1/1000 em, glyphs known by number."""

    def __init__(self, key: str) -> None:
        self.key = key
        path, _, index = key.partition("#")
        self._face = _opened(path, int(index or 0))
        if reason := _refusal(self._face):
            raise Unusable(reason)
        self._font = hb.Font(self._face)
        self._scale = 1000 / self._face.upem

    @cached_property
    def family(self) -> str:
        """The family's name, as programs list it."""
        return self._face.get_name(16) or self._face.get_name(1) or ""

    @cached_property
    def name(self) -> str:
        """A name for the file it is embedded in: letters, digits and hyphens."""
        name = self._face.get_name(6) or self.family
        return "".join(each for each in name if each.isascii() and (each.isalnum() or each == "-")) or "Font"

    @cached_property
    def weight(self) -> int:
        """How heavy the strokes are: 400 is regular, 700 bold."""
        return int.from_bytes(self._table("OS/2")[4:6], "big") or 400

    @cached_property
    def upright(self) -> bool:
        """Whether it is neither italic nor oblique."""
        return not int.from_bytes(self._table("OS/2")[62:64], "big") & 0x201

    @cached_property
    def kind(self) -> Literal["truetype", "cff"]:
        """What its outlines are made of."""
        return "truetype" if "glyf" in self._face.table_tags else "cff"

    @property
    def glyph_count(self) -> int:
        """How many glyphs it has."""
        return int(self._face.glyph_count)

    @cached_property
    def bbox(self) -> tuple[float, float, float, float]:
        """The box around all glyphs: left, bottom, right, top."""
        left, bottom, right, top = struct.unpack_from(">4h", self._table("head"), 36)
        return left * self._scale, bottom * self._scale, right * self._scale, top * self._scale

    @cached_property
    def heights(self) -> tuple[float, float]:
        """Ascent and descent; descent is below zero."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender * self._scale, extents.descender * self._scale

    def draws(self, character: str) -> bool:
        """Whether the font has a shape for the character."""
        return bool(self.glyph(ord(character)))

    def glyph(self, code: int) -> int:
        """The glyph of a code point, 0 if there is none."""
        return self._font.get_nominal_glyph(code) or 0

    def advance(self, glyph: int) -> float:
        """The glyph's own width."""
        return float(self._font.get_glyph_h_advance(glyph) * self._scale)

    def shaped(self, text: str, rtl: bool, language: str = "") -> tuple[Glyph, ...]:
        """The text as glyphs from left to right. The text is of one direction, and the font draws it."""
        buffer = self._buffer(text, rtl, language)
        infos, places = buffer.glyph_infos, buffer.glyph_positions or ()
        clusters = [info.cluster for info in infos]
        said = _said(text, clusters, rtl)
        glyphs = (
            Glyph(info.codepoint, words, *(self._scaled(place)))
            for info, place, words in zip(infos, places, said, strict=True)
        )
        return tuple(part for glyph in glyphs for part in self._parted(glyph)) if rtl else tuple(glyphs)

    def _parted(self, glyph: Glyph) -> Iterator[Glyph]:
        """A ligature read from right to left says its last character; empty glyphs over it say the others.

        Programs turn such text round character by character, and would turn a ligature round too.
        """
        empty = self._empty
        if len(glyph.text) < 2 or not empty:
            yield glyph
            return
        yield glyph._replace(text=glyph.text[-1])
        for place in range(len(glyph.text) - 1):
            yield Glyph(empty, glyph.text[-2 - place], 0.0, _APART * (place + 2 - len(glyph.text)))

    @cached_property
    def _empty(self) -> int:
        """A glyph without ink that may say anything, 0 if there is none. Joiners have ink in some fonts."""
        blank = (self.glyph(code) for code in (0x200D, 0x200C, 0x200B, 0x20))
        inkless = (glyph for glyph in blank if glyph and not self._has_ink(glyph))
        return next(inkless, 0) if self.kind == "truetype" else 0

    def _has_ink(self, glyph: int) -> bool:
        extents = self._font.get_glyph_extents(glyph)
        return extents is not None and bool(extents.width or extents.height)

    def reach(self, text: str, rtl: bool, language: str = "") -> list[float]:
        """How far each character goes; of characters that are drawn together, the first goes for all."""
        buffer = self._buffer(text, rtl, language)
        advances = [0.0] * len(text)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
            advances[info.cluster] += place.x_advance * self._scale
        return advances

    def _buffer(self, text: str, rtl: bool, language: str) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        if language:
            buffer.language = language
        hb.shape(self._font, buffer)
        return buffer

    def draw(self, glyph: int, pen: object) -> None:
        """Draws the glyph's outline with a pen as fontTools has them, in font units, `upem` to the em."""
        self._font.draw_glyph_with_pen(glyph, pen)

    @property
    def upem(self) -> int:
        """Font units to the em."""
        return int(self._face.upem)

    def program(self, glyphs: frozenset[int]) -> bytes:
        """The font with these glyphs alone, under their own numbers: a TrueType file, or a CFF table.

        The same glyphs give the same bytes. Raises `Unusable` for outlines that turn out to be damaged.
        """
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        if "fvar" in self._face.table_tags:
            wanted.pin_all_axes_to_default(self._face)
        dropped = set(self._face.table_tags) - _KEPT
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("latin-1"), "big") for tag in dropped)
        try:
            cut = hb.subset(self._face, wanted)
        except RuntimeError:
            raise self.broken() from None
        return bytes((cut.reference_table("CFF ") if self.kind == "cff" else cut.blob).data)

    def broken(self) -> Unusable:
        """The failure of a font that is found to be damaged when it is used."""
        return Unusable("broken", Path(self.key).name)

    def _scaled(self, place: hb.GlyphPosition) -> tuple[float, float, float]:
        advance, right, up = place.x_advance, place.x_offset, place.y_offset
        return round(advance * self._scale, 3), round(right * self._scale, 3), round(up * self._scale, 3)

    def _table(self, tag: str) -> bytes:
        return bytes(self._face.reference_table(tag).data)


@cache
def open_font(key: str) -> FontFile:
    """The font of that key, opened once a process. Raises `Unusable`."""
    return FontFile(key)


def faces_in(path: Path) -> tuple[str, ...]:
    """The keys of the fonts in a file: one, or all of a collection. Nothing is said of whether they work."""
    with path.open("rb") as file:
        head = file.read(12)
    if head[:4] != b"ttcf":
        return (str(path),)
    return tuple(f"{path}#{index}" for index in range(min(int.from_bytes(head[8:12], "big"), 64)))


def _opened(path: str, index: int) -> hb.Face:
    try:
        if _is_packed(Path(path)):
            raise Unusable("web")
        whole = _is_whole(Path(path), index)
        face = hb.Face(hb.Blob.from_file_path(path), index)
        tags = {*_NEEDED, *face.table_tags} & _WANTED
    except (hb.HarfBuzzError, OSError, ValueError, struct.error):
        raise Unusable("broken") from None
    sizes = {tag: len(face.reference_table(tag).data) for tag in tags}
    if not whole or not face.glyph_count or any(sizes[tag] < _NEEDED.get(tag, 1) for tag in tags):
        raise Unusable("broken")
    return face


def _is_packed(path: Path) -> bool:
    """Whether it is a font in the compressed form for web pages."""
    with path.open("rb") as file:
        return file.read(4) in (b"wOFF", b"wOF2")


def _is_whole(path: Path, index: int) -> bool:
    """Whether every table of the font ends within the file: HarfBuzz makes do with what is there."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        start = 0
        file.seek(0)
        if file.read(4) == b"ttcf":
            file.seek(12 + 4 * index)
            start = struct.unpack(">I", file.read(4))[0]
        file.seek(start + 4)
        count = struct.unpack(">H", file.read(2))[0]
        file.seek(start + 12)
        records = struct.iter_unpack(">8xII", file.read(16 * count))
        return all(offset + length <= size for offset, length in records)


def _refusal(face: hb.Face) -> Reason | None:
    tags = set(face.table_tags)
    if not tags & {"glyf", "CFF "} or "sbix" in tags:
        return "outlines"
    rights = int.from_bytes(face.reference_table("OS/2").data[8:10], "big")
    forbidden = rights & _RESTRICTED and not rights & (_PREVIEW | _EDITABLE)
    return "licence" if forbidden or rights & (_NO_SUBSET | _BITMAPS) else None


def _said(text: str, clusters: list[int], rtl: bool) -> list[str]:
    """What each glyph stands for, so that all of them, read in their direction, say the text.

    Within a cluster, glyphs stand as they are drawn and characters as they are read: each glyph gets
    one character, the last one read gets the rest, and glyphs too many get none.
    """
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    said: list[str] = []
    for cluster, group in groupby(clusters):
        count, words = len(list(group)), text[cluster : ends[cluster]]
        each = [*words[: count - 1], words[count - 1 :]] if len(words) >= count else [*words]
        said += [*(reversed(each) if rtl else each), *[""] * (count - len(each))]
    return said
