"""LibreOffice opens the drafts, lays them out as we mean, and saves them so that we can read them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from prepsheet.docx import render
from tests.docx import sample
from tests.docx.parts import answer_by_fences

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

DRAFTS = {"a4": sample.draft(), "letter": sample.draft("letter"), "gaps": sample.gaps()}


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


@pytest.mark.parametrize(("name", "pages"), [("a4", 2), ("letter", 2), ("gaps", 1)])
def test_pages(office: Path, name: str, pages: int) -> None:
    with pypdfium2.PdfDocument(office / f"{name}.pdf") as pdf:
        assert len(pdf) == pages


def test_words_and_page_numbers_are_printed(office: Path) -> None:
    with pypdfium2.PdfDocument(office / "a4.pdf") as pdf:
        first, second = (page.get_textpage().get_text_bounded() for page in pdf)
    for words in ("The answer 133 words", "End of this part", "[which month?]", "1 of 2", "Zuzana Křížková"):
        assert words in " ".join(first.split())
    assert "2 of 2" in second


@pytest.mark.parametrize("path", [sample.ANSWER, sample.MOMENT])
def test_answers_are_readable_after_a_save(office: Path, path: str) -> None:
    saved = (office / "saved" / "a4.docx").read_bytes()
    assert answer_by_fences(saved, path) == answer_by_fences(render(DRAFTS["a4"]), path)
