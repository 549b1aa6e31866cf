"""The names by which a returned draft is recognised: tags, titles and bookmarks.

Everything follows from a field's path, so that whoever reads a draft back can compute the same
names. Word allows 64 characters (UTF-16 units) for a control's tag or title, and 40 for a
bookmark, which starts with a letter and ignores case. LibreOffice may drop a tag but keeps some
titles, so the title ends in the path too.
"""

from __future__ import annotations

import re
from typing import Literal
from zlib import crc32

Part = Literal["s", "e", "c"]
"""What a bookmark marks: the start or the end of a region, or the label of a check."""

_LIMIT = 64
_KEY_LIMIT = 48
_PLAIN = re.compile(r"[a-z0-9.]{1,34}")
_OTHER = re.compile(r"[^a-z0-9]+")


def key(path: str) -> str:
    """The path, or for a long one its beginning and a checksum."""
    return path if _units(path) <= _KEY_LIMIT else f"{_clip(path, _KEY_LIMIT - 9)}~{_checksum(path)}"


def tag(path: str) -> str:
    """The tag of the content control for this path."""
    return f"prep:{key(path)}"


def title(label: str, path: str) -> str:
    """What Word shows on the control: the label, shortened if it must be, then the path in brackets."""
    words = " ".join(label.split())
    if not path:
        return _clip(words, _LIMIT)
    end = f"[{key(path)}]"
    return f"{_clip(words, _LIMIT - 1 - _units(end)).rstrip()} {end}"


def bookmark(path: str, part: Part) -> str:
    """The bookmark for this path: `pp_goals_near_s`, with a checksum where letters had to change."""
    if _PLAIN.fullmatch(path):
        return f"pp_{path.replace('.', '_')}_{part}"
    return f"pp_{_OTHER.sub('_', path.lower())[:25]}_{_checksum(path)}_{part}"


def control_id(identity: str) -> int:
    """A content control's number, from 1 to 2**31 - 1: the same for the same identity in every run."""
    return crc32(identity.encode()) & 0x7FFFFFFF or 1


def _checksum(path: str) -> str:
    return f"{crc32(path.encode()):08x}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _clip(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
