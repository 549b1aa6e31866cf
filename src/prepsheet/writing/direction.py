"""Which way a language is read: from the left, or from the right, as Arabic and Hebrew are."""

from __future__ import annotations

SCRIPTS = frozenset(
    ("adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi")
)
"""Scripts in use whose letters run to the left, by their ISO 15924 codes (CLDR, scriptMetadata)."""

LANGUAGES = frozenset((
    "ar", "arc", "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw", "ks", "lrc",
    "mzn", "nqo", "pnb", "ps", "sd", "skr", "syr", "ug", "ur", "yi",
))  # fmt: skip
"""Languages that CLDR's likely subtags write in one of them."""


def from_right(language: str) -> bool:
    """Whether text in the language, a tag such as `ar-EG` or `uz-Arab`, is read from right to left."""
    primary, *others = language.lower().replace("_", "-").split("-")
    script = next((tag for tag in others if len(tag) == 4 and tag.isalpha()), "")
    return script in SCRIPTS if script else primary in LANGUAGES
