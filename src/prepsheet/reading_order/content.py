"""The text of a page by its marked content: which stretch says what, and where it begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from unicodedata import bidirectional

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from prepsheet.reading_order.codes import Decode, decoder
from prepsheet.reading_order.values import (
    UNIT,
    Matrix,
    array,
    dictionary,
    identity,
    matrix,
    name,
    resolved,
    text,
    times,
)

NESTED = 12
"""How deep drawings may lie in one another."""

WORK, OPENING = 2_000_000, 200
"""Operators of a document that are followed, and as how many of them opening a page or a drawing counts:
a small file may draw the same things a million times."""

WORD_GAP = 200.0
"""Thousandths of an em by which letters are moved apart where a space is meant."""

LONGEST = 1000
"""Characters of a run that are put in the order of reading: more than stand on any line."""

Key = tuple[int, int]
"""A stretch of marked content: the number of its page or drawing, and its own in there."""


@dataclass(slots=True)
class Stretch:
    """Text of one piece of content; `at` is where its first letter stands: x and y, upward, in points."""

    page: int
    text: str = ""
    at: tuple[float, float] | None = None


@dataclass(slots=True)
class Contents:
    """The marked content of a document, and by page the text that nothing marks."""

    marked: dict[Key, Stretch] = field(default_factory=dict)
    loose: dict[int, str] = field(default_factory=dict)
    work: int = WORK


@dataclass(frozen=True, slots=True)
class _State:
    """What `q` keeps and `Q` brings back."""

    base: Matrix = UNIT
    decode: Decode = text
    leading: float = 0.0


@dataclass(frozen=True, slots=True)
class _Mark:
    """An open mark: of an artifact, of numbered content, or of neither."""

    artifact: bool
    key: Key | None
    instead: bool = False


@dataclass(slots=True)
class _Run:
    """What is shown from one place on, as it stands from left to right: characters, or words for several."""

    key: Key | None
    place: Matrix
    units: list[str]

    def text(self) -> str:
        """The text as it is read: letters of Arabic and Hebrew stand the other way round."""
        first = "".join(unit[0] for unit in self.units)
        kinds = set(map(bidirectional, first))
        if not kinds & {"R", "AL"} or len(first) > LONGEST:
            return "".join(self.units)
        from prepsheet.writing import bidi  # few files need it

        order = bidi.visual(bidi.levels(first, int("L" not in kinds)))
        return "".join(self.units[index] for index in order)


def read_contents(reader: PdfReader) -> Contents:
    """Follow the content of all pages."""
    contents = Contents()
    fonts: dict[int, Decode] = {}
    for number, page in enumerate(reader.pages, 1):
        _Follower(reader, contents, fonts, number).page(page)
    return contents


class _Follower:
    """Follows the operators of one page, as far as they show text or mark content."""

    def __init__(self, reader: PdfReader, contents: Contents, fonts: dict[int, Decode], page: int) -> None:
        self._reader, self._contents, self._fonts, self._page = reader, contents, fonts, page
        self._state = _State()
        self._kept: list[_State] = []
        self._marks: list[_Mark] = []
        self._line = UNIT
        self._height: dict[Key | None, float] = {}
        self._run: _Run | None = None
        self._owner = 0
        self._resources = DictionaryObject()

    def page(self, page: PageObject) -> None:
        """Follows a page."""
        if "/Contents" in page:
            self._stream(page["/Contents"], dictionary(page.get("/Resources")), identity(page), 0)
        self._end_run()

    def _stream(self, stream: Any, resources: DictionaryObject, owner: int, depth: int) -> None:
        outside = self._resources, self._owner, len(self._kept), len(self._marks)
        self._resources, self._owner = resources, owner
        self._work(OPENING)
        for operands, operator in ContentStream(stream, self._reader, "bytes").operations:
            self._work(1)
            self._operator(operator, operands, depth)
        self._resources, self._owner, kept, marks = outside
        del self._kept[kept:], self._marks[marks:]

    def _work(self, amount: int) -> None:
        self._contents.work -= amount
        if self._contents.work < 0:
            raise ValueError("its pages draw too much")

    def _operator(self, operator: bytes, operands: Any, depth: int) -> None:
        match operator, operands:
            case b"q", _:
                self._kept.append(self._state)
            case b"Q", _ if self._kept:
                self._state = self._kept.pop()
            case b"cm", _:
                self._state = replace(self._state, base=times(matrix(operands), self._state.base))
            case b"BMC" | b"BDC", [tag, *properties]:
                self._marks.append(self._mark(name(tag), properties))
            case b"EMC", _ if self._marks:
                self._marks.pop()
            case b"Do", [drawing]:
                self._draw(dictionary(self._resources.get("/XObject")).get(drawing), depth)
            case _:
                self._text_operator(operator, operands)

    def _text_operator(self, operator: bytes, operands: Any) -> None:
        match operator, operands:
            case b"BT", _:
                self._line = UNIT
            case b"Tf", [font, _]:
                self._state = replace(self._state, decode=self._decode(font))
            case b"TL", [leading]:
                self._state = replace(self._state, leading=float(leading))
            case b"Tm", _:
                self._line = matrix(operands)
            case ((b"Td" | b"TD"), [x, y]):
                self._move(float(x), float(y))
                if operator == b"TD":
                    self._state = replace(self._state, leading=-float(y))
            case b"T*", _:
                self._move(0.0, -self._state.leading)
            case b"Tj", [codes]:
                self._show([codes])
            case (b"'", [codes]) | (b'"', [_, _, codes]):
                self._move(0.0, -self._state.leading)
                self._show([codes])
            case b"TJ", [parts]:
                self._show(parts)

    def _move(self, x: float, y: float) -> None:
        self._line = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _mark(self, tag: str, properties: list[Any]) -> _Mark:
        listed = dictionary(self._resources.get("/Properties"))
        found: Mapping[str, Any] = {}
        for each in properties:
            found = dictionary(listed.get(each) if name(each) else each)
        key = (self._owner, int(found["/MCID"])) if isinstance(found.get("/MCID"), int) else None
        if key:
            self._contents.marked.setdefault(key, Stretch(self._page))
        instead = text(found.get("/ActualText"))
        mark = _Mark(tag == "Artifact", key, instead=bool(instead))
        if instead:
            self._marks.append(replace(mark, instead=False))
            self._say([instead])
            self._marks.pop()
        return mark

    def _draw(self, drawing: Any, depth: int) -> None:
        form = resolved(drawing)
        if not isinstance(form, StreamObject) or name(form.get("/Subtype")) != "Form":
            return
        if depth == NESTED:
            raise ValueError("its drawings lie too deep in one another")
        state = self._state
        inner = matrix(array(form.get("/Matrix"))) if "/Matrix" in form else UNIT
        self._state = replace(state, base=times(inner, state.base))
        resources = dictionary(form.get("/Resources", self._resources))
        self._stream(form, resources, identity(drawing), depth + 1)
        self._state = state

    def _decode(self, font: Any) -> Decode:
        found = dictionary(self._resources.get("/Font")).get(font)
        number = identity(found)
        if number not in self._fonts or not number:
            self._fonts[number] = decoder(dictionary(found))
        return self._fonts[number]

    def _show(self, parts: list[Any]) -> None:
        if not any(mark.instead for mark in self._marks):
            self._say([character for words in self._words(parts) for character in words])

    def _words(self, parts: list[Any]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, bytes):
                yield self._state.decode(part)
            elif float(part) < -WORD_GAP:
                yield " "

    def _say(self, units: list[str]) -> None:
        if not units or any(mark.artifact for mark in self._marks):
            return
        key = next((mark.key for mark in reversed(self._marks) if mark.key), None)
        place = times(self._line, self._state.base)
        if self._run is None or (self._run.key, self._run.place) != (key, place):
            self._end_run()
            self._run = _Run(key, place, [])
        self._run.units += units

    def _end_run(self) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        words, key = run.text(), run.key
        *_, x, y = run.place
        if key is None:
            self._contents.loose[self._page] = self._contents.loose.get(self._page, "") + words
            return
        stretch = self._contents.marked[key]
        if stretch.at is None:
            stretch.at = x, y
        elif abs(y - self._height[key]) > 0.1 and not stretch.text.endswith(" "):
            stretch.text += " "
        self._height[key] = y
        stretch.text += words
