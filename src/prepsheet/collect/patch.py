"""Values into the files of a profile, of which everything else stays as it is, to the byte."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from msgspec import Struct
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from prepsheet import profile
from prepsheet.problems import InputError, Place, error, shown
from prepsheet.profile import Profile, lens
from prepsheet.profile.load import NOTHING, Instead, files
from prepsheet.schema.types import bare, fields, known_keys
from prepsheet.yaml_edit import Editor, Value
from prepsheet.yaml_source import contents

Wanted = dict[str, "str | Wanted"]
"""Values by the segments of their paths."""
Known = Callable[[str], tuple[str, Any]]
"""What a key in a file is called by us, and the type of its value."""

_LEFT_OUT = ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Patched:
    """A file, as it is and as it should be."""

    path: Path
    before: bytes
    after: bytes


def patch(path: Path, values: Mapping[str, str], instead: Instead = NOTHING) -> tuple[Patched, ...]:
    """The files of the profile at `path`, with texts as `lens.get` gives them put at their paths.

    Values go into the file that has them now, the profile itself or the JSON Resume it points to;
    files that stay as they are, are left out. The result has been read back: every value is there,
    and nothing else has changed. `instead` are bytes to take in place of those that files have.

    Raises InputError if that can't be done, or a file can't be read.
    """
    before = {file: instead.get(file) or contents(file) for file in files(path, instead)}
    editors = {file: Editor(source) for file, source in before.items()}
    for file, wanted in _shares(path, editors, _tree(values)).items():
        try:
            _change(editors[file], editors[file].root, wanted, Profile)
        except ValueError:
            raise _refused(file, "a text has characters that no file can hold") from None
    after = {file: editor.result() for file, editor in editors.items()}
    _confirm(path, values, before, after)
    return tuple(Patched(file, before[file], after[file]) for file in before if before[file] != after[file])


def _tree(values: Mapping[str, str]) -> Wanted:
    tree: Wanted = {}
    for path, text in values.items():
        *branches, leaf = (["prep"] if lens.in_prep(path) else []) + path.split(".")
        at: Any = tree
        for branch in branches:
            at = at.setdefault(branch, {})
        at[leaf] = text
    return tree


def _shares(path: Path, editors: Mapping[Path, Editor], wanted: Wanted) -> dict[Path, Wanted]:
    """What goes into which file: the first that has something at the key, else the profile's own."""
    keys = {file: {*_present(editor.root)} for file, editor in editors.items()}
    shares: dict[Path, Wanted] = {}
    for key, inner in wanted.items():
        holder = next((file for file in editors if key in keys[file]), path)
        shares.setdefault(path if key == "prep" else holder, {})[key] = inner
    return shares


def _present(root: Any) -> Iterator[str]:
    known = known_keys(Profile)
    for key, value in root.value:
        if not _is_left_out(value):
            yield known[key.value].key if key.value in known else key.value


def _change(editor: Editor, node: Any, wanted: str | Wanted, hint: Any) -> None:
    """Brings what is wanted to a node of the type `hint`."""
    kind = bare(hint).kind
    if isinstance(wanted, str):
        _write(editor, node, wanted, hint)
    elif isinstance(node, MappingNode):
        _change_mapping(editor, node, wanted, kind)
    elif isinstance(node, SequenceNode):
        _change_list(editor, node, wanted, get_args(kind)[0])
    else:
        lone = "" if _is_left_out(node) else unicodedata.normalize("NFC", node.value)
        editor.replace(node, _made(_spelled_out(lone, wanted, hint), hint))


def _write(editor: Editor, node: Any, text: str, hint: Any) -> None:
    value = _made(text, hint)
    if isinstance(node, SequenceNode) and isinstance(value, list):
        _change_lines(editor, node, value)
    elif node.style in ("|", ">") or (isinstance(value, list) and len(value) == 1):
        editor.replace(node, text)  # a lone text is the list of its lines
    else:
        editor.replace(node, value)


def _change_lines(editor: Editor, node: Any, lines: list[Value]) -> None:
    """Brings a list of texts to these; items that stay as they are, stay as they are written."""
    items = [item for item in node.value if not _is_left_out(item)]
    for item, line in zip(items, lines, strict=False):
        if item.value != line:
            editor.replace(item, line)
    if len(lines) < len(items):
        editor.truncate(node, node.value.index(items[len(lines) - 1]) + 1)
    elif len(lines) > len(items):
        editor.append(node, lines[len(items) :])


def _change_mapping(editor: Editor, node: Any, wanted: Wanted, kind: Any) -> None:
    known = _known(kind)
    there = {known(key.value)[0]: value for key, value in node.value}
    for key, inner in wanted.items():
        if key in there:
            _change(editor, there[key], inner, known(key)[1])
    if added := {key: inner for key, inner in wanted.items() if key not in there}:
        editor.add(node, _made_mapping(added, kind))


