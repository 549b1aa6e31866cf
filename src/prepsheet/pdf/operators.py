"""Numbers, strings and references the way PDF writes them.

Everything here returns text in which each character is a byte; numbers and references are ASCII.
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from functools import lru_cache

from prepsheet.pdf.engine import PDF_ALPHABET

LIMIT = 1_000_000.0
"""Larger numbers are a bug: a page is at most 14,400 points."""

_UTF_16, _UTF_8, _SWAPPED = codecs.BOM_UTF16_BE, codecs.BOM_UTF8, codecs.BOM_UTF16_LE
_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\n": r"\n", "\r": r"\r"})


@lru_cache(8192)
def number(value: float) -> str:
    """`value` with at most three decimals, never with an exponent. Raises ValueError beyond `LIMIT`."""
    if not -LIMIT < value < LIMIT:
        raise ValueError(f"{value} is no length on a page")
    digits = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def numbers(*values: float) -> str:
    """`values` with spaces between them."""
    return " ".join(map(number, values))


def text_string(text: str) -> str:
    """A PDF text string: one byte a character where PDF's own alphabet has them all, else UTF-16."""
    shown = text.replace("\n", "").isprintable()
    data = text if shown and text.isascii() else _encoded(text, shown).decode("latin-1")
    return f"({data.translate(_ESCAPES)})"


def _encoded(text: str, shown: bool) -> bytes:
    """Readers tell the encodings apart by the first bytes, so no text may begin like another's mark."""
    if shown:
        with suppress(UnicodeEncodeError):
            if not (short := text.encode(PDF_ALPHABET)).startswith((_UTF_16, _UTF_8, _SWAPPED)):
                return short
    return _UTF_16 + text.encode("utf-16-be")


def ref(number: int) -> str:
    """A reference to an object of the file."""
    return f"{number} 0 R"


def refs(numbers: list[int]) -> str:
    """An array of references."""
    return f"[{' '.join(map(ref, numbers))}]"
