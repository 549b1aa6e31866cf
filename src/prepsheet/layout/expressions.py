"""Jinja2 inside the string values of layouts and content, and nowhere else.

A string is compiled once into a function of a scope. A string that is one whole expression
(`{{ page.parts }}`) gives the value itself, a number as text like every scalar of YAML; anything
else gives text. A bare dotted name, with
filters or without, needs no template engine, and most are of that kind, so it takes a short way
with the same result.

The sandbox follows one rule: the scope holds plain mappings, lists, texts and numbers, so there
is nothing to call and no attribute to reach. Operators that can build huge values are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

from prepsheet.layout.filters import FILTERS
from prepsheet.problems import InputError, Place, error

Scope = Mapping[str, Any]
Value = Callable[[Scope], Any]

SHORT = re.compile(r"\{\{\s*([a-z_]\w*(?:\.[a-z_]\w*)*)((?:\s*\|\s*[a-z_]+)*)\s*\}\}")
WHOLE = re.compile(r"\{\{((?:(?!\{\{|\}\}|\{%).)*)\}\}", re.DOTALL)
JINJA_FILTERS = ("capitalize", "count", "default", "first", "int", "join", "last", "length", "list", "lower",
                 "map", "reject", "rejectattr", "select", "selectattr", "sort", "trim", "unique")  # fmt: skip
MAX_OUTPUT = 100_000


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose expressions can read plain data, compare and choose; nothing more."""

    intercepted_binops = frozenset({"**", "*", "%", "//"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse `**` and text multiplication or formatting, which can run for ever or fill memory."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers or abs(left) > 10**9 or abs(right) > 10**9:
            raise SecurityError(f"'{operator}' is not available here")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - Jinja's signature
        """No attribute of any object is data."""
        return False

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`a.b` is the entry `b` of the mapping `a`, never an attribute."""
        if isinstance(obj, Mapping):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@cache
def _environment() -> Sandbox:
    environment = Sandbox(undefined=StrictUndefined, autoescape=False)
    environment.globals = {"range": environment.globals["range"]}
    environment.filters = {name: environment.filters[name] for name in JINJA_FILTERS}
    for name, function in FILTERS.items():
        environment.filters[name] = _with_scope(function)
    return environment


def _with_scope(function: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context
    def filter_function(context: Context, value: Any, *arguments: Any) -> Any:
        return function(context, value, *arguments)

    return filter_function


def compile_value(text: str, place: Place) -> Value:
    """Compile a string value. Raises `InputError` at `place` for a syntax error, also when it runs."""
    if "{{" not in text and "{%" not in text:
        return lambda scope: text  # noqa: ARG005 - every value is a function of the scope
    if short := SHORT.fullmatch(text.strip()):
        names = short[2].replace("|", " ").split()
        if all(name in FILTERS for name in names):
            return _dotted(short[1], tuple(FILTERS[name] for name in names), place)
    try:
        if whole := WHOLE.fullmatch(text.strip()):
            return _guarded(_expression(whole[1]), place)
        return _guarded(_environment().from_string(text).render, place)
    except (TemplateSyntaxError, SecurityError) as fault:
        raise InputError([error(place, "template-syntax", f"{fault}".strip(), "check the braces")]) from None


def _dotted(name: str, filters: tuple[Callable[..., Any], ...], place: Place) -> Value:
    keys = tuple(name.split("."))

    def value(scope: Scope) -> Any:
        found: Any = scope
        for key in keys:
            try:
                found = found[key]
            except (KeyError, TypeError):
                raise _unknown(name, key, found, place) from None
        for function in filters:
            found = function(scope, found)
        return str(found) if type(found) is int else found

    return value


def _unknown(name: str, key: str, owner: Any, place: Place) -> InputError:
    from difflib import get_close_matches

    known = [str(entry) for entry in owner] if isinstance(owner, Mapping) else []
    close = get_close_matches(key, known, 1)
    hint = f"did you mean '{close[0]}'?" if close else f"known here: {', '.join(sorted(known)) or 'nothing'}"
    return InputError([error(place, "unknown-name", f"unknown name '{key}' in '{name}'", hint)])


def _expression(source: str) -> Value:
    compiled = _environment().compile_expression(source.strip(), undefined_to_none=False)

    def value(scope: Scope) -> Any:
        result = compiled(**scope)
        if isinstance(result, Undefined):
            result._fail_with_undefined_error()
        return str(result) if type(result) in (int, float) else result

    return value


def _guarded(run: Callable[..., Any], place: Place) -> Value:
    def value(scope: Scope) -> Any:
        try:
            result = run(scope)
        except (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError) as fault:
            raise InputError([error(place, "template", f"{fault}", "the expression can't be worked out")]) from None
        if isinstance(result, str) and len(result) > MAX_OUTPUT:
            raise InputError([error(place, "template-size", f"makes more than {MAX_OUTPUT} characters")])
        return result

    return value
