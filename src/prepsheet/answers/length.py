"""How long an answer takes to say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from prepsheet.answers.scene import text_of
from prepsheet.answers.view import Data, Facts
from prepsheet.document import Beat

_WORD = re.compile(r"[^\W_]\S*")

PACE_WPM = 140
"""Words a minute. Conversation runs at 110 to 150, and listeners rate a moderate pace best."""


def pace(facts: Facts) -> float:
    """The person's words a minute: `print.pace_wpm`, else the usual pace."""
    printing = facts.prep.get("print") or {}
    return _number(printing.get("pace_wpm")) or PACE_WPM


def words_in(text: str) -> int:
    """Words as a speaker counts them: whatever has a letter or a figure, between spaces."""
    return len(_WORD.findall(text))


def words_of(beats: Iterable[Beat]) -> int:
    """The words of some beats, without their labels."""
    return sum(words_in(beat.text if isinstance(beat.text, str) else text_of(beat.text)) for beat in beats)


def rounded(seconds: float) -> int:
    """Seconds as one tells them: to the second below twenty (two at least), then by fives."""
    if seconds < 20:
        return max(2, round(seconds)) if seconds else 0
    return 5 * round(seconds / 5)


def range_for(answer: Data, usual: tuple[int, ...]) -> tuple[float, float]:
    """The shortest and longest good answer in seconds: the person's own range, else the question's."""
    own = [_number(second) for second in answer.get("seconds") or []]
    low, high = own if len(own) == 2 and 0 < own[0] <= own[1] else usual
    return low, high


def _number(value: Any) -> float:
    try:
        return max(0.0, float(value or 0))
    except (TypeError, ValueError):
        return 0.0
