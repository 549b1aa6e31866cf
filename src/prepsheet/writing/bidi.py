"""The order of characters that mix directions: the Unicode bidirectional algorithm (UAX #9).

    levels("Name: דוד", 0)       # 0 for each character read from left to right, odd for the others
    visual([0, 1, 1, 0])         # [0, 2, 1, 3]: which character stands where, from the left

Levels are needed, since text of one level is shaped together; libraries give the reordered string.
Embedding, override and isolate controls are passed over: what a sheet shows is decided by its
letters, never by characters that nobody sees. Direction marks count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from unicodedata import bidirectional, normalize

_PAIRS = dict(
    zip(
        "([{⁅⁽₍❨❪❬❮❰❲❴⟦⟨⟪⟬⟮⦃⦅〈《「『【〔〖〘〚（［｛｟｢",
        ")]}⁆⁾₎❩❫❭❯❱❳❵⟧⟩⟫⟭⟯⦄⦆〉》」』】〕〗〙〛）］｝｠｣",
        strict=True,
    )
)
_CLOSING = frozenset(_PAIRS.values())
_INVISIBLE = frozenset(("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "ES", "ET", "CS"))
_BLANK = frozenset(("WS", "S", "B"))
_SIDE = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
"""The direction that a kind has for the neutral characters beside it."""


def base_level(text: str) -> int:
    """1 for a paragraph whose first letter is written from right to left, else 0 (rules P2, P3)."""
    kinds = map(bidirectional, text)
    return int(next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L")


def has_rtl(text: str) -> bool:
    """Whether any letter of the text is written from right to left."""
    return any(bidirectional(each) in ("R", "AL") for each in text)


def paragraph_level(text: str, rtl: bool, as_sheet: bool = False) -> int:
    """The level of a paragraph of a sheet, which is itself read from right to left if `rtl`.

    In a sheet read from left to right it is that of the first letter, or the sheet's own, `as_sheet`.
    In one read from right to left it is 1 if any letter is read so: others keep their own order.
    """
    if rtl:
        return int(has_rtl(text))
    return 0 if as_sheet else base_level(text)


def levels(text: str, base: int) -> list[int]:
    """The level of every character of a line or paragraph whose base level is `base`."""
    seen = [index for index, each in enumerate(text) if bidirectional(each) not in _INVISIBLE]
    kinds = [bidirectional(text[index]) or "L" for index in seen]
    side = "LR"[base]
    marks = _weak(kinds, side)
    _brackets(kinds, [text[index] for index in seen], marks, side)
    _neutral(kinds, side)
    found: list[int | None] = [None] * len(text)
    for index, kind in zip(seen, kinds, strict=True):
        found[index] = base + _raise(kind, base)
    return _trailing(text, found, base)


def visual(levels: Sequence[int]) -> list[int]:
    """The places of the line's characters, or of its runs, from left to right (rule L2)."""
    order = list(range(len(levels)))
    for limit in range(max(levels, default=0), 0, -1):
        start = 0
        for high, group in groupby([levels[index] >= limit for index in order]):
            end = start + len(list(group))
            if high:
                order[start:end] = order[start:end][::-1]
            start = end
    return order


def _weak(kinds: list[str], side: str) -> list[bool]:
    """Settles marks, numbers and what belongs to numbers (W1 to W7); says which kinds were marks."""
    marks = [kind == "NSM" for kind in kinds]
    _each(kinds, side, lambda kind, before: before if kind == "NSM" else kind)
    _after_letters(kinds, side, "AL", "AN")
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        if before == after and (
            (kind == "CS" and before in ("EN", "AN")) or (kind == "ES" and before == "EN")
        ):
            kinds[index] = before
    _terminators(kinds)
    kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]
    _after_letters(kinds, side, "L", "L")
    return marks


def _each(kinds: list[str], before: str, settled: Callable[[str, str], str]) -> None:
    for index, kind in enumerate(kinds):
        before = kinds[index] = settled(kind, before)


def _after_letters(kinds: list[str], side: str, letters: str, becomes: str) -> None:
    """European numbers whose last strong character before them is one of these letters (W2, W7)."""
    strong = side
    for index, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == letters:
            kinds[index] = becomes


def _terminators(kinds: list[str]) -> None:
    """Signs such as % and € beside a European number belong to it (W5)."""
    start = 0
    for kind, group in groupby(kinds[:]):
        end = start + len(list(group))
        if kind == "ET" and "EN" in (*kinds[max(start - 1, 0) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
        start = end


def _brackets(kinds: list[str], text: list[str], marks: list[bool], side: str) -> None:
    """A pair of brackets takes the direction of what it holds, or of what stands before it (N0)."""
    for start, end in sorted(_paired(kinds, text)):
        inside = {_SIDE[kind] for kind in kinds[start + 1 : end] if kind in _SIDE}
        if side in inside:
            chosen = side
        elif inside:
            before = [_SIDE[kind] for kind in kinds[:start] if kind in _SIDE]
            chosen = before[-1] if before else side
        else:
            continue
        for at in (start, end):
            kinds[at] = chosen
            while at + 1 < len(kinds) and marks[at + 1]:
                at += 1
                kinds[at] = chosen


def _paired(kinds: list[str], text: list[str]) -> list[tuple[int, int]]:
    """The places of brackets and their partners (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, each in enumerate(normalize("NFC", char) for char in text):
        if kinds[index] != "ON":
            continue
        if each in _PAIRS:
            if len(waiting) == 63:
                return []
            waiting.append((_PAIRS[each], index))
        elif each in _CLOSING:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == each:
                    pairs.append((waiting[depth][1], index))
                    del waiting[depth:]
                    break
    return pairs


def _neutral(kinds: list[str], side: str) -> None:
    """Neutral characters take the direction that both sides share, else that of the paragraph (N1, N2)."""
    start = 0
    for neutral, group in groupby(kinds[:], _NEUTRAL.__contains__):
        end = start + len(list(group))
        if neutral:
            before = _SIDE[kinds[start - 1]] if start else side
            after = _SIDE[kinds[end]] if end < len(kinds) else side
            kinds[start:end] = [before if before == after else side] * (end - start)
        start = end


def _raise(kind: str, base: int) -> int:
    """How far a character rises above the paragraph's level (I1, I2)."""
    if base:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _trailing(text: str, found: list[int | None], base: int) -> list[int]:
    """Blanks at the end of the line stand at its end; the invisible go with what is before them (L1)."""
    result: list[int] = []
    for level in found:
        result.append(level if level is not None else result[-1] if result else base)
    for index in range(len(text) - 1, -1, -1):
        if bidirectional(text[index]) not in _BLANK | _INVISIBLE:
            break
        result[index] = base
    for index, each in enumerate(text):
        if bidirectional(each) in ("S", "B"):
            while index >= 0 and bidirectional(text[index]) in _BLANK | _INVISIBLE:
                result[index] = base
                index -= 1
    return result
