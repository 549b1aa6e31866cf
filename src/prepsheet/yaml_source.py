"""YAML and JSON read with places and without guessing: every value stays text until a schema types it.

So `country: NO`, `phone: 0100` and `time: 10:30` arrive as they were written. Aliases, anchors, merge
keys, tags, directives and second documents are refused, as are files over the limits below: a profile
may come from anyone.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import yaml
from msgspec import Struct

from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.yaml_syntax import explain, too_deep

MAX_BYTES = 1 << 20
MAX_DEPTH = 40
MAX_VALUES = 50_000
MAX_PROBLEMS = 20
"""More problems than this in one file help nobody; reading stops there."""

_UNREADABLE = re.compile("[^\t\n\r -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPED_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
OUTSIDE = re.compile(r"/|\\|~|[A-Za-z][A-Za-z0-9+.-]*:")
"""How a path begins that is absolute, somebody's home, a drive, a share or an address."""
_NO_KEY = frozenset({"", "~", "null"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(Struct, frozen=True, gc=False):
    """Text as written, in NFC. `plain` is true when it stands without quotes, so `~` can mean nothing."""

    text: str
    place: Place
    plain: bool


class Mapping(Struct, frozen=True):
    """Named values in the order of the file; `keys` says where each name stands."""

    entries: dict[str, Node]
    keys: dict[str, Place]
    place: Place


class Sequence(Struct, frozen=True):
    """A list of values."""

    items: tuple[Node, ...]
    place: Place


Node = Scalar | Mapping | Sequence


def read(path: Path) -> Node:
    """Read a YAML or JSON file. Raises InputError when it can't be read or is not sound."""
    return parse(contents(path), shown(str(path), 1000))


def parse(source: bytes, file: str) -> Node:
    """Parse YAML or JSON (UTF-8, or UTF-16 with a byte order mark); `file` is its name in messages.

    Raises InputError with all problems found, each with its place.
    """
    return _reader(source, file).document()


def glimpse(source: bytes, file: str, *keys: str) -> Node | None:
    """What stands under keys within each other, read no further than there; None if nothing does.

    What comes after it may be wrong. Raises InputError, with what is wrong before it.
    """
    return _reader(source, file).glimpse(keys)


def _reader(source: bytes, file: str) -> _Reader:
    if len(source) > MAX_BYTES:
        raise InputError([error(Place(file), "too-large", "the file is larger than 1 MiB", _SPLIT)])
    text = _decoded(source, file)
    if problems := list(_unreadable(text, file)):
        raise InputError(problems)
    return _Reader(_without_separators(text), file)


def _without_separators(text: str) -> str:
    """Spaces in place of the two characters that only Unicode, and YAML with it, takes for ends of lines."""
    return text.replace("\u2028", " ").replace("\u2029", " ")


_SPLIT = "keep one person's profile in one file, and leave out pasted pages and pictures"


def compose(text: str) -> Any:
    """The parser's own nodes of a file that `parse` accepts, which know where they begin and end.

    In `text`, lines end in LF and JSON's escaped pairs are joined (`joined_pair`).
    """
    return yaml.compose(_without_separators(text), Loader=_LOADER)


def both_lines(first: Place, second: Place) -> str:
    """Where two things stand, in words."""
    if first.line == second.line:
        return f"both on line {first.line}"
    return f"on line {first.line} and on line {second.line}"


def contents(path: Path) -> bytes:
    """The bytes of a file, one too many if it is too large. Raises InputError when it can't be read."""
    with opened(path) as stream:
        return stream.read(MAX_BYTES + 1)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A regular file to read. Raises InputError for all else, and when it can't be read, then or later."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as failure:
        _refuse(path, *_why_not(path, failure))
    try:
        _must_be_file(path, os.fstat(handle).st_mode)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            yield stream
    except OSError as failure:
        _refuse(path, *_why_not(path, failure))
    finally:
        os.close(handle)


def below(folder: Path, name: str) -> Path | None:
    """The path from a folder to a file in it or below it, without links on the way; None for any other.

    Raises nothing for a name that no file can have.
    """
    try:
        root = folder.resolve()
        file = (root / name).resolve()
    except (OSError, ValueError, RuntimeError):  # too long, a NUL, links in a circle
        return None
    inside = not OUTSIDE.match(name) and root in file.parents
    return file.relative_to(root) if inside else None


def beside(path: Path, node: Scalar, owner: str) -> Path:
    """The path of a file that `node` names, in the folder of the file at `path` or below it.

    `owner` says what that file is. Raises InputError for any other, and where links lead out of the folder.
    """
    file = below(path.parent, node.text)
    if file is None:
        message = f'"{shown(node.text)}" is not a file beside this {owner}'
        hint = f"copy the file into the folder of the {owner} and write only its name"
        raise InputError([error(node.place, "outside", message, hint)])
    return path.parent / file


def _must_be_file(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        _refuse(path, "this is a folder, not a file", "name the file inside it")
    if not stat.S_ISREG(mode):
        _refuse(path, "this is not a regular file", "name a file on disk")


def _why_not(path: Path, failure: OSError | ValueError) -> tuple[str, str]:
    if isinstance(failure, FileNotFoundError):
        return "there is no file of this name", "check the spelling and the folder you are in"
    if isinstance(failure, PermissionError) and not path.is_dir():
        return "you have no permission to read this file", "change its permissions, or copy it to your folder"
    reason = getattr(failure, "strerror", None) or str(failure)
    return f"the file can't be read ({reason})", "check the name and the disk it is on"


def _refuse(path: Path, message: str, hint: str) -> NoReturn:
    raise InputError([error(Place(shown(str(path), 1000)), "unreadable-file", message, hint)])


def encoding_of(source: bytes) -> str:
    """The codec of a file, by its byte order mark if it has one."""
    return "utf-16" if source[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _decoded(source: bytes, file: str) -> str:
    encoding = encoding_of(source)
    try:
        text = source.decode(encoding)
    except UnicodeDecodeError as failure:
        before = source[: failure.start].decode(encoding, "ignore").replace("\r\n", "\n").replace("\r", "\n")
        place = _place(before, len(before), file)
        name = encoding.removesuffix("-sig").upper()
        found = f"byte 0x{source[failure.start]:02X} at {place.line}:{place.column} is not {name}"
        hint = 'save the file again with the encoding "UTF-8"'
        raise InputError([error(place, "not-utf-8", found, hint)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unreadable(text: str, file: str) -> Iterator[Problem]:
    for _, found in zip(range(MAX_PROBLEMS), _UNREADABLE.finditer(text), strict=False):
        yield _control(_place(text, found.start(), file), found[0])


def _control(place: Place, character: str) -> Problem:
    name = f"U+{ord(character):04X}"
    hint = "delete it; it can come along when text is pasted from another program"
    if character == "\0":
        hint = 'delete it, or save the file again with the encoding "UTF-8"'
    return error(place, "control-character", f"control character {name}, which can't be printed", hint)


def _place(text: str, index: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _join_escaped_pairs(text: str) -> tuple[str, dict[int, list[int]]]:
    r"""JSON writes 😀 as `\ud83d\ude00`; YAML wants `\U0001f600`, which is two characters shorter.

    Returns the text with such pairs rewritten and, by line (from 0), the columns after which it shrank.
    """
    cuts: dict[int, list[int]] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if pairs := list(ESCAPED_PAIR.finditer(line)):
            lines[number] = ESCAPED_PAIR.sub(joined_pair, line)
            cuts[number] = [pair.end() - 2 * (index + 1) for index, pair in enumerate(pairs)]
    return "\n".join(lines), cuts


def joined_pair(pair: re.Match[str]) -> str:
    """A match of `ESCAPED_PAIR` as YAML writes the character."""
    high, low = int(pair[2], 16), int(pair[3], 16)
    return f"{pair[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


class _Reader:
    """Builds nodes from the parser's events and collects what is wrong on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.cuts: dict[int, list[int]] = {}
        if text.lstrip()[:1] in ("{", "[") and "\\u" in text:
            text, self.cuts = _join_escaped_pairs(text)
        self.text = text
        self.file = file
        self.events = yaml.parse(text, Loader=_LOADER)
        self.problems: list[Problem] = []
        self.values = 0
        self.last: yaml.ScalarEvent | None = None

    def document(self) -> Node:
        """The one document of the file."""
        root = None
        try:
            for event in self.events:
                if type(event) is yaml.DocumentStartEvent:
                    self.start(event, root)
                    root = self.node(next(self.events), 0)
        except yaml.MarkedYAMLError as failure:
            self.problems.append(explain(failure, self.text, self.last, self.place))
        nothing = root is None or (type(root) is Scalar and root.plain and root.text in _NO_KEY)
        if nothing and not self.problems:
            hint = 'write "basics:" and your name to begin with'
            self.problems.append(error(Place(self.file), "empty-file", "the file is empty", hint))
        if self.problems or root is None:
            raise InputError(self.problems)
        return root

    def glimpse(self, keys: tuple[str, ...]) -> Node | None:
        """What stands under keys within each other, if anything does."""
        found = None
        try:
            next(self.events)  # the stream's beginning
            if type(event := next(self.events)) is yaml.DocumentStartEvent:
                self.start(event, None)
                found = self.under(next(self.events), keys)
        except yaml.MarkedYAMLError as failure:
            self.problems.append(explain(failure, self.text, self.last, self.place))
        if self.problems:
            raise InputError(self.problems)
        return found

    def under(self, event: yaml.Event, keys: tuple[str, ...]) -> Node | None:
        if not keys:
            return self.node(event, 0)
        if type(event) is not yaml.MappingStartEvent:
            return None
        while type(event := next(self.events)) is not yaml.MappingEndEvent:
            key, value = self.node(event, 0), next(self.events)
            if isinstance(key, Scalar) and key.text == keys[0]:
                return self.under(value, keys[1:])
            self.node(value, 0)
        return None

    def start(self, event: yaml.DocumentStartEvent, root: Node | None) -> None:
        if event.version or event.tags:
            self.refuse(event, "directive", "directives (%YAML, %TAG) are not supported", "delete this line")
        if root is not None:
            self.stop(event, "second-document", "one document per file", 'delete the line "---"')

    def node(self, event: yaml.Event, depth: int) -> Node:
        self.values += 1
        if self.values > MAX_VALUES:
            self.stop(event, "too-many-values", "the file has more than 50,000 values", _SPLIT)
        kind = type(event)
        if kind is yaml.AliasEvent:
            self.refuse(event, "alias", "aliases are not supported", _QUOTE)
            return Scalar("", self.place(event.start_mark), True)
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        if depth >= MAX_DEPTH:
            raise InputError([*self.problems, too_deep(self.place(event.start_mark))])
        return (self.mapping if kind is yaml.MappingStartEvent else self.sequence)(event, depth + 1)

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        self.last = event
        text: str = event.value
        place = self.place(event.start_mark)
        if event.style == '"':
            text = self.unescaped(text, place)
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        return Scalar(text, place, not event.style)

    def unescaped(self, text: str, place: Place) -> str:
        if found := _UNREADABLE.search(text):
            self.add(_control(place, found[0]))
        return _without_separators(text.replace("\r\n", "\n").replace("\r", "\n"))

    def sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items = []
        while type(event := next(self.events)) is not yaml.SequenceEndEvent:
            items.append(self.node(event, depth))
        return Sequence(tuple(items), self.place(start.start_mark))

    def mapping(self, start: yaml.Event, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while type(event := next(self.events)) is not yaml.MappingEndEvent:
            key = self.node(event, depth)
            value = self.node(next(self.events), depth)
            if isinstance(key, Scalar) and self.sound(key, keys):
                entries[key.text] = value
                keys[key.text] = key.place
            elif not isinstance(key, Scalar):
                self.not_text(key.place)
        return Mapping(entries, keys, self.place(start.start_mark))

    def sound(self, key: Scalar, known: dict[str, Place]) -> bool:
        if key.text in _NO_KEY and (key.plain or not key.text):
            self.not_text(key.place)
        elif key.text == "<<" and key.plain:
            self.add(error(key.place, "merge-key", "merge keys (<<) are not supported", _SPELL_OUT))
        elif (first := known.get(key.text)) is not None:
            message = f'the key "{shown(key.text)}" stands twice: {both_lines(first, key.place)}'
            self.add(error(key.place, "duplicate-key", message, "keep one of them, or join the two"))
        else:
            return True
        return False

    def not_text(self, place: Place) -> None:
        self.add(error(place, "key-not-text", "keys must be text", "write a name before the colon"))

    def refuse_properties(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self.refuse(event, "anchor", "anchors and aliases (& and *) are not supported", _QUOTE)
        if event.tag is not None:
            self.refuse(event, "tag", "tags (!) are not supported", _QUOTE)

    def refuse(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        self.add(error(self.place(event.start_mark), code, message, hint))

    def stop(self, event: yaml.Event, code: str, message: str, hint: str) -> NoReturn:
        raise InputError([*self.problems, error(self.place(event.start_mark), code, message, hint)])

    def add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise InputError(self.problems)

    def place(self, mark: yaml.Mark) -> Place:
        column = mark.column
        if mark.line in self.cuts:
            column += 2 * bisect_right(self.cuts[mark.line], column)
        return Place(self.file, mark.line + 1, column + 1)


_SPELL_OUT = "write the values out here"
_QUOTE = "if this is the beginning of your text, put the text in quotes"
