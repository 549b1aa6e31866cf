"""The print file: every page looks and says the same as in the sheet's own file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from prepsheet import pdf
from prepsheet.reading_order import announced
from prepsheet.typeset.pages import Pages
from tests.fonts import NAMES, needed
from tests.making import PAPERS, PEOPLE, PRINTED, Paper, pages_of
from tests.pdf import samples
from tests.pdf.binding import bound
from tests.pdf.reading import catalog, elements, pages, trailer
from tests.pdf.test_scripts import DIRECTION_MARKS, names, poppler
from tests.pdf.validators import assert_valid

PRINT = frozenset({"ORD-001", "PAG-001", "LNK-010"})
"""Rules of outloud's that are not PDF/UA's: content in the order of tags, which common layers come before;
nothing tagged in the same place on three pages, as the sheets of three people have it; and links."""


def pictures(made: bytes) -> list[Image.Image]:
    """The pages in grey, a dot to the point."""
    document = pypdfium2.PdfDocument(made)
    found = [document[n].render(scale=1).to_pil().convert("L") for n in range(len(document))]
    document.close()
    return found


def own_pictures(sheets: Sequence[Pages]) -> list[Image.Image]:
    """The pages as the sheets' own files show them."""
    return [picture for sheet in sheets for picture in pictures(pdf.render(sheet, interactive=False))]


def different(ours: Sequence[Image.Image], others: Sequence[Image.Image]) -> list[int]:
    """Which of the pictures are not the same, from 1."""
    pairs = enumerate(zip(ours, others, strict=True), 1)
    return [n for n, (a, b) in pairs if a.size != b.size or ImageChops.difference(a, b).getbbox()]


def spoken(made: bytes) -> list[str]:
    """What is announced of a file, line by line, without a doubt about it."""
    heard = announced(made, "file.pdf")
    assert not heard.problems
    return [utterance.words for utterance in heard.utterances]


def person(name: str, paper: Paper = "a4", sheets: Sequence[str] = PRINTED) -> tuple[str, list[Pages]]:
    """An example person with their sheets."""
    return name, [pages_of(sheet, name, paper) for sheet in sheets]


@lru_cache
def kit(paper: Paper) -> tuple[tuple[str, list[Pages]], ...]:
    """Every sheet of every example person on A4, and of two of them on Letter."""
    return tuple(person(name, paper) for name in (PEOPLE if paper == "a4" else PEOPLE[:2]))


@lru_cache
def cohort(paper: Paper) -> bytes:
    (made,) = bound(*kit(paper), duplex="none")
    return made


@lru_cache
def class_of(count: int, **options: Any) -> list[bytes]:
    """The print file of people with a goals worksheet each, two pages, and a cheat sheet, one or two."""
    return bound(*(person(name, sheets=("goals", "cheat-sheet")) for name in PEOPLE[:count]), **options)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_looks_as_in_its_own_file(paper: Paper) -> None:
    own = own_pictures([sheet for _, sheets in kit(paper) for sheet in sheets])
    assert not different(pictures(cohort(paper)), own)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_print_file_is_valid(paper: Paper) -> None:
    assert_valid(cohort(paper), PRINT)


def test_what_is_announced_is_what_the_sheets_own_files_announce() -> None:
    said = [
        line
        for _, sheets in kit("a4")
        for sheet in sheets
        for line in spoken(pdf.render(sheet, interactive=False))
    ]
    assert spoken(cohort("a4")) == said


def test_the_same_people_give_the_same_bytes() -> None:
    assert bound(*kit("letter")) == bound(*kit("letter"))


def test_each_font_is_there_once() -> None:
    faces = [font["/BaseFont"].partition("+")[2] for font in fonts(cohort("a4"))]
    assert sorted(faces) == sorted({*faces}) and len(faces) > 3


def fonts(made: bytes) -> list[Any]:
    """Every font of a file that text is set in."""
    reader = PdfReader(io.BytesIO(made))
    size: Any = reader.trailer["/Size"]
    found = (IndirectObject(n, 0, reader).get_object() for n in range(1, size))
    return [each for each in found if isinstance(each, dict) and each.get("/Subtype") == "/Type0"]


