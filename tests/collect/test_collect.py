"""The whole way round: a profile to sheets, sheets filled in by anybody, and back into the profile."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import prepsheet
from prepsheet.collect import Collected, collect
from prepsheet.collect.drafts import placed
from prepsheet.collect.merge import clean
from prepsheet.collect.model import Entry, Returned, fingerprint
from prepsheet.document import Origin
from prepsheet.library import Library, standard_library
from prepsheet.profile import lens, load
from prepsheet.schema.types import bare
from tests.collect.filling import fields_of, filled
from tests.making import DAY, LIBRARY, PEOPLE, ROOT, WORKSHEETS, person
from tests.pdf.pdfium import opened
from tests.pdf.reading import pages
from tests.test_yaml_edit import TEXTS

NEW = "# yaml-language-server: x\nbasics:\nprep:\n  version: 1\n"


@pytest.fixture
def me(tmp_path: Path) -> Path:
    path = tmp_path / "me.yaml"
    path.write_bytes((ROOT / "content/examples/zuzana.yaml").read_bytes())
    return path


def made(profile: Path, *sheets: str) -> dict[str, bytes]:
    return {each.sheet.name: each.data for each in prepsheet.build(profile, *sheets, date=DAY)}


def put(folder: Path, **files: bytes) -> list[Path]:
    paths = []
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
        paths.append(folder / f"{name}.pdf")
    return paths


def collected(files: list[Path], into: Path, **more: Any) -> Collected:
    """What is collected, and written as the command would write it."""
    found = collect(files, into, standard_library(into.parent), **more)
    for each in found.files:
        each.path.write_bytes(each.after)
    return found


def codes(found: Collected) -> list[str]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize("name", PEOPLE)
def test_sheets_that_nobody_touched_change_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "me.yaml"
    path.write_bytes((ROOT / f"content/examples/{name}.yaml").read_bytes())
    assert collected(put(tmp_path, **made(path, *WORKSHEETS)), path) == Collected((), {}, ())


def options(field: Any) -> list[str]:
    return [*map(str, field.get("/XXKind", {}).get("/Values", field["/Opt"]))]


def drawn(draw: Any, path: str, field: Any) -> str:
    """Something that a person could put into a field."""
    if "/Opt" in field:
        return str(draw(st.sampled_from(options(field))))
    if field["/FT"] == "/Btn":
        return "yes"
    private = field.get("/XXKind", {})
    if private.get("/S") == "/Number":
        return str(draw(st.integers(int(private["/Min"]), int(private["/Max"]))))
    if private:
        return str(draw(st.sampled_from(["2029", "2029-01", "2031-12"])))
    if bare(lens.hint(path)).form:
        return "2031-12-24"
    text = clean(draw(TEXTS))
    if lens.holds_lines(lens.hint(path)):
        return "\n".join(line.strip() for line in text.split("\n") if line.strip())
    return text


def wanted(path: str, text: str) -> str:
    if path.endswith(".status"):
        return "done"
    return "\n".join(text.split(", ")) if path.endswith(".for") else text


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.reuse, Phase.generate),  # to shrink what takes a sheet each time would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_is_filled_in_arrives_and_nothing_else_changes(tmp_path: Path, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([*PEOPLE, ""]))
    path = tmp_path / "me.yaml"
    path.write_bytes((ROOT / f"content/examples/{source}.yaml").read_bytes() if source else NEW.encode())
    sheet = data.draw(st.sampled_from([*WORKSHEETS, "intake"]))
    pdf = made(path, sheet)[sheet]
    fields = dict(fields_of(pages(pdf)))
    if not source and sheet == "skills":
        fields = {name: field for name, field in fields.items() if not name.endswith(".for")}
    chosen = data.draw(st.lists(st.sampled_from([*fields]), min_size=1, max_size=12, unique=True))
    values = {name: drawn(data.draw, name, fields[name]) for name in chosen}
    before = load(path)[0].data()
    found = collected(put(tmp_path, sheet=filled(pdf, values)), path)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    after = load(path)[0].data()
    for name in fields:
        if values.get(name):
            assert lens.get(after, name) == wanted(name, values[name])
        else:
            assert lens.get(after, name) == lens.get(before, name)
    again = collected([tmp_path / "sheet.pdf"], path)
    assert (again.files, again.values) == ((), {})


def test_filled_in_a_viewer(tmp_path: Path, me: Path) -> None:
    with opened(made(me, "goals")["goals"]) as reader:
        reader.type("goals.near.measure", "Ten lines\nby Łódź")
        reader.click("goals.near.horizon", 1)
        reader.click("goals.near.steps.2.status")
        saved = reader.saved()
    found = collected(put(tmp_path, goals=saved), me)
    assert found.values == {
        "goals.near.measure": "Ten lines\nby Łódź",
        "goals.near.horizon": "long",
        "goals.near.steps.2.status": "done",
    }
    assert found.problems == ()


def test_an_intake_sheet_makes_a_profile(tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text(NEW)
    values = {"basics.name": "Zoë Ķ", "work.1.position": "Nurse", "stage": "mid"}
    sheet = filled(made(empty, "intake")["intake"], values)
    new = tmp_path / "new.yaml"
    found = collected(put(tmp_path, intake=sheet), new, instead={new: NEW.encode()})
    assert found.values == values
    assert load(new)[0].basics.name == "Zoë Ķ"
    assert new.read_text().startswith("# yaml-language-server: x\nbasics:\n  name: Zoë Ķ\nprep:\n")


def test_somebody_else_s_sheet_is_refused_unless_wanted(tmp_path: Path, me: Path) -> None:
    sheet = filled(made(ROOT / "content/examples/eleni.yaml", "goals")["goals"], {"goals.near.measure": "x"})
    files = put(tmp_path, goals=sheet)
    before = me.read_bytes()
    assert codes(collected(files, me)) == ["other-person"]
    assert me.read_bytes() == before
    assert collected(files, me, anyway=True, prefer="theirs").values == {"goals.near.measure": "x"}


def test_a_file_that_does_not_say_what_it_is_is_refused_unless_wanted(tmp_path: Path, me: Path) -> None:
    from tests.collect.hostile import form, text

    files = put(tmp_path, form=form(text(b"(tone)", b"(dry)")))
    assert codes(collected(files, me)) == ["no-origin"]
    assert collected(files, me, anyway=True).values == {"tone": "dry"}


def test_of_a_sheet_that_came_back_twice_neither_is_taken_for_the_right_one(tmp_path: Path, me: Path) -> None:
    sheet = made(me, "goals")["goals"]
    twice = {name: filled(sheet, {"goals.near.measure": name}) for name in ("a", "b")}
    before = me.read_bytes()
    found = collected(put(tmp_path, **twice), me)
    assert (found.values, codes(found)) == ({}, ["conflict"])
    assert '"a"' in found.problems[0].message and '"b"' in found.problems[0].message
    assert me.read_bytes() == before


def test_one_bad_file_keeps_no_other_from_being_collected(tmp_path: Path, me: Path) -> None:
    good = filled(made(me, "goals")["goals"], {"goals.near.measure": "x"})
    found = collected([*put(tmp_path, broken=good[:5000], goals=good), tmp_path / "none.pdf"], me)
    assert found.values == {"goals.near.measure": "x"}
    assert codes(found) == ["broken-pdf", "unreadable-file"]


def test_another_version_of_a_sheet_is_noted_and_what_is_known_collected(tmp_path: Path, me: Path) -> None:
    own = tmp_path / "content/en/sheets/goals.yaml"
    own.parent.mkdir(parents=True)
    words = (ROOT / "content/en/sheets/goals.yaml").read_text("utf-8")
    own.write_text(words.replace("field: .measure", "field: .mesure"), "utf-8")
    sheet = made(me, "goals")["goals"]
    own.unlink()
    values = {"goals.near.mesure": "lost?", "goals.near.specific": "kept"}
    found = collected(put(tmp_path, goals=filled(sheet, values)), me)
    assert found.values == {"goals.near.specific": "kept"}
    assert codes(found) == ["other-version", "unknown-field"]
    assert "lost?" in found.problems[1].message


def test_what_the_rest_of_the_profile_does_not_allow_is_told_and_the_others_arrive(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text(NEW)
    values = {"skills_to_build.1.for": "near", "skills.1.name": "SQL"}
    files = put(tmp_path, skills=filled(made(path, "skills")["skills"], values))
    found = collected(files, path)
    assert found.values == {"skills.1.name": "SQL"}
    (problem,) = found.problems
    assert (problem.severity, problem.code) == ("error", "unknown-reference")
    assert "near" in problem.message
    goals = filled(made(path, "goals")["goals"], {"goals.near.rough": "lead"})
    found = collected([*files, *put(tmp_path, goals=goals)], path)
    assert found.values == {"skills_to_build.1.for": "near", "goals.near.rough": "lead"}


def draft(*entries: Entry, target: str = "havnlys") -> list[Returned]:
    return [Returned("a.docx", Origin(sheet="answer-draft", language="en", target=target), entries)]


def paths(returned: list[Returned], library: Library = LIBRARY) -> list[tuple[str, str]]:
    (file,) = placed(returned, person("zuzana").data(), library)
    return [(entry.path, entry.text) for entry in file.entries]


def test_answers_of_a_draft_find_their_place_by_their_question() -> None:
    known = person("zuzana").data()["prep"]["answers"]
    number = next(n for n, answer in enumerate(known, 1) if answer["question"] == "aspirations")
    changed = Entry("answers.aspirations.text", "new", fingerprint("old"))
    tick = Entry("answers.aspirations.checks.1", "yes", fingerprint(""))
    assert paths(draft(changed, tick)) == [(f"answers.{number}.text", "new")]


def test_an_answer_to_a_new_question_brings_the_question_along() -> None:
    place = len(person("zuzana").data()["prep"]["answers"]) + 1
    same = Entry("answers.brand-new.short", "old", fingerprint("old"))
    changed = Entry("answers.brand-new.text", "new", fingerprint("old"))
    emptied = Entry("answers.brand-new.text", "", fingerprint("old"))
    assert paths(draft(same, emptied)) == []
    assert paths(draft(same, changed)) == [
        (f"answers.{place}.question", "brand-new"),
        (f"answers.{place}.target", "havnlys"),
        (f"answers.{place}.text", "new"),
    ]


def edited(docx: bytes, words: str) -> bytes:
    """The draft with words added to the end of each answer's first paragraph."""
    draft = Document(io.BytesIO(docx))
    for control in draft.element.body.iter(qn("w:sdt")):
        paragraphs = list(control.iter(qn("w:p")))
        if len(paragraphs) > 1:
            *_, last = paragraphs[1].iter(qn("w:t"))
            last.text += words
    buffer = io.BytesIO()
    draft.save(buffer)
    return buffer.getvalue()


