"""Blocks in place, one under the other or side by side on the grid."""

from __future__ import annotations

from typing import assert_never

from prepsheet.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Check,
    Checks,
    Choice,
    Heading,
    Matrix,
    Paragraph,
    Region,
    Row,
    Select,
    Table,
    TableRow,
    TextField,
)
from prepsheet.typeset import checks, fields
from prepsheet.typeset.matrix import matrix
from prepsheet.typeset.pages import Artifact, Circle, Node, Rect, Role, Rule, Tag
from prepsheet.typeset.selects import select
from prepsheet.typeset.setting import Placed, Setting
from prepsheet.typeset.styles import BOLD, Style
from prepsheet.typeset.text import baseline, one_line, place, plain, set_text, stack_lines

HAIR = 0.3
"""The weight of lines between the rows of a text table, in points."""

NUMERAL, INDENT = 21 / 32, 3 / 8
"""A numeral in its disc, and the distance to what follows, as parts of the disc."""

BAR_INDENT = 12.0


def stack(blocks: tuple[Block, ...], x: float, y: float, width: float, setting: Setting) -> Placed:
    """Blocks under each other, each with the space before it."""
    nodes: list[Node] = []
    top = y
    for block in blocks:
        y += setting.space(block.before)
        placed = place_block(block, x, y, width, setting)
        nodes += placed.nodes
        y += placed.height
    return Placed(y - top, tuple(nodes))


def place_block(block: Block, x: float, y: float, width: float, setting: Setting) -> Placed:
    """One block with its top left corner at x, y."""
    match block:
        case Paragraph():
            return paragraph(block, x, y, width, setting)
        case Heading():
            return heading(block, x, y, width, setting)
        case Bullets():
            return bullets(block, x, y, width, setting)
        case TextField():
            return fields.text_field(block, x, y, width, setting)
        case Select():
            return select(block, x, y, width, setting)
        case Choice():
            return fields.choice(block, x, y, width, setting)
        case Check():
            return checks.check(block, x, y, width, setting)
        case Checks():
            return checks.checks(block, x, y, width, setting)
        case Row():
            return row(block, x, y, width, setting)
        case Table():
            return table(block, x, y, width, setting)
        case Matrix():
            return matrix(block, x, y, width, setting)
        case Callout():
            return callout(block, x, y, width, setting)
        case Region():
            raise ValueError("an answer region is for Word; a page has no place for it")
        case _:
            assert_never(block)


def paragraph(block: Paragraph, x: float, y: float, width: float, setting: Setting) -> Placed:
    """Text in its style; write rules, or nothing, where there is no text."""
    style = setting.style(block.style)
    width = min(width, block.max_width or width)
    disc, indent = _disc(block.number, x, y, setting)
    lines = set_text(block.text, style, width - indent)
    if not lines and block.rules:
        return write_space(block.rules, x, y, width, setting)
    nodes: tuple[Node, ...] = (*disc, *stack_lines(lines, x + indent, y, style))
    height = max(len(lines) * style.leading, setting.design.disc if disc else 0)
    if block.echo and setting.mode == "form":
        return Placed(height, fields.unspoken(nodes))
    return Placed(height, (Tag("P", nodes),) if nodes else ())


def write_space(rules: int, x: float, y: float, width: float, setting: Setting) -> Placed:
    """Room to write in by hand."""
    marks = fields.write_rules(x, y, width, rules, setting)
    return Placed(rules * setting.design.pitch, (Artifact(tuple(marks)),))


def _disc(number: int | None, x: float, y: float, setting: Setting) -> tuple[tuple[Node, ...], float]:
    """A numeral in an accent disc, and how far it moves the text that follows."""
    if number is None:
        return (), 0.0
    size = setting.design.disc
    style = Style(BOLD, size * NUMERAL, size, ink="paper")
    _, line = one_line(str(number), (style,), size)
    disc = Artifact((Circle(x + size / 2, y + size / 2, size / 2, fill="accent"),))
    return (disc, *place(line, x + (size - line.width) / 2, y, style)), size + size * INDENT


