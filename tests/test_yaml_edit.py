"""Changing YAML and JSON: what is changed reads back as wanted, and nothing else moves by a byte."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prepsheet.schema import plain
from prepsheet.yaml_edit import Editor, Value
from prepsheet.yaml_source import parse

PROFILE = """\
# one
name: Sam   # two
empty:
none: ~ # three
quoted: "x" # four
single: 'y'
block: |
  one

  two

# five
folded: >-
  aa
  bb
long: plain
  goes on
  here   # six

list:
- a
- b  # seven

- {k: v}
# eight
flow: [a,
  b]
nothing: {}
map:
  inner: 1
  # nine
last:
"""


def at(editor: Editor, *steps: str | int) -> Any:
    node = editor.root
    for step in steps:
        pairs = node.value
        node = pairs[step] if isinstance(step, int) else next(v for k, v in pairs if k.value == step)
    return node


def edited(source: str | bytes, change: Callable[[Editor], None]) -> str:
    data = source.encode() if isinstance(source, str) else source
    editor = Editor(data)
    change(editor)
    return editor.result().decode()


def replaced(path: str, value: Value, source: str = PROFILE) -> str:
    steps = [int(step) if step.isdecimal() else step for step in path.split(".")]
    return edited(source, lambda editor: editor.replace(at(editor, *steps), value))


def read(source: str | bytes) -> Any:
    return plain(parse(source.encode() if isinstance(source, str) else source, "f.yaml"))


def changed_lines(after: str, before: str = PROFILE) -> tuple[list[str], list[str]]:
    """Lines that went, and lines that came."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ("name", "Zoë", ["name: Zoë   # two"]),
        ("name", "a: b", ['name: "a: b"   # two']),
        ("name", 'say "no"', ["name: say \"no\"   # two"]),
        ("name", "no", ['name: "no"   # two']),
        ("name", "2028-06", ["name: 2028-06   # two"]),
        ("name", "12:30", ['name: "12:30"   # two']),
        ("name", "- x", ['name: "- x"   # two']),
        ("name", "one\ntwo", ["name: |-   # two", "  one", "  two"]),
        ("name", 4, ["name: 4   # two"]),
        ("name", True, ["name: true   # two"]),
        ("name", ["a", "b c"], ["name:    # two", "  - a", "  - b c"]),
        ("name", {"k": "v"}, ["name:    # two", "  k: v"]),
        ("empty", "x", ["empty: x"]),
        ("empty", "~", ['empty: "~"']),
        ("empty", {"a": {"b": "c"}}, ["  a:", "    b: c"]),
        ("none", "x", ["none: x # three"]),
        ("quoted", "plain", ['quoted: "plain" # four']),
        ("single", "it's", ["single: 'it''s'"]),
        ("block", "one line", ["block: |-", "  one line"]),
        ("folded", "word " * 30 + "end", None),
        ("long", "short", ["long: short   # six"]),
        ("list.0", {"k": "v", "l": "w"}, ["- k: v", "  l: w"]),
        ("list.1", {"k": "v", "l": "w"}, ["- k: v  # seven", "  l: w"]),
        ("list.1", "x\ny", ["- |-  # seven", "  x", "  y"]),
        ("flow.0", "x, y", ['flow: ["x, y",']),
        ("flow.1", "x\ny", ['  "x\\ny"]']),
        ("nothing", {"a": "b"}, ["nothing:", "  a: b"]),
        ("nothing", [], ["nothing: []"]),
        ("map.inner", 2, ["  inner: 2"]),
        ("last", [{"id": "x", "y": ["z"]}], ["  - id: x", "    y:", "      - z"]),
    ],
)  # fmt: skip
def test_a_value_is_replaced_where_it_stands(path: str, value: Value, lines: list[str] | None) -> None:
    after = replaced(path, value)
    found: Any = read(after)
    for step in path.split("."):
        found = found[int(step)] if step.isdecimal() else found[step]
    assert found == (str(value).lower() if isinstance(value, int) else value)
    if lines is not None:
        assert changed_lines(after)[1] == lines


def test_folded_text_stays_folded() -> None:
    text = "word " * 40 + "end\nsecond paragraph"
    after = replaced("folded", text)
    assert read(after)["folded"] == text
    assert max(map(len, changed_lines(after)[1])) <= 104


def test_entries_are_added_before_the_remarks_that_follow() -> None:
    def change(editor: Editor) -> None:
        editor.add(at(editor, "map"), {"more": "x", "most": ["y"]})
        editor.append(at(editor, "list"), ["c", {"k": "w", "l": "z"}])
        editor.append(at(editor, "flow"), ["c"])
        editor.add(at(editor, "list", 2), {"l": "m, n"})
        editor.add(editor.root, {"new": {"a": "b"}})

    after = edited(PROFILE, change)
    assert "  inner: 1\n  more: x\n  most:\n    - y\n  # nine\n" in after
    assert '- {k: v, l: "m, n"}\n- c\n- k: w\n  l: z\n# eight\n' in after
    assert "flow: [a,\n  b,\n  c]\n" in after
    assert after.endswith("last:\nnew:\n  a: b\n")
    assert [line for line in PROFILE.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]


