"""Layouts and content as templates: a YAML tree in which strings may hold expressions.

Beside strings a tree has a few directives, all of them data:

`each: row in part.rows`  repeats the list item for every row (`index` counts from 1);
`when: "{{ part.text }}"` leaves the list item out when the value is empty;
`parts: "{{ page.parts }}"` stands for the blocks of these parts, as the layout's `parts` say;
`blocks: [...]`           in a list, stands for the items of that list (to repeat or leave out several);
`field: .role`            in a mapping, a window onto the profile: stands for the full `path` of the
                          field and the `value` there, or `prefill` where the profile has none;
`paragraph: {...}`        in a list, any block's name as the one key: short for `block: paragraph`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, get_args

from prepsheet.document import Block
from prepsheet.layout.expressions import Scope, Value, compile_value
from prepsheet.layout.filters import FILTERS
from prepsheet.problems import InputError, Place, Problem, error
from prepsheet.yaml_source import Mapping as YamlMapping
from prepsheet.yaml_source import Node, Scalar, Sequence

BLOCKS = frozenset(block.__struct_config__.tag for block in get_args(Block))
EACH = re.compile(r"([a-z_]+) in (.+)", re.DOTALL)
STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
Expander = Callable[[Scope], list[Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part that content may use: what it must say, what it may leave out, its blocks."""

    needs: tuple[str, ...]
    defaults: Mapping[str, Any]
    blocks: Expander


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles YAML trees; `markup` reads `**strong**` in strings, as content may have it."""

    parts: dict[str, Part] = field(default_factory=dict)
    markup: bool = False

    def tree(self, node: Node) -> Value:
        """A function that evaluates the whole tree in a scope into mappings, lists and values."""
        match node:
            case Scalar():
                return self._text(node)
            case Sequence():
                return self._list(node)
            case YamlMapping():
                entries = [(key, self.tree(child)) for key, child in node.entries.items()]
                if "field" in node.entries and not self.markup:
                    return lambda scope: window(scope, {key: evaluate(scope) for key, evaluate in entries})
                return lambda scope: {key: evaluate(scope) for key, evaluate in entries}

    def _text(self, node: Scalar) -> Value:
        if not self.markup or "**" not in node.text:
            return compile_value(node.text, node.place)
        pieces = STRONG.split(node.text)
        styles = ["strong" if index % 2 else "plain" for index in range(len(pieces))]
        runs = [(compile_value(t, node.place), s) for t, s in zip(pieces, styles, strict=True) if t]
        return lambda scope: [[evaluate(scope), style] for evaluate, style in runs]

    def _list(self, node: Sequence) -> Value:
        expanders = [self._item(item) for item in node.items]
        return lambda scope: [value for expand in expanders for value in expand(scope)]

    def _item(self, node: Node) -> Expander:
        if not isinstance(node, YamlMapping):
            evaluate = self.tree(node)
            return lambda scope: [evaluate(scope)]
        directives = {key: node.entries[key] for key in ("each", "when") if key in node.entries}
        body = {key: child for key, child in node.entries.items() if key not in directives}
        expand = self._body(body, node.place)
        if "when" in directives:
            expand = self._when(directives["when"], expand)
        return self._each(directives["each"], expand) if "each" in directives else expand

    def _body(self, entries: dict[str, Node], place: Place) -> Expander:
        if list(entries) == ["parts"]:
            return self._parts(entries["parts"])
        if list(entries) == ["blocks"] and isinstance(inner_list := entries["blocks"], Sequence):
            return self._list(inner_list)
        evaluate: Value
        if len(entries) == 1 and (kind := next(iter(entries))) in BLOCKS:
            inner = self.tree(entries[kind])
            evaluate = lambda scope: {"block": kind, **inner(scope)}  # noqa: E731 - a closure as its siblings
        else:
            evaluate = self.tree(YamlMapping(entries, {}, place))
        return lambda scope: [evaluate(scope)]

    def _when(self, node: Node, expand: Expander) -> Expander:
        condition = self.tree(node)
        return lambda scope: expand(scope) if condition(scope) else []

    def _each(self, node: Node, expand: Expander) -> Expander:
        found = EACH.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
        if found is None:
            raise InputError([error(node.place, "layout-each", "'each' must read: NAME in VALUES")])
        name, items = found[1], compile_value("{{ " + found[2] + " }}", node.place)

        def expand_each(scope: Scope) -> list[Any]:
            values = list(items(scope))
            scopes = ({**scope, name: item, "index": count} for count, item in enumerate(values, 1))
            return [value for inner in scopes for value in expand(inner)]

        return expand_each

    def _parts(self, node: Node) -> Expander:
        evaluate = self.tree(node)

        def expand_parts(scope: Scope) -> list[Any]:
            return [block for part in evaluate(scope) for block in self._part(part, scope, node.place)]

        return expand_parts

    def _part(self, given: Mapping[str, Any], scope: Scope, place: Place) -> list[Any]:
        part = self.parts[given["part"]]
        return part.blocks({**scope, "part": complete(given, part.defaults)})

    def part(self, node: YamlMapping) -> Part:
        """A part kind as a layout defines it: `needs`, `defaults`, `blocks`."""
        plain = Compiler()
        needs = plain.tree(node.entries["needs"])({}) if "needs" in node.entries else []
        defaults = plain.tree(node.entries["defaults"])({}) if "defaults" in node.entries else {}
        return Part(tuple(needs), defaults, self._list(node.entries["blocks"]))  # type: ignore[arg-type]


def window(scope: Scope, given: dict[str, Any]) -> dict[str, Any]:
    """A mapping with `field` as one with the field's full path and its value in the profile."""
    field, prefill = given.pop("field"), given.pop("prefill", "")
    return {"path": FILTERS["path"](scope, field), "value": FILTERS["value"](scope, field) or prefill, **given}


def complete(given: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """What content gives, over the defaults; a list of one mapping is the default of each item."""
    result = {**defaults, **given}
    for key, default in defaults.items():
        if isinstance(default, list) and len(default) == 1 and isinstance(default[0], Mapping):
            result[key] = [complete(item, default[0]) for item in given.get(key, [])]
    return result


def check_parts(node: Node, parts: Mapping[str, Part]) -> Iterator[Problem]:
    """Problems of the parts that content uses: unknown kinds, and words that a kind needs."""
    match node:
        case Sequence():
            for item in node.items:
                yield from check_parts(item, parts)
        case YamlMapping() if isinstance(kind := node.entries.get("part"), Scalar):
            if kind.text not in parts:
                close = get_close_matches(kind.text, parts, 1)
                hint = f"did you mean '{close[0]}'?" if close else f"known: {', '.join(sorted(parts))}"
                yield error(kind.place, "unknown-part", f"no part is called '{kind.text}'", hint)
                return
            yield from _check_words(node, kind.text, parts[kind.text])
        case YamlMapping():
            for child in node.entries.values():
                yield from check_parts(child, parts)
        case _:
            return


def _check_words(node: YamlMapping, kind: str, part: Part) -> Iterator[Problem]:
    for need in part.needs:
        if need not in node.entries:
            yield error(node.place, "part-incomplete", f"the part '{kind}' needs '{need}'")
    known = ("part", *part.needs, *part.defaults)
    for key, place in node.keys.items():
        if key not in known:
            hint = "put the text in quotes if a comma is part of it" if " " in key else f"known: {', '.join(known)}"
            yield error(place, "unknown-key", f"the part '{kind}' knows no '{key}'", hint)
