"""From the document to pages in place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from msgspec.structs import replace as changed

from prepsheet.brand import NO_BRAND, Brand
from prepsheet.document import Document, Frame, Furniture, Page, TextField
from prepsheet.problems import FitError
from prepsheet.typeset import masthead, pages
from prepsheet.typeset.addendum import further_pages, longest
from prepsheet.typeset.coverage import unprintable
from prepsheet.typeset.designs import DESIGNS
from prepsheet.typeset.fallback import Fonts, using
from prepsheet.typeset.fit import attempt, fit, too_wide
from prepsheet.typeset.furniture import furniture
from prepsheet.typeset.ink import mono, tinted
from prepsheet.typeset.masthead import foot_width
from prepsheet.typeset.mirror import mirrored
from prepsheet.typeset.relayout import relaid
from prepsheet.typeset.running import foot_height
from prepsheet.typeset.setting import PAPERS, Mode, Placed, Setting
from prepsheet.typeset.shrink import walk
from prepsheet.typeset.soundness import require_sound
from prepsheet.typeset.text import TooWide
from prepsheet.typeset.typed import typed
from prepsheet.writing.direction import from_right

__all__ = ["Fonts", "Mode", "foot_width", "mono", "tinted", "typeset", "unprintable"]


@dataclass(frozen=True, slots=True)
class _Made:
    """A page in place, what fitting left out of it, and the fields whose answer goes on elsewhere."""

    page: pages.Page
    dropped: tuple[str, ...] = ()
    continued: tuple[TextField, ...] = ()


def typeset(
    document: Document,
    *,
    mode: Mode = "form",
    file: str = "",
    fonts: Fonts | None = None,
    brand: Brand = NO_BRAND,
) -> pages.Pages:
    """Place every page of a document, with fields to fill on screen or room for a pen.

    Answers too long for their page go on a further one, where the document has words for that.
    `file` is what an error names as its place, the sheet by default; `fonts` are those for characters
    that the shipped ones lack, by default the system's. A `brand` and the code of the origin stand around
    the text, which is the same without them. Raises `InputError` for what no
    page can have, `FitError` for a page that can't be made to fit.
    """
    require_sound(document, file or document.sheet)
    design = DESIGNS[document.preset]
    setting = Setting(
        mode,
        document.paper,
        document.measure,
        document.column,
        document.gutter,
        design,
        rtl=from_right(document.language),
        brand=brand,
        code=document.origin.code,
    )
    with using(fonts):
        if design.column:
            document, setting = relaid(document, design.column, setting)
        made, begins = _whole(document, setting, file or document.sheet)
    placed = tuple(mirrored(each.page) if setting.rtl else each.page for each in made)
    whole = pages.Pages(
        title=document.title,
        language=document.language,
        author=document.author,
        subject=document.subject,
        date=document.date,
        pages=placed,
        typed=typed(placed, fonts or Fonts()),
        dropped=(*document.left_out, *(name for each in made for name in each.dropped)),
        continued=tuple(begins.items()),
        rtl=setting.rtl,
        origin=document.origin,
    )
    return mono(whole) if design.column and design.column.black else whole


def _whole(document: Document, setting: Setting, file: str) -> tuple[list[_Made], dict[str, int]]:
    """All pages, and on which of them the answers go on that are too long for their box."""
    made = _pages(document, setting, file)
    fields = [field for each in made for field in each.continued]
    if not document.addendum or not fields:
        return made, {}
    further, begins = further_pages(document, document.addendum, fields, setting)
    see = {path: document.addendum.see.replace("{page}", str(page)) for path, page in begins.items()}
    whole = changed(document, pages=(*document.pages, *further))
    return _pages(whole, replace(setting, continued=see), file), begins


def _pages(document: Document, setting: Setting, file: str) -> list[_Made]:
    count = len(document.pages)
    return [
        _page(
            changed(page, furniture=_numbered(page.furniture, number, count, setting)),
            setting,
            document,
            file,
            number,
        )
        for number, page in enumerate(document.pages, 1)
    ]


def _numbered(block: Furniture, number: int, count: int, setting: Setting) -> Furniture:
    """The furniture with the page's number at its foot, where there are several."""
    if count == 1 or not block.page:
        return changed(block, page="")
    page = block.page.replace("{page}", str(number)).replace("{pages}", str(count))
    if setting.design.column:
        return changed(block, page=page)
    return changed(block, footer_left=", ".join(filter(None, (block.footer_left, page))))


def _page(page: Page, setting: Setting, document: Document, file: str, number: int) -> _Made:
    width, height = PAPERS[setting.paper]
    x = (width - setting.measure) / 2
    try:
        before, after = furniture(page.furniture, x, setting, number)
    except TooWide as fault:
        raise FitError([too_wide(fault, file)]) from None
    fitted = [_frame(frame, x, setting, document, file) for frame in page.frames]
    text = tuple(node for placed, *_ in fitted for node in placed.nodes)
    is_last = number == len(document.pages)
    closing, gone = _closing(page, x, fitted[-1][0].height, setting) if is_last else ((), ())
    return _Made(
        pages.Page(width, height, (*before, *text, *closing, *after)),
        (*(name for _, dropped, _ in fitted for name in dropped), *gone),
        tuple(field for *_, fields in fitted for field in fields),
    )


def _closing(
    page: Page, x: float, height: float, setting: Setting
) -> tuple[tuple[pages.Node, ...], tuple[str, ...]]:
    """The office's lines at the end of a column that is so high, and those for which there is no room."""
    column = setting.design.column
    if not column or not setting.brand.rows:
        return (), ()
    below = max(column.foot, foot_height(page.furniture, setting))
    bottom = PAPERS[setting.paper][1] - below
    return masthead.closing(x, page.frames[-1].top + height, bottom, setting)


def _frame(
    frame: Frame, x: float, setting: Setting, document: Document, file: str
) -> tuple[Placed, tuple[str, ...], tuple[TextField, ...]]:
    """A frame in place. Where it holds too much, its longest answers are shortened one after the other."""
    see = dict(setting.continued)
    while document.addendum:
        if fitted := attempt(frame, x, replace(setting, continued=see), document.fit):
            fields = (part for part in walk(frame) if isinstance(part, TextField))
            return *fitted, tuple(field for field in fields if field.path in see)
        if (field := longest(frame, see)) is None:
            break
        see[field.path] = document.addendum.see
    return *fit(frame, x, setting, document.fit, file), ()
