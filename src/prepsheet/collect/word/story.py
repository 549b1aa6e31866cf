"""The text of a Word file as it reads now: lines, with the bookmarks, controls and boxes among them.

Insertions that are tracked count, deletions don't; what is hidden, what fields are made of and what
other programs wrapped around words makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from prepsheet.collect.word.parts import W

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL = W + "val"

_SKIPPED = frozenset((
    W + "pPr", W + "rPr", W + "sdtPr", W + "sdtEndPr", W + "sectPr", W + "tblPr", W + "tblGrid",
    W + "tblPrEx", W + "trPr", W + "tcPr", W + "customXmlPr", W + "smartTagPr", W + "ffData", W + "fldData",
    W + "delText", W + "delInstrText", W + "rt", W + "annotationRef", W + "footnoteRef", W + "endnoteRef",
))  # fmt: skip
_GONE = frozenset((W + "del", W + "moveFrom"))
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_SYMBOLS = {
    "F04A": "☺",
    "F04B": "😐",
    "F04C": "☹",
    "F0DF": "←",
    "F0E0": "→",
    "F0E7": "⇐",
    "F0E8": "⇒",
    "F0F3": "⇔",
}
"""What Word makes of `:)`, `-->` and the like, in the font Wingdings."""
_LEFT_BEHIND = {
    W + "drawing": "a picture",
    W + "pict": "a picture",
    W + "object": "an embedded object",
    W + "footnoteReference": "a footnote",
    W + "endnoteReference": "an endnote",
}
_OUTSIDE = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "INCLUDE")


class Position(NamedTuple):
    """A place between characters: the number of a line, and how many characters of it are before."""

    line: int
    offset: int


@dataclass(slots=True)
class Mark:
    """A bookmark, and where it begins and ends."""

    name: str
    start: Position
    end: Position


class Piece(NamedTuple):
    """Words in one character style, named without spaces and capitals."""

    text: str
    style: str


@dataclass(slots=True)
class Line:
    """A paragraph. `joins` means that its end was deleted, so that the next one goes on in it.

    `gone` counts words deleted by tracked changes, `lost` names what has no words.
    """

    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    joins: bool = False
    gone: int = 0
    lost: list[str] = field(default_factory=list)

    def add(self, text: str, style: str) -> None:
        """Add words at the end."""
        self.pieces.append(Piece(text, style))
        self.length += len(text)

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def deleted(self) -> bool:
        """Whether all there was in it has been deleted."""
        return bool(self.gone) and not self.text.strip()

    def cut(self, start: int, stop: int | None = None) -> Line:
        """The part of the line between two offsets."""
        part, at = Line(joins=self.joins, lost=self.lost), 0
        for text, style in self.pieces:
            end = len(text) if stop is None else max(0, stop - at)
            if kept := text[max(0, start - at) : end]:
                part.add(kept, style)
            at += len(text)
        return part


@dataclass(slots=True)
class Control:
    """A content control, around whole paragraphs (`block`) or within one.

    A block begins at the start of the line `start.line` and ends before the line `end.line`. `vacant`
    means that it shows only its invitation to type, `checked` is None if it is no checkbox.
    """

    tag: str
    title: str
    block: bool
    start: Position
    end: Position
    vacant: bool = False
    checked: bool | None = None


@dataclass(slots=True)
class Story:
    """Lines in the order of reading, and what was found among them, bookmarks by name in small letters."""

    lines: list[Line] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    controls: list[Control] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def story(document: etree._Element, styles: etree._Element | None) -> Story:
    """The story that the body of a main part tells."""
    teller = _Teller(_names(styles), _hidden_styles(styles))
    body = document.find(f"{W}body")
    teller.children(body if body is not None else ())
    return teller.told


def _names(styles: etree._Element | None) -> dict[str, str]:
    """The names of styles by their ids, which programs in other languages choose otherwise."""
    named = {} if styles is None else {style.get(f"{W}styleId"): style.find(f"{W}name") for style in styles}
    return {str(ident): _plain(name.get(_VAL, "")) for ident, name in named.items() if name is not None}


def _hidden_styles(styles: etree._Element | None) -> frozenset[str]:
    found = () if styles is None else styles
    return frozenset(str(style.get(f"{W}styleId")) for style in found if _on(style.find(f"{W}rPr/{W}vanish")))


def _plain(name: str) -> str:
    return name.replace(" ", "").lower()


def _on(toggle: etree._Element | None) -> bool:
    """Whether a property that is on unless it says no is there and on."""
    return toggle is not None and toggle.get(_VAL, "1").lower() not in ("0", "false", "off", "none")


class _Teller:
    """Walks the elements. A parser's limit of 256 levels keeps the recursion shallow."""

    def __init__(self, names: dict[str, str], hidden: frozenset[str]) -> None:
        self.told = Story()
        self.names = names
        self.hidden = hidden
        self.line: Line | None = None
        self.number = 0
        self.style = ""
        self.deleting = self.muted = 0
        self.open: dict[str, Mark] = {}

    def children(self, elements: Iterable[etree._Element]) -> None:
        for element in elements:
            self.element(element)

    def element(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _SKIPPED:
            return
        if tag in _LEFT_BEHIND and self.line is not None and not _has_text(element):
            self.line.lost.append(_LEFT_BEHIND[tag])
        if tag in _SIGNS:
            self.say(_SIGNS[tag])
        elif tag in (W + "t", _M + "t"):
            self.say("".join(element.itertext()))
        elif tag == W + "sym":
            self.symbol(element)
        elif tag == W + "r":
            self.run(element)
        elif tag == W + "p":
            self.paragraph(element)
        elif tag == W + "sdt":
            self.control(element)
        elif tag in (W + "bookmarkStart", W + "bookmarkEnd"):
            self.bookmark(element)
        elif tag in (W + "instrText", W + "fldSimple"):
            self.instruction(element)
        elif tag in _GONE:
            self.deleting += 1
            self.children(element)
            self.deleting -= 1
        elif tag == _MC + "AlternateContent":
            self.children(element[:1])  # the same again for older programs comes after it
        elif tag == W + "txbxContent":
            self.box(element)
        else:
            self.children(element)

    def say(self, text: str) -> None:
        if self.line is None or self.muted:
            return
        if self.deleting:
            self.line.gone += len(text)
        elif text:
            self.line.add(text, self.style)

    def run(self, element: etree._Element) -> None:
        properties = element.find(f"{W}rPr")
        hidden, self.style = False, ""
        if properties is not None:
            ident = _value(properties.find(f"{W}rStyle"))
            vanish = properties.find(f"{W}vanish")
            hidden = _on(vanish) if vanish is not None else ident in self.hidden
            self.style = self.names.get(ident, _plain(ident))
        self.muted += hidden
        if self.line is not None and element.find(f"{W}delText") is not None:
            self.line.gone += 1
        self.children(element)
        self.muted -= hidden

    def symbol(self, element: etree._Element) -> None:
        code = element.get(f"{W}char", "").upper()
        known = _SYMBOLS.get(code) if element.get(f"{W}font", "").lower() == "wingdings" else None
        self.say(known or "\N{REPLACEMENT CHARACTER}")
        if not known and self.line is not None:
            self.line.lost.append("a sign of a symbol font")

    def paragraph(self, element: etree._Element) -> None:
        outer = self.line, self.number
        self.line, self.number = Line(), len(self.told.lines)
        self.told.lines.append(self.line)
        properties = element.find(f"{W}pPr")
        hidden = False
        if properties is not None:
            self.line.joins = any(properties.find(f"{W}rPr/{tag}") is not None for tag in _GONE)
            hidden = _value(properties.find(f"{W}pStyle")) in self.hidden
        self.muted += hidden
        self.children(element)
        self.muted -= hidden
        self.line, self.number = outer

    def box(self, element: etree._Element) -> None:
        """A text box: its lines come after the one that it hangs on."""
        outer, self.line = self.line, None
        if outer is not None:
            outer.lost.append("a text box")
        self.children(element)
        self.line = outer

    def here(self) -> Position:
        """Where the walk is: between paragraphs, at the start of the next."""
        if self.line is None:
            return Position(len(self.told.lines), 0)
        return Position(self.number, self.line.length)

    def bookmark(self, element: etree._Element) -> None:
        ident = element.get(f"{W}id", "")
        if element.tag == W + "bookmarkEnd":
            if mark := self.open.pop(ident, None):
                mark.end = self.here()
            return
        mark = Mark(element.get(f"{W}name", "").lower(), self.here(), self.here())
        self.told.marks[mark.name].append(mark)
        self.open[ident] = mark

    def instruction(self, element: etree._Element) -> None:
        """What a field is made of: ignored, and told if it reaches out of the file."""
        words = (element.get(f"{W}instr") or element.text or "").split()
        if words and words[0].upper() in _OUTSIDE:
            self.told.outside.append(words[0].upper())
        if element.tag == W + "fldSimple":
            self.children(element)

    def control(self, element: etree._Element) -> None:
        control = _control(element.find(f"{W}sdtPr"), self.line is None, self.here())
        if not self.deleting:
            self.told.controls.append(control)
        self.muted += control.vacant
        self.children(element.iterchildren(f"{W}sdtContent"))
        self.muted -= control.vacant
        control.end = self.here()


def _control(properties: etree._Element | None, block: bool, here: Position) -> Control:
    if properties is None:
        return Control("", "", block, here, here)
    box = properties.find(f"{W14}checkbox")
    state = None if box is None else box.find(f"{W14}checked")
    return Control(
        _value(properties.find(f"{W}tag")),
        _value(properties.find(f"{W}alias")),
        block,
        here,
        here,
        vacant=_on(properties.find(f"{W}showingPlcHdr")),
        checked=None if box is None else state is not None and state.get(f"{W14}val") in ("1", "true", "on"),
    )


def _has_text(element: etree._Element) -> bool:
    return next(element.iter(f"{W}txbxContent"), None) is not None


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(_VAL, "")
