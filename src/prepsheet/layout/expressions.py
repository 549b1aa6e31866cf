"""Jinja2 inside the string values of layouts and content, and nowhere else.

A string is compiled once into a function of a scope. A string that is one whole expression
(`{{ page.parts }}`) gives the value itself, a number as text like every scalar of YAML; anything
else gives text. A bare dotted name, with filters or without, needs no template engine, and most
are of that kind, so it takes a short way with the same result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.environment import TemplateExpression

from prepsheet.layout import sandbox
from prepsheet.layout.filters import FILTERS, MAX_OUTPUT
from prepsheet.problems import InputError, Place, error, shown

Scope = Mapping[str, Any]
Value = Callable[[Scope], Any]

SHORT = re.compile(r"\{\{\s*(?!(?:none|true|false)\b)([a-z]\w*(?:\.[a-z]\w*)*)((?:\s*\|\s*[a-z_]+)*)\s*\}\}")
FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError, RecursionError)
"""What working out an expression can raise: the engine's own errors, and those of operators and filters."""


def compile_value(text: str, place: Place, *, within: bool = False) -> Value:
    """Compile a string value. Raises `InputError` at `place` for a syntax error, also when it runs.

    One that stands `within` other text gives text, and keeps the spaces around it.
    """
    if "{{" not in text and "{%" not in text:
        return lambda _scope: text
    if not within and (short := SHORT.fullmatch(text.strip())):
        names = short[2].replace("|", " ").split()
        if all(name in FILTERS for name in names):
            return _guarded(_dotted(short[1], tuple(FILTERS[name] for name in names)), place)
    try:
        return _guarded(_compiled(sandbox.parse(text), within), place)
    except TemplateSyntaxError as fault:
        message = shown(fault.message or "", 200)
        raise InputError([error(place, "template-syntax", message, "check what stands in {{ }}")]) from None


def _dotted(name: str, filters: tuple[Callable[..., Any], ...]) -> Value:
    keys = tuple(name.split("."))

    def value(scope: Scope) -> Any:
        found: Any = scope
        for key in keys:
            try:
                found = found[key]
            except (KeyError, TypeError):
                raise sandbox.UnknownName(key, found) from None
        for function in filters:
            found = function(scope, found)
        return found

    return value


def _compiled(tree: nodes.Template, within: bool) -> Value:
    environment = sandbox.environment()
    whole = None if within else _whole(tree)
    if whole is None:
        return environment.from_string(tree).render
    assign = nodes.Assign(nodes.Name("result", "store"), whole, lineno=1)
    template = environment.from_string(nodes.Template([assign], lineno=1))
    return TemplateExpression(template, undefined_to_none=False)


def _whole(tree: nodes.Template) -> nodes.Expr | None:
    """The one expression that a string consists of, spaces aside; None if there is more to it."""
    found = [
        node
        for output in tree.body
        for node in output.iter_child_nodes()
        if not (isinstance(node, nodes.TemplateData) and not node.data.strip())
    ]
    if len(found) != 1 or isinstance(found[0], nodes.TemplateData):
        return None
    return found[0] if isinstance(found[0], nodes.Expr) else None


def _guarded(run: Value, place: Place) -> Value:
    def value(scope: Scope) -> Any:
        try:
            result = _settled(run(scope))
        except sandbox.UnknownName as fault:
            owner = scope if fault.owner is None else fault.owner
            raise _unknown(fault.name, owner, place) from None
        except FAULTS as fault:
            problem = error(place, "template", shown(f"{fault}", 200), "the expression can't be worked out")
            raise InputError([problem]) from None
        if isinstance(result, str) and len(result) > MAX_OUTPUT:
            raise InputError([error(place, "template-size", f"makes more than {MAX_OUTPUT} characters")])
        return result

    return value


def _settled(result: Any) -> Any:
    """A result as plain data: numbers as text, an `if` without `else` as no text, lazy ones as lists."""
    if isinstance(result, Undefined):
        return str(result)
    if isinstance(result, Iterator):
        return [_settled(item) for item in result]
    return str(result) if type(result) in (int, float) else result


def _unknown(name: str, owner: Any, place: Place) -> InputError:
    from difflib import get_close_matches  # only a mistake pays for this import

    names = map(str, owner if isinstance(owner, Mapping) else ())
    known = sorted(entry for entry in names if entry.isidentifier())
    close = get_close_matches(name, known, 1)
    hint = f"did you mean '{close[0]}'?" if close else f"known here: {', '.join(known) or 'nothing'}"
    return InputError([error(place, "unknown-name", f"unknown name '{shown(name)}'", hint)])
