"""The print file of a cohort: fragments in, in the order of the pile on the table, PDF out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import BinaryIO, Literal

from prepsheet.pdf.fragments import Fragment, fragment, unpacked
from prepsheet.pdf.imposition import Imposition, booklet, cards, form, matrix, reading
from prepsheet.pdf.sections import Section
from prepsheet.pdf.sides import Slot
from prepsheet.pdf.volume import Volume
from prepsheet.typeset.fontfile import open_font
from prepsheet.typeset.pages import Artifact, Page, Pages
from prepsheet.typeset.styles import STYLES
from prepsheet.typeset.text import place, set_text

MOST_OBJECTS = 8_000_000
"""Acrobat reads files of at most 8,388,607 objects; what is left is for those at the end of a file."""
MOST_BYTES = 2_000_000_000
"""Below what 32 bits with a sign can count, as some printers do."""

Duplex = Literal["pad", "none"]


class Book:
    """A print file, in as many volumes as it takes.

        with Book(open_volume, "Sheets of Class 9b", "en-GB", "2026-05-13") as book:
            book.add("Křížková Zuzana", "1-", [fragment, fragment])

    `open_volume` gives the file for the volume of a number from 1; the book closes it. With `duplex`
    "pad", every section begins on the front of a sheet of paper; `blank` are the words on sides left over.
    Imposed pages stand on sheets of `paper`. No section is in two volumes: a volume ends before one with
    which it could have more than `most_objects` or `most_bytes`.
    """

    def __init__(
        self,
        open_volume: Callable[[int], BinaryIO],
        title: str,
        language: str,
        date: str,
        *,
        duplex: Duplex = "pad",
        imposition: Imposition = "single",
        paper: Literal["a4", "letter"] = "a4",
        blank: str = "",
        most_objects: int = MOST_OBJECTS,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._pad, self._imposition, self._blank = duplex == "pad", imposition, blank
        self._form = form(imposition, paper)
        turned = self._pad or imposition == "booklet"
        edge = ("Short" if self._paired else "Long") if turned else ""
        self._open, self._about = open_volume, (title, language, date, edge)
        self._most_objects, self._most_bytes = most_objects, most_bytes
        self._out: BinaryIO | None = None
        self._volume: Volume | None = None
        self._cards: list[Slot | None] = []
        self._waiting: list[Section] = []
        self.sides: list[int] = []
        """How many pages each volume has, blank ones too; complete when the book is closed."""

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Finishes the last volume; after an error it is left as it is."""
        if kind is None:
            self._finish()
        elif self._out:
            self._out.close()

    @property
    def _paired(self) -> bool:
        """Whether two pages stand side by side on landscape paper, which is turned over its short edge."""
        return self._imposition in ("two-up", "booklet")

    def add(self, name: str, label: str, fragments: Sequence[bytes], copies: int = 1) -> None:
        """Adds a section, so many times: the sheets of one person, each as bytes of `pdf.fragment`.

        `name` is the bookmark's, `label` begins the labels of the pages ("12-" for 12-1, 12-2 and so on).
        Without fragments there is nothing to add. Raises `Unusable`, with nothing added, for a font file that
        the sheets were made with and that is not here.
        """
        sheets = [unpacked(each) for each in fragments]
        for font in {font for sheet in sheets for font, *_ in sheet.shapes}:
            open_font(font)
        for _ in range(copies if sheets else 0):
            volume = self._with_room(sheets)
            section = volume.begin(name, label, sheets)
            slots = [Slot(sheet, n) for sheet in section.sheets for n in range(len(sheet.fragment.pages))]
            self._waiting.append(section)
            if self._imposition == "cards":
                self._cards += _with_backs(slots) if self._pad else slots
                self._lay_cards(volume)
            elif self._paired:
                self._lay_pairs(volume, slots, sheets[0].rtl)
            else:
                self._lay_single(volume, slots)

    def _with_room(self, sheets: Sequence[Fragment]) -> Volume:
        """The volume for these sheets: a new one if they could be too much for the one at hand."""
        pages = [page for sheet in sheets for page in sheet.pages]
        objects = sum(3 * len(page.elements) + 8 for page in pages) + 4 * len(sheets)
        size = sum(len(part) for page in pages for unit in page.units for part in unit.parts)
        volume = self._volume
        if volume and (
            volume.objects + objects > self._most_objects or volume.length + size > self._most_bytes
        ):
            self._finish()
        if not self._volume:
            self._out = self._open(len(self.sides) + 1)
            self._volume = Volume(self._out, *self._about)
        return self._volume

    def _finish(self) -> None:
        if not self._volume or not self._out:
            return
        with self._out:
            self._lay_cards(self._volume, last=True)
            self._volume.finish()
        self.sides.append(self._volume.sides)
        self._volume = self._out = None

    def _lay_single(self, volume: Volume, slots: Sequence[Slot]) -> None:
        self._begin(volume)
        for slot in slots:
            volume.side(slot.page.width, slot.page.height, [slot])
        if self._pad and len(slots) % 2:
            self._leave_blank(volume, slots[-1].page.width, slots[-1].page.height)
        self._end(volume)

    def _lay_pairs(self, volume: Volume, slots: Sequence[Slot], rtl: bool) -> None:
        sides = [*(booklet(slots) if self._imposition == "booklet" else reading(slots, 2))]
        self._begin(volume)
        for side in sides:
            self._lay(volume, side[::-1] if rtl else side)
        if self._pad and len(sides) % 2:
            self._leave_blank(volume, self._form.width, self._form.height)
        self._end(volume)

    def _lay_cards(self, volume: Volume, last: bool = False) -> None:
        """Lays the sheets that are full, of the cards that wait, or all of them if they are the `last`."""
        each = 8 if self._pad else 4
        while len(self._cards) >= each or (last and self._cards):
            some, self._cards = self._cards[:each], self._cards[each:]
            self._begin(volume)
            for side in cards(some) if self._pad else reading(some, 4):
                self._lay(volume, side)
            self._end(volume)

    def _lay(self, volume: Volume, side: Sequence[Slot | None]) -> None:
        """Lays pages in their places on a side of paper."""
        width, height, places, marks = self._form
        slots = [
            slot._replace(matrix=matrix(place, height, slot.page.width, slot.page.height))
            for slot, place in zip(side, places, strict=True)
            if slot
        ]
        volume.side(width, height, slots, marks)

    def _begin(self, volume: Volume) -> None:
        """Labels the next side as the first one of the section that waits longest."""
        volume.label(self._waiting[0].label)

    def _end(self, volume: Volume) -> None:
        """Ends the sections that wait no longer for any page to be laid."""
        while self._waiting and all(sheet.laid for sheet in self._waiting[0].sheets):
            volume.end(self._waiting.pop(0))

    def _leave_blank(self, volume: Volume, width: float, height: float) -> None:
        volume.side(width, height, [Slot(volume.aside(_blank(self._blank, width, height)), 0)])


def _with_backs(slots: Sequence[Slot]) -> list[Slot | None]:
    """Fronts and backs by turns, so that the next card begins with a front."""
    return [*slots, None] if len(slots) % 2 else [*slots]


@lru_cache(8)
def _blank(words: str, width: float, height: float) -> Fragment:
    """A page with nothing on it but these words, which are no part of what the file says."""
    style = STYLES["micro"]
    marks = tuple(
        mark
        for line in set_text(words, style, width)
        for mark in place(line, (width - line.width) / 2, height / 2, style)
    )
    page = Page(width, height, (Artifact(marks),) if marks else ())
    return fragment(Pages("", "", "", "", "", (page,)))