@pytest.mark.parametrize(
    "source", ["a: [x, y, z] # c\n", "a:\n- x # c\n- y # d\n\n- z # e\n# f\n", "a: [x,\n y,\n z]"]
)
def test_the_end_of_a_list_is_taken_off(source: str) -> None:
    after = edited(source, lambda editor: editor.truncate(at(editor, "a"), 1))
    assert read(after) == {"a": ["x"]}
    assert ("# c" in source) == ("# c" in after)


def test_both_at_one_place_come_in_their_order() -> None:
    def change(editor: Editor) -> None:
        editor.replace(at(editor, "a", "b"), {"c": "d"})
        editor.add(at(editor, "a"), {"e": "f"})
        editor.add(editor.root, {"g": "h"})

    assert edited("a:\n  b:", change) == "a:\n  b:\n    c: d\n  e: f\ng: h"


def test_a_text_that_keeps_its_line_ends_keeps_them() -> None:
    source = "a:\n  b: |+\n    x\n\n\nc: d\n"
    after = edited(source, lambda editor: editor.add(at(editor, "a"), {"e": "f"}))
    assert read(after) == {"a": {"b": "x\n\n\n", "e": "f"}, "c": "d"}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_encodings_stay(newline: str, encoding: str) -> None:
    source = PROFILE.replace("\n", newline).replace("Sam", "Ελένη 😀").encode(encoding)
    editor = Editor(source)
    assert editor.result() == source
    editor.replace(at(editor, "block"), "new\ntext")
    editor.replace(at(editor, "last"), "ž😀")
    after = editor.result().decode(encoding)
    wanted = PROFILE.replace("Sam", "Ελένη 😀").replace("|\n  one\n\n  two", "|-\n  new\n  text")
    assert after == wanted.replace("last:", "last: ž😀").replace("\n", newline)


def test_json_stays_json_as_it_is_written() -> None:
    source = json.dumps({"a": {"name": "😀 x", "list": ["y"], "none": None}, "b": []}, indent=2)

    def change(editor: Editor) -> None:
        editor.replace(at(editor, "a", "name"), 'q" 😀')
        editor.replace(at(editor, "a", "none"), {"k": 1})
        editor.append(at(editor, "a", "list"), ["z"])
        editor.append(at(editor, "b"), [{"id": "c", "on": True}])
        editor.add(editor.root, {"d": "e\nf"})

    after = edited(source, change)
    assert json.loads(after) == {
        "a": {"name": 'q" 😀', "list": ["y", "z"], "none": {"k": 1}},
        "b": [{"id": "c", "on": True}],
        "d": "e\nf",
    }
    assert '\n      "z"\n' in after
    assert after.endswith('"b": [{"id": "c", "on": true}],\n  "d": "e\\nf"\n}')


def test_a_text_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="no YAML file"):
        replaced("name", "\x00")


READABLE = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufffe\uffff"
)
TEXTS = st.text(READABLE | st.sampled_from("\t\n :#-'\"{}[],&*!|>%@`?~=\\"), max_size=60).map(
    lambda text: unicodedata.normalize("NFC", text)
)
PLACES = [
    ("name",), ("empty",), ("none",), ("quoted",), ("single",), ("block",), ("folded",), ("long",),
    ("list", 0), ("list", 1), ("list", 2, "k"), ("flow", 0), ("flow", 1),
    ("nothing",), ("map", "inner"), ("last",),
]  # fmt: skip


@given(st.sampled_from(PLACES), TEXTS, st.sampled_from(["\n", "\r\n"]))
@example(("block",), "\ufeffx", "\n")
@example(("folded",), "a  b\n\n c", "\n")
@example(("flow", 0), "null", "\n")
def test_any_text_reads_back_anywhere(place: tuple[str | int, ...], text: str, newline: str) -> None:
    source = PROFILE.replace("\n", newline)
    before, after = (
        read(source),
        read(edited(source, lambda editor: editor.replace(at(editor, *place), text))),
    )
    for data in (before, after):
        holder: Any = data
        for step in place[:-1]:
            holder = holder[step]
        found, holder[place[-1]] = holder[place[-1]], ""
    assert found == text
    assert after == before


@given(TEXTS, TEXTS, st.booleans())
def test_any_text_is_added_anywhere(key: str, text: str, is_json: bool) -> None:
    key = " ".join(key.split()) or "k"
    source = '{"a": {"b": "c"}, "l": ["m"]}' if is_json else "a:\n  b: c\nl:\n  - m\n"

    def change(editor: Editor) -> None:
        editor.add(at(editor, "a"), {f"k{key}": text, "n": [{"k": text}, text]})
        editor.append(at(editor, "l"), [text, {"k": text, "l": [text]}])

    after = edited(source, change)
    assert read(after) == {
        "a": {"b": "c", f"k{key}": text, "n": [{"k": text}, text]},
        "l": ["m", text, {"k": text, "l": [text]}],
    }
    if is_json:
        assert json.loads(after) == read(after)
