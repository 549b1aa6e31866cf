"""The answer at a glance, for the cheat sheet: four short lines, and one sentence to open with."""

from __future__ import annotations

from typing import Any

from prepsheet.answers.choose import choose
from prepsheet.answers.english import tidy
from prepsheet.answers.model import Cue, Scripts
from prepsheet.answers.own import first_sentence
from prepsheet.answers.scene import Scene, finished, scene, text_of
from prepsheet.answers.template import fill
from prepsheet.answers.view import Facts
from prepsheet.document import Beat

CUE_LINES, CUE_COLUMNS = 3, 21
"""The room for a line of the cheat sheet, in characters."""
OPENING_CHARACTERS = 155
"""What the largest type of the cheat sheet has room for."""


def cues(scripts: Scripts, facts: Facts, question: str = "aspirations") -> tuple[Beat, ...]:
    """The four beats now, next, far and why, each a line of plain text; "" where there is nothing to say.

    The person's own lines win and are never shortened.
    """
    stage, own = _stage(scripts, facts, question)
    prepared = own.get("cues") or {}
    return tuple(
        Beat(
            label=stage.label(cue.label),
            text=" ".join(str(prepared.get(cue.id) or "").split()) or _line(stage, cue),
        )
        for cue in scripts.questions[question].cues
    )


def opening(scripts: Scripts, facts: Facts, question: str = "aspirations") -> str:
    """The one sentence to remember, or "" if there is nothing to make it of.

    It is the person's own opening, else the first sentence of their short version, else made from
    the goal, of at most `OPENING_CHARACTERS`.
    """
    stage, own = _stage(scripts, facts, question)
    if prepared := " ".join(str(own.get("opening") or "").split()):
        return prepared
    first = text_of(first_sentence(str(own.get("short") or ""), OPENING_CHARACTERS))
    made = [_sentence(stage, way) for way in scripts.questions[question].opening if stage.filled(way)]
    return next((text for text in (first, *made) if 0 < len(text) <= OPENING_CHARACTERS), "")


def _stage(scripts: Scripts, facts: Facts, question: str) -> tuple[Scene, dict[str, Any]]:
    asked = scripts.questions[question]
    own = facts.answer(asked.id, asked.text)
    return scene(scripts, asked, facts, choose(scripts, asked, facts)), own


def _line(stage: Scene, cue: Cue) -> str:
    made = [_sentence(stage, way) for way in cue.any if stage.filled(way)]
    return next((text for text in made if fits(text)), min(made, key=len, default=""))


def _sentence(stage: Scene, way: str) -> str:
    return text_of(finished(fill(way, stage.runs)))


def fits(text: str) -> bool:
    """Whether a line of the cheat sheet has room for `text`."""
    lines, room = 0, 0
    for word in tidy(text).split(" "):
        if len(word) > CUE_COLUMNS:
            return False
        if len(word) + 1 > room:
            lines, room = lines + 1, CUE_COLUMNS - len(word)
        else:
            room -= len(word) + 1
    return lines <= CUE_LINES
