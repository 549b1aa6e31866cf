"""The objects of a document: reportlab's, and in our own words tags, fields and fonts, which it has not.

reportlab numbers them all, and gives the words for its own; the file around them is ours (`file.py`).
Our words are text in which every character is a byte, so up to U+00FF.
"""

from __future__ import annotations

from typing import Protocol

from prepsheet.pdf.engine import PDFDocument, PDFObject, PDFStream
from prepsheet.pdf.file import file
from prepsheet.pdf.operators import ref


class Store(Protocol):
    """Where objects of ours are written that come in several parts, such as fonts and trees."""

    def reserve(self) -> int:
        """A number for an object whose body comes later, by `put`."""

    def put(self, number: int, body: str | bytes) -> None:
        """Gives a reserved number its body: bytes are those of a stream (`file.stream`)."""

    def add(self, body: str | bytes) -> int:
        """Adds an object and returns its number."""


class Objects(PDFDocument):  # type: ignore[misc]  # reportlab has no types
    """reportlab's document, in which objects have numbers that others may use before they are written."""

    objectcounter: int

    def __init__(self, language: str) -> None:
        super().__init__(compression=1, invariant=1, lang=language)
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}

    def reserve(self) -> int:
        """A number for an object whose body comes later, by `put`."""
        self.objectcounter += 1
        return self.objectcounter

    def put(self, number: int, body: str | bytes) -> None:
        """Gives the reserved `number` its body: bytes are those of a stream (`file.stream`)."""
        if isinstance(body, bytes):
            self._streams[number] = body
        else:
            self._plain[number] = body.encode("latin-1")

    def add(self, body: str | bytes) -> int:
        """Adds an object and returns its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def number(self, name: str) -> int:
        """The number of an object that reportlab knows by `name`."""
        number: int = self.idToObjectNumberAndVersion[name][0]
        return number

    def format(self) -> bytes:
        """The file: reportlab asks for it last. Raises ValueError for a number that was never used."""
        number = 0
        while number < self.objectcounter:  # which may rise: some of reportlab's objects bring others
            number += 1
            if name := self.numberToId.get(number):
                self._take(number, self.idToObject[name])
            elif number not in self._plain and number not in self._streams:
                raise ValueError(f"object {number} has no body")
        root, info = (self.number(each.__InternalName__) for each in (self.Catalog, self.info))
        return file(self._plain, self._streams, f"/Root {ref(root)} /Info {ref(info)}")

    def _take(self, number: int, known: PDFObject) -> None:
        body = known.format(self)
        (self._streams if isinstance(known, PDFStream) else self._plain)[number] = body
