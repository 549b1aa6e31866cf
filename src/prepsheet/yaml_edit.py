"""Changes to a YAML or JSON file that leave every other byte of it as it is.

The parser says where each value begins and ends; a change replaces or adds text there, written the
way the file writes such values. Text is quoted where it needs it, and read back before it is used.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, TypeGuard

from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.resolver import Resolver

from prepsheet.problems import InputError
from prepsheet.schema import plain
from prepsheet.yaml_source import ESCAPED_PAIR, compose, encoding_of, joined_pair, parse

Value = str | int | bool | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: texts, numbers, truths, lists and mappings."""

STEP = 2
"""Spaces by which a value stands further in than what it belongs to."""
WIDTH = 100
"""Characters of a line of folded text."""

_BREAK = re.compile(r"\r\n?")
_BREAK_OR_PAIR = re.compile(rf"{ESCAPED_PAIR.pattern}|{_BREAK.pattern}", re.IGNORECASE)
_DAY = re.compile(r"[12][0-9]{3}(-[0-9]{2}){0,2}")
_RESOLVER = Resolver()


@dataclass(frozen=True, slots=True)
class _Style:
    """How a value is written: in brackets (`flow`), as JSON, in from a column; `was` is the YAML style
    of the scalar it replaces."""

    flow: bool
    json: bool = False
    column: int = 0
    was: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a node stands: the column of its siblings, whether in brackets, whether in a list."""

    column: int
    flow: bool
    item: bool = False


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


class Editor:
    """A file under change. `root` and what is below it are the parser's nodes (`yaml_source.compose`).

    The source must be one that `yaml_source.parse` accepts. Changes to what is in a list or mapping
    must come before additions to it.
    """

    def __init__(self, source: bytes) -> None:
        self._encoding = encoding_of(source)
        self._original = source.decode(self._encoding)
        self._json = self._original.lstrip()[:1] in ("{", "[")
        self._text, self._shrunk = _readable(self._original, self._json)
        first = re.search(r"\r\n?|\n", self._original)
        self._newline = first[0] if first else "\n"
        self._edits: list[_Edit] = []
        self._spots: dict[int, _Spot] = {}
        self._mark = source.startswith(b"\xef\xbb\xbf")
        self.root: Any = compose(self._text)
        self._visit(self.root, _Spot(-STEP, self._json))

    def replace(self, node: Any, value: Value) -> None:
        """Puts a value in the place of a node.

        Raises ValueError for text that no YAML file can hold.
        """
        spot = self._spots[id(node)]
        if spot.flow or not _is_nested(value):
            was = (node.style or "") if isinstance(node, ScalarNode) else ""
            style = _Style(spot.flow, self._json, spot.column + STEP, was)
            self._put(node, _inline(value, style).split("\n"))
        elif spot.item and isinstance(value, Mapping):
            begins = node.start_mark.column if _is_there(node) else spot.column + STEP
            first, *others = _block(value, begins)
            self._put(node, [first.lstrip(" "), *others])
        else:
            self._put(node, ["", *_block(value, spot.column + STEP)])

    def add(self, mapping: Any, entries: Mapping[str, Value]) -> None:
        """Adds entries at the end of a mapping. Raises ValueError as `replace` does."""
        if not mapping.value:
            self.replace(mapping, entries)
        elif mapping.flow_style:
            style = _Style(flow=True, json=self._json)
            self._put_within(mapping, mapping.value[-1], _pairs(entries, style))
        else:
            self._put_below(mapping, _block(entries, mapping.start_mark.column))

    def append(self, sequence: Any, items: Sequence[Value]) -> None:
        """Adds items at the end of a list. Raises ValueError as `replace` does."""
        if not sequence.value:
            self.replace(sequence, items)
        elif sequence.flow_style:
            style = _Style(flow=True, json=self._json)
            last = sequence.value[-1]
            self._put_within(sequence, (last, last), [_inline(item, style) for item in items])
        else:
            self._put_below(sequence, _block(items, sequence.start_mark.column))

    def truncate(self, sequence: Any, count: int) -> None:
        """Takes the items after the first `count`, at least one, off the end of a list."""
        start, end = (self._end(sequence.value[place]) for place in (count - 1, -1))
        if not sequence.flow_style:
            start, end = self._line_end(start), self._line_end(end)
        self._edits.append(_Edit(start, end, ""))

    def result(self) -> bytes:
        """The file with all changes."""
        parts, at = [], 0
        for edit in sorted(self._edits, key=lambda edit: edit.start):
            parts += [self._original[at : self._position(edit.start)], edit.text.replace("\n", self._newline)]
            at = self._position(edit.end)
        changed = "".join([*parts, self._original[at:]])
        bare = self._encoding == "utf-8-sig" and not self._mark
        return changed.encode("utf-8" if bare else self._encoding)

    def _visit(self, node: Any, spot: _Spot) -> None:
        self._spots[id(node)] = spot
        if isinstance(node, ScalarNode):
            return
        column = spot.column if node.flow_style else node.start_mark.column
        within = _Spot(column, bool(spot.flow or node.flow_style), isinstance(node, SequenceNode))
        for entry in node.value:
            self._visit(entry[1] if isinstance(node, MappingNode) else entry, within)

    def _put(self, node: Any, lines: Sequence[str]) -> None:
        """Puts lines in the place of a node; a remark behind it stays on the first of them."""
        start, end = node.start_mark.index, self._end(node)
        line_end = self._line_end(end)
        if not lines[0] and not self._text[end:line_end].strip():
            start = len(self._text[:start].rstrip(" "))
        space = " " if lines[0] and not _is_there(node) else ""
        self._edits.append(_Edit(start, end, space + lines[0]))
        if lines[1:]:
            self._edits.append(_Edit(line_end, line_end, "".join(f"\n{line}" for line in lines[1:])))

    def _put_below(self, holder: Any, lines: Sequence[str]) -> None:
        """Adds lines below the last of a list or mapping."""
        end = self._end(holder)
        text = "\n".join(lines)
        if self._text[end - 1] == "\n":  # a text that keeps its line ends
            self._edits.append(_Edit(end, end, f"{text}\n"))
        else:
            self._edits.append(_Edit(self._line_end(end), self._line_end(end), f"\n{text}"))

    def _put_within(self, holder: Any, last: tuple[Any, Any], parts: Sequence[str]) -> None:
        """Adds parts before a closing bracket, each on a line of its own if the last entry has one."""
        begins, end = last[0].start_mark, self._end(last[1])
        own_line = begins.line > holder.start_mark.line
        between = f",\n{' ' * begins.column}" if own_line else ", "
        self._edits.append(_Edit(end, end, "".join(between + part for part in parts)))

    def _end(self, node: Any) -> int:
        """Where the content of a node ends, before blank lines and remarks."""
        end: int = node.end_mark.index
        if isinstance(node, ScalarNode):
            if node.style not in ("|", ">"):
                return end
            written = self._text[node.start_mark.index : end]
            keeps = "+" in written.partition("\n")[0].partition("#")[0]
            return end if keeps else end - len(written) + len(written.rstrip())
        if node.flow_style or not node.value:
            return end
        last = node.value[-1]
        return self._end(last[1] if isinstance(node, MappingNode) else last)

    def _line_end(self, index: int) -> int:
        found = self._text.find("\n", index)
        return len(self._text) if found < 0 else found

    def _position(self, index: int) -> int:
        """The place in the file as it is."""
        before = bisect_right(self._shrunk, index, key=lambda entry: entry[0])
        return index + (self._shrunk[before - 1][1] if before else 0)


def _readable(original: str, is_json: bool) -> tuple[str, list[tuple[int, int]]]:
    """The text as the parser wants it; and after which places it is how many characters shorter."""
    pattern = _BREAK_OR_PAIR if is_json else _BREAK
    parts, shrunk, at, length, extra = [], [], 0, 0, 0
    for found in pattern.finditer(original):
        stands_for = "\n" if found[0][0] == "\r" else joined_pair(found)
        parts += [original[at : found.start()], stands_for]
        length += found.start() - at + len(stands_for)
        extra += len(found[0]) - len(stands_for)
        shrunk.append((length, extra))
        at = found.end()
    return "".join([*parts, original[at:]]), shrunk


def _is_there(node: Any) -> bool:
    """Whether anything is written for a node; a value left out stands right behind its key."""
    return bool(node.start_mark.index < node.end_mark.index)


def _is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_nested(value: Value) -> bool:
    return (isinstance(value, Mapping) or _is_list(value)) and bool(value)


def _inline(value: Value, style: _Style) -> str:
    """A value on one line, or a text in a block below a sign."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _scalar(value, style)
    within = _Style(flow=True, json=style.json)
    if isinstance(value, Mapping):
        return "{" + ", ".join(_pairs(value, within)) + "}"
    return "[" + ", ".join(_inline(item, within) for item in value) + "]"


