"""The rating matrix in place: a table of radio buttons with its heads, example and gap column.

Measures are the design's: label column 72 wide, descriptors beside it, buttons 22 apart, rows 24
high, figures over every group so that no button is far from its figure.
"""

from __future__ import annotations

from prepsheet.document import Choice, Matrix, MatrixGroup, MatrixRow, Scale, TextField
from prepsheet.typeset import fields
from prepsheet.typeset.pages import Artifact, Circle, Node, Rect, Rule, Tag, Text
from prepsheet.typeset.setting import Placed, Setting
from prepsheet.typeset.styles import BOLD, Style, resized
from prepsheet.typeset.text import one_line, place

PITCH, BUTTONS = 24.0, 22.0
LABEL = 72.0
OWN = 128.0
HEAD_RULE = 1.0
PEN = 1.5
NEAR, HALF = 4.0, 25.0
"""The least between one column and the next; half of what a centred head may take."""


def matrix(block: Matrix, x: float, y: float, width: float, setting: Setting) -> Placed:
    """The whole matrix."""
    rows: list[Node] = [_scale_heads(block, x, y + 8, width, setting)]
    rules: list[Node] = []
    top, y = y, y + 40
    if block.example:
        rows.append(_example(block, block.example, x, y, width, setting))
        y += PITCH
    for n, group in enumerate(block.groups):
        y += 4 if n == 0 else setting.space(block.group_gap)
        rows.append(_group_head(block, group, x, y, width, setting))
        rules.append(Artifact((Rule(x, y + PITCH, x + width, y + PITCH, HEAD_RULE),)))
        y += PITCH
        for entry in group.rows:
            height, placed = _rating(block, entry, x, y, width, setting)
            rows.append(placed)
            y += height
    for entry in block.own:
        height, placed = _rating(block, entry, x, y, width, setting)
        rows.append(placed)
        y += height
    return Placed(y - top, (Tag("Table", tuple(rows), alt=_about(block)), *rules))


def _about(block: Matrix) -> str:
    """What is announced of the whole table: its title, and what the points of its scales mean."""
    return ". ".join([block.title, *(f"{_name(scale)}: {scale.anchors}" for scale in block.scales)])


def _name(scale: Scale) -> str:
    return f"{scale.letter}, {scale.label}"


def _cell(marks: tuple[Node, ...], span: int = 1) -> Tag:
    return Tag("TD", marks, span=span)


def _scale_heads(block: Matrix, x: float, y: float, width: float, setting: Setting) -> Tag:
    """The row that names the scales; the first two columns have no head of their own."""
    label, micro = setting.style("label"), setting.style("micro")
    cells: list[Node] = [_cell((), 2)]
    last = x + width - setting.design.slot[0] - NEAR
    ends = [*(x + scale.at for scale in block.scales[1:]), last]
    for scale, end in zip(block.scales, ends, strict=False):
        cells.append(_scale_head(scale, x + scale.at, y, end - NEAR, setting))
    centre = x + width - setting.design.slot[0] / 2
    gap = (*_centred(block.gap[0], centre, y, label), *_centred(block.gap[1], centre, y + 16, micro))
    cells.append(Tag("TH", gap, scope="Column"))
    return Tag("TR", tuple(cells))


def _scale_head(scale: Scale, x: float, y: float, end: float, setting: Setting) -> Tag:
    letter, label, micro = Style(BOLD, 9.5, 13, ink="paper"), setting.style("label"), setting.style("micro")
    square = Artifact((Rect(x, y + 1, 13, 13, fill="accent"),))
    marks = (
        *_centred(scale.letter, x + 6.5, y + 1, letter),
        *place(one_line(scale.label, (label,), end - x - 18)[1], x + 18, y, label),
        *place(one_line(scale.anchors, (micro,), end - x)[1], x, y + 16, micro),
    )
    return Tag("TH", (square, *marks), scope="Column", alt=_name(scale))


def _group_head(block: Matrix, group: MatrixGroup, x: float, y: float, width: float, setting: Setting) -> Tag:
    style = setting.style("group")
    _, line = one_line(group.title, (style,), _room(block, width, setting))
    cells: list[Node] = [Tag("TH", place(line, x, y + 6, style), scope="Row", span=2)]
    for scale in block.scales:
        first = x + scale.at + setting.design.circle / 2
        cells.append(_cell(fields.scale_heads(scale.points, first, y + 10, BUTTONS, setting)))
    return Tag("TR", (*cells, _cell(())))


