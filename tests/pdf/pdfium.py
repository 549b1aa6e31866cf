"""PDFium as a reader's hands: clicking and typing in a form, saving it, looking at it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from tests.pdf.reading import pages

RETURN = "\r"


class Reader:
    """An open form. Widgets are found by field name, and by option where the field has several."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pypdfium2.PdfDocument(pdf)
        self._document.init_forms()
        self._pages = [self._document[index] for index in range(len(self._document))]
        self._spots = dict(_spots(pdf))

    def click(self, name: str, option: int = 0) -> None:
        """Presses the mouse in a widget, near its top left corner."""
        index, (left, _, _, top) = self._spots[name, option]
        form, page = self._document.formenv.raw, self._pages[index].raw
        raw.FORM_OnMouseMove(form, page, 0, left + 5, top - 5)
        raw.FORM_OnLButtonDown(form, page, 0, left + 5, top - 5)
        raw.FORM_OnLButtonUp(form, page, 0, left + 5, top - 5)

    def type(self, name: str, text: str) -> None:
        """Types into a text field, in place of what it holds, and leaves it."""
        self.click(name)
        form, page = self._document.formenv.raw, self._pages[self._spots[name, 0][0]].raw
        raw.FORM_SelectAllText(form, page)
        for letter in text.replace("\n", RETURN):
            raw.FORM_OnChar(form, page, ord(letter), 0)
        raw.FORM_ForceToKillFocus(form)

    def choose(self, name: str, *options: int) -> None:
        """Picks these options of a list, counted from 0, and no others, and leaves it."""
        self.click(name)
        form, page = self._document.formenv.raw, self._pages[self._spots[name, 0][0]].raw
        for option in range(32):
            if option in options or raw.FORM_IsIndexSelected(form, page, option):
                raw.FORM_SetIndexSelected(form, page, option, option in options)
        raw.FORM_ForceToKillFocus(form)

    def saved(self) -> bytes:
        """The file as it is now."""
        raw.FORM_ForceToKillFocus(self._document.formenv.raw)
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def picture(self, page: int = 0) -> Image.Image:
        """A page in grey, four dots to the point."""
        picture: Image.Image = self._pages[page].render(scale=4, may_draw_forms=True).to_pil()
        return picture.convert("L")

    def text(self, page: int = 0) -> str:
        """The text of a page, in the order of its content."""
        return str(self._pages[page].get_textpage().get_text_range())

    def close(self) -> None:
        """Lets go of the document."""
        for page in self._pages:
            page.close()
        self._document.close()


@contextmanager
def opened(pdf: bytes) -> Iterator[Reader]:
    """A reader that is closed at the end."""
    reader = Reader(pdf)
    try:
        yield reader
    finally:
        reader.close()


def _spots(pdf: bytes) -> Iterator[tuple[tuple[str, int], tuple[int, list[float]]]]:
    seen: dict[str, int] = {}
    for index, page in enumerate(pages(pdf)):
        for reference in page.get("/Annots", ()):
            widget = reference.get_object()
            name = ".".join(reversed(list(_names(widget))))
            option = seen[name] = seen.get(name, -1) + 1
            yield (name, option), (index, [float(side) for side in widget["/Rect"]])


def _names(field: Any) -> Iterator[str]:
    if "/T" in field:
        yield str(field["/T"])
    if "/Parent" in field:
        yield from _names(field["/Parent"])