def _pairs(entries: Mapping[str, Value], style: _Style) -> list[str]:
    return [f"{_scalar(key, style)}: {_inline(value, style)}" for key, value in entries.items()]


def _block(value: Value, column: int) -> list[str]:
    """The lines of a list or mapping that stand at a column."""
    style, space = _Style(flow=False, column=column + STEP), " " * column
    lines: list[str] = []
    if isinstance(value, Mapping):
        for key, inner in value.items():
            name = f"{space}{_scalar(key, _Style(flow=True))}:"
            if _is_nested(inner):
                lines += [name, *_block(inner, column + STEP)]
            else:
                lines += f"{name} {_inline(inner, style)}".split("\n")
    elif _is_list(value):
        for item in value:
            if isinstance(item, Mapping) and item:
                first, *others = _block(item, column + STEP)
                lines += [f"{space}- {first.lstrip(' ')}", *others]
            else:
                lines += f"{space}- {_inline(item, style)}".split("\n")
    return lines


def _scalar(text: str, style: _Style) -> str:
    """The first of the ways to write a text that is read as the same text again."""
    for written in _json_ways(text) if style.json else _ways(text, style):
        if _reads_as(written, text, style.flow):
            return written
    raise ValueError("a text that no YAML file can hold")


def _json_ways(text: str) -> Iterator[str]:
    yield json.dumps(text, ensure_ascii=False)
    yield json.dumps(text)


