"""Templates: the directives of layouts and content, and what goes wrong with them."""

from __future__ import annotations

from typing import Any

import pytest

from prepsheet.layout.templates import MAX_TURNS, Compiler, Part, check_parts, complete
from prepsheet.problems import Place
from prepsheet.yaml_source import Mapping, Sequence
from tests.layout.reading import SCOPE, evaluated, node, problems, told

PLACE = Place("t.yaml")


def test_each_repeats_an_item_and_counts_from_one() -> None:
    text = """
      - each: step in steps
        text: "{{ index }}: {{ step.do }}"
      - text: end
    """
    assert evaluated(text) == [{"text": "1: ask"}, {"text": "2: apply"}, {"text": "end"}]


def test_nested_each_sees_the_outer_names_and_its_own_index() -> None:
    text = """
      - each: name in names
        blocks:
          - each: step in steps
            text: "{{ name }} {{ step.do }} {{ index }}"
    """
    assert [item["text"] for item in evaluated(text)] == [
        "Ada ask 1",
        "Ada apply 2",
        "Bo ask 1",
        "Bo apply 2",
    ]


def test_the_index_of_the_outer_list_is_back_after_an_inner_one() -> None:
    text = """
      - each: name in names
        inner: [{each: step in steps, at: "{{ index }}"}]
        at: "{{ index }}"
    """
    assert [item["at"] for item in evaluated(text)] == ["1", "2"]


def test_each_over_nothing_gives_nothing() -> None:
    assert evaluated("- {each: x in empty, text: '{{ x }}'}") == []


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ("{{ names }}", True),
        ("{{ empty }}", False),
        ("{{ none }}", False),
        ("{{ false }}", False),
        ("{{ names | length > 1 }}", True),
        ("", False),
    ],
)
def test_when_leaves_an_item_out(condition: str, kept: bool) -> None:
    assert evaluated(f"- {{when: '{condition}', text: x}}") == ([{"text": "x"}] if kept else [])


def test_when_is_asked_for_every_repetition() -> None:
    text = """
      - each: step in steps
        when: "{{ step.on }}"
        text: "{{ step.do }}"
    """
    assert evaluated(text) == [{"text": "ask"}]


def test_blocks_stands_for_its_items() -> None:
    assert evaluated("[{when: '{{ names }}', blocks: [{a: x}, {a: y}]}, {a: z}]") == [
        {"a": "x"},
        {"a": "y"},
        {"a": "z"},
    ]


def test_a_block_name_as_the_only_key_is_short_for_block() -> None:
    assert evaluated("[{paragraph: {text: Hi}}]") == [{"block": "paragraph", "text": "Hi"}]


def test_in_content_block_names_are_ordinary_keys() -> None:
    assert evaluated("[{row: one}, {parts: [a]}, {table: {a: b}}]", markup=True) == [
        {"row": "one"}, {"parts": ["a"]}, {"table": {"a": "b"}},
    ]  # fmt: skip


def test_a_block_that_is_no_mapping_is_told() -> None:
    compiler = Compiler()
    compiler.tree(node("\n- paragraph: text"))
    assert told(tuple(compiler.problems)) == ["2:14 layout-block"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("{field: .role}", {"path": "goals.near.role", "value": "Run a line"}),
        ("{field: .role, prefill: other}", {"path": "goals.near.role", "value": "Run a line"}),
        ("{field: .why}", {"path": "goals.near.why", "value": ""}),
        ("{field: .why, prefill: because}", {"path": "goals.near.why", "value": "because"}),
        ("{field: basics.name, label: Name}", {"path": "basics.name", "value": "Ada", "label": "Name"}),
        ("{field: '', label: Name}", {"path": "", "value": "", "label": "Name"}),
    ],
)
def test_a_field_is_a_window_onto_the_profile(field: str, expected: dict[str, str]) -> None:
    assert evaluated(field) == expected


