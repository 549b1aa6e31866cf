"""A document relaid in one column over as many pages as it takes, for readers who need larger type.

The text is the same, and so are the fields. A page ends where the next unit has no room: a heading
stays with what follows it, a question with its field, the fields of one entry with each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from math import inf

from msgspec.structs import replace as changed

from prepsheet.document import Block, Document, Frame, Furniture, Heading, Page
from prepsheet.typeset import shrink
from prepsheet.typeset.designs import Column
from prepsheet.typeset.fit import SPACES
from prepsheet.typeset.flow import stack
from prepsheet.typeset.one_column import Unit, fields_of, units
from prepsheet.typeset.running import foot_height
from prepsheet.typeset.setting import PAPERS, Setting
from prepsheet.typeset.text import TooWide

COLUMNS, GUTTER = 12, 12.0
PART = 0.5
"""The part of a page that a group may take and still be moved to the next as a whole."""


def relaid(document: Document, column: Column, setting: Setting) -> tuple[Document, Setting]:
    """The document in one column, and the setting for its pages.

    To keep to the sides of paper that it may take it is set smaller, then leaves out what its layout
    lets go. If even that is not enough, nothing is left out, and it takes more paper.
    """
    narrow = (column.measure - (COLUMNS - 1) * GUTTER) / COLUMNS
    setting = replace(setting, measure=column.measure, column=narrow, gutter=GUTTER)
    tries = ((_pages(less, column, step), gone, step) for less, gone, step in _states(document, setting))
    kept = (each for each in tries if not document.sides or len(each[0]) <= document.sides)
    pages, gone, step = next(kept, None) or (_pages(document, column, setting), (), setting)
    return changed(document, pages=pages, fit=(), left_out=(*document.left_out, *gone)), step


def _states(document: Document, setting: Setting) -> Iterator[tuple[Document, tuple[str, ...], Setting]]:
    """The document as it is; set smaller; without what its layout lets go, and what that is."""
    yield document, (), setting
    setting = replace(setting, tight=replace(setting.tight, small=True))
    yield document, (), setting
    for rank in shrink.ranks(document):
        yield *shrink.without(document, rank), setting


def _pages(document: Document, column: Column, setting: Setting) -> tuple[Page, ...]:
    """The fewest pages for each page of the layout, as roomy as they may be."""
    steps = [replace(setting, tight=replace(setting.tight, space=space)) for space in range(SPACES + 1)]
    return tuple(
        relaid_page
        for page in document.pages
        for relaid_page in min((_filled(page, column, step) for step in steps), key=len)
    )


def _filled(page: Page, column: Column, setting: Setting) -> list[Page]:
    furniture = _furniture(page.furniture)
    room = PAPERS[setting.paper][1] - column.top - max(column.foot, foot_height(furniture, setting))
    filler = _Filler(room, setting)
    for group in _groups(units(page, setting)):
        filler.put(group)
    frames = (Frame(top=column.top, height=room, blocks=tuple(blocks)) for blocks in filler.pages)
    return [Page(frames=(frame,), furniture=furniture) for frame in frames]


def _furniture(block: Furniture) -> Furniture:
    """What still stands around the text: bars for the series, words for it at the foot, page numbers."""
    series = ""
    if block.navigator and block.current:
        series = block.series.replace("{sheets}", str(len(block.navigator)))
        series = series.replace("{sheet}", str(block.current))
    foot = ", ".join(filter(None, (block.footer_left, series)))
    return Furniture(navigator=block.navigator, current=block.current, footer_left=foot, page=block.page)


def _groups(all_units: Iterable[Unit]) -> list[list[Unit]]:
    """Units that belong together: a heading, what it says, and the fields below it."""
    groups: list[list[Unit]] = []
    for unit in all_units:
        if groups and _stays(groups[-1][-1], unit):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return groups


def _stays(above: Unit, unit: Unit) -> bool:
    last, first = above.blocks[-1], unit.blocks[0]
    if unit.stays or isinstance(last, Heading):
        return True
    return not isinstance(first, Heading) and _asks(unit)


def _asks(unit: Unit) -> bool:
    return any(any(fields_of(block)) for block in unit.blocks)


class _Filler:
    """Fills pages with groups of units; `room` is the height of a page, in points."""

    def __init__(self, room: float, setting: Setting) -> None:
        self._room, self._setting = room, setting
        self._left = room
        self.pages: list[list[Block]] = []

    def put(self, group: list[Unit]) -> None:
        """Adds a group to the last page or a new one, in parts where it would leave much of a page empty."""
        blocks = [block for unit in group for block in unit.blocks]
        fresh = _heading_a_page([*group[0].again, *blocks])
        most = self._room if len(group) == 1 else self._room * PART
        if self.pages and self._height(blocks) <= self._left:
            self._add(blocks)
        elif self._height(fresh) > most and len(parts := _parts(group)) > 1:
            for part in parts:
                self.put(part)
        else:
            self.pages.append([])
            self._left = self._room
            self._add(fresh)

    def _add(self, blocks: list[Block]) -> None:
        self.pages[-1] += blocks
        self._left -= self._height(blocks)

    def _height(self, blocks: list[Block]) -> float:
        """How high blocks are; endless if they are too wide: what then is to be said is found later."""
        try:
            return stack(tuple(blocks), 0, 0, self._setting.measure, self._setting).height
        except TooWide:
            return inf


def _heading_a_page(blocks: list[Block]) -> list[Block]:
    return [changed(blocks[0], before=(0.0,)), *blocks[1:]]


def _parts(group: list[Unit]) -> list[list[Unit]]:
    """A group taken apart: into the entries that its fields are about, then units, at last single blocks.

    What leads up to the first field stays with it, and what closes a page with what is above.
    """
    if len(group) == 1:
        return [[group[0]._replace(blocks=(block,))] for block in group[0].blocks]
    parts = _cut(group, lambda above, unit: bool(unit.entry) and unit.entry == above.entry)
    return parts if len(parts) > 1 else _cut(group, lambda _, __: False)


def _cut(group: list[Unit], belong: Callable[[Unit, Unit], bool]) -> list[list[Unit]]:
    parts = [group[:1]]
    for above, unit in pairwise(group):
        if unit.stays or not _asks(above) or belong(above, unit):
            parts[-1].append(unit)
        else:
            parts.append([unit])
    return parts
