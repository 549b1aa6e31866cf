"""What is announced of files that prepsheet did not make, and of broken ones."""

from __future__ import annotations

import io

import pypdf
import pytest

from prepsheet.problems import InputError
from prepsheet.reading_order import Announced, announced
from tests.reading_order.files import drawing, element, held, pdf, shown, stream, widget


def heard(data: bytes) -> list[str]:
    return [f"{'  ' * each.depth}{each.words}" for each in announced(data, "file.pdf").utterances]


def codes(document: Announced) -> list[str]:
    return [problem.code for problem in document.problems]


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as raised:
        announced(data, "file.pdf")
    (problem,) = raised.value.problems
    assert problem.hint
    return problem.code


def test_the_tree_decides_the_order_and_not_the_page() -> None:
    data = pdf(
        shown(0, "second") + shown(1, "first"),
        {
            "doc": element("Document", "[$one $two]"),
            "one": element("H2", "1"),
            "two": element("P", "[0]"),
        },
    )
    assert heard(data) == ["Heading level 2: first", "Text: second"]


def test_artifacts_are_left_out_even_around_content() -> None:
    content = shown(0, "heard") + "/Artifact BMC BT /F 9 Tf (seen) Tj ET EMC"
    document = announced(pdf(content, {"doc": element("P", "0")}), "file.pdf")
    assert [each.words for each in document.utterances] == ["Text: heard"]
    assert document.problems == ()


def test_lines_and_wide_gaps_are_spaces_and_kerns_are_not() -> None:
    content = "/P <</MCID 0>> BDC BT /F 10 Tf 12 TL 9 90 Td [(a) 80 (b) -400 (c)] TJ T* (d) Tj (e) ' ET EMC"
    assert heard(pdf(content, {"doc": element("P", "0")})) == ["Text: ab c d e"]


def test_inline_elements_belong_to_their_paragraph() -> None:
    content = shown(0, "one ") + shown(1, "two", tag="Span")
    objects = {"doc": element("P", "[0 $span]"), "span": element("Span", "1")}
    assert heard(pdf(content, objects)) == ["Text: one two"]


@pytest.mark.parametrize("key", ["Alt", "ActualText", "E"])
def test_what_is_to_be_read_instead_is_read_instead(key: str) -> None:
    data = pdf(
        shown(0, "Dr"), {"doc": element("P", "[$span]"), "span": element("Span", "0", f"/{key} (Doctor)")}
    )
    assert heard(data) == ["Text: Doctor"]
    assert announced(data, "").problems == ()


def test_content_may_say_what_to_read_instead_of_itself() -> None:
    content = "/Span <</MCID 0 /ActualText (office)>> BDC BT /F 9 Tf (o\\256ce) Tj ET EMC"
    assert heard(pdf(content, {"doc": element("P", "0")})) == ["Text: office"]


def test_roles_of_ones_own_are_mapped() -> None:
    objects = {"doc": element("Titel", "0"), "tree+": "/RoleMap << /Titel /Kopf /Kopf /H1 >>"}
    assert heard(pdf(shown(0, "x"), objects)) == ["Heading level 1: x"]


@pytest.mark.parametrize(
    ("section", "heard_as"),
    [
        ("2 beginbfchar <01> <0061> <02> <D83DDE00> endbfchar", "a😀\ufffd"),
        ("1 beginbfrange <01> <03> <0061> endbfrange", "abc"),
        ("1 beginbfrange <01> <02> [<0062> <00660069>] endbfrange", "bfi\ufffd"),
        ("1 beginbfrange <01> <03> endbfrange", "\ufffd" * 3),
    ],
)
def test_codes_are_read_through_the_map_of_their_font(section: str, heard_as: str) -> None:
    objects = {
        "doc": element("P", "0"),
        "font": "<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode $map >>",
        "map": stream(f"1 begincodespacerange <00> <FF> endcodespacerange {section}"),
    }
    content = "/P <</MCID 0>> BDC BT /F 9 Tf <010203> Tj ET EMC"
    assert heard(pdf(content, objects)) == [f"Text: {heard_as}"]


