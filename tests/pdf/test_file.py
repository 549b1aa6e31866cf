"""The file around the objects: small, sound, and the same for every reader."""

from __future__ import annotations

import io
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from prepsheet.pdf.file import PACK, file, stream
from tests.pdf.reading import catalog, trailer

ROOT = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"


def many(count: int) -> bytes:
    """A file with that many numbered texts, from object 4 on; 3 is a stream."""
    texts = {4 + number: b"<< /Text (%d) >>" % number for number in range(count)}
    return file({1: ROOT, 2: PAGES} | texts, {3: stream("", b"apart")}, "/Root 1 0 R")


def numbered(pdf: bytes, number: int) -> Any:
    """The object of that number."""
    return IndirectObject(number, 0, PdfReader(io.BytesIO(pdf), strict=True)).get_object()


def test_every_object_is_found_by_its_number() -> None:
    made = many(2 * PACK)
    texts = [numbered(made, 4 + number)["/Text"] for number in range(2 * PACK)]
    assert texts == [str(number) for number in range(2 * PACK)]
    assert numbered(made, 3).get_data() == b"apart"
    assert catalog(made)["/Type"] == "/Catalog"


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("count", [0, 1, PACK - 2, PACK - 1, 3 * PACK])
def test_a_file_is_sound(count: int, tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(many(count))
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


def test_many_objects_alike_take_little_room() -> None:
    assert len(many(600)) - len(many(200)) < 400 * 8


def test_the_identity_is_that_of_the_content() -> None:
    first, same, other = (trailer(many(count))["/ID"] for count in (5, 5, 6))
    assert first == same != other


def test_a_stream_says_its_length() -> None:
    body = stream("/Kind /Test", b"abc" * 100)
    data = body.split(b"stream\n", 1)[1].removesuffix(b"\nendstream")
    assert zlib.decompress(data) == b"abc" * 100
    assert b"/Length %d >>" % len(data) in body


def test_a_short_stream_stays_readable() -> None:
    assert stream("/Kind /Test", b"short") == b"<< /Kind /Test /Length 5 >>\nstream\nshort\nendstream"


@pytest.mark.parametrize("columns", [2, 6])
def test_rows_are_read_as_they_were(columns: int) -> None:
    data = bytes(range(256)) + bytes(reversed(range(254))) + bytes(90)
    made = file({1: ROOT, 2: PAGES}, {3: stream("", data, columns)}, "/Root 1 0 R")
    assert numbered(made, 3).get_data() == data


def test_numbers_that_count_up_take_little_room() -> None:
    data = b"".join(number.to_bytes(2) for number in range(3000))
    assert len(stream("", data, columns=2)) < 200 < len(stream("", data))
