"""One print file, streamed: of what was written little more than numbers is kept.

Sides of paper come in order, with the sheets whose pages are on them. All that is not a stream is packed
(`file.py`), and a page's content is in layers, of which the common ones are written once (`layers.py`).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from msgspec.structs import replace

from prepsheet.pdf import operators as op
from prepsheet.pdf.bookmarks import Bookmarks
from prepsheet.pdf.clock import timestamp
from prepsheet.pdf.file import PACK, File, stream
from prepsheet.pdf.fonts import ucid_objects
from prepsheet.pdf.fragments import Fragment, PrintedElement, PrintedPage, Shape, Unit, resource
from prepsheet.pdf.glyphs import GlyphFont
from prepsheet.pdf.layers import Layer, Layers
from prepsheet.pdf.metadata import PROGRAM, packet, pdf_date
from prepsheet.pdf.tags import dictionary, direction, note
from prepsheet.pdf.trees import LookupTree, PageTree
from prepsheet.typeset.pages import Glyph

ROWS = 32
"""Pages in a leaf of the parent tree, which has a list for each."""
RECENT = 512
"""Streams that are remembered, so that the same one is written once; of attributes eight times as many."""
_CODES = re.compile(rb"<((?:~[0-9A-F]{4})+)>")


class Matrix(NamedTuple):
    """How a page is put on a side of paper: scaled, and moved right and up, in points."""

    scale: float
    x: float
    y: float


@dataclass(slots=True)
class Sheet:
    """A sheet in the file: its element, and for each of its pages the side it is on and its tags there."""

    fragment: Fragment
    number: int
    sides: list[int]
    tags: list[list[int]]


class Slot(NamedTuple):
    """A page on a side: the one in place `at` of its sheet. It needs no matrix if it fills the side."""

    sheet: Sheet
    at: int
    matrix: Matrix | None = None

    @property
    def page(self) -> PrintedPage:
        """The page itself."""
        return self.sheet.fragment.pages[self.at]


class Section(NamedTuple):
    """Sheets that belong together, as a rule one person's; `label` begins the labels of their pages."""

    name: str
    label: str
    number: int
    sheets: tuple[Sheet, ...]


@dataclass(slots=True)
class _Part:
    """A slot in the making: its common layer's stream, the units beside it, and numbers for its content."""

    slot: Slot
    background: int
    own: list[Unit]
    numbers: dict[int, int]
    first: int = 0


