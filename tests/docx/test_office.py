"""LibreOffice opens the drafts, lays them out as we mean, and saves them so that we can read them."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from docx import Document as open_docx

from prepsheet.collect.word import read
from prepsheet.document import Beat, Document, Heading, Region, Table, TableRow
from prepsheet.docx import render
from prepsheet.profile import Profile
from tests.docx import people, sample
from tests.docx.parts import anchored, answer_by_fences
from tests.fonts import needed

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

LONG = Region(
    path="answers.long",
    title="The answer",
    beats=tuple(
        Beat(label=f"Beat {number}", text="Nobody says this much at once. " * 6) for number in range(16)
    ),
)
TABLES = {f"table of {count} rows": count for count in range(28, 36)}


def table(count: int) -> Document:
    """A draft of one table, whose rows say so."""
    rows = tuple(TableRow(cells=(f"row {number} here", "x")) for number in range(1, count + 1))
    return sample.document(Table(title="x", header=("a", "b"), columns=(1, 9), rows=rows))


DRAFTS = {
    **{name: table(count) for name, count in TABLES.items()},
    "a4": sample.draft(),
    "letter": sample.draft("letter"),
    "gaps": sample.gaps(),
    "commented": sample.commented(),
    "long": sample.document(Heading(level=1, style="title", text="Title"), LONG),
}

EVERYBODY = pytest.mark.parametrize("name", people.PEOPLE)
ASKED = "How do people grow in this job, from what you have seen?"


class Letter(NamedTuple):
    """A character on paper, with the left and the right end of its ink in points, and the line's height."""

    character: str
    left: float
    right: float
    foot: float


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each draft as LibreOffice prints it (.pdf) and saves it (saved/*.docx)."""
    folder = tmp_path_factory.mktemp("office")
    for name, document in DRAFTS.items():
        (folder / f"{name}.docx").write_bytes(render(document))
    for name in people.PEOPLE:
        (folder / f"{name}.docx").write_bytes(people.draft(name))
        (folder / f"{name}-english.docx").write_bytes(people.english(name))
    for kind, out in (("pdf", folder), ("docx", folder / "saved")):
        _convert(sorted(folder.glob("*.docx")), kind, out, profile=folder / "profile")
    return folder


def _convert(files: list[Path], kind: str, out: Path, profile: Path) -> None:
    home = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _pages(folder: Path, name: str) -> list[str]:
    """The words on each page of a draft as printed."""
    with pypdfium2.PdfDocument(folder / f"{name}.pdf") as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


@pytest.mark.parametrize(("name", "pages"), [("a4", 1), ("letter", 2), ("gaps", 1), ("long", 2)])
def test_pages(office: Path, name: str, pages: int) -> None:
    assert len(_pages(office, name)) == pages


def test_words_and_page_numbers_are_printed(office: Path) -> None:
    (page,) = _pages(office, "a4")
    for words in ("The answer 133 words", "Change any word from here", "[which month?]", "Zuzana Křížková"):
        assert words in page
    assert page.count("1 of 1") == 1


def test_the_last_row_of_a_table_is_never_alone_on_a_page(office: Path) -> None:
    over = {page.count("here") for name in TABLES for page in _pages(office, name)[1:]}
    assert over >= {2, 3}  # so among them is one for which a page has room but for one row
    assert 1 not in over


def test_a_checklist_that_does_not_fit_moves_as_a_whole(office: Path) -> None:
    first, second = _pages(office, "letter")
    assert "The rota nobody hated" in first
    assert "Before I call it done" in second
    assert "I could say every sentence" in second
    assert "2 of 2" in second


def test_an_answer_longer_than_a_page_begins_under_its_title(office: Path) -> None:
    first, _ = _pages(office, "long")
    assert "Title The answer" in first
    assert "Beat 9 " in first


@pytest.mark.parametrize("path", [sample.ANSWER, sample.MOMENT])
def test_answers_are_readable_after_a_save(office: Path, path: str) -> None:
    saved = (office / "saved" / "a4.docx").read_bytes()
    assert answer_by_fences(saved, path) == answer_by_fences(render(DRAFTS["a4"]), path)


def test_comments_are_there_after_a_save_and_on_the_same_words(office: Path) -> None:
    saved = (office / "saved" / "commented.docx").read_bytes()
    assert anchored(saved) == anchored(render(DRAFTS["commented"]))
    comments = open_docx(BytesIO(saved)).comments
    assert [(one.author, one.initials) for one in comments] == [("prepsheet", "p")] * 4


@pytest.mark.parametrize("path", [sample.ANSWER, sample.MOMENT])
def test_comments_cost_no_word_of_an_answer(office: Path, path: str) -> None:
    saved = (office / "saved" / "commented.docx").read_bytes()
    assert answer_by_fences(saved, path) == answer_by_fences(render(sample.draft()), path)


# In other scripts --------------------------------------------------------------------------------------


@lru_cache
def _letters(file: Path) -> list[Letter]:
    """What stands on the first page, in the order of reading."""
    with pypdfium2.PdfDocument(file) as pdf:
        page = pdf[0].get_textpage()
        boxes = ((page.get_text_range(at, 1), *page.get_charbox(at)) for at in range(page.count_chars()))
        return [Letter(each, left, right, foot) for each, left, foot, right, _ in boxes]


def _found(file: Path, words: str) -> list[Letter]:
    """The letters of these words where they stand first, without spaces."""
    letters = [letter for letter in _letters(file) if not letter.character.isspace()]
    wanted = "".join(words.split())
    start = "".join(letter.character for letter in letters).index(wanted)
    return letters[start : start + len(wanted)]


def _name(profile: Profile) -> str:
    return str(profile.data()["basics"]["name"])


LEFT, RIGHT = 72.0, 595.3 - 72.0
"""The edges of the text on A4, in points."""


@pytest.mark.parametrize("name", ["salma", "tamar"])
def test_a_draft_from_the_right_begins_at_the_right(office: Path, name: str) -> None:
    needed(people.PEOPLE[name])
    letters = _found(office / f"{name}.pdf", _name(people.profile(name)))
    assert letters[0].right == pytest.approx(RIGHT, abs=2)
    assert all(one.left > other.left for one, other in pairwise(letters))


@pytest.mark.parametrize(
    ("name", "first", "second"), [("salma", "يسألون", "أقول"), ("tamar", "הם שואלים", "אני אומרת")]
)
def test_columns_run_to_the_left(office: Path, name: str, first: str, second: str) -> None:
    needed(people.PEOPLE[name])
    one, other = (_found(office / f"{name}.pdf", words) for words in (first, second))
    assert one[0].right == pytest.approx(RIGHT, abs=2)
    assert one[-1].left > other[0].right
    assert one[0].foot == pytest.approx(other[0].foot, abs=6)


@pytest.mark.parametrize(("name", "label"), [("salma", "لماذا هنا"), ("tamar", "למה כאן")])
def test_labels_stand_beside_what_is_said_at_the_right(office: Path, name: str, label: str) -> None:
    needed(people.PEOPLE[name])
    file = office / f"{name}.pdf"
    assert _found(file, label)[0].right == pytest.approx(RIGHT, abs=2)
    company = _found(file, "FerryLink")
    assert all(one.right <= other.left for one, other in pairwise(company)), "it would be spelt backwards"


def test_letters_of_arabic_are_joined(office: Path) -> None:
    needed("Arabic")
    first = _found(office / "salma.pdf", _name(people.profile("salma")).split()[0])
    assert [letter.character for letter in first] == list("سلمى")
    assert all(one.left - other.right < 0.3 for one, other in pairwise(first))


def test_a_name_from_the_right_in_an_english_draft_stands_at_the_left_in_its_own_order(office: Path) -> None:
    needed("Arabic")
    letters = _found(office / "salma-english.pdf", _name(people.profile("salma")))
    assert letters[-1].left == pytest.approx(LEFT, abs=2)
    assert all(one.left > other.left for one, other in pairwise(letters))
    asked = _found(office / "salma-english.pdf", ASKED)
    assert all(one.right <= other.left + 1 for one, other in pairwise(asked) if one.foot == other.foot)


def test_a_japanese_draft_breaks_no_line_before_a_full_stop(office: Path) -> None:
    needed("Japanese")
    letters = [letter for letter in _letters(office / "sakura.pdf") if not letter.character.isspace()]
    assert _found(office / "sakura.pdf", "山田さくら")[0].left == pytest.approx(LEFT, abs=2)
    begins = [other.character for one, other in pairwise(letters) if other.left < one.left - 100]
    assert len(begins) > 10
    assert not set(begins) & set("。、）」ーェ")


@EVERYBODY
@pytest.mark.parametrize("words", ["", "-english"])
def test_answers_in_other_scripts_are_collected_after_a_save(office: Path, name: str, words: str) -> None:
    made, saved = (
        read((folder / f"{name}{words}.docx").read_bytes(), "draft.docx")
        for folder in (office, office / "saved")
    )
    assert saved.entries == made.entries
    assert saved.origin == made.origin