def _rating(
    block: Matrix, entry: MatrixRow, x: float, y: float, width: float, setting: Setting
) -> tuple[float, Tag]:
    """The height of a line to rate, and the line."""
    height, cells = _names(block, entry, x, y, width, setting)
    for scale, rating in zip(block.scales, entry.ratings, strict=True):
        spoken = f"{entry.spoken or entry.label}, {scale.label}"
        choice = Choice(path=rating.path, label=spoken, options=scale.points, value=rating.value)
        kids: list[Node] = []
        for state, point in enumerate(scale.points):
            centre = x + scale.at + setting.design.circle / 2 + state * BUTTONS
            kids += fields.button(choice, point, state, centre, y + 12, setting)
        cells.append(_cell(tuple(kids)))
    gap = TextField(
        path=entry.gap.path,
        label=f"{entry.spoken or entry.label}, {block.gap[0]}",
        value=entry.gap.value,
        frame="slot",
    )
    placed = fields.slot(gap, x + width - setting.design.slot[0], y + 3, setting)
    return height, Tag("TR", (*cells, _cell(placed.nodes)))


def _names(
    block: Matrix, entry: MatrixRow, x: float, y: float, width: float, setting: Setting
) -> tuple[float, list[Node]]:
    """The row's height, and its label and descriptor; of a person's own line, its tray."""
    label, hint = setting.style("label"), setting.style("hint")
    style, line = one_line(
        entry.label, (resized(label, size, 16) for size in setting.design.sizes), LABEL - 2
    )
    words = place(line, x, y + 4, style)
    spoken = entry.spoken if words else ""
    head = Tag("TH" if words else "TD", words, scope="Row" if words else "", alt=spoken)
    if entry.own is not None:
        own = TextField(path=entry.own.path, label=entry.spoken or entry.label, value=entry.own.value)
        tray = fields.tray(own, x + LABEL, y - 0.5, OWN, setting)
        return max(PITCH, tray.height), [head, _cell(tray.nodes)]
    sizes = (hint, resized(hint, 9, hint.leading))
    style, line = one_line(entry.descriptor, sizes, _room(block, width, setting) - LABEL)
    return PITCH, [head, _cell(place(line, x + LABEL, y + 6, style))]


def _room(block: Matrix, width: float, setting: Setting) -> float:
    """How wide the columns at the left of the scales are."""
    return min([width - setting.design.slot[0], *(scale.at for scale in block.scales)]) - NEAR


def _example(block: Matrix, entry: MatrixRow, x: float, y: float, width: float, setting: Setting) -> Tag:
    """A worked row in pen marks: crosses a little askew, drawn and never fields."""
    _, cells = _names(block, entry, x, y, width, setting)
    for scale, rating in zip(block.scales, entry.ratings, strict=True):
        kids: list[Node] = []
        for state, point in enumerate(scale.points):
            centre = x + scale.at + setting.design.circle / 2 + state * BUTTONS
            outline = Circle(
                centre, y + 12, setting.design.circle / 2 - setting.design.control / 2, setting.design.control
            )
            crossed = point.value == rating.value
            kids.append(Artifact((outline,)))
            if crossed:
                kids.append(Tag("Span", _pen_cross(centre - 8, y + 4), alt=point.label))
        cells.append(_cell(tuple(kids)))
    slot = TextField(path="", label="", value=entry.gap.value, frame="slot")
    placed = fields.slot(slot, x + width - setting.design.slot[0], y + 3, setting)
    return Tag("TR", (*cells, _cell(placed.nodes)))


def _pen_cross(x: float, y: float) -> tuple[Rule, Rule]:
    return (
        Rule(x + 2.5, y + 3.2, x + 13.2, y + 13, PEN),
        Rule(x + 13.6, y + 2.2, x + 3, y + 13.6, PEN),
    )


def _centred(text: str, x: float, y: float, style: Style) -> tuple[Text, ...]:
    _, line = one_line(text, (style,), 2 * HALF)
    return place(line, x - line.width / 2, y, style)