def german(folder: Path, profile: Path) -> None:
    """Words for drafts in German, and a profile that wants them."""
    shutil.copytree(ROOT / "content/en", folder / "content/de")
    for name, changes in {
        "draft.yaml": {"Change any word from here": "Ab hier ist jedes Wort deins", "to here": "bis hier"},
        "structures/here-to-there.yaml": {"label: Now": "label: Jetzt"},
        "questions/aspirations.yaml": {"What are your": "Was sind Ihre"},
    }.items():
        path = folder / "content/de" / name
        text = path.read_text("utf-8")
        for english, words in changes.items():
            assert english in text, name
            text = text.replace(english, words)
        path.write_text(text, "utf-8")
    profile.write_text(profile.read_text("utf-8").replace("    lang: en\n", "    lang: de\n"), "utf-8")


def without_properties(docx: bytes) -> bytes:
    """The draft as a program leaves it that keeps no custom properties."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(docx)) as source, ZipFile(target, "w") as made:
        for name in source.namelist():
            empty = b'<Properties xmlns="x"/>'
            made.writestr(name, empty if name == "docProps/custom.xml" else source.read(name))
    return target.getvalue()


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_draft_in_any_language_comes_back_without_the_words_around_it(
    tmp_path: Path, me: Path, language: str
) -> None:
    if language == "de":
        german(tmp_path, me)
    draft = made(me, "answer-draft")["answer-draft"]
    path = tmp_path / "draft.docx"
    path.write_bytes(draft)
    library = standard_library(tmp_path)
    assert collect([path], me, library) == Collected((), {}, ())
    path.write_bytes(edited(draft, " Genau."))
    told = collect([path], me, library).values
    assert all(text.split("\n")[0].endswith(" Genau.") for text in told.values())
    path.write_bytes(without_properties(edited(draft, " Genau.")))
    bare = collect([path], me, library, anyway=True, prefer="theirs")
    assert bare.values["answers.1.short"] == told["answers.1.short"]
    first, *_ = told["answers.1.text"].split("\n")
    assert bare.values["answers.1.text"].startswith(f"{first}\n")


def test_drafts_of_several_questions_come_back_as_answers_of_the_next_drafts(
    tmp_path: Path, me: Path
) -> None:
    sheets = ("answer-draft", "answer-setback", "answer-about-me")
    drafts = made(me, *sheets)
    for name, data in drafts.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    files = [tmp_path / f"{name}.docx" for name in sheets]
    assert collected(files, me) == Collected((), {}, ())
    for path in files:
        path.write_bytes(edited(path.read_bytes(), " Also this."))
    found = collected(files, me)
    assert not any(problem.severity == "error" for problem in found.problems)
    answers = load(me)[0].data()["prep"]["answers"]
    told = {answer["question"]: answer["text"].split("\n")[0] for answer in answers}
    for question in ("aspirations", "setback", "about-me"):
        assert told[question].endswith(" Also this.")
    assert collected(files, me).files == ()
    for name, data in made(me, *sheets).items():
        assert edited(drafts[name], "") != data
        (tmp_path / f"{name}.docx").write_bytes(data)
    assert collected(files, me) == Collected((), {}, ())
