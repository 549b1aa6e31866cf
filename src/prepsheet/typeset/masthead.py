"""The office's part of what stands around the text, and the code of the page.

All of it has places of its own, which the text never takes: nothing that is printed moves for it but
other furniture. The logo is at the side that reading starts from, the code in the other corner, what
the office says of itself at the foot. In one column there is no room at the foot for larger type: there
it closes the last page, if that has room.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from prepsheet import codes
from prepsheet.brand import Brand
from prepsheet.document import Furniture, Inline, Run
from prepsheet.typeset.pages import Artifact, Code, Mark, Node, Picture, Tag, Text
from prepsheet.typeset.setting import PAPERS, Setting
from prepsheet.typeset.styles import STYLES, Style, resized
from prepsheet.typeset.text import TooWide, one_line, place, plain, set_text, stack_lines, text_width

EDGE = 18.0
"""What every laser printer prints begins this far from the edge of the paper."""

LOGO, STRIP_LOGO, COLUMN_LOGO = (70.0, 22.0), (70.0, 11.0), (100.0, 30.0)
"""The boxes of logos: beside the navigator, above a strip, and beside the bars of one column."""
GAP = 12.0

CODE = 21 * 72 / 50.8
"""The side of a code: the 21 modules of the smallest, half a millimetre each."""
QUIET = CODE * 4 / 21
CODE_BASE, STRIP_CODE_BASE, COLUMN_CODE_BASE = 51.0, 24.5, 53.0
"""Where the letters of a code stand: at its foot; above a strip; below the bars of one column."""

FOOT, FOOT_LEADING = 38.0, 11.0
"""The height of the foot, which the text leaves free, and the most that lines in it are apart."""


def is_strip(block: Furniture) -> bool:
    """Whether a line across the top heads the page."""
    return bool(plain(block.strip_left))


def beside_logo(x: float, setting: Setting) -> float:
    """Where the head of a page begins: after the logo, if there is one."""
    box, _ = COLUMN_LOGO if setting.design.column else LOGO
    return x + box + GAP if setting.brand.logo else x


def before_code(x: float, setting: Setting) -> float:
    """Where the head of a page ends: with the text, or before the code if that is nearer."""
    corner = PAPERS[setting.paper][0] - EDGE - CODE - QUIET
    return min(x + setting.measure, corner) if setting.code else x + setting.measure


def logo(block: Furniture, x: float, setting: Setting, page: int) -> list[Node]:
    """The logo in its box, at its foot: what it says on the first page is only repeated on others."""
    logo = setting.brand.logo
    if not logo:
        return []
    column = setting.design.column
    box = STRIP_LOGO if is_strip(block) else COLUMN_LOGO if column else LOGO
    width, height = logo.fitted(*box)
    picture = Picture(x, EDGE + box[1] - height, width, height, logo)
    return [Tag("Figure", (picture,), logo.alt) if page == 1 else Artifact((picture,), "header")]


def code(block: Furniture, x: float, setting: Setting, page: int) -> list[Node]:
    """The code of the page in its corner, and its letters beside it for those who have to type it."""
    if not setting.code:
        return []
    import segno  # few sheets have a code

    said = codes.of_page(setting.code, page)
    column = setting.design.column
    style = _small(setting.style("body"), setting) if column else setting.style("micro")
    base = STRIP_CODE_BASE if is_strip(block) else COLUMN_CODE_BASE if column else CODE_BASE
    _, line = one_line(said, (style,), setting.measure)
    letters = place(line, before_code(x, setting) - line.width, 0, style)
    rows = segno.make(said, error="m", boost_error=False, micro=False).matrix
    cells = tuple("".join(map(str, row)) for row in rows)
    square = Code(PAPERS[setting.paper][0] - EDGE - CODE, EDGE, CODE, cells)
    marks: list[Mark] = [square, *(replace(mark, y=base) for mark in letters)]
    return [Artifact(tuple(marks), "header")]


def _small(style: Style, setting: Setting) -> Style:
    return resized(style, *setting.design.small["body"])


def rows(block: Furniture, setting: Setting) -> tuple[Inline, ...]:
    """What the office says at the foot, line by line; a strip's page has room for the first."""
    told = _office(setting.brand)
    return told[:1] if is_strip(block) else told


def _office(brand: Brand) -> tuple[Inline, ...]:
    """An office's lines: its name stands out."""
    others = brand.contact.removeprefix(brand.name)
    contact = (Run(brand.name, "strong"), Run(others)) if brand.contact else ()
    return tuple(filter(None, (contact, brand.place)))


def foot_width(text: str) -> float:
    """The width of a line of the office at the foot, in points, as if all of it were strong."""
    micro = STYLES["micro"]
    return text_width(text, replace(micro, font=micro.strong_font))


def foot_style(count: int, setting: Setting) -> Style:
    """The style of so many lines at the foot: closer where there are more than three."""
    micro = setting.style("micro")
    return resized(micro, micro.size, min(FOOT_LEADING, FOOT / count))


def office(block: Furniture, x: float, top: float, style: Style, setting: Setting, page: int) -> list[Node]:
    """The lines of the office: said on the first page, on others only repeated."""
    marks: list[Text] = []
    for number, row in enumerate(rows(block, setting)):
        lines = set_text(row, style, setting.measure, as_sheet=True)
        if len(lines) > 1:
            raise TooWide(plain(row), 0, "the office's line at the foot")
        marks += stack_lines(lines, x, top + number * style.leading, style)
    if not marks:
        return []
    return [Tag("P", tuple(marks)) if page == 1 else Artifact(tuple(marks), "footer")]


def closing(
    x: float, top: float, bottom: float, setting: Setting
) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """What the office says of itself at the end of a column, so much of which is free, and what it can't.

    Its second line goes first, then how to reach it.
    """
    brand, style = setting.brand, setting.style("body")
    for told, gone in (
        (_office(brand), ()),
        (_office(brand)[:1], (brand.place,)),
        (_office(replace(brand, reach=()))[:1], (*brand.reach, brand.place)),
    ):
        lines = [set_text(row, style, setting.measure, as_sheet=True) for row in told]
        height = sum(map(len, lines)) * style.leading
        if top + style.leading + height <= bottom:
            starts = accumulate((len(row) * style.leading for row in lines), initial=bottom - height)
            nodes = (Tag("P", stack_lines(row, x, at, style)) for row, at in zip(lines, starts, strict=False))
            return tuple(nodes), tuple(filter(None, gone))
    return (), brand.rows
