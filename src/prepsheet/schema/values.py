"""Single values: texts, numbers, truths and choices, read from scalars.

A decoder takes a node, adds what is wrong to the findings and returns a value; after an error the
value means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Literal

from prepsheet.problems import Place, Problem, Severity, shown
from prepsheet.schema.types import Bare, Id, bare
from prepsheet.yaml_source import Mapping, Node, Scalar, Sequence

MAX_TEXT = 20_000
"""Characters in one value. Nobody speaks longer than this, and a layout slows down on more."""

MAX_PROBLEMS = 200
"""Problems reported for one file; nobody reads more, and finding what was meant takes time."""

Unknown = Literal["error", "warning"]

_NULLS = frozenset({"", "~", "null"})
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.?(inf(inity)?|nan)", re.IGNORECASE)
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Findings:
    """What is wrong so far. Only the first `MAX_PROBLEMS` are kept, but all errors are counted."""

    __slots__ = ("errors", "guesses", "problems", "unknown")

    def __init__(self, unknown: Unknown) -> None:
        self.unknown = unknown
        self.problems: list[Problem] = []
        self.errors = 0
        self.guesses = 0

    def nearest(self, word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
        """As `nearest`, as long as guessing is worth its time."""
        self.guesses += 1
        return nearest(word, known, likeness) if self.guesses <= MAX_PROBLEMS else None

    def add(
        self, place: Place, code: str, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        self.errors += severity == "error"
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(place, severity, code, message, hint))


Decoder = Callable[[Node, Findings], Any]


def is_null(node: Node) -> bool:
    """Whether a value is left out: nothing, `~` or `null`, without quotes."""
    return type(node) is Scalar and node.plain and node.text in _NULLS


def plain(node: Node) -> Any:
    """The node as plain dict, list and text."""
    match node:
        case Scalar(text=text):
            return "" if is_null(node) else text
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping(entries=entries):
            return {key: plain(value) for key, value in entries.items()}


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that `word` is probably a misspelling of; a `likeness` of 1 is the word itself."""
    return _nearest(word, tuple(known), likeness) if len(word) <= 60 else None


@lru_cache(maxsize=512)  # in the rows of a roster, the same words come again and again
def _nearest(word: str, known: tuple[str, ...], likeness: float) -> str | None:
    from difflib import get_close_matches  # only a mistake pays for this import

    by_fold = {name.casefold(): name for name in known if name}
    close = get_close_matches(word.casefold(), by_fold, 1, likeness)
    return by_fold[close[0]] if close else None


def _kind_of(node: Node) -> str:
    return {Scalar: "text", Sequence: "a list", Mapping: "a mapping (name: value)"}[type(node)]


_INSTEAD = {
    Scalar: "write a number or a word that is allowed here",
    Sequence: 'write one value, without [ ] and "- "',
    Mapping: 'a colon and a space make it a mapping: put the whole text in quotes "…"',
}


def expected(what: str, node: Node, found: Findings, hint: str = "") -> None:
    """Report a node that is of another kind than `what`."""
    if not hint:
        hint = _INSTEAD[type(node)]
    found.add(node.place, "wrong-kind", f"expected {what}, found {_kind_of(node)}", hint)


def _text(shape: Bare) -> Decoder:
    form, pattern = shape.form, shape.limit("pattern")
    limit = shape.limit("max_length") or MAX_TEXT
    least = shape.limit("min_length") or 0
    matches = re.compile(pattern).search if pattern else None

    def text(node: Node, found: Findings) -> str:
        if type(node) is not Scalar:
            expected("text", node, found)
            return ""
        value = node.text
        if not least <= len(value) <= limit:
            _wrong_length(node, found, least, limit)
        elif form and not form.reads(value):
            found.add(
                node.place,
                f"not-a-{form.name.replace(' ', '-')}",
                f'"{shown(value)}" is not a {form.name}',
                form.hint,
            )
        elif matches and not matches(value):
            found.add(
                node.place,
                "bad-pattern",
                f'"{shown(value)}" has a form that is not allowed here',
                _pattern_hint(shape),
            )
        elif not value.isascii():
            _warn_direction(node, found)
        return value

    return text


