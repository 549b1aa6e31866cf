"""Comments in the margin, each around exactly the words that it is about.

LibreOffice deletes words where a comment stands in the first paragraph of a content control (found
with 7.4). In a draft that paragraph is the label of a region, which nothing is said about.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxml.etree import Element, SubElement, _Element

from prepsheet.docx.wml import W, paragraph, run

AUTHOR, INITIALS = "prepsheet", "p"


class Comments:
    """The comments of a draft, as they are written into it; `root` is what their own part holds.

    They bear the ISO date `date`, none if it is "".
    """

    def __init__(self, date: str) -> None:
        self.date = date
        self.root = Element(W + "comments", nsmap={"w": W[1:-1]})

    @contextmanager
    def around(self, line: _Element, text: str) -> Iterator[None]:
        """Put a comment on what is added to the line meanwhile."""
        ident = str(len(self.root))
        SubElement(line, W + "commentRangeStart").set(W + "id", ident)
        yield
        SubElement(line, W + "commentRangeEnd").set(W + "id", ident)
        SubElement(SubElement(line, W + "r"), W + "commentReference").set(W + "id", ident)
        self._add(ident, text)

    def _add(self, ident: str, text: str) -> None:
        comment = SubElement(self.root, W + "comment")
        comment.set(W + "id", ident)
        comment.set(W + "author", AUTHOR)
        comment.set(W + "initials", INITIALS)
        if self.date:
            comment.set(W + "date", f"{self.date}T00:00:00Z")
        words = paragraph(comment, "Normal")
        SubElement(SubElement(words, W + "r"), W + "annotationRef")
        run(words, text)
