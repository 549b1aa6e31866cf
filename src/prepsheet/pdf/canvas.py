"""reportlab's canvas, for pages that have tags and widgets."""

from __future__ import annotations

import os
from typing import Any

from prepsheet.pdf import operators as op
from prepsheet.pdf.clock import EPOCH, epoch
from prepsheet.pdf.engine import BASIC_FONTS, Canvas, PDFPage
from prepsheet.pdf.file import stream
from prepsheet.pdf.objects import Objects


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas whose pages know their place in the structure tree.

    `objects` are the document's, `catalog` is its root.
    """

    def __init__(self, language: str) -> None:
        if epoch() is None:
            os.environ.pop(EPOCH, None)  # reportlab would not start with one that is no number
        super().__init__("", pageCompression=1)
        self.objects = self._doc = Objects(language)
        self.catalog: Any = self._doc.Catalog
        self._key = 0
        self._widgets: list[int] = []

    def finish_page(self, key: int, widgets: list[int]) -> int:
        """Ends the page, whose key in the parent tree is `key`; returns its number."""
        self._key, self._widgets = key, widgets
        name = self._doc.thisPageName()
        self.showPage()
        return self.objects.number(name)

    def finish_appearance(self, width: float, height: float) -> int:
        """Makes a form XObject of what was drawn since the last page; returns its number."""
        content = self.cut()
        fonts = op.ref(self.objects.number(BASIC_FONTS))
        return self.objects.add(
            stream(
                f"/Subtype /Form /BBox [0 0 {op.numbers(width, height)}] /Resources << /Font {fonts} >>",
                content,
            )
        )

    def cut(self) -> bytes:
        """Takes away what was drawn since the last page or cut; returns its operators."""
        content: bytes = self.getCurrentPageContent().encode("ascii")
        self._restartAccumulators()
        return content

    def tell(self, key: str, value: str, moment: str) -> None:
        """Adds what only a program reads: the PDF object `value`, of `moment` (a PDF date)."""
        self.catalog.__NoDefault__ = [*self.catalog.__NoDefault__, "PieceInfo"]
        self.catalog.PieceInfo = f"<< /{key} << /LastModified ({moment}) /Private {value} >> >>"
        info, entry = self._doc.info, f"/{key} {value}".encode("latin-1")
        written = info.format
        info.format = lambda document: written(document).removesuffix(b">>") + entry + b" >>"

    def _make_preamble(self) -> None:
        """Pages begin with our content: reportlab would set Helvetica, which isn't embedded."""
        self._preamble = ""

    def _setAnnotations(self, page: PDFPage) -> None:
        """reportlab's last step before a page becomes part of the document."""
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self._key, "/S"
        page.Annots = [op.ref(widget) for widget in self._widgets]
