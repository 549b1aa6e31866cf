"""What language tags leave unsaid."""

from __future__ import annotations

import pytest

from prepsheet.writing.locales import likely


@pytest.mark.parametrize(
    ("language", "script", "tag"),
    [
        ("ar", "Arab", "ar-EG"),
        ("ar-MA", "Arab", "ar-MA"),
        ("ar-Latn", "Latn", "ar-EG"),
        ("uz", "Latn", "uz-UZ"),
        ("uz-Arab", "Arab", "uz-AF"),
        ("zh", "Hans", "zh-CN"),
        ("zh-TW", "Hant", "zh-TW"),
        ("zh-Hant", "Hant", "zh-TW"),
        ("en-GB", "Latn", "en-GB"),
        ("", "", ""),
        ("no such thing", "", "no such thing"),
    ],
)
def test_script_and_region(language: str, script: str, tag: str) -> None:
    assert likely(language) == (script, tag)
