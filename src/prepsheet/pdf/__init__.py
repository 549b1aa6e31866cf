"""Typeset pages to PDF: tagged, fillable, and the same bytes every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prepsheet.typeset.pages import Pages


def render(pages: Pages, *, interactive: bool = True) -> bytes:
    """The PDF of `pages`: tagged (PDF/UA-1), and fillable; values become ink if not `interactive`.

    The bytes depend on the pages alone (and on SOURCE_DATE_EPOCH, where that is set). Pages that
    can't be made an accessible document raise ValueError: ink without a tag, a field without a
    label, two fields of one name. They are bugs of whoever made the pages.
    """
    from prepsheet.pdf.write import write

    return write(pages, interactive)


def fragment(pages: Pages) -> bytes:
    """The same pages for a print file (`book.Book`), values as ink. Raises ValueError as `render` does."""
    from prepsheet.pdf.fragments import fragment, packed

    return packed(fragment(pages))
