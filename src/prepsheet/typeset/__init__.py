"""From the document to pages in place."""

from __future__ import annotations

from prepsheet.document import Document, Page
from prepsheet.problems import FitError
from prepsheet.typeset import pages
from prepsheet.typeset.coverage import unprintable
from prepsheet.typeset.fallback import Fonts, using
from prepsheet.typeset.fit import fit, too_wide
from prepsheet.typeset.furniture import furniture
from prepsheet.typeset.ink import mono
from prepsheet.typeset.setting import PAPERS, Mode, Setting
from prepsheet.typeset.soundness import require_sound
from prepsheet.typeset.text import TooWide
from prepsheet.typeset.typed import typed

__all__ = ["Fonts", "mono", "typeset", "unprintable"]


def typeset(
    document: Document, *, mode: Mode = "form", file: str = "", fonts: Fonts | None = None
) -> pages.Pages:
    """Place every page of a document, with fields to fill on screen or room for a pen.

    `file` is what an error names as its place, the sheet by default; `fonts` are those for characters
    that the shipped ones lack, by default the system's. Raises `InputError` for what no
    page can have, `FitError` for a page that can't be made to fit.
    """
    require_sound(document, file or document.sheet)
    setting = Setting(mode, document.paper, document.measure, document.column, document.gutter)
    with using(fonts):
        made = [_page(page, setting, document.fit, file or document.sheet) for page in document.pages]
    placed = tuple(page for page, _ in made)
    return pages.Pages(
        title=document.title,
        language=document.language,
        author=document.author,
        subject=document.subject,
        date=document.date,
        pages=placed,
        typed=typed(placed, fonts or Fonts()),
        dropped=(*document.left_out, *(name for _, names in made for name in names)),
    )


def _page(
    page: Page, setting: Setting, ways: tuple[str, ...], file: str
) -> tuple[pages.Page, tuple[str, ...]]:
    width, height = PAPERS[setting.paper]
    x = (width - setting.measure) / 2
    try:
        before, after = furniture(page.furniture, x, setting)
    except TooWide as fault:
        raise FitError([too_wide(fault, file)]) from None
    fitted = [fit(frame, x, setting, ways, file) for frame in page.frames]
    text = tuple(node for placed, _ in fitted for node in placed.nodes)
    dropped = tuple(name for _, names in fitted for name in names)
    return pages.Page(width, height, (*before, *text, *after)), dropped