def _change_list(editor: Editor, node: Any, wanted: Wanted, item: Any) -> None:
    items = [each for each in node.value if not _is_left_out(each)]
    named = {_id(each): each for each in reversed(items)}
    added: Wanted = {}
    for segment, inner in wanted.items():
        if segment.isdecimal() and int(segment) <= len(items):
            _change(editor, items[int(segment) - 1], inner, item)
        elif segment in named:
            _change(editor, named[segment], inner, item)
        else:
            added[segment] = inner
    if added:
        editor.append(node, _made_items(added, item, len(items)))


def _id(node: Any) -> str:
    """The id of an entry; "" if it has none."""
    entries = node.value if isinstance(node, MappingNode) else []
    return next((str(value.value) for key, value in entries if key.value == "id"), "")


def _is_left_out(node: Any) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in _LEFT_OUT


def _known(kind: Any) -> Known:
    if isinstance(kind, type) and issubclass(kind, Struct):
        table = known_keys(kind)
        return lambda key: (table[key].key, table[key].hint) if key in table else (key, Any)
    inner = get_args(kind)[1] if get_origin(kind) is dict else Any
    return lambda key: (key, inner)


def _made(wanted: str | Wanted, hint: Any) -> Value:
    """What is wanted as a value to write, in the order of the schema."""
    kind = bare(hint).kind
    if isinstance(wanted, dict):
        listed = get_origin(kind) in (list, tuple)
        return _made_items(wanted, get_args(kind)[0], 0) if listed else _made_mapping(wanted, kind)
    if kind is int:
        return int(wanted)
    if lens.holds_lines(hint):
        return list(wanted.split("\n"))
    return wanted


def _made_mapping(wanted: Wanted, kind: Any) -> dict[str, Value]:
    known = _known(kind)
    is_struct = isinstance(kind, type) and issubclass(kind, Struct)
    order = [field.key for field in fields(kind)] if is_struct else []
    keys = [*(key for key in order if key in wanted), *(key for key in wanted if key not in order)]
    return {key: _made(wanted[key], known(key)[1]) for key in keys}


def _made_items(wanted: Wanted, hint: Any, count: int) -> list[Value]:
    """Entries that follow the first `count` of a list; empty ones keep the places between."""
    numbers = sorted(int(segment) for segment in wanted if segment.isdecimal())
    items: list[Value] = [
        _made(wanted[str(number)], hint) if number in numbers else {}
        for number in range(count + 1, max(numbers, default=count) + 1)
    ]
    for segment, inner in wanted.items():
        if isinstance(inner, dict) and not segment.isdecimal():
            items.append(_made({"id": segment, **inner}, hint))
    return items


def _spelled_out(lone: str, wanted: Wanted, hint: Any) -> Wanted:
    """What is wanted, and what a lone text in its place stands for."""
    kind = bare(hint).kind
    if not lone:
        return wanted
    if get_origin(kind) in (list, tuple):
        key, inner_hint = "1", get_args(kind)[0]
    else:
        key = getattr(kind, "__shorthand__", "")
        inner_hint = known_keys(kind)[key].hint
    inner = wanted.get(key, lone)
    return wanted | {key: _spelled_out(lone, inner, inner_hint) if isinstance(inner, dict) else inner}


def _confirm(path: Path, values: Mapping[str, str], before: Instead, after: Instead) -> None:
    """Raises InputError unless the profile read from `after` differs by `values` and nothing else."""
    was, now = (profile.load(path, sources)[0].written() for sources in (before, after))
    if wrong := next((place for place, text in values.items() if lens.get(now, place) != text), ""):
        raise _refused(path, f"there is no room for {shown(wrong)}")
    for place in values:
        _blank(was, place)
        _blank(now, place)
    if not _is_kept(was, now):
        raise _refused(path, "something else in it would change")


def _blank(data: dict[str, Any], path: str) -> None:
    """Takes out the value at a path, so that all others can be compared."""
    holder = lens.holder(data, path)
    if isinstance(holder, dict):
        holder.pop(path.rpartition(".")[2], None)


def _is_kept(was: Any, now: Any) -> bool:
    """Whether everything that was there is there still, and nothing was added but ids and empty values."""
    if isinstance(was, dict) and isinstance(now, dict):
        return all(
            _is_kept(was.get(key, ""), now.get(key, "")) or (key == "id" and not was.get(key, ""))
            for key in was.keys() | now.keys()
        )
    if isinstance(now, dict) and not was:
        return _is_kept({}, now)
    if isinstance(was or [], list) and isinstance(now, list):
        kept = [*(was or []), *[""] * (len(now) - len(was or []))]
        return len(kept) == len(now) and all(map(_is_kept, kept, now))
    return bool(was == now)


def _refused(path: Path, why: str) -> InputError:
    message = f"the values can't be written into this file: {why}"
    hint = "nothing was written; put them in by hand"
    return InputError([error(Place(str(path)), "not-patched", message, hint)])
