"""What a returned draft says: words exactly, where it comes from, and what is refused unread."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from prepsheet.collect.model import fingerprint
from prepsheet.collect.word import read
from prepsheet.document import Beat, DraftLabels, Region, Run, lines
from prepsheet.docx import render
from prepsheet.sheets import Options, plan
from prepsheet.sheets import render as render_sheet
from tests.collect.edits import ANSWER, CHECKS, MOMENT, P, R, document, said, untold
from tests.docx import people, sample
from tests.making import DAY, LIBRARY, NOBODY, PEOPLE, person

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), include_characters="\n"), max_size=200
)


@pytest.mark.parametrize("name", [*PEOPLE, NOBODY])
def test_a_draft_that_nobody_touched_changes_nothing(name: str) -> None:
    (sheet,) = plan(person(name), LIBRARY, ("answer-draft",), Options(DAY))
    returned = read(render_sheet(sheet).data, "draft.docx")
    assert len(returned.entries) > 2
    assert [entry.path for entry in returned.entries if fingerprint(entry.text) != entry.base] == []
    assert returned.problems == ()


@pytest.mark.parametrize("made", [people.draft, people.english])
@pytest.mark.parametrize("name", people.PEOPLE)
def test_a_draft_in_another_script_comes_back_as_it_was(name: str, made: Callable[[str], bytes]) -> None:
    returned = read(made(name), "draft.docx")
    assert len(returned.entries) > 2
    assert [entry.path for entry in returned.entries if fingerprint(entry.text) != entry.base] == []
    assert returned.problems == ()


def test_origin_paths_and_places() -> None:
    returned = read(untold().saved(), "draft.docx")
    assert returned.origin == document().origin
    assert [entry.path for entry in returned.entries] == [ANSWER, MOMENT, *CHECKS]
    assert [entry.where for entry in returned.entries][:2] == ["The answer", "If there is only a moment"]


@settings(max_examples=200)
@given(TEXTS)
def test_any_text_comes_back_from_a_region(text: str) -> None:
    beats = tuple(
        Beat(label="" if number else "My words", text=line) for number, line in enumerate(lines(text))
    )
    made = render(sample.document(Region(path="answers.x.text", title="T", beats=beats)))
    (entry,) = read(made, "x.docx").entries
    assert entry.text == "\n".join(lines(text))
    assert fingerprint(entry.text) == entry.base


@settings(max_examples=200)
@given(people.MIXED, people.MIXED, st.sampled_from(("en-GB", "ar", "he", "ja", "th")))
def test_text_of_many_scripts_comes_back_from_its_runs(text: str, label: str, language: str) -> None:
    label = " ".join(label.split())
    beats = tuple(
        Beat(label="" if number else label, text=(Run(line[:3], "strong"), Run(line[3:])))
        for number, line in enumerate(lines(text))
    )
    region = Region(path="answers.x.text", title="T", beats=beats)
    (entry,) = read(render(sample.document(region, language=language)), "x.docx").entries
    assert entry.text == "\n".join(lines(text))
    assert fingerprint(entry.text) == entry.base


@settings(max_examples=200)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_typed_comes_back(paragraphs: list[str]) -> None:
    draft = untold()
    for paragraph in draft.answer():
        paragraph.getparent().remove(paragraph)
    draft.control(ANSWER)[-1].extend(P(R(text)) for text in paragraphs)
    (entry, *_) = read(draft.saved(), "x.docx").entries
    assert entry.text == "\n".join(lines("\n".join(paragraphs)))


def test_open_gaps_are_told_only_of_a_changed_answer() -> None:
    draft = untold()
    assert read(draft.saved(), "x").problems == ()
    draft.answer()[0].append(R(" Really."))
    (problem,) = read(draft.saved(), "x").problems
    assert (problem.code, problem.severity, problem.place.path) == ("open-gaps", "warning", ANSWER)
    assert "[which month?]" in problem.message


def test_comments_are_nobodys_words() -> None:
    returned = read(render(sample.commented()), "x")
    assert returned.entries == read(render(sample.draft()), "x").entries
    assert [entry.path for entry in returned.entries if fingerprint(entry.text) != entry.base] == []
    assert returned.problems == ()


def test_without_its_properties_a_draft_is_read_by_its_tags() -> None:
    draft = untold()
    draft.parts["docProps/custom.xml"] = b'<Properties xmlns="x"/>'
    returned = read(draft.saved(), "x")
    assert returned.origin is None
    texts = {entry.path: (entry.text, entry.base) for entry in returned.entries}
    assert "For five years" in texts[ANSWER][0]
    assert texts[ANSWER][1] is None
    assert "no-origin" in {problem.code for problem in returned.problems}


@pytest.mark.parametrize("typed", ["", "And this"])
def test_a_line_above_that_was_written_several_times_over_is_one(typed: str) -> None:
    draft = untold()
    draft.label().append(R(typed))
    for _ in range(2):
        draft.label().extend((R(DraftLabels().edit), R(typed)))
    (entry, *_) = read(draft.saved(), "x").entries
    assert entry.text == "\n".join([*filter(None, [typed]), *said(ANSWER)])


def test_a_line_above_in_words_of_its_own_is_known_from_the_file() -> None:
    labels = DraftLabels(edit="Ab hier", end="bis hier")
    returned = read(render(replace(document(), draft_labels=labels)), "x")
    assert returned.entries[0].text == "\n".join(said(ANSWER))


def test_the_persons_own_marks_and_styles_are_words() -> None:
    beats = (Beat(label="Now", text=(Run("I "), Run("sort", "strong"), Run("[what?]", "gap"))),)
    (entry,) = read(render(sample.document(Region(path="a.b", title="T", beats=beats))), "x").entries
    assert entry.text == "I sort[what?]"


# What is refused --------------------------------------------------------------------------------------


def zipped(**changes: bytes) -> bytes:
    """A draft some of whose parts are others."""
    draft = untold()
    draft.parts.update(
        {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in changes.items()}
    )
    target = BytesIO()
    parts = {"word/document.xml": untold().parts["word/document.xml"], **draft.parts}
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def body(inside: bytes, before: bytes = b"") -> bytes:
    """A main part."""
    name = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return before + b'<w:document xmlns:w="' + name + b'"><w:body>' + inside + b"</w:body></w:document>"


def archive(*members: tuple[str, bytes]) -> bytes:
    """An archive of these members."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return target.getvalue()


