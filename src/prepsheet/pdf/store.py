"""Objects that are written as they come: streams at once, all others packed when there are enough."""

from __future__ import annotations

from typing import BinaryIO

from prepsheet.pdf.file import PACK, File


class StreamedObjects:
    """The objects of a file that is written to `out`, `count` of which have a number."""

    def __init__(self, out: BinaryIO) -> None:
        self._file = File(out)
        self._plain: dict[int, bytes] = {}
        self.count = 0

    @property
    def length(self) -> int:
        """Bytes so far, but for objects that wait to be packed."""
        return self._file.length

    def reserve(self) -> int:
        """A number for an object whose body comes later, by `put`."""
        return self.reserve_many(1)

    def reserve_many(self, count: int) -> int:
        """The first of so many numbers."""
        self.count += count
        return self.count - count + 1

    def put(self, number: int, body: str | bytes) -> None:
        """Gives a reserved number its body: bytes are those of a stream (`file.stream`)."""
        if isinstance(body, bytes):
            self._file.add(number, body)
            return
        self._plain[number] = body.encode("latin-1")
        if len(self._plain) == PACK:
            self._pack()

    def add(self, body: str | bytes) -> int:
        """Adds an object and returns its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def finish(self, entries: str) -> None:
        """Writes the end of the file; `entries` are the trailer's."""
        if self._plain:
            self._pack()
        self._file.finish(self.reserve(), entries)

    def _pack(self) -> None:
        objects, self._plain = self._plain, {}
        self._file.pack(self.reserve(), objects)
