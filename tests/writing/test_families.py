"""Writing systems by their codes and letters."""

from __future__ import annotations

import pytest

from prepsheet.writing.families import SCRIPTS, Script, by_code, shared
from prepsheet.writing.locales import likely


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_writing_system_has_the_code_of_its_language(script: Script) -> None:
    assert script.code == likely(script.language).script
    assert by_code(script.code) is script


@pytest.mark.parametrize(("text", "language"), [("山田さん", "ja"), ("김李", "ko"), ("李雷", ""), ("Li", "")])
def test_kana_and_hangul_tell_the_language(text: str, language: str) -> None:
    assert shared(text) == language
