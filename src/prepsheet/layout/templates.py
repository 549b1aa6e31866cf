"""Layouts and content as templates: a YAML tree in which strings may hold expressions.

Beside strings a tree has a few directives, all of them data:

`each: row in part.rows`  repeats the list item for every row (`index` counts from 1);
`when: "{{ part.text }}"` leaves the list item out when the value is empty;
`parts: "{{ page.parts }}"` stands for the blocks of these parts, as the layout's `parts` say;
`blocks: [...]`           in a list, stands for the items of that list (to repeat or leave out several);
`field: .role`            in a mapping, a window onto the profile: stands for the full `path` of the
                          field and the `value` there, or `prefill` where the profile has none;
`paragraph: {...}`        in a list, any block's name as the one key: short for `block: paragraph`.

The last three are for layouts: content says what a sheet has, never how it is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, cast, get_args

from prepsheet.document import Block
from prepsheet.layout.expressions import Scope, Value, compile_value
from prepsheet.layout.filters import FILTERS
from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.yaml_source import Mapping as YamlMapping
from prepsheet.yaml_source import Node, Scalar, Sequence

BLOCKS = frozenset(block.__struct_config__.tag for block in get_args(Block))
DIRECTIVES = ("each", "when")
EACH = re.compile(r"([a-z_]+) in (.+)", re.DOTALL)
STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
Expander = Callable[[Scope], list[Any]]

TURNS = "(turns)"
"""Where the scope counts how often the lists around an item repeat it; no expression can spell this name."""

MAX_TURNS = 10_000


class Styled(list[Any]):
    """Runs of text, some of them strong. Within other text they are plain."""

    def __str__(self) -> str:
        return "".join(text for text, _ in self)


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part that content may use: what it must say, what it may leave out, its blocks."""

    needs: tuple[str, ...]
    defaults: Mapping[str, Any]
    blocks: Expander


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles YAML trees; `markup` reads `**strong**` in strings, as content may have it.

    What is wrong with expressions is collected in `problems`.
    """

    parts: dict[str, Part] = field(default_factory=dict)
    markup: bool = False
    problems: list[Problem] = field(default_factory=list)

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
            return self._value(node.text, node.place)
        pieces = STRONG.split(node.text)
        styles = ["strong" if index % 2 else "plain" for index in range(len(pieces))]
        runs = [
            (self._value(t, node.place, within=True), s) for t, s in zip(pieces, styles, strict=True) if t
        ]
        return lambda scope: Styled([evaluate(scope), style] for evaluate, style in runs)

    def _value(self, text: str, place: Place, *, within: bool = False) -> Value:
        try:
            return compile_value(text, place, within=within)
        except InputError as failure:
            self.problems.extend(failure.problems)
            return lambda _scope: ""  # never called: problems stop what follows

    def _list(self, node: Sequence) -> Value:
        expanders = [self._item(item) for item in node.items]
        return lambda scope: [value for expand in expanders for value in expand(scope)]

    def _item(self, node: Node) -> Expander:
        if not isinstance(node, YamlMapping):
            evaluate = self.tree(node)
            return lambda scope: [evaluate(scope)]
        directives = {key: node.entries[key] for key in DIRECTIVES if key in node.entries}
        body = {key: child for key, child in node.entries.items() if key not in directives}
        expand = self._body(body, node.place)
        if "when" in directives:
            expand = self._when(directives["when"], expand)
        return self._each(directives["each"], expand) if "each" in directives else expand

    def _body(self, entries: dict[str, Node], place: Place) -> Expander:
        only = next(iter(entries), "") if len(entries) == 1 else ""
        if only == "blocks" and isinstance(inner := entries["blocks"], Sequence):
            return self._list(inner)
        if only == "parts" and not self.markup:
            return self._parts(entries["parts"])
        if only in BLOCKS and not self.markup:
            return self._block(only, entries[only])
        evaluate = self.tree(YamlMapping(entries, {}, place))
        return lambda scope: [evaluate(scope)]

    def _block(self, kind: str, node: Node) -> Expander:
        if not isinstance(node, YamlMapping):
            self.problems.append(error(node.place, "layout-block", f"'{kind}' must be a mapping"))
        evaluate = self.tree(node)
        return lambda scope: [{"block": kind, **evaluate(scope)}]

    def _when(self, node: Node, expand: Expander) -> Expander:
        condition = self.tree(node)
        return lambda scope: expand(scope) if condition(scope) else []

    def _each(self, node: Node, expand: Expander) -> Expander:
        found = EACH.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
        if found is None:
            self.problems.append(error(node.place, "each-shape", "'each' must read: NAME in VALUES"))
            return expand
        name, values = found[1], self._value("{{ " + found[2] + " }}", node.place)

        def expand_each(scope: Scope) -> list[Any]:
            items = _items(values(scope), "each", node.place)
            scope = _repeated(scope, len(items), node.place)
            scopes = ({**scope, name: item, "index": count} for count, item in enumerate(items, 1))
            return [value for inner in scopes for value in expand(inner)]

        return expand_each

    def _parts(self, node: Node) -> Expander:
        evaluate = self.tree(node)

        def expand_parts(scope: Scope) -> list[Any]:
            parts = _items(evaluate(scope), "parts", node.place)
            scope = _repeated(scope, len(parts), node.place)
            return [block for part in parts for block in self._part(part, scope, node.place)]

        return expand_parts

    def _part(self, given: Any, scope: Scope, place: Place) -> list[Any]:
        if not isinstance(given, Mapping) or given.get("part") not in self.parts:
            raise InputError([error(place, "unknown-part", f"{shown(str(given))} is no part")])
        part = self.parts[given["part"]]
        return part.blocks({**scope, "part": complete(given, part.defaults, place)})

    def part(self, node: YamlMapping) -> Part:
        """A part kind as a layout defines it: `needs`, `defaults`, `blocks`."""
        needs, blocks = (node.entries.get(key, Sequence((), node.place)) for key in ("needs", "blocks"))
        defaults = node.entries.get("defaults", YamlMapping({}, {}, node.place))
        return Part(tuple(self.tree(needs)({})), self.tree(defaults)({}), self._list(cast(Sequence, blocks)))


def _items(values: Any, directive: str, place: Place) -> list[Any]:
    if not isinstance(values, list | tuple):
        raise InputError(
            [error(place, "not-a-list", f"'{directive}' needs a list, not {shown(str(values))}")]
        )
    return list(values)


def _repeated(scope: Scope, times: int, place: Place) -> dict[str, Any]:
    """The scope inside a list of so many items. Raises `InputError` where lists in lists grow endless."""
    turns = scope.get(TURNS, 1) * max(times, 1)
    if turns > MAX_TURNS:
        message = f"lists within lists repeat this {turns} times, at most {MAX_TURNS} are possible"
        raise InputError([error(place, "too-many-turns", message)])
    return {**scope, TURNS: turns}


def window(scope: Scope, given: dict[str, Any]) -> dict[str, Any]:
    """A mapping with `field` as one with the field's full path and its value in the profile."""
    field, prefill = given.pop("field"), given.pop("prefill", "")
    path, value = FILTERS["path"](scope, field), FILTERS["value"](scope, field)
    return {"path": path, "value": value or prefill, **given}


