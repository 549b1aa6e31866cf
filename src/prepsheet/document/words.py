"""Texts as words: what is kept of one when it goes into a sheet and comes back, and what tells two apart."""

from __future__ import annotations

import re
from hashlib import sha256
from unicodedata import normalize

_SPACE = re.compile(r"[ \t]+")


def lines(text: str) -> list[str]:
    """The lines of a text that say something, with single spaces; other spaces than the usual stay."""
    tidy = (_SPACE.sub(" ", line).strip() for line in text.splitlines())
    return [line for line in tidy if line]


def fingerprint(text: str) -> str:
    """Eight bytes that tell texts apart, in hexadecimal; space at line ends does not count."""
    rows = [row.rstrip() for row in normalize("NFC", text).strip().splitlines()]
    return sha256("\n".join(rows).encode()).hexdigest()[:16]