def test_a_map_that_only_begins_is_soon_done_with() -> None:
    objects = {"doc": element("P", "0"), "font": "<< /Subtype /Type1 /ToUnicode $map >>"}
    hostile = {**objects, "map": stream("1 beginbfchar <" * 200_000)}
    assert heard(pdf(shown(0, "x"), hostile)) == ["Text: \ufffd"]


def test_another_language_is_named() -> None:
    data = pdf(shown(0, "na shledanou"), {"doc": element("P", "0", "/Lang (cs)")})
    assert heard(data) == ["Text in cs: na shledanou"]


def test_drawings_within_the_page_are_read_where_they_are_drawn() -> None:
    objects = {
        "doc": element("Figure", "0"),
        "resources+": "/XObject << /X $inner >>",
        "inner": drawing("BT /F 9 Tf (inside) Tj ET", "/Font << /F $font >>"),
    }
    assert heard(pdf("/Figure <</MCID 0>> BDC /X Do EMC", objects)) == ["Figure: inside"]


def test_lists_and_their_labels() -> None:
    objects = {
        "doc": element("L", "[$item]"),
        "item": element("LI", "[$sign $body]"),
        "sign": element("Lbl", "0"),
        "body": element("LBody", "[$text]"),
        "text": element("P", "1"),
    }
    assert heard(pdf(shown(0, "1.") + shown(1, "wash"), objects)) == ["List with 1 item", "  Item: 1. wash"]


def test_tables_name_rows_headers_and_blank_cells() -> None:
    objects = {
        "doc": element("Table", "[$head $body]", "/A << /O /Table /Summary (Ferries) >>"),
        "head": element("THead", "[$top]"),
        "top": element("TR", "[$wide]"),
        "wide": element("TH", "0", "/A << /O /Table /Scope /Column /ColSpan 2 >>"),
        "body": element("TBody", "[$row]"),
        "row": element("TR", "[$side $cell]"),
        "side": element("TH", "1", "/A << /O /Table /Scope /Row >>"),
        "cell": element("TD", "[]"),
    }
    assert heard(pdf(shown(0, "Lines") + shown(1, "Askøy"), objects)) == [
        'Table "Ferries" with 2 rows and 2 columns',
        "  Row 1",
        "    Column header: Lines",
        "  Row 2",
        "    Row header: Askøy",
        '    Cell under "Lines": blank',
    ]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ("/FT /Tx /TU (Name) /V (Ann)", 'Edit box "Name", value "Ann"'),
        ("/FT /Tx /T (n)", "Edit box without a label, empty"),
        ("/FT /Tx /TU (Why) /Ff 4099 /MaxLen 80",
         'Edit box "Why", several lines, required, read-only, at most 80 characters, empty'),
        ("/FT /Tx /TU (PIN) /Ff 8192 /V (1234)", 'Edit box "PIN", value "hidden"'),
        ("/FT /Btn /TU (Done) /AS /Yes", 'Checkbox "Done", checked'),
        ("/FT /Btn /TU (Done) /AS /Off", 'Checkbox "Done", not checked'),
        ("/FT /Btn /TU (Send) /Ff 65536", 'Button "Send"'),
        ("/FT /Ch /TU (Town) /Ff 131072 /Opt [[(b) (Bergen)] (Oslo)] /V (b)",
         'Drop-down "Town", 2 choices, value "Bergen"'),
        ("/FT /Ch /TU (Days) /Opt [(Mon) (Tue) (Wed)] /V [(Mon) (Wed)]",
         'List box "Days", 3 choices, value "Mon, Wed"'),
        ("/FT /Sig /TU (Signed)", 'Signature "Signed"'),
    ],
)  # fmt: skip
def test_fields_say_what_they_are(entries: str, words: str) -> None:
    objects = {"doc": element("Form", held("box")), "box": widget(entries)}
    (line,) = heard(pdf("", objects, more="/Annots [$box]"))
    assert line == words


