"""Characters that the fonts have no shape for: found before anything is painted, never a box."""

from __future__ import annotations

from collections.abc import Iterator

from prepsheet.typeset.fonts import face
from prepsheet.typeset.pages import Artifact, Node, Pages, SelectWidget, Tag, Text, TextWidget


def unprintable(pages: Pages) -> tuple[str, ...]:
    """Every character on the pages that its face can't draw, each once, in the order of reading.

    What the fields of the pages can show besides, choices among it, is none of them.
    """
    shown = frozenset("".join(each.characters for each in pages.typed))
    found = (
        char
        for page in pages.pages
        for text in texts(page.nodes)
        if not text.glyphs
        for char in face(text.font).missing(text.text)
        if char not in shown
    )
    return tuple(dict.fromkeys(found))


def texts(nodes: tuple[Node, ...]) -> Iterator[Text]:
    """The lines of text of a page, in fields too, in the order of reading."""
    for node in nodes:
        match node:
            case Text():
                yield node
            case Tag():
                yield from texts(node.kids)
            case Artifact():
                yield from texts(node.marks)
            case TextWidget():
                yield from node.lines
            case SelectWidget():
                yield from node.lines
                yield from (Text(0, 0, label, node.font, node.size) for _, label in node.options)
            case _:
                continue
