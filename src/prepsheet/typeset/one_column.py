"""A page of a layout as units in one column: what stood side by side comes one under the other.

Nothing is said twice and nothing gets lost. What served the eye in several columns goes: heads over
columns, as every field then has its label in print, and marks without words of their own, but for
those that hang at the left of a row. What stood around the text comes into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import ceil
from typing import NamedTuple, TypeGuard, TypeVar

from msgspec.structs import replace

from prepsheet.document import (
    Block,
    Bullets,
    Cell,
    Check,
    Checks,
    Choice,
    Furniture,
    Heading,
    Inline,
    Matrix,
    MatrixRow,
    Page,
    Paragraph,
    Row,
    Run,
    Scale,
    Select,
    Table,
    TextField,
    runs,
)
from prepsheet.typeset.setting import Setting
from prepsheet.typeset.text import plain, text_width

COLUMNS = 12
TIGHTER = 0.1
"""By what part a step of tightness takes air from between blocks."""

WORD = re.compile(r"\w+")
BETWEEN, PARTS, APART = 4.0, 12.0, "  "
"""Space between what stood in two cells and before a cell with a heading; what parts run-in words."""

BESIDE = 8.0
"""From the scales of a matrix to the gap between them, and from its label to its box."""

Entry = TextField | Select | Choice | Check
AnyBlock = TypeVar("AnyBlock", bound=Block)


class Unit(NamedTuple):
    """Blocks that stay on one page. Where they begin a page, `again` is repeated above them.

    `entry` is the entry of the profile that its fields are about. One that `stays` is not parted from
    what is above it.
    """

    blocks: tuple[Block, ...]
    again: tuple[Block, ...] = ()
    entry: str = ""
    stays: bool = False


def units(page: Page, setting: Setting) -> list[Unit]:
    """All that is on a page, in the order of reading."""
    column, around = _Column(setting), page.furniture
    blocks = tuple(block for frame in page.frames for block in frame.blocks)
    made = list(column.units(_surrounded(around, blocks)))
    turn = Paragraph(text=around.footer_right, before=(PARTS,))
    return [*made, *(unit._replace(stays=True) for unit in column.units((turn,)) if around.continues)]


def _surrounded(block: Furniture, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The text of a page with what stood around it: whose sheet it is comes after its title and lead."""
    head = [Heading(level=1, style="strip", text=block.strip_left)] if plain(block.strip_left) else []
    first = [Paragraph(text=text) for text in (block.strip_right,) if plain(text)]
    count = next((n for n, part in enumerate(blocks) if not _opens(part)), len(blocks))
    return (*head, *first, *blocks[:count], *_owner(block), *blocks[count:])


def _opens(block: Block) -> bool:
    match block:
        case Heading(level=1) | Paragraph(style="lead"):
            return True
        case _:
            return False


def _owner(block: Furniture) -> Iterator[Block]:
    if block.owner:
        note = f", {block.owner_note}" if block.owner_note else ""
        yield Paragraph(text=(Run(block.owner, "strong"), Run(note)), before=(PARTS,))
    elif block.owner_label:
        yield TextField(path="basics.name", label=block.owner_label, show_label="left", before=(BETWEEN,))
    if office := block.footer_middle if block.continues else block.footer_right:
        yield Paragraph(text=office)


