"""Which scripts a draft is written in, and how Word is to take each of its characters.

Word has three fonts, sizes and languages for every text: one for Latin letters and their like, one for
East Asian and one for complex ones. Of the first two it takes the right one for letters, but must be
told whose the signs are that both have; text read from right to left, or otherwise complex, must say
so itself. And it asks each run, not the paragraph. So every run is of one kind, and characters that
are of none go with those around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Literal
from unicodedata import bidirectional

from prepsheet.writing import bidi
from prepsheet.writing.direction import SCRIPTS as RTL
from prepsheet.writing.direction import from_right
from prepsheet.writing.families import Script, by_code, script_of, shared
from prepsheet.writing.locales import likely

Kind = Literal["plain", "eastAsia", "cs", "rtl"]
"""How Word is to take text: `cs` is complex text that is read from left to right, such as Thai."""

LATIN = "en-GB"
"""What words in Latin letters are taken for in a draft in another script."""

_EAST = (
    "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_COMPLEX = "\u0900-\u109f\u1780-\u17ff\u1cd0-\u1cff\ua8e0-\ua8ff\ua9e0-\ua9ff\uaa60-\uaa7f"
_RIGHT = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_IS_EAST, _IS_COMPLEX, _IN_COMPLEX_SLOT, _IS_FOREIGN = (
    re.compile(f"[{characters}]")
    for characters in (_EAST, _COMPLEX, _COMPLEX + _RIGHT, _EAST + _COMPLEX + _RIGHT)
)

_EAST_CODES = frozenset(("hans", "hant", "hani", "jpan", "kore"))
_COMPLEX_CODES = frozenset((
    "beng", "deva", "gujr", "guru", "khmr", "knda", "laoo", "mlym", "mymr", "orya", "sinh", "taml", "telu",
    "thai", "tibt",
))  # fmt: skip
"""Writing systems that these ranges are of, by their ISO 15924 codes."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The language that text of a kind is in by default, and its script, if we know fonts for it."""

    language: str
    script: Script | None = None

    def other(self, text: str) -> str:
        """The language of the first letter that belongs to another script; "" if none does."""
        own = self.script.language if self.script else ""
        found = (script_of(each, own) for each in text)
        return next((likely(each.language).tag for each in found if each and each is not self.script), "")


@dataclass(frozen=True, slots=True)
class Scripts:
    """What a draft is written in: which way it is read, the kind of its own words, and its languages."""

    rtl: bool
    own: Kind
    latin: str
    east: Slot
    complex: Slot


def scripts_of(language: str, theirs: str, text: str) -> Scripts:
    """The scripts of a draft in a language, for a person whose own is `theirs`, of all its text."""
    if not from_right(language) and not foreign(text):
        return Scripts(False, "plain", language, Slot(language), Slot(language))
    own = _kind(language)
    east, others = _IS_EAST.search(text), _IN_COMPLEX_SLOT.search(text)
    return Scripts(
        from_right(language),
        own,
        language if own == "plain" else LATIN,
        _slot(("eastAsia",), (language, theirs, shared(text)), east) or Slot(language),
        _slot(("cs", "rtl"), (language, theirs), others) or Slot(language),
    )


def foreign(text: str) -> bool:
    """Whether anything in the text is of another kind than plain."""
    return bool(_IS_FOREIGN.search(text))


def kinds(text: str, level: int, own: Kind) -> list[Kind]:
    """The kind of every character of a paragraph with this level, in a draft whose words are `own`."""
    found: list[Kind | None] = []
    for height, group in groupby(zip(bidi.levels(text, level), text, strict=True), lambda pair: pair[0]):
        stretch = [each for _, each in group]
        # Numbers between letters that run to the left are two levels up, but of one piece with them.
        right = height % 2 or (height == 2 and "L" not in map(bidirectional, stretch))
        found += ["rtl" if right else _strong(each) for each in stretch]
    for at, each in enumerate(text):
        if at and found[at] is None and bidirectional(each) in ("NSM", "BN"):
            found[at] = found[at - 1]
    return _settled(found, own if own in ("eastAsia", "cs") else "plain")


def _strong(character: str) -> Kind | None:
    """The kind of a letter read from left to right; None for figures and signs, which any kind has."""
    if _IS_EAST.match(character):
        return "eastAsia"
    if _IS_COMPLEX.match(character):
        return "cs"
    return "plain" if character.isalpha() else None


def _settled(found: list[Kind | None], around: Kind) -> list[Kind]:
    """Characters of no kind take the one that both sides share, else that of the words around them."""
    before, after = _latest(found, around), _latest(found[::-1], around)[-2::-1]
    sides = zip(found, before, after, strict=False)
    return [kind or (one if one == other != "rtl" else around) for kind, one, other in sides]


def _latest(found: list[Kind | None], around: Kind) -> list[Kind]:
    """The last kind before each character and, at last, before the end."""
    return list(accumulate(found, lambda last, kind: kind or last, initial=around))


def _kind(language: str) -> Kind:
    code = likely(language).script.lower()
    if code in _EAST_CODES:
        return "eastAsia"
    return "rtl" if code in RTL else "cs" if code in _COMPLEX_CODES else "plain"


def _slot(kinds: tuple[Kind, ...], languages: tuple[str, ...], found: re.Match[str] | None) -> Slot | None:
    """The first language of these kinds, else that of the letter found."""
    for language in languages:
        if _kind(language) in kinds:
            known = likely(language)
            return Slot(known.tag, by_code(known.script))
    script = script_of(found[0]) if found else None
    return Slot(likely(script.language).tag, script) if script else None
