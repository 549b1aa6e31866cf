"""Fonts that tests need and that do not come with us: on CI they must be there, elsewhere tests skip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SYSTEM = Path("/usr/share/fonts")
NOTO = SYSTEM / "truetype/noto"
FILES = {
    "Chinese": SYSTEM / "truetype/droid/DroidSansFallbackFull.ttf",
    "Japanese": SYSTEM / "truetype/droid/DroidSansFallbackFull.ttf",
    "Korean": SYSTEM / "truetype/nanum/NanumGothic.ttf",
    "Arabic": NOTO / "NotoSansArabic-Regular.ttf",
    "Hebrew": NOTO / "NotoSansHebrew-Regular.ttf",
    "Devanagari": NOTO / "NotoSansDevanagari-Regular.ttf",
    "Thai": NOTO / "NotoSansThai-Regular.ttf",
}
NAMES = {
    "Chinese": "李雷",
    "Japanese": "さくら",
    "Korean": "김민수",
    "Arabic": "محمد عبد الله",
    "Hebrew": "דוד לוי",
    "Devanagari": "अनिता शर्मा",
    "Thai": "สมชาย ใจดี",
}


def needed(*scripts: str) -> None:
    """Skips the test on a machine without fonts for the scripts; fails it on CI."""
    missing = [str(FILES[script]) for script in scripts or FILES if not FILES[script].exists()]
    if missing and os.environ.get("CI"):
        pytest.fail(f"these fonts are missing; .ci/run should install them: {', '.join(missing)}")
    if missing:
        pytest.skip(f"without {', '.join(missing)}")