class Volume:
    """A print file under construction, of which `count` objects were numbered and `length` bytes written.

    `title`, `language` and the ISO `date` are what it says of itself. Printers are told over which `edge`
    to turn the paper, if any: "Long" or "Short".
    """

    def __init__(self, out: BinaryIO, title: str, language: str, date: str, edge: str = "") -> None:
        self._file = File(out)
        self._title, self._language, self._moment = title, language, timestamp(date)
        self._turned = f" /Duplex /DuplexFlip{edge}Edge" if edge else ""
        self.count = 0
        self._plain: dict[int, bytes] = {}
        self._layers = Layers()
        self._stream = lru_cache(RECENT)(self._new_stream)
        self._background = lru_cache(RECENT)(self._new_background)
        self._attributes = lru_cache(8 * RECENT)(self._new_attributes)
        self._characters: dict[str, set[str]] = {}
        self._glyphs: dict[str, GlyphFont] = {}
        self._root, self._document, self._resources = (self.reserve() for _ in range(3))
        self._sections = array("L")
        self._pages = PageTree(self)
        self._parents = LookupTree(self, "Nums", ROWS)
        self._labels, self._labelled = LookupTree(self, "Nums"), 0
        self._notes, self._note_count = LookupTree(self, "Names"), 0
        self._bookmarks = Bookmarks(self)

    @property
    def length(self) -> int:
        """Bytes so far, but for objects that wait to be packed."""
        return self._file.length

    @property
    def sides(self) -> int:
        """Pages of the file so far."""
        return self._pages.count

    def reserve(self) -> int:
        """A number for an object whose body comes later, by `put`."""
        self.count += 1
        return self.count

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

    def section(self, name: str, label: str, fragments: Iterable[Fragment]) -> Section:
        """Begins a section, whose pages come on the next sides."""
        sheets = tuple(self.sheet(each, self.reserve()) for each in fragments)
        return Section(name, label, self.reserve(), sheets)

    def sheet(self, fragment: Fragment, number: int = 0) -> Sheet:
        """A sheet whose element has that number, or one without tags, which needs none."""
        for face, used in fragment.characters.items():
            self._characters.setdefault(face, set()).update(used)
        if fragment.shapes:
            fragment = _coded(fragment, [self._code(shape) for shape in fragment.shapes])
        count = len(fragment.pages)
        return Sheet(fragment, number, [0] * count, [[] for _ in range(count)])

    def side(self, width: float, height: float, slots: Sequence[Slot], marks: bytes = b"") -> None:
        """Writes a side of that size with its pages, and the operators `marks` over them."""
        number, key = self.reserve(), self.sides
        parts = self._parts(slots)
        contents = [each for part in parts for each in self._contents(part)]
        if marks:
            contents.append(self._stream(marks))
        owners: dict[int, int] = {}
        for part in parts:
            owners |= self._tags(number, part)
        size = op.numbers(0, 0, width, height)
        self.put(
            number,
            f"<< /Type /Page /Parent {self._pages.add(number)} 0 R /MediaBox [{size}] "
            f"/Resources {self._resources} 0 R /Contents {op.refs(contents)} /StructParents {key} >>",
        )
        self._parents.add(str(key), op.refs([owners[content] for content in range(len(owners))]))

    def label(self, label: str) -> None:
        """Labels the next side with `label` and 1, those that follow with higher numbers."""
        if self._labelled <= self.sides:
            prefix = f"/P {op.text_string(label)} " if label else ""
            self._labels.add(str(self.sides), f"<< {prefix}/S /D >>")
            self._labelled = self.sides + 1

    def finish_section(self, section: Section) -> None:
        """Ends a section, all of whose pages are on sides now."""
        self._sections.append(section.number)
        kids = [op.ref(sheet.number) for sheet in section.sheets]
        titled = f" /T {op.text_string(section.name)}"
        self.put(section.number, dictionary("Part", self._document, titled, "", 0, kids))
        for sheet in section.sheets:
            its = sheet.fragment
            said = f" /T {op.text_string(its.title)} /Lang {op.text_string(its.language)}"
            tags = [op.ref(tag) for page in sheet.tags for tag in page]
            attributes = self._attributes(direction(its.rtl))
            self.put(sheet.number, dictionary("Sect", section.number, said, attributes, 0, tags))
        self._bookmarks.add(section.name, [(each.fragment.title, each.sides[0]) for each in section.sheets])

    def finish(self) -> None:
        """Writes the end of the file. There must be a side in it."""
        self.put(
            self._document,
            dictionary("Document", self._root, "", "", 0, [op.ref(number) for number in self._sections]),
        )
        notes = self._notes.finish()
        self.put(
            self._root,
            f"<< /Type /StructTreeRoot /K {self._document} 0 R /ParentTree {self._parents.finish()} 0 R "
            f"/ParentTreeNextKey {self.sides}{f' /IDTree {notes} 0 R' if notes else ''} >>",
        )
        self.put(self._resources, f"<< /Font << {' '.join(self._fonts())} >> >>")
        catalog, info = self._catalog(), self._info()
        while self._plain:
            self._pack()
        self._file.finish(self.count + 1, f"/Root {catalog} 0 R /Info {info} 0 R")

    def _pack(self) -> None:
        objects, self._plain = self._plain, {}
        self._file.pack(self.reserve(), objects)

    def _code(self, shape: Shape) -> bytes:
        font, number, text = shape
        if font not in self._glyphs:
            self._glyphs[font] = GlyphFont(font)
        return b"%04X" % self._glyphs[font].code(Glyph(number, text, 0))

    def _parts(self, slots: Sequence[Slot]) -> list[_Part]:
        """The slots with their layers. Content of common ones is numbered first, so that it keeps its numbers
        whatever else is on the side."""
        parts: list[_Part] = []
        following = 0
        for slot in slots:
            units = slot.page.units
            layer = self._layers.common((slot.sheet.fragment.sheet, slot.at), units)
            ours = {unit.parts: unit for unit in reversed(units) if unit.parts in layer.keys}
            background = self._background(layer, following) if ours else 0
            part = _Part(slot, background, [u for u in units if ours.get(u.parts) is not u], {})
            following = _number(part, [ours[unit.parts] for unit in layer.units], following)
            parts.append(part)
        for part in parts:
            part.first = following
            following = _number(part, part.own, following)
        return parts

    def _contents(self, part: _Part) -> Iterator[int]:
        """The streams that draw a page, one after the other."""
        matrix = part.slot.matrix
        if matrix:
            scale, x, y = map(op.number, matrix)
            yield self._stream(f"q {scale} 0 0 {scale} {x} {y} cm\n".encode("ascii"))
        if part.background:
            yield part.background
        if own := _drawn(part.own, part.first) + (b"Q\n" if matrix else b""):
            yield self._stream(own)

    def _tags(self, side: int, part: _Part) -> dict[int, int]:
        """Writes the elements of a page; returns the owner of each content that it has, by its number."""
        sheet, at, page = part.slot.sheet, part.slot.at, part.slot.page
        first = self.count + 1
        self.count += len(page.elements)
        sheet.sides[at] = side
        sheet.tags[at] = [first + n for n, each in enumerate(page.elements) if each.parent < 0]
        for number, element in enumerate(page.elements, first):
            parent = sheet.number if element.parent < 0 else first + element.parent
            kids = [f"{first + kid} 0 R" if kid >= 0 else str(part.numbers[-1 - kid]) for kid in element.kids]
            owns = any(kid < 0 for kid in element.kids)
            entries, attributes = self._entries(element, number), self._attributes(element.attributes)
            self.put(number, dictionary(element.role, parent, entries, attributes, side if owns else 0, kids))
        return {part.numbers[content]: first + owner for content, owner in enumerate(page.owners)}

    def _entries(self, element: PrintedElement, number: int) -> str:
        if element.role != "Note":
            return element.entries
        self._note_count += 1
        name = note(self._note_count)
        self._notes.add(name, op.ref(number))
        return f"{element.entries} /ID {name}"

    def _new_stream(self, content: bytes) -> int:
        return self.add(stream("", content))

    def _new_background(self, layer: Layer, first: int) -> int:
        return self.add(stream("", _drawn(layer.units, first)))

    def _new_attributes(self, attributes: str) -> str:
        return f" /A {self.add(f'<< {attributes} >>')} 0 R" if attributes else ""

    def _fonts(self) -> Iterator[str]:
        for face, characters in sorted(self._characters.items()):
            number = self.reserve()
            ucid_objects(face, frozenset(map(ord, characters))).write(self, number)
            yield f"/{resource(face)} {number} 0 R"
        for key, font in self._glyphs.items():
            number = self.reserve()
            font.write(self, number)
            yield f"/{resource(key)} {number} 0 R"

    def _catalog(self) -> int:
        words = packet(self._title, "", "", self._language, self._moment)
        said = b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%b\nendstream" % (len(words), words)
        outlines = self._bookmarks.finish()
        shown = f" /Outlines {outlines} 0 R /PageMode /UseOutlines" if outlines else ""
        labels = self._labels.finish()
        return self.add(
            f"<< /Type /Catalog /Pages {self._pages.finish()} 0 R /StructTreeRoot {self._root} 0 R "
            f"/MarkInfo << /Marked true >> /Lang {op.text_string(self._language)} "
            f"/Metadata {self.add(said)} 0 R{shown}{f' /PageLabels {labels} 0 R' if labels else ''} "
            f"/ViewerPreferences << /DisplayDocTitle true{self._turned} >> >>"
        )

    def _info(self) -> int:
        date = op.text_string(pdf_date(self._moment))
        program = op.text_string(PROGRAM)
        return self.add(
            f"<< /Title {op.text_string(self._title)} /Creator {program} /Producer {program} "
            f"/CreationDate {date} /ModDate {date} >>"
        )


def _coded(fragment: Fragment, codes: Sequence[bytes]) -> Fragment:
    """The fragment with the codes of its shapes in place."""

    def in_place(found: re.Match[bytes]) -> bytes:
        return b"<%b>" % b"".join(codes[int(each, 16)] for each in found[1].split(b"~")[1:])

    def unit(its: Unit) -> Unit:
        return replace(its, parts=tuple(_CODES.sub(in_place, part) for part in its.parts))

    pages = tuple(replace(page, units=tuple(map(unit, page.units))) for page in fragment.pages)
    return replace(fragment, pages=pages)


def _number(part: _Part, units: Sequence[Unit], first: int) -> int:
    """Numbers the content of the units, from `first`; returns the next number."""
    contents = [content for unit in units for content in unit.contents]
    part.numbers |= {content: first + place for place, content in enumerate(contents)}
    return first + len(contents)


def _drawn(units: Sequence[Unit], first: int) -> bytes:
    """The operators of units, with the numbers from `first` in their gaps."""
    drawn: list[bytes] = []
    for unit in units:
        for part in unit.parts[:-1]:
            drawn += part, b"%d" % first
            first += 1
        drawn.append(unit.parts[-1])
    return b"".join(drawn)
