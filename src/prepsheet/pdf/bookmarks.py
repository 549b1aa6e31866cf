"""Bookmarks, written as they come: each one names the next, so one of them always waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from prepsheet.pdf import operators as op
from prepsheet.pdf.objects import Store


class Bookmarks:
    """A bookmark for each section of a file, and below it one for each of its sheets if there are several."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._root = store.reserve()
        self._first = self._count = 0
        self._waiting = 0, ""

    def add(self, name: str, sheets: Sequence[tuple[str, int]]) -> None:
        """Adds a section: its name, and of each sheet the title and the number of its first page."""
        number = self._store.reserve()
        last, _ = self._waiting
        before = f" /Prev {last} 0 R" if last else ""
        below = self._below(number, sheets) if len(sheets) > 1 else ""
        self._end(f" /Next {number} 0 R")
        self._waiting = number, f"{_entry(name, self._root, sheets[0][1])}{before}{below}"
        self._first = self._first or number
        self._count += 1

    def finish(self) -> int:
        """Writes what waits, and returns the number of the outline. There must be a bookmark."""
        self._end()
        held = f"/First {self._first} 0 R /Last {self._waiting[0]} 0 R /Count {self._count}"
        self._store.put(self._root, f"<< /Type /Outlines {held} >>")
        return self._root

    def _end(self, following: str = "") -> None:
        number, entries = self._waiting
        if number:
            self._store.put(number, f"<< {entries}{following} >>")

    def _below(self, parent: int, sheets: Sequence[tuple[str, int]]) -> str:
        """Writes the bookmarks of sheets, which are folded away at first."""
        numbers = [self._store.reserve() for _ in sheets]
        links = zip([0, *numbers], numbers, [*numbers[1:], 0], sheets, strict=False)
        for before, number, after, (title, page) in links:
            beside = (f" /Prev {before} 0 R" if before else "") + (f" /Next {after} 0 R" if after else "")
            self._store.put(number, f"<< {_entry(title, parent, page)}{beside} >>")
        return f" /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {-len(numbers)}"


def _entry(title: str, parent: int, page: int) -> str:
    return f"/Title {op.text_string(title)} /Parent {parent} 0 R /Dest [{page} 0 R /Fit]"
