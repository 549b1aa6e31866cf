"""Branding files: what they say, and every way in which they can be wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from prepsheet import sheets
from prepsheet.brand import Colour, Vector
from prepsheet.brand.branding import contrast, darker
from prepsheet.problems import InputError, Problem
from tests.making import ROOT

LIPOVA = ROOT / "tests/data/brand/lipova.yaml"


def wrong(folder: Path, text: str) -> tuple[Problem, ...]:
    path = folder / "brand.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        sheets.branding(path)
    return caught.value.problems


def test_a_whole_file_is_read() -> None:
    brand = sheets.branding(LIPOVA)
    assert brand.contact.startswith("Lipová Careers Service · +420 541 000 017 · careers@")
    assert brand.place == "Lipová 12, 602 00 Brno · Mondays to Thursdays, 9 to 16 · Advice is free of charge."
    assert brand.accent == Colour(0x7A / 255, 0x1F / 255, 0x3D / 255)
    assert brand.logo
    assert brand.logo.alt == "Lipová Careers Service"
    assert isinstance(brand.logo.art, Vector)


def test_every_part_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text("office: Lipová Careers Service\n", encoding="utf-8")
    assert sheets.branding(path).rows == ("Lipová Careers Service",)
    path.write_text("disclaimer: Free of charge\n", encoding="utf-8")
    assert sheets.branding(path).rows == ("Free of charge",)


def test_every_problem_has_its_place_and_says_what_was_meant(tmp_path: Path) -> None:
    problems = wrong(tmp_path, 'acent: "#0A4A57"\noffice: {name: A, fone: "1"}\naccent: teal\n')
    assert [(p.place.line, p.place.column, p.code) for p in problems] == [
        (1, 1, "unknown-key"), (2, 19, "unknown-key"), (3, 9, "bad-pattern"),
    ]  # fmt: skip
    assert [p.hint for p in problems[:2]] == ['did you mean "accent"?', 'did you mean "phone"?']
    assert "#0A4A57" in problems[2].hint


def test_a_pale_accent_is_refused_with_its_ratio_and_one_that_will_do(tmp_path: Path) -> None:
    (problem,) = wrong(tmp_path, 'accent: "#1E88A8"\n')
    assert (problem.code, problem.place.line, problem.place.column) == ("pale", 1, 1)
    assert problem.message == "the contrast of this colour with white is 4.08 : 1, and must be 7 : 1"
    offered = Colour(*(part / 255 for part in bytes.fromhex(problem.hint[-7:-1])))
    assert contrast(offered) >= 7
    path = tmp_path / "brand.yaml"
    path.write_text(f'accent: "#{offered.hexadecimal}"\n', encoding="utf-8")
    assert sheets.branding(path).accent == offered


@pytest.mark.parametrize("colour", ["FFFFFF", "FFD500", "00FF00", "FF0000", "595959", "5A5A5A"])
def test_what_is_offered_is_dark_enough_and_no_darker(colour: str) -> None:
    given = Colour(*(part / 255 for part in bytes.fromhex(colour)))
    assert 7 <= contrast(darker(given)) < 7.4
    assert (darker(given) == given) == (contrast(given) >= 7)


def test_a_logo_needs_words_and_words_a_logo(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes((LIPOVA.parent / "logo.svg").read_bytes())
    assert [p.code for p in wrong(tmp_path, "logo: logo.svg\n")] == ["no-alt"]
    assert [p.code for p in wrong(tmp_path, "alt: A leaf\n")] == ["no-logo"]


@pytest.mark.parametrize(
    "name", ["../logo.svg", "/etc/passwd", "~/logo.svg", "C:\\logo.svg", "https://x/l.svg"]
)
def test_a_logo_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    (tmp_path / "logo.svg").write_bytes((LIPOVA.parent / "logo.svg").read_bytes())
    (problem,) = wrong(folder, f"logo: '{name}'\nalt: A leaf\n")
    assert (problem.code, problem.place.line) == ("outside", 1)


def test_a_link_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "logo.svg").symlink_to(LIPOVA.parent / "logo.svg")
    (problem,) = wrong(folder, "logo: logo.svg\nalt: A leaf\n")
    assert problem.code == "outside"


def test_a_logo_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    (problem,) = wrong(tmp_path, "logo: logo.png\nalt: A leaf\n")
    assert problem.message == "logo.png: there is no file of this name"
    assert (problem.place.line, problem.place.column) == (1, 7)
    (tmp_path / "logo.png").mkdir()
    (problem,) = wrong(tmp_path, "logo: logo.png\nalt: A leaf\n")
    assert "folder" in problem.message


def test_lines_that_are_too_long_are_told_by_how_much(tmp_path: Path) -> None:
    address = "Room 12, " * 12
    problems = wrong(tmp_path, f"office: {{name: A, address: '{address}'}}\nfooter: Free of charge.\n")
    assert [(p.code, p.place.line) for p in problems] == [("too-long", 2)]
    over = int(problems[0].hint.split()[-2])
    path = tmp_path / "brand.yaml"
    path.write_text(f"office: {{name: A, address: '{address[over + 1 :]}'}}\nfooter: Free of charge.\n")
    assert sheets.branding(path).place


def test_without_the_libraries_for_pictures_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "svgelements", None)
    monkeypatch.delitem(sys.modules, "prepsheet.brand.vector", raising=False)
    monkeypatch.delattr("prepsheet.brand.vector", raising=False)
    (tmp_path / "logo.svg").write_bytes(b"<svg/>")
    (problem,) = wrong(tmp_path, "logo: logo.svg\nalt: A leaf\n")
    assert "svgelements" in problem.message
    assert "prepsheet[brand]" in problem.hint
