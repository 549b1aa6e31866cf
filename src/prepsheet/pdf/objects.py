"""Objects of a reportlab document in our own words: tags, fields and fonts, which reportlab has not.

reportlab numbers them, finds their places in the file and writes its outer structure. They are
text in which every character is a byte, so up to U+00FF.
"""

from __future__ import annotations

import zlib
from typing import Any

from prepsheet.pdf.engine import PDFDocument, PDFObject

COMPRESS_FROM = 256
"""Bytes below which compressing a stream costs more than it saves."""


class _Body(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object that is written as its `data`, and has its part in the document's /ID."""

    __RefOnly__ = 1
    data = b""

    def format(self, document: PDFDocument) -> bytes:
        """What reportlab writes. Raises ValueError for a number that was reserved and never used."""
        if not self.data:
            raise ValueError(f"{self.__InternalName__} has no body")
        document.updateSignature(self.data)
        return self.data


class Objects:
    """Our objects in `document`, by number; `document` is open to those who set its own entries."""

    def __init__(self, document: PDFDocument) -> None:
        self.document: Any = document
        self._bodies: dict[int, _Body] = {}

    def reserve(self) -> int:
        """A number for an object whose body comes later, by `put`."""
        body = _Body()
        self.document.Reference(body)
        number: int = self.document.objectcounter
        self._bodies[number] = body
        return number

    def put(self, number: int, body: str | bytes) -> None:
        """Gives the reserved `number` its body."""
        self._bodies[number].data = body if isinstance(body, bytes) else body.encode("latin-1")

    def add(self, body: str | bytes) -> int:
        """Adds an object and returns its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def number(self, name: str) -> int:
        """The number of an object that reportlab knows by `name`."""
        number: int = self.document.idToObjectNumberAndVersion[name][0]
        return number


def stream(entries: str, data: bytes) -> bytes:
    """The body of a stream object. Level 6: level 9 takes twice as long for one byte in a hundred."""
    if len(data) >= COMPRESS_FROM:
        data, entries = zlib.compress(data, 6), f"{entries} /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode("ascii"), len(data), data)
