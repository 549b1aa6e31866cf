"""Names in a person's answers that mean nothing are told, never passed over in silence."""

from __future__ import annotations

from typing import Any

from prepsheet.answers import Facts, unknown_names
from prepsheet.problems import Problem
from tests.answers.people import EXAMPLES, SCRIPTS


def told(*answers: dict[str, Any], tone: str = "") -> list[Problem]:
    return list(unknown_names(SCRIPTS, Facts({"prep": {"tone": tone, "answers": list(answers)}})))


def test_the_examples_name_only_what_there_is() -> None:
    for data in EXAMPLES.values():
        assert list(unknown_names(SCRIPTS, Facts(data))) == []


def test_an_unknown_slot_is_told_with_its_path_and_what_was_meant() -> None:
    (problem,) = told({"question": "aspirations", "slots": {"near_wehn": "2029", "story": "rota"}})
    assert (problem.severity, problem.code) == ("warning", "unknown-slot")
    assert problem.place.path == "prep.answers.1.slots.near_wehn"
    assert problem.message == "there is no slot “near_wehn”, so it is not used"
    assert problem.hint == "did you mean near_when?"


def test_a_slot_of_a_structure_is_known_where_that_structure_may_be_used() -> None:
    slots = {"free_time": "Wednesdays"}
    assert told({"question": "aspirations", "slots": slots}) == []
    assert told({"question": "aspirations", "structure": "balance", "slots": slots}) == []
    assert [p.code for p in told({"question": "gap", "slots": slots})] == ["unknown-slot"]
    assert len(told({"question": "aspirations", "structure": "fill-in", "slots": slots})) == 1


def test_unknown_questions_and_tones_are_told() -> None:
    found = told({"question": "aspiration"}, {"question": "Tell me about yourself."}, tone="wram")
    assert [(p.code, p.severity, p.hint) for p in found] == [
        ("unknown-tone", "warning", "did you mean warm?"),
        ("unknown-question", "warning", "did you mean aspirations?"),
    ]


def test_a_structure_that_can_not_be_built_is_an_error() -> None:
    wrong = told({"question": "gap", "structure": "star"}, {"question": "aspirations", "structure": "fil-in"})
    assert [(p.code, p.severity) for p in wrong] == [("unknown-structure", "error")] * 2
    assert "gap" in wrong[0].hint and wrong[1].hint == "did you mean fill-in?"
