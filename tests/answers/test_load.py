"""Structures are files: adding one takes no Python, and a mistake in one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from prepsheet.answers import Facts, Scripts, assemble, load
from prepsheet.library import Library, bundled_folder
from prepsheet.problems import InputError
from tests.answers.people import FULL, text

LIFT = """
id: lift-talk
label: Two floors in a lift
questions: [aspirations]
when: At a fair, or in a lift.
slots:
  plant: {ask: "which plant?", paths: [near.field], form: field}
beats:
  - id: aim
    label: {any: ["At {company}", At work]}
    say:
      - "I look after {plant}, and {near_when} I want {near_goal}."
      - {text: "Ask me about **{story_title}**.", optional: true}
      - use: back
short:
  - "I look after {plant}."
"""


def with_structure(folder: Path, source: str, name: str = "lift-talk") -> Scripts:
    path = folder / "content/en/structures" / f"{name}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    return load(Library((folder, bundled_folder())))


def test_a_structure_is_added_by_one_file(tmp_path: Path) -> None:
    scripts = with_structure(tmp_path, LIFT)
    answer = assemble(scripts, "aspirations", Facts(FULL), "lift-talk")
    assert [(beat.label, text(beat.text)) for beat in answer.beats] == [
        (
            "At Lindås",
            "I look after dementia care, and by June 2028 I want to plan the evening shift so that nobody is "
            "rushed to bed. Ask me about **The lamp by every bed**. What does a good evening look like here?",
        )
    ]
    assert "here-to-there" in scripts.structures


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("{near_wehn}", "{near_when}", "there is no slot near_wehn"),
        ("{near_when", "{near_when}", "is not part of a {slot}"),
        ("use: bakc", "use: back", "there is no sentence bakc"),
        ("**{story_title}.", "**{story_title}**.", "opened and not closed"),
        ("id: lift\n", "id: lift-talk\n", "the file is called lift-talk.yaml"),
        ("form: feild", "form: field", "feild"),
        ("labl: Two", "label: Two", "labl"),
        ('say: ["{plant}"]}', "form: field}", "made of itself"),
    ],
)
def test_a_mistake_in_a_structure_is_told_with_its_file(
    tmp_path: Path, wrong: str, right: str, message: str
) -> None:
    assert right in LIFT
    with pytest.raises(InputError) as caught:
        with_structure(tmp_path, LIFT.replace(right, wrong))
    problem = caught.value.problems[0]
    assert message in problem.message
    assert "lift-talk.yaml" in str(problem.place)


def test_the_bundled_content_says_what_it_must() -> None:
    scripts = load(Library((bundled_folder(),)))
    assert {"fill-in", "here-to-there", "star-to-aspiration"} <= set(scripts.structures)
    assert scripts.questions["aspirations"].structure == "here-to-there"
    assert {"aspirations", "five-years", "gap", "change", "about-me", "why-role"} <= set(scripts.questions)
    assert all(question.listen for question in scripts.questions.values())
    for structure in scripts.structures.values():
        assert set(structure.questions) <= set(scripts.questions)
        assert sum(beat.share for beat in structure.beats) == 100


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("questions: [aspirations]", "questions: [aspiration]", "there is no question aspiration"),
        ("      - use: back", "      - {use: back, tones: {warm: Hello}}", "one of text, any and use"),
        (
            "      - use: back",
            "      - {text: Hello, tones: {wram: Hello there}}",
            "there is no tone wram",
        ),
        (
            "      - use: back",
            "      - {text: Hello, tones: {warm: 'Hello {who}'}}",
            "there is no slot who",
        ),
        ("short:", "suits: {stages: [mid]}\nshort:", "stages"),
    ],
)
def test_a_mistake_in_tones_or_questions_is_told(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    assert right in LIFT
    with pytest.raises(InputError) as caught:
        with_structure(tmp_path, LIFT.replace(right, wrong))
    assert message in caught.value.problems[0].message


def test_a_question_is_called_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / "content/en/questions/why-us.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("id: why-them\ntext: Why us?\nlisten: []\nstructure: fil-in\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(Library((tmp_path, bundled_folder())))
    assert [(problem.message, problem.hint) for problem in caught.value.problems] == [
        ("the id is why-them, the file is called why-us.yaml", "make them the same"),
        ("there is no structure fil-in", "did you mean fill-in?"),
    ]
