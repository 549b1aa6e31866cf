"""What all blocks are made of: runs of text, and the room and rank that fitting may take."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

RunStyle = Literal["plain", "strong", "gap"]
Before = tuple[float, ...]


class Run(Struct, frozen=True, array_like=True):
    """A stretch of text in one style. A `gap` is a slot the person has not filled yet.

    `comment` stands in the margin of a Word draft, on these words; what is printed has no margin.
    """

    text: str
    style: RunStyle = "plain"
    comment: str = ""


Inline = str | tuple[Run, ...]
"""Text within a block: a plain string, or styled runs."""


def runs(text: Inline) -> tuple[Run, ...]:
    """A text as runs."""
    return (Run(text),) if isinstance(text, str) else text


class Base(Struct, frozen=True, kw_only=True, tag_field="block", forbid_unknown_fields=True):
    """What all blocks share.

    `before` is the space above, from roomy to tight: one-page fitting moves along it.
    `drop` is the rank in which fitting may leave the block out (1 goes first, 0 never);
    `name` is what to call it in the report when it does.
    """

    before: Before = (0.0,)
    drop: int = 0
    name: str = ""
