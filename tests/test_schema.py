"""What a schema promises to the loaders that use it: typed values, every problem, a place for each."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import pytest
from msgspec import Meta, Struct

from prepsheet.problems import Place, Problem, warning
from prepsheet.schema import Date, Id, Moment, decode, json_schema, with_places
from prepsheet.yaml_source import parse


class Step(Struct, frozen=True, kw_only=True):
    """A step."""

    __shorthand__: ClassVar[str] = "do"
    do: str
    by: Date = ""
    status: Literal["todo", "done"] = "todo"


class Job(Struct, frozen=True, kw_only=True, rename="camel"):
    __extras__: ClassVar[str] = "extras"
    __aliases__: ClassVar[dict[str, str]] = {"company": "name"}
    name: str = ""
    start_date: Date = ""
    extras: dict[str, Any] = {}


class Plan(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    id: Id = ""
    from_: str = ""
    steps: tuple[Step, ...] = ()
    tags: tuple[str, ...] = ()
    names: list[str] = []
    level: Annotated[int, Meta(ge=0, le=5)] | None = None
    share: float | None = None
    duplex: bool | None = None
    when: Moment = ""
    ratings: dict[Id, int] = {}
    jobs: tuple[Job, ...] = ()
    inner: Plan | None = None
    either: str | tuple[int, ...] = ""


def read(text: str, unknown: Literal["error", "warning"] = "error") -> tuple[Plan | None, list[Problem]]:
    return decode(parse(text.encode(), "plan.yaml"), Plan, unknown=unknown)


def sound(text: str) -> Plan:
    plan, problems = read(text)
    assert problems == []
    assert plan is not None
    return plan


def only(text: str, severity: str = "error") -> Problem:
    plan, problems = read(text)
    assert (plan is None) == (severity == "error")
    assert [p.severity for p in problems] == [severity]
    return problems[0]


def test_values_take_the_type_of_their_key() -> None:
    plan = sound(
        "id: near\nfrom: 9\ntags: [no, 010]\nnames: [a]\nlevel: 3\nshare: 2.50\nduplex: no\n"
        "when: 2026-12-03T10:30-05:00\nratings: {pay: 4}\ninner: {level: +1}\n"
    )
    assert (plan.id, plan.from_, plan.tags, plan.names) == ("near", "9", ("no", "010"), ["a"])
    assert (plan.level, plan.share, plan.duplex) == (3, 2.5, False)
    assert plan.ratings == {"pay": 4}
    assert plan.inner is not None
    assert plan.inner.level == 1


def test_a_value_left_out_is_absent_whatever_its_type() -> None:
    assert sound(
        "id:\nfrom: ~\nsteps:\nlevel: null\nshare:\nratings: {a: }\ninner:\ntags:\n-\n- x\n"
    ) == Plan(tags=("x",))


def test_quotes_make_nothing_a_text() -> None:
    assert sound('from: "~"').from_ == "~"
    assert sound("from: 'null'").from_ == "null"
    assert sound("from: Null").from_ == "Null"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("steps: [read, {do: write, status: DONE}]", (Step(do="read"), Step(do="write", status="done"))),
        ("steps: read", (Step(do="read"),)),
        ("steps:\n- do: read\n  by: 2027-03", (Step(do="read", by="2027-03"),)),
    ],
)
def test_a_text_stands_for_a_structure(text: str, expected: tuple[Step, ...]) -> None:
    assert sound(text).steps == expected


def test_each_line_of_a_text_is_an_entry_of_a_list_of_texts() -> None:
    assert sound("tags: |\n  one\n\n  two\n").tags == ("one", "two")
    assert sound("tags: one").tags == ("one",)


def test_either_spelling_of_a_key_is_read() -> None:
    assert sound("jobs: [{startDate: 2022}]") == sound("jobs: [{start_date: 2022}]")
    assert only("jobs: [{startDate: 2022, start_date: 2023}]").code == "duplicate-key"
    assert sound("jobs: [{company: Elm}]").jobs[0].name == "Elm"


def test_a_structure_may_keep_keys_it_does_not_know() -> None:
    assert sound("jobs: [{name: Elm, pets: [cat, {dog: ~}]}]").jobs[0].extras == {
        "pets": ["cat", {"dog": ""}]
    }
    problem = only("jobs: [{nmae: Elm}]", "warning")
    assert (problem.code, problem.hint) == ("unknown-key", 'did you mean "name"?')


def test_an_unknown_key_can_be_a_warning() -> None:
    plan, problems = read("idd: near", unknown="warning")
    assert plan == Plan()
    assert [(p.severity, p.code) for p in problems] == [("warning", "unknown-key")]


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("- a", "1:1", "wrong-kind"),
        ("hello", "1:1", "wrong-kind"),
        ("idd: x", "1:1", "unknown-key"),
        ("__class__: x", "1:1", "unknown-key"),
        ("id: a b", "1:5", "bad-pattern"),
        ("from: [a]", "1:7", "wrong-kind"),
        ("tags: {a: b}", "1:7", "wrong-kind"),
        ("steps:\n  - by: 2027", "2:5", "missing-key"),
        ("steps: [{do: x, by: soon}]", "1:21", "not-a-date"),
        ("steps: [{do: x, by: 2024-99-99}]", "1:21", "not-a-date"),
        ("steps: [{do: x, by: 2023-02-29}]", "1:21", "not-a-date"),
        ("steps: [{do: x, status: dome}]", "1:25", "not-a-choice"),
        ("steps: [[x]]", "1:9", "wrong-kind"),
        ("when: 2026-12-03T25:30", "1:7", "not-a-date-and-time"),
        ("level: three", "1:8", "not-a-number"),
        ("level: 3.5", "1:8", "not-a-number"),
        ("level: 6", "1:8", "out-of-range"),
        ("level: -1", "1:8", "out-of-range"),
        ("level: " + "9" * 5000, "1:8", "number-too-long"),
        ("share: .inf", "1:8", "not-finite"),
        ("share: .NaN", "1:8", "not-finite"),
        ("share: 1e999", "1:8", "not-finite"),
        ("duplex: maybe", "1:9", "not-a-truth"),
        ("ratings: {a b: 1}", "1:11", "bad-pattern"),
        ("ratings: 3", "1:10", "wrong-kind"),
        ("inner: x", "1:8", "wrong-kind"),
        ("from: " + "x" * 20_001, "1:7", "text-too-long"),
        ("either: {a: b}", "1:9", "wrong-kind"),
    ],
)
def test_what_is_wrong_has_a_place(text: str, place: str, code: str) -> None:
    problem = only(text)
    assert (str(problem.place), problem.code) == (f"plan.yaml:{place}", code)
    assert problem.hint


@pytest.mark.parametrize(
    "text", ["2026-12-03", "2026-12-03T10:30", "2026-12-03 10:30:15Z", "2026-12-03T10:30+05:30"]
)
def test_a_moment_is_kept_as_written(text: str) -> None:
    assert sound(f"when: {text}").when == text


def test_a_union_takes_the_first_type_that_fits() -> None:
    assert sound("either: x").either == "x"
    assert sound("either: [1, 2]").either == (1, 2)
    assert only("either: [1, two]").code == "not-a-number"


def test_every_problem_is_reported_in_file_order_with_its_path() -> None:
    _, problems = read(
        "level: six\nsteps:\n  - {id: a, do: x}\n  - do: y\n    by: soon\ninner: {share: much}\n"
    )
    assert [(str(p.place), p.place.path) for p in problems] == [
        ("plan.yaml:1:8", "level"),
        ("plan.yaml:3:6", "steps.a.id"),
        ("plan.yaml:5:9", "steps.2.by"),
        ("plan.yaml:6:16", "inner.share"),
    ]


def test_a_colon_that_made_a_mapping_of_a_text_is_explained() -> None:
    assert "quotes" in only("tags:\n  - Rebuilt the list: fewer late tasks").hint
    assert "quotes" in only("steps:\n  - Rebuild the whole list: fewer late tasks").hint


def test_a_comma_that_cut_a_text_in_a_mapping_is_explained() -> None:
    assert "quotes" in only("steps: [{do: read, really well}]").hint


def test_invisible_direction_marks_are_warned_about_and_kept() -> None:
    plan, problems = read('from: "\\u202aabc"')
    assert plan is not None
    assert plan.from_ == "\u202aabc"
    assert [(p.severity, p.code) for p in problems] == [("warning", "bidi-control")]


def test_a_list_can_have_limits() -> None:
    class Five(Struct, frozen=True):
        items: Annotated[tuple[str, ...], Meta(min_length=1, max_length=2)] = ()

    codes = [decode(parse(text, "f"), Five)[1][0].code for text in (b"items: [a, b, c]", b"items: [~]")]
    assert codes == ["too-many", "too-few"]


def test_problems_with_paths_get_the_place_of_what_they_are_about() -> None:
    root = parse(b"steps:\n  - do: read\n    by: soon\n", "plan.yaml")
    paths = ("steps.1.by", "steps.9", "steps")
    told = list(with_places(root, [warning(Place("plan", path=path), "odd", "odd") for path in paths]))
    assert [str(problem.place) for problem in told] == ["plan.yaml:3:5", "plan", "plan.yaml:1:1"]
    assert tuple(problem.place.path for problem in told) == paths


def test_json_schema_describes_keys_shorthands_and_limits() -> None:
    schema = json_schema(Plan)
    plan = schema["$defs"]["Plan"]
    assert schema["$ref"] == "#/$defs/Plan"
    assert plan["additionalProperties"] is False
    assert plan["properties"]["level"] == {"type": ["integer", "null"], "minimum": 0, "maximum": 5}
    assert plan["properties"]["from"] == {"type": ["string", "number", "boolean", "null"]}
    step = schema["$defs"]["Step"]
    assert step["description"] == "A step."
    assert step["anyOf"][0]["required"] == ["do"]
    assert step["anyOf"][1] == {"type": ["string", "number", "boolean"]}
    assert schema["$defs"]["Job"]["additionalProperties"] is True
