"""Finished pages with every mark changed: the walk that inks and mirrors share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from prepsheet.typeset.pages import (
    Artifact,
    Box,
    CheckWidget,
    Mark,
    Node,
    Page,
    RadioWidget,
    SelectWidget,
    Tag,
    Text,
    TextWidget,
)

OnMark = Callable[[Mark], Mark]
"""What is done to a mark; a mark stays of its kind."""
OnBox = Callable[[Box], Box]


def changed(page: Page, mark: OnMark, box: OnBox = lambda box: box) -> Page:
    """The page with `mark` done to each of its marks, in fields too, and `box` to the boxes of fields."""
    return replace(page, nodes=tuple(_node(node, mark, box) for node in page.nodes))


def _node(node: Node, mark: OnMark, box: OnBox) -> Node:
    match node:
        case Tag():
            return replace(node, kids=tuple(_node(kid, mark, box) for kid in node.kids))
        case Artifact():
            return replace(node, marks=tuple(map(mark, node.marks)))
        case TextWidget():
            return replace(node, box=box(node.box), lines=_lines(node.lines, mark))
        case SelectWidget():
            sign = tuple(map(mark, node.sign))
            return replace(node, box=box(node.box), lines=_lines(node.lines, mark), sign=sign)
        case CheckWidget() | RadioWidget():
            return replace(node, box=box(node.box))
        case _:
            return mark(node)


def _lines(lines: tuple[Text, ...], mark: OnMark) -> tuple[Text, ...]:
    return cast(tuple[Text, ...], tuple(map(mark, lines)))
