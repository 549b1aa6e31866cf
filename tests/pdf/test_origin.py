"""Where a sheet comes from: told in the file, and still there when it was filled and saved."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader, PdfWriter

from prepsheet.document import Origin
from prepsheet.pdf import render
from tests.pdf import samples
from tests.pdf.pdfium import opened
from tests.pdf.validators import assert_valid

ORIGIN = Origin(sheet="goals", language="en", version="f74b", person="a-b", target="elm")
SHEET = render(replace(samples.kinds(), origin=ORIGIN))


def saved_by_pdfium() -> bytes:
    with opened(SHEET) as reader:
        reader.type("years", "3")
        return reader.saved()


def saved_by_pypdf() -> bytes:
    buffer = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(SHEET)).write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("saved", [lambda: SHEET, saved_by_pdfium, saved_by_pypdf])
def test_the_origin_is_in_two_places_of_the_file(saved: Any) -> None:
    data = saved()
    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"]
    info: Any = reader.trailer["/Info"]
    told: list[str] = [root["/PieceInfo"]["/Prepsheet"]["/Private"], info["/Prepsheet"]]
    assert [msgspec.json.decode(str(text), type=Origin) for text in told] == [ORIGIN, ORIGIN]
    assert_valid(data)


def test_a_document_of_no_origin_says_nothing() -> None:
    assert b"Prepsheet" not in render(samples.kinds())