def _wrong_length(node: Scalar, found: Findings, least: int, limit: int) -> None:
    if len(node.text) < least:
        found.add(node.place, "text-too-short", f"this text needs at least {least} characters", "write more")
        return
    message = f"this text is longer than {limit:,} characters ({len(node.text):,})"
    found.add(node.place, "text-too-long", message, "shorten it")


def _pattern_hint(shape: Bare) -> str:
    if shape.limit("pattern") == bare(Id).limit("pattern"):
        return "use letters a to z, digits, - and _, and begin with a letter or digit"
    return shape.limit("description") or f"it must match {shape.limit('pattern')}"


def _warn_direction(node: Scalar, found: Findings) -> None:
    if character := _DIRECTION.search(node.text):
        message = f"this text holds an invisible mark that turns its direction (U+{ord(character[0]):04X})"
        hint = "type the text again by hand unless you put the mark there"
        found.add(node.place, "bidi-control", message, hint, "warning")


def _number(shape: Bare, whole: bool) -> Decoder:
    noun = "a whole number" if whole else "a number"
    pattern, convert = (_WHOLE, int) if whole else (_DECIMAL, float)

    def number(node: Node, found: Findings) -> Any:
        if type(node) is not Scalar:
            expected(noun, node, found)
        elif _ENDLESS.fullmatch(node.text):
            found.add(
                node.place, "not-finite", f'"{shown(node.text)}" is not a finite number', "write digits"
            )
        elif not pattern.fullmatch(node.text):
            found.add(
                node.place, "not-a-number", f'"{shown(node.text)}" is not {noun}', "write digits, such as 3"
            )
        elif len(node.text) > 18:
            found.add(
                node.place, "number-too-long", f'number too long: "{shown(node.text)}"', "use fewer digits"
            )
        else:
            return _within(shape, convert(node.text), node, found)
        return 0

    return number


def _within(shape: Bare, value: float, node: Scalar, found: Findings) -> float:
    if value in (float("inf"), float("-inf")):
        found.add(node.place, "not-finite", f'"{node.text}" is not a finite number', "use a smaller number")
    for name, words, holds in _BOUNDS:
        bound = shape.limit(name)
        if bound is not None and not holds(value, bound):
            found.add(
                node.place, "out-of-range", f"{node.text} is out of range", f"use a number {words} {bound}"
            )
    return value


_BOUNDS: tuple[tuple[str, str, Callable[[float, float], bool]], ...] = (
    ("ge", "of at least", lambda value, bound: value >= bound),
    ("le", "of at most", lambda value, bound: value <= bound),
    ("gt", "greater than", lambda value, bound: value > bound),
    ("lt", "less than", lambda value, bound: value < bound),
)


def _truth(_: Bare) -> Decoder:
    def truth(node: Node, found: Findings) -> bool:
        value = _TRUTH.get(node.text.lower()) if type(node) is Scalar else None
        if value is None:
            found.add(node.place, "not-a-truth", "this is neither true nor false", "write true or false")
        return bool(value)

    return truth


def _anything(_: Bare) -> Decoder:
    return lambda node, _: plain(node)


SIMPLE: dict[Any, Callable[[Bare], Decoder]] = {
    str: _text,
    int: lambda shape: _number(shape, whole=True),
    float: lambda shape: _number(shape, whole=False),
    bool: _truth,
    object: _anything,
    Any: _anything,
}


def choice_of(allowed: tuple[Any, ...]) -> Decoder:
    by_fold = {str(value).casefold(): value for value in allowed}
    names = [str(value) for value in allowed if value != ""]

    def choice(node: Node, found: Findings) -> Any:
        if type(node) is not Scalar:
            return expected("text", node, found)
        if (value := by_fold.get(node.text.casefold())) is None:
            meant = found.nearest(node.text, names)
            choices = f"use {', '.join(names[:-1])} or {names[-1]}" if names[1:] else f"use {names[0]}"
            hint = f'did you mean "{meant}"? Otherwise {choices}' if meant else choices
            found.add(node.place, "not-a-choice", f'"{shown(node.text)}" is not possible here', hint)
        return value

    return choice