def _ways(text: str, style: _Style) -> Iterator[str]:
    if not style.flow:
        if style.was == ">":
            yield _folded(text, style.column)
        if style.was == "|" or "\n" in text:
            yield "\n".join(["|-", *(f"{' ' * style.column}{line}".rstrip(" ") for line in text.split("\n"))])
    doubled = json.dumps(text, ensure_ascii=False)
    if style.was == '"':
        yield doubled
    single = "'" + text.replace("'", "''") + "'"
    if style.was == "'":
        yield single
    if _is_words(text):
        yield text
    if "\\" not in doubled:
        yield doubled
    if "\n" not in text:
        yield single
    yield doubled
    yield '"' + "".join(map(_escaped, text)) + '"'


def _folded(text: str, column: int) -> str:
    """The text in lines that are joined when it is read; a blank line stands for each line end in it."""
    lines = [">-"]
    for paragraph in text.split("\n"):
        folded = wrap(
            paragraph,
            WIDTH,
            expand_tabs=False,
            replace_whitespace=False,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += ["", *(f"{' ' * column}{line}" for line in folded)]
    return "\n".join([lines[0], *lines[2:]])


def _is_words(text: str) -> bool:
    """Whether programs that guess would take it for text, or for a date as people write them."""
    if "\n" in text:
        return False
    guessed = _RESOLVER.resolve(ScalarNode, text, (True, False))
    return guessed == "tag:yaml.org,2002:str" or bool(_DAY.fullmatch(text))


def _escaped(character: str) -> str:
    if character.isascii() and character.isprintable() and character not in '"\\':
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _reads_as(written: str, text: str, flow: bool) -> bool:
    """Whether what is written is read as `text`, as an item and as the value of a key."""
    value, items = (f"[{written}]", f"[{written}]") if flow else (written, f"\n- {written}")
    try:
        root = parse(f"value: {value}\nitems: {items}\n".encode(), "")
    except (InputError, UnicodeEncodeError):
        return False
    return bool(plain(root) == {"value": [text] if flow else text, "items": [text]})
