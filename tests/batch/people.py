"""Small batches: people by name, an order for them, and an executor that works at once, in this process."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from prepsheet.batch import Job, Order
from prepsheet.batch.run import Engine
from prepsheet.batch.store import Disk
from prepsheet.library import standard_library
from prepsheet.roster import Cell, Row
from prepsheet.sheets import Options

DAY = datetime.date(2027, 3, 9)
LIBRARY = standard_library()
OF_ORDERS = {"day", "zipped", "pile", "fresh", "engine", "origin"}


class AtOnce(Executor):
    """Does what is submitted, then and there."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(work(*arguments, **named))
        except Exception as failure:
            future.set_exception(failure)
        return future


HERE = Engine(AtOnce, lambda: 1)


def person(number: int, name: str, key: str = "", **more: Any) -> Row:
    """A row of the roster that says no more than a name."""
    cells = (Cell("basics.name", name, "Name"),)
    return Row(number, key or name.casefold(), name, **{"cells": cells, **more})


def people(*names: str) -> list[Row]:
    return [person(number, name) for number, name in enumerate(names, 1)]


def order(folder: Path, **changes: Any) -> Order:
    """An order for Word drafts, which are made quickly, of a roster in `folder`."""
    output = changes.pop("output", folder / "out")
    of_order = {key: changes.pop(key) for key in OF_ORDERS & changes.keys()}
    options = Options(date=DAY, formats=frozenset({"docx"}), **changes.pop("options", {}))
    job = Job(
        **{
            "names": ("answer-draft",),
            "options": options,
            "library": LIBRARY,
            "folder": folder,
            "store": Disk(output),
            **changes,
        }
    )
    return Order(job, output, "class", **{"origin": "../class.csv", "engine": HERE, **of_order})


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, but for those of the hidden folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".prepsheet" not in path.parts
    }


def names(rows: Iterable[Row]) -> list[str]:
    return [row.name for row in rows]
