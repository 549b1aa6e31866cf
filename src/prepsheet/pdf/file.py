"""Numbered objects to the bytes of a file: all that are not streams are packed and compressed together.

Tags and fields are hundreds of small objects, much alike: as plain text they would be over half of a
form. Object streams and cross-reference streams are PDF 1.5 (ISO 32000-1, 7.5.7 and 7.5.8).
"""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Mapping
from itertools import accumulate
from typing import BinaryIO

COMPRESS_FROM = 256
"""Bytes below which compressing a stream costs more than it saves."""
PACK = 200
"""Objects packed together at most: some readers unpack them all again for each that they look up."""

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PLACE = struct.Struct(">BIB")
_FREE, _APART, _PACKED = 0, 1, 2
"""Kinds of places: the others are given by offset in the file, or by pack and position in it."""


def stream(entries: str, data: bytes, columns: int = 0) -> bytes:
    """The body of a stream object. Level 5: level 9 takes twice as long for two bytes in a hundred.

    With `columns`, the data are rows of so many bytes, and what is compressed is by how much each row
    differs from the one before: numbers that count up all become the same.
    """
    if len(data) >= COMPRESS_FROM:
        entries += " /Filter /FlateDecode"
        if columns:
            data = _differences(data, columns)
            entries += f" /DecodeParms << /Predictor 12 /Columns {columns} >>"
        data = zlib.compress(data, 5)
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode("ascii"), len(data), data)


def file(plain: Mapping[int, bytes], streams: Mapping[int, bytes], entries: str) -> bytes:
    """A file of these objects, whose numbers run from 1 without a gap; `entries` are the trailer's.

    Its /ID is made from all that is in it.
    """
    data = io.BytesIO()
    made = File(data)
    for number, body in streams.items():
        made.add(number, body)
    size, waiting = 1 + len(streams) + len(plain), [*plain]
    while waiting:
        made.pack(size, {number: plain[number] for number in waiting[:PACK]})
        size, waiting = size + 1, waiting[PACK:]
    made.finish(size, entries)
    return data.getvalue()


class File:
    """A file that is written object by object to `out`; of what was written only places are kept.

    `length` is how many bytes it has so far.
    """

    def __init__(self, out: BinaryIO) -> None:
        self.length = 0
        self._out = out
        self._digest = hashlib.blake2b(digest_size=16)
        self._places = bytearray(_PLACE.pack(_FREE, 0, 0))
        self._write(_HEADER)

    def add(self, number: int, body: bytes) -> None:
        """Adds an object of its own."""
        self._put(number, _PLACE.pack(_APART, self.length, 0))
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def pack(self, number: int, objects: Mapping[int, bytes]) -> None:
        """Adds objects packed together, as the stream of that number."""
        starts = accumulate((len(body) + 1 for body in objects.values()), initial=0)
        index = " ".join(f"{each} {start}" for each, start in zip(objects, starts, strict=False)).encode()
        for position, each in enumerate(objects):
            self._put(each, _PLACE.pack(_PACKED, number, position))
        entries = f"/Type /ObjStm /N {len(objects)} /First {len(index) + 1}"
        self.add(number, stream(entries, b"\n".join((index, *objects.values()))))

    def finish(self, size: int, entries: str) -> None:
        """Writes the end of the file; all objects that it has are numbered below `size`."""
        start, identity = self.length, self._digest.hexdigest()
        self._put(size, _PLACE.pack(_APART, start, 0))
        trailer = f"/Type /XRef /Size {size + 1} /W [1 4 1] {entries} /ID [<{identity}> <{identity}>]"
        self.add(size, stream(trailer, bytes(self._places), _PLACE.size))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _put(self, number: int, place: bytes) -> None:
        """Notes where an object is; numbers that were skipped so far are places yet to be filled in."""
        start = number * _PLACE.size
        self._places.extend(bytes(max(0, start + _PLACE.size - len(self._places))))
        self._places[start : start + _PLACE.size] = place

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self.length += len(data)


def _differences(data: bytes, columns: int) -> bytes:
    """By how much, modulo 256, each byte differs from the one a row before; a byte 2 says so of each row.

    All bytes are subtracted at once, as digits of one long number: with the highest bit set in what
    is taken from and clear in what is taken away, none borrows from the next; that bit is done last.
    """
    high = int.from_bytes(b"\x80" * len(data))
    ours = int.from_bytes(data)
    before = ours >> 8 * columns
    differences = ((ours | high) - (before & ~high) ^ (ours ^ ~before) & high).to_bytes(len(data))
    rows = bytearray(len(data) // columns * (columns + 1))
    rows[:: columns + 1] = b"\2" * (len(data) // columns)
    for column in range(columns):
        rows[column + 1 :: columns + 1] = differences[column::columns]
    return bytes(rows)
