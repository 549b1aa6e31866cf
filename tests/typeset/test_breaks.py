"""Lines in scripts without spaces end where their readers expect it."""

from __future__ import annotations

import pytest

from prepsheet.typeset.breaks import stops


def parts(text: str) -> list[str]:
    """The text in the smallest parts that lines may be made of."""
    found, start = [], 0
    for stop, after in stops(text, 0, len(text)):
        found.append(text[start:stop])
        start = after
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我想工作", "我|想|工|作"),
        ("你好，王。", "你|好，|王。"),
        ("（真的）吗", "（真|的）|吗"),
        ("“真的吗？”他", "“真|的|吗？”|他"),
        ("チョコを", "チョ|コ|を"),
        ("ラーメン", "ラー|メ|ン"),
        ("用Python写", "用|Python|写"),
        ("김민수 씨", "김|민|수|씨"),
        ("one two-three", "one|two-|three"),
    ],
)
def test_east_asian_lines(text: str, expected: str) -> None:
    assert parts(text) == expected.split("|")


def test_thai_lines_end_between_words() -> None:
    assert parts("พนักงานต้อนรับของโรงแรม") == ["พนักงาน", "ต้อน", "รับ", "ของ", "โรงแรม"]


@pytest.mark.parametrize("text", ["محمد عبد الله", "דוד לוי", "अनिता शर्मा"])
def test_scripts_with_spaces_end_lines_at_them(text: str) -> None:
    assert parts(text) == text.split()


def test_a_letter_is_never_parted_from_its_marks() -> None:
    assert parts("か\u3099き") == ["か\u3099", "き"]
