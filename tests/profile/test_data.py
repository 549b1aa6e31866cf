"""The plain data of a profile: what templates and fields see."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from prepsheet.problems import InputError
from prepsheet.profile import Profile, lens, load
from prepsheet.schema import decode
from prepsheet.yaml_source import parse

VALID = Path(__file__).resolve().parents[1] / "data" / "valid"


def data(name: str, *, private: bool = False) -> dict[str, Any]:
    return load(VALID / name)[0].data(private=private)


def of(source: str) -> dict[str, Any]:
    profile, problems = decode(parse(source.encode(), "me.yaml"), Profile)
    assert profile is not None, problems
    return profile.data()


def kinds(value: Any) -> set[type]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {type(value)}.union(*map(kinds, inner))


def test_data_is_plain() -> None:
    for path in VALID.iterdir():
        assert kinds(load(path)[0].data()) <= {dict, list, str, int, float, bool}


def test_every_key_is_there_in_a_blank_profile() -> None:
    blank, full = data("blank.yaml"), data("full.yaml")
    assert blank["basics"].keys() == full["basics"].keys()
    assert blank["prep"].keys() == full["prep"].keys()
    assert blank["basics"]["name"] == ""
    assert blank["prep"]["goals"] == []
    assert blank["prep"]["print"]["pace_wpm"] == ""
    assert blank["prep"]["ratings"] == {}


def test_a_plain_resume_has_an_empty_prep() -> None:
    resume = data("resume.json")
    assert resume["prep"] == data("blank.yaml")["prep"]
    assert resume["basics"]["name"] == "Renée Dürr 😀"
    assert resume["basics"]["url"] == "https://example.org"
    assert resume["skills"][0]["keywords"] == ["béchamel"]


def test_shorthands_are_written_out() -> None:
    prep = data("shorthand.yaml")["prep"]
    assert prep["values"][0] == {"name": "helping others", "kind": "", "evidence": "", "met_now": ""}
    assert prep["goals"][0]["role"] == "team lead"
    assert prep["goals"][1]["steps"][0]["do"] == "ask for the rota"
    assert prep["skills_to_build"][1]["for"] == ["next"]
    assert prep["stories"][0]["text"].startswith("The day the lift broke")
    assert prep["stories"][1]["metric"]["figure"] == "14 -> 5 %"
    assert prep["stories"][2]["action"] == ["asked the wards", "wrote it down"]
    assert prep["targets"][2]["interview"]["people"] == [{"name": "Ines", "role": "", "say": ""}]
    assert prep["targets"][1]["interview"]["when"] == "2026-12-03T10:30"
    assert prep["followups"] == [{"question": "Why now?", "cue": ""}]


def test_a_target_knows_its_company_by_either_name() -> None:
    nurse, elm, oak = data("shorthand.yaml")["prep"]["targets"]
    assert (nurse["job"]["title"], nurse["company"]["name"], nurse["company"]["aliases"]) == (
        "Head nurse",
        "",
        [],
    )
    assert (elm["job"]["company"], elm["company"]["name"]) == ("Elm", "Elm")
    assert (oak["job"]["company"], oak["company"]["name"]) == ("Oak", "Oak")


def test_entries_without_an_id_have_their_position() -> None:
    assert [goal["id"] for goal in data("shorthand.yaml")["prep"]["goals"]] == ["1", "next"]
    assert [skill["id"] for skill in data("shorthand.yaml")["skills"]] == ["1", "2"]


def test_values_are_as_written() -> None:
    person = data("as-written.yaml")
    assert person["basics"]["name"] == "Null"
    assert person["basics"]["phone"] == "0042 123"
    assert person["basics"]["location"]["countryCode"] == "NO"
    assert person["basics"]["pronouns"] == "they"
    assert (person["education"][0]["institution"], person["education"][0]["score"]) == ("José", "3.10")
    assert (person["work"][0]["name"], person["work"][0]["startDate"]) == ("Old Name", "2020-02")
    metric = person["prep"]["stories"][0]["metric"]
    assert (metric["from"], metric["to"], metric["unit"]) == ("010", "1_000", "")


def test_what_is_private_is_left_out_unless_asked_for() -> None:
    source = (
        "basics: {name: A, private: P1, more: {private: P2, list: [{private: P3}]}}\n"
        "prep: {gaps: [{private: P4}], targets: [{pay: {min: P5}}]}\n"
    )
    profile, _ = decode(parse(source.encode(), "me.yaml"), Profile)
    assert profile is not None
    assert "P" not in str(profile.data())
    assert all(f"P{n}" in str(profile.data(private=True)) for n in range(1, 6))
    assert profile.data()["prep"]["gaps"][0]["private"] == ""
    assert profile.data()["prep"]["targets"][0]["pay"]["min"] == ""


def test_data_can_be_changed_without_changing_the_profile() -> None:
    profile, _ = load(VALID / "full.yaml")
    profile.data()["basics"]["name"] = "Somebody else"
    assert profile.data()["basics"]["name"] == "Amara Diallo"


def test_a_key_of_ones_own_never_replaces_a_known_one() -> None:
    assert of("work: [{company: Elm, '*': {name: Oak}}]")["work"][0]["name"] == "Elm"


def test_paths_read_what_the_profile_holds() -> None:
    full = data("full.yaml")
    read = {
        path: lens.get(full, path)
        for path in (
            "basics.name",
            "basics.location.city",
            "skills.1.name",
            "skills.9.name",
            "skills.0.name",
            "goals.near.role",
            "goals.2.role",
            "goals.near.steps.1.do",
            "goals.nowhere.role",
            "stories.launch.shows",
            "stories.launch.metric.from",
            "skills_to_build.1.level_now",
            "targets.riverside.interview.minutes",
            "print.duplex",
            "print.pace_wpm",
            "goals",
            "basics",
            "work.brightline.name",
            "nothing.at.all",
            "basics.name.first",
        )
    }
    assert read == {
        "basics.name": "Amara Diallo",
        "basics.location.city": "Columbus",
        "skills.1.name": "Campaign planning",
        "skills.9.name": "",
        "skills.0.name": "",
        "goals.near.role": "project coordinator",
        "goals.2.role": "project manager",
        "goals.near.steps.1.do": "finish the health literacy course",
        "goals.nowhere.role": "",
        "stories.launch.shows": "leadership\norganisation\nproblem solving",
        "stories.launch.metric.from": "9",
        "skills_to_build.1.level_now": "1",
        "targets.riverside.interview.minutes": "45",
        "print.duplex": "",
        "print.pace_wpm": "140",
        "goals": "",
        "basics": "",
        "work.brightline.name": "Brightline Media",
        "nothing.at.all": "",
        "basics.name.first": "",
    }


def test_paths_tell_prep_from_resume() -> None:
    assert [
        lens.in_prep(path) for path in ("goals.near.role", "ratings.pay.given", "basics.name", "work")
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_no_key_of_prep_hides_one_of_the_resume() -> None:
    assert not lens.PREP_KEYS & set(Profile.__struct_encode_fields__)


@given(st.text(max_size=200))
def test_any_text_comes_back_composed_or_is_refused_with_a_place(written: str) -> None:
    quoted = "".join(f"\\U{ord(character):08x}" for character in written)
    try:
        node = parse(f'basics: {{name: "{quoted}"}}'.encode(), "me.yaml")
    except InputError as failure:
        assert all(problem.place.line == 1 for problem in failure.problems)
        return
    profile, problems = decode(node, Profile)
    assert profile is not None
    assert all(problem.code == "bidi-control" and problem.place.column == 16 for problem in problems)
    lines = written.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", " ").replace("\u2029", " ")
    assert profile.data()["basics"]["name"] == unicodedata.normalize("NFC", lines)
