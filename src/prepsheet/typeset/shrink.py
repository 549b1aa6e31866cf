"""What one-page fitting may take from a frame: write lines, the lead's later sentences, blocks.

All functions are pure: they give a frame with less on it and leave the one they were given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import astuple, replace

from prepsheet.document import Block, Document, Frame, Heading, Paragraph, Row, TextField
from prepsheet.typeset.flow import BAR_INDENT
from prepsheet.typeset.setting import Setting
from prepsheet.typeset.text import plain, set_text

_PARTS = tuple, Struct
Whole = TypeVar("Whole", Frame, Document)
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def rewrite(value: Any, change: Callable[[Struct], Struct]) -> Any:
    """A tree of structures with `change` applied to each, the inner ones first.

    What does not change stays the same object.
    """
    if isinstance(value, tuple):
        items = tuple(rewrite(item, change) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if isinstance(value, Struct):
        fields = zip(value.__struct_fields__, astuple(value), strict=True)
        fresh = {name: rewrite(item, change) for name, item in fields if isinstance(item, _PARTS)}
        same = all(new is getattr(value, name) for name, new in fresh.items())
        return change(value if same else replace(value, **fresh))
    return value


def changed(frame: Frame, part: Struct, **values: object) -> Frame:
    """The frame with other values in that one part of it."""
    other: Any = replace(part, **values)
    result: Frame = other if part is frame else rewrite(frame, lambda each: other if each is part else each)
    return result


def walk(value: Any) -> Iterator[Struct]:
    """Every structure of a tree, the outer ones first, in the order of the document."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Struct):
            yield value
            value = astuple(value)
        if isinstance(value, tuple):
            waiting += reversed(value)


def display_texts(frame: Frame, setting: Setting) -> dict[str, list[tuple[str, float]]]:
    """The texts of each style, display styles among them, each with the width that it has."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for style, text, width in _styled(frame.blocks, setting.measure, setting):
        found[style].append((text, width))
    return found


def _styled(blocks: Iterable[Block], width: float, setting: Setting) -> Iterator[tuple[str, str, float]]:
    for block in blocks:
        match block:
            case Heading(level=1, style=""):
                yield "h1", plain(block.text), min(width, block.max_width or width)
            case Paragraph() | Heading():
                yield block.style, plain(block.text), width
            case Row():
                for cell in block.cells:
                    inner = (cell.width or setting.width(cell.span)) - (
                        cell.bar + BAR_INDENT if cell.bar else 0
                    )
                    yield from _styled(cell.blocks, inner, setting)
            case _:
                continue


def give_line(frame: Frame) -> Frame | None:
    """The frame with one write line fewer in the tallest box that may give one; None if none may."""
    boxes = [b for b in walk(frame) if isinstance(b, TextField) and 0 < b.min_lines < b.lines]
    if not boxes:
        return None
    tallest = max(boxes, key=lambda box: box.lines)
    return changed(frame, tallest, lines=tallest.lines - 1)


def short_lead(frame: Frame, setting: Setting) -> Frame:
    """The frame with its lead down to the sentences that fit on one line, if the first one does."""

    def shorten(block: Struct) -> Struct:
        if not isinstance(block, Paragraph) or block.style != "lead":
            return block
        width = block.max_width or setting.measure
        sentences = SENTENCE.split(plain(block.text))
        for count in range(len(sentences), 0, -1):
            text = " ".join(sentences[:count])
            if len(set_text(text, setting.style("lead"), width)) == 1:
                return replace(block, text=text)
        return block

    result: Frame = rewrite(frame, shorten)
    return result


def ranks(whole: Struct) -> list[int]:
    """The ranks in which parts of a whole may be dropped, the first to go first."""
    return sorted({getattr(part, "drop", 0) for part in walk(whole)} - {0})


def without(whole: Whole, rank: int) -> tuple[Whole, tuple[str, ...]]:
    """A frame or document without what may go at this rank or before, and the names of what went."""

    def goes(part: Any) -> bool:
        return 0 < getattr(part, "drop", 0) <= rank

    def keep(part: Struct) -> Struct:
        inner = {name: getattr(part, name) for name in part.__struct_fields__}
        fewer: dict[str, Any] = {
            name: tuple(item for item in items if not goes(item))
            for name, items in inner.items()
            if isinstance(items, tuple) and any(map(goes, items))
        }
        fewer |= {name: None for name, item in inner.items() if goes(item)}
        return replace(part, **fewer) if fewer else part

    gone = [part for part in walk(whole) if goes(part)]
    ordered = sorted(gone, key=lambda part: getattr(part, "drop", 0))
    return rewrite(whole, keep), tuple(filter(None, (getattr(part, "name", "") for part in ordered)))
