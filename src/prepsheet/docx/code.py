"""The code of a draft, in the corner of its pages and in letters at their head.

Where its pages end is for Word to say, so that all of them have the code of the first.
"""

from __future__ import annotations

from io import BytesIO

from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph
from lxml.etree import SubElement, _Element

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EDGE, _SIDE = Pt(18), Mm(10.5)
"""How far it is from the edges of the paper, and its side: 21 modules of half a millimetre, as in a PDF."""
_SCALE = 12
"""Dots of a module: 600 to the inch."""


def add_code(section: Section, head: _Element, said: str) -> None:
    """Put a code into the outer corner of all pages. It floats: no text moves for it."""
    import segno  # few drafts have a code

    picture = BytesIO()
    code = segno.make(said, error="m", boost_error=False, micro=False)
    code.save(picture, kind="png", scale=_SCALE, border=0)
    run = Paragraph(head, section.header).add_run()
    inline = run.add_picture(picture, _SIDE, _SIDE)._inline
    inline.find(f"{_DRAWING}docPr").set("descr", said)
    left = Length((section.page_width or 0) - _EDGE - _SIDE)
    inline.getparent().replace(inline, _anchored(inline, left, _EDGE))


def _anchored(inline: _Element, left: Length, top: Length) -> _Element:
    """The same picture at a place on the page, behind the text (ECMA-376-1, 20.4.2.3)."""
    flags = {"simplePos": "0", "behindDoc": "1", "locked": "1", "layoutInCell": "1", "allowOverlap": "1"}
    apart = dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    anchor = inline.makeelement(f"{_DRAWING}anchor", {**apart, **flags, "relativeHeight": "1"})
    SubElement(anchor, f"{_DRAWING}simplePos", x="0", y="0")
    for axis, offset in (("positionH", left), ("positionV", top)):
        position = SubElement(anchor, f"{_DRAWING}{axis}", relativeFrom="page")
        SubElement(position, f"{_DRAWING}posOffset").text = str(int(offset))
    extent, *rest = inline
    wrap = anchor.makeelement(f"{_DRAWING}wrapNone")
    anchor.extend([extent, wrap, *rest])
    return anchor
