"""The same page by plain reportlab: its canvas for the ink, its `acroForm` for the fields.

The marks are given in place, so that this side has no layout to do. Field values are folded to
Latin-1, since `acroForm` knows the standard fonts only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from prepsheet.typeset.fonts import FOLDER, NAMES
from prepsheet.typeset.pages import (
    Artifact,
    CheckWidget,
    Circle,
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


def register() -> None:
    """Register the shipped fonts with reportlab, once."""
    for name in NAMES:
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / f"{name}.ttf")))


def leaves(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Marks and widgets of a page, in order."""
    for node in nodes:
        match node:
            case Tag():
                yield from leaves(node.kids)
            case Artifact():
                yield from node.marks
            case _:
                yield node


def flatten(pages: Pages) -> list[tuple[Page, list[Node]]]:
    """Every page with its marks and widgets in a row."""
    return [(page, list(leaves(page.nodes))) for page in pages.pages]


def render(pages: list[tuple[Page, list[Node]]]) -> bytes:
    """The PDF."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for page, nodes in pages:
        canvas.setPageSize((page.width, page.height))
        for node in nodes:
            _draw(canvas, page.height, node)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, height: float, node: Node) -> None:
    match node:
        case Text():
            canvas.setFont(node.font, node.size)
            canvas.drawString(node.x, height - node.y, node.text)
        case Rule():
            canvas.setLineWidth(node.weight)
            canvas.line(node.x1, height - node.y1, node.x2, height - node.y2)
        case Rect():
            canvas.setLineWidth(node.weight)
            canvas.rect(node.x, height - node.y - node.height, node.width, node.height, fill=bool(node.fill))
        case Circle():
            canvas.setLineWidth(node.weight)
            canvas.circle(node.x, height - node.y, node.radius, fill=bool(node.fill))
        case Polygon():
            path = canvas.beginPath()
            path.moveTo(node.points[0][0], height - node.points[0][1])
            for x, y in node.points[1:]:
                path.lineTo(x, height - y)
            canvas.drawPath(path, fill=1)
        case TextWidget() | CheckWidget() | RadioWidget():
            _field(canvas, height, node)
        case _:
            raise ValueError(node)


def _field(canvas: Canvas, height: float, node: TextWidget | CheckWidget | RadioWidget) -> None:
    form, box = canvas.acroForm, node.box
    place = {"x": box.x, "y": height - box.y - box.height}
    match node:
        case TextWidget():
            value = node.value.encode("latin-1", "replace").decode("latin-1")
            form.textfield(
                name=node.name, tooltip=node.label, value=value, width=box.width, height=box.height,
                fontName="Helvetica", fontSize=11, fieldFlags="multiline" if node.multiline else "",
                borderWidth=0, maxlen=None, **place,
            )  # fmt: skip
        case CheckWidget():
            form.checkbox(
                name=node.name, tooltip=node.label, checked=node.on, size=box.width, borderWidth=0, **place
            )
        case RadioWidget():
            form.radio(
                name=node.name, tooltip=node.label, value=node.value, selected=node.on, size=20, **place
            )
