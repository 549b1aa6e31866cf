"""Sheets for the printer: values as ink, and black without the accent."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import StreamObject

import prepsheet
from prepsheet.sheets import Ink
from tests.making import ROOT
from tests.pdf.reading import catalog, content, pages, widgets
from tests.pdf.validators import assert_valid

ZUZANA = ROOT / "content/examples/zuzana.yaml"
SHEETS = ("values", "skills", "goals", "cheat-sheet")
WORKSHEETS = SHEETS[:3]
PLACE = re.compile(rb"[-\d.]+ [-\d.]+ Td")
COLOUR = re.compile(rb"\s(?:rg|RG|k|K|cs|CS|sc|SC|scn|SCN|sh)\s")


@lru_cache
def made(sheet: str, *, flat: bool = False, ink: Ink | None = None, person: Path = ZUZANA) -> bytes:
    (rendered,) = prepsheet.build(person, sheet, date=date(2026, 5, 13), flat=flat, ink=ink)
    return rendered.data


def drawn(pdf: bytes) -> bytes:
    """What is drawn on the pages and in the fields."""
    looks: list[Any] = [each["/AP"]["/N"] for each in widgets(pdf)]
    streams: list[Any] = [
        each for look in looks for each in ([look] if isinstance(look, StreamObject) else look.values())
    ]
    return b"\n".join(
        [*(content(pdf, n) for n in range(len(pages(pdf)))), *(s.get_object().get_data() for s in streams)]
    )


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("filled", [True, False])
def test_a_flat_sheet_is_valid_and_has_no_fields(sheet: str, filled: bool, tmp_path: Path) -> None:
    nobody = tmp_path / "nobody.yaml"
    nobody.write_text("prep: {version: 1}\n", encoding="utf-8")
    pdf = made(sheet, flat=True, person=ZUZANA if filled else nobody)
    assert_valid(pdf)
    assert "/AcroForm" not in catalog(pdf)
    assert widgets(pdf) == []


@pytest.mark.parametrize("sheet", WORKSHEETS)
def test_a_flat_sheet_shows_every_value(sheet: str) -> None:
    fields = pypdf.PdfReader(io.BytesIO(made(sheet))).get_form_text_fields()
    values = [value for value in fields.values() if value]
    assert len(values) > 5
    shown = words(made(sheet, flat=True)).replace(" ", "")
    assert [value for value in values if "".join(value.split()) not in shown] == []


def test_flat_sheets_are_the_same_bytes_every_time() -> None:
    once = made("goals", flat=True)
    made.cache_clear()
    assert made("goals", flat=True) == once
    assert once != made("goals")


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("sheet", SHEETS)
def test_mono_is_black_alone_with_every_letter_in_its_place(sheet: str, flat: bool) -> None:
    colour, mono = (drawn(made(sheet, flat=flat, ink=ink)) for ink in ("colour", "mono"))
    assert COLOUR.search(colour)
    assert not COLOUR.search(mono)
    assert PLACE.findall(mono) == PLACE.findall(colour)
    assert words(made(sheet, flat=flat, ink="mono")) == words(made(sheet, flat=flat))


@pytest.mark.parametrize("sheet", SHEETS)
def test_mono_sheets_are_valid(sheet: str) -> None:
    assert_valid(made(sheet, ink="mono"))


def test_the_profile_may_choose_the_ink_and_the_command_overrules_it(tmp_path: Path) -> None:
    person = tmp_path / "me.yaml"
    person.write_text("prep: {version: 1, print: {ink: mono}}\n", encoding="utf-8")
    assert not COLOUR.search(drawn(made("goals", person=person)))
    assert COLOUR.search(drawn(made("goals", person=person, ink="colour")))