def test_in_content_a_field_stays_as_written() -> None:
    assert evaluated("{field: .role}", markup=True) == {"field": ".role"}


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", "plain"),
        ("a **b** c", [["a ", "plain"], ["b", "strong"], [" c", "plain"]]),
        ("**all**", [["all", "strong"]]),
        ("**{{ names[0] }}** now", [["Ada", "strong"], [" now", "plain"]]),
        ("**2** {{ 1 + 2 }}", [["2", "strong"], [" 3", "plain"]]),
    ],
)
def test_two_stars_are_strong_in_content(text: str, runs: Any) -> None:
    assert evaluated(f"'{text}'", markup=True) == runs


def test_two_stars_are_nothing_in_layouts_and_in_data() -> None:
    assert evaluated("a **b** c") == "a **b** c"
    assert evaluated("'{{ name }}'", markup=True, name="**b** {{ 1 }}") == "**b** {{ 1 }}"
    assert evaluated("'**x** {{ name }}'", markup=True, name="**b**") == [
        ["x", "strong"],
        [" **b**", "plain"],
    ]


def test_strong_words_within_other_text_are_plain() -> None:
    ask = evaluated("What **exactly**?", markup=True)
    assert evaluated("'S: {{ ask }}'", ask=ask) == "S: What exactly?"
    assert evaluated("\"{{ 'S: ' ~ ask }}\"", ask=ask) == "S: What exactly?"


@pytest.mark.parametrize("value", ["{{ names }}", "{{ steps[0] }}"])
def test_lists_and_mappings_never_print(value: str) -> None:
    (problem,) = problems(evaluated, f"'a {value}'")
    assert "can't stand within text" in problem.message


def test_nothing_prints_as_nothing() -> None:
    assert evaluated("'a{{ none }}b'") == "ab"


# Parts


PARTS = """
line:
  needs: [field, label]
  defaults: {prefill: "", show: "no"}
  blocks: [{text: "{{ part.label }}/{{ part.prefill }}/{{ part.show }}"}]
rows:
  needs: [rows]
  defaults: {rows: [{hint: none given}]}
  blocks: [{each: entry in part.rows, text: "{{ entry.name }}: {{ entry.hint }}"}]
"""


def layout() -> Compiler:
    """A compiler that knows the parts above."""
    compiler, tree = Compiler(), node(PARTS)
    assert isinstance(tree, Mapping)
    for name, part in tree.entries.items():
        assert isinstance(part, Mapping)
        compiler.parts[name] = compiler.part(part)
    return compiler


def laid_out(content: str) -> Any:
    """What the parts of a content text become in the layout above."""
    words = Compiler(markup=True).tree(node(content))(SCOPE)
    return layout().tree(node("- parts: '{{ words }}'"))({**SCOPE, "words": words})


def test_parts_become_their_blocks_with_defaults() -> None:
    content = """
      - {part: line, field: .a, label: A}
      - {part: rows, rows: [{name: x}, {name: y, hint: mine}]}
      - {part: line, field: .b, label: B, show: above}
    """
    assert [block["text"] for block in laid_out(content)] == ["A//no", "x: none given", "y: mine", "B//above"]


def test_content_may_repeat_and_leave_out_parts() -> None:
    content = """
      - {each: name in names, part: line, field: .a, label: "{{ name }}"}
      - {when: "{{ empty }}", part: line, field: .b, label: B}
    """
    checked = list(check_parts(node(content), layout().parts))
    assert checked == []
    assert [block["text"] for block in laid_out(content)] == ["Ada//no", "Bo//no"]


def test_parts_inside_parts_see_only_their_own_words() -> None:
    (problem,) = problems(laid_out, "- {part: rows, rows: [{hint: x}]}")
    assert problem.message == "unknown name 'name'"


def test_defaults_of_a_list_fill_every_item_and_leave_none_behind() -> None:
    defaults = {"rows": [{"hint": "h"}], "show": "no"}
    assert complete({"rows": [{"a": 1}]}, defaults, PLACE) == {"rows": [{"hint": "h", "a": 1}], "show": "no"}
    assert complete({}, defaults, PLACE) == {"rows": [], "show": "no"}


def test_a_list_of_several_defaults_is_a_value_as_it_stands() -> None:
    assert complete({}, {"columns": [{"at": 1}, {"at": 7}]}, PLACE) == {"columns": [{"at": 1}, {"at": 7}]}


