"""Filled PDFs read back: every kind of field, and files that nobody's viewer would make."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

from prepsheet.collect import apart, pdf
from prepsheet.collect.model import Returned, fingerprint
from prepsheet.collect.read import LARGE, read
from prepsheet.pdf import render
from prepsheet.problems import InputError
from prepsheet.typeset.pages import Box, CheckWidget, Tag
from tests.collect.filling import filled
from tests.collect.hostile import form, stream, text
from tests.collect.hostile import pdf as put_together
from tests.pdf import samples
from tests.pdf.pdfium import opened

KINDS = render(samples.kinds())
EMPTY = render(samples.kinds(filled=False))
FIELD = text(b"(a)", b"(b)")
CHOICE = (
    b"<< /FT /Ch /T (a) /V %s /Opt [(One) (Two) (Both) (More)]"
    b" /XXKind << /S /Choice /Values [(x) (y) (x, y)] >> >>"
)


def entries(data: bytes) -> dict[str, tuple[str, str | None]]:
    return {entry.path: (entry.text, entry.base) for entry in pdf.read(data, "x.pdf").entries}


def texts(data: bytes) -> dict[str, str]:
    return {path: value for path, (value, _) in entries(data).items()}


def codes(data: bytes) -> list[tuple[str, str]]:
    return [(problem.severity, problem.code) for problem in pdf.read(data, "x.pdf").problems]


def check(value: str) -> bytes:
    box = CheckWidget("a", "A", Box(57, 100, 12, 12), value == "done", value=value, stands_for="done")
    return render(samples.sample(samples.heading(), Tag("Form", (box,))))


# What we make


def test_a_sheet_as_it_was_made_holds_what_it_began_with() -> None:
    for data in (KINDS, EMPTY, check("doing"), check("done"), check("")):
        found = entries(data)
        assert found
        assert {path: fingerprint(value) for path, (value, _) in found.items()} == {
            path: base for path, (_, base) in found.items()
        }


def test_places_are_pages_and_labels() -> None:
    (entry, *_) = pdf.read(KINDS, "x.pdf").entries
    assert entry.where.startswith('page 1, "')


def test_filled_by_a_program() -> None:
    values = {
        "goals.near.by": "2031-12",
        "years": "7",
        "goal": "near",
        "other": "Ελένη 😀",
    }
    boxes = {"goals.all.2": "yes", "goals.all.3": "yes"}
    assert texts(filled(EMPTY, values | boxes)) == values | {"goals.all": "far\nx (y)"}


def test_filled_in_a_viewer() -> None:
    with opened(EMPTY) as reader:
        reader.type("goals.near.by", "2031-12")
        reader.type("other", "Ольга")
        reader.choose("goal", 0)
        reader.click("goals.all.2")
        reader.click("goals.all.3")
        saved = reader.saved()
    assert texts(saved) == {
        "goals.near.by": "2031-12",
        "years": "",
        "goal": "near",
        "other": "Ольга",
        "goals.all": "far\nx (y)",
    }
    assert entries(saved)["other"][1] == fingerprint("")


@pytest.mark.parametrize(
    ("held", "state", "told"),
    [
        ("doing", "no", "doing"),
        ("doing", "yes", "done"),
        ("", "yes", "done"),
        ("done", "yes", "done"),
        ("done", "no", ""),
    ],
)
def test_a_box_tells_the_word_that_it_stands_for(held: str, state: str, told: str) -> None:
    assert entries(filled(check(held), {"a": state})) == {"a": (told, fingerprint(held))}


def test_several_options_in_a_drop_down_are_told_one_by_one() -> None:
    options = (("near", "A"), ("far", "B"), ("near, far", "A, B"), ("x, y", "C"))
    made = render(samples.sample(samples.heading(), samples.select("a", "near, far", 100, options=options)))
    assert entries(made) == {"a": ("near\nfar", fingerprint("near\nfar"))}
    assert texts(filled(made, {"a": "x, y"})) == {"a": "x, y"}


def test_a_list_that_is_as_it_was_has_the_order_of_the_profile() -> None:
    made = render(samples.sample(samples.heading(), samples.several("a", ("far", "near"))))
    assert entries(made) == {"a": ("far\nnear", fingerprint("far\nnear"))}
    assert texts(filled(made, {"a.1": "no", "a.3": "yes"})) == {"a": "far\nx (y)"}
    assert texts(filled(made, {"a.1": "no", "a.2": "no"})) == {"a": ""}


def test_what_a_viewer_should_not_have_allowed_is_kept_with_a_warning_or_told() -> None:
    long = filled(EMPTY, {"goals.near.by": "2031-12-24"})
    assert codes(long) == [("warning", "value-too-long")]
    assert texts(long)["goals.near.by"] == "2031-12-24"
    assert codes(filled(EMPTY, {"years": "99"})) == [("warning", "number-too-large")]
    none = filled(EMPTY, {"goal": "nonsense"})
    assert codes(none) == [("error", "unknown-option")]
    assert "goal" not in texts(none)


def test_a_file_that_lost_what_fields_began_with_says_so() -> None:
    assert entries(form(b"<< /FT /Tx /T (a) /V (b) >>")) == {"a": ("b", None)}


# What anybody can make


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (form(FIELD), {"a": "b"}),
        (form(text(b"(a)", b"<FEFF0161>")), {"a": "š"}),
        (form(text(b"(a)", b"(x\\ry)")), {"a": "x\ry"}),
        (form(text(b"(a)", b"<EFBBBFC5A1>")), {"a": "š"}),
        (form(text(b"(a)", b"<61E9>")), {"a": "aé"}),
        (put_together({3: b"<< /Type /Page /Parent 2 0 R /Contents 20 0 R >>", 20: stream(b"0" * 50_000_000),
                       4: b"<< /Fields [10 0 R] >>", 10: FIELD}), {"a": "b"}),
        (form(b"<< /FT /Btn /Ff 32768 /T (a) /V /1 /Opt [(x) (y)] >>"), {"a": "y"}),
        (form(b"<< /FT /Ch /T (a) /V (y) /Opt [[(x) (One)] [(y) (Two)]] >>"), {"a": "y"}),
        (form(CHOICE % b"(Two)"), {"a": "y"}),
        (form(CHOICE % b"[(Two)]"), {"a": "y"}),
        (form(CHOICE % b"(Both)"), {"a": "x\ny"}),
        (form(CHOICE % b"(y)"), {"a": "y"}),
        (form(CHOICE % b"(More)"), {"a": "More"}),
        (form(b"<< /FT /Btn /Ff 65536 /T (a) >>", FIELD.replace(b"(a)", b"(c)")), {"c": "b"}),
        (form(b"<< /FT /Sig /T (s) /V << >> >>", FIELD), {"a": "b"}),
        (form(FIELD, FIELD), {"a": "b"}),
        (form(text(b"(../../x)", b"(=HYPERLINK)")), {"../../x": "=HYPERLINK"}),
    ],
)  # fmt: skip
def test_what_is_certain_is_read(data: bytes, found: dict[str, str]) -> None:
    assert texts(data) == found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (form(FIELD, text(b"(a)", b"(c)")), "twice"),
        (form(b"<< /FT /Tx /T (a) /V 20 0 R >>", more={20: stream(b"0" * 50_000_000)}), "broken-value"),
        (form(text(b"(a)", b"(" + b"x" * 30_000 + b")")), "text-too-long"),
        (form(text(b"(a)", b"<FEFFD83D0041>")), "unreadable-text"),
        (form(text(b"(a)", b"<FEFF00>")), "unreadable-text"),
        (form(text(b"(a)", b"<EFBBBFFF41>")), "unreadable-text"),
        (form(text(b"(a)", b"<41E99F>")), "unreadable-text"),
        (form(b"<< /FT /Btn /T (a) /V /Maybe >>"), "broken-value"),
        (
            form(b"<< /T (a) /XXKind << /S /Several >> /Kids [<< /FT /Btn /T (1) /V /Maybe >>] >>"),
            "broken-value",
        ),
        (form(b"<< /FT /Btn /Ff 32768 /T (a) /V /7 /Opt [(x) (y)] >>"), "unknown-option"),
    ],
)
def test_a_value_in_doubt_is_told_and_not_taken(data: bytes, code: str) -> None:
    assert codes(data) == [("error", code)]
    assert texts(data) == {}


def test_two_values_of_one_name_are_both_told() -> None:
    (problem,) = pdf.read(form(FIELD, text(b"(a)", b"(c)")), "x.pdf").problems
    assert '"b" and "c"' in problem.message


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "program"),
        (b"/OpenAction << /S /Launch /F (x) >>", "program"),
        (b"/AA << >>", "program"),
        (b"/Names << /JavaScript << >> >>", "program"),
        (b"/Names << /EmbeddedFiles << >> >>", "embedded"),
    ],
)
def test_programs_and_files_inside_are_noted_and_left_alone(entry: bytes, code: str) -> None:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R %s >>" % entry
    data = put_together({1: catalog, 4: b"<< /Fields [10 0 R] >>", 10: FIELD})
    assert codes(data) == [("note", code)]
    assert texts(data) == {"a": "b"}


def numbered(count: int) -> bytes:
    return form(*[text(b"(n%d)" % number, b"(b)") for number in range(count)])


def paged(pages: bytes) -> bytes:
    """A file with a field, and these pages."""
    return put_together({2: pages, 4: b"<< /Fields [10 0 R] >>", 10: FIELD})


def nested(depth: int) -> bytes:
    branches = {number: b"<< /T (a) /Kids [%d 0 R] >>" % (number + 1) for number in range(10, 10 + depth)}
    return put_together({4: b"<< /Fields [10 0 R] >>", **branches, 10 + depth: FIELD})


HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "broken-pdf"),
    "words": (b"%PDF-1.7\nhello", "broken-pdf"),
    "half": (KINDS[: len(KINDS) // 2], "broken-pdf"),
    "no form": (put_together({1: b"<< /Type /Catalog /Pages 2 0 R >>"}), "no-fields"),
    "flat": (render(samples.kinds(), interactive=False), "no-fields"),
    "no pages": (paged(b"<< /Type /Pages /Kids [] /Count 0 >>"), "unsound-pdf"),
    "pages in themselves": (paged(b"<< /Kids [2 0 R 3 0 R] /Count 2000000000 >>"), "unsound-pdf"),
    "many pages": (paged(b"<< /Kids [%s] >>" % (b"<< /Type /Page >> " * 1000)), "unsound-pdf"),
    "fields in themselves": (form(b"<< /FT /Tx /T (a) /Kids [10 0 R] >>"), "unsound-pdf"),
    "parents in themselves": (
        form(b"<< /T (a) /Kids [11 0 R] >>", b"<< /T (b) /Kids [10 0 R] >>"), "unsound-pdf"
    ),
    "deep": (nested(80), "unsound-pdf"),
    "many fields": (numbered(5001), "unsound-pdf"),
    "itself": (put_together({4: b"4 0 R"}), "broken-pdf"),
    "brackets": (put_together({4: b"[" * 50_000 + b"]" * 50_000}), "broken-pdf"),
    "XFA": (put_together({4: b"<< /Fields [10 0 R] /XFA (x) >>", 10: FIELD}), "xfa"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        pdf.read(data, "x.pdf")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == (code, "x.pdf")
    assert problem.hint


@pytest.mark.parametrize(("user", "opens"), [("secret", False), ("", True)])
def test_only_a_password_that_one_needs_keeps_us_out(user: str, opens: bool) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(KINDS))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    if opens:
        assert texts(buffer.getvalue()) == texts(KINDS)
        return
    with pytest.raises(InputError, match="password"):
        pdf.read(buffer.getvalue(), "x.pdf")


def test_encryption_that_is_not_known_here_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: bytes) -> PdfReader:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(pdf, "sound", unknown)
    with pytest.raises(InputError, match="encrypted"):
        pdf.read(KINDS, "x.pdf")


# Files


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "empty-file"),
        ("a.pdf", b"my answers", "unknown-format"),
        ("a.pdf", b" " * 5000 + KINDS, "unknown-format"),
        ("a.pdf", KINDS + zipped(), "two-in-one"),
        ("a.pdf", zipped(), "misnamed"),
        ("a.docx", KINDS, "misnamed"),
    ],
)
def test_a_file_is_what_it_holds(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read(put(tmp_path, name, data))
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize("name", ["a.pdf", "a.PDF", "a", "a (1).pdf.download"])
def test_any_name_will_do_that_says_nothing_else(tmp_path: Path, name: str) -> None:
    assert read(put(tmp_path, name, KINDS)).entries == pdf.read(KINDS, "x").entries


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(InputError):
            read(path)


def large(value: bytes) -> bytes:
    return put_together({4: b"<< /Fields [10 0 R] >>", 10: text(b"(a)", value), 20: b"(%s)" % (b"x" * LARGE)})


def test_a_large_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    found = read(put(tmp_path, "a.pdf", large(b"(b)")))
    assert isinstance(found, Returned)
    assert [(entry.path, entry.text) for entry in found.entries] == [("a", "b")]
    with pytest.raises(InputError) as refused:
        read(put(tmp_path, "a.pdf", large(b"(b)").replace(b"/Fields", b"/Fold")))
    assert refused.value.problems[0].code == "broken-pdf"


def test_what_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    with pytest.raises(InputError) as refused:
        read(put(tmp_path, "a.pdf", large(b"(b)")))
    assert refused.value.problems[0].code == "too-much"