def test_radio_buttons_say_their_place_in_the_group() -> None:
    objects = {
        "doc": element("Document", "[$first $second]"),
        "first": element("Form", held("no"), "/Alt (Ready: no)"),
        "second": element("Form", held("yes"), "/Alt (Ready: yes)"),
        "group": "<< /FT /Btn /Ff 49152 /T (ready) /TU (Ready) /V /1 /Kids [$no $yes] >>",
        "no": widget("/Parent $group /AS /Off"),
        "yes": widget("/Parent $group /AS /1"),
    }
    assert heard(pdf("", objects, more="/Annots [$no $yes]")) == [
        'Radio button "Ready: no", 1 of 2, not checked',
        'Radio button "Ready: yes", 2 of 2, checked',
    ]


def test_a_printed_field_is_a_field_still() -> None:
    field = "/A << /O /PrintField /Role /cb /checked /on /Desc (Done) >>"
    assert heard(pdf("", {"doc": element("Form", "[]", field)})) == ['Checkbox "Done", printed, checked']


def test_links_are_read_once_and_hidden_fields_never() -> None:
    objects = {
        "doc": element("P", "[$link $form]"),
        "link": element("Link", f"[0 {held('url')}]"),
        "url": "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents (to the site) >>",
        "form": element("Form", held("secret")),
        "secret": widget("/FT /Tx /TU (Secret)").replace("/F 4", "/F 2"),
    }
    assert heard(pdf(shown(0, "our site"), objects, more="/Annots [$url $secret]")) == ["Link: our site"]


def test_what_nobody_hears_of_is_told() -> None:
    content = shown(0, "heard") + shown(1, "forgotten") + "BT /F 9 Tf (loose) Tj ET"
    objects = {"doc": element("P", "0"), "box": widget("/FT /Tx /TU (Name)")}
    document = announced(pdf(content, objects, more="/Annots [$box]"), "file.pdf")
    assert [problem.message for problem in document.problems] == [
        "page 1: no element holds the edit box: 'Name'",
        "page 1: no element holds the text: 'forgotten'",
        "page 1: no tag says what this text is: 'loose'",
    ]
    assert {problem.severity for problem in document.problems} == {"warning"}


def test_what_is_heard_twice_or_without_a_label_is_told() -> None:
    objects = {
        "doc": element("Document", "[$one $two $form]"),
        "one": element("P", "0"),
        "two": element("P", "0"),
        "form": element("Form", held("box")),
        "box": widget("/FT /Tx /T (name)"),
    }
    document = announced(pdf(shown(0, "again"), objects, more="/Annots [$box]"), "file.pdf")
    assert codes(document) == ["announced-twice", "no-label"]


def test_a_file_without_tags_is_refused() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    stream = io.BytesIO()
    writer.write(stream)
    assert refused(stream.getvalue()) == "no-tags"


def test_a_file_behind_a_password_is_refused() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert refused(stream.getvalue()) == "locked-pdf"


GOOD = pdf(shown(0, "x"), {"doc": element("P", "0")})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"no PDF at all",
        GOOD[: len(GOOD) // 2],
        pdf("1 0 0 cm BT ET", {"doc": element("P", "0")}),
        pdf("", {"doc": element("P", "[$doc]")}),
        pdf("", {"doc": element("Sect", "[$two]"), "two": element("Sect", "[$doc]")}),
        pdf("", {"doc": element("Form", held("box")), "box": "<< /Subtype /Widget /Rect [1 2] >>"}),
        pdf("/X Do", {
            "doc": element("P", "0"),
            "resources+": "/XObject << /X $loop >>",
            "loop": drawing("/X Do", "/XObject << /X $loop >>"),
        }),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_a_problem(data: bytes) -> None:
    assert refused(data) == "broken-pdf"


def test_endless_structures_and_drawings_come_to_an_end() -> None:
    deep = {f"e{n}": element("Sect", f"[$e{n + 1}]") for n in range(80)}
    assert (
        refused(pdf("", {**deep, "e80": element("P", "0"), "doc": element("Sect", "[$e0]")})) == "broken-pdf"
    )
    bomb = {f"x{n}": drawing("/X Do " * 10, f"/XObject << /X $x{n + 1} >>") for n in range(9)}
    objects = {**bomb, "x9": drawing("q Q"), "doc": element("P", "0"), "resources+": "/XObject << /X $x0 >>"}
    assert refused(pdf("/X Do", objects)) == "broken-pdf"
