"""What an expression may say: an allow-list of its syntax, and an engine that reads plain data only.

The scope holds mappings, lists, texts and numbers, so there is nothing to call and no attribute to
reach. Whatever could run for ever, fill memory or leave the scope is refused when the expression is
read, before any of it is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache, partial
from typing import Any, cast

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from prepsheet.layout.filters import FILTERS

JINJA_FILTERS = ("capitalize", "count", "default", "first", "int", "last", "length", "list", "lower",
                 "map", "reject", "rejectattr", "select", "selectattr", "sort", "trim", "unique")  # fmt: skip
SYNTAX = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.List, nodes.Tuple, nodes.Dict,
    nodes.Pair, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Test,
    nodes.Keyword, nodes.Call, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Compare,
    nodes.Operand, nodes.Concat, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod,
    nodes.Neg, nodes.Pos,
)  # fmt: skip
MAX_SOURCE = 4_000
MAX_DEPTH = 25
MAX_RANGE = 1_000
MAX_FACTOR = 10**9
"""Limits: characters of a string with expressions, their nesting, a range, a factor."""


class UnknownName(UndefinedError):
    """A name that is not in its owner; the owner is None where the scope itself lacks it."""

    def __init__(self, name: object, owner: object, message: str | None = None) -> None:
        super().__init__(message)
        self.name = str(name)
        self.owner = None if owner is missing else owner


class Missing(StrictUndefined):
    """The value of a name that is not there: using it raises `UnknownName`."""

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None
    ) -> None:
        super().__init__(hint, obj, name, exc or cast(Any, partial(UnknownName, name, obj)))


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose expressions can read plain data, compare and choose; nothing more."""

    intercepted_binops = frozenset({"*", "%", "//"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse to multiply or format text, which can fill memory."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if not numbers or abs(left) > MAX_FACTOR or abs(right) > MAX_FACTOR:
            raise SecurityError(f"'{operator}' works on numbers up to {MAX_FACTOR}")
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`a.b` is the entry `b` of the mapping `a`; no attribute of any object is data."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An entry of a mapping or a list."""
        try:
            return obj[argument]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=argument)


@cache
def environment() -> Sandbox:
    """The engine, with the filters and the one function that expressions have."""
    made = Sandbox(undefined=Missing, autoescape=False, optimized=False, finalize=_printed)
    made.globals = {"range": _range}
    made.filters = {name: made.filters[name] for name in JINJA_FILTERS}
    made.filters |= {name: _with_scope(function) for name, function in FILTERS.items()}
    return made


def parse(source: str) -> nodes.Template:
    """The syntax tree of a string. Raises TemplateSyntaxError for what expressions may not say."""
    if len(source) > MAX_SOURCE:
        raise TemplateSyntaxError(f"a text with expressions is longer than {MAX_SOURCE} characters", 1)
    try:
        tree = environment().parse(source)
        _check(tree, 0)
    except RecursionError:
        raise _too_deep(1) from None
    return tree


def _check(node: nodes.Node, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _too_deep(node.lineno)
    if complaint := _complaint(node):
        raise TemplateSyntaxError(complaint, node.lineno)
    for child in node.iter_child_nodes():
        _check(child, depth + 1)


def _complaint(node: nodes.Node) -> str:
    """What is wrong with this piece of syntax alone; empty if nothing."""
    match node:
        case nodes.Pow():
            return "'**' is not available"
        case nodes.Name(name=name) | nodes.Getattr(attr=name) if name.startswith("_") or name == "self":
            return f"the name '{name}' is not available"
        case nodes.Call(node=called) if not (isinstance(called, nodes.Name) and called.name == "range"):
            return "nothing but range() can be called"
        case nodes.Filter(name=name) if name not in environment().filters:
            close = get_close_matches(name, environment().filters, 1)
            return f"no filter is called '{name}'" + (f", did you mean '{close[0]}'?" if close else "")
        case nodes.Expr() | nodes.Helper() if not isinstance(node, SYNTAX):
            return f"'{type(node).__name__.lower()}' is not available"
        case nodes.Stmt() if not isinstance(node, SYNTAX):
            return "statements are not available: layouts have 'each' and 'when' for them"
        case _:
            return ""


def _too_deep(line: int) -> TemplateSyntaxError:
    return TemplateSyntaxError("the expression nests too deep", line)


def _printed(value: Any) -> Any:
    """A value within text: nothing is no text, and what has no text of its own is a mistake."""
    if isinstance(value, Mapping) or type(value) in (list, tuple):
        raise TypeError("a list or a mapping can't stand within text")
    return "" if value is None else value


def _range(*bounds: int) -> list[int]:
    found = range(*bounds)
    if len(found) > MAX_RANGE:
        raise ValueError(f"a range has {MAX_RANGE} numbers at most")
    return list(found)


def _with_scope(function: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context
    def filter_function(context: Context, value: Any, *arguments: Any) -> Any:
        return function(context, value, *arguments)

    return filter_function
