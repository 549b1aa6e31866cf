"""Pages to the bytes of a PDF: the parts put together around the catalog."""

from __future__ import annotations

from prepsheet.pdf import operators as op
from prepsheet.pdf.canvas import TaggedCanvas
from prepsheet.pdf.fields import Fields
from prepsheet.pdf.fonts import ALIAS, Fonts
from prepsheet.pdf.metadata import describe
from prepsheet.pdf.paint import Sheet, paint
from prepsheet.pdf.tags import Tree
from prepsheet.pdf.widgets import Appearances
from prepsheet.typeset.pages import Pages


def write(pages: Pages, interactive: bool) -> bytes:
    """The bytes of a PDF; see `prepsheet.pdf.render`."""
    canvas = TaggedCanvas(pages.language)
    fonts = Fonts(canvas.objects)
    tree = Tree(canvas.objects, len(pages.pages), pages.rtl)
    fields = Fields(canvas.objects, Appearances(canvas, fonts)) if interactive else None
    sheet = Sheet(canvas, fonts, tree, fields)
    for page in pages.pages:
        paint(sheet, page)
    canvas.catalog.StructTreeRoot = op.ref(tree.finish())
    canvas.catalog.MarkInfo = "<< /Marked true >>"
    if fields and (roots := fields.finish()):
        canvas.catalog.AcroForm = _form(canvas, fonts.form(pages.typed), roots)
    describe(canvas, pages)
    data: bytes = canvas.getpdfdata()
    return data


def _form(canvas: TaggedCanvas, font: int, roots: list[int]) -> str:
    """The form, with the fonts that viewers write into it; `font` is the number of the one for text."""
    dingbats = canvas.objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>")
    return (
        f"<< /Fields {op.refs(roots)} /DA (/{ALIAS} 0 Tf 0 g) /DR << /Font "
        f"<< /{ALIAS} {op.ref(font)} /ZaDb {op.ref(dingbats)} >> >> >>"
    )