class _Column:
    """Puts blocks into the column. `_said` are the labels, `_words` all words, printed close above."""

    def __init__(self, setting: Setting) -> None:
        assert setting.design.column
        self._setting = setting
        self._air = setting.design.column.air * (1 - TIGHTER * setting.tight.space)
        self._said: list[str] = []
        self._words: set[str] = set()
        self._after_field = False

    def units(self, blocks: Iterable[Block]) -> Iterator[Unit]:
        heads: tuple[Block, ...] = ()
        for block in blocks:
            match block:
                case Row():
                    made = self._row(block)
                    again = heads if _has_fields(block) else ()
                    yield from (unit._replace(again=again) for unit in made)
                    if not again:
                        heads = _without_space(made[0].blocks) if _only_paragraphs(block) and made else ()
                case Matrix():
                    yield from self._matrix(block)
                case Table():
                    yield from self._table(block)
                case _:
                    yield from (Unit((each,), entry=_entry(each)) for each in self._leaf(block))
            heads = heads if isinstance(block, Row) else ()

    def _row(self, block: Row) -> list[Unit]:
        """One unit, or one for each cell that has a heading."""
        self._forget()
        hanging, cells = _hanging(block.cells)
        made: list[list[Block]] = []
        for cell in cells:
            inside = self._cell(cell)
            if not inside:
                continue
            if made and (hanging or not isinstance(inside[0], Heading)):
                least = 0.0 if isinstance(inside[0], Paragraph) else BETWEEN
                least = PARTS if isinstance(made[-1][-1], Row) else least
                made[-1] += [self._lowered(inside[0], least), *inside[1:]]
            else:
                least = max(self._setting.space(block.before), PARTS if len(cells) > 1 else 0.0)
                made.append([self._lowered(inside[0], least), *inside[1:]])
        if hanging and made:
            made = [[_hung(hanging, made[0])]]
        return [Unit(tuple(blocks), entry=_entry(*fields_of(block))) for blocks in made]

    def _lowered(self, block: AnyBlock, least: float) -> AnyBlock:
        """A block with so much space above it, if it has not more."""
        return replace(block, before=(max(block.before[0], least * self._air),))

    def _cell(self, cell: Cell) -> list[Block]:
        """What is in a cell, below its accent bar if it has one."""
        inside = _run_in(cell.blocks) if cell.span < COLUMNS else cell.blocks
        made = [leaf for part in inside for leaf in self._inner(part, cell.span)]
        if cell.bar and made:
            return [Row(cells=(Cell(at=1, span=COLUMNS, bar=cell.bar, blocks=tuple(made)),))]
        return made

    def _inner(self, block: Block, span: int) -> list[Block]:
        """A block of a cell, where lines were short: write rules are fewer now, and no line ends by order."""
        match block:
            case Row():
                return [each for unit in self._row(block) for each in unit.blocks]
            case Paragraph():
                text = tuple(Run(run.text.replace("\n", " "), run.style) for run in runs(block.text))
                return self._leaf(replace(block, text=text, rules=ceil(block.rules * span / COLUMNS)))
            case Bullets():
                return self._leaf(replace(block, rules=ceil(block.rules * span / COLUMNS)))
            case _:
                return self._leaf(block)

    def _leaf(self, block: Block) -> list[Block]:
        """A block that has no others in it, as it is in one column; nothing where it is not needed there."""
        match block:
            case Paragraph(echo=True):
                return []
            case Heading():
                self._text(block.text)
                spaced = self._spaced(replace(block, max_width=None))
                return [self._lowered(spaced, PARTS) if block.level == 2 else spaced]
            case Paragraph():
                self._text(block.text)
                return [self._spaced(replace(block, max_width=None))]
            case Bullets():
                pitch = self._setting.style(block.style).leading + BETWEEN
                return [self._spaced(replace(block, pitch=(pitch,)))]
            case Checks():
                return [leaf for item in block.items for leaf in self._leaf(item)]
            case TextField() | Select() | Choice() | Check():
                return [self._spaced(self._field(block))]
            case _:
                return [self._spaced(block)]

    def _spaced(self, block: AnyBlock) -> AnyBlock:
        return replace(block, before=(self._setting.space(block.before) * self._air,))

    def _text(self, text: Inline) -> None:
        if self._after_field:
            self._forget()
        self._words |= _words(plain(text))

    def _field(self, block: Entry) -> Entry:
        """A field with as much of its label in print as does not stand above it."""
        known = _words(block.label) <= self._words
        left = next((block.label[len(s) + 2 :] for s in self._said if block.label.startswith(f"{s}, ")), "")
        self._said.insert(0, block.label)
        self._words |= _words(block.label)
        self._after_field = True
        match block:
            case Check():
                return block if plain(block.text) or known else replace(block, text=left or block.label)
            case Choice():
                return replace(block, show_label=not known, short=left)
            case _ if block.show_label != "no" or known:
                return replace(block, width=None)
            case _:
                boxed = isinstance(block, TextField) and block.frame == "box"
                return replace(block, width=None, show_label="above" if boxed else "left", short=left)

    def _forget(self) -> None:
        self._said, self._words, self._after_field = [], set(), False

    def _table(self, block: Table) -> Iterator[Unit]:
        """A heading, and each row as a sentence: its heads with the cells behind them."""
        title = Heading(level=2, style="group", text=block.title, rule=True, before=block.before)
        yield Unit(tuple(self._leaf(title)))
        styles = [self._setting.style(name) for name in block.styles or ("row",) * len(block.columns)]
        strong = [style.font == self._setting.style("row").strong_font for style in styles]
        above = (PARTS / 2 * self._air,)
        for row in block.rows:
            words: list[Run] = []
            for head, cell, told in zip(block.header, row.cells, strong, strict=True):
                if plain(cell):
                    words += [Run(f"{head} "), *(_strong(cell) if told else runs(cell)), Run(APART)]
            yield Unit((Paragraph(style="lead-in", text=tuple(words[:-1]), before=above),))
        if not block.rows:
            lines = tuple(TextField(path="", label=head, show_label="left") for head in block.header if head)
            yield from (Unit((replace(lines[0], before=above), *lines[1:])) for _ in range(block.blank))

    def _matrix(self, block: Matrix) -> Iterator[Unit]:
        """The meaning of the scales, the example, and each group under its head; one scale a line."""
        self._forget()
        meaning = Paragraph(text=_meaning(block), before=(PARTS,))
        yield Unit((self._spaced(meaning),))
        if block.example:
            yield Unit((self._rating(block, block.example, ruled=False),))
        again = (replace(meaning, before=(0.0,), echo=True),)
        for group in block.groups:
            head = Heading(level=2, style="group", text=group.title, rule=True)
            rows = (self._rating(block, row, ruled=n > 0) for n, row in enumerate(group.rows))
            yield Unit((*self._leaf(head), *rows), again)
        if block.own:
            yield Unit(tuple(self._rating(block, row) for row in block.own), again)

    def _rating(self, block: Matrix, row: MatrixRow, *, ruled: bool = True) -> Row:
        """A line to rate, a scale under the other, and beside them the gap."""
        setting, called = self._setting, row.spoken or row.label
        gap = TextField(path=row.gap.path, value=row.gap.value, label=f"{called}, {block.gap[0]}",
                        short=block.gap[0], frame="slot", show_label="left")  # fmt: skip
        room = ceil(text_width(block.gap[0], setting.style("body"))) + BESIDE + setting.design.slot[0]
        scales = tuple(
            Choice(path=rating.path, value=rating.value, label=f"{called}, {scale.label}", form="scale",
                   short=f"{scale.letter}{APART}{scale.label}", options=scale.points)
            for scale, rating in zip(block.scales, row.ratings, strict=True)
        )  # fmt: skip
        down = (len(scales) * setting.design.pitch - setting.design.slot[1]) / 2
        wide = setting.measure - room
        beside = Row(
            cells=(
                Cell(at=1, span=COLUMNS, width=wide - BESIDE, blocks=scales),
                Cell(at=1, span=COLUMNS, width=room, dx=wide, dy=down, blocks=(gap,)),
            )
        )
        above = BETWEEN * self._air
        inside = Cell(at=1, span=COLUMNS, dy=above, blocks=(*_called(row), beside))
        return Row(cells=(inside,), before=(above,), rule=setting.design.frame if ruled else 0.0)


