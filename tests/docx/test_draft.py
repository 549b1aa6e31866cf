"""What a person, a word processor and a screen reader find in a draft."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document as open_docx

from prepsheet.document import (
    Beat,
    Block,
    Bullets,
    Callout,
    Check,
    Checks,
    Choice,
    DraftLabels,
    Heading,
    Item,
    Matrix,
    Paragraph,
    Region,
    Row,
    Run,
    Table,
    TableRow,
    TextField,
)
from prepsheet.docx import render
from prepsheet.problems import InputError
from tests.docx import sample
from tests.docx.outline import outline
from tests.docx.parts import VAL, W14, W, body, control, part, style, text

HOSTILE = "R&D <b>x</b> < 5 {{ 7*7 }} ]]> &amp; \U0001f642"


def paragraphs(*blocks: Block) -> list[tuple[str, str]]:
    """Style and text of each paragraph of a draft made of these blocks."""
    made = body(render(sample.document(*blocks)))
    return [(style(paragraph), text(paragraph)) for paragraph in made.iter(W + "p")]


@pytest.mark.parametrize("name", ["draft", "gaps"])
def test_structure(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"docx/{name}.txt", outline(render(getattr(sample, name)())))


def test_python_docx_finds_headings_styles_and_table() -> None:
    opened = open_docx(BytesIO(render(sample.draft())))
    outside = [(str(line.style and line.style.name), line.text) for line in opened.paragraphs]
    assert outside[0] == ("Title", "What are your career aspirations?")
    assert ("Heading 1", "The answer  133 words, about 60 seconds") in outside
    assert next(words for name, words in outside if name == "Check").strip().startswith("I could say")
    (table,) = opened.tables
    assert [cell.text for cell in table.rows[0].cells] == ["They ask", "I say"]
    assert len(table.rows) == 4


def test_document_properties() -> None:
    opened = open_docx(BytesIO(render(sample.draft(language="cs", subject="Havnlys Ferries"))))
    core = opened.core_properties
    assert (core.title, core.author) == ("What are your career aspirations?", "Zuzana Křížková")
    assert (core.language, core.subject) == ("cs", "Havnlys Ferries")
    assert core.created.date().isoformat() == "2026-05-11"


def test_long_properties_are_cut_rather_than_refused() -> None:
    long = "Why us? " * 40
    core = open_docx(BytesIO(render(sample.draft(title=long, author=long, subject=long)))).core_properties
    assert {core.title, core.author, core.subject} == {long[:255]}


def test_language_reaches_styles_and_settings() -> None:
    docx = render(sample.draft(language="cs"))
    (lang,) = part(docx, "word/styles.xml").iter(W + "lang")
    (theme,) = part(docx, "word/settings.xml").iter(W + "themeFontLang")
    assert {*lang.attrib.values(), *theme.attrib.values()} == {"cs"}


def test_an_undated_draft_tells_no_date() -> None:
    core = part(render(sample.draft(date="")), "docProps/core.xml")
    assert not [element for element in core if "created" in element.tag or "modified" in element.tag]


@pytest.mark.parametrize(
    ("paper", "size", "width"), [("a4", (11906, 16838), 9026), ("letter", (12240, 15840), 9360)]
)
def test_paper(paper: str, size: tuple[int, int], width: int) -> None:
    docx = render(sample.draft(paper))
    page = body(docx)[-1].find(W + "pgSz")
    assert (int(page.get(W + "w")), int(page.get(W + "h"))) == size
    margins = {name.removeprefix(W): value for name, value in body(docx)[-1].find(W + "pgMar").attrib.items()}
    assert {margins[side] for side in ("left", "right")} == {"1440"}
    assert {margins[end] for end in ("top", "bottom")} == {"1120"}
    columns = [int(column.get(W + "w")) for column in body(docx).iter(W + "gridCol")]
    assert sum(columns) == width
    assert columns[0] == round(width * 176 / 451.3)
    tabs = part(docx, "word/styles.xml").iter(W + "tab")
    assert [tab.get(W + "pos") for tab in tabs if tab.get(VAL) == "right"] == [str(width)] * 2


def test_header_and_footer_with_page_numbers() -> None:
    docx = render(sample.draft())
    header, footer = part(docx, "word/header.xml"), part(docx, "word/footer.xml")
    assert text(header) == "Zuzana Křížková\tHavnlys Ferries, Service Operations Lead, Thu 14 May"
    assert text(footer) == "Change every word you would not say.\t1 of 1"
    assert [field.get(W + "instr").strip() for field in footer.iter(W + "fldSimple")] == ["PAGE", "NUMPAGES"]


def test_a_draft_in_another_language_says_its_own_words() -> None:
    words = DraftLabels(edit="Ab hier alles ändern", end="bis hier", page="Seite {page} von {pages}")
    region = Region(path="a.b", title="Die Antwort", beats=(Beat(label="Jetzt", text="x"),))
    docx = render(sample.document(region, draft_labels=words))
    said = [text(line) for line in body(docx).iter(W + "p")]
    assert said == ["Die Antwort", "Ab hier alles ändern", "Jetzt\tx", "bis hier"]
    assert text(part(docx, "word/footer.xml")).endswith("\tSeite 1 von 1")


@pytest.mark.parametrize(
    ("name", "font", "size", "line", "before", "after", "bold"),
    [
        ("Title", "Calibri", 24, 28, 0, 2, True),
        ("Subtitle", "Calibri", 12, 16, 0, 0, None),
        ("Heading 1", "Calibri", 14, 18, 14, 2, True),
        ("Spoken", "Cambria", 12.5, 18, 6, 0, None),
        ("Asked", "Cambria", 11, 14, 4, 4, None),
        ("Cue", "Calibri", 11, 14, 4, 4, None),
        ("Check", "Calibri", 11, 14, 2, 0, None),
        ("Edit Label", "Calibri", 9, 11, 0, 0, None),
        ("End Line", "Calibri", 9, 11, 0, 0, None),
        ("Column Head", "Calibri", 9, 11, 2, 2, None),
        ("Header", "Calibri", 9, 11, 0, 0, None),
        ("Footer", "Calibri", 9, 11, 0, 0, None),
    ],
)
def test_styles_in_numbers(
    name: str, font: str, size: float, line: float, before: float, after: float, bold: bool | None
) -> None:
    opened = open_docx(BytesIO(render(sample.draft())))
    found = opened.styles[name]
    assert (found.font.name or "Calibri", found.font.bold) == (font, bold)
    assert (found.font.size.pt if found.font.size else 11) == size
    shape = found.paragraph_format
    assert (shape.line_spacing.pt, shape.space_before.pt, shape.space_after.pt) == (line, before, after)


def test_every_font_is_named_for_all_scripts() -> None:
    complex_fonts = {"Calibri": "Arial", "Cambria": "Times New Roman", "MS Gothic": "MS Gothic"}
    for fonts in part(render(sample.draft()), "word/styles.xml").iter(W + "rFonts"):
        named = {name.removeprefix(W): font for name, font in fonts.attrib.items()}
        assert named.keys() == {"ascii", "hAnsi", "eastAsia", "cs"}
        assert len({named["ascii"], named["hAnsi"], named["eastAsia"]}) == 1
        assert named["cs"] == complex_fonts[named["ascii"]], "a font with Arabic and Hebrew letters"


def test_gaps_and_strong_words_keep_their_style() -> None:
    made = body(render(sample.draft()))
    marked = {
        run.find(f"{W}rPr/{W}rStyle").get(VAL): text(run)
        for run in made.iter(W + "r")
        if run.find(f"{W}rPr/{W}rStyle") is not None
    }
    assert (marked["Gap"], marked["Strong"]) == ("[how much?]", "The rota nobody hated")


def test_table_header_row_is_marked() -> None:
    header, *rows = body(render(sample.draft())).iter(W + "tr")
    assert header.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows)


@pytest.mark.parametrize(
    ("count", "kept"),
    [(1, []), (2, [0]), (3, [0, 1]), (5, [0, 3])],
)
def test_neither_the_first_row_nor_the_last_is_left_alone_on_a_page(count: int, kept: list[int]) -> None:
    words = [f"line {number}" for number in range(count)]
    rows = tuple(TableRow(cells=(word, word)) for word in words)
    blocks = (
        Table(title="x", header=("a", "b"), columns=(1, 9), rows=rows),
        Bullets(items=tuple(Item(text=word) for word in words)),
    )
    for block in blocks:
        made = body(render(sample.document(block)))
        keeping = [line for line in made.iter(W + "p") if line.find(f"{W}pPr/{W}keepNext") is not None]
        assert {text(line) for line in keeping} == {words[number] for number in kept}
        assert len(keeping) == len(kept) * (2 if block is blocks[0] else 1)


def test_a_table_without_rows_leaves_room_to_write() -> None:
    table = Table(title="Questions", header=("They ask", "I say"), columns=(1, 9), blank=3)
    assert len(list(body(render(sample.document(table))).iter(W + "tr"))) == 4


def test_two_tables_in_a_row_stay_two() -> None:
    row = TableRow(cells=("a",))
    tables = [Table(title=title, header=("h",), columns=(1,), rows=(row,)) for title in ("one", "two")]
    tags = [element.tag for element in body(render(sample.document(*tables)))]
    assert tags == [W + "tbl", W + "p", W + "tbl", W + "p", W + "sectPr"]


@pytest.mark.parametrize(("value", "checked", "sign"), [("yes", "1", "☒"), ("", "0", "☐")])
def test_checkbox(value: str, checked: str, sign: str) -> None:
    docx = render(sample.document(Check(label="Timed", text="I timed it.", path="done.timed", value=value)))
    box = control(docx, "done.timed")
    assert box.getparent().tag == W + "p"
    assert box.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").get(W14 + "val") == checked
    assert text(box) == sign
    assert text(box.getparent()) == f"{sign}\tI timed it."


def test_a_check_without_a_path_can_be_ticked_but_is_not_a_field() -> None:
    docx = render(sample.document(Check(label="I timed it."), Check(label="I timed it.")))
    assert len(list(body(docx).iter(W14 + "checkbox"))) == 2
    assert not list(body(docx).iter(W + "tag"))


def test_bullets_are_a_real_list() -> None:
    found = paragraphs(Bullets(items=(Item(text="One place."), Item(text="One number."))))
    assert found == [("ListBullet", "One place."), ("ListBullet", "One number.")]


@pytest.mark.parametrize(
    "block",
    [
        Heading(level=1, text=HOSTILE),
        Paragraph(text=HOSTILE),
        Bullets(items=(Item(text=HOSTILE),)),
        Check(label="x", text=HOSTILE),
        Table(title="x", header=("h",), columns=(1,), rows=(TableRow(cells=(HOSTILE,)),)),
        Region(path="a.b", title=HOSTILE, beats=(Beat(label=HOSTILE, text=HOSTILE),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_text_prints_as_written(block: Block) -> None:
    docx = render(sample.document(block, title=HOSTILE, author=HOSTILE))
    assert HOSTILE in text(body(docx))
    assert open_docx(BytesIO(docx)).core_properties.title == HOSTILE


def test_spaces_tabs_and_line_ends_are_kept() -> None:
    words = " two  spaces\tand a tab "
    assert paragraphs(Paragraph(text=words)) == [("BodyText", words)]
    found = paragraphs(Region(path="a.b", title="T", beats=(Beat(label="Now", text="one\ntwo"),)))
    assert ("Spoken", "Now\tone\ntwo") in found


def test_lines_of_a_paragraph_become_paragraphs() -> None:
    styled = (Run("one\ntw"), Run("o", "strong"), Run("\n\nthree"))
    assert paragraphs(Paragraph(text=styled)) == [("BodyText", word) for word in ("one", "two", "three")]
    assert paragraphs(Paragraph(text="one\n\ntwo")) == [("BodyText", "one"), ("BodyText", "two")]


def test_an_empty_paragraph_stands_only_where_there_are_lines_to_write_on() -> None:
    assert paragraphs(Paragraph(), Paragraph(rules=2)) == [("BodyText", ""), ("BodyText", "")]


@pytest.mark.parametrize(
    "block",
    [
        Row(cells=()),
        Matrix(title="m", scales=(), groups=()),
        TextField(path="a", label="a"),
        Choice(path="a", label="a", options=()),
        Checks(items=()),
        Callout(text="a"),
    ],
    ids=lambda block: type(block).__name__,
)
def test_blocks_for_paper_are_refused_by_name(block: Block) -> None:
    with pytest.raises(InputError, match=f"a {type(block).__name__} can't stand in a Word draft"):
        render(sample.document(block))


def test_unknown_text_style_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="no text style 'opening'"):
        render(sample.document(Paragraph(style="opening", text="a")))
