"""Which structure a person's answer is built on."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from msgspec.structs import replace

from prepsheet.answers import Facts, Scripts, assemble
from prepsheet.answers.model import Structure, Suits
from prepsheet.problems import InputError
from tests.answers.people import FULL, SCRIPTS, fitting, unprepared


def chosen(question: str, scripts: Scripts = SCRIPTS, structure: str = "", **prep: Any) -> str:
    data = copy.deepcopy(FULL)
    data["prep"] |= prep
    return assemble(scripts, question, Facts(data), structure).structure


@pytest.mark.parametrize(
    ("question", "stage", "path", "structure"),
    [
        ("aspirations", "", "", "here-to-there"),
        ("aspirations", "mid", "leadership", "here-to-there"),
        ("aspirations", "entry", "technical", "fill-in"),
        ("aspirations", "changer", "leadership", "career-change"),
        ("aspirations", "senior", "specialist", "inside-out"),
        ("aspirations", "mid", "entrepreneur", "entrepreneur"),
        ("aspirations", "returner", "balance", "balance"),
        ("aspirations", "mid", "undecided", "star-to-aspiration"),
        ("five-years", "changer", "entrepreneur", "entrepreneur"),
        ("five-years", "changer", "leadership", "horizons"),
        ("why-role", "changer", "entrepreneur", "prep"),
        ("about-me", "entry", "", "present-past-future"),
        ("gap", "returner", "", "gap"),
        ("change", "", "", "career-change"),
    ],
)
def test_stage_and_path_choose(question: str, stage: str, path: str, structure: str) -> None:
    assert chosen(question, stage=stage, path=path) == structure


@pytest.mark.parametrize(
    ("framework", "structure"),
    [
        ("star", "star"),
        ("car", "car"),
        ("par", "par"),
        ("soar", "soar"),
        ("starr", "starr"),
        ("carl", "carl"),
    ],
)
def test_a_story_is_told_the_way_it_is_written_down(framework: str, structure: str) -> None:
    stories = [{"id": "one", "title": "One", "framework": framework}]
    assert chosen("story", stories=stories) == structure


def test_what_is_asked_for_wins_over_the_persons_choice_and_that_over_what_suits() -> None:
    own = [{"question": "aspirations", "structure": "reframe"}]
    assert chosen("aspirations", stage="changer", answers=own) == "reframe"
    assert chosen("aspirations", stage="changer", answers=own, structure="fill-in") == "fill-in"


def test_of_two_that_suit_the_one_that_asks_for_more_wins() -> None:
    def like(name: str, suits: Suits) -> Structure:
        beats = SCRIPTS.structures["reframe"].beats
        return Structure(id=name, label="", questions=("gap",), when="", beats=beats, suits=suits)

    made = {
        "a": like("a", Suits(stage=("returner",))),
        "b": like("b", Suits(stage=("returner", "mid"), path=("balance",))),
        "c": like("c", Suits(stage=("returner",), path=("balance",))),
    }
    scripts = replace(SCRIPTS, structures=made)
    assert chosen("gap", scripts, stage="returner") == "a"
    assert chosen("gap", scripts, stage="returner", path="balance") == "b"
    assert chosen("gap", scripts, stage="mid") == ""


def test_a_structure_of_another_question_is_refused_with_those_that_fit() -> None:
    with pytest.raises(InputError) as caught:
        assemble(SCRIPTS, "gap", Facts(FULL), "here-to-there")
    (problem,) = caught.value.problems
    assert problem.message == "the structure here-to-there is not made for the question gap"
    assert problem.hint == "there are: gap"


def test_every_question_has_a_structure_of_its_own_and_every_structure_a_question() -> None:
    for name, question in SCRIPTS.questions.items():
        assert question.structure in fitting(name), name
    served = {structure for name in SCRIPTS.questions for structure in fitting(name)}
    assert served == set(SCRIPTS.structures)


def test_every_structure_is_one_that_stage_path_or_wish_can_reach() -> None:
    for name, structure in SCRIPTS.structures.items():
        for question in structure.questions:
            answer = assemble(SCRIPTS, question, Facts(unprepared("zuzana")), name)
            assert answer.structure == name and answer.beats and answer.short, (name, question)
