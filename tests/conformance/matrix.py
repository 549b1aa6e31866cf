"""Every kind of field, in every script, in every program: what is seen, what is kept, what others see.

`run` gives all of it as data. A fault says what a person sees that is wrong; an empty one means right.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from multiprocessing import get_context
from typing import Literal, NamedTuple

import page as page_validation

from tests.conformance import collected, machine, sheets, verapdf
from tests.conformance.engines import ENGINES, Engine, browser, mupdf, poppler
from tests.conformance.form import Answer, Spot, answers, spots
from tests.conformance.pictures import Pictures, is_blank, same, something, words
from tests.conformance.sample import OURS, SCRIPTS, SHEET, Form, Row, form, worksheet
from tests.downloads import NotHere

Part = Literal["shown", "kept", "collected", "opened", "valid"]
"""What is asked: are values seen before anyone clicks; does a program store what is put in; does that
come back into the profile; do others show what it saved; is that still PDF/UA-1."""
Depth = Literal["shown", "saved", "opened"]
"""How far a form is taken: it is looked at, filled in and saved, opened in the other programs."""
BRIEFLY = OURS - {SHEET} | {"Chinese", "Arabic"}
"""What is filled in even when it has to be quick: all that we ship, one script of many characters and one
that is joined and read from right to left."""
SHEETS = 31
"""One of so many ways to make sheets is validated then: prime to how many there are of each of its parts,
so that all of these come up."""


class Cell(NamedTuple):
    """The answer for one kind of field in one script; for "opened", `reader` is the program that opens."""

    part: Part
    program: str
    kind: str
    script: str
    fault: str
    reader: str = ""


@dataclass(slots=True)
class Results:
    """What a run found: the programs it had and had not, the cells, how many shipped sheets the reference
    validator has seen, and which of them fail."""

    day: date
    versions: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    sheets: int = 0
    failing: dict[str, str] = field(default_factory=dict)


class _Saved(NamedTuple):
    """A form of that script with all that was put in, as a program saved it."""

    program: str
    script: str
    file: bytes


def run(*, quick: bool = False) -> Results:
    """Everything that this machine has programs for; the work is shared between its processors.

    A quick run looks at every form; it fills in some, and validates a sample of the shipped sheets.
    """
    machine.prepare()
    results = Results(datetime.now(UTC).date())
    here = tuple(engine.name for engine in ENGINES if _is_here(results, engine.name, engine.version))
    _is_here(results, verapdf.NAME, verapdf.version)
    browser.close()
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        scripts = (SHEET, *(each.name for each in SCRIPTS if _has_font(results, each.name, each.here)))
        examined = [pool.submit(_examine, name, here, _depth(name, quick)) for name in scripts]
        shipped = pool.submit(sheets.every, SHEETS if quick else 1)
        saved: list[_Saved] = []
        for each in examined:
            cells, files = each.result()
            results.cells += cells
            saved += files
        _validate(results, saved, shipped.result())
    return results


def _depth(name: str, quick: bool) -> Depth:
    if not quick:
        return "opened"
    return "saved" if name in BRIEFLY else "shown"


def _is_here(results: Results, name: str, version: Callable[[], str]) -> bool:
    try:
        results.versions[name] = version()
    except NotHere as reason:
        results.absent[name] = str(reason)
    return name in results.versions


def _has_font(results: Results, script: str, here: bool) -> bool:
    if not here:
        results.absent[script] = "this machine has no font for it"
    return here


def _examine(name: str, here: tuple[str, ...], depth: Depth) -> tuple[list[Cell], list[_Saved]]:
    """One form in all programs."""
    made = worksheet() if name == SHEET else form(next(each for each in SCRIPTS if each.name == name))
    engines = [engine for engine in ENGINES if engine.name in here]
    saved = dict[str, bytes]()
    try:
        cells = [cell for each in engines if each.draw for cell in shown(made, each)]
        if depth != "shown":
            saved = {each.name: each.fill(made.file, made.answers) for each in engines if each.fill}
            cells += [cell for saver, file in saved.items() for cell in kept(made, saver, file)]
            cells += [cell for saver, file in saved.items() for cell in _collected(made, saver, file)]
        if depth == "opened" and made.after:
            opening = [each for each in engines if each.opens]
            cells += [cell for each in opening for cell in _opened(made, made.after, each, saved)]
    finally:
        browser.close()
    return cells, [_Saved(saver, name, file) for saver, file in saved.items()]


def shown(made: Form, engine: Engine) -> Iterator[Cell]:
    """Fields that have values show them; the others are blank, but for hints of a program's own."""
    assert engine.draw
    compare = something if engine.own_face else same
    meant, seen, places = _meant(engine, made.file), engine.draw(made.file), spots(made.file)
    for row in made.rows:
        names = row.filled if engine.own_face else (*row.filled, *row.answers)
        undrawn = any(all(is_blank(meant, spot) for spot in places[name]) for name in row.filled)
        faults = (compare(meant, seen, spot) for name in names for spot in places[name])
        fault = "is drawn by no program" if undrawn else _joined(faults)
        yield Cell("shown", engine.name, row.kind, row.script, fault)


