"""Whose profile it is, in a form that tells people apart and says nothing about them.

Sheets carry it, so that one that comes back is not taken for somebody else's. It is made of the
e-mail address and the name: whoever changes one of them is still known by the other.
"""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import Any

_APART = "-"


def fingerprint(data: dict[str, Any]) -> str:
    """The person of a profile's plain data; "" for one with neither a name nor an e-mail address."""
    basics = data["basics"]
    parts = [_opaque(basics[key]) for key in ("email", "name")]
    return _APART.join(parts) if any(parts) else ""


def same(one: str, other: str) -> bool:
    """Whether two fingerprints are of one person, as far as they tell.

    Two addresses decide where both are known, else the names; somebody unknown may be anybody.
    """
    (email, name), (other_email, other_name) = _parts(one), _parts(other)
    if email and other_email:
        return email == other_email
    return name == other_name if name and other_name else not (one and other)


def _parts(fingerprint: str) -> tuple[str, str]:
    email, _, name = fingerprint.partition(_APART)
    return email, name


def _opaque(text: str) -> str:
    """Eight bytes of the text, whatever its letters' case and forms and the space around them."""
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return sha256(words.encode()).hexdigest()[:16] if words else ""
