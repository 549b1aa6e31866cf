"""Values into files: exactly these, and not a byte beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prepsheet.collect.merge import clean
from prepsheet.collect.patch import patch
from prepsheet.problems import InputError
from prepsheet.profile import lens, load
from tests.making import PEOPLE, ROOT
from tests.test_yaml_edit import TEXTS, changed_lines

STARTER = ROOT / "src/prepsheet/cli/commands/starter.yaml"
SHORTHAND = ROOT / "tests/data/valid/shorthand.yaml"
EVERYWHERE = {
    "goals.near.role": "x: y",
    "goals.far.role": "boss",
    "goals.far.steps.1.do": "a",
    "goals.far.steps.3.do": "c",
    "values.1.kind": "must",
    "values.5.name": "five",
    "ratings.helping.matters": "4",
    "ratings.own-1.name": "mine",
    "skills.1.level": "Advanced",
    "basics.email": "a@example.org",
    "basics.location.city": "Gent",
    "skills_to_build.1.for": "near\nfar",
    "stories.launch.action": "one\ntwo",
    "targets.oak.job.company": "Oak",
}


def patched(folder: Path, source: str | bytes, values: dict[str, str], name: str = "me.yaml") -> str:
    """The file with the values, which are read back first."""
    path = folder / name
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    (found,) = patch(path, values)
    path.write_bytes(found.after)
    data = load(path)[0].data()
    assert {place: lens.get(data, place) for place in values} == values
    assert patch(path, values) == ()
    return found.after.decode()


@pytest.mark.parametrize(
    "source",
    [
        STARTER.read_text("utf-8"),
        "prep:\n  version: 1",
        "basics:\nprep:\n",
        "basics: {name: J}",
        "basics: {name: J}\r\nprep: {}\r\n",
        '{"basics": {"name": "J"}}',
        '{\n  "basics": {\n    "name": "J"\n  },\n  "prep": {"goals": []}\n}\n',
    ],
)
def test_values_find_or_make_their_places(tmp_path: Path, source: str) -> None:
    after = patched(tmp_path, source, EVERYWHERE)
    if source.startswith("{"):
        assert json.loads(after)
    assert ("\r\n" in source) == ("\r\n" in after)


def test_remarks_order_and_other_lines_stay(tmp_path: Path) -> None:
    source = STARTER.read_text("utf-8")
    after = patched(tmp_path, source, {"goals.near.role": "ward manager", "basics.email": "s@example.org"})
    gone, come = changed_lines(after, source)
    assert [line for line in gone if line not in come] == ["      role: orthodontic nurse"]
    assert [line for line in come if line not in gone] == [
        "  email: s@example.org", "      role: ward manager",
    ]  # fmt: skip


def test_a_lone_text_becomes_what_it_stands_for(tmp_path: Path) -> None:
    values = {
        "goals.1.field": "nursing",
        "goals.next.steps.1.by": "2028",
        "goals.next.values": "learning\nteam",
        "skills.1.level": "Expert",
        "work.1.position": "nurse",
        "targets.1.job.company": "Oak",
        "stories.1.title": "Lift",
        "stories.menu.action": "asked\nwrote\nmore",
        "basics.profiles.1.network": "X",
        "targets.oak.ask": "Why?\nWhen?",
    }
    after = patched(tmp_path, SHORTHAND.read_text("utf-8"), values)
    assert "    - role: team lead\n      field: nursing\n" in after
    assert "skills: [{name: Excel, level: Expert}, {name: SQL, kind: do}]\n" in after
    assert "      action: |-\n        asked\n        wrote\n        more\n" in after


def test_values_go_into_the_file_that_has_them(tmp_path: Path) -> None:
    resume = tmp_path / "resume.json"
    resume.write_text('{"basics": {"name": "Jo"}, "skills": [{"name": "SQL"}]}')
    me = tmp_path / "me.yaml"
    me.write_text("prep:\n  resume: resume.json  # mine\n")
    values = {"skills.1.level": "Expert", "goals.near.role": "lead", "languages.1.language": "Dutch"}
    found = {each.path.name: each.after.decode() for each in patch(me, values)}
    assert found == {
        "me.yaml": "prep:\n  resume: resume.json  # mine\n  goals:\n    - id: near\n      role: lead\n"
        "languages:\n  - language: Dutch\n",
        "resume.json": '{"basics": {"name": "Jo"}, "skills": [{"name": "SQL", "level": "Expert"}]}',
    }


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("basics: {name}", {"basics.name": "Jo"}),
        ("prep: {goals: [{role: x, values}]}", {"goals.1.values": "a\nb"}),
    ],
)
def test_what_can_t_be_written_safely_is_not_written(
    tmp_path: Path, source: str, values: dict[str, str]
) -> None:
    path = tmp_path / "me.yaml"
    path.write_text(source)
    with pytest.raises(InputError):
        patch(path, values)


KINDS: dict[str, Any] = {
    "basics.name": TEXTS,
    "basics.summary": TEXTS,
    "basics.location.city": TEXTS,
    "work.2.summary": TEXTS,
    "skills.1.name": TEXTS,
    "skills.3.kind": st.sampled_from(["know", "do", "people"]),
    "skills.12.evidence": TEXTS,
    "values.1.evidence": TEXTS,
    "values.7.name": TEXTS,
    "ratings.calm.matters": st.integers(1, 5).map(str),
    "ratings.own-2.gap": TEXTS,
    "goals.near.role": TEXTS,
    "goals.near.by": st.sampled_from(["2028", "2028-06", "2028-06-30"]),
    "goals.near.steps.2.do": TEXTS,
    "goals.near.values": st.lists(TEXTS, min_size=1, max_size=4).map("\n".join),
    "goals.quite-new.sentence": TEXTS,
    "skills_to_build.2.name": TEXTS,
    "stories.another.action": st.lists(TEXTS, min_size=1, max_size=4).map("\n".join),
    "targets.one-more.company.mission": TEXTS,
    "answers.4.slots.step": TEXTS,
    "rescue": st.lists(TEXTS, min_size=1, max_size=4).map("\n".join),
}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data(), newline=st.sampled_from(["\n", "\r\n"]))
def test_any_text_at_any_path_of_any_profile(tmp_path: Path, data: st.DataObject, newline: str) -> None:
    """`patch` itself refuses unless all is there and nothing else has moved: it must never have to."""
    sources = [ROOT / f"content/examples/{name}.yaml" for name in PEOPLE] + [STARTER, SHORTHAND]
    source = data.draw(st.sampled_from(sources)).read_text("utf-8").replace("\n", newline)
    values = {}
    for path in data.draw(st.lists(st.sampled_from([*KINDS]), min_size=1, max_size=8, unique=True)):
        text = clean(data.draw(KINDS[path]))
        if lens.holds_lines(lens.hint(path)):
            text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
        if text:
            values[path] = text
    me = tmp_path / "me.yaml"
    me.write_bytes(source.encode())
    before = load(me)[0].data()
    for found in patch(me, values):
        me.write_bytes(found.after)
    after = load(me)[0].data()
    assert {path: lens.get(after, path) for path in values} == values
    untouched = [path for path in KINDS if path not in values]
    assert [lens.get(after, path) for path in untouched] == [lens.get(before, path) for path in untouched]
    remarks = [line.strip() for line in source.splitlines() if line.lstrip().startswith("#")]
    assert remarks == [
        line.strip() for line in me.read_bytes().decode().splitlines() if line.strip() in remarks
    ]
