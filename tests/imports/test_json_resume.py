"""A JSON Resume becomes a profile: every value that a profile has a key for, and word of all others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepsheet.imports import take_over
from prepsheet.imports.write import written
from prepsheet.problems import InputError
from prepsheet.profile import Profile, check, load
from prepsheet.schema import decode
from prepsheet.yaml_source import MAX_BYTES, parse
from tests.imports.files import FULL, put


def left(path: Path) -> list[str]:
    """What was not taken over, by its place and name."""
    problems = take_over(path).left
    return [f"{p.place.line}:{p.place.column} {p.place.path}: {p.message}" for p in problems]


def imported(path: Path, folder: Path) -> Path:
    """The profile that is made of a file."""
    return put(folder, "me.yaml", take_over(path).text)


def test_every_value_of_a_full_resume_is_taken_over(tmp_path: Path) -> None:
    resume = put(tmp_path, "resume.json", json.dumps(FULL, ensure_ascii=False, indent=1))
    profile = imported(resume, tmp_path)
    assert left(resume) == []
    assert check(profile) == []
    assert load(profile)[0].data() == load(resume)[0].data()


def test_yaml_will_do(tmp_path: Path) -> None:
    resume = put(tmp_path, "resume.yml", "basics: {name: Ann, label: 'Nurse: nights'}\n")
    assert take_over(resume).format == "JSON Resume"
    assert take_over(resume).text == "basics:\n  name: Ann\n  label: 'Nurse: nights'\n"


def test_keys_that_a_profile_lacks_are_told_with_their_places(tmp_path: Path) -> None:
    resume = put(
        tmp_path,
        "resume.yaml",
        "basics: {name: Ann, age: 30}\n"
        "work:\n"
        "  - {name: Dock, hilights: [cranes], x: {y: [z]}}\n"
        "theme: kendall\n",
    )
    assert left(resume) == [
        '1:21 basics.age: "age" was not taken over: a profile has no such key here',
        '3:18 work.1.hilights: "hilights" was not taken over: a profile has no such key here',
        '3:38 work.1.x: "x" was not taken over: a profile has no such key here',
        '4:1 theme: "theme" was not taken over: a profile has no such key here',
    ]
    assert take_over(resume).left[1].hint == 'did you mean "highlights"?'
    assert take_over(resume).text == "basics:\n  name: Ann\n\nwork:\n  - name: Dock\n"


def test_a_value_that_does_not_read_stays_behind_alone(tmp_path: Path) -> None:
    resume = put(
        tmp_path,
        "resume.yaml",
        "work:\n"
        "  - {id: 7, name: Dock, startDate: May 2020, endDate: Present}\n"
        "skills: [{id: é, name: Cranes, kind: hard}]\n",
    )
    assert [line.partition(" was ")[0] for line in left(resume)] == [
        '2:10 work.7.id: "7"',
        '2:36 work.7.startDate: "May 2020"',
        '3:15 skills.é.id: "é"',
        '3:38 skills.é.kind: "hard"',
    ]
    profile = imported(resume, tmp_path)
    assert check(profile) == []
    (job,) = load(profile)[0].data()["work"]
    assert (job["name"], job["startDate"], job["endDate"]) == ("Dock", "", "Present")


def test_older_names_are_read_and_the_second_of_two_is_told(tmp_path: Path) -> None:
    resume = put(tmp_path, "resume.yaml", "work: [{company: Dock, name: Pier, website: a.example}]\n")
    (job,) = load(imported(resume, tmp_path))[0].data()["work"]
    assert (job["name"], job["url"]) == ("Dock", "a.example")
    assert left(resume) == ['1:24 work.1.name: "name" was not taken over: "name" stands here already']


def test_more_than_anyone_reads_is_counted(tmp_path: Path) -> None:
    keys = "".join(f"x{n}: y\n" for n in range(250))
    told = take_over(put(tmp_path, "resume.yaml", f"basics: {{name: Ann}}\n{keys}")).left
    assert len(told) == 201
    assert told[-1].message == "and 50 more were not taken over"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("- basics", "unknown-format"),
        ("name: Ann", "unknown-format"),
        ("basics: {name: Ann}\nprep: {version: 1}", "own-profile"),
        ("basics: [Ann]", "wrong-kind"),
        ("work: {name: Dock}", "wrong-kind"),
        ("work: [[Dock]]", "wrong-kind"),
        ("basics: {name: {first: Ann}}", "wrong-kind"),
        ("basics: {name: Ann}\nskills: [{id: a}, {id: a}]", "duplicate-id"),
        ("basics: {name: Ann, [1]: x}", "key-not-text"),
        ('{"basics": {"name": "Ann"}, "basics": {}}', "duplicate-key"),
        ('{"basics": {"name": "\\u0000"}}', "control-character"),
        ("basics: {summary: " + "a" * 20_001 + "}", "text-too-long"),
        ("basics: {x: " + "[" * 50 + "]" * 50 + "}", "too-deep"),
        ("basics: {x: " + "[" * 5_000 + "]" * 5_000 + "}", "too-deep"),
        ("basics: {name: " + "a" * MAX_BYTES + "}", "too-large"),
        ("basics: {name: &a Ann, label: *a}", "anchor"),
    ],
)
def test_a_file_that_is_not_sound_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(InputError) as failure:
        take_over(put(tmp_path, "resume", text))
    assert code in [problem.code for problem in failure.value.problems]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as failure:
        take_over(put(tmp_path, "resume.yaml", "basics: {name: [Ann]}\nwork: [[Dock]]\nskills: {a: b}\n"))
    assert [problem.place.line for problem in failure.value.problems] == [1, 2, 3]


def test_a_profile_that_could_not_be_read_again_is_refused(tmp_path: Path) -> None:
    """What needs an escape in YAML takes more room than in JSON."""
    entries = ",".join(['{"name":"' + "\ufeff" * 20_000 + '"}'] * 16)
    with pytest.raises(InputError, match="larger than 1 MiB"):
        take_over(put(tmp_path, "resume.json", f'{{"skills":[{entries}]}}'))


WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufffe\uffff"
    )
    | st.sampled_from("\n #:-'\"{}[],&*!|>%@`~"),
    max_size=200,
)


@given(st.lists(WORDS, max_size=4), WORDS, WORDS)
def test_any_text_comes_back_as_it_was(many: list[str], one: str, other: str) -> None:
    data: dict[str, Any] = {
        "basics": {"name": one, "summary": other * 3},
        "work": [{"name": one, "highlights": many}],
        "skills": [{"name": other, "keywords": many}],
    }
    source = json.dumps(data, ensure_ascii=False).encode()
    expected, _ = decode(parse(source, "resume.json"), Profile)
    profile, problems = decode(parse((written(data) or "{}").encode(), "me.yaml"), Profile)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert profile == expected
