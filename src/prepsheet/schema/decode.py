"""Structures: lists, dicts and Structs, and the walk that reads a whole file.

Decoders are built once for each type and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeVar, get_args, get_origin

from msgspec import Struct

from prepsheet.problems import Place, Problem, Severity, shown
from prepsheet.schema.types import Bare, Field, bare, fields, spelled, without_none
from prepsheet.schema.values import (
    SIMPLE,
    Decoder,
    Findings,
    Unknown,
    choice_of,
    expected,
    is_null,
    plain,
)
from prepsheet.yaml_source import Mapping, Node, Scalar, Sequence

T = TypeVar("T")

_LIST_HINT = 'write "- " before each entry, or put [ ] around them'


def decode(node: Node, kind: type[T], *, unknown: Unknown = "error") -> tuple[T | None, list[Problem]]:
    """Read `node` as `kind`: the value, or None if there is any error; and all problems in file order.

    `unknown` is the severity of keys that a Struct does not know, where it does not keep them itself.
    """
    found = Findings(unknown)
    value = _decoder(kind)(node, found)
    if not found.problems:
        return value, []
    problems = sorted(
        with_paths(node, found.problems), key=lambda p: (p.place.line or 0, p.place.column or 0)
    )
    return (None if found.errors else value), problems


def with_paths(root: Node, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems with the dotted path of the value that each is about.

    Their places must be those of nodes and keys under `root`, not copies.
    """
    found = list(problems)
    paths = dict(_paths(root, "")) if found else {}
    for p in found:
        place = Place(p.place.file, p.place.line, p.place.column, paths.get(id(p.place), ""))
        yield Problem(place, p.severity, p.code, p.message, p.hint)


def _paths(node: Node, path: str) -> Iterator[tuple[int, str]]:
    """The dotted path of each place, by the place's identity: a mapping begins where its first key does."""
    yield id(node.place), path
    if type(node) is Mapping:
        for key, value in node.entries.items():
            inner = f"{path}.{key}" if path else key
            yield id(node.keys[key]), inner
            yield from _paths(value, inner)
    elif type(node) is Sequence:
        for number, item in enumerate(node.items, 1):
            name = item.entries.get("id") if type(item) is Mapping else None
            segment = name.text if type(name) is Scalar else number
            yield from _paths(item, f"{path}.{segment}" if path else str(segment))


