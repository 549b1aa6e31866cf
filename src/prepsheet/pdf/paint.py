"""Walks the tree of a page: marks become content, tags structure, widgets form fields or ink."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypeGuard

from prepsheet.pdf import operators as op
from prepsheet.pdf.tags import Element, Elements
from prepsheet.pdf.widgets import beside, described, ink, lettered, spoken
from prepsheet.typeset.pages import (
    Artifact,
    ArtifactKind,
    CheckWidget,
    Mark,
    Node,
    Page,
    RadioWidget,
    SelectWidget,
    Tag,
    Text,
    TextWidget,
    Widget,
)

ARTIFACTS: Mapping[ArtifactKind, str] = {
    "layout": "/Artifact <</Type /Layout>> BDC",
    "header": "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC",
    "footer": "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC",
}
HEADROOM = 1.2
"""A bookmark points this many sizes of its heading above the heading's baseline."""


class Surface(Protocol):
    """What the marks of a page are drawn on; with each mark comes what of it is read and not seen."""

    def artifact(self, opening: str, marks: Iterable[tuple[Mark, str]]) -> None:
        """Draws ink that says nothing; `opening` begins it as marked content."""

    def content(self, role: str, identity: int, marks: Iterable[tuple[Mark, str]]) -> None:
        """Draws the content of that number, of an element in that role."""


@dataclass(frozen=True, slots=True)
class Painting:
    """What a page is painted with: a surface, and a tree for its tags, in which it belongs to `document`.

    Without a `place` for them, widgets are printed and can't be filled. `bookmark` is told the words of
    first headings, and how high on the page they stand.
    """

    surface: Surface
    tags: Elements
    document: Element
    place: Callable[[Widget, Element], None] | None = None
    bookmark: Callable[[str, float], None] | None = None


def paint(painting: Painting, page: Page) -> None:
    """Paints the nodes of `page`."""
    _Painter(painting, page.height).nodes(page.nodes, painting.document, tagged=False)


class _Painter:
    """Paints one page."""

    def __init__(self, painting: Painting, height: float) -> None:
        self._with, self._height = painting, height

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
        if tag.role == "H1" and self._with.bookmark:
            self._bookmark(tag, self._with.bookmark)
        entries, attributes = self._form(tag) if tag.role == "Form" else ("", "")
        element = self._with.tags.open(tag, parent, entries, attributes)
        self.nodes(tag.kids, element)

    def _form(self, tag: Tag) -> tuple[str, str]:
        """What a Form element says about the one widget it holds: entries, and attributes."""
        widgets = [kid for kid in tag.kids if isinstance(kid, Widget)]
        if len(widgets) > 1:
            raise ValueError(f"one Form holds {len(widgets)} fields")
        if widgets and not self._with.place:
            return lettered(widgets[0]), described(widgets[0])
        if widgets and isinstance(widgets[0], RadioWidget) and not tag.alt:
            return f" /Alt {op.text_string(spoken(widgets[0]))}", ""
        return "", ""

    def _content(self, marks: list[Mark], element: Element) -> None:
        """Paints marks as one stretch of content that belongs to `element`."""
        tails = (
            " " if _wraps(mark, following) else ""
            for mark, following in zip(marks, [*marks[1:], None], strict=True)
        )
        identity = self._with.tags.content(element)
        self._with.surface.content(element.role, identity, zip(marks, tails, strict=True))

    def _artifact(self, artifact: Artifact) -> None:
        self._with.surface.artifact(ARTIFACTS[artifact.kind], ((mark, "") for mark in artifact.marks))

    def _widget(self, widget: Widget, element: Element) -> None:
        if self._with.place:
            self._with.place(widget, element)
            return
        if around := beside(widget):
            self._artifact(Artifact(around))
        if marks := ink(widget):
            self._content(list(marks), element)

    def _bookmark(self, heading: Tag, bookmark: Callable[[str, float], None]) -> None:
        lines = [kid for kid in _leaves(heading) if isinstance(kid, Text)]
        if lines:
            words = "".join(
                f"{line.text} " if _wraps(line, following) else line.text
                for line, following in zip(lines, [*lines[1:], None], strict=True)
            )
            bookmark(words.strip(), self._height - lines[0].y + HEADROOM * lines[0].size)


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
