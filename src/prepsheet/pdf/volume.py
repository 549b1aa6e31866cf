"""One print file, streamed: of what was written little more than numbers is kept.

Sides of paper come in order, with the sheets whose pages are on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from prepsheet.pdf import operators as op
from prepsheet.pdf.bookmarks import Bookmarks
from prepsheet.pdf.clock import timestamp
from prepsheet.pdf.common_fonts import CommonFonts
from prepsheet.pdf.fragments import Fragment
from prepsheet.pdf.metadata import PROGRAM, packet, pdf_date
from prepsheet.pdf.sections import Section, SectionTree, Sheet, untagged
from prepsheet.pdf.sides import Sides, Slot
from prepsheet.pdf.store import StreamedObjects
from prepsheet.pdf.trees import LookupTree, PageTree


class Volume:
    """A print file under construction.

    `title`, `language` and the ISO `date` are what it says of itself. Printers are told over which `edge`
    to turn the paper, if any: "Long" or "Short".
    """

    def __init__(self, out: BinaryIO, title: str, language: str, date: str, edge: str = "") -> None:
        self._title, self._language, self._moment = title, language, timestamp(date)
        self._turned = f" /Duplex /DuplexFlip{edge}Edge" if edge else ""
        self._objects = StreamedObjects(out)
        self._fonts = CommonFonts(self._objects)
        self._tree = SectionTree(self._objects)
        self._drawn = Sides(self._objects)
        self._pages = PageTree(self._objects)
        self._bookmarks = Bookmarks(self._objects)
        self._labels, self._labelled = LookupTree(self._objects, "Nums"), 0

    @property
    def objects(self) -> int:
        """Objects so far."""
        return self._objects.count

    @property
    def length(self) -> int:
        """Bytes so far, but for few that are still to be written."""
        return self._objects.length

    @property
    def sides(self) -> int:
        """Sides of paper so far."""
        return self._pages.count

    def begin(self, name: str, label: str, fragments: Sequence[Fragment]) -> Section:
        """A section, all of whose pages are still to be put on sides."""
        return self._tree.begin(name, label, [self._fonts.use(each) for each in fragments])

    def aside(self, fragment: Fragment) -> Sheet:
        """A sheet without tags, which belongs to no section."""
        return untagged(self._fonts.use(fragment))

    def side(self, width: float, height: float, slots: Sequence[Slot], marks: bytes = b"") -> None:
        """Writes a side of that size, in points, with its pages, and the operators `marks` over them."""
        number, key = self._objects.reserve(), self.sides
        contents: list[int] = []
        owners: dict[int, int] = {}
        for drawn in self._drawn.draw(slots):
            contents += self._drawn.streams(drawn)
            owners |= self._tree.lay(drawn.slot.sheet, drawn.slot.at, number, drawn.numbers)
        if marks:
            contents.append(self._drawn.stream(marks))
        self._tree.end_side(key, owners)
        self._objects.put(
            number,
            f"<< /Type /Page /Parent {self._pages.add(number)} 0 R "
            f"/MediaBox [{op.numbers(0, 0, width, height)}] /Resources {self._fonts.resources} 0 R "
            f"/Contents {op.refs(contents)} /StructParents {key} >>",
        )

    def label(self, label: str) -> None:
        """Labels the next side with `label` and 1, those that follow with higher numbers."""
        if self._labelled <= self.sides:
            prefix = f"/P {op.text_string(label)} " if label else ""
            self._labels.add(str(self.sides), f"<< {prefix}/S /D >>")
            self._labelled = self.sides + 1

    def end(self, section: Section) -> None:
        """Ends a section, all of whose pages are on sides now."""
        self._tree.end(section)
        self._bookmarks.add(section.name, [(each.fragment.title, each.sides[0]) for each in section.sheets])

    def finish(self) -> None:
        """Writes the end of the file. There must be a side in it."""
        tree, outlines, labels = self._tree.finish(), self._bookmarks.finish(), self._labels.finish()
        self._fonts.finish()
        catalog = self._objects.add(
            f"<< /Type /Catalog /Pages {self._pages.finish()} 0 R /StructTreeRoot {tree} 0 R "
            f"/MarkInfo << /Marked true >> /Lang {op.text_string(self._language)} "
            f"/Metadata {self._metadata()} 0 R /Outlines {outlines} 0 R /PageMode /UseOutlines "
            f"/PageLabels {labels} 0 R /ViewerPreferences << /DisplayDocTitle true{self._turned} >> >>"
        )
        self._objects.finish(f"/Root {catalog} 0 R /Info {self._information()} 0 R")

    def _metadata(self) -> int:
        """The XMP packet, which is not compressed, so that every program finds it."""
        said = packet(self._title, "", "", self._language, self._moment)
        return self._objects.add(
            b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%b\nendstream" % (len(said), said)
        )

    def _information(self) -> int:
        date, program = op.text_string(pdf_date(self._moment)), op.text_string(PROGRAM)
        return self._objects.add(
            f"<< /Title {op.text_string(self._title)} /Creator {program} /Producer {program} "
            f"/CreationDate {date} /ModDate {date} >>"
        )
