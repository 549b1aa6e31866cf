"""Drafts for readers who need larger type."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document as open_docx
from docx.document import Document as Draft
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from msgspec.structs import replace

from prepsheet.document import Preset
from prepsheet.docx import render
from tests.docx import sample
from tests.docx.lint import assert_clean

RELAID: tuple[Preset, ...] = ("large-acb", "large-ukaaf", "dyslexia")


def draft(preset: Preset) -> Draft:
    data = render(replace(sample.draft(), preset=preset))
    assert_clean(data)
    return open_docx(BytesIO(data))


@pytest.mark.parametrize("preset, least", [("large-acb", 18), ("large-ukaaf", 18), ("dyslexia", 12)])
def test_all_text_is_large_enough_flush_left_and_in_one_face(preset: Preset, least: float) -> None:
    opened = draft(preset)
    sizes = [s.font.size for s in opened.styles if s.type is not None and s.type < 3 and s.font.size]
    assert min(sizes) >= Pt(least)
    faces = {s.font.name for s in opened.styles if s.type is not None and s.type < 3 and s.font.name}
    assert faces == {"Arial", "MS Gothic"}
    aligned = {s.paragraph_format.alignment for s in opened.styles if s.type == 1}
    assert aligned <= {None, WD_ALIGN_PARAGRAPH.LEFT}
    assert opened.sections[0].top_margin == opened.sections[0].left_margin == Pt(72)


@pytest.mark.parametrize("preset", RELAID)
def test_the_words_are_the_same_in_one_column(preset: Preset) -> None:
    def words(opened: Draft) -> set[str]:
        return {word for text in opened.element.body.itertext() for word in text.split()}

    assert words(draft(preset)) == words(draft("standard"))
    assert draft(preset).tables == []


def test_the_standards_part_at_underlining() -> None:
    underlined = [draft(preset).styles["Strong"].font.underline for preset in RELAID]
    assert underlined == [True, None, None]


def test_one_draft_leaves_nothing_for_the_next() -> None:
    standard = render(sample.draft())
    render(replace(sample.draft(), preset="large"))
    assert render(sample.draft()) == standard
