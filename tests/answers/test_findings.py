"""What a coach points at in an answer: the words themselves, and nothing that is as it should be."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from prepsheet.answers import Answer, Facts, assemble, coach_for, commented, load, problems
from prepsheet.document import Beat, Inline, Run
from prepsheet.library import Library, bundled_folder
from prepsheet.problems import InputError, Place
from tests.answers.people import EMPTY, EXAMPLES, FULL, OWN, SCRIPTS, Data, said, unprepared

PLACE = Place("answers.aspirations")
HAVNLYS = {"company": {"name": "Havnlys Ferries", "aliases": ["Havnlys"]}}


def person(*others: str | Data, target: Data = HAVNLYS, **more: Any) -> Facts:
    """Somebody who goes for a job at Havnlys Ferries, and for others."""
    targets = [{"company": {"name": one}} if isinstance(one, str) else one for one in others]
    listed = [{"id": f"t{number}"} | one for number, one in enumerate([target, *targets])]
    return Facts({"prep": {"targets": listed, **more.pop("prep", {})}, **more}, "t0")


def found(text: str, facts: Facts) -> list[tuple[str, str]]:
    """Code and words of what is found in a text."""
    findings = coach_for(SCRIPTS, facts).findings(text)
    assert [text[one.start : one.stop] for one in findings] == [one.words for one in findings]
    return [(one.code, one.words) for one in findings]


def coached(facts: Facts, question: str = "aspirations") -> Answer:
    """The answer with its comments."""
    return commented(assemble(SCRIPTS, question, facts), coach_for(SCRIPTS, facts))


def runs(text: Inline) -> tuple[Run, ...]:
    assert isinstance(text, tuple)
    return text


def names(text: str, facts: Facts) -> list[str]:
    return [words for code, words in found(text, facts) if code == "wrong-employer"]


# Gaps -------------------------------------------------------------------------------------------------


def test_a_mark_that_is_still_open_is_found_where_it_stands() -> None:
    text = "I sort [what?] for [how many?] people [sic], see [1]."
    assert found(text, person()) == [("open-gap", "[what?]"), ("open-gap", "[how many?]")]


def test_each_gap_that_a_draft_counts_has_a_comment() -> None:
    for data in (EMPTY, OWN, FULL, *EXAMPLES.values(), *map(unprepared, EXAMPLES)):
        for question in SCRIPTS.questions:
            answer = coached(Facts(data), question)
            texts = [beat.text for beat in (*answer.beats, *answer.short)]
            texts += [asked.cue for asked in answer.followups]
            assert sum(bool(run.comment) for text in texts for run in runs(text)) == answer.gaps


# Employers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I want to plan at Globex. I like Globex’s boats.", ["Globex", "Globex"]),
        ("I want to join Globex Norway AS.", ["Globex Norway AS"]),
        ("I want to join GX-Norway.", ["GX"]),
        ("I want to plan at Havnlys Ferries, as Havnlys grows.", []),
        ("I like globes, the word globex and Globexit.", []),
    ],
    ids=["named twice", "longest name", "alias", "their own names", "other words"],
)
def test_the_names_of_other_employers_are_found(text: str, expected: list[str]) -> None:
    other = {"company": {"name": "Globex Norway AS", "aliases": ["Globex", "GX"]}}
    assert names(text, person(other)) == expected


@pytest.mark.parametrize(
    ("name", "text", "hits"),
    [
        ("Next", "My next step is Next.", 1),
        ("A", "A shop of my own is a dream.", 0),
        ("McDonald's", "I lead a shift at McDonald’s today.", 1),
        ("R&D (North)", "I want R&D (North), not R&D.", 1),
        ("Yahoo!", "Yahoo! is where I want to be.", 1),
        ("삼성", "저는 삼성에서 일하고 싶습니다.", 1),
        ("O2", "CO2 is not O2.", 1),
    ],
)
def test_names_of_all_kinds_are_found_as_they_are_written(name: str, text: str, hits: int) -> None:
    assert len(names(text, person(name))) == hits


@pytest.mark.parametrize(
    "more",
    [
        {"work": [{"name": "Globex"}]},
        {"work": [{"name": "Globex Norway AS"}]},
        {"work": [{"name": "Lab", "highlights": ["Delivered to Globex daily"]}]},
        {"volunteer": [{"organization": "Globex"}]},
        {"prep": {"stories": [{"title": "The rota", "situation": "Globex had ordered twice."}]}},
    ],
    ids=["past employer", "in full", "a client of theirs", "unpaid work", "a story"],
)
def test_names_of_ones_own_history_are_no_slip(more: Data) -> None:
    assert names("I have worked with Globex.", person("Globex")) == ["Globex"]
    assert names("I have worked with Globex.", person("Globex", **more)) == []


@pytest.mark.parametrize(
    "facts",
    [
        person({"job": {"title": "Lead", "company": "Havnlys Ferries"}}),
        person("Havnlys"),
        person("Ferries"),
        person("Globex", target={"job": {"title": "Planner"}}),
        Facts({"prep": {}}),
    ],
    ids=["two jobs in one house", "its short name", "part of its name", "nobody yet", "no target"],
)
def test_no_name_is_wrong_where_it_may_be_the_right_one(facts: Facts) -> None:
    assert found("I want to steer the Ferries of Havnlys Ferries, not of Globex.", facts) == []


def test_it_depends_on_the_job_in_view() -> None:
    data = copy.deepcopy(OWN)
    data["prep"]["targets"] = [
        {"id": "a", "company": {"name": "Arve Tak"}},
        {"id": "b", "company": {"name": "Berg Bygg"}},
    ]
    data["prep"]["answers"] = [{"question": "aspirations", "text": "I lay roofs for Berg Bygg."}]
    for target, comments in (("a", 1), ("b", 0)):
        (beat,) = coached(Facts(data, target)).beats
        assert [run.text for run in runs(beat.text) if run.comment] == ["Berg Bygg"] * comments


def test_none_of_the_examples_names_the_wrong_employer() -> None:
    for data in EXAMPLES.values():
        coach = coach_for(SCRIPTS, Facts(data))
        told = [said(assemble(SCRIPTS, question, Facts(data))) for question in SCRIPTS.questions]
        assert [one for one in problems(coach, PLACE, told) if one.code == "wrong-employer"] == []


# What is said -----------------------------------------------------------------------------------------


def test_comments_stand_on_exactly_these_words_and_change_none() -> None:
    own = {"question": "aspirations", "text": "At Globex I sort [what?].\n\nYes."}
    facts = person("Globex", prep={"answers": [own]})
    answer = coached(facts)
    assert said(answer) == said(assemble(SCRIPTS, "aspirations", facts))
    first, second = (runs(beat.text) for beat in answer.beats)
    assert [(run.text, run.style, bool(run.comment)) for run in first] == [
        ("At ", "plain", False),
        ("Globex", "plain", True),
        (" I sort ", "plain", False),
        ("[what?]", "gap", True),
        (".", "plain", False),
    ]
    assert first[1].comment == (
        "“Globex” is another employer; this answer is for Havnlys Ferries. "
        "Name those who will hear it, or nobody."
    )
    assert second == (Run("Yes."),)


def test_a_comment_goes_on_over_a_change_of_style() -> None:
    facts = person("Globex")
    words = Beat(label="", text=(Run("I like Glo"), Run("bex", "strong"), Run(" best.")))
    answer = replace(assemble(SCRIPTS, "aspirations", facts), short=(words,))
    (beat,) = commented(answer, coach_for(SCRIPTS, facts)).short
    assert [(run.text, run.style, bool(run.comment)) for run in runs(beat.text)] == [
        ("I like ", "plain", False),
        ("Glo", "plain", True),
        ("bex", "strong", True),
        (" best.", "plain", False),
    ]


def test_of_what_overlaps_the_first_is_told() -> None:
    assert found("[what do I do at Globex?]", person("Globex")) == [("open-gap", "[what do I do at Globex?]")]


def test_gaps_are_told_together_and_a_name_once() -> None:
    texts: list[Inline] = ["I sort [what?] at Globex.", (Run("For "), Run("[whom?]", "gap")), "Globex it is."]
    told = list(problems(coach_for(SCRIPTS, person("Globex")), PLACE, texts))
    assert [(one.severity, one.code, one.message) for one in told] == [
        ("note", "open-gap", "two gaps are still open, the first is [what?]"),
        (
            "warning",
            "wrong-employer",
            "“Globex” is another employer; this answer is for Havnlys Ferries",
        ),
    ]
    assert {one.place for one in told} == {PLACE}
    assert all(one.hint for one in told)


def test_one_gap_is_told_by_its_words() -> None:
    (told,) = problems(coach_for(SCRIPTS, person()), PLACE, ["I sort [what?]."])
    assert told.message == "[what?] is still open"


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("{employer}", "{emplyer}", "there is no slot emplyer"),
        ("{count}", "{employer}", "there is no slot employer"),
        ("open_gap:", "open_gaps:", "open_gap"),
        ("hint: fill", "hnt: fill", "hnt"),
    ],
)
def test_a_mistake_in_its_words_is_told_with_their_file(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    words = (bundled_folder() / "content/en/findings.yaml").read_text("utf-8")
    assert right in words
    path = tmp_path / "content/en/findings.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(words.replace(right, wrong), "utf-8")
    with pytest.raises(InputError) as caught:
        load(Library((tmp_path, bundled_folder())))
    assert any(message in problem.message for problem in caught.value.problems)
    assert all("findings.yaml" in str(problem.place) for problem in caught.value.problems)
