from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import TextStringObject, read_object

from prepsheet.pdf import operators as op


def read_back(written: str) -> str:
    found = read_object(io.BytesIO(written.encode("latin-1") + b" "), None)
    assert isinstance(found, TextStringObject)
    return str(found)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (100.0, "100"),
        (0.1 + 0.2, "0.3"),
        (-12.5, "-12.5"),
        (-1e-9, "0"),
        (595.2756, "595.276"),
        (123456.7891, "123456.789"),
    ],
)
def test_number(value: float, written: str) -> None:
    assert op.number(value) == written


@given(st.floats(-99_999, 99_999))
def test_numbers_are_plain_and_near(value: float) -> None:
    written = op.number(value)
    assert re.fullmatch(r"-?\d+(\.\d{1,3})?", written)
    assert abs(float(written) - value) <= 0.000501


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e7])
def test_what_is_no_length_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="no length"):
        op.number(value)


@given(st.text())
def test_every_text_can_be_read_back(text: str) -> None:
    assert read_back(op.text_string(text)) == text


@pytest.mark.parametrize(
    "text", ["Zuzana Křížková", "Nguyễn Thị Ánh", "Ольга Ελένη", "李雷 🙂", "a\r\nb\tc", "\\(()"]
)
def test_names_and_signs_can_be_read_back(text: str) -> None:
    assert read_back(op.text_string(text)) == text


def test_plain_english_stays_readable_in_the_file() -> None:
    assert op.text_string("Why (in one line)\nNow") == r"(Why \(in one line\)\nNow)"


@pytest.mark.parametrize("text", ["\u00fe\u00ff", "\u00ef\u00bb\u00bf Sheet", "\u00ff\u00fe"])
def test_a_text_that_begins_like_the_mark_of_an_encoding_is_not_taken_for_one(text: str) -> None:
    assert op.text_string(text).startswith("(\u00fe\u00ff\0")
    assert read_back(op.text_string(text)) == text


@pytest.mark.parametrize(("text", "size"), [("Łukasz – “déjà vu”…", 19), ("Křížková", 2 + 2 * 8)])
def test_a_text_takes_no_more_room_than_it_needs(text: str, size: int) -> None:
    assert len(op.text_string(text)) == size + len("()")
