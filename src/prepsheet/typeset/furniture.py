"""What stands around the text: navigator, whose sheet it is, foot, fold marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from msgspec.structs import replace as changed

from prepsheet.document import Furniture, TextField
from prepsheet.typeset import fields, masthead
from prepsheet.typeset.masthead import EDGE
from prepsheet.typeset.pages import Artifact, Mark, Node, Polygon, Rect, Rule, Tag, Text
from prepsheet.typeset.running import running
from prepsheet.typeset.setting import PAPERS, Setting
from prepsheet.typeset.styles import BOLD, Style, resized
from prepsheet.typeset.text import Line, TooWide, one_line, place, plain, set_text, stack_lines, text_width

NAVIGATOR_TOP, SEGMENTS, APART = 24.0, 6, 12.0
OWNER_TOP, OWNER_TRAY, OWNER_ROOM = 61.0, 108.0, 143.0
"""A title is at most 325 of 480 wide; the owner has the room beside it."""

STRIP_TOP, STRIP_RULE, STRIP_LINES = 30.0, 0.75, 2
STRIP_SIZES = (11.0, 10.5, 10.0)
FOOT, FOOT_LINES = 40.0, 2
FOLD_TICK = 12.0
GAP = "\u00a0\u00a0"


def furniture(
    block: Furniture, x: float, setting: Setting, page: int = 1
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The nodes before the text and those after it, the text area of this `page` beginning at `x`."""
    corners = [*masthead.logo(block, x, setting, page), *masthead.code(block, x, setting, page)]
    if setting.design.column:
        before, after = running(block, x, setting)
        return (*corners, *before), after
    head = [*_navigator(block, x, setting), *_strip(block, x, setting), *_owner(block, x, setting)]
    return (*corners, *head), (*_foot(block, x, setting, page), *_fold(block, setting))


def _navigator(block: Furniture, x: float, setting: Setting) -> list[Node]:
    """The six sheets of the series, the present one in bold over a bar: a stack sorts by it."""
    if not block.navigator:
        return []
    if len(block.navigator) > SEGMENTS:
        raise TooWide(block.navigator[SEGMENTS], 0, "navigator")
    micro = setting.style("micro")
    start = masthead.beside_logo(x, setting)
    pitch = (x + setting.measure + APART - start) / SEGMENTS
    segment = pitch - APART
    marks: list[Mark] = []
    for n, name in enumerate(block.navigator, 1):
        left, foot = start + (n - 1) * pitch, NAVIGATOR_TOP + 16
        current = n == block.current
        style = replace(micro, font=BOLD) if current else micro
        _, line = one_line(f"{n}{GAP}{name}", (style,), segment)
        marks += place(line, left, NAVIGATOR_TOP, style)
        if current:
            marks.append(Rect(left, foot - 4, segment, 4, fill="accent"))
        else:
            marks.append(Rule(left, foot - 0.3, left + segment, foot - 0.3, setting.design.frame))
    return [Artifact(tuple(marks), "header")]


def _strip(block: Furniture, x: float, setting: Setting) -> list[Node]:
    """A line across the top: what the page is for at the left, when and where at the right.

    Where both don't fit on one line, the right half takes the next; smaller where two are not enough.
    """
    strip = setting.style("strip")
    width = masthead.before_code(x, setting) - x
    for style in (resized(strip, size, strip.leading) for size in STRIP_SIZES):
        left = set_text(block.strip_left, style, width, as_sheet=True)
        right = set_text(block.strip_right, style, width, as_sheet=True)
        if not left:
            return []
        both = sum(line.width for line in (*left, *right)) + APART
        beside = not right or (len(left) == len(right) == 1 and both <= width)
        lines = len(left) if beside else len(left) + len(right)
        if lines <= STRIP_LINES:
            return _placed_strip(left, right, beside, x, width, style)
    longer = max(plain(block.strip_left), plain(block.strip_right), key=len)
    raise TooWide(longer, 0, "the line at the top")


def _placed_strip(
    left: tuple[Line, ...], right: tuple[Line, ...], beside: bool, x: float, width: float, style: Style
) -> list[Node]:
    below = STRIP_TOP + len(left) * style.leading
    at, top = (x + width - right[0].width, STRIP_TOP) if right and beside else (x, below)
    heading = stack_lines(left, x, STRIP_TOP, style)
    rest = stack_lines(right, at, top, style)
    foot = (below if beside else below + len(right) * style.leading) + 4
    rule = Artifact((Rule(x, foot, x + width, foot, STRIP_RULE),))
    return [Tag("H1", heading), *([Tag("P", rest)] if rest else []), rule]