def encrypted(data: bytes) -> bytes:
    """The archive with the flag of encryption in every entry."""
    made = bytearray(data)
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        made[at + 8] |= 1
        at = made.find(b"PK\x01\x02", at + 1)
    return bytes(made)


def smaller_than_it_is(data: bytes) -> bytes:
    """The archive saying of its main part that it has ten bytes."""
    made = bytearray(data)
    at = made.rfind(b"word/document.xml") - 46
    assert made[at : at + 4] == b"PK\x01\x02"
    made[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(made)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
REFUSED = {
    "nothing": (b"", "empty-file"),
    "noise": (b"\x00\x01" * 500, "not-word"),
    "pdf": (b"%PDF-1.7\n", "not-word"),
    "rtf": (b"{\\rtf1}", "not-word"),
    "old word": (OLE + "WordDocument".encode("utf-16-le"), "old-word"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "encrypted": (encrypted(untold().saved()), "password"),
    "odt": (
        archive(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"")),
        "not-word",
    ),
    "pages": (archive(("Index/Document.iwa", b"")), "not-word"),
    "empty archive": (archive(), "not-word"),
    "cut off": (untold().saved()[:4000], "damaged"),
    "lying size": (smaller_than_it_is(untold().saved()), "damaged"),
    "not xml": (zipped(word__document_xml=b"<w:document"), "damaged"),
    "another root": (zipped(word__document_xml=b"<html/>"), "not-word"),
    "bomb": (zipped(word__media=bytes(60_000_000)), "too-large"),
    "elements": (zipped(word__document_xml=body(b"<w:p/>" * 510_000)), "too-large"),
    "many parts": (archive(*((f"{number}", b"") for number in range(3000))), "too-large"),
    "deep": (zipped(word__document_xml=body(b"<w:r>" * 9999 + b"</w:r>" * 9999)), "too-deep"),
    "dtd": (zipped(word__document_xml=body(b"", b"<!DOCTYPE x>")), "dtd"),
    "entity": (zipped(word__document_xml=body(b"&x;", b'<!DOCTYPE x [<!ENTITY x "boo">]>')), "dtd"),
    "file entity": (
        zipped(word__document_xml=body(b"&x;", b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
        "dtd",
    ),
    "dtd in properties": (zipped(docProps__custom_xml=b"<!DOCTYPE x><x/>"), "dtd"),
    "nothing of ours": (
        zipped(word__document_xml=body(b"<w:p/>"), docProps__custom_xml=b"<x/>"),
        "no-draft",
    ),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, code: str) -> None:
    returned = read(data, "a.docx")
    assert returned.entries == ()
    (problem,) = returned.problems
    assert (problem.code, problem.severity, problem.place.file) == (code, "error", "a.docx")
    assert problem.hint


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_main_parts_are_refused() -> None:
    parts = untold().parts
    twice = archive(*parts.items(), ("word/document.xml", b"<x/>"))
    (problem,) = read(twice, "a.docx").problems
    assert problem.code == "duplicate-part"


def test_what_the_file_brings_along_is_noted_and_left_alone() -> None:
    draft = untold()
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    rels = draft.parts["word/_rels/document.xml.rels"]
    link = b'<Relationship Id="r" Type="' + kind + b'" Target="http://127.0.0.1:1/x" TargetMode="External"/>'
    draft.parts["word/_rels/document.xml.rels"] = rels.replace(b"</Rel", link + b"</Rel")
    draft.parts["word/vbaProject.bin"] = b"Sub AutoOpen"
    draft.answer()[0].append(R(" DDEAUTO c:\\x ", tag="instrText"))
    returned = read(draft.saved(), "a.docm")
    assert [(problem.code, problem.severity) for problem in returned.problems] == [
        ("macros", "note"),
        ("outside", "note"),
        ("outside", "note"),
    ]
    assert len(returned.entries) == 6


@settings(max_examples=150)
@given(st.data())
def test_damage_is_a_problem_and_never_an_error_of_ours(data: st.DataObject) -> None:
    made = bytearray(untold().saved())
    for at in data.draw(st.lists(st.integers(0, len(made) - 1), min_size=1, max_size=20)):
        made[at] = data.draw(st.integers(0, 255))
    returned = read(bytes(made), "a.docx")
    assert returned.entries or returned.problems
