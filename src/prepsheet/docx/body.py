"""The body of a draft: one block after another, in the styles of the base package.

Each region is fenced, so that its answer is found again after other programs have saved the file:
a bookmark on the heading, a content control that begins with a label line, and a bookmark on the
line below. Word processors that flatten the control to its first paragraph flatten the label.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import groupby, pairwise
from operator import attrgetter
from typing import assert_never

from lxml.etree import SubElement, _Element

from prepsheet.document import (
    Beat,
    Block,
    Bullets,
    Callout,
    Check,
    Checks,
    Choice,
    Document,
    Heading,
    Inline,
    Matrix,
    Paragraph,
    Region,
    Row,
    Run,
    Select,
    Table,
    TableRow,
    TextField,
    runs,
)
from prepsheet.docx import names
from prepsheet.docx.comments import Comments
from prepsheet.docx.wml import W14, W, add, add_runs, paragraph, run
from prepsheet.problems import InputError, Place, error, shown

_STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "body": "BodyText",
    "lead": "Lead",
    "hint": "Hint",
    "asked": "Asked",
    "cue": "Cue",
}
_ON, _OFF = "2612", "2610"
"""Code points of the signs for a checked and an unchecked box, in hexadecimal as Word wants them."""


def write_body(body: _Element, document: Document, width: int) -> Comments:
    """Append the document's blocks to `w:body`; the comments on them are left to the caller to add.

    `width` is that of the text area, in twentieths of a point. Raises InputError as `render` does.
    """
    writer = _Writer(body, document, width)
    for page in document.pages:
        for frame in page.frames:
            for block in frame.blocks:
                writer.write(block)
    writer.end_table()
    return writer.comments


class _Writer:
    """Appends blocks to the body and hands out the numbers that must be unique in it."""

    def __init__(self, body: _Element, document: Document, width: int) -> None:
        self.body = body
        self.document = document
        self.width = width
        self.comments = Comments(document.date)
        self.bookmarks = 0
        self.control_ids: set[int] = set()
        self.paths: set[str] = set()

    def write(self, block: Block) -> None:
        """Append one block."""
        match block:
            case Paragraph():
                self.paragraphs(block)
            case Heading():
                self.heading(block)
            case Region():
                self.region(block)
            case Table():
                self.table(block)
            case Check():
                self.check(block)
            case Bullets():
                self.bullets(block)
            case Row() | Matrix() | TextField() | Select() | Choice() | Checks() | Callout():
                kind = type(block).__name__
                raise self.unsound(f"a {kind} can't stand in a Word draft")
            case _:
                assert_never(block)

    def paragraphs(self, block: Paragraph) -> None:
        style = self.style(block.style)
        for line in _lines(block.text) or [""] * block.rules:
            self.runs(paragraph(self.body, style), line)

    def runs(self, line: _Element, text: Inline) -> None:
        """Append a text, with comments on the words that have one."""
        for comment, stretch in groupby(runs(text), key=attrgetter("comment")):
            margin = self.comments.around(line, comment) if comment else nullcontext()
            with margin:
                add_runs(line, stretch)

    def heading(self, block: Heading) -> None:
        style = "Title" if block.style == "title" else f"Heading{block.level}"
        self.heading_text(paragraph(self.body, style), block.text, block.note)

    def heading_text(self, line: _Element, text: Inline, note: str) -> None:
        self.runs(line, text)
        if note:
            properties = run(line, f"  {note}", "HeadingNote")[0]
            # The one exception to styles only: bold is a toggle, which no character style can turn off
            # in a bold paragraph, neither by saying no (Word) nor by saying yes (LibreOffice).
            add(properties, "b", "0")
            add(properties, "bCs", "0")

    def bullets(self, block: Bullets) -> None:
        texts = [item.text for item in block.items] or [""] * block.rules
        for number, text in enumerate(texts):
            self.runs(_line(self.body, "ListBullet", together=number in _together(len(texts))), text)

    def region(self, block: Region) -> None:
        heading = paragraph(self.body, "Heading1")
        with self.bookmark(heading, names.bookmark(block.path, "s")):
            self.heading_text(heading, block.title, block.note)
        properties, content = self.control(self.body, block.path, block.title)
        add(properties, "lock", "sdtLocked")
        run(paragraph(content, "EditLabel"), self.document.draft_labels.edit)
        for beat in block.beats or (Beat(label="", text=""),):
            self.beat(paragraph(content, "Spoken"), beat)
        end = paragraph(self.body, "EndLine")
        with self.bookmark(end, names.bookmark(block.path, "e")):
            run(end, self.document.draft_labels.end)

    def beat(self, line: _Element, beat: Beat) -> None:
        if beat.label:
            run(line, beat.label, "Beat")
        run(line, "\t")
        self.runs(line, beat.text)

    def check(self, block: Check) -> None:
        line = paragraph(self.body, "Check")
        properties, content = self.control(line, block.path, block.label)
        checked = block.value == block.on
        _checkbox(properties, checked)
        run(content, chr(int(_ON if checked else _OFF, 16)), "CheckBox")
        run(line, "\t")
        mark = self.bookmark(line, names.bookmark(block.path, "c")) if block.path else nullcontext()
        with mark:
            self.runs(line, block.text or block.label)

    def table(self, block: Table) -> None:
        if self.document.preset != "standard":
            self.stacked(block)
            return
        self.end_table()
        edges = [*(self.column_edge(column) for column in block.columns), self.width]
        widths = [right - left for left, right in pairwise(edges)]
        table = _table(self.body, block.title, edges[0], widths)
        self.row(table, TableRow(cells=block.header), widths, ["ColumnHead"] * len(widths), header=True)
        styles = [self.style(style) for style in block.styles] or ["Cue"] * len(widths)
        blank = TableRow(cells=("",) * len(widths))
        rows = block.rows or (blank,) * block.blank
        for number, row in enumerate(rows):
            self.row(table, row, widths, styles, together=number in _together(len(rows)))

    def row(
        self,
        table: _Element,
        row: TableRow,
        widths: list[int],
        styles: list[str],
        *,
        header: bool = False,
        together: bool = False,
    ) -> None:
        element = SubElement(table, W + "tr")
        properties = SubElement(element, W + "trPr")
        SubElement(properties, W + "cantSplit")
        if header:
            SubElement(properties, W + "tblHeader")
        for text, width, style in zip(row.cells, widths, styles, strict=True):
            cell = SubElement(element, W + "tc")
            _width(SubElement(cell, W + "tcPr"), "tcW", width)
            line = _line(cell, style, together=together)
            if len(element) > len(widths):  # the last cell, which ends at the margin of the page
                SubElement(line[0], W + "ind").set(W + "right", "0")
            self.runs(line, text)

    def stacked(self, block: Table) -> None:
        """A table in one column: the cells of each row under each other, their heads before them."""
        styles = [self.style(style) for style in block.styles] or ["Cue"] * len(block.columns)
        blank = TableRow(cells=("",) * len(block.columns))
        for row in block.rows or (blank,) * block.blank:
            for head, cell, style in zip(block.header, row.cells, styles, strict=True):
                self.beat(paragraph(self.body, style), Beat(label=head, text=cell))

    def end_table(self) -> None:
        """Word joins two tables that touch, and wants a paragraph after the last one."""
        if len(self.body) and self.body[-1].tag == W + "tbl":
            paragraph(self.body, "Normal")

    def control(self, parent: _Element, path: str, label: str) -> tuple[_Element, _Element]:
        """A content control for the field at `path`: its properties and its content."""
        element = SubElement(parent, W + "sdt")
        properties = SubElement(element, W + "sdtPr")
        add(properties, "alias", names.title(label, path))
        if path:
            self.claim(path)
            add(properties, "tag", names.tag(path))
        add(properties, "id", str(self.control_id(names.tag(path) if path else label)))
        return properties, SubElement(element, W + "sdtContent")

    def control_id(self, identity: str) -> int:
        number = names.control_id(identity)
        while number in self.control_ids:
            number = number % 0x7FFFFFFF + 1
        self.control_ids.add(number)
        return number

    @contextmanager
    def bookmark(self, parent: _Element, name: str) -> Iterator[None]:
        self.bookmarks += 1
        start = SubElement(parent, W + "bookmarkStart")
        start.set(W + "id", str(self.bookmarks))
        start.set(W + "name", name)
        yield
        SubElement(parent, W + "bookmarkEnd").set(W + "id", str(self.bookmarks))

    def unsound(self, message: str) -> InputError:
        """What the layout asks for that no draft can have."""
        hint = "mend it in the layout or the sheet's words"
        return InputError([error(Place(self.document.sheet), "unsound-layout", message, hint)])

    def claim(self, path: str) -> None:
        """Note that this path has its place in the draft: a second one could not be told from it."""
        if path in self.paths:
            raise self.unsound(f"{path} stands in the draft twice")
        self.paths.add(path)

    def column_edge(self, column: int) -> int:
        """Where a grid column starts: the document's grid, stretched to the width of Word's text area."""
        start = (column - 1) * (self.document.column + self.document.gutter)
        return round(self.width * start / self.document.measure)

    def style(self, name: str) -> str:
        if name not in _STYLES:
            raise self.unsound(f"a Word draft has no text style '{shown(name)}'")
        return _STYLES[name]


def _line(parent: _Element, style: str, *, together: bool) -> _Element:
    """A paragraph, on the same page as the next one if `together`."""
    element = paragraph(parent, style)
    if together:
        SubElement(element[0], W + "keepNext")
    return element


def _together(count: int) -> set[int]:
    """Which of some rows stay with the next one, so that neither first nor last stands alone on a page."""
    return {0, count - 2} - {count - 1}


def _checkbox(properties: _Element, checked: bool) -> None:
    """A cross for yes: in some countries a tick means wrong. MS Gothic is what Word itself takes."""
    box = SubElement(properties, W14 + "checkbox")
    SubElement(box, W14 + "checked").set(W14 + "val", str(int(checked)))
    for state, sign in (("checkedState", _ON), ("uncheckedState", _OFF)):
        element = SubElement(box, W14 + state)
        element.set(W14 + "val", sign)
        element.set(W14 + "font", "MS Gothic")


def _lines(text: Inline) -> list[Inline]:
    """Text line by line, without blank lines: the styles make the space."""
    if isinstance(text, str):
        return [line for line in text.split("\n") if line]
    lines: list[list[Run]] = [[]]
    for stretch in text:
        first, *more = stretch.text.split("\n")
        lines[-1].append(Run(first, stretch.style, stretch.comment))
        lines += [[Run(words, stretch.style, stretch.comment)] for words in more]
    return [tuple(line) for line in lines if any(part.text for part in line)]


def _table(body: _Element, title: str, indent: int, widths: list[int]) -> _Element:
    table = SubElement(body, W + "tbl")
    properties = SubElement(table, W + "tblPr")
    add(properties, "tblStyle", "HairLines")
    _width(properties, "tblW", sum(widths))
    _width(properties, "tblInd", indent)
    SubElement(properties, W + "tblLayout").set(W + "type", "fixed")
    look = SubElement(properties, W + "tblLook")
    for name, value in (("firstRow", "1"), ("firstColumn", "1"), ("noHBand", "1"), ("noVBand", "1")):
        look.set(W + name, value)
    add(properties, "tblCaption", title)
    grid = SubElement(table, W + "tblGrid")
    for width in widths:
        SubElement(grid, W + "gridCol").set(W + "w", str(width))
    return table


def _width(parent: _Element, tag: str, width: int) -> None:
    element = SubElement(parent, W + tag)
    element.set(W + "w", str(width))
    element.set(W + "type", "dxa")
