"""Answers as a person gets them."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from prepsheet.answers import Facts, assemble, cues, opening
from prepsheet.answers.english import tidy
from prepsheet.answers.model import Part, Question
from prepsheet.answers.scene import gaps_in
from prepsheet.problems import InputError
from prepsheet.profile import load as load_profile
from tests.answers.people import (
    DATE,
    EMPTY,
    EXAMPLES,
    FULL,
    OWN,
    PARTIAL,
    SCRIPTS,
    fitting,
    marks,
    page,
    said,
    text,
    unprepared,
)

PEOPLE = {"full": FULL, "partial": PARTIAL, "empty": EMPTY, "own": OWN}
STRUCTURES = fitting("aspirations")


@pytest.mark.parametrize("person", PEOPLE)
def test_the_default_answer(person: str, golden: Callable[[str, str], None]) -> None:
    facts = Facts(PEOPLE[person], date=DATE)
    answer = assemble(SCRIPTS, "aspirations", facts)
    golden(f"answers/{person}.txt", page(answer, cues(SCRIPTS, facts), opening(SCRIPTS, facts)))


@pytest.mark.parametrize("structure", ["fill-in", "star-to-aspiration"])
@pytest.mark.parametrize("person", ["full", "partial", "empty"])
def test_other_structures(person: str, structure: str, golden: Callable[[str, str], None]) -> None:
    answer = assemble(SCRIPTS, "aspirations", Facts(PEOPLE[person], date=DATE), structure)
    golden(f"answers/{person}-{structure}.txt", page(answer))


def test_a_full_answer_takes_a_minute_has_no_gaps_and_speaks_of_them_before_oneself() -> None:
    answer = assemble(SCRIPTS, "aspirations", Facts(FULL, date=DATE))
    assert answer.gaps == 0 and text(answer.subtitle).endswith("No gaps left.")
    assert 45 <= answer.seconds <= 75 and answer.note == ""
    assert said(answer).index("For you that means") < said(answer).index("The reason is simple")
    assert [beat.label for beat in answer.beats] == [
        "Now", "Next two years", "By year five", "Why Lindås", "Over to them"
    ]  # fmt: skip


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("person", [*PEOPLE, *EXAMPLES])
def test_what_every_answer_keeps(person: str, structure: str) -> None:
    facts = Facts((PEOPLE | EXAMPLES)[person], date=DATE)
    answer = assemble(SCRIPTS, "aspirations", facts, structure)
    everything = page(answer, cues(SCRIPTS, facts), opening(SCRIPTS, facts))
    assert not re.search(
        r"None|\[\]|\{\}|\b(a a|an an|a an|the the|by by|to to)\b|[^.]\.\.(?!\.)| [.,;]", everything
    )
    assert "stepping stone" not in everything.lower()
    assert answer.gaps == marks(answer)
    assert 4 <= len(answer.followups) <= 6
    assert len(answer.checks) == 5


@pytest.mark.parametrize("structure", ["here-to-there", "fill-in", "star-to-aspiration", "inside-out"])
@pytest.mark.parametrize("person", EXAMPLES)
def test_slots_alone_say_it_well_for_all_kinds_of_work(person: str, structure: str) -> None:
    answer = assemble(SCRIPTS, "aspirations", Facts(unprepared(person), date=DATE), structure)
    assert not answer.own and len(answer.beats) == len(SCRIPTS.structures[structure].beats)
    assert sum(map(gaps_in, (beat.text for beat in answer.beats if isinstance(beat.text, tuple)))) <= 1


def test_the_subtitle_tells_as_many_gaps_as_there_are_marks() -> None:
    one = copy.deepcopy(OWN)
    one["prep"]["answers"][0]["short"] = "I lay roofs."
    asked = replace(SCRIPTS.questions["aspirations"], followups=())
    alone = replace(SCRIPTS, questions={"aspirations": asked})
    assert text(assemble(alone, "aspirations", Facts(one)).subtitle) == (
        "Draft to say aloud. One gap left, marked [like this]."
    )
    empty = assemble(SCRIPTS, "aspirations", Facts(EMPTY))
    assert empty.gaps == marks(empty) > 10
    assert text(empty.subtitle).startswith("Draft to say aloud. Seventeen gaps left")


def test_a_resume_alone_makes_a_draft_of_marks(tmp_path: Path) -> None:
    path = tmp_path / "resume.json"
    path.write_text(
        '{"basics": {"name": "Ana"},'
        ' "work": [{"name": "Acme Inc.", "position": "Welder", "startDate": "2023-05"}]}'
    )
    profile, _ = load_profile(path)
    answer = assemble(SCRIPTS, "aspirations", Facts(profile.data(), date=DATE))
    assert said(answer).startswith(
        "For three years I have been a welder at Acme Inc. One thing I am proud of: ["
    )
    assert answer.gaps > 5 and answer.note == ""


def test_the_years_count_to_the_sheets_date_and_are_left_out_without_one() -> None:
    assert said(assemble(SCRIPTS, "aspirations", Facts(FULL, date="2026-02"))).startswith(
        "For five years I have been"
    )
    assert said(assemble(SCRIPTS, "aspirations", Facts(FULL))).startswith("I am a senior care assistant at")


@pytest.mark.parametrize(
    ("by", "date", "label"),
    [
        ("2028-06", "2026-11-22", "Next two years"),
        ("2027-04", "2026-11-22", "Next five months"),
        ("2027-11", "2026-11-22", "Next twelve months"),
        ("2030-11", "2026-11-22", "Next four years"),
        ("2028-06", "", "By June 2028"),
        ("2025-06", "2026-11-22", "By June 2025"),
    ],
)
def test_labels_fit_the_horizon_of_the_goal(by: str, date: str, label: str) -> None:
    data = copy.deepcopy(FULL)
    data["prep"]["goals"][0]["by"] = by
    facts = Facts(data, date=date)
    assert assemble(SCRIPTS, "aspirations", facts).beats[1].label == label
    assert cues(SCRIPTS, facts)[1].label == label


def test_own_text_wins_over_slots_a_beat_a_paragraph() -> None:
    answer = assemble(SCRIPTS, "aspirations", Facts(OWN))
    assert answer.own
    assert [(beat.label, text(beat.text)) for beat in answer.beats] == [
        ("My words", "I lay roofs."),
        ("", "By [which month?] I want to lead a crew. {goal} **now**"),
    ]
    assert text(answer.short[0].text) == "I lay roofs."


def test_text_for_the_target_wins_over_text_for_any() -> None:
    answer = assemble(SCRIPTS, "aspirations", Facts(OWN, target="b"))
    assert said(answer) == "I lay roofs for B."
    assert text(answer.short[0].text) == "Roofs, for B."
    assert said(assemble(SCRIPTS, "aspirations", Facts(OWN, target="a"))).startswith("I lay roofs. By")


def test_the_persons_choices_win() -> None:
    data = copy.deepcopy(FULL)
    data["prep"]["answers"] = [
        {
            "question": "aspirations",
            "structure": "star-to-aspiration",
            "slots": {"near_when": "2029-01", "story": "rota", "situation": "It was {late}."},
            "seconds": [10, 20],
        }
    ]
    answer = assemble(SCRIPTS, "aspirations", Facts(data, date=DATE))
    assert answer.structure == "star-to-aspiration"
    assert said(answer).startswith("It was {late}. My part: [what was yours to do?]")
    assert "by January 2029" in said(answer)
    assert answer.checks[3].endswith("in under twenty seconds.")
    assert assemble(SCRIPTS, "aspirations", Facts(data), "fill-in").structure == "fill-in"


def test_an_answer_that_is_too_long_gives_way_and_then_says_so() -> None:
    data = copy.deepcopy(FULL)
    data["prep"]["goals"][0]["benefit"] = "good " * 80 + "care"
    answer = assemble(SCRIPTS, "aspirations", Facts(data, date=DATE))
    assert "good good" not in said(answer)
    assert "By June 2028" in said(answer)
    data["prep"]["goals"][0]["specific"] = "Plan " + "and plan " * 200
    answer = assemble(SCRIPTS, "aspirations", Facts(data, date=DATE))
    assert answer.note.startswith("Over seventy-five seconds.")


def test_spoken_length_follows_the_persons_pace() -> None:
    data = copy.deepcopy(OWN)
    data["prep"]["answers"] = [{"question": "aspirations", "text": "word " * 140}]
    assert assemble(SCRIPTS, "aspirations", Facts(data)).length == "140 words, about 60 seconds"
    data["prep"]["print"] = {"pace_wpm": 100}
    answer = assemble(SCRIPTS, "aspirations", Facts(data))
    assert (answer.seconds, answer.length) == (85, "140 words, about 85 seconds")
    assert answer.note


def test_follow_ups_begin_with_the_persons_own_and_tell_each_story_once() -> None:
    own = assemble(SCRIPTS, "aspirations", Facts(OWN)).followups
    assert (own[0].question, text(own[0].cue)) == ("Why roofs?", "They keep. Tell **The roof that held**.")
    cues_of = {cue.question: text(cue.cue) for cue in assemble(SCRIPTS, "aspirations", Facts(FULL)).followups}
    assert cues_of["Tell me about something that went wrong."] == (
        "Tell **The rota I got wrong**. End on the lesson: ask before you plan."
    )
    assert cues_of["How would you handle a hard first year here?"].startswith(
        "Tell **The lamp by every bed**."
    )


def test_a_question_without_a_structure_takes_the_persons_text_or_asks_for_it() -> None:
    why = Question(id="why-us", text="Why us?", listen=())
    scripts = replace(SCRIPTS, questions={"why-us": why})
    answer = assemble(scripts, "why-us", Facts(EMPTY))
    assert [text(beat.text) for beat in answer.beats] == ["[what would you say?]"]
    data = {"prep": {"answers": [{"question": "Why us?", "text": "You open at seven. So do I."}]}}
    assert said(assemble(scripts, "why-us", Facts(data))) == "You open at seven. So do I."


def test_the_range_of_a_structure_is_not_that_of_the_persons_own_text() -> None:
    answer = assemble(SCRIPTS, "aspirations", Facts(EXAMPLES["eleni"]), "star-to-aspiration")
    assert answer.own and answer.parts == () and answer.note == ""
    assert "seventy-five" in answer.checks[3]


def test_no_more_gives_way_than_must() -> None:
    data = copy.deepcopy(FULL)
    whole = assemble(SCRIPTS, "aspirations", Facts(data, date=DATE))
    data["prep"]["answers"] = [{"question": "aspirations", "seconds": [10, whole.words * 60 / 140 - 1]}]
    shorter = assemble(SCRIPTS, "aspirations", Facts(data, date=DATE))
    assert "The lesson I kept" in said(whole) and "The lesson I kept" not in said(shorter)
    assert "The reason is simple" in said(shorter) and "For you that means" in said(shorter)


def test_the_parts_tell_what_each_beat_is_for() -> None:
    parts = assemble(SCRIPTS, "aspirations", Facts(FULL, date=DATE)).parts
    assert parts[0] == Part(
        "Now", "What you do today, and one thing that proves it.", "A job, a number, a lesson."
    )
    assert [part.label for part in parts][-2:] == ["Why Lindås", "Over to them"]


def test_a_question_of_set_backs_is_answered_with_one() -> None:
    told = said(assemble(SCRIPTS, "setback", Facts(unprepared("zuzana"))))
    assert told.startswith("Let me tell you about the dashboard no one opened.")


def test_each_question_has_its_own_checks_after_those_of_all() -> None:
    gap, story = (assemble(SCRIPTS, question, Facts(FULL)).checks for question in ("gap", "story"))
    assert gap[:3] == story[:3] and not set(gap[4:]) & set(story[4:])


def test_what_helps_with_a_surprise_has_no_gaps() -> None:
    for person in PEOPLE.values():
        lines = assemble(SCRIPTS, "aspirations", Facts(person)).surprise
        assert len(lines) == 5 and not sum(map(gaps_in, lines))


@pytest.mark.parametrize(("question", "structure"), [("aspiration", ""), ("aspirations", "here-to-their")])
def test_unknown_names_are_refused_with_the_nearest(question: str, structure: str) -> None:
    with pytest.raises(InputError) as caught:
        assemble(SCRIPTS, question, Facts(EMPTY), structure)
    assert "did you mean" in caught.value.problems[0].hint


def test_the_persons_own_follow_ups_leave_room_for_those_of_the_question() -> None:
    data = copy.deepcopy(FULL)
    names = ["Why 0?", "Could it happen again?", *(f"Why {n}?" for n in range(2, 7))]
    data["prep"]["followups"] = [{"question": name, "cue": "Because."} for name in names]
    asked = [one.question for one in assemble(SCRIPTS, "gap", Facts(data)).followups]
    assert asked == [
        "Why 0?", "Could it happen again?", "Why 2?", "Why 3?",
        "Are you not out of practice?", "May I ask what the reason was?",
    ]  # fmt: skip


VALUES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=12)
PHRASES = st.lists(VALUES, min_size=1, max_size=5).map(" ".join).filter(lambda value: tidy(value) == value)


@given(role=PHRASES, company=PHRASES, situation=PHRASES)
def test_what_a_person_wrote_is_said_as_it_stands(role: str, company: str, situation: str) -> None:
    data = {
        "work": [{"name": company, "position": "Porter"}],
        "prep": {
            "goals": [{"id": "near", "horizon": "short", "role": role, "by": "2030"}],
            "stories": [{"id": "s", "situation": situation}],
        },
    }
    now = said(assemble(SCRIPTS, "aspirations", Facts(data)))
    story = assemble(SCRIPTS, "aspirations", Facts(data), "star-to-aspiration")
    assert f"a porter at {company}" in now
    assert role.casefold() in now.casefold()
    assert situation[1:] in said(story)
    assert story.gaps == marks(story)


@pytest.mark.parametrize(
    "value", ["{near_role}", "{{ 7 * 7 }}", "{% raw %}", "**bold**", "[which month?]", "{x}"]
)
def test_a_value_never_becomes_a_placeholder(value: str) -> None:
    data: dict[str, Any] = {"work": [{"name": value, "position": "porter"}]}
    answer = assemble(SCRIPTS, "aspirations", Facts(data))
    runs = answer.beats[0].text
    assert isinstance(runs, tuple)
    assert f"I am a porter at {value}." in runs[0].text and runs[0].style == "plain"


@given(
    st.recursive(
        st.none() | st.text(max_size=8) | st.integers() | st.booleans(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
        max_leaves=6,
    )
)
def test_absent_or_odd_facts_never_stop_it(odd: Any) -> None:
    data = {
        "basics": {"label": odd},
        "work": [{"position": odd, "highlights": odd}],
        "prep": {"goals": [{"role": odd}]},
    }
    assert assemble(SCRIPTS, "aspirations", Facts(data, date=DATE)).beats


def test_the_same_facts_make_the_same_answer() -> None:
    assert assemble(SCRIPTS, "aspirations", Facts(FULL)) == assemble(
        SCRIPTS, "aspirations", Facts(copy.deepcopy(FULL))
    )
