"""Sheets filled in by the programs that people have: what they typed and chose comes into the profile.

Browsers are left to the viewer conformance suite, which asks the same of them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tests.conformance import engines
from tests.conformance.collected import faults
from tests.conformance.engines import mupdf, pdfium, poppler, pypdf
from tests.conformance.form import Answer, Picked
from tests.conformance.sample import SCRIPTS, Form, Script, form, worksheet
from tests.downloads import NotHere

ENGINES = {
    engine.name: engine
    for engine in engines.ENGINES
    if engine.name in (pdfium.NAME, pypdf.NAME, poppler.NAME, mupdf.NAME)
}


@cache
def blank(script: Script) -> Form:
    """The form in one script, which takes a while to make."""
    return form(script)


def saved(made: Form, name: str) -> bytes:
    """The form as this program saves it, filled in."""
    try:
        ENGINES[name].version()
    except NotHere as reason:
        pytest.skip(str(reason))
    fill = ENGINES[name].fill
    assert fill is not None
    return fill(made.file, made.answers)


def wrong(made: Form, file: bytes) -> dict[str, str]:
    return {name: fault for name, fault in faults(made, file).items() if fault}


def changed(made: Form) -> Form:
    """The form with another answer, where there was one from the start, in place of that."""
    rows = (
        replace(row, filled={}, answers={name: other(answer) for name, answer in row.filled.items()})
        for row in made.rows
        if row.kind != "checkbox"
    )
    return replace(made, rows=tuple(rows))


def other(answer: Answer | None) -> Answer:
    match answer:
        case str():
            return answer.replace("0", "1") if "0" in answer else f"{answer} {answer}"
        case int():
            return answer - 1
        case Picked():
            return Picked(answer.place - 1)
    raise AssertionError(answer)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_every_kind_of_field_in_every_script(script: Script, name: str) -> None:
    if not script.here:
        pytest.skip(f"no font for {script.name}")
    made = blank(script)
    assert wrong(made, saved(made, name)) == {}
    made = changed(made)
    assert wrong(made, saved(made, name)) == {}


@pytest.mark.parametrize("name", ENGINES)
def test_a_whole_worksheet(name: str) -> None:
    made = worksheet()
    assert wrong(made, saved(made, name)) == {}


def test_what_is_not_filled_in_is_missed() -> None:
    made = blank(SCRIPTS[0])
    assert set(wrong(made, made.file)) == {*made.answers}