def _decoder(hint: Any) -> Decoder:
    shape = bare(hint)
    kind, origin = shape.kind, get_origin(shape.kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _struct(kind)
    if kind in SIMPLE:
        return SIMPLE[kind](shape)
    if origin is Literal:
        return choice_of(get_args(kind))
    if origin in (tuple, list):
        return _list(get_args(kind)[0], shape, origin)
    if origin is dict:
        return _dict(get_args(kind), shape)
    return _union(without_none(kind))


def _list(item: Any, shape: Bare, container: type) -> Decoder:
    one = _decoder(item)
    of_text = bare(item).kind is str

    def many(node: Node, found: Findings) -> Any:
        if type(node) is Mapping:
            expected("a list", node, found, _LIST_HINT)
            return container()
        entries = node.items if type(node) is Sequence else _lone(node, of_text)
        values = [one(entry, found) for entry in entries if not is_null(entry)]
        _count(node, len(values), shape, found)
        return container(values)

    return many


def _count(node: Node, entries: int, shape: Bare, found: Findings) -> None:
    limit, least = shape.limit("max_length"), shape.limit("min_length")
    if limit is not None and entries > limit:
        message = f"there is room for {limit} entries and there are {entries}"
        found.add(node.place, "too-many", message, "leave some out")
    if least is not None and entries < least:
        message = f"there must be {least} entries and there are only {entries}"
        found.add(node.place, "too-few", message, "add what is missing")


def _lone(node: Node, of_text: bool) -> Iterable[Node]:
    """A lone text is a list of one; for a list of texts, each of its lines is an entry."""
    if type(node) is Scalar and of_text and "\n" in node.text:
        return [Scalar(line.strip(), node.place, False) for line in node.text.splitlines() if line.strip()]
    return [node]


def _dict(hints: tuple[Any, ...], shape: Bare) -> Decoder:
    name, one = _decoder(hints[0]), _decoder(hints[1])

    def named(node: Node, found: Findings) -> dict[str, Any]:
        if type(node) is not Mapping:
            expected("a mapping (name: value)", node, found, 'write "name: …" on a line of its own')
            return {}
        _count(node, len(node.entries), shape, found)
        return {
            name(Scalar(key, node.keys[key], False), found): one(item, found)
            for key, item in node.entries.items()
            if not is_null(item)
        }

    return named


def _union(members: tuple[Any, ...]) -> Decoder:
    """The first member that reads the value without errors; else what the one that got furthest found."""
    decoders = [_decoder(member) for member in members]

    def either(node: Node, found: Findings) -> Any:
        furthest = None
        for one in decoders:
            attempt = Findings(found.unknown)
            value = one(node, attempt)
            if not attempt.errors:
                found.problems += attempt.problems
                return value
            if furthest is None or _reach(attempt) > _reach(furthest):
                furthest = attempt
        assert furthest is not None
        found.errors += furthest.errors
        found.problems += furthest.problems
        return None

    return either


def _reach(attempt: Findings) -> tuple[int, int]:
    place = attempt.problems[0].place
    return place.line or 0, place.column or 0


_structs: dict[type[Struct], _StructDecoder] = {}


def _struct(kind: type[Struct]) -> Decoder:
    if kind not in _structs:
        _structs[kind] = _StructDecoder(kind)
    return _structs[kind]


class _StructDecoder:
    """Reads a mapping, or the shorthand for one. Its table is built at first use, so types may nest."""

    __slots__ = ("extras", "kind", "required", "shorthand", "table")

    def __init__(self, kind: type[Struct]) -> None:
        self.kind = kind
        self.table: dict[str, tuple[Field, Decoder]] = {}
        self.extras: str | None = getattr(kind, "__extras__", None)
        self.shorthand: str | None = getattr(kind, "__shorthand__", None)
        self.required: tuple[Field, ...] = ()

    def build(self) -> None:
        decoders = {field.name: _decoder(field.hint) for field in fields(self.kind)}
        self.table = {name: (field, decoders[field.name]) for name, field in spelled(self.kind).items()}
        self.required = tuple(field for field in fields(self.kind) if field.required)

    def __call__(self, node: Node, found: Findings) -> Any:
        if not self.table:
            self.build()
        if type(node) is Mapping:
            values = self.values(node, found)
        elif type(node) is Scalar and self.shorthand:
            field, one = self.table[self.shorthand]
            values = {field.name: one(node, found)}
        else:
            keys = [field.key for field in fields(self.kind) if field.key.isidentifier()]
            hint = f'write "{keys[0]}: …" on a line of its own, or another of its keys: {", ".join(keys[1:])}'
            return expected("a mapping (name: value)", node, found, hint)
        if all(field.name in values for field in self.required):
            return self.kind(**values)
        return self.incomplete(node, values, found)

    def incomplete(self, node: Node, values: dict[str, Any], found: Findings) -> None:
        strict = found.unknown == "error" and not self.extras
        if strict and type(node) is Mapping and not self.table.keys() >= node.entries.keys():
            return  # the missing key is most likely there, misspelt, and reported as unknown
        for field in self.required:
            if field.name not in values:
                found.add(
                    node.place, "missing-key", f'"{field.key}" is missing here', f'add "{field.key}: …"'
                )

    def values(self, node: Mapping, found: Findings) -> dict[str, Any]:
        values: dict[str, Any] = {}
        extras: dict[str, Any] = {}
        for key, item in node.entries.items():
            entry = self.table.get(key)
            if entry is None:
                self.unknown(key, node, found)
                extras[key] = item
            elif entry[0].name in values:
                message = f'"{shown(key)}" and another spelling of it stand in one place'
                found.add(node.keys[key], "duplicate-key", message, "keep one of them")
            elif not is_null(item):
                values[entry[0].name] = entry[1](item, found)
        if self.extras and extras:
            values[self.extras] = {key: plain(item) for key, item in extras.items()}
        return values

    def unknown(self, key: str, node: Mapping, found: Findings) -> None:
        meant = found.nearest(key, self.table, 0.75 if self.extras else 0.6)
        if self.extras and not meant:
            return
        message = f'the key "{shown(key)}" is not known here'
        severity: Severity = "warning" if self.extras else found.unknown
        found.add(node.keys[key], "unknown-key", message, self.advice(key, node, meant), severity)

    def advice(self, key: str, node: Mapping, meant: str | None) -> str:
        if meant:
            return f'did you mean "{meant}"?'
        if is_null(node.entries[key]):
            return "if it belongs to the text before it, put that text in quotes"
        if " " in key and len(node.entries) == 1:
            return 'if this is one text, put it in quotes: "…"'
        return "known here: " + ", ".join(field.key for field in fields(self.kind))