def kept(made: Form, saver: str, file: bytes) -> Iterator[Cell]:
    """The file has what was put in, and what was there from the start."""
    found = answers(file)
    for row in made.rows:
        meant: dict[str, Answer | None] = {**row.filled, **row.answers}
        fault = _joined(_lost(answer, found.get(name)) for name, answer in meant.items())
        yield Cell("kept", saver, row.kind, row.script, fault)


def _lost(meant: Answer | None, found: Answer | None) -> str:
    if found == meant:
        return ""
    if found in (None, ""):
        return "is not kept"
    return "keeps something else"


def _collected(made: Form, saver: str, file: bytes) -> Iterator[Cell]:
    """The profile has it after collecting."""
    faults = collected.faults(made, file)
    for row in made.rows:
        fault = _joined(faults[name] for name in (*row.filled, *row.answers))
        yield Cell("collected", saver, row.kind, row.script, fault)


def _opened(made: Form, after: bytes, engine: Engine, saved: Mapping[str, bytes]) -> Iterator[Cell]:
    """What was there from the start is as it was, and what was put in since is drawn."""
    assert engine.draw
    meant, places = _meant(engine, after), spots(made.file)
    for saver, file in saved.items():
        seen = engine.draw(file)
        for row in made.rows:
            faults = (
                _other(engine, row, name, (meant, seen), spot)
                for name in (*row.filled, *row.answers)
                for spot in places[name]
            )
            yield Cell("opened", saver, row.kind, row.script, _joined(faults), engine.name)


def _other(engine: Engine, row: Row, name: str, pictures: tuple[Pictures, Pictures], spot: Spot) -> str:
    """Words that were put in are set anew by the program; all else looks as we drew it."""
    if engine.own_face:
        return something(*pictures, spot)
    if name in row.answers and row.look != "button":
        return words(*pictures, spot, row.look)
    return same(*pictures, spot)


def _validate(results: Results, saved: Iterable[_Saved], shipped: Mapping[str, bytes]) -> None:
    """Both validators, veraPDF in one run for all files."""
    saved, failed = list(saved), dict[str, str]()
    if verapdf.NAME in results.versions:
        files = {str(number): each.file for number, each in enumerate(saved)} | dict(shipped)
        failed = {name: ", ".join(rules) for name, rules in verapdf.failures(files).items() if rules}
        results.sheets = len(shipped)
    for number, each in enumerate(saved):
        rules = broken_rules(each.file) or failed.get(str(number), "")
        fault = f"breaks rules of PDF/UA-1 ({rules})" if rules else ""
        results.cells.append(Cell("valid", each.program, "", each.script, fault))
    results.failing = {name: failed[name] for name in shipped if name in failed}


def broken_rules(file: bytes) -> str:
    """The rules of PDF/UA-1 that a file breaks, by a validator in Python; empty if it passes."""
    failures = page_validation.validate_pdf_bytes(file, profile="ua1").failures
    return ", ".join(dict.fromkeys(str(failure.rule_id) for failure in failures))


def _joined(faults: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, faults)))


def _meant(engine: Engine, file: bytes) -> Pictures:
    """How a file is drawn by another program than the one in question."""
    return _drawn(mupdf.NAME if engine.name == poppler.NAME else poppler.NAME, file)


@cache
def _drawn(program: str, file: bytes) -> Pictures:
    return (mupdf.draw if program == mupdf.NAME else poppler.draw)(file)
