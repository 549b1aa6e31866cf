"""The code of a Word draft: on every page, read back by a scanner, and in nobody's way."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace

from prepsheet import codes
from prepsheet.document import Document, Origin
from prepsheet.docx import render
from tests.branding import TOKEN, lipova
from tests.docx import sample
from tests.docx.lint import assert_clean
from tests.docx.parts import part, text

SHEET = f"{TOKEN}-2"
CODE = codes.of_page(SHEET, 1)
DOTS_AN_INCH = 150


def coded(draft: Document) -> Document:
    return replace(draft, origin=Origin(sheet="answer-draft", code=SHEET))


@pytest.mark.parametrize("preset", ["standard", "large-ukaaf"])
def test_a_coded_draft_is_sound_with_and_without_a_brand(preset: str) -> None:
    draft = coded(replace(sample.draft(), preset=preset))
    assert_clean(render(draft))
    assert_clean(render(draft, lipova()))
    assert render(draft) == render(draft)


def test_it_stands_at_the_head_in_letters() -> None:
    bare, header = (
        part(render(draft), "word/header.xml") for draft in (sample.draft(), coded(sample.draft()))
    )
    assert text(header).split() == [*text(bare).split(), CODE]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_page_is_read_and_has_the_words_that_it_would_have_without(paper: str, tmp_path: Path) -> None:
    bare, pages = (printed(each, tmp_path) for each in (sample.draft(paper), coded(sample.draft(paper))))
    words = [[word for word in page.split() if word != CODE] for page, _ in pages]
    assert words == [page.split() for page, _ in bare]
    assert [found for _, found in pages] == [[CODE]] * len(bare)


def printed(draft: Document, folder: Path) -> list[tuple[str, list[str]]]:
    """The words of each page as LibreOffice prints it, and the codes that an office scanner finds on it."""
    source = folder / "draft.docx"
    source.write_bytes(render(draft, lipova()))
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with pypdfium2.PdfDocument(folder / "draft.pdf") as pdf:
        pictures = [page.render(scale=DOTS_AN_INCH / 72).to_pil().convert("L") for page in pdf]
        words = [page.get_textpage().get_text_bounded() for page in pdf]
    return [
        (page, [found.text for found in zxingcpp.read_barcodes(picture)])
        for page, picture in zip(words, pictures, strict=True)
    ]
