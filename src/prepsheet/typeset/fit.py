"""One-page fitting: a search over geometry, in a fixed order, that never cuts text.

The layout names the ways of giving room in the order in which they are tried: `space` between
blocks, `pitch` of text rows, `small` sizes, `display` sizes, write `lines`, the `lead` down to one
line, and at last `drop`: whole blocks in their declared order. The search stops at the first
state that fits; what was dropped is reported, and what can't fit is an error.
"""

from __future__ import annotations

from bisect import bisect_right as bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from msgspec import Struct
from msgspec.structs import replace as changed

from prepsheet.document import Frame, Run
from prepsheet.problems import FitError, Place, Problem, error
from prepsheet.typeset import shrink
from prepsheet.typeset.flow import stack
from prepsheet.typeset.setting import Placed, Setting, Tightness
from prepsheet.typeset.styles import OPENING, STYLES, WIDTH_STEPS, resized
from prepsheet.typeset.text import plain, set_text, text_width

SPACES, PITCHES = 3, 2


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

    Raises `FitError` naming the longest text of a frame that can't fit, its length and the limit.
    """
    last = State(frame, setting)
    for state in _states(last, ways):
        last = state
        if (placed := _place(state, x)) is not None:
            return placed, state.dropped
    raise FitError([_overflow(last, x, file)])


def _states(state: State, ways: tuple[str, ...]) -> Iterator[State]:
    latest = replace(state, setting=_display_sizes(state))
    yield latest
    for way in ways:
        for step in WAYS[way](latest):
            latest = step
            yield latest


def _place(state: State, x: float) -> Placed | None:
    """The blocks in place; None if they are too high, or the opening line has too many lines."""
    frame, setting = state.frame, state.setting
    if not _keeps_lines(setting, shrink.display_texts(frame, setting)["opening"]):
        return None
    placed = stack(frame.blocks, x, frame.top, setting.measure, setting)
    return placed if placed.height <= frame.height + 0.01 else None


def _tighten(state: State, **change: object) -> State:
    tight: Tightness = replace(state.setting.tight, **change)  # type: ignore[arg-type]
    return replace(state, setting=replace(state.setting, tight=tight))


def _display_sizes(state: State) -> Setting:
    """The largest sizes at which display text keeps to its lines; all texts of a style alike."""
    texts = shrink.display_texts(state.frame, state.setting)
    steps = {name: _width_step(name, texts[name]) for name in WIDTH_STEPS if texts[name]}
    opening = _opening_step(state, texts["opening"]) if texts["opening"] else 0
    return _tighten(state, steps=steps, opening=opening).setting


def _opening_step(state: State, texts: list[tuple[str, float]]) -> int:
    ladder = OPENING[state.setting.paper]
    fitting = (n for n in range(len(ladder)) if _keeps_lines(_tighten(state, opening=n).setting, texts))
    return next(fitting, len(ladder) - 1)


def _keeps_lines(setting: Setting, texts: list[tuple[str, float]]) -> bool:
    style, lines = setting.style("opening"), OPENING[setting.paper][setting.tight.opening].lines
    return all(len(set_text(text, style, width)) <= lines for text, width in texts)


def _width_step(name: str, texts: list[tuple[str, float]]) -> int:
    sizes = WIDTH_STEPS[name]
    styles = [resized(STYLES[name], size) for size in sizes]
    fitting = (
        n for n, style in enumerate(styles) if all(text_width(t, style) <= width for t, width in texts)
    )
    return next(fitting, len(sizes) - 1)


def _space(state: State) -> Iterator[State]:
    for space in range(1, SPACES + 1):
        yield _tighten(state, space=space)


def _pitch(state: State) -> Iterator[State]:
    for pitch in range(1, PITCHES + 1):
        yield _tighten(state, pitch=pitch)


def _small(state: State) -> Iterator[State]:
    yield _tighten(state, small=True)


def _display(state: State) -> Iterator[State]:
    for opening in range(state.setting.tight.opening + 1, len(OPENING[state.setting.paper])):
        yield _tighten(state, opening=opening)


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


def _overflow(state: State, x: float, file: str) -> Problem:
    """What is too long, how long it is, and how much of it would fit."""
    longest = max(_texts(state.frame), key=lambda found: len(found[1]))
    owner, text = longest
    fitting = bisect(range(1, len(text) + 1), False, key=lambda n: not _fits_with(state, x, owner, text[:n]))
    name = getattr(owner, "name", "") or getattr(owner, "label", "") or getattr(owner, "style", "text")
    limit = f"{len(text)} characters, at most {fitting} fit" if fitting else "the page holds too much"
    return error(
        Place(file), "does-not-fit", f"{name}: {limit}", "shorten it in the profile, then build again"
    )


def _texts(frame: Frame) -> Iterator[tuple[Struct, str]]:
    """Every text that a person may have written at length, with the part of the frame that holds it."""
    for part in shrink.walk(frame):
        for key in ("text", "value"):
            if isinstance(text := getattr(part, key, None), str | tuple) and not isinstance(part, Run):
                yield part, plain(text)


def _fits_with(state: State, x: float, owner: Struct, text: str) -> bool:
    key = "value" if hasattr(owner, "value") else "text"
    shorter = changed(owner, **{key: text})
    frame = shrink.rewrite(state.frame, lambda part: shorter if part is owner else part)
    return _place(replace(state, frame=frame), x) is not None
