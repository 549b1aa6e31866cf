"""Expressions: what they give, what they refuse, and that whatever they refuse is refused at once."""

from __future__ import annotations

import re
import subprocess
import sys
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepsheet.layout.expressions import compile_value
from prepsheet.layout.filters import LOOKUP, MAX_OUTPUT
from prepsheet.layout.sandbox import MAX_RANGE, MAX_SOURCE
from prepsheet.problems import InputError, Place, Problem

PLACE = Place("layout.yaml", 3, 7)
SCOPE: dict[str, Any] = {
    "profile": {"basics": {"name": "Ada", "label": ""}, "skills": [{"name": "Rota", "level": 4}]},
    "page": {"subject_path": "goals.near"},
    "index": 3,
    "share": 0.5,
    "none_yet": [],
    "language": "en-GB",
    LOOKUP: {"goals.near.role": "Run a line", "ratings.calm.matters": "5", "ratings.calm.given": "2"}.get,
}


def evaluated(text: str, **more: Any) -> Any:
    """The value of a string in the scope above."""
    return compile_value(text, PLACE)({**SCOPE, **more})


def refused(text: str, **more: Any) -> Problem:
    """The one problem of a string that is refused when compiled or when it runs, in under a second."""
    start = perf_counter()
    with pytest.raises(InputError) as caught:
        evaluated(text, **more)
    assert perf_counter() - start < 1
    (problem,) = caught.value.problems
    assert problem.place == PLACE
    return problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain text", "plain text"),
        ("{{ profile.basics.name }}", "Ada"),
        ("Dear {{ profile.basics.name }},", "Dear Ada,"),
        ("{{ profile.skills[0].name }}", "Rota"),
        ("{{ profile.skills.0.name }}", "Rota"),
        ("{{ profile.skills }}", [{"name": "Rota", "level": 4}]),
        ("{{ profile.skills | map(attribute='name') }}", ["Rota"]),
        ("{{ profile.skills | map(attribute='name') | join(', ') }}", "Rota"),
        ("{{ profile.basics.label or none }}", None),
        ("{{ index % 2 == 1 }}", True),
        ("{{ [8, 6] if index == 3 else [0] }}", [8, 6]),
        ("{{ range(1, 4) }}", [1, 2, 3]),
        ("{{ 'x' if profile.basics.label }}", ""),
        ("{{ ' }} ' }}", " }} "),
        ("{{ '.role' | value }}", "Run a line"),
        ("{{ '.role' | path }}", "goals.near.role"),
        ("{{ 'calm' | gap }}", "3"),
        ("{{ '2026-05-14T10:30' | day_and_time }}", "Thu 14 May, 10:30"),
        ("{{ 'Note by {day}' | fill('day', '') or 'Note soon' }}", "Note soon"),
    ],
)
def test_a_string_gives_a_value_or_text(text: str, value: Any) -> None:
    assert evaluated(text) == value


@pytest.mark.parametrize(
    "text", ["{{ index }}", "{{ index + 0 }}", "{{ 3 }}", "{{ profile.skills[0].level - 1 }}"]
)
def test_whole_numbers_leave_as_text(text: str) -> None:
    assert evaluated(text) == "3"


@pytest.mark.parametrize("text", ["{{ share }}", "{{ share + 0 }}", "{{ 1 / 2 }}"])
def test_fractions_leave_as_text(text: str) -> None:
    assert evaluated(text) == "0.5"


HARMLESS = [
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# no #}",
    "**bold**",
    "}}",
    "{{ profile.basics.name }}",
    "{name}",
]


@pytest.mark.parametrize("data", HARMLESS)
@pytest.mark.parametrize(
    "text", ["{{ it }}", "{{ it | capital }}", "{{ it | trim }}", "a {{ it }} b", "{{ [it][0] }}"]
)
def test_data_is_never_read_as_an_expression(data: str, text: str) -> None:
    found = evaluated(text, it=data)
    assert found.removeprefix("a ").removesuffix(" b") == data


NAMES = [
    "profile",
    "profile.basics",
    "profile.basics.name",
    "profile.basics.label",
    "profile.skills",
    "index",
    "share",
]
UNKNOWN = ["nobody", "profile.basics.nmae", "profile.skills.name", "profile.basics.name.first"]


