"""Pages in black alone."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from prepsheet.typeset.pages import (
    Artifact,
    CheckWidget,
    Circle,
    Ink,
    Mark,
    Node,
    Pages,
    Polygon,
    RadioWidget,
    Rect,
    Rule,
    SelectWidget,
    Tag,
    Text,
    TextWidget,
)


def mono(pages: Pages) -> Pages:
    """The same pages with ink in place of the accent; nothing moves."""
    return replace(
        pages,
        pages=tuple(replace(page, nodes=tuple(map(_node, page.nodes))) for page in pages.pages),
    )


def _node(node: Node) -> Node:
    match node:
        case Tag():
            return replace(node, kids=tuple(map(_node, node.kids)))
        case Artifact():
            return replace(node, marks=tuple(map(_mark, node.marks)))
        case TextWidget():
            return replace(node, lines=tuple(replace(line, ink=_ink(line.ink)) for line in node.lines))
        case SelectWidget():
            lines = tuple(replace(line, ink=_ink(line.ink)) for line in node.lines)
            return replace(node, lines=lines, others=tuple(map(_mark, node.others)))
        case CheckWidget() | RadioWidget():
            return node
        case _:
            return _mark(node)


def _mark(mark: Mark) -> Mark:
    match mark:
        case Text():
            return replace(mark, ink=_ink(mark.ink))
        case Rect() | Circle():
            return replace(mark, fill=mark.fill and _ink(mark.fill))
        case Polygon():
            return replace(mark, fill=_ink(mark.fill))
        case Rule():
            return mark
        case _:
            assert_never(mark)


def _ink(ink: Ink) -> Ink:
    return "ink" if ink == "accent" else ink
