"""Elements to words: what is announced, one stop of the reader after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from prepsheet.reading_order.content import Stretch
from prepsheet.reading_order.fields import Control
from prepsheet.reading_order.tree import Element, Structure

BLOCKS = {
    "P": "Text",
    "H": "Heading",
    "Title": "Title",
    "Caption": "Caption",
    "BlockQuote": "Quotation",
    "Note": "Note",
    "FENote": "Note",
    "Figure": "Figure",
    "Formula": "Formula",
    "Code": "Code",
    "Link": "Link",
    "TOCI": "Item",
    "LI": "Item",
}
"""Roles that begin a line of their own, in words."""

HOLDERS = frozenset({"LI", "TOCI", "TD", "TH"})
"""Blocks in which a paragraph is just some more text."""

_HEADING = re.compile(r"H(\d+)")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stop of the reader: the words, how deep in lists and tables, and where on the page.

    `at` is x and y, upward, in points: of the first letter's baseline, or a control's top left
    corner; none for what only names a structure. `text` is what of the words stands on the page,
    `control` what can be operated there, if anything.
    """

    page: int
    words: str
    text: str = ""
    depth: int = 0
    at: tuple[float, float] | None = None
    control: Control | None = None


@dataclass(slots=True)
class _Line:
    """A line that is being said: its role in words, and what it has so far."""

    role: str = "Text"
    depth: int = 0
    holder: bool = False
    parts: list[Stretch] = field(default_factory=list)
    announced: bool = False


def speak(structure: Structure) -> list[Utterance]:
    """What is announced of a document."""
    speaker = _Speaker(structure.language)
    for element in structure.elements:
        speaker.element(element)
    speaker.end()
    return speaker.said


class _Speaker:
    def __init__(self, language: str) -> None:
        self.said: list[Utterance] = []
        self._language = language
        self._line = _Line()
        self._page = 1

    def element(self, element: Element) -> None:
        """Says an element and what it holds."""
        match element.role:
            case "Table" if not element.instead:
                self._table(element)
            case "L" | "TOC" if not element.instead:
                self._list(element)
            case role if prefix := _block(role):
                self._block(element, prefix)
            case _:
                self._inner(element)

    def end(self) -> None:
        """Says what has been gathered."""
        words = " ".join("".join(part.text for part in self._line.parts).split())
        first = next((part for part in self._line.parts if part.text.strip()), None)
        if first:
            self._say(f"{self._line.role}: {words}", first, words)
            self._line.announced = True
        self._line.parts.clear()

    def _say(self, words: str, at: Stretch | Control, text: str = "") -> None:
        self._page = at.page or self._page
        held = at if isinstance(at, Control) else None
        depth = self._line.depth + (1 if held and self._line.holder else 0)
        self.said.append(Utterance(self._page, words, text, depth, at.at, held))

    def _note(self, words: str) -> None:
        """Says something of the structure itself."""
        self._say(words, Stretch(self._page))

    def _inner(self, element: Element) -> None:
        if element.instead:
            self._line.parts.append(replace(_first(element) or Stretch(self._page), text=element.instead))
            return
        for kid in element.kids:
            match kid:
                case Element():
                    self.element(kid)
                case Stretch():
                    self._line.parts.append(kid)
                case Control(kind="link" | "annotation") if not kid.label or element.role == "Link":
                    pass
                case Control():
                    self._control(kid)

    def _control(self, found: Control) -> None:
        self.end()
        if self._line.holder and not self._line.announced:
            self._line.announced = True
            self._say(self._line.role, Stretch(found.page))
        self._say(_described(found), found)

    def _block(self, element: Element, prefix: str) -> None:
        if self._line.holder and element.role == "P":
            self._line.parts.append(Stretch(self._page, text=" "))
            self._inner(element)
            self._line.parts.append(Stretch(self._page, text=" "))
            return
        with self._within(self._foreign(prefix, element), self._line.depth, element.role in HOLDERS):
            self._inner(element)

    def _foreign(self, prefix: str, element: Element) -> str:
        """The role in words, with the language if it is not the document's."""
        other = element.language != self._language
        return f"{prefix} in {element.language}" if other and element.language else prefix

    @contextmanager
    def _within(self, role: str, depth: int, holder: bool) -> Iterator[_Line]:
        self.end()
        outer, self._line = self._line, _Line(role, depth, holder)
        yield self._line
        self.end()
        self._line = outer

    def _list(self, element: Element) -> None:
        self.end()
        items = [kid for kid in element.kids if isinstance(kid, Element) and kid.role in ("LI", "TOCI")]
        self._page = next((each.page for item in items if (each := _first(item))), self._page)
        self._note(f"List with {_count(len(items), 'item')}")
        with self._within("Text", self._line.depth + 1, holder=False):
            self._inner(element)

    def _table(self, element: Element) -> None:
        self.end()
        rows = list(_rows(element))
        columns = max((sum(cell.span for cell in _cells(row)) for row in rows), default=0)
        named = f' "{element.summary}"' if element.summary else " without a title"
        self._page = (_first(element) or Stretch(self._page)).page
        self._note(f"Table{named} with {_count(len(rows), 'row')} and {_count(columns, 'column')}")
        with self._within("Text", self._line.depth + 1, holder=False):
            for kid in element.kids:
                if isinstance(kid, Element) and kid.role == "Caption":
                    self.element(kid)
            heads: dict[int, str] = {}
            for number, row in enumerate(rows, 1):
                self._row(row, number, heads)

    def _row(self, row: Element, number: int, heads: dict[int, str]) -> None:
        self._page = (_first(row) or Stretch(self._page)).page
        self._note(f"Row {number}")
        column = 0
        for cell in _cells(row):
            self._cell(cell, _cell(cell, heads.get(column, "")))
            if cell.role == "TH" and cell.scope != "Row":
                heads.update(dict.fromkeys(range(column, column + cell.span), _plain(cell)))
            column += cell.span

    def _cell(self, cell: Element, role: str) -> None:
        with self._within(self._foreign(role, cell), self._line.depth + 1, holder=True) as line:
            self._inner(cell)
            self.end()
            if not line.announced:
                self._note(f"{role}: blank")


