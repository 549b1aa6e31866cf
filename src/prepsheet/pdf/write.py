"""Pages to the bytes of a PDF: the parts put together around the catalog."""

from __future__ import annotations

from prepsheet import __version__
from prepsheet.pdf import operators as op
from prepsheet.pdf.fields import ALIAS, Fields
from prepsheet.pdf.file import File
from prepsheet.pdf.fonts import Fonts
from prepsheet.pdf.metadata import information, packet, timestamp
from prepsheet.pdf.paint import Sheet, paint
from prepsheet.pdf.tags import Tree
from prepsheet.pdf.widgets import Appearances
from prepsheet.typeset.pages import Pages


def write(pages: Pages, interactive: bool) -> bytes:
    """The bytes of a PDF; see `prepsheet.pdf.render`."""
    file = File()
    fonts = Fonts(file)
    tree = Tree(file, len(pages.pages))
    fields = Fields(file, Appearances(file, fonts, fonts.dictionary)) if interactive else None
    sheet = Sheet(file, fonts, tree, fields, f"/Resources << /Font {op.ref(fonts.dictionary)} >>")
    page_tree = file.reserve()
    numbers = [file.reserve() for _ in pages.pages]
    for page, number in zip(pages.pages, numbers, strict=True):
        paint(sheet, page, number, page_tree)
    file.put(page_tree, f"<< /Type /Pages /Count {len(numbers)} /Kids {op.refs(numbers)} >>")
    form = _form(file, fonts, fields)
    fonts.finish()
    return _finished(sheet, pages, f"/Pages {op.ref(page_tree)}{form}")


def _form(file: File, fonts: Fonts, fields: Fields | None) -> str:
    """The catalog's entry for the form, if there is anything to fill."""
    roots = fields.finish() if fields else []
    if not roots:
        return ""
    dingbats = file.add("<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>")
    form = file.add(
        f"<< /Fields {op.refs(roots)} /DA (/{ALIAS} 0 Tf 0 g) /DR << /Font "
        f"<< /{ALIAS} {op.ref(fonts.form())} /ZaDb {op.ref(dingbats)} >> >> >>"
    )
    return f" /AcroForm {op.ref(form)}"


def _outline(file: File, bookmarks: list[tuple[str, str]]) -> str:
    """The catalog's entry for the outline, one level deep."""
    if not bookmarks:
        return ""
    root = file.reserve()
    first, last = root + 1, root + len(bookmarks)
    for number, (title, target) in enumerate(bookmarks, first):
        before = f" /Prev {op.ref(number - 1)}" if number > first else ""
        after = f" /Next {op.ref(number + 1)}" if number < last else ""
        entries = f"/Title {op.text_string(title)} /Parent {op.ref(root)} /Dest {target}"
        file.add(f"<< {entries}{before}{after} >>")
    count = f"/First {op.ref(first)} /Last {op.ref(last)} /Count {len(bookmarks)}"
    file.put(root, f"<< /Type /Outlines {count} >>")
    return f" /Outlines {op.ref(root)}"


def _finished(sheet: Sheet, pages: Pages, entries: str) -> bytes:
    """The file, its catalog holding `entries` and what the document says about itself."""
    file, moment, producer = sheet.file, timestamp(pages.date), f"prepsheet {__version__}"
    packed = packet(pages, moment, producer)
    metadata = file.add_stream("/Type /Metadata /Subtype /XML", packed, compress=False)
    catalog = file.add(
        f"<< /Type /Catalog {entries}{_outline(file, sheet.bookmarks)} "
        f"/Lang {op.text_string(pages.language)} /ViewerPreferences << /DisplayDocTitle true >> "
        f"/StructTreeRoot {op.ref(sheet.tree.finish())} /MarkInfo << /Marked true >> "
        f"/Metadata {op.ref(metadata)} >>"
    )
    return file.finish(catalog, file.add(information(pages, moment, producer)))
