"""What stands where on typeset pages: marks and widgets flattened, and the faults a printer would see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from prepsheet.typeset.fonts import face
from prepsheet.typeset.pages import (
    Artifact,
    Box,
    CheckWidget,
    Circle,
    Code,
    Mark,
    Node,
    Page,
    Pages,
    Picture,
    Polygon,
    RadioWidget,
    Rect,
    Rule,
    SelectWidget,
    Tag,
    Text,
    TextWidget,
    Widget,
)

EDGE = 18.0
"""No ink comes closer to the paper's edge, in points: what every laser printer prints."""

ROUNDING = 0.05


@dataclass(frozen=True)
class Area:
    """A rectangle by its edges, y growing downward."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Area, by: float = ROUNDING) -> bool:
        """Whether the two share more than `by` points in both directions."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by

    def within(self, other: Area) -> bool:
        """Whether this one stands inside the other."""
        return (
            self.left >= other.left - ROUNDING
            and self.right <= other.right + ROUNDING
            and self.top >= other.top - ROUNDING
            and self.bottom <= other.bottom + ROUNDING
        )


def leaves(nodes: tuple[Node, ...]) -> Iterator[Mark | Widget]:
    """The marks and widgets of nodes, in reading order."""
    for node in nodes:
        match node:
            case Tag():
                yield from leaves(node.kids)
            case Artifact():
                yield from node.marks
            case _:
                yield node


def marks(page: Page) -> list[Mark]:
    """All ink of a page, the text in its fields included."""
    found: list[Mark] = []
    for leaf in leaves(page.nodes):
        if isinstance(leaf, TextWidget):
            found += leaf.lines
        elif isinstance(leaf, SelectWidget):
            found += (*leaf.lines, *leaf.sign)
        elif not isinstance(leaf, CheckWidget | RadioWidget):
            found.append(leaf)
    return found


def texts(page: Page) -> list[Text]:
    """The lines of text of a page, those in its fields included."""
    return [mark for mark in marks(page) if isinstance(mark, Text)]


def widgets(page: Page) -> list[Widget]:
    """The form fields of a page."""
    return [leaf for leaf in leaves(page.nodes) if isinstance(leaf, Widget)]


def rules(page: Page) -> list[Rule]:
    """The lines of a page."""
    return [mark for mark in marks(page) if isinstance(mark, Rule)]


def width(text: Text) -> float:
    """How wide the ink of a line is, in points: advances of its face, kerns and tracking."""
    if text.glyphs:
        return sum(glyph.advance for glyph in text.glyphs) * text.size / 1000
    seen = text.text.rstrip()
    plain = face(text.font).width(seen, text.size)
    return plain + sum(text.kerns[: len(seen)]) * text.size / 1000 + len(seen) * text.tracking


def area(mark: Mark | Box) -> Area:
    """The rectangle that ink takes. A text is as high as its capitals and as deep as its descenders."""
    match mark:
        case Text():
            capitals = 660.0 if mark.glyphs else face(mark.font).cap_height
            top = mark.y - capitals * mark.size / 1000
            return Area(mark.x, top, mark.x + width(mark), mark.y + 0.21 * mark.size)
        case Rule():
            half = mark.weight / 2
            across, down = half * (mark.y1 != mark.y2), half * (mark.x1 != mark.x2)
            left, right = sorted((mark.x1, mark.x2))
            top, bottom = sorted((mark.y1, mark.y2))
            return Area(left - across, top - down, right + across, bottom + down)
        case Circle():
            reach = mark.radius + mark.weight / 2
            return Area(mark.x - reach, mark.y - reach, mark.x + reach, mark.y + reach)
        case Polygon():
            xs, ys = [x for x, _ in mark.points], [y for _, y in mark.points]
            return Area(min(xs), min(ys), max(xs), max(ys))
        case Code():
            return Area(mark.x, mark.y, mark.x + mark.side, mark.y + mark.side)
        case Rect() | Picture() | Box():
            return Area(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)


def faults(pages: Pages, measure: float) -> list[str]:
    """Everything about these pages that a reader would call a printing error."""
    return [
        fault
        for page in pages.pages
        for fault in (*_outside(page, measure), *_overlaps(page), *_fields(page))
    ]


def _outside(page: Page, measure: float) -> Iterator[str]:
    paper = Area(EDGE, EDGE, page.width - EDGE, page.height - EDGE)
    side = (page.width - measure) / 2
    column = Area(side, 0, page.width - side, page.height)
    for mark in marks(page):
        if not area(mark).within(paper):
            yield f"off the page: {mark}"
        elif isinstance(mark, Text) and mark.text != "fold" and not area(mark).within(column):
            yield f"out of the measure: {mark.text!r}"
    for widget in widgets(page):
        if not area(widget.box).within(column):
            yield f"out of the measure: {widget.name}"


def _overlaps(page: Page) -> Iterator[str]:
    lines = [(text, area(text)) for text in texts(page) if text.text.strip()]
    for (one, its), (other, others) in combinations(lines, 2):
        if its.overlaps(others, 0.6):
            yield f"text over text: {one.text!r} and {other.text!r}"
    for first, second in combinations(widgets(page), 2):
        if area(first.box).overlaps(area(second.box)):
            yield f"field over field: {first.name} and {second.name}"
    for text, its in lines:
        for rule in rules(page):
            if not rule.dotted and its.overlaps(area(rule), 0.3) and not _pen(rule):
                yield f"text over a rule: {text.text!r}"
        for box in (mark for mark in marks(page) if isinstance(mark, Rect) and mark.weight):
            if its.overlaps(area(box)) and not its.within(area(box)):
                yield f"text over the edge of a box: {text.text!r}"


def _pen(rule: Rule) -> bool:
    """Whether a rule is a stroke of a cross, and no line of the form."""
    return rule.x1 != rule.x2 and rule.y1 != rule.y2


def _fields(page: Page) -> Iterator[str]:
    for widget in widgets(page):
        for line in widget.lines if isinstance(widget, TextWidget | SelectWidget) else ():
            box = area(widget.box)
            if not area(line).within(Area(box.left, box.top - 4, box.right, box.bottom)):
                yield f"text out of its field: {widget.name}: {line.text!r}"
