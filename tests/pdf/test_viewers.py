"""Forms in the hands of other programs: looked at, clicked, typed in, filled."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from prepsheet.pdf import render
from tests.pdf import samples
from tests.pdf.pdfium import opened
from tests.pdf.reading import values
from tests.pdf.validators import assert_valid

FORM = samples.sample(
    samples.heading(),
    samples.field("basics.name", "", 100, label="Name"),
    samples.field("goals.near.why", "", 140, label="Why", multiline=True),
    samples.field("code", "", 230, label="Code", limit=6),
    samples.check("done", False, 300),
    samples.radio("pace", 1, 340),
)


def ink(picture: Image.Image, left: float, top: float, width: float, height: float) -> int:
    """Dark dots in a rectangle of a page, in points from its top left corner; four dots to the point."""
    part = picture.crop((4 * left, 4 * top, 4 * (left + width), 4 * (top + height)))
    return sum(part.histogram()[:128])


Draw = Callable[[bytes, Path], Image.Image]


def by_pdfium(pdf: bytes, _: Path) -> Image.Image:
    with opened(pdf) as reader:
        return reader.picture()


def by_poppler(pdf: bytes, folder: Path) -> Image.Image:
    if not shutil.which("pdftoppm"):
        pytest.skip("poppler is not installed")
    (folder / "form.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", "288", "-gray", "-singlefile", "form.pdf", "form"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    with Image.open(folder / "form.pgm") as picture:
        return picture.convert("L")


@pytest.mark.parametrize("draw", [by_pdfium, by_poppler])
@pytest.mark.parametrize("name", samples.NAMES)
def test_a_value_is_visible_before_anyone_clicks(draw: Draw, name: str, tmp_path: Path) -> None:
    filled, blank, flat = (
        draw(render(samples.sample(samples.field("name", value, 100)), interactive=interactive), tmp_path)
        for value, interactive in ((name, True), ("", True), (name, False))
    )
    interior = 141, 101, 298, 22
    assert ink(blank, *interior) == 0
    assert ink(filled, *interior) > 1000
    assert ink(filled, *interior) == pytest.approx(ink(flat, *interior), rel=0.02)


@pytest.mark.parametrize("draw", [by_pdfium, by_poppler])
def test_chosen_buttons_are_visible(draw: Draw, tmp_path: Path) -> None:
    page = samples.sample(
        samples.check("a", True, 300), samples.check("b", False, 330), samples.radio("c", 1, 340)
    )
    picture = draw(render(page), tmp_path)
    assert ink(picture, 59, 302, 8, 8) > 250
    assert ink(picture, 59, 332, 8, 8) == 0
    assert ink(picture, 225, 343, 6, 6) == pytest.approx(3.14159 * 3 * 3 * 16, rel=0.05)
    assert ink(picture, 203, 343, 6, 6) == 0


@pytest.mark.parametrize("name", samples.NAMES)
def test_typing_is_stored_drawn_and_stays_valid(name: str) -> None:
    with opened(render(FORM)) as reader:
        reader.type("basics.name", name)
        reader.type("goals.near.why", f"{name}\nagain")
        saved = reader.saved()
        assert ink(reader.picture(), 141, 101, 298, 22) > 1000
    assert values(saved)["basics.name"] == name
    assert values(saved)["goals.near.why"].splitlines() == [name, "again"]
    assert_valid(saved)


def test_typing_over_a_value_replaces_it() -> None:
    with opened(render(samples.sample(samples.heading(), samples.field("a", "Křížková", 100)))) as reader:
        reader.type("a", "Ελένη")
        assert values(reader.saved())["a"] == "Ελένη"


def test_no_more_is_typed_than_a_field_holds() -> None:
    with opened(render(FORM)) as reader:
        reader.type("code", "1234567890")
        assert values(reader.saved())["code"] == "123456"


def test_clicking_toggles_buttons() -> None:
    with opened(render(FORM)) as reader:
        reader.click("done")
        reader.click("pace", 3)
        saved = reader.saved()
        assert ink(reader.picture(), 59, 302, 8, 8) > 250
    assert (values(saved)["done"], values(saved)["pace"]) == ("/Yes", "/3")
    assert_valid(saved)


def test_clicking_again_clears_a_box_and_keeps_a_choice() -> None:
    with opened(render(samples.sample(samples.check("done", True), samples.radio("pace", 1)))) as reader:
        reader.click("done")
        reader.click("pace", 1)
        saved = reader.saved()
    assert (values(saved)["done"], values(saved)["pace"]) == ("/Off", "/1")


def test_a_program_can_fill_the_form() -> None:
    given = {"basics.name": samples.NAMES[1], "goals.near.why": "a\nb", "done": "/Yes", "pace": "/4"}
    writer = PdfWriter(clone_from=io.BytesIO(render(FORM)))
    writer.update_page_form_field_values(writer.pages[0], given, auto_regenerate=False)
    buffer = io.BytesIO()
    writer.write(buffer)
    filled = buffer.getvalue()
    assert values(filled) | given == values(filled)
    assert_valid(filled)
    with opened(filled) as reader:
        assert ink(reader.picture(), 141, 101, 298, 22) > 1000
