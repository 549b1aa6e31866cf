"""Print files in memory."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, BinaryIO

from prepsheet import pdf
from prepsheet.pdf.book import Book
from prepsheet.typeset.pages import Pages


class Kept(io.BytesIO):
    """A file that can be looked at after it was closed."""

    data = b""

    def close(self) -> None:
        self.data = self.getvalue()
        super().close()


def bound(*sections: tuple[str, Sequence[Pages]], copies: int = 1, **options: Any) -> list[bytes]:
    """The volumes of a print file with these sections."""
    volumes: list[Kept] = []

    def opened(number: int) -> BinaryIO:
        assert number == len(volumes) + 1
        volumes.append(Kept())
        return volumes[-1]

    with Book(opened, "Class 9b", "en-GB", "2026-05-13", **options) as book:
        for number, (name, sheets) in enumerate(sections, 1):
            book.add(name, f"{number}-", [pdf.fragment(each) for each in sheets], copies)
    return [volume.data for volume in volumes]
