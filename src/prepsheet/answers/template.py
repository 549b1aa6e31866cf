"""Sentences with `{slot}` and `**strong**`, read before anything of the person's own goes in.

A slot written `{slot?}` may stay open: its mark doesn't rule the wording out.
A value is only ever put in as text: braces and stars in it mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from prepsheet.answers.english import upper_first
from prepsheet.document import Run, RunStyle

_TOKEN = re.compile(r"\{([a-z][a-z0-9_]*)(\??)\}|(\*\*)|([{}])")
_ENDS = (".", "?", "!", "…")
_CLOSING = "”’\"'"


class Piece(NamedTuple):
    """A stretch of a template: literal text, or the name of a slot."""

    text: str
    slot: bool
    strong: bool
    open: bool = False


@lru_cache(maxsize=1024)
def parse(template: str) -> tuple[Piece, ...]:
    """The pieces of a template. Raises ValueError for a brace or a pair of stars that stands alone."""
    pieces: list[Piece] = []
    strong, at = False, 0
    for token in _TOKEN.finditer(template):
        if token[4]:
            raise ValueError(f"{token[4]!r} is not part of a {{slot}}")
        pieces.append(Piece(template[at : token.start()], False, strong))
        at = token.end()
        if token[1]:
            pieces.append(Piece(token[1], True, strong, bool(token[2])))
        else:
            strong = not strong
    if strong:
        raise ValueError("** is opened and not closed")
    pieces.append(Piece(template[at:], False, False))
    return tuple(piece for piece in pieces if piece.text)


def slots_of(template: str) -> tuple[str, ...]:
    """The names of the slots of a template, in order."""
    return tuple(piece.text for piece in parse(template) if piece.slot)


def needs(template: str) -> tuple[str, ...]:
    """The names of the slots that a template can't do without."""
    return tuple(piece.text for piece in parse(template) if piece.slot and not piece.open)


def fill(template: str, runs_of: Callable[[str], Iterable[Run]]) -> tuple[Run, ...]:
    """The runs of a template, each slot replaced by `runs_of(name)`.

    There are never two full stops together, and a slot after a full stop begins with a capital.
    """
    runs: list[Run] = []
    for piece in parse(template):
        style: RunStyle = "strong" if piece.strong else "plain"
        filling = runs_of(piece.text) if piece.slot else (Run(piece.text),)
        begins = piece.slot and bool(runs) and _opens(runs[-1])
        for run in filling:
            text = run.text
            if (
                not piece.slot
                and text[:1] == "."
                and runs
                and runs[-1].style != "gap"
                and ended(runs[-1].text)
            ):
                text = text[1:]
            if begins and run.style != "gap":
                text, begins = upper_first(text), False
            runs.append(Run(text, "gap" if run.style == "gap" else style))
    return merged(runs)


def _opens(run: Run) -> bool:
    """Whether a new sentence begins after a run."""
    return run.text[-1:] == " " and ended(run.text[:-1])


def fill_text(template: str, values: dict[str, str]) -> str:
    """The same for plain text and ready values."""
    return "".join(run.text for run in fill(template, lambda name: (Run(values[name]),)))


def ended(text: str) -> bool:
    """Whether a text ends as a sentence does, within quotes or without."""
    return text.rstrip(_CLOSING).endswith(_ENDS)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one style made one, empty runs left out. Marks stay apart."""
    result: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if result and result[-1].style == run.style != "gap":
            result[-1] = Run(result[-1].text + run.text, run.style)
        else:
            result.append(run)
    return tuple(result)
