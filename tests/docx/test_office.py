"""LibreOffice opens the drafts, lays them out as we mean, and saves them so that we can read them."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document as open_docx

from prepsheet.document import Beat, Document, Heading, Region, Table, TableRow
from prepsheet.docx import render
from tests.docx import sample
from tests.docx.parts import anchored, answer_by_fences

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


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each draft as LibreOffice prints it (.pdf) and saves it (saved/*.docx)."""
    folder = tmp_path_factory.mktemp("office")
    for name, document in DRAFTS.items():
        (folder / f"{name}.docx").write_bytes(render(document))
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
