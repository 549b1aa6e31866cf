"""What one-page fitting may take from a page: write lines, the lead's later sentences, blocks.

All functions are pure: they give a page with less on it and leave the one they were given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from prepsheet.document import Block, Heading, Page, Paragraph, Row, TextField
from prepsheet.typeset.flow import BAR_INDENT
from prepsheet.typeset.setting import Setting
from prepsheet.typeset.text import plain, set_text

SENTENCE = re.compile(r"(?<=[.!?])\s+")


def rewrite(value: Any, change: Callable[[Struct], Struct]) -> Any:
    """A tree of structures with `change` applied to each, the inner ones first."""
    if isinstance(value, tuple):
        return tuple(rewrite(item, change) for item in value)
    if isinstance(value, Struct):
        inner = {name: getattr(value, name) for name in value.__struct_fields__}
        fresh = {name: rewrite(item, change) for name, item in inner.items() if isinstance(item, tuple | Struct)}
        return change(replace(value, **fresh) if any(fresh[n] is not inner[n] for n in fresh) else value)
    return value


def walk(value: Any) -> Iterator[Struct]:
    """Every structure of a tree, the outer ones first."""
    if isinstance(value, tuple):
        for item in value:
            yield from walk(item)
    elif isinstance(value, Struct):
        yield value
        for name in value.__struct_fields__:
            yield from walk(getattr(value, name))


def display_texts(page: Page, setting: Setting) -> dict[str, list[tuple[str, float]]]:
    """The texts of each display style on a page, each with the width that it has."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for frame in page.frames:
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
                    inner = (cell.width or setting.width(cell.span)) - (cell.bar + BAR_INDENT if cell.bar else 0)
                    yield from _styled(cell.blocks, inner, setting)
            case _:
                continue


def give_line(page: Page) -> Page | None:
    """The page with one write line fewer in the tallest box that may give one; None if none may."""
    boxes = [b for b in walk(page) if isinstance(b, TextField) and 0 < b.min_lines < b.lines]
    if not boxes:
        return None
    tallest = max(boxes, key=lambda box: box.lines)
    fewer = replace(tallest, lines=tallest.lines - 1)
    result: Page = rewrite(page, lambda block: fewer if block is tallest else block)
    return result


def short_lead(page: Page, setting: Setting) -> Page:
    """The page with its lead down to the sentences that fit on one line, if the first one does."""

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

    result: Page = rewrite(page, shorten)
    return result


def ranks(page: Page) -> list[int]:
    """The ranks in which parts of the page may be dropped, the first to go first."""
    return sorted({getattr(part, "drop", 0) for part in walk(page)} - {0})


def without(page: Page, rank: int) -> tuple[Page, tuple[str, ...]]:
    """The page without what may go at this rank or before, and the names of what went."""
    gone = [part for part in walk(page) if 0 < getattr(part, "drop", 0) <= rank]
    identities = {id(part) for part in gone}

    def keep(part: Struct) -> Struct:
        lists = {
            name: tuple(item for item in items if id(item) not in identities)
            for name in part.__struct_fields__
            if isinstance(items := getattr(part, name), tuple) and any(id(item) in identities for item in items)
        }
        return replace(part, **lists) if lists else part

    ordered = sorted(gone, key=lambda part: getattr(part, "drop", 0))
    return rewrite(page, keep), tuple(getattr(part, "name", "") for part in ordered)
