"""Walks the tree of a page: marks become content, tags structure, widgets form fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import TypeGuard

from prepsheet.pdf import operators as op
from prepsheet.pdf.canvas import TaggedCanvas
from prepsheet.pdf.drawing import Drawing
from prepsheet.pdf.fields import Fields, Placed
from prepsheet.pdf.fonts import Fonts
from prepsheet.pdf.tags import Element, Tree
from prepsheet.pdf.widgets import described, ink, spoken
from prepsheet.typeset.pages import (
    Artifact,
    ArtifactKind,
    CheckWidget,
    Mark,
    Node,
    Page,
    Picture,
    RadioWidget,
    SelectWidget,
    Tag,
    Text,
    TextWidget,
    Widget,
)

ARTIFACTS: Mapping[ArtifactKind, str] = {
    "layout": "/Type /Layout",
    "header": "/Type /Pagination /Subtype /Header /Attached [/Top]",
    "footer": "/Type /Pagination /Subtype /Footer /Attached [/Bottom]",
}
HEADROOM = 1.2
"""A bookmark points this many sizes of its heading above the heading's baseline."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document being painted. Without `fields`, widgets are printed and can't be filled."""

    canvas: TaggedCanvas
    fonts: Fonts
    tree: Tree
    fields: Fields | None
    headings: Iterator[int] = field(default_factory=count)


def paint(sheet: Sheet, page: Page) -> None:
    """Paints `page` as the next of the document."""
    sheet.canvas.setPageSize((page.width, page.height))
    key = sheet.tree.start_page()
    painter = _Painter(sheet, page.height)
    painter.nodes(page.nodes, sheet.tree.document, tagged=False)
    number = sheet.canvas.finish_page(key, [each.number for each in painter.widgets])
    sheet.tree.end_page(number)
    if sheet.fields:
        for each in painter.widgets:
            sheet.fields.put(each, number, page.height)


class _Painter:
    """Paints one page. `widgets` wait until it has a number."""

    def __init__(self, sheet: Sheet, height: float) -> None:
        self._sheet, self._height = sheet, height
        self._drawing = Drawing(sheet.canvas, sheet.fonts, 0, height)
        self.widgets: list[Placed] = []

    def nodes(self, nodes: Iterable[Node], element: Element, tagged: bool = True) -> None:
        """Paints the kids of `element`; loose marks are in order only among the kids of a tag."""
        for are_marks, group in groupby(nodes, _is_mark):
            if not are_marks:
                for node in group:
                    self._node(node, element)
            elif tagged:
                self._content([node for node in group if _is_mark(node)], element)
            else:
                raise ValueError("ink outside any tag and any artifact")

    def _node(self, node: Node, element: Element) -> None:
        match node:
            case Tag():
                self._tag(node, element)
            case Artifact():
                self._artifact(node)
            case TextWidget() | SelectWidget() | CheckWidget() | RadioWidget() if element.role == "Form":
                self._widget(node, element)
            case TextWidget() | SelectWidget() | CheckWidget() | RadioWidget():
                self._tag(Tag("Form", (node,)), element)

    def _tag(self, tag: Tag, parent: Element) -> None:
        if tag.role == "H1":
            self._bookmark(tag)
        attributes = self._form(tag) if tag.role == "Form" else self._place(tag)
        element = self._sheet.tree.open(tag, parent, attributes)
        self.nodes(tag.kids, element)

    def _place(self, tag: Tag) -> str:
        """Where a picture stands, which viewers need to know to show it by itself."""
        corners = (
            op.numbers(kid.x, self._height - kid.y - kid.height, kid.x + kid.width, self._height - kid.y)
            for kid in tag.kids
            if isinstance(kid, Picture)
        )
        return "".join(f" /A << /O /Layout /BBox [{box}] >>" for box in corners)

    def _form(self, tag: Tag) -> str:
        """What a Form element says about the one widget it holds."""
        widgets = [kid for kid in tag.kids if isinstance(kid, Widget)]
        if len(widgets) > 1:
            raise ValueError(f"one Form holds {len(widgets)} fields")
        if widgets and not self._sheet.fields:
            return described(widgets[0])
        if widgets and isinstance(widgets[0], RadioWidget) and not tag.alt:
            return f" /Alt {op.text_string(spoken(widgets[0]))}"
        return ""

    def _content(self, marks: list[Mark], element: Element) -> None:
        """Paints marks as one stretch of content that belongs to `element`."""
        identity = self._sheet.tree.content(element)
        self._drawing.write(f"/{element.role} <</MCID {identity}>> BDC")
        for mark, following in zip(marks, [*marks[1:], None], strict=True):
            self._drawing.mark(mark, " " if _wraps(mark, following) else "")
        self._drawing.write("EMC")

    def _artifact(self, artifact: Artifact) -> None:
        self._drawing.write(f"/Artifact <<{ARTIFACTS[artifact.kind]}>> BDC")
        for mark in artifact.marks:
            self._drawing.mark(mark)
        self._drawing.write("EMC")

    def _widget(self, widget: Widget, element: Element) -> None:
        if not self._sheet.fields:
            if marks := ink(widget):
                self._content(list(marks), element)
            return
        number = self._sheet.canvas.objects.reserve()
        self.widgets.append(Placed(widget, number, self._sheet.tree.widget(element, number)))

    def _bookmark(self, heading: Tag) -> None:
        lines = [kid for kid in _leaves(heading) if isinstance(kid, Text)]
        if lines:
            name = f"heading-{next(self._sheet.headings)}"
            top = self._height - lines[0].y + HEADROOM * lines[0].size
            self._sheet.canvas.bookmarkPage(name, "XYZ", left=0, top=top)
            words = "".join(
                f"{line.text} " if _wraps(line, following) else line.text
                for line, following in zip(lines, [*lines[1:], None], strict=True)
            )
            self._sheet.canvas.addOutlineEntry(words.strip(), name)


def _is_mark(node: Node) -> TypeGuard[Mark]:
    return isinstance(node, Mark)


def _leaves(tag: Tag) -> Iterator[Node]:
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _leaves(kid)
        else:
            yield kid


def _wraps(mark: Mark, following: Mark | None) -> bool:
    """Whether a line of running text ends at `mark`: without a space, readers would join two words."""
    return (
        isinstance(mark, Text)
        and isinstance(following, Text)
        and following.y != mark.y
        and not mark.text.endswith((" ", "-", "\u00ad"))
    )
