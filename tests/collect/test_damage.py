"""Damaged files: what is left of them is read and told; what was there before never passes for it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from prepsheet.collect import apart, pdf
from prepsheet.collect.model import Returned
from prepsheet.collect.read import read
from prepsheet.pdf import render
from prepsheet.problems import InputError
from tests.collect.filling import filled, updated
from tests.pdf import samples

EMPTY = render(samples.kinds(filled=False))
VALUES = {"goals.near.by": "2031-12", "goal": "near", "other": "Ελένη"}
SAVED = updated(EMPTY, VALUES)
WHOLE = filled(EMPTY, VALUES)
UPDATE = len(SAVED) - len(EMPTY)


def texts(returned: Returned) -> dict[str, str]:
    return {entry.path: entry.text for entry in returned.entries if entry.path in VALUES}


def codes(returned: Returned) -> list[tuple[str, str]]:
    return [(problem.severity, problem.code) for problem in returned.problems]


def shifted(data: bytes) -> bytes:
    """With a line in front of everything but the header, so that nothing is where the table says."""
    return data.replace(b"\n", b"\n% not here before\n", 1)


def without_a_table(data: bytes) -> bytes:
    return data[: data.rindex(b"startxref")] + b"startxref\n9\n%%EOF\n"


@pytest.mark.parametrize("data", [SAVED, WHOLE], ids=["updated", "whole"])
@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (b"", b""),
        (b"\xef\xbb\xbf", b""),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", b""),
        (b"", bytes(4096)),
        (b"\n\n", b"<html><body>Scanned by a mail server</body></html>\n" * 100),
    ],
)
def test_what_stands_around_a_file_makes_no_difference(data: bytes, before: bytes, behind: bytes) -> None:
    found = pdf.read(before + data + behind, "x.pdf")
    assert (texts(found), codes(found)) == (VALUES, [])


@pytest.mark.parametrize("data", [SAVED, WHOLE], ids=["updated", "whole"])
@pytest.mark.parametrize("damage", [shifted, without_a_table])
def test_a_wrong_table_is_made_anew_and_told(data: bytes, damage: Callable[[bytes], bytes]) -> None:
    found = pdf.read(damage(data), "x.pdf")
    assert (texts(found), codes(found)) == (VALUES, [("warning", "damaged")])


@pytest.mark.parametrize("missing", [*range(1, UPDATE, 23), UPDATE - 2])
def test_of_an_update_that_is_cut_off_what_is_there_is_read_and_told(missing: int) -> None:
    """Values that are not there any more are what they were; that something is missing is said."""
    found = pdf.read(SAVED[:-missing], "x.pdf")
    if missing > len(b"\n"):
        assert codes(found) == [("error", "truncated")]
    kept = [path for path, text in texts(found).items() if text == VALUES[path]]
    assert kept == [*VALUES][: len(kept)]
    assert len(kept) == sum(SAVED[:-missing].count(b"endobj", len(EMPTY)) > n for n in range(3))


def test_a_file_without_its_last_bytes_has_everything() -> None:
    for missing in (6, 30, 60):
        found = pdf.read(WHOLE[:-missing], "x.pdf")
        assert (texts(found), codes(found)) == (VALUES, [("error", "truncated")])


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8])
def test_a_file_of_which_too_little_is_left_is_refused(part: float) -> None:
    for data in (EMPTY, WHOLE):
        with pytest.raises(InputError) as refused:
            pdf.read(data[: int(part * len(data))], "x.pdf")
        assert [problem.code for problem in refused.value.problems] == ["broken-pdf"]


def test_what_was_encrypted_is_refused_without_the_key_to_it() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(WHOLE))
    writer.encrypt("", "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert texts(pdf.read(buffer.getvalue(), "x.pdf")) == VALUES
    with pytest.raises(InputError) as refused:
        pdf.read(buffer.getvalue().rpartition(b"trailer")[0], "x.pdf")
    assert [problem.code for problem in refused.value.problems] == ["broken-pdf"]


def test_damaged_files_are_read_in_a_process_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(shifted(SAVED))
    assert texts(read(path)) == VALUES
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    with pytest.raises(InputError) as refused:
        read(path)
    assert [problem.code for problem in refused.value.problems] == ["too-much"]


@settings(max_examples=100)
@given(st.data())
def test_any_damage_is_told_and_never_an_error_of_ours(data: st.DataObject) -> None:
    made = bytearray(SAVED)
    for at in data.draw(st.lists(st.integers(0, len(made) - 1), min_size=1, max_size=20)):
        made[at] = data.draw(st.integers(0, 255))
    try:
        assert pdf.read(bytes(made), "x.pdf").entries
    except InputError as refused:
        assert all(problem.hint for problem in refused.problems)
