"""The print file of a cohort: pages a second, memory, and megabytes.

Run as `python -m tests.bench.printfile [PEOPLE]`, 10,000 people by default. Everybody gets the goals
worksheet, two pages filled in: each field as one of the example people has it, no two people alike.
Rendering comes first, on all processors, into a file; what is measured is the book alone, in a process
of its own, so that its memory is known.
"""

from __future__ import annotations

import os
import random
import resource
import struct
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

import msgspec

from prepsheet import sheets
from prepsheet.pdf.book import Book
from prepsheet.profile import Profile
from tests.making import DAY, LIBRARY, PEOPLE, person

LENGTH = struct.Struct(">I")
FILLED = [person(name) for name in PEOPLE]


def someone(number: int) -> Profile:
    """An invented person: a name of their own, and goals put together from those of the examples."""
    choice = random.Random(number)
    one = choice.choice(FILLED)
    goals = []
    for place, goal in enumerate(one.prep.goals[:2]):
        others = [other.prep.goals[place] for other in FILLED if len(other.prep.goals) > place]
        mixed = {field: getattr(choice.choice(others), field) for field in goal.__struct_fields__}
        goals.append(msgspec.structs.replace(goal, **mixed | {"id": goal.id, "horizon": goal.horizon}))
    first, last = (choice.choice(FILLED).basics.name.split()[end] for end in (0, -1))
    basics = msgspec.structs.replace(one.basics, name=f"{first} {last} {number}")
    prep = msgspec.structs.replace(one.prep, goals=tuple(goals))
    return msgspec.structs.replace(one, basics=basics, prep=prep)


def rendered(number: int) -> bytes:
    """The fragment of that person."""
    (sheet,) = sheets.plan(someone(number), LIBRARY, ("goals",), sheets.Options(DAY, flat=True))
    return sheets.render(sheet, printing=True).fragment


def spooled(file: BinaryIO) -> Iterator[bytes]:
    """The fragments of a file, one after the other."""
    while head := file.read(LENGTH.size):
        yield file.read(LENGTH.unpack(head)[0])


def bind(folder: Path) -> None:
    """Writes the print file, and prints what that took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, start = time.perf_counter(), time.process_time()
    with (
        (folder / "spool").open("rb") as file,
        Book(lambda n: (folder / f"{n}.pdf").open("wb"), "Goals", "en-GB", DAY.isoformat()) as book,
    ):
        for number, fragment in enumerate(spooled(file), 1):
            book.add(f"Person {number}", f"{number}-", [fragment])
    busy, wall = time.process_time() - start, time.perf_counter() - wall
    pages, size = sum(book.sides), sum(path.stat().st_size for path in folder.glob("*.pdf"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{pages} pages in {wall:.1f} s ({busy:.1f} s of a processor): {pages / busy:.0f} pages/s")  # noqa: T201
    print(f"memory {peak / 1024:.0f} MB, {(peak - before) / 1024:.0f} of them the book's")  # noqa: T201
    print(f"file {size / 1e6:.1f} MB in {len(book.sides)} volumes, {size / pages / 1000:.2f} kB a page")  # noqa: T201


def main() -> None:
    """Render, then measure and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        with ProcessPoolExecutor() as pool, (Path(folder) / "spool").open("wb") as file:
            for fragment in pool.map(rendered, range(people), chunksize=50):
                file.write(LENGTH.pack(len(fragment)) + fragment)
            size = file.tell()
        took = time.perf_counter() - start
        print(f"rendered in {took:.1f} s on {os.cpu_count()} processors; spool {size / 1e6:.1f} MB")  # noqa: T201
        process = get_context("spawn").Process(target=bind, args=(Path(folder),))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
