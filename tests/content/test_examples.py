"""The example profiles: sound, whole, as varied as the people who will copy them, and made to fit."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prepsheet.answers import Answer, Facts, assemble
from prepsheet.answers import load as scripts_of
from prepsheet.document import Run
from prepsheet.library import Library
from prepsheet.profile import check, load
from tests.content.reading import ROOT, lines

FILES = sorted((ROOT / "content" / "examples").glob("*.yaml"))
VALUES = ROOT / "content" / "en" / "sheets" / "values.yaml"
Data = dict[str, Any]


def data(path: Path) -> Data:
    return load(path)[0].data()


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def example(path: Path) -> Data:
    return data(path)


def test_it_loads_without_a_problem(path: Path) -> None:
    assert [str(problem) for problem in check(path)] == []


def test_its_first_line_says_who_it_is(path: Path, example: Data) -> None:
    first_name = example["basics"]["name"].split()[0]
    opening = path.read_text(encoding="utf-8").splitlines()[0]
    assert first_name in opening or example["basics"]["name"].split()[-1] in opening
    assert opening.startswith("# ")


def test_letters_need_no_combining_marks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [letter for letter in text if unicodedata.combining(letter)] == []


def test_nobody_real_is_in_it(example: Data) -> None:
    assert example["basics"]["email"].endswith("@example.org")
    assert example["basics"]["phone"] == ""
    contacts = [target["interview"]["contact"] for target in example["prep"]["targets"]]
    assert all(contact["phone"] == "" for contact in contacts)
    assert all((contact["email"] or ".example.org").endswith(".example.org") for contact in contacts)


def test_there_is_enough_for_a_full_cheat_sheet(example: Data) -> None:
    prep = example["prep"]
    answer, target = prep["answers"][0], prep["targets"][0]
    assert answer["opening"] and all(answer["cues"].values())
    assert len(prep["stories"]) >= 3
    assert all(story["trigger"] and story["landing"] for story in prep["stories"])
    assert sum(bool(story["metric"]["figure"]) for story in prep["stories"]) == 3
    assert target["interview"]["when"] and target["interview"]["people"]
    assert len(target["ask"]) >= 2 and len(target["company"]["facts"]) >= 3


def one_line(prep: Data) -> Iterator[tuple[str, str, int]]:
    """What stands on a single line: its place, the text, the characters that fit."""
    for story in prep["stories"]:
        yield f"stories.{story['id']}.title", story["title"], 44
        yield f"stories.{story['id']}.trigger", story["trigger"], 26
        yield f"stories.{story['id']}.landing", story["landing"], 35
        yield f"stories.{story['id']}.metric.figure", story["metric"]["figure"], 11
        yield f"stories.{story['id']}.metric.caption", story["metric"]["caption"], 32
    for target in prep["targets"]:
        yield from (("ask", question, 47) for question in target["ask"])
        yield from (("facts", fact["text"], 57) for fact in target["company"]["facts"])
        for person in target["interview"]["people"]:
            yield "people.name", person["name"], 20
            yield "people.role", person["role"], 32
    for goal in prep["goals"]:
        yield f"goals.{goal['id']}.rough", goal["rough"], 103
        yield from (("steps.do", step["do"], 58) for step in goal["steps"])
    yield from (("unsaid", text, 27) for text in prep["unsaid"])
    yield from (("rescue", text, 47) for text in prep["rescue"])
    yield from (("opening", answer["opening"], 100) for answer in prep["answers"])


def test_one_line_texts_fit(example: Data) -> None:
    proofs = [("skills.evidence", skill["evidence"], 22) for skill in example["skills"]]
    long = [
        f"{place}: {text!r} has {len(text)}, at most {budget}"
        for place, text, budget in [*one_line(example["prep"]), *proofs]
        if len(text) > budget
    ]
    assert not long, "\n".join(long)


def boxes(prep: Data) -> Iterator[tuple[str, str, int, int]]:
    """What stands in a box: its place, the text, characters on a line, lines."""
    for goal in prep["goals"]:
        for key in ("specific", "measure", "achievable", "relevant", "timing"):
            yield f"goals.{goal['id']}.{key}", goal[key], 55, 2
        yield f"goals.{goal['id']}.sentence", goal["sentence"], 82, 3
    for story in prep["stories"]:
        for beat, count in (("situation", 3), ("task", 2), ("result", 3)):
            yield f"stories.{story['id']}.{beat}", story[beat], 68, count
        yield f"stories.{story['id']}.action", " ".join(story["action"]), 68, 8
    for answer in prep["answers"]:
        yield from ((f"cues.{beat}", cue, 21, 3) for beat, cue in answer["cues"].items())
    for value in prep["values"]:
        yield f"values.{value['name']}.evidence", value["evidence"], 85, 2


def test_boxes_hold_their_texts(example: Data) -> None:
    long = [
        f"{place}: {text!r} needs more than {count} lines of {width}"
        for place, text, width, count in boxes(example["prep"])
        if len(textwrap.wrap(text, width, break_on_hyphens=False)) > count
    ]
    assert not long, "\n".join(long)


def scripts(text: str) -> set[str]:
    names = (unicodedata.name(letter, "") for letter in text if letter.isalpha())
    return {name.split()[0] for name in names}


def test_together_they_show_many_kinds_of_people() -> None:
    people = [data(path) for path in FILES]
    preps = [person["prep"] for person in people]
    assert {"entry", "mid", "changer", "senior", "returner"} <= {prep["stage"] for prep in preps}
    assert {"leadership", "technical", "entrepreneur", "balance"} <= {prep["path"] for prep in preps}
    assert {"a4", "letter"} <= {prep["print"]["paper"] for prep in preps}
    countries = [person["basics"]["location"]["countryCode"] for person in people]
    assert len(set(countries)) == len(FILES)


def test_together_they_show_many_scripts() -> None:
    names = [data(path)["basics"]["name"] for path in FILES]
    assert {"GREEK", "CYRILLIC", "LATIN"} <= set().union(*map(scripts, names))
    assert any("ễ" in name for name in names), "Vietnamese stacks two marks on one letter"
    assert any(set("řžłś") & set(name) for name in names)


def test_zuzana_fills_every_sheet() -> None:
    zuzana = data(ROOT / "content" / "examples" / "zuzana.yaml")
    prep = zuzana["prep"]
    rated = {line.text for line in lines(VALUES) if line.path.endswith(".id")}
    assert rated - {"own-2"} == set(prep["ratings"])
    assert all(rating["matters"] and rating["given"] for rating in prep["ratings"].values())
    assert len(prep["values"]) == 5 and all(value["evidence"] for value in prep["values"])
    assert [goal["horizon"] for goal in prep["goals"]] == ["short", "long"]
    assert all(step["do"] and step["needs"] for goal in prep["goals"] for step in goal["steps"])
    assert len(prep["stories"]) == 4 and len(prep["skills_to_build"]) == 3


def aspirations(person: Data) -> Answer:
    day = person["prep"]["targets"][0]["interview"]["when"][:10]
    return assemble(scripts_of(Library((ROOT,))), "aspirations", Facts(person, date=day))


def marks(answer: Answer) -> list[str]:
    spoken = [beat.text for beat in answer.beats] + [asked.cue for asked in answer.followups]
    return [run.text for runs in spoken for run in runs if isinstance(run, Run) and run.style == "gap"]


def test_zuzanas_draft_shows_what_a_gap_looks_like() -> None:
    answer = aspirations(data(ROOT / "content" / "examples" / "zuzana.yaml"))
    assert answer.structure == "here-to-there" and not answer.own
    assert marks(answer) == ["[which month?]", "[how much?]"]
    assert answer.gaps == 2


def test_its_answer_has_a_good_length(example: Data) -> None:
    answer = aspirations(example)
    assert answer.note == "", answer.length


def test_a_private_reason_never_reaches_the_sheets() -> None:
    adewale = ROOT / "content" / "examples" / "adewale.yaml"
    assert "stroke" in adewale.read_text(encoding="utf-8")
    assert "stroke" not in str(data(adewale))
