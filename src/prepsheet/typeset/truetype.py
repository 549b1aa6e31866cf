"""Read a TrueType font and cut a subset out of it.

Nothing is decoded before it is asked for: opening a font reads its table directory only. A subset
keeps the glyph numbers of the font it comes from, so what is drawn with a glyph number stays right
whatever else the subset holds.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

_HINT_TABLES = ("cvt ", "fpgm", "prep")

# Flags of a component of a composite glyph.
_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x1, 0x8, 0x20, 0x40, 0x80


class Outline(NamedTuple):
    """A glyph: its entry in `glyf`, padded to four bytes and empty for one without ink, and its measures."""

    data: bytes
    advance: int
    left: int
    points: int
    contours: int


class TrueType:
    """A TrueType font file in memory. Lengths are in font units, `units_per_em` to the em.

    Glyphs are known by number; glyph 0 stands for whatever the font lacks. A file that is no
    TrueType font raises `struct.error` or `KeyError`: fonts come with the package, not from users.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        count = struct.unpack_from(">H", data, 4)[0]
        records = struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count])
        self._tables = {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in records}
        head, hhea = self.table("head"), self.table("hhea")
        self.units_per_em: int = struct.unpack_from(">H", head, 18)[0]
        self.bbox: tuple[int, int, int, int] = struct.unpack_from(">4h", head, 36)
        self.ascent, self.descent = struct.unpack_from(">2h", hhea, 4)
        self.glyph_count: int = struct.unpack_from(">H", self.table("maxp"), 4)[0]
        self.cap_height: int = struct.unpack_from(">h", self.table("OS/2"), 88)[0]

    def table(self, tag: str) -> bytes:
        """The bytes of a table. Raises KeyError if the font has none of that name."""
        offset, length = self._tables[tag]
        return self.data[offset : offset + length]

    @cached_property
    def advances(self) -> list[int]:
        """The advance width of every glyph."""
        return list(_words(self._metrics)[::2])

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """The glyph of every code point that has one, code points rising."""
        cmap = self.table("cmap")
        count = struct.unpack_from(">H", cmap, 2)[0]
        offsets = [struct.unpack_from(">I", cmap, 8 + 8 * i)[0] for i in range(count)]
        formats = {struct.unpack_from(">H", cmap, offset)[0]: offset for offset in offsets}
        pairs = _format_12(cmap, formats[12]) if 12 in formats else _format_4(cmap, formats[4])
        return {code: glyph for code, glyph in pairs if glyph}

    def closure(self, glyphs: Iterable[int]) -> list[int]:
        """The glyphs, those they are composed of, and glyph 0; sorted."""
        waiting = found = {0, *glyphs}
        while waiting:
            waiting = {part for glyph in waiting & self._composites for part in self._parts(glyph)} - found
            found = found | waiting
        return sorted(found)

    def subset(self, glyphs: Iterable[int], added: Sequence[Outline] = ()) -> bytes:
        """A font file with these glyphs under their own numbers, for embedding: it has no cmap.

        The same glyphs give the same bytes. The numbering stops at the highest glyph; those `added`,
        of as many units to the em, are numbered on from there.
        """
        kept = self.closure(glyphs)
        count = kept[-1] + 1
        sizes, metrics = [0] * count, [bytes(4)] * count
        for glyph in kept:
            sizes[glyph] = self._loca[glyph + 1] - self._loca[glyph]
            metrics[glyph] = self._metrics[4 * glyph : 4 * glyph + 4]
        outlines = [self._glyf[self._loca[glyph] : self._loca[glyph + 1]] for glyph in kept]
        for each in added:
            outlines.append(each.data)
            sizes.append(len(each.data))
            metrics.append(struct.pack(">Hh", each.advance, each.left))
        long = self._long_loca or bool(added)
        tables = {tag: self.table(tag) for tag in _HINT_TABLES if tag in self._tables}
        tables |= {
            "glyf": b"".join(outlines),
            "head": _patched(self.table("head"), {8: 0, 10: 0, 50: int(long)}),
            "hhea": _patched(self.table("hhea"), {34: len(sizes)}),
            "hmtx": b"".join(metrics),
            "loca": _packed_loca(accumulate(sizes, initial=0), long),
            "maxp": self._maxima(len(sizes), added),
        }
        return _font_file(tables)

    def _maxima(self, count: int, added: Sequence[Outline]) -> bytes:
        """The table that says how many glyphs there are, and the most points and contours of one."""
        maxp = self.table("maxp")
        points, contours = struct.unpack_from(">2H", maxp, 6)
        points = max([points, *(each.points for each in added)])
        contours = max([contours, *(each.contours for each in added)])
        return _patched(maxp, {4: count, 6: points, 8: contours})

    @cached_property
    def _metrics(self) -> bytes:
        """Advance and left side bearing of every glyph, in two bytes each."""
        table = self.table("hmtx")
        full = 4 * struct.unpack_from(">H", self.table("hhea"), 34)[0]
        last, bearings = table[full - 4 : full - 2], range(full, full + 2 * self.glyph_count - full // 2, 2)
        return table[:full] + b"".join([last + table[at : at + 2] for at in bearings])

    @cached_property
    def _long_loca(self) -> bool:
        return self.table("head")[51] == 1

    @cached_property
    def _loca(self) -> list[int]:
        """Where each glyph's outline starts in glyf, and after the last where it ends."""
        if self._long_loca:
            return list(struct.unpack(f">{self.glyph_count + 1}I", self.table("loca")))
        return [2 * offset for offset in _words(self.table("loca"))]

    @cached_property
    def _glyf(self) -> bytes:
        return self.table("glyf")

    @cached_property
    def _composites(self) -> set[int]:
        """The glyphs made of others: their number of contours is negative."""
        starts = enumerate(pairwise(self._loca))
        return {glyph for glyph, (start, end) in starts if start < end and self._glyf[start] >= 0x80}

    def _parts(self, glyph: int) -> Iterator[int]:
        """The glyphs a composite glyph is made of."""
        at, more = self._loca[glyph] + 10, _MORE
        while more:
            flags, part = struct.unpack_from(">HH", self._glyf, at)
            yield part
            at += 8 if flags & _WORDS else 6
            at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
            more = flags & _MORE


def _format_4(cmap: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Code points and glyphs of a cmap subtable for the basic plane."""
    size = struct.unpack_from(">H", cmap, start + 2)[0]
    words = _words(cmap[start : start + size])
    segments = words[3] // 2
    ends, starts, deltas, offsets = (
        words[first : first + segments] for first in (7, 8 + segments, 8 + 2 * segments, 8 + 3 * segments)
    )
    for index, (end, first, delta, offset) in enumerate(zip(ends, starts, deltas, offsets, strict=True)):
        if offset:
            # The offset counts bytes from its own place in the table to the first glyph.
            at = 8 + 3 * segments + index + offset // 2
            glyphs = (glyph and glyph + delta & 0xFFFF for glyph in words[at : at + end - first + 1])
        else:
            glyphs = (code + delta & 0xFFFF for code in range(first, end + 1))
        yield from zip(range(first, end + 1), glyphs, strict=False)


def _format_12(cmap: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Code points and glyphs of a cmap subtable for all planes."""
    groups = struct.unpack_from(">I", cmap, start + 12)[0]
    for first, last, glyph in struct.iter_unpack(">III", cmap[start + 16 : start + 16 + 12 * groups]):
        yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)


def _words(data: bytes) -> array[int]:
    """Big-endian 16-bit numbers."""
    words = array("H", data)
    if sys.byteorder == "little":
        words.byteswap()
    return words


def _packed_loca(offsets: Iterable[int], long: bool) -> bytes:
    if long:
        return _big_endian(array("I", offsets))
    return _big_endian(array("H", [offset // 2 for offset in offsets]))


def _big_endian(numbers: array[int]) -> bytes:
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers.tobytes()


def _patched(table: bytes, words: dict[int, int]) -> bytes:
    """The table with 16-bit numbers put at these offsets."""
    patched = bytearray(table)
    for offset, word in words.items():
        struct.pack_into(">H", patched, offset, word)
    return bytes(patched)


def _checksum(data: bytes) -> int:
    """The sum of the 32-bit numbers that the data, a multiple of four bytes, is made of."""
    words = array("I", data)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words)


def _font_file(tables: dict[str, bytes]) -> bytes:
    """A font file of these tables, with its checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    directory = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    bodies: list[bytes] = []
    total, places, position = 0, {}, 12 + 16 * count
    for tag, table in sorted(tables.items()):
        bodies.append(table + bytes(-len(table) % 4))
        checksum = _checksum(bodies[-1])
        directory += struct.pack(">4sIII", tag.encode(), checksum & 0xFFFFFFFF, position, len(table))
        places[tag] = position
        total += checksum
        position += len(bodies[-1])
    font = bytearray(directory + b"".join(bodies))
    adjustment = 0xB1B0AFBA - total - _checksum(directory)
    struct.pack_into(">I", font, places["head"] + 8, adjustment & 0xFFFFFFFF)
    return bytes(font)
