"""PDFs with text that was shaped: valid, and read by other programs as it was written."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from prepsheet import sheets
from prepsheet.pdf import render
from prepsheet.problems import InputError
from prepsheet.profile import load
from prepsheet.typeset.pages import Box, Pages, Tag, TextWidget
from prepsheet.typeset.styles import STYLES
from prepsheet.typeset.text import place, set_text
from tests.font_building import LETTERS, collection, font
from tests.fonts import NAMES, needed
from tests.making import DAY, LIBRARY
from tests.pdf.pdfium import Reader
from tests.pdf.reading import fonts_of, values
from tests.pdf.samples import SANS, heading, sample
from tests.pdf.validators import assert_valid

DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def names(*texts: str) -> Pages:
    """A page of texts, each as a paragraph and as the value of a field."""
    body, nodes = STYLES["body"], []
    for number, text in enumerate(texts):
        y = 90.0 + 50 * number
        for line in set_text(text, body, 400.0):
            nodes.append(Tag("P", place(line, 57, y, body)))
            widget = TextWidget(
                f"n{number}", "Name", Box(57, y + 20, 400, 24), text, place(line, 60, y + 22, body), SANS, 11
            )
            nodes.append(Tag("Form", (widget,)))
    return sample(heading(), *nodes)


def poppler(path: Path) -> str:
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()


def pdfium(path: Path) -> str:
    text: str = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    return text


def pypdf(path: Path) -> str:
    return PdfReader(path).pages[0].extract_text()


READERS: dict[str, Callable[[Path], str]] = {"poppler": poppler, "pdfium": pdfium, "pypdf": pypdf}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needed()
    path: Path = tmp_path_factory.mktemp("scripts") / "names.pdf"
    path.write_bytes(render(names(*NAMES.values(), "لا إله", "李雷 (Li Lei), 2019年")))
    return path


def test_every_script_is_valid(printed: Path) -> None:
    assert_valid(printed.read_bytes())


@pytest.mark.parametrize("reader", READERS)
def test_names_are_read_as_they_were_written(printed: Path, reader: str) -> None:
    text = DIRECTION_MARKS.sub("", READERS[reader](printed))
    missing = [name for name in (*NAMES.values(), "لا إله", "李雷 (Li Lei), 2019年") if name not in text]
    assert not missing


def test_a_syllable_of_more_shapes_than_letters_is_read_once(tmp_path: Path) -> None:
    needed("Thai")
    path = tmp_path / "thai.pdf"
    path.write_bytes(render(names("น้ำกำลัง")))
    assert_valid(path.read_bytes())
    assert "น้ำกำลัง" in poppler(path)


def test_the_same_page_gives_the_same_bytes() -> None:
    needed("Arabic", "Chinese")
    assert render(names("محمد", "李雷")) == render(names("محمد", "李雷"))


@pytest.mark.parametrize("script", NAMES)
def test_a_sheet_for_a_person_of_any_script(script: str, tmp_path: Path) -> None:
    needed(script)
    path = tmp_path / "me.yaml"
    path.write_text(f"basics:\n  name: {NAMES[script]}\nprep:\n  goals:\n    - {NAMES[script]}\n", "utf-8")
    assert_valid(build(path))


def test_a_font_that_the_profile_names_is_embedded(tmp_path: Path) -> None:
    needed("Hebrew")
    font = Path("/usr/share/fonts/truetype/noto/NotoRashiHebrew-Regular.ttf")
    (tmp_path / "rashi.ttf").write_bytes(font.read_bytes())
    path = tmp_path / "me.yaml"
    path.write_text("basics: {name: דוד לוי}\nprep: {print: {fonts: [rashi.ttf]}}\n", "utf-8")
    assert "NotoRashiHebrew-Regular" in fonts_of(build(path))


@pytest.mark.parametrize(
    ("named", "data"),
    [
        ("mine.otf", font("cff")),
        ("mine.ttf", font("variable")),
        ("mine.ttc#2", collection(font(family="Another"), font())),
    ],
)
def test_a_font_of_any_kind_is_embedded_and_read_back(named: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / named.partition("#")[0]).write_bytes(data)
    path = tmp_path / "me.yaml"
    path.write_text(f'basics: {{name: {LETTERS}}}\nprep: {{print: {{fonts: ["{named}"]}}}}\n', "utf-8")
    made = build(path)
    assert_valid(made)
    assert any(name.startswith("Mine") for name in fonts_of(made))
    (tmp_path / "made.pdf").write_bytes(made)
    assert LETTERS in DIRECTION_MARKS.sub("", poppler(tmp_path / "made.pdf"))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Ana 😀", "sheets are printed in one ink, without emoji: leave it out, or say it in words"),
        (
            "Ana \U000f0000",
            "only the font it was made for shows it: name that under prep.print.fonts, or delete it",
        ),
        ("Ana \u0378", "it has no shape: delete it"),
    ],
)
def test_what_no_font_draws_is_told_with_what_to_do(name: str, hint: str, tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text(f'basics: {{name: "{name}"}}\n', "utf-8")
    with pytest.raises(InputError) as failure:
        build(path)
    assert [problem.hint for problem in failure.value.problems] == [hint]
    assert "basics.name" in str(failure.value.problems[0].place)


def test_a_font_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text("prep: {print: {fonts: [mine.ttf]}}\n", "utf-8")
    with pytest.raises(InputError, match=r"there is no font 'mine\.ttf'"):
        build(path)


def build(path: Path) -> bytes:
    """The goals worksheet of a profile."""
    (planned,) = sheets.plan(load(path)[0], LIBRARY, ("goals",), sheets.Options(DAY, folder=path.parent))
    return sheets.render(planned).data


@pytest.mark.parametrize(("script", "typed"), [("Chinese", "王小明"), ("Korean", "박지성"), ("Thai", "ดี")])
def test_what_is_typed_later_shows_in_the_script_of_the_name(script: str, typed: str, tmp_path: Path) -> None:
    needed(script)
    path = tmp_path / "me.yaml"
    path.write_text(f"basics: {{name: {NAMES[script]}}}\n", "utf-8")
    empty = build(path)
    reader = Reader(empty)
    before = reader.picture()
    reader.type("goals.near.rough", typed)
    assert reader.picture().tobytes() != before.tobytes()
    assert values(reader.saved())["goals.near.rough"] == typed
    assert_valid(reader.saved())


def test_fields_of_a_latin_sheet_carry_latin_alone(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text("basics: {name: Zuzana Křížková}\n", "utf-8")
    assert len(build(path)) < 110_000