def _called(row: MatrixRow) -> tuple[Block, ...]:
    """What a line to rate is: its name and what that means, or room to write it."""
    if row.own:
        own = row.own
        label = row.spoken or row.label
        return (TextField(path=own.path, value=own.value, label=label, short=row.label, show_label="left"),)
    return (Paragraph(style="lead-in", text=(Run(row.label, "strong"), Run(f"{APART}{row.descriptor}"))),)


def _meaning(block: Matrix) -> str:
    scales = [_scale(scale) for scale in block.scales]
    return ". ".join((*scales, " ".join(filter(None, block.gap))))


def _scale(scale: Scale) -> str:
    return f"{scale.letter}: {scale.anchors}"


def _hanging(cells: tuple[Cell, ...]) -> tuple[Cell | None, tuple[Cell, ...]]:
    """The mark that hangs at the left of a row, if it has one, and its other cells."""
    first, *rest = cells or (Cell(at=1, span=COLUMNS),)
    mark = first.at == first.span == 1 and len(first.blocks) == 1 and isinstance(first.blocks[0], Paragraph)
    return (first, tuple(rest)) if mark and rest else (None, cells)


def _hung(mark: Cell, blocks: list[Block]) -> Row:
    first, *rest = blocks
    beside = Cell(at=2, span=COLUMNS - 1, blocks=(replace(first, before=(0.0,)), *rest))
    return Row(cells=(replace(mark, dx=0.0, dy=0.0), beside), before=first.before)


def _run_in(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Paragraphs of a narrow cell as one, the first of them strong, or a label for a heading."""
    said = [part for part in blocks if _label_or_text(part) and plain(part.text)]
    if not all(map(_label_or_text, blocks)) or len(said) < 2:
        return blocks
    first, *others = said
    words = [*_strong(first.text), Run(APART)]
    for part in others:
        words += [*runs(part.text), Run(", ")]
    return (Paragraph(style="lead-in", text=tuple(words[:-1])),)


def _label_or_text(block: Block) -> TypeGuard[Paragraph | Heading]:
    if isinstance(block, Heading):
        return bool(block.style) and not block.rule
    return isinstance(block, Paragraph) and not block.echo


def _strong(text: Inline) -> Iterator[Run]:
    return (Run(run.text, "strong") for run in runs(text))


def _only_paragraphs(block: Row) -> bool:
    """Whether a row holds text alone, as heads over the columns of those that follow do."""
    return len(block.cells) > 1 and all(
        isinstance(part, Paragraph) for cell in block.cells for part in cell.blocks
    )


def fields_of(block: Block) -> Iterator[Entry]:
    """The fields of a block."""
    match block:
        case Row():
            for cell in block.cells:
                for part in cell.blocks:
                    yield from fields_of(part)
        case Checks():
            yield from block.items
        case TextField() | Select() | Choice() | Check():
            yield block


def _has_fields(block: Block) -> bool:
    return any(fields_of(block))


def _entry(*blocks: Block) -> str:
    """The entry of the profile that all fields of these blocks are about, if it is one."""
    found = {each.path.rpartition(".")[0] for block in blocks for each in fields_of(block)}
    return found.pop() if len(found) == 1 else ""


def _without_space(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(replace(block, before=(0.0,)) for block in blocks)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}
