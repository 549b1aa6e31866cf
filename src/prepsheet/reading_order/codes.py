"""From the codes of a font to text: its Unicode map or, without one, the encoding that it names."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial

from pypdf.generic import DictionaryObject, StreamObject

from prepsheet.reading_order.values import dictionary, name, resolved

Decode = Callable[[bytes], str]

UNKNOWN = "\ufffd"
"""Stands for a code that the font gives no meaning."""

ENCODINGS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}
_SECTION = re.compile(rb"begin(bfchar|bfrange)((?:<[0-9A-Fa-f\s]*>|[\[\]\s])*)end\1")
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


@dataclass(slots=True)
class _Map:
    """A Unicode map: single codes, and ranges of them by length in bytes, first, last, first text."""

    single: dict[bytes, str] = field(default_factory=dict)
    ranges: list[tuple[int, int, int, str]] = field(default_factory=list)

    def look_up(self, code: bytes) -> str | None:
        """The text of a code. The ranges have to be in order."""
        if code in self.single:
            return self.single[code]
        value = int.from_bytes(code)
        at = bisect_right(self.ranges, (len(code), value), key=lambda each: each[:2]) - 1
        if at < 0:
            return None
        length, first, last, target = self.ranges[at]
        if length != len(code) or value > last or not target:
            return None
        return target[:-1] + chr(min(ord(target[-1]) + value - first, sys.maxunicode))


def decoder(font: DictionaryObject) -> Decode:
    """What turns the codes of a font into text."""
    stream = resolved(font.get("/ToUnicode"))
    wide = name(font.get("/Subtype")) == "Type0"
    if isinstance(stream, StreamObject):
        return partial(_mapped, lru_cache(4096)(_parsed(stream.get_data()).look_up), 2 if wide else 1)
    if wide:
        return lambda codes: UNKNOWN * (len(codes) // 2)
    encoding = font.get("/Encoding")
    base = name(encoding) or name(dictionary(encoding).get("/BaseEncoding"))
    return lambda codes: codes.decode(ENCODINGS.get(base, "cp1252"), "replace")


def _mapped(look_up: Callable[[bytes], str | None], width: int, codes: bytes) -> str:
    return "".join(
        UNKNOWN if (found := look_up(codes[at : at + width])) is None else found
        for at in range(0, len(codes), width)
    )


def _parsed(data: bytes) -> _Map:
    found = _Map()
    for kind, body in _SECTION.findall(data):
        tokens = iter(_TOKEN.findall(body))
        if kind == b"bfchar":
            for code, *_ in tokens:
                target, *_ = next(tokens, (b"",))
                found.single[_bytes(code)] = _text(target)
        else:
            for first, *_ in tokens:
                _read_range(found, _bytes(first), _bytes(next(tokens, (b"",))[0]), tokens)
    found.ranges.sort()
    return found


def _read_range(found: _Map, first: bytes, last: bytes, tokens: Iterator[tuple[bytes, bytes, bytes]]) -> None:
    target, opens, _ = next(tokens, (b"", b"", b""))
    start = int.from_bytes(first)
    if not opens:
        found.ranges.append((len(first), start, int.from_bytes(last), _text(target)))
        return
    for code, (each, _, closes) in enumerate(tokens, start):
        if closes:
            return
        found.single[code.to_bytes(len(first))] = _text(each)


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii"))


def _text(digits: bytes) -> str:
    return _bytes(digits).decode("utf-16-be", "replace")