def heading(block: Heading, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A heading with its number, its note on the same line, and its rule."""
    style = setting.style(block.style or {1: "h1", 2: "h2", 3: "label"}[block.level])
    disc, indent = _disc(block.number, x, y, setting)
    note = setting.style("micro")
    _, beside = one_line(block.note, (note,), width / 2)
    room = min(width - (beside.width + 12 if block.note else 0), block.max_width or width) - indent
    lines = set_text(block.text, style, room)
    nodes = (*disc, *stack_lines(lines, x + indent, y, style))
    height = max(len(lines), 1) * style.leading
    roles: dict[int, Role] = {1: "H1", 2: "H2", 3: "H3"}
    placed: list[Node] = [Tag(roles[block.level], nodes)] if nodes else []
    if beside.pieces:
        top = y + baseline(style) - baseline(note)
        placed.append(Tag("P", place(beside, x + width - beside.width, top, note)))
    if block.rule:
        height += 4
        placed.append(Artifact((Rule(x, y + height, x + width, y + height, setting.design.head),)))
    return Placed(height, tuple(placed))


def bullets(block: Bullets, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A list, an item a row; items that wrap take the lines they need."""
    style, pitch = setting.style(block.style), setting.pitch(block.pitch)
    if not block.items and block.rules:
        return write_space(block.rules, x, y, width, setting)
    above = min(5.0, pitch - style.leading)
    items: list[Node] = []
    top = y
    for item in block.items:
        lines = set_text(item.text, style, width)
        marks = stack_lines(lines, x, y + above, style)
        items.append(Tag("LI", (Tag("LBody", marks),)))
        y += pitch + max(len(lines) - 1, 0) * style.leading
    return Placed(y - top, (Tag("L", tuple(items)),) if items else ())


def row(block: Row, x: float, y: float, width: float, setting: Setting) -> Placed:
    """Cells side by side. A first pass finds their heights, a second sets those at the bottom."""
    at_top = [_cell(cell, x, y, setting) for cell in block.cells]
    height = max([0.0, *(placed.height for placed in at_top)])
    if block.height:
        height = max(height, setting.space(block.height))
    nodes: list[Node] = []
    if block.rule:
        nodes.append(Artifact((Rule(x, y, x + width, y, block.rule),)))
    for cell, placed in zip(block.cells, at_top, strict=True):
        if block.align == "bottom" and placed.height < height:
            placed = _cell(cell, x, y + height - placed.height, setting)
        nodes += placed.nodes
    return Placed(height, tuple(nodes))


def _cell(cell: Cell, x: float, y: float, setting: Setting) -> Placed:
    left = x + setting.offset(cell.at) + cell.dx
    width = cell.width or setting.width(cell.span)
    if not cell.bar:
        placed = stack(cell.blocks, left, y + cell.dy, width, setting)
        return Placed(placed.height + max(cell.dy, 0), placed.nodes)
    indent = cell.bar + BAR_INDENT
    placed = stack(cell.blocks, left + indent, y + cell.dy, width - indent, setting)
    bar = Rect(left, y + cell.dy + 5, cell.bar, max(placed.height - 6, 0), fill="accent")
    return Placed(placed.height + max(cell.dy, 0), (Artifact((bar,)), *placed.nodes))


def callout(block: Callout, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A remark beside a bar."""
    cell = Cell(at=1, span=12, blocks=(Paragraph(text=block.text),), width=width, bar=7.0)
    return _cell(cell, x, y, setting)


def table(block: Table, x: float, y: float, width: float, setting: Setting) -> Placed:
    """A text table: heads over a rule, rows over hair lines.

    One without rows is lines to write on under its heads, and no table to a screen reader.
    """
    starts = [setting.offset(at) for at in block.columns]
    widths = [
        end - start - setting.gutter
        for start, end in zip(starts, [*starts[1:], width + setting.gutter], strict=True)
    ]
    head = setting.style("group")
    heads = [
        place(one_line(text, (head,), w)[1], x + start, y, head)
        for text, start, w in zip(block.header, starts, widths, strict=True)
    ]
    rules = [Rule(x, y + 20, x + width, y + 20, setting.design.head)]
    top, y = y, y + 20
    if not block.rows:
        at = [y + n * setting.design.pitch for n in range(1, block.blank + 1)]
        rules += [Rule(x, line, x + width, line, HAIR) for line in at]
        return Placed(at[-1] - top, (*(Tag("P", marks) for marks in heads), Artifact(tuple(rules))))
    rows = [Tag("TR", tuple(Tag("TH", marks, scope="Column") for marks in heads))]
    for entry in block.rows:
        height, cells = _table_row(block, entry, x, y, starts, widths, setting)
        rows.append(Tag("TR", cells))
        y += height
        rules.append(Rule(x, y, x + width, y, HAIR))
    return Placed(y - top, (Tag("Table", tuple(rows), alt=block.title), Artifact(tuple(rules))))


def _table_row(
    block: Table,
    entry: TableRow,
    x: float,
    y: float,
    starts: list[float],
    widths: list[float],
    setting: Setting,
) -> tuple[float, tuple[Node, ...]]:
    pitch = setting.pitch(block.pitch)
    height = pitch
    cells: list[Node] = []
    for column, (text, start, width) in enumerate(zip(entry.cells, starts, widths, strict=True)):
        style = setting.style(block.styles[column] if block.styles else "row")
        lines = set_text(text, style, width)
        above = min(5.0, pitch - style.leading)
        marks = stack_lines(lines, x + start, y + above, style)
        height = max(height, pitch + (len(lines) - 1) * style.leading)
        header = column == 0 and bool(plain(text))
        cells.append(Tag("TH" if header else "TD", marks, scope="Row" if header else ""))
    return height, tuple(cells)
