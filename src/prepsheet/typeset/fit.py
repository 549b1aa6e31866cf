"""One-page fitting: a search over geometry, in a fixed order, that never cuts text.

The layout names the ways of giving room in the order in which they are tried: `space` between
blocks, `pitch` of text rows, `small` sizes, `display` sizes, write `lines`, the `lead` down to one
line, and at last `drop`: whole blocks in their declared order. The search stops at the first
state that fits; what was dropped is reported, and what can't fit is an error.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from msgspec import Struct

from prepsheet.document import Callout, Frame, Heading, Item, Paragraph, TableRow, TextField, Window
from prepsheet.problems import FitError, Place, Problem, error, shown
from prepsheet.typeset import shrink
from prepsheet.typeset.designs import Design
from prepsheet.typeset.flow import stack
from prepsheet.typeset.setting import Placed, Setting, Tightness
from prepsheet.typeset.styles import resized
from prepsheet.typeset.text import TooWide, plain, set_text, text_width

SPACES, PITCHES = 3, 2
"""How many steps of room there are beyond the first, between blocks and in rows."""

CANDIDATES = 12
"""How many of the longest texts to try before saying that the page as a whole is too full."""


@dataclass(frozen=True, slots=True)
class State:
    """A frame and its setting after so many steps, and what had to be left out."""

    frame: Frame
    setting: Setting
    dropped: tuple[str, ...] = ()


def fit(
    frame: Frame, x: float, setting: Setting, ways: tuple[str, ...], file: str
) -> tuple[Placed, tuple[str, ...]]:
    """Place a frame's blocks, giving room step by step until they fit; and what had to be left out.

    Raises `FitError` naming the text that is too long, its length and the limit.
    """
    if (fitted := attempt(frame, x, setting, ways)) is not None:
        return fitted
    *_, last = _states(State(frame, setting), ways)
    raise FitError([_overflow(last, x, file)])


def attempt(
    frame: Frame, x: float, setting: Setting, ways: tuple[str, ...]
) -> tuple[Placed, tuple[str, ...]] | None:
    """As `fit`; None where nothing helps."""
    for state in _states(State(frame, setting), ways):
        if (placed := _place(state, x)) is not None:
            return placed, state.dropped
    return None


def _states(state: State, ways: tuple[str, ...]) -> Iterator[State]:
    latest = replace(state, setting=_display_sizes(state))
    yield latest
    for way in ways:
        for step in WAYS[way](latest):
            latest = step
            yield latest


def _place(state: State, x: float) -> Placed | None:
    """The blocks in place; None if they are too high or wide, or the opening line has too many lines."""
    frame, setting = state.frame, state.setting
    if not _keeps_lines(setting, shrink.display_texts(frame, setting)["opening"]):
        return None
    try:
        placed = stack(frame.blocks, x, frame.top, setting.measure, setting)
    except TooWide:
        return None
    return placed if placed.height <= frame.height + 0.01 else None


def _tightened(state: State, tight: Tightness) -> State:
    return replace(state, setting=replace(state.setting, tight=tight))


def _display_sizes(state: State) -> Setting:
    """The largest sizes at which display text keeps to its lines; all texts of a style alike."""
    texts = shrink.display_texts(state.frame, state.setting)
    design = state.setting.design
    steps = {name: _width_step(name, texts[name], design) for name in design.steps if texts[name]}
    opening = _opening_step(state, texts["opening"]) if texts["opening"] else 0
    return _tightened(state, replace(state.setting.tight, steps=steps, opening=opening)).setting


def _opening_step(state: State, texts: list[tuple[str, float]]) -> int:
    ladder = state.setting.design.openings[state.setting.paper]
    tries = [_tightened(state, replace(state.setting.tight, opening=n)).setting for n in range(len(ladder))]
    fitting = (n for n, setting in enumerate(tries) if _keeps_lines(setting, texts))
    return next(fitting, len(ladder) - 1)


def _keeps_lines(setting: Setting, texts: list[tuple[str, float]]) -> bool:
    step = setting.design.openings[setting.paper][setting.tight.opening]
    style = setting.style("opening")
    return all(len(set_text(text, style, width)) <= step.lines for text, width in texts)


def _width_step(name: str, texts: list[tuple[str, float]], design: Design) -> int:
    sizes = design.steps[name]
    styles = [resized(design.styles[name], size) for size in sizes]
    fitting = (
        n for n, style in enumerate(styles) if all(text_width(t, style) <= width for t, width in texts)
    )
    return next(fitting, len(sizes) - 1)


def _space(state: State) -> Iterator[State]:
    for space in range(1, SPACES + 1):
        yield _tightened(state, replace(state.setting.tight, space=space))


def _pitch(state: State) -> Iterator[State]:
    for pitch in range(1, PITCHES + 1):
        yield _tightened(state, replace(state.setting.tight, pitch=pitch))


def _small(state: State) -> Iterator[State]:
    yield _tightened(state, replace(state.setting.tight, small=True))


def _display(state: State) -> Iterator[State]:
    ladder = state.setting.design.openings[state.setting.paper]
    for opening in range(state.setting.tight.opening + 1, len(ladder)):
        yield _tightened(state, replace(state.setting.tight, opening=opening))


def _lines(state: State) -> Iterator[State]:
    frame = state.frame
    while (fewer := shrink.give_line(frame)) is not None:
        frame = fewer
        yield replace(state, frame=frame)


def _lead(state: State) -> Iterator[State]:
    yield replace(state, frame=shrink.short_lead(state.frame, state.setting))


def _drop(state: State) -> Iterator[State]:
    for rank in shrink.ranks(state.frame):
        frame, names = shrink.without(state.frame, rank)
        yield replace(state, frame=frame, dropped=names)


WAYS: dict[str, Callable[[State], Iterator[State]]] = {
    "space": _space, "pitch": _pitch, "small": _small, "display": _display,
    "lines": _lines, "lead": _lead, "drop": _drop,
}  # fmt: skip


def too_wide(fault: TooWide, file: str) -> Problem:
    """The problem of a text that has one line and needs more."""
    return _too_long(fault.name or f'"{shown(fault.text, 40)}"', fault.text, fault.limit, file)


def _overflow(state: State, x: float, file: str) -> Problem:
    """What is too long, how long it is, and how much of it would fit."""
    try:
        stack(state.frame.blocks, x, state.frame.top, state.setting.measure, state.setting)
    except TooWide as fault:
        return too_wide(fault, file)
    longest = sorted(_texts(state.frame), key=lambda part: -len(part.text))
    for part in longest[:CANDIDATES]:
        limit = bisect_left(
            range(1, len(part.text) + 1), True, key=lambda count: not _fits(state, x, part.cut(count))
        )
        if limit:
            return _too_long(part.name, part.text, limit, file)
    most = longest[0]
    message = f"the page holds too much; its longest text is {most.name}, {len(most.text)} characters"
    return error(Place(file), "does-not-fit", message, "shorten several texts, then build again")


def _too_long(name: str, text: str, limit: int, file: str) -> Problem:
    room = f"at most {limit} fit" if limit else "which is too long"
    message = f"{name}: {len(text)} characters, {room}"
    return error(Place(file), "does-not-fit", message, "shorten it in the profile, then build again")


class Long(NamedTuple):
    """A text of the frame that may be too long: what it is called, and the frame with less of it."""

    name: str
    text: str
    cut: Callable[[int], Frame]


def _texts(frame: Frame) -> Iterator[Long]:
    """Every text that a person may have written at length."""
    for part in shrink.walk(frame):
        match part:
            case Paragraph(text=text) | Heading(text=text) | Item(text=text) | Callout(text=text):
                yield Long(_named(part), plain(text), _cutting(frame, part, "text", plain(text)))
            case TextField(value=text) | Window(value=text):
                yield Long(_named(part), text, _cutting(frame, part, "value", text))
            case TableRow(cells=cells):
                for n, cell in enumerate(cells):
                    yield Long(_named(part), plain(cell), _cutting_cell(frame, part, n))


def _named(part: Struct) -> str:
    """What to call a text: its path in the profile, its name, or its style."""
    names = (getattr(part, key, "") for key in ("path", "name", "style"))
    return shown(next(filter(None, names), "a text"), 60)


def _cutting(frame: Frame, part: Struct, key: str, text: str) -> Callable[[int], Frame]:
    return lambda count: shrink.changed(frame, part, **{key: text[:count]})


def _cutting_cell(frame: Frame, row: TableRow, n: int) -> Callable[[int], Frame]:
    def cut(count: int) -> Frame:
        shorter = (*row.cells[:n], plain(row.cells[n])[:count], *row.cells[n + 1 :])
        return shrink.changed(frame, row, cells=shorter)

    return cut


def _fits(state: State, x: float, frame: Frame) -> bool:
    return _place(replace(state, frame=frame), x) is not None
