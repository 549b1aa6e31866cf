"""Reading YAML and JSON: what arrives is what was written, and what is wrong has a place and advice."""

from __future__ import annotations

import json
import os
import time
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from prepsheet import yaml_source
from prepsheet.problems import InputError, Problem
from prepsheet.yaml_source import Mapping, Node, Scalar, Sequence, parse, read


def mapping(source: str | bytes) -> Mapping:
    node = parse(source.encode() if isinstance(source, str) else source, "f.yaml")
    assert isinstance(node, Mapping)
    return node


def text(source: str | bytes, key: str = "a") -> str:
    node = mapping(source).entries[key]
    assert isinstance(node, Scalar)
    return node.text


def problems(source: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as failure:
        parse(source.encode() if isinstance(source, str) else source, "f.yaml")
    return failure.value.problems


def only(source: str | bytes) -> Problem:
    (problem,) = problems(source)
    assert problem.hint
    return problem


def values(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [values(item) for item in node.items]
        case Mapping():
            return {key: values(value) for key, value in node.entries.items()}


@pytest.fixture(params=["libyaml", "pure"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure":
        monkeypatch.setattr(yaml_source, "_LOADER", yaml.SafeLoader)


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    "written",
    ["no", "on", "010", "12:30:45", "3.10", "0042 123", "1_000", "2024-99-99", "~", ".inf", "NULL", "=1"],
)
def test_values_stay_as_written(written: str) -> None:
    node = mapping(f"a: {written}").entries["a"]
    assert node == Scalar(written, node.place, True)


@pytest.mark.usefixtures("either_parser")
def test_quoted_values_are_known_as_such() -> None:
    plain = [
        isinstance(n, Scalar) and n.plain
        for n in mapping("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne:").entries.values()
    ]
    assert plain == [True, False, False, False, True]


def test_places_count_from_one() -> None:
    root = mapping("# who\nbasics:\n  name: Žofie 😀 {x}\n  list: [a, b]\n")
    basics = root.entries["basics"]
    assert isinstance(basics, Mapping)
    assert str(root.keys["basics"]) == "f.yaml:2:1"
    assert str(basics.keys["name"]) == "f.yaml:3:3"
    assert str(basics.entries["name"].place) == "f.yaml:3:9"
    assert str(basics.entries["list"].place) == "f.yaml:4:9"


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("source", "place", "code"),
    [
        ("---\na: b\n---\nc: d", "3:1", "second-document"),
        ("a: b\n---\n", "2:1", "second-document"),
        ("a:\n\t- b", "2:1", "tab"),
        ("a: 1\n\tb: 2", "2:1", "tab"),
        ("\ta: 1", "1:1", "tab"),
        ("a: b: c", "1:5", "colon-in-text"),
        ("a: {b: c: d}", "1:9", "colon-in-text"),
        ('x: 1\na: "b\nc: d\n', "2:4", "unclosed-quote"),
        ("x: 1\na: 'b\nc: d\n", "2:4", "unclosed-quote"),
        ('a: "b\nc: "d"\n', "1:4", "unclosed-quote"),
        ("a: 'it's nice'", "1:8", "after-quote"),
        ('a: "He said "hi" to me"', "1:14", "after-quote"),
        ("name: a\nname: b", "2:1", "duplicate-key"),
        ("Jos\u00e9: a\nJose\u0301: b", "2:1", "duplicate-key"),
        ("%YAML 1.1\n---\nc: no", "1:1", "directive"),
        ("a: *b", "1:4", "alias"),
        ("a: &b [c]", "1:4", "anchor"),
        ("a: &b [*b]", "1:4", "anchor"),
        ("a: *bold* text", "1:4", "bad-start"),
        ("a: @home", "1:4", "bad-start"),
        ("a: `x`", "1:4", "bad-start"),
        ("<<: {a: b}", "1:1", "merge-key"),
        ("a: !!python/object/apply:os.system ['id']", "1:4", "tag"),
        ("a: !foo bar", "1:4", "tag"),
        ("a: !!binary eA==", "1:4", "tag"),
        ("a: !important", "1:4", "tag"),
        ("a: " + "[" * 41, "1:43", "too-deep"),
        ("? [a]\n: b", "1:3", "key-not-text"),
        ("? {a: b}\n: b", "1:3", "key-not-text"),
        ("~: b", "1:1", "key-not-text"),
        ("null: b", "1:1", "key-not-text"),
        ("'': b", "1:1", "key-not-text"),
        (": b", "1:1", "key-not-text"),
        ("a: [b, c", "1:4", "unclosed-bracket"),
        ("a: [b, c\nd: e", "1:4", "unclosed-bracket"),
        ("a: {b: c\nd: e", "1:4", "unclosed-bracket"),
        ('{"a": "x" "b": 2}', "1:11", "missing-comma"),
        ('{\n"a": "x"\n"b": 2}', "3:1", "missing-comma"),
        ("a: [b,, c]", "1:7", "missing-entry"),
        ("a: [b]]", "1:7", "extra-bracket"),
        ("a:\n  b: 1\n c: 2", "3:2", "indentation"),
        ("a: 1\n  b: 2", "2:4", "indentation"),
        ("a: - b", "1:4", "list-inline"),
        ("a:\n- b\n  c: d", "3:4", "indentation"),
        ("- a\nb: c", "2:1", "list-mixed"),
        ("- a: 1\n  oops\n  b: 2", "3:3", "no-colon"),
        ("a: | text\n  more", "1:6", "block-header"),
        ('a: "\\0"', "1:4", "control-character"),
        ('a: "\\x1b[31m"', "1:4", "control-character"),
    ],
)
def test_what_is_wrong_has_a_place(source: str, place: str, code: str) -> None:
    first = problems(source)[0]
    assert (str(first.place), first.code) == (f"f.yaml:{place}", code)
    assert first.hint


@pytest.mark.parametrize(
    ("source", "place"), [('a: "C:\\Users"', "1:9"), ('a: "\\ud800"', "1:7"), ('{"a": "\\ud83d"}', "1:10")]
)
def test_escapes_that_mean_nothing_are_explained(source: str, place: str) -> None:
    problem = only(source)
    assert (str(problem.place), problem.code) == (f"f.yaml:{place}", "bad-escape")


@pytest.mark.parametrize("source", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff", "~"])
def test_an_empty_file_is_called_empty(source: str) -> None:
    problem = only(source)
    assert (str(problem.place), problem.message) == ("f.yaml", "the file is empty")


def test_a_duplicate_key_names_both_lines() -> None:
    assert "on line 1 and on line 3" in only("name: a\nb: c\nname: d").message


def test_several_problems_come_together() -> None:
    found = problems("a: *x\nb: !y z\na: 1\n~: 2\nc: [d")
    assert [p.code for p in found] == ["alias", "tag", "duplicate-key", "key-not-text", "unclosed-bracket"]


def test_a_file_full_of_problems_is_left_early() -> None:
    started = time.perf_counter()
    assert len(problems("".join(f"k{i}: &a{i} {i}\n" for i in range(20_000)))) == yaml_source.MAX_PROBLEMS
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x07", "\x7f", "\x85", "\ufffe"])
def test_raw_control_characters_have_a_place(character: str) -> None:
    problem = only(f"b: c\na: {character}x")
    assert (str(problem.place), problem.code) == ("f.yaml:2:4", "control-character")
    assert f"U+{ord(character):04X}" in problem.message


def test_latin_1_is_refused_with_byte_and_place() -> None:
    problem = only("b: c\r\nname: Ren\u00e9".encode("latin-1"))
    assert problem.message == "byte 0xE9 at 2:10 is not UTF-8"
    assert str(problem.place) == "f.yaml:2:10"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_do_not_matter(encoding: str, newline: str) -> None:
    root = mapping(newline.join(["a: Křížková", "b: |", "  x", "  y"]).encode(encoding))
    assert values(root) == {"a": "Křížková", "b": "x\ny"}
    assert str(root.keys["b"]) == "f.yaml:2:1"


def test_text_and_keys_are_composed() -> None:
    assert values(mapping("Jose\u0301: Nguye\u0302\u0303n")) == {"José": "Nguyễn"}


def test_invisible_separators_become_spaces() -> None:
    assert text('a: "x\u2028y\\u2029z"') == "x y z"


def test_size_is_checked_before_anything_else() -> None:
    line = b"a: x\n"
    assert parse(line + b"#" * ((1 << 20) - len(line)), "f.yaml")
    assert only(line + b"#" * ((1 << 20) - len(line) + 1)).code == "too-large"


def test_the_number_of_values_is_limited() -> None:
    assert only("a: [" + "x," * 60_000 + "]").code == "too-many-values"


def test_forty_levels_are_enough() -> None:
    assert mapping("a: " + "[" * 39 + "]" * 39)
    assert only("a: " + "[" * 40 + "]" * 40).code == "too-deep"


def test_a_parser_that_gives_up_before_us_says_the_same() -> None:
    assert only("a: " + "[" * 5000).code == "too-deep"


def test_offending_text_is_shown_escaped_and_short() -> None:
    key = "\u202e" + "k" * 200
    message = only(f'"{key}": a\n"{key}": b').message
    assert "\\u202e" in message
    assert "\u202e" not in message
    assert "k" * 80 not in message


def test_json_is_read_with_its_escapes_and_places() -> None:
    source = '{\n\t"a": "\\u00e9\\/\\ud83d\\ude00\\"", "b": {"\\uD83D\\uDE00": null, "c":[1,2]}\n}'
    root = mapping(source)
    assert values(root) == {"a": 'é/😀"', "b": {"😀": "null", "c": ["1", "2"]}}
    inner = root.entries["b"]
    assert isinstance(inner, Mapping)
    assert inner.keys["c"].column == source.splitlines()[1].index('"c"') + 1


def test_an_escaped_backslash_before_u_is_not_an_escape() -> None:
    assert text('{"a": "\\\\ud83d\\\\ude00"}') == "\\ud83d\\ude00"


def test_outside_json_such_letters_are_only_letters() -> None:
    assert text("a: \\ud83d\\ude00") == "\\ud83d\\ude00"


@pytest.mark.parametrize("kind", ["missing", "folder", "fifo", "device", "nul"])
def test_what_is_not_a_file_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    path = {
        "missing": tmp_path / "no.yaml",
        "folder": tmp_path,
        "device": Path("/dev/zero"),
        "nul": tmp_path / "a\0b",
    }.get(kind, tmp_path / "pipe")
    if kind == "fifo":
        os.mkfifo(path)
    with pytest.raises(InputError) as failure:
        read(path)
    (problem,) = failure.value.problems
    assert problem.code == "unreadable-file"
    assert problem.hint


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions mean nothing here")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: b")
    path.chmod(0)
    with pytest.raises(InputError):
        read(path)


def test_a_strange_file_name_is_shown_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\n{bad}.yaml"
    path.write_text("a: [b: c: d")
    with pytest.raises(InputError) as failure:
        read(path)
    shown = str(failure.value.problems[0].place)
    assert "\x1b" not in shown
    assert "\\x1b[31m\\n{bad}.yaml:1:9" in shown


@given(st.text())
@example("\x85")
@example("a\u2028b")
@example("\ud83d\ude00")
def test_any_text_in_double_quotes_comes_back_or_is_refused_with_a_place(written: str) -> None:
    escaped = "".join(f"\\U{ord(character):08x}" for character in written)
    try:
        found = text(f'a: "{escaped}"')
    except InputError as failure:
        assert all(problem.place.line == 1 and problem.place.column for problem in failure.problems)
    else:
        assert found == _expected(written)


@given(st.text())
def test_any_json_text_comes_back_or_is_refused_with_a_place(written: str) -> None:
    for ascii_only in (True, False):
        source = json.dumps({"a": written}, ensure_ascii=ascii_only).encode("utf-8", "replace")
        try:
            found = text(source)
        except InputError as failure:
            assert all(problem.place.line and problem.place.column for problem in failure.problems)
        else:
            assert found == _expected(json.loads(source)["a"])


def _expected(written: str) -> str:
    lines = written.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines.replace("\u2028", " ").replace("\u2029", " "))


@given(st.binary() | st.text(alphabet="ab:- \n\t'\"[]{}#&*!|>%@,?~\\").map(str.encode))
def test_any_bytes_are_read_or_refused(source: bytes) -> None:
    try:
        parse(source, "f.yaml")
    except InputError as failure:
        assert failure.problems
        assert all(problem.place.file == "f.yaml" and problem.hint for problem in failure.problems)
