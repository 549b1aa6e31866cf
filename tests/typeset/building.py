"""Documents and frames built by hand, for tests of the typesetter."""

from __future__ import annotations

from typing import Any

from prepsheet.document import Block, Cell, Document, Frame, Furniture, Page, Row
from prepsheet.typeset import pages, typeset
from prepsheet.typeset.setting import PAPERS, Setting
from tests.typeset.geometry import faults

LIVE = {"a4": (56.0, 728.0), "letter": (56.0, 680.0)}
"""Top and height of the text area of a worksheet, by paper."""

FORM = Setting("form", "a4", 480, 29, 12)
PEN = Setting("paper", "a4", 480, 29, 12)
X = (PAPERS["a4"][0] - 480) / 2


def document(*blocks: Block, paper: Any = "a4", furniture: Furniture = Furniture(), **more: Any) -> Document:  # noqa: B008
    """A document of one page that holds these blocks."""
    top, height = LIVE[paper]
    frame = Frame(top=top, height=height, blocks=blocks)
    told: dict[str, Any] = {
        "sheet": "trial",
        "title": "Trial",
        "language": "en-GB",
        "author": "",
        "date": "2026-05-13",
    }
    return Document(paper=paper, pages=(Page(frames=(frame,), furniture=furniture),), **(told | more))


def set_page(*blocks: Block, mode: Any = "form", **more: Any) -> pages.Page:
    """These blocks typeset on one page, which must be without faults."""
    made = typeset(document(*blocks, **more), mode=mode)
    assert faults(made, 480) == []
    (page,) = made.pages
    return page


def row(*cells: tuple[int, int, Block], **more: Any) -> Row:
    """A row of cells, each from a column over so many columns with one block."""
    return Row(cells=tuple(Cell(at=at, span=span, blocks=(block,)) for at, span, block in cells), **more)


def left(paper: Any = "a4") -> float:
    """Where the text area begins."""
    width: float = PAPERS[paper][0]
    return (width - 480) / 2
