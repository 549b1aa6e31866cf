"""A brand in a Word draft: around the text, which keeps its place."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from docx import Document as open_docx
from docx.shared import Pt
from msgspec.structs import replace

from prepsheet.brand import NO_BRAND, Brand
from prepsheet.docx import render
from tests.branding import dots, full, lipova
from tests.docx import sample
from tests.docx.lint import assert_clean
from tests.docx.parts import W, body, part, text

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BRANDS = {"shapes": lipova, "dots": dots}


@pytest.mark.parametrize("kind", BRANDS)
@pytest.mark.parametrize("preset", ["standard", "large-acb"])
def test_a_branded_draft_is_sound(kind: str, preset: str) -> None:
    assert_clean(render(replace(sample.draft(), preset=preset), BRANDS[kind]()))


def test_the_logo_is_in_the_header_with_its_words() -> None:
    header = part(render(sample.draft(), lipova()), "word/header.xml")
    (inline,) = header.iter(f"{PICTURE}inline")
    assert inline.find(f"{PICTURE}docPr").get("descr") == "Lipová Careers Service"
    extent = inline.find(f"{PICTURE}extent")
    width, height = (int(extent.get(side)) for side in ("cx", "cy"))
    assert height <= Pt(18)
    assert width / height == pytest.approx(3.2, abs=0.01)


def test_the_office_stands_below_the_footers_own_line() -> None:
    footer = part(render(sample.draft(), lipova()), "word/footer.xml")
    assert [text(line) for line in footer.iter(f"{W}p")][1:] == [*lipova().rows]


def test_the_body_is_the_same_but_for_large_type_which_it_closes() -> None:
    draft = sample.draft()
    lines = [text(line) for line in body(render(draft, NO_BRAND)).iter(f"{W}p")]
    assert [text(line) for line in body(render(draft, lipova())).iter(f"{W}p")] == lines
    large = replace(draft, preset="large-acb")
    bare, branded = (
        [text(line) for line in body(render(large, each)).iter(f"{W}p")] for each in (NO_BRAND, lipova())
    )
    assert branded == [*bare, *lipova().rows]
    footer = part(render(large, lipova()), "word/footer.xml")
    assert len([*footer.iter(f"{W}p")]) == 1


def test_the_title_alone_has_the_accent() -> None:
    coloured = open_docx(BytesIO(render(sample.draft(), lipova()))).styles
    plain = open_docx(BytesIO(render(sample.draft()))).styles
    assert str(coloured["Title"].font.color.rgb) == "7A1F3D"
    assert {style.name for style in coloured if style.type == 1 and style.font.color.rgb} == {"Title"}
    assert plain["Title"].font.color.rgb is None


def test_one_brand_leaves_nothing_in_the_next_draft() -> None:
    before = render(sample.draft())
    branded = render(sample.draft(), dots())
    assert render(sample.draft()) == before
    assert render(sample.draft(), dots()) == branded != before


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_text_breaks_into_the_same_pages(tmp_path: Path) -> None:
    def pages(brand: Brand) -> list[Counter[str]]:
        source = tmp_path / "draft.docx"
        source.write_bytes(render(sample.draft(), brand))
        office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
        convert = ["--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
        subprocess.run([*office, *convert], check=True, capture_output=True)
        made = pypdf.PdfReader(tmp_path / "draft.pdf")
        return [Counter(page.extract_text().split()) for page in made.pages]

    bare, branded = pages(NO_BRAND), pages(full())
    assert len(branded) == len(bare)
    assert all(not one - other for one, other in zip(bare, branded, strict=True))