CONTENT = """
- {part: lin, field: .a, label: A}
- {part: line, field: .a, label: One, two}
- {part: line, label: A, prefil: x}
- {part: rows, rows: some}
- {part: rows, rows: [x, {name: y}]}
- {part: [line]}
- {part: nothing-like-it}
"""


def test_all_problems_of_parts_are_told_at_once_with_their_places() -> None:
    found = tuple(check_parts(node(CONTENT), layout().parts))
    assert told(found) == [
        "2:10 unknown-part",
        "3:39 unknown-key",
        "4:3 part-incomplete",
        "4:26 unknown-key",
        "5:22 part-shape",
        "6:23 part-shape",
        "7:10 unknown-part",
        "8:10 unknown-part",
    ]
    assert found[0].hint == "did you mean 'line'?"
    assert found[-1].hint == "known: line, rows"
    assert "'field'" in found[2].message


def test_words_after_a_comma_get_a_hint_about_quotes() -> None:
    content = node("- {part: line, field: .a, label: My skills, new and old}")
    (problem,) = check_parts(content, layout().parts)
    assert problem.message == "the part 'line' knows no 'new and old'"
    assert "quotes" in problem.hint


def test_an_item_among_parts_must_say_which_part_it_is() -> None:
    content = node("{parts: [{heading: x}, text, {blocks: [{part: line, field: a, label: A}]}]}")
    assert told(tuple(check_parts(content, layout().parts))) == ["1:10 part-missing", "1:24 part-missing"]


# What goes wrong while evaluating


@pytest.mark.parametrize("values", ["'text'", "3", "none", "steps[0]", "names | length"])
def test_each_needs_a_list(values: str) -> None:
    (problem,) = problems(evaluated, f'- {{each: "x in {values}", a: b}}')
    assert problem.code == "not-a-list"


@pytest.mark.parametrize("text", ["steps", "x of steps", "X in steps", "[a]"])
def test_each_must_be_readable(text: str) -> None:
    compiler = Compiler()
    compiler.tree(node(f"- {{each: {text}, a: b}}"))
    assert told(tuple(compiler.problems)) == ["1:10 each-shape"]


@pytest.mark.parametrize("parts", ["[{part: nobody}]", "[{heading: x}]", "[text]", "text"])
def test_parts_that_are_none_are_told(parts: str) -> None:
    assert problems(laid_out, parts)[0].code in {"unknown-part", "not-a-list"}


def test_problems_of_expressions_are_collected() -> None:
    compiler = Compiler()
    compiler.tree(node("a: '{{ 1 +'\nb: [{each: x in (, c: '{{ x'}]\nd: '{{ 2**2 }}'"))
    assert [problem.place.line for problem in compiler.problems] == [1, 2, 2, 3]


def nested(depth: int, times: int) -> str:
    """A layout of lists within lists, each repeating what is in it."""
    inner = "[]"
    for level in range(depth):
        inner = f"[{{each: 'x{'abcdefgh'[level]} in range({times})', blocks: {inner}}}]"
    return inner


def test_lists_within_lists_have_a_limit() -> None:
    (problem,) = problems(evaluated, nested(4, 1000))
    assert problem.code == "too-many-turns"
    assert str(MAX_TURNS) in problem.message


def test_the_limit_can_not_be_talked_away() -> None:
    text = nested(2, 500).replace("xa in", "turns in")
    assert (
        problems(
            evaluated,
            text,
        )[0].code
        == "too-many-turns"
    )


def test_an_ordinary_sheet_stays_far_below_the_limit() -> None:
    assert evaluated(nested(3, 20)) == []


def test_a_part_kind_reads_its_needs_in_order() -> None:
    part = layout().parts["line"]
    assert isinstance(part, Part)
    assert part.needs == ("field", "label")
    assert part.defaults == {"prefill": "", "show": "no"}


def test_nodes_are_not_changed_by_compiling() -> None:
    tree = node("- {each: name in names, a: b}")
    assert isinstance(tree, Sequence)
    before = repr(tree)
    Compiler().tree(tree)
    assert repr(tree) == before