@pytest.mark.parametrize("name", NAMES + UNKNOWN)
@pytest.mark.parametrize("filters", ["", " | capital", " | full_day"])
def test_the_short_way_gives_what_the_engine_gives(name: str, filters: str) -> None:
    def outcome(text: str) -> Any:
        try:
            return evaluated(text)
        except InputError as failure:
            return failure.problems

    assert outcome(f"{{{{ {name}{filters} }}}}") == outcome(f"{{{{ ({name}){filters} }}}}")


REACHING = """
{{ ''.__class__ }}
{{ ''['__class__'] }}
{{ ''|attr('__class__') }}
{{ profile.skills | map(attribute='__class__') }}
{{ profile.skills | map(attribute='__class__') | join }}
{{ [''] | selectattr('__class__') | list }}
{{ '{0.__class__}'.format(1) }}
{{ '{0.__class__}'|attr('format') }}
{{ ''.format }}
{{ ''['format'] }}
{{ lipsum.__globals__ }}
{{ cycler.__init__ }}
{{ joiner }}
{{ namespace() }}
{{ self }}
{{ self.__init__ }}
{{ profile.skills.append(1) }}
{{ profile.skills.append }}
{{ profile.update({}) }}
{{ profile.items() }}
{{ range.__call__ }}
{{ (range)(3).__class__ }}
{{ ''.upper() }}
{{ _private }}
{{ lookup('x') }}
{{ environment }}
{{ context }}
""".strip().splitlines()
"""Ways out of the data into Python."""

STATEMENTS = """
{% include '/etc/passwd' %}
{% include '../x' %}
{% import 'x' as x %}
{% extends 'x' %}
{% for x in [1] %}{% endfor %}
{% if true %}{% endif %}
{% set x = 1 %}
{% set ns.s = ns.s ~ ns.s %}
{% block b %}{% endblock %}
{% filter trim %}{% endfilter %}
{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}
{% if false %}{{ 9**(9**9) }}{% endif %}
""".strip().splitlines()
"""What layouts and content never need: they have `each` and `when`."""

ENDLESS = """
{{ 9**(9**9) }}
{{ 1 if true else 9**(9**9) }}
{{ false and 9**9 }}
{{ 2**2 }}
{{ 'a'*10**9 }}
{{ 'a' * 1000000000 }}
{{ [0] * 1000000000 }}
{{ 9999999999 * 9999999999 }}
{{ 1e300 * 1e300 }}
{{ '%1000000000d' % 1 }}
{{ '{:>1000000000}'.format(1) }}
{{ 'a' | center(1000000000) }}
{{ 'a' | wordwrap(1) }}
{{ 'a' | indent(1000000000) }}
{{ 'a' | replace('a', 'aa') }}
{{ 'a' | pprint }}
{{ [1] | batch(100000000) }}
{{ [1] | slice(100000000) }}
{{ range(1000000000) }}
{{ range(99999) | list }}
{{ lipsum(n=1000000) }}
{{ range(1000) | join(range(1000) | join('abcdefghij')) }}
{{ range(1000) | map('capital') | join }}
""".strip().splitlines()
"""What would run for ever or fill memory."""

DEEP = [
    "{% if %}" * 500,
    "{% for x in 'ab' %}" * 25 + "{% endfor %}" * 25,
    "{{ " + "(" * 1900 + "1" + ")" * 1900 + " }}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ " + "[" * 60 + "]" * 60 + " }}",
    "{{ " + "-" * 300 + "1 }}",
    "{{ " + "not " * 900 + "1 }}",
    "{{ 1" + " + 1" * 60 + " }}",
    "{{ a" + ".a" * 1500 + "[0] }}",
    "{{ 'x' " + "~ 'x'" * MAX_SOURCE + " }}",
    "{{ 1 if 1 else " * 60 + "1",
    "{{ 'a' " + "| trim " * 600 + "}}",
    "{{ '{a}'" + " | fill('a', '{a}{a}')" * 20 + " }}",
]
"""What would break the parser, or double with every step."""


@pytest.mark.parametrize("text", REACHING + STATEMENTS + ENDLESS + DEEP, ids=lambda text: text[:40])
def test_hostile_expressions_are_refused_at_once(text: str) -> None:
    problem = refused(text)
    assert problem.code in {"template-syntax", "template", "template-size", "unknown-name"}
    assert problem.message
    assert len(problem.message) <= 300
    assert problem.hint or problem.code == "template-size"


