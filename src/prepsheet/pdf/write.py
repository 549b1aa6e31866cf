"""Pages to the bytes of a PDF: the parts put together around the catalog."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from prepsheet.pdf import operators as op
from prepsheet.pdf.canvas import TaggedCanvas
from prepsheet.pdf.drawing import Drawing
from prepsheet.pdf.fields import Fields, Placed
from prepsheet.pdf.fonts import ALIAS, Fonts
from prepsheet.pdf.metadata import describe
from prepsheet.pdf.paint import Painting, paint
from prepsheet.pdf.tags import Element, Tree
from prepsheet.pdf.widgets import Appearances
from prepsheet.typeset.pages import Mark, Page, Pages, Widget


def write(pages: Pages, interactive: bool) -> bytes:
    """The bytes of a PDF; see `prepsheet.pdf.render`."""
    canvas = TaggedCanvas(pages.language)
    fonts = Fonts(canvas.objects)
    tree = Tree(canvas.objects, len(pages.pages), pages.rtl)
    fields = Fields(canvas.objects, Appearances(canvas, fonts)) if interactive else None
    sheet = _Sheet(canvas, fonts, tree, fields)
    for page in pages.pages:
        sheet.add(page)
    canvas.catalog.StructTreeRoot = op.ref(tree.finish())
    canvas.catalog.MarkInfo = "<< /Marked true >>"
    if fields and (roots := fields.finish()):
        canvas.catalog.AcroForm = _form(canvas, fonts.form(pages.typed), roots)
    describe(canvas, pages)
    data: bytes = canvas.getpdfdata()
    return data


class _Sheet:
    """A document being painted. Without `fields`, widgets are printed and can't be filled."""

    def __init__(self, canvas: TaggedCanvas, fonts: Fonts, tree: Tree, fields: Fields | None) -> None:
        self._canvas, self._fonts, self._tree, self._fields = canvas, fonts, tree, fields
        self._headings = count()
        self._pages = count()
        self._placed: list[Placed] = []

    def add(self, page: Page) -> None:
        """Paints `page` as the next of the document; its widgets wait until it has a number."""
        self._canvas.setPageSize((page.width, page.height))
        surface = _Surface(Drawing(self._canvas, self._fonts, 0, page.height))
        place = self._place if self._fields else None
        paint(Painting(surface, self._tree, self._tree.document, place, self._bookmark), page)
        number = self._canvas.finish_page(next(self._pages), [each.number for each in self._placed])
        self._tree.end_page(number)
        if self._fields:
            for each in self._placed:
                self._fields.put(each, number, page.height)
        self._placed.clear()

    def _place(self, widget: Widget, element: Element) -> None:
        number = self._canvas.objects.reserve()
        self._placed.append(Placed(widget, number, self._tree.widget(element, number)))

    def _bookmark(self, words: str, top: float) -> None:
        name = f"heading-{next(self._headings)}"
        self._canvas.bookmarkPage(name, "XYZ", left=0, top=top)
        self._canvas.addOutlineEntry(words, name)


class _Surface:
    """A page that is drawn from top to bottom: what is set for one stretch serves those after it."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    def artifact(self, opening: str, marks: Iterable[tuple[Mark, str]]) -> None:
        """Draws ink that says nothing."""
        self._drawing.write(opening)
        for mark, tail in marks:
            self._drawing.mark(mark, tail)
        self._drawing.write("EMC")

    def content(self, role: str, identity: int, marks: Iterable[tuple[Mark, str]]) -> None:
        """Draws the content of that number, of an element in that role."""
        self.artifact(f"/{role} <</MCID {identity}>> BDC", marks)


def _form(canvas: TaggedCanvas, font: int, roots: list[int]) -> str:
    """The form, with the fonts that viewers write into it; `font` is the number of the one for text."""
    dingbats = canvas.objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>")
    return (
        f"<< /Fields {op.refs(roots)} /DA (/{ALIAS} 0 Tf 0 g) /DR << /Font "
        f"<< /{ALIAS} {op.ref(font)} /ZaDb {op.ref(dingbats)} >> >> >>"
    )
