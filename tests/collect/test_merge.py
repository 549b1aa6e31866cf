"""What changes a profile and what does not: the sheet now, the sheet at first, the profile meanwhile."""

from __future__ import annotations

import pytest

from prepsheet.collect.merge import Merged, Prefer, merge
from prepsheet.collect.model import Entry, Returned, fingerprint
from prepsheet.profile import Profile
from prepsheet.profile.prep import Goal, Prep, Story
from prepsheet.profile.resume import Basics, Skill

PROFILE = Profile(
    basics=Basics(name="Zoë"),
    skills=(Skill(name="SQL"),),
    prep=Prep(goals=(Goal(id="near", role="lead"),), stories=(Story(id="lift", action=("one", "two")),)),
)


def entry(path: str, text: str, began: str | None = "") -> Entry:
    return Entry(path, text, None if began is None else fingerprint(began), "page 1")


def merged(*entries: Entry, prefer: Prefer = "") -> Merged:
    return merge(PROFILE.data(), [Returned("a.pdf", None, entries)], prefer)


def codes(found: Merged) -> list[str]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("now", "began", "taken"),
    [
        ("lead", "lead", None),  # nobody changed anything
        ("boss", "lead", "boss"),  # the sheet was changed
        ("lead", "clerk", None),  # the profile was changed
        ("lead", "", None),  # both say the same by now
        ("boss", "clerk", "conflict"),  # both were changed
        ("boss", "", "conflict"),
        ("boss", None, "conflict"),  # the file no longer tells how it began
        ("lead", None, None),
        ("", "lead", None),  # nothing erases
        ("", "clerk", None),
        ("  boss \r\n", "lead", "boss"),
        ("lead ", "lead", None),
    ],
)
def test_three_ways(now: str, began: str | None, taken: str | None) -> None:
    found = merged(entry("goals.near.role", now, began))
    assert found.values == ({} if taken in (None, "conflict") else {"goals.near.role": taken})
    assert ("conflict" in codes(found)) == (taken == "conflict")


@pytest.mark.parametrize("began", ["", None, "prefilled from elsewhere"])
def test_where_the_profile_says_nothing_the_sheet_is_taken(began: str | None) -> None:
    assert merged(entry("goals.near.why", "because", began)).values == {"goals.near.why": "because"}


def test_what_was_prefilled_and_left_alone_stays_out_of_the_profile() -> None:
    assert merged(entry("goals.near.rough", "lead, wards", "lead, wards")) == Merged({}, ())


def test_a_conflict_shows_both_and_is_settled_by_word() -> None:
    both = entry("goals.near.role", "boss", "clerk")
    (problem,) = merged(both).problems
    assert '"lead"' in problem.message
    assert '"boss"' in problem.message
    assert problem.severity == "error"
    assert merged(both, prefer="theirs") == Merged({"goals.near.role": "boss"}, ())
    assert merged(both, prefer="mine") == Merged({}, ())


def test_what_was_emptied_is_told_and_kept() -> None:
    found = merged(entry("goals.near.role", "", "lead"))
    assert (found.values, codes(found), found.problems[0].severity) == ({}, ["emptied"], "note")


@pytest.mark.parametrize("prefer", ["", "mine", "theirs"])
def test_two_files_that_differ_are_both_named(prefer: Prefer) -> None:
    files = [
        Returned(name, None, (entry("goals.near.why", text),))
        for name, text in (("a.pdf", "x"), ("b.pdf", "y"), ("c.pdf", "x"))
    ]
    found = merge(PROFILE.data(), files, prefer)
    assert found.values == {}
    assert "a.pdf" in found.problems[0].message or "c.pdf" in found.problems[0].message
    assert "b.pdf" in found.problems[0].message
    agreed = merge(PROFILE.data(), [files[0], files[2]], prefer)
    assert agreed == Merged({"goals.near.why": "x"}, ())


def test_one_file_changed_and_another_not() -> None:
    files = [
        Returned("a.pdf", None, (entry("goals.near.role", "lead", "lead"),)),
        Returned("b.pdf", None, (entry("goals.near.role", "boss", "lead"),)),
    ]
    assert merge(PROFILE.data(), files).values == {"goals.near.role": "boss"}


@pytest.mark.parametrize(
    "path",
    [
        "goals.near.rolle",
        "nonsense",
        "",
        "../../x",
        "a\nb",
        "goals",
        "goals.near",
        "values.1.kind.x",
        "toplevel",
    ],
)
def test_unknown_places_are_told_with_what_stood_there(path: str) -> None:
    found = merged(entry(path, "some text"), entry("goals.near.why", "y"))
    assert found.values == {"goals.near.why": "y"}
    assert codes(found) == ["unknown-field"]
    assert "some text" in found.problems[0].message


@pytest.mark.parametrize(
    "path",
    ["resume", "version", "print.fonts", "meta.version", "$schema", "goals.near.id", "targets.x.pay.min",
     "gaps.1.private", "basics.private"],
)  # fmt: skip
def test_files_names_and_private_things_are_nothing_a_sheet_may_change(path: str) -> None:
    found = merged(entry(path, "x"))
    assert (found.values, codes(found)) == ({}, ["unknown-field"])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("goals.near.by", "next summer"),
        ("ratings.calm.matters", "9"),
        ("ratings.calm.matters", "a lot"),
        ("values.1.kind", "perhaps"),
        ("goals.near.why", "x" * 20_001),
        ("skills_to_build.1.for", "not an id"),
    ],
)
def test_what_a_profile_can_t_hold_is_told_and_not_lost(path: str, text: str) -> None:
    found = merged(entry(path, text))
    assert found.values == {}
    assert found.problems[0].severity == "error"
    assert text[:100] in found.problems[0].message


def test_further_keys_of_a_resume_are_places_too() -> None:
    assert merged(entry("skills.1.since", "2019")).values == {"skills.1.since": "2019"}


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\rb\r\nc", "a\nb\nc"),
        ("a\x0bb\u2028c", "a\nb\nc"),
        ("\x00a\x07", "a"),
        ("  a  \n\n b ", "a\n\n b"),
        ("e\u0301", "é"),
        ("e\x07\u0301", "é"),
    ],
)
def test_text_is_made_fit_for_a_file(raw: str, clean: str) -> None:
    assert merged(entry("goals.near.why", raw)).values == {"goals.near.why": clean}


def test_lists_of_texts_are_the_lines() -> None:
    assert merged(entry("stories.lift.action", "one\n\n  three", "one\ntwo")).values == {
        "stories.lift.action": "one\nthree"
    }
