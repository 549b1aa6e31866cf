"""What people are called, and how their names are sorted."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
"""Languages that say the family's name first."""
PARTICLES = frozenset((
    "'t", "al", "ap", "ben", "bin", "bint", "da", "dal", "das", "de", "degli", "dei", "del", "della", "den",
    "der", "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "lo", "los", "te", "ten", "ter",
    "van", "vom", "von", "zu", "zum", "zur",
))  # fmt: skip
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq"))
_EAST_ASIAN = re.compile(
    "[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_KANA = re.compile("[\u3040-\u30ff]")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)


class Name(NamedTuple):
    """A name as it is said and printed, and the part that it is sorted by."""

    whole: str
    surname: str


def assembled(first: str, last: str, preferred: str = "", language: str = "") -> Name:
    """The name made of its parts, in the order of the language; who prefers another first name has that."""
    given = preferred or first
    if not (given and last):
        return parted(given or last, language=language)
    if _holds(given, last):
        return Name(given, last)
    if _EAST_ASIAN.fullmatch(given) and _EAST_ASIAN.fullmatch(last):
        space = " " if language == "ja" or _KANA.search(given + last) else ""
        return Name(f"{last}{space}{given}", last)
    return Name(f"{last} {given}" if language in FAMILY_FIRST else f"{given} {last}", last)


def parted(name: str, preferred: str = "", language: str = "") -> Name:
    """The name of one column, with its surname told apart; "Last, First" is turned round."""
    before, comma, after = (part.strip() for part in name.partition(","))
    if comma and before and after and "," not in after and not _is_suffix(after):
        return assembled(after, before, preferred, language)
    surname = _surname(name, language)
    if not preferred or surname == name:
        return Name(preferred or name, _surname(preferred, language) if preferred else surname)
    whole = preferred if _holds(preferred, surname) else f"{preferred} {surname}"
    if language in FAMILY_FIRST and whole != preferred:
        whole = f"{surname} {preferred}"
    return Name(whole, surname)


def _holds(name: str, surname: str) -> bool:
    """Whether a name is a whole one: it begins or ends with the surname, and has more."""
    words, last = name.casefold().split(), surname.casefold().split()
    return len(words) > len(last) and last in (words[-len(last) :], words[: len(last)])


def _surname(name: str, language: str) -> str:
    words = name.split()
    while len(words) > 1 and _is_suffix(words[-1]):
        words.pop()
    if not words or _EAST_ASIAN.match(name):
        return name
    if language in FAMILY_FIRST and len(words) > 1:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return " ".join(words[start:]).strip(",")


def _is_suffix(word: str) -> bool:
    return word.replace(".", "").strip(" ,").casefold() in SUFFIXES


def sort_key(name: str, surname: str) -> tuple[str, str]:
    """By surname, then by the whole name, in no language's own order: accents, case and small particles
    (`von Berg` is at B) do not count."""
    words = surname.split()
    while len(words) > 1 and words[0].islower() and words[0] in PARTICLES:
        words.pop(0)
    return _collated(" ".join(words)), _collated(name)


def _collated(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return " ".join("".join(c for c in plain if c.isalnum() or c.isspace()).split())