def _owner(block: Furniture, x: float, setting: Setting) -> list[Node]:
    """Whose sheet it is, at the top right; a line for the name where it is not known."""
    right = x + setting.measure
    if block.owner:
        style, lines = _name_lines(block.owner, setting)
        top = OWNER_TOP - (4 if len(lines) > 1 else 0)
        below = top + len(lines) * style.leading
        owner = _flush_right(lines, right, top, style)
        note = setting.style("hint")
        _, date = one_line(block.owner_note, (note,), OWNER_ROOM)
        return [Tag("P", (*owner, *_flush_right((date,), right, below, note)))]
    if not block.owner_label:
        return []
    style = setting.style("question")
    left = right - OWNER_TRAY
    _, label = one_line(block.owner_label, (style,), OWNER_ROOM - OWNER_TRAY)
    tray = fields.tray(
        TextField(path="basics.name", label=block.owner_label), left, OWNER_TOP - 1, OWNER_TRAY, setting
    )
    return [Tag("P", place(label, left - label.width - 5, OWNER_TOP + 8, style)), *tray.nodes]


def _name_lines(name: str, setting: Setting) -> tuple[Style, tuple[Line, ...]]:
    """A name on one line, smaller if need be; a very long one on two."""
    label = setting.style("label")
    for size, leading, most in ((11, 14, 1), (10, 12, 1), (9, 11, 2)):
        style = resized(label, size, leading)
        lines = set_text(name, style, OWNER_ROOM)
        if len(lines) <= most:
            return style, lines
    raise TooWide(name, sum(len(piece.text) for line in lines[:2] for piece in line.pieces), "basics.name")


def _foot(block: Furniture, x: float, setting: Setting, number: int) -> list[Node]:
    """Sheet and page at the left, the office in the middle, what comes next at the right.

    Where they don't fit beside each other, the left takes a second line, and the office with it.
    Sheet and page repeat what is known, so they are an artifact; the rest is said here only.
    A brand's office has lines of its own below, in place of the one that the profile names.
    """
    said = len(masthead.rows(block, setting))
    if said:
        turn_over = block.footer_right if block.continues else ""
        block = changed(block, footer_middle="", footer_right=turn_over)
    micro = setting.style("micro")
    right = x + setting.measure - (10 if block.continues else 0)
    _, turn = one_line(block.footer_right, (micro,), setting.measure / 2)
    end = right - turn.width - APART
    style, top = _foot_lines(len(set_text(block.footer_left, micro, end - x, as_sheet=True)), said, setting)
    page, office = _foot_left(block, x, top, end, style, setting)
    ahead = tuple(_flush_right((turn,), right, top, style))
    arrow = (_arrow(x + setting.measure, top + style.leading / 2 + 0.5),) if block.continues else ()
    repeated = [Artifact((*page, *arrow), "footer")] if page or arrow else []
    below = masthead.office(block, x, top + style.leading, style, setting, number)
    return [*repeated, *(Tag("P", marks) for marks in (office, ahead) if marks), *below]


def _foot_lines(own: int, said: int, setting: Setting) -> tuple[Style, float]:
    """The style of the foot, and where the last of its own lines begins that has so many others below it."""
    bottom = PAPERS[setting.paper][1]
    if not said:
        return setting.style("micro"), bottom - FOOT
    style = masthead.foot_style(max(1, own) + said, setting)
    return style, bottom - EDGE - (1 + said) * style.leading


def _arrow(tip: float, y: float) -> Polygon:
    return Polygon(((tip - 5, y - 3.5), (tip - 5, y + 3.5), (tip, y)))


def _foot_left(
    block: Furniture, x: float, top: float, end: float, style: Style, setting: Setting
) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """The marks of sheet and page, and those of the office: beside each other, else the office above."""
    page = set_text(block.footer_left, style, end - x, as_sheet=True)
    office = set_text(block.footer_middle, style, setting.measure, as_sheet=True)
    width = text_width(block.footer_middle, style)
    middle = x + (setting.measure - width) / 2
    first = top - (len(page) - 1) * style.leading
    taken = max((line.width for line in page), default=0.0)
    placed = stack_lines(page, x, first, style)
    if len(office) <= 1 and x + taken + 12 <= middle and middle + width <= end:
        return placed, stack_lines(office, middle, top, style)
    if len(office) + len(page) > FOOT_LINES:
        raise TooWide(max(block.footer_left, block.footer_middle, key=len), 0, "the line at the foot")
    return placed, stack_lines(office, x, first - len(office) * style.leading, style)


def _fold(block: Furniture, setting: Setting) -> list[Node]:
    """Ticks at half the height, where the page is folded, and a word that says so."""
    if not block.fold:
        return []
    width, height = PAPERS[setting.paper]
    half, side, style = height / 2, (width - setting.measure) / 2, setting.style("micro")
    marks: list[Mark] = [
        Rule(EDGE, half, EDGE + FOLD_TICK, half, 0.75),
        Rule(width - EDGE - FOLD_TICK, half, width - EDGE, half, 0.75),
        *place(one_line(block.fold, (style,), side - EDGE)[1], EDGE, half - 12, style),
    ]
    return [Artifact(tuple(marks))]


def _line(text: str, x: float, top: float, style: Style) -> list[Text]:
    return [m for line in set_text(text, style, 10_000) for m in place(line, x, top, style)]


def _flush_right(lines: Iterable[Line], right: float, top: float, style: Style) -> list[Text]:
    return [
        mark
        for n, line in enumerate(lines)
        for mark in place(line, right - line.width, top + n * style.leading, style)
    ]