def outline(made: bytes) -> tuple[list[str], list[int], list[list[str]]]:
    """The bookmarks: names of people, their first pages counted from 0, and the titles below each name."""
    reader = PdfReader(io.BytesIO(made))
    entries: list[Any] = list(reader.outline)
    people = [each for each in entries if not isinstance(each, list)]
    titles = [[below["/Title"] for below in each] for each in entries if isinstance(each, list)]
    starts = [reader.get_destination_page_number(each) for each in people]
    return [each["/Title"] for each in people], [start or 0 for start in starts], titles


def labels(made: bytes) -> list[str]:
    """The labels of the pages."""
    return PdfReader(io.BytesIO(made)).page_labels


def test_people_are_found_by_name_and_pages_labelled() -> None:
    (made,) = class_of(3)
    people, starts, sheets = outline(made)
    assert people == list(PEOPLE[:3])
    assert [labels(made)[start] for start in starts] == ["1-1", "2-1", "3-1"]
    assert [titles[0] for titles in sheets] == ["Goals"] * 3
    assert all(title.startswith("Cheat sheet") for _, title in sheets)


def test_everybody_begins_on_the_front_of_a_sheet() -> None:
    (made,), (dense,) = class_of(6), class_of(6, duplex="none")
    _, starts, _ = outline(made)
    assert [start % 2 for start in starts] == [0] * 6
    assert len(pages(dense)) < len(pages(made))


def test_a_side_left_blank_says_so_to_the_eye_alone() -> None:
    one = samples.sample(samples.heading(), samples.paragraph("one"))
    (made,) = bound(("Ana", [one]), blank="This page is intentionally blank")
    assert_valid(made, PRINT)
    first, second = pages(made)
    assert first["/MediaBox"] == second["/MediaBox"]
    assert second.extract_text() == "This page is intentionally blank"
    assert not any("blank" in line for line in spoken(made))


def test_copies_are_whole_and_take_little_room() -> None:
    section = person("zuzana", sheets=("goals",))
    (once,), (thrice,) = bound(section), bound(section, copies=3)
    assert_valid(thrice, PRINT)
    assert pictures(thrice) == pictures(once) * 3
    assert len(thrice) < len(once) + 2 * 6000
    assert labels(thrice) == ["1-1", "1-2"] * 3


def test_what_everybody_has_is_there_once() -> None:
    section = person("zuzana", sheets=("goals",))[1]
    crowd = [(f"Person {n}", section) for n in range(40)]
    more = len(bound(*crowd)[0]) - len(bound(*crowd[:20])[0])
    assert more / 20 / 2 < 1000


def test_a_volume_ends_between_two_people() -> None:
    volumes = class_of(6, most_objects=700)
    assert len(volumes) > 1
    found: list[str] = []
    for made in volumes:
        assert_valid(made, PRINT)
        assert trailer(made)["/Size"] <= 800
        found += outline(made)[0]
    assert found == list(PEOPLE)
    assert [picture for made in volumes for picture in pictures(made)] == pictures(class_of(6)[0])


def test_every_script_looks_and_reads_as_in_its_own_file(tmp_path: Path) -> None:
    needed()
    sheets = [names(*NAMES.values()), names("لا إله", NAMES["Chinese"]), names(*reversed(NAMES.values()))]
    (made,) = bound(*((f"{n}", [each]) for n, each in enumerate(sheets)), duplex="none")
    assert_valid(made, PRINT)
    assert not different(pictures(made), own_pictures(sheets))
    faces = [font["/BaseFont"].partition("+")[2] for font in fonts(made)]
    assert len(faces) == len({*faces})
    (tmp_path / "made.pdf").write_bytes(made)
    text = DIRECTION_MARKS.sub("", poppler(tmp_path / "made.pdf"))
    assert [name for name in NAMES.values() if text.count(name) < 2] == []


def test_a_page_read_from_right_to_left_says_so() -> None:
    (made,) = bound(("Ana", [replace(samples.sample(samples.heading(), language="ar"), rtl=True)]))
    found: list[Any] = [each.get_object() for each in elements(catalog(made))]
    (section,) = (each for each in found if each["/S"] == "/Sect")
    assert section["/Lang"] == "ar"
    assert section["/A"]["/WritingMode"] == "/RlTb"