def test_endless_powers_are_not_worked_out_while_compiling() -> None:
    """In a process of its own, since a hang in C could not be interrupted here."""
    code = (
        "from prepsheet.layout.expressions import compile_value\n"
        "from prepsheet.problems import InputError, Place\n"
        "for text in ('{{ 9**(9**9) }}', '{{ 1 if true else 9**(9**9) }}', 'a {{ false and 9**(9**9) }}',\n"
        "             '{% if false %}{{ 9**(9**9) }}{% endif %}'):\n"
        "    try: compile_value(text, Place('x'))\n"
        "    except InputError as failure: print(failure)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=True)
    assert run.stdout.count("\n") == 4
    assert "'**' is not available" in run.stdout


def test_what_is_made_has_a_limit() -> None:
    assert len(evaluated("{{ it ~ it }}", it="x" * (MAX_OUTPUT // 2))) == MAX_OUTPUT
    assert refused("{{ it ~ it ~ it }}", it="x" * (MAX_OUTPUT // 2)).code == "template-size"
    assert refused("{{ it }}", it="x" * (MAX_OUTPUT + 1)).code == "template-size"


def test_a_range_has_a_limit() -> None:
    assert len(evaluated(f"{{{{ range({MAX_RANGE}) }}}}")) == MAX_RANGE
    assert str(MAX_RANGE) in refused(f"{{{{ range({MAX_RANGE + 1}) }}}}").message


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("{{ profile.basics.nmae }}", "unknown name 'nmae'", "did you mean 'name'?"),
        ("{{ profile.basics.nmae ~ '' }}", "unknown name 'nmae'", "did you mean 'name'?"),
        ("{{ profil.basics }}", "unknown name 'profil'", "did you mean 'profile'?"),
        ("{{ profil.basics or '' }}", "unknown name 'profil'", "did you mean 'profile'?"),
        ("{{ profile.basics.zzz }}", "unknown name 'zzz'", "known here: label, name"),
        ("{{ profile.basics.zzz.more or 1 }}", "unknown name 'zzz'", "known here: label, name"),
        ("{{ profile.basics.name.first }}", "unknown name 'first'", "known here: nothing"),
        ("{{ profile.skills[7] }}", "unknown name '7'", "known here: nothing"),
    ],
)
def test_unknown_names_get_a_suggestion(text: str, message: str, hint: str) -> None:
    problem = refused(text)
    assert (problem.message, problem.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ index", "end of template"),
        ("{{ }}", "Expected an expression"),
        ("{{ index index }}", "expected token"),
        ("{{ index | dya }}", "did you mean 'day'?"),
        ("{{ 2 ** 3 }}", "'**' is not available"),
        ("{% if index %}x{% endif %}", "'each' and 'when'"),
        ("{{ index / 0 }}", "division by zero"),
        ("{{ index | plus_days }}", "argument"),
        ("{{ profile.basics.name | plus_days }}", "argument"),
        ("{{ profile.basics.name | figures }}", "indices"),
        ("{{ 'a' < 1 }}", "'<' not supported"),
    ],
)
def test_mistakes_are_told_and_never_escape(text: str, words: str) -> None:
    assert words in refused(text).message


def test_an_unknown_language_is_told() -> None:
    assert "'qq'" in refused("{{ '2026-05-14' | day }}", language="qq").message


@given(st.text(alphabet="{}%#|~'\"()[].,-+*/ ab1_=<>\n", max_size=40))
def test_no_text_escapes_as_another_error(text: str) -> None:
    for source in (text, "{{" + text + "}}", "{{" + text):
        try:
            evaluated(source)
        except InputError as failure:
            assert all(problem.place == PLACE for problem in failure.problems)


@given(st.text(max_size=60))
def test_data_comes_out_as_it_went_in(data: str) -> None:
    assert evaluated("{{ it }}", it=data) == data
    assert evaluated("<{{ it }}>", it=data) == f"<{data}>"
    assert evaluated("{{ it ~ '' }}", it=data) == data


def test_nothing_of_python_shows_in_the_scope() -> None:
    """The one function in the scope has a name that no expression can spell."""
    assert not re.fullmatch(r"\w+", LOOKUP)
