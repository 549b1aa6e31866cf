"""Where lines may end in scripts without spaces: between Chinese, Japanese and Korean characters, between
Thai words; everywhere else at spaces, as in `lines`.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING
from unicodedata import category, combining, east_asian_width

from prepsheet.typeset import lines
from prepsheet.typeset.lines import Stop

if TYPE_CHECKING:
    from budoux import Parser

NEVER_FIRST = frozenset(
    "、。，．,.・:;：；!?！？‥…)]}）］｝〉》」』】〕〗〙〛｠”’»›%％‰℃°¢￠々〻ゝゞヽヾーｰ～〜゛゜"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
"""No line begins with these: closing punctuation, marks of repetition and length, small kana (JIS X 4051)."""
NEVER_LAST = frozenset("([{（［｛〈《「『【〔〖〘〚｟“‘«‹$¥￥£￡€№")
"""No line ends with these: opening brackets and quotation marks, signs before a figure."""

_JOINERS = frozenset("\u00a0\u200d\u202f\u2060\ufeff")
"""What stands on both sides of these stays together."""
_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]+")
_IDEOGRAPHIC = re.compile(
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uff61-\uffe6\U0001b000-\U0001b2ff\U00020000-\U0003fffd]"
)


def stops(text: str, start: int, end: int) -> list[Stop]:
    """Every place of a paragraph where a line may end, and where the next then starts; its end last."""
    found = set(lines.stops(text, start, end))
    words = {at for match in _THAI.finditer(text, start, end) for at in _word_ends(match)}
    found |= {(at, at) for at in range(start + 1, end) if at in words or _between(text[at - 1], text[at])}
    kept = [stop for stop in sorted(found) if _allowed(text, *stop, end)]
    return _without_doubles(kept)


def _between(before: str, after: str) -> bool:
    """Whether two characters may be parted because one of them is ideographic."""
    if not (_IDEOGRAPHIC.match(before) or _IDEOGRAPHIC.match(after)):
        return False
    if before.isspace() or after.isspace() or before in _JOINERS or after in _JOINERS:
        return False
    return category(after) not in ("Mn", "Mc", "Me", "Cf")


def _allowed(text: str, stop: int, after: int, end: int) -> bool:
    if stop >= end:
        return True
    first = text[after : after + 1]
    if combining(first or " "):
        return False
    wide = _wide(text[stop - 1 : stop]) or _wide(first)
    return not wide or (first not in NEVER_FIRST and text[stop - 1 : stop] not in NEVER_LAST)


def _wide(character: str) -> bool:
    return bool(character) and (east_asian_width(character) in "WFA" or bool(_IDEOGRAPHIC.match(character)))


def _without_doubles(stops: list[Stop]) -> list[Stop]:
    """One stop for each place: the one that skips the most spaces."""
    return list({stop: (stop, after) for stop, after in stops}.values())


def _word_ends(match: re.Match[str]) -> list[int]:
    ends = [match.start() + size for size in accumulate(map(len, _thai().parse(match.group())))]
    return ends[:-1]


@cache
def _thai() -> Parser:
    import budoux

    return budoux.load_default_thai_parser()
