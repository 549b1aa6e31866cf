from __future__ import annotations

from prepsheet.typeset import mono
from prepsheet.typeset.pages import (
    Artifact,
    Box,
    CheckWidget,
    Circle,
    Ink,
    Node,
    Page,
    Pages,
    Polygon,
    RadioWidget,
    Rect,
    Rule,
    Tag,
    Text,
    TextWidget,
)

BOX = Box(0, 0, 12, 12)


def nodes(accent: Ink) -> tuple[Node, ...]:
    """One of everything that a page can hold, with one colour in all that has one."""
    text = Text(1, 2, "S", "PrepSans-Bold", 30, ink=accent)
    shapes = (Rect(0, 0, 9, 9, fill=accent), Circle(5, 5, 8, fill=accent), Polygon(((0, 0), (1, 1)), accent))
    return (
        Artifact((*shapes, Rect(0, 0, 9, 9, weight=1), Rule(0, 0, 9, 9, 1), Circle(5, 5, 8, fill="paper"))),
        Tag("P", (text, Tag("Span", (text, shapes[1])))),
        TextWidget("a", "A", BOX, "x", (text,), "PrepSans-Regular", 11),
        CheckWidget("b", "B", BOX, on=True),
        RadioWidget("c", "C", "one", BOX, 0, "1", on=False),
    )


def pages(accent: Ink) -> Pages:
    return Pages("Goals", "en", "", "", "2026-05-13", (Page(100, 100, nodes(accent)),))


def test_the_accent_becomes_ink_and_nothing_else_changes() -> None:
    assert mono(pages("accent")) == pages("ink")
    assert mono(pages("ink")) == pages("ink")
    assert mono(pages("paper")) == pages("paper")