def _block(role: str) -> str:
    """The role of a block in words, or the empty text for what is inline or only groups others."""
    level = _HEADING.fullmatch(role)
    return f"Heading level {level[1]}" if level else BLOCKS.get(role, "")


def _cell(cell: Element, head: str) -> str:
    if cell.role == "TH":
        return "Row header" if cell.scope == "Row" else "Column header"
    return f'Cell under "{head}"' if head else "Cell"


def _rows(element: Element) -> Iterator[Element]:
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.role == "TR":
                yield kid
            elif kid.role in ("THead", "TBody", "TFoot"):
                yield from _rows(kid)


def _cells(row: Element) -> list[Element]:
    return [kid for kid in row.kids if isinstance(kid, Element) and kid.role in ("TH", "TD")]


def _stretches(element: Element) -> Iterator[Stretch]:
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _stretches(kid)
        elif isinstance(kid, Stretch):
            yield kid


def _first(element: Element) -> Stretch | None:
    return next(_stretches(element), None)


def _plain(element: Element) -> str:
    return element.instead or " ".join("".join(each.text for each in _stretches(element)).split())


def _described(found: Control) -> str:
    """A control in words: what it is, its label, its state."""
    label = f' "{found.label}"' if found.label else " without a label"
    return ", ".join([f"{found.kind.capitalize()}{label}", *_traits(found), *_state(found)])


def _traits(found: Control) -> Iterator[str]:
    traits = {
        "printed": found.printed,
        "several lines": found.several_lines,
        "required": found.required,
        "read-only": found.read_only,
        f"at most {_count(found.longest, 'character')}": found.longest > 0,
        _count(found.choices, "choice"): found.choices > 0,
        f"{found.place[0]} of {found.place[1]}": found.place[1] > 0,
    }
    yield from (trait for trait, holds in traits.items() if holds)


def _state(found: Control) -> Iterator[str]:
    match found.kind:
        case "edit box" | "drop-down" | "list box":
            value = " ".join(found.value.split())
            yield f'value "{value}"' if value else "empty"
        case "checkbox" | "radio button":
            yield "checked" if found.on else "not checked"
        case _:
            pass


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