def complete(given: Mapping[str, Any], defaults: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """What content gives, over the defaults; a list of one mapping is the default of each item."""
    result = {**defaults, **given}
    for key in filter(lambda key: _of_items(defaults[key]), defaults):
        items = _items(given.get(key, []), key, place)
        if not all(isinstance(item, Mapping) for item in items):
            raise InputError([error(place, "part-shape", f"every item of '{key}' must be a mapping")])
        result[key] = [{**defaults[key][0], **item} for item in items]
    return result


def _of_items(default: Any) -> bool:
    return isinstance(default, list) and len(default) == 1 and isinstance(default[0], Mapping)


def check_parts(node: Node, parts: Mapping[str, Part]) -> Iterator[Problem]:
    """Problems of the parts that content uses: unknown kinds, and words that a kind needs."""
    match node:
        case Sequence():
            for item in node.items:
                yield from check_parts(item, parts)
        case YamlMapping() if "part" in node.entries:
            yield from _check_part(node, node.entries["part"], parts)
        case YamlMapping():
            yield from _check_kinds(node.entries.get("parts"))
            for child in node.entries.values():
                yield from check_parts(child, parts)
        case _:
            return


def _check_kinds(listed: Node | None) -> Iterator[Problem]:
    """Items of a list of parts that don't say which part they are."""
    for item in listed.items if isinstance(listed, Sequence) else ():
        if not isinstance(item, YamlMapping) or item.entries.keys().isdisjoint(("part", "blocks")):
            yield error(item.place, "part-missing", "a part must say which it is", "begin it with 'part:'")


def _check_part(node: YamlMapping, kind: Node, parts: Mapping[str, Part]) -> Iterator[Problem]:
    name = kind.text if isinstance(kind, Scalar) else ""
    if name in parts:
        yield from _check_words(node, name, parts[name])
        return
    close = get_close_matches(name, parts, 1)
    hint = f"did you mean '{close[0]}'?" if close else f"known: {', '.join(sorted(parts)) or 'none'}"
    yield error(kind.place, "unknown-part", f"no part is called '{shown(name)}'", hint)


def _check_words(node: YamlMapping, kind: str, part: Part) -> Iterator[Problem]:
    for need in part.needs:
        if need not in node.entries:
            yield error(node.place, "part-incomplete", f"the part '{kind}' needs '{need}'")
    known = ("part", *dict.fromkeys((*part.needs, *part.defaults)))
    for key, place in node.keys.items():
        if key not in (*known, *DIRECTIVES):
            comma = " " in key
            hint = (
                "put the text in quotes if a comma is part of it" if comma else f"known: {', '.join(known)}"
            )
            yield error(place, "unknown-key", f"the part '{kind}' knows no '{shown(key)}'", hint)
    for key in (key for key, default in part.defaults.items() if _of_items(default)):
        yield from _check_items(kind, key, node.entries.get(key))


def _check_items(kind: str, key: str, listed: Node | None) -> Iterator[Problem]:
    computed = isinstance(listed, Scalar) and "{{" in listed.text
    if listed is not None and not isinstance(listed, Sequence) and not computed:
        yield error(listed.place, "part-shape", f"'{key}' of the part '{kind}' must be a list")
    for item in listed.items if isinstance(listed, Sequence) else ():
        if not isinstance(item, YamlMapping):
            yield error(item.place, "part-shape", f"every item of '{key}' must be a mapping")
