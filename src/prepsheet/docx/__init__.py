"""The Word backend: a `Document` becomes an answer draft that a person edits and sends back."""

from __future__ import annotations

from prepsheet.brand import NO_BRAND, Brand
from prepsheet.document import Document


def render(document: Document, brand: Brand = NO_BRAND, theirs: str = "") -> bytes:
    """The document as the bytes of a .docx file; the same document always gives the same bytes.

    A `brand` stands in its header and footer. `theirs` is the person's own language, a tag such as
    `ar-EG`, where it is known: it tells what letters are in that several languages share.

    Raises InputError if a block, or a paragraph style, has no place in a Word draft, or if two
    regions or checks share a path: each of these is a fault of the layout, never of the data.
    """
    # python-docx takes longer to load than a draft takes to write: only those who render pay for it.
    from prepsheet.docx.package import package

    return package(document, brand, theirs)
