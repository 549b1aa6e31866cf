"""What a language tag leaves unsaid: the script and the region that its language is likely to have."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Likely(NamedTuple):
    """A script by its ISO 15924 code, "" for none, and a tag of language and region, as in `ar-EG`."""

    script: str
    tag: str


@cache
def likely(language: str) -> Likely:
    """What a tag such as `ar`, `zh-TW` or `uz-Arab` means, by CLDR's likely subtags."""
    from babel.core import get_global, parse_locale  # takes longer to load than a draft to write

    try:
        primary, region, script, *_ = parse_locale(language.replace("-", "_"))
    except ValueError:
        return Likely("", language)
    known = get_global("likely_subtags")
    tags = ((primary, script, region), (primary, region), (primary, script), (primary,))
    keys = ("_".join(filter(None, tag)) for tag in tags)
    _, usual, home = next((known[key] for key in keys if key in known), "__").split("_")
    return Likely(script or usual, "-".join(filter(None, (primary, region or home))))
