from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from prepsheet import __version__
from prepsheet.pdf import render
from prepsheet.typeset.pages import Pages, Tag
from tests.pdf import samples
from tests.pdf.pdfium import opened
from tests.pdf.processes import in_a_process
from tests.pdf.reading import array, catalog, content, elements, information, pages
from tests.pdf.validators import assert_valid

SAMPLES = [
    samples.everything,
    samples.kinds,
    lambda: samples.kinds(filled=False),
    samples.goals_sheet,
    samples.values_sheet,
]

ORDER = (
    "Goals",
    "What you want",
    "and how you will",
    "Name",
    "Role",
    "Why",
    "done",
    "Value",
    "Belonging",
    "One",
)


@pytest.mark.parametrize("interactive", [True, False])
@pytest.mark.parametrize("make", SAMPLES)
def test_every_sample_is_valid(make: Callable[[], Pages], interactive: bool) -> None:
    assert_valid(render(make(), interactive=interactive))


def test_text_is_read_in_order() -> None:
    pdf = render(samples.everything())
    read = pages(pdf)[0].extract_text()
    with opened(pdf) as reader:
        seen = reader.text()
    for words in (read, seen):
        places = [words.index(each, words.index("What")) if each != "Goals" else 0 for each in ORDER]
        assert places == sorted(places)


def test_lines_of_running_text_do_not_run_together() -> None:
    sheet = samples.sample(samples.paragraph("before the", "line ends", "co-", "worker"))
    words = content(render(sheet)).decode().lower()
    assert "the ".encode("utf-16-be").hex() in words
    assert "ends ".encode("utf-16-be").hex() in words
    assert "co- ".encode("utf-16-be").hex() not in words


def test_widgets_that_are_only_printed_leave_their_ink() -> None:
    pdf = render(samples.everything(), interactive=False)
    assert "/AcroForm" not in catalog(pdf)
    assert "/Annots" not in pages(pdf)[0]
    assert samples.NAMES[0] in pages(pdf)[0].extract_text()
    found: list[Any] = [each.get_object() for each in elements(catalog(pdf))]
    described = [each["/A"] for each in found if each["/S"] == "/Form"]
    assert [each["/Role"] for each in described] == ["/tv"] * 3 + ["/cb"] * 2 + ["/rb"] * 10
    assert [each["/Desc"] for each in described if each.get("/checked") == "/on"] == [
        "done",
        "Rating of ratings.belonging.matters: 4",
    ]


def test_structure_tree(golden: Callable[[str, str], None]) -> None:
    golden("structure.txt", outline(render(samples.everything())))


def outline(pdf: bytes) -> str:
    """The structure tree as text: a line an element, indented, with what it owns and says."""
    return "".join(_lines(catalog(pdf)["/StructTreeRoot"].raw_get("/K"), ""))


def _lines(reference: IndirectObject, indent: str) -> list[str]:
    element: Any = reference.get_object()
    kids = array(element.get("/K"))
    content = [str(kid) for kid in kids if isinstance(kid, int)]
    owned = f" content {' '.join(content)}" if content else ""
    fields = [kid["/Obj"] for kid in kids if not isinstance(kid, int | IndirectObject)]
    owned += "".join(f" field {(each if '/T' in each else each['/Parent'])['/T']}" for each in fields)
    said = [f"{key[1:]}={element[key]}" for key in ("/Alt", "/Lang", "/ID") if key in element]
    said += [f"{key[1:]}={value}" for key, value in element.get("/A", {}).items() if key != "/O"]
    line = f"{indent}{element['/S'][1:]}{owned}{''.join(f' {each}' for each in said)}\n"
    return [
        line,
        *(each for kid in kids if isinstance(kid, IndirectObject) for each in _lines(kid, indent + "  ")),
    ]


def test_the_file_says_what_it_is() -> None:
    pdf = render(samples.everything())
    assert pdf.startswith(b"%PDF-1.7\n")
    assert catalog(pdf)["/Lang"] == "en"
    assert catalog(pdf)["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert information(pdf) == {
        "/Title": "Goals · Zuzana Křížková",
        "/Author": "Zuzana Křížková",
        "/Subject": "Interview preparation",
        "/Creator": f"prepsheet {__version__}",
        "/Producer": f"prepsheet {__version__}",
        "/CreationDate": "D:20260309000000Z",
        "/ModDate": "D:20260309000000Z",
        "/Keywords": "",
        "/Trapped": "/False",
    }
    assert [page["/Tabs"] for page in pages(pdf)] == ["/S"]


def test_both_kinds_of_metadata_agree() -> None:
    pdf = render(samples.everything())
    xmp = PdfReader(io.BytesIO(pdf)).xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": information(pdf).title}
    assert xmp.dc_creator == [information(pdf).author]
    assert xmp.dc_description == {"x-default": information(pdf).subject}
    assert xmp.dc_language == ["en"]
    assert xmp.pdf_producer == information(pdf).producer
    assert xmp.xmp_create_date == information(pdf).creation_date.replace(tzinfo=None)


def test_titles_may_hold_markup_and_what_xml_forbids() -> None:
    title = "R&D <b>\x0b & more"
    pdf = render(samples.sample(samples.heading(), title=title))
    xmp = ElementTree.fromstring(catalog(pdf)["/Metadata"].get_data())
    assert "R&D <b>� & more" in "".join(xmp.itertext())
    assert information(pdf).title == title


def test_every_first_heading_is_in_the_outline() -> None:
    sheets = ((samples.heading("Goals"),), (samples.heading("Values"), samples.paragraph("x")), ())
    reader = PdfReader(io.BytesIO(render(samples.book(sheets))))
    entries: Any = reader.outline
    found = [(entry.title, reader.get_destination_page_number(entry)) for entry in entries]
    assert found == [("Goals", 0), ("Values", 1)]
    assert "/Outlines" not in catalog(render(samples.sample(samples.paragraph("x"))))


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ((samples.text(0, 0, "loose"),), "outside any tag"),
        ((Tag("Figure", (samples.text(0, 0, "x"),)),), "alternative text"),
    ],
)
def test_what_could_not_be_read_aloud_is_a_bug(nodes: tuple[Tag, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        render(samples.sample(*nodes))


@pytest.mark.parametrize("epoch", ["", "yesterday", "-5", "9" * 30])
def test_an_epoch_that_is_no_time_is_ignored(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert information(render(samples.everything()))["/ModDate"] == "D:20260309000000Z"


def test_reportlab_is_loaded_at_the_first_render_and_no_reader_ever() -> None:
    program = (
        "import sys; from prepsheet.pdf import render; from tests.pdf import samples\n"
        "print('reportlab' in sys.modules)\n"
        "render(samples.everything())\n"
        "print({'reportlab', 'pypdf', 'lxml', 'fontTools'} & set(sys.modules))"
    )
    assert in_a_process(program).decode().splitlines() == ["False", "{'reportlab'}"]


def test_the_epoch_of_a_reproducible_build_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert information(render(samples.everything()))["/ModDate"] == "D:20231114221320Z"


def test_same_pages_same_bytes_in_any_process() -> None:
    program = (
        "import sys; from prepsheet.pdf import render; from tests.pdf import samples\n"
        "for make in (samples.everything, samples.values_sheet): sys.stdout.buffer.write(render(make()))"
    )
    one = in_a_process(program, PYTHONHASHSEED="1", TZ="Pacific/Auckland")
    assert one == in_a_process(program, PYTHONHASHSEED="4711", TZ="America/New_York")
    assert one == render(samples.everything()) + render(samples.values_sheet())
