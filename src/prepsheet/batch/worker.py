"""What a worker does: a chunk of rows to files, each row for itself. Runs wherever it is sent."""

from __future__ import annotations

import faulthandler
import os
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

from prepsheet.batch import people
from prepsheet.batch.model import Done, Job, Made, Outcome, Task
from prepsheet.batch.pool import MEMORY
from prepsheet.batch.store import InTheWay, Writing
from prepsheet.problems import InputError, OutputError, Place, PrepsheetError, Problem, error, warning
from prepsheet.roster import Row
from prepsheet.sheets import Rendered, kit, plan, render

LONGEST = 60.0
"""Seconds that a chunk may take to be made, beside the one or two that it should."""
COVER = "cover"
"""The sheet that is in front of a person's others in the print file, and no file."""
Claim = Literal["free", "done", "changed", "foreign"]


def work(job: Job, tasks: Sequence[Task]) -> Outcome:
    """Make a chunk of rows. What is wrong with one of them is told in its place; it raises nothing."""
    began = time.perf_counter()
    try:
        with job.store.writing() as output:
            with limited(LONGEST):
                done = tuple(_made(job, task, output) for task in tasks)
            output.commit()
    except OutputError as refused:
        return Outcome((), time.perf_counter() - began, refused.problems)
    return Outcome(done, time.perf_counter() - began)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """End this process if the block takes longer: no exception gets through to code that is in C for ever.

    The run then finds a worker that died, and tells the row.
    """
    with Path(os.devnull).open("wb") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _made(job: Job, task: Task, output: Writing) -> Done:
    try:
        return _row(job, task, output)
    except OutputError:
        raise
    except PrepsheetError as failure:
        problems = failure.problems
    except InTheWay as obstacle:
        problems = (error(Place(task.folder), "in-the-way", str(obstacle), "move it away"),)
    except MemoryError:
        message = f"its sheets need more memory than a worker may take ({MEMORY >> 30} GiB)"
        problems = (error(Place(task.folder), "memory", message),)
    except Exception as failure:
        problems = (_mistake(failure),)
    return Done(task.row.number, (), (*task.row.problems, *problems))


def rendered(job: Job, row: Row, token: str = "") -> tuple[list[Rendered], list[Problem]]:
    """A row's sheets, a cover last, and what was found on the way.

    Their pages carry the `token` if the job is to have codes. Raises InputError with what is wrong with any.
    """
    profile, remarks = people.person(row, job.folder, job.library)
    options = replace(
        job.options,
        target=row.target or job.options.target,
        folder=(job.folder / row.file).parent if row.file else job.folder,
        code=token if job.codes else "",
    )
    names = job.names
    if job.cover:
        theirs = names or kit(job.library, profile)
        names = (*(name for name in theirs if name != COVER), COVER)
    made, faults = list[Rendered](), list[Problem]()
    for sheet in plan(profile, job.library, names, options):
        try:
            file = job.files and not (job.cover and sheet.name == COVER)
            made.append(render(sheet, file=file, printing=job.printing))
        except PrepsheetError as failure:
            faults += failure.problems
    if faults:
        raise InputError(dict.fromkeys(faults))
    found = dict.fromkeys([*remarks, *(problem for each in made for problem in each.problems)])
    return made, list(found)


def _row(job: Job, task: Task, output: Writing) -> Done:
    found, remarks = rendered(job, task.row, task.token)
    theirs, cover = (found[:-1], found[-1:]) if job.cover else (found, [])
    fragments = tuple(each.fragment for each in (*cover, *theirs) if each.fragment)
    made, kept = _saved(job, task, theirs, output) if job.files else ((), ())
    names = tuple(each.sheet.name for each in found)
    return Done(task.row.number, made, (*task.row.problems, *remarks, *kept), fragments, names)


def _saved(
    job: Job, task: Task, sheets: Sequence[Rendered], output: Writing
) -> tuple[tuple[Made, ...], tuple[Problem, ...]]:
    """The row's files in place, but for those that somebody has changed; and which these are.

    Raises InputError, before any is written, for files in the way that prepsheet did not make.
    """
    names = [f"{task.folder}/{each.sheet.name}.{each.sheet.format}" for each in sheets]
    there = job.store.read_all(names)
    claims = [
        _claim(found, each.data, task.ours.get(name), job.force)
        for name, each, found in zip(names, sheets, there, strict=True)
    ]
    if foreign := [name for name, claim in zip(names, claims, strict=True) if claim == "foreign"]:
        raise InputError(map(_foreign, foreign))
    made, kept = [], []
    for name, each, found, claim in zip(names, sheets, there, claims, strict=True):
        stamp = output.put(name, each.data) if claim == "free" else job.store.stamp(name)
        data = found if claim == "changed" and found is not None else each.data
        sheet, changed = each.sheet.name, claim == "changed"
        made.append(Made(name, sheet, each.pages, len(data), _digest(data), stamp, changed))
        if changed:
            kept.append(_kept(name))
    return tuple(made), tuple(kept)


def _claim(there: bytes | None, data: bytes, ours: str | None, force: bool) -> Claim:
    """Whose the file at a place is, in which `data` is to go.

    The place of a file of ours is free, and so is that of a torn one: it begins as the whole.
    """
    if there == data:
        return "done"
    if force or there is None or data.startswith(there) or _digest(there) == ours:
        return "free"
    return "foreign" if ours is None else "changed"


def _foreign(name: str) -> Problem:
    hint = "move it, write elsewhere with -o, or replace it with --force"
    return error(Place(name), "exists", "there is a file here that prepsheet has no record of", hint)


def _kept(name: str) -> Problem:
    message = "this file was changed after prepsheet made it, so it is kept"
    return warning(Place(name), "edited", message, "move it, or replace it with --force")


def _mistake(failure: Exception) -> Problem:
    """A mistake of ours, told without the person's text, which exceptions may quote."""
    frame = traceback.extract_tb(failure.__traceback__)[-1]
    where = f"{type(failure).__name__} at {Path(frame.filename).name}:{frame.lineno} {frame.name}"
    message = f"something went wrong inside prepsheet ({where})"
    return error(Place(""), "mistake", message, "this is a mistake of ours, not of the row")


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
