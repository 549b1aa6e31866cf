"""Codes of pages: which sheet of a run a page is, to be scanned or typed.

A code is `TOKEN-SHEET-PAGE-CHECK`: an opaque token that stands for a row of a run, the number of the
sheet and that of the page from 1, and a character that gives away slips of the pen. Nothing in it is
about a person: what it stands for is known to the folder of the run alone. The alphabet is Crockford's
base 32, in which no character looks like another.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS, LENGTH = 5, 10
"""Bits of a character, and characters of a token: 50 bits, so that a million rows have one each."""

_ALIKE = str.maketrans("OIL", "011")
_APART = re.compile(r"[\s\-‐-―−]+")
_TOKEN = re.compile(f"[{ALPHABET}]{{8,13}}")
_NUMBER = re.compile("[1-9][0-9]{0,3}")


class PageCode(NamedTuple):
    """What a code says."""

    token: str
    sheet: int
    page: int

    def __str__(self) -> str:
        said = f"{self.token}-{self.sheet}-{self.page}"
        return f"{said}-{_check(said)}"


def token(data: bytes) -> str:
    """A token for whatever `data` tells apart. It can't be turned back."""
    number = int.from_bytes(sha256(data).digest()) >> (256 - BITS * LENGTH)
    return "".join(ALPHABET[number >> BITS * place & 31] for place in reversed(range(LENGTH)))


def of_page(sheet: str, page: int) -> str:
    """The code of a page of a sheet, which is `TOKEN-SHEET`."""
    said, _, number = sheet.rpartition("-")
    return str(PageCode(said, int(number), page))


def of_sheet(sheet: str) -> PageCode | None:
    """The code of the first page of a sheet, as `of_page` takes it; None if that is nothing of ours."""
    said, _, number = sheet.rpartition("-")
    ours = _TOKEN.fullmatch(said) and _NUMBER.fullmatch(number)
    return PageCode(said, int(number), 1) if ours else None


def parse(text: str) -> PageCode | None:
    """What a code says that somebody has typed: in any case, with O for 0 and I or L for 1, and with
    spaces or dashes wherever there is one. None if it is no code, or has a slip in it.
    """
    *parts, sheet, page, check = ["", "", *_APART.split(text.strip().upper().translate(_ALIKE))]
    said = "".join(parts)
    if not (_TOKEN.fullmatch(said) and _NUMBER.fullmatch(sheet) and _NUMBER.fullmatch(page)):
        return None
    return PageCode(said, int(sheet), int(page)) if check == _check(f"{said}-{sheet}-{page}") else None


def _check(said: str) -> str:
    """The remainder of the characters as a polynomial over GF(32): it tells of any wrong character, and
    of any two that have changed places.
    """
    state = 0
    for character in said:
        state = state << 1 ^ (0b100101 if state & 0b10000 else 0) ^ max(ALPHABET.find(character), 0)
    return ALPHABET[state]
