"""`prepsheet build --brand`: an office's sheets from the command line, and from Python."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import prepsheet
from prepsheet.cli import run
from tests.making import ROOT

ZUZANA = ROOT / "content/examples/zuzana.yaml"
LIPOVA = ROOT / "tests/data/brand/lipova.yaml"


def test_sheets_are_made_with_a_brand(tmp_path: Path) -> None:
    arguments = ["goals", "answer-draft", "--brand", str(LIPOVA), "--date", "2026-05-13", "-o", str(tmp_path)]
    assert run(["build", str(ZUZANA), *arguments]) == 0
    for made in prepsheet.build(ZUZANA, "goals", "answer-draft", brand=LIPOVA, date=date(2026, 5, 13)):
        assert (tmp_path / f"{made.sheet.name}.{made.sheet.format}").read_bytes() == made.data


def test_a_wrong_branding_file_is_reported_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brand = tmp_path / "brand.yaml"
    brand.write_text('accent: "#CCCCCC"\nofice: Lipová\n', encoding="utf-8")
    assert run(["build", str(ZUZANA), "goals", "--brand", str(brand), "-o", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert f'{brand}:2:1: error: the key "ofice" is not known here' in told
    assert 'did you mean "office"?' in told
    assert not (tmp_path / "out").exists()


def test_large_print_says_what_of_the_office_it_has_no_room_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    large = ["--print", "large-ukaaf", "--paper", "a4", "-o", str(tmp_path)]
    assert run(["build", str(ZUZANA), "goals", "--brand", str(LIPOVA), *large]) == 0
    assert "left out so that it fits: Lipová 12, 602 00 Brno" in capsys.readouterr().err
