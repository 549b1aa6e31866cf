"""What a run found, as a page that somebody who hands out forms can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tests.conformance.collected import AS_KEPT
from tests.conformance.engines import mupdf, poppler, pypdf
from tests.conformance.matrix import Cell, Part, Results
from tests.conformance.sample import OURS, SHEET

ASKED: dict[Part, str] = {
    "shown": "shown on opening",
    "kept": "kept when typed or chosen",
    "collected": "collected into the profile",
    "opened": "shown in the others afterwards",
    "valid": "still PDF/UA-1 afterwards",
}
JOINED = frozenset({"Arabic", "Hebrew", "Devanagari"})
"""Scripts that are read from right to left, or whose letters change beside one another."""


class Cause(NamedTuple):
    """Why cells are not right: what a person sees, what to do, and the cells that it explains."""

    seen: str
    advice: str
    explains: Callable[[Cell], bool]


CAUSES = (
    Cause(
        "the fonts that the program brings with it are not embedded, so the file is no longer PDF/UA",
        "collect it, and hand on the sheet that is then made",
        lambda cell: cell.part == "valid" and cell.program == mupdf.NAME,
    ),
    Cause(
        "one stroke of the cross in a box that was checked from the start",
        "nothing: the box is checked",
        lambda cell: cell.kind == "checkbox" and (cell.program, cell.reader) == (pypdf.NAME, poppler.NAME),
    ),
    Cause(
        "letters one by one, not joined or not in the order in which they are read",
        "nothing: what was typed is kept whole, and the sheet made after collecting it is set right",
        lambda cell: cell.script in JOINED,
    ),
    Cause(
        "typed words in fonts that MuPDF has and others have not: letters are missing, or others",
        "collect it: what was typed is kept whole",
        lambda cell: cell.program == mupdf.NAME,
    ),
)
"""In this order: the first that explains a cell."""
UNEXPLAINED = "see the program"


def page(results: Results) -> str:
    """The results in Markdown."""
    return "\n".join([*_head(results), *_table(results.cells), *_wrong(results.cells)]) + "\n"


def must(cell: Cell) -> bool:
    """Whether a cell is one of those that have to be right.

    What others show of typed words is theirs to set; and MuPDF writes in fonts of its own whatever a
    file has. What is kept wrong can't be collected right.
    """
    if cell.part == "collected":
        return cell.fault != AS_KEPT
    return cell.part in ("shown", "kept") or (cell.part == "valid" and cell.program != mupdf.NAME)


def count(cells: Iterable[Cell]) -> str:
    """How many of the cells are right: `11 of 12`."""
    faults = [cell.fault for cell in cells]
    return f"{faults.count('')} of {len(faults)}" if faults else "–"


def _head(results: Results) -> Iterator[str]:
    yield "# Forms in the programs that people fill them with"
    yield ""
    yield (
        f"Made by `make conformance` on {results.day}. Every kind of field, in every script, is opened in "
        "each program, filled in, saved, and opened in the others. A field counts as right if it looks as "
        "we drew it, or holds exactly what was put in."
    )
    yield ""
    yield f"Programs: {', '.join(f'{name} {version}' for name, version in results.versions.items())}."
    if results.absent:
        yield f"Not here: {'; '.join(f'{name} ({reason})' for name, reason in results.absent.items())}."
    yield ""
    yield (
        f"veraPDF, PDF/UA-1, over {results.sheets} shipped sheets of all example people, papers, inks and "
        f"presets: {len(results.failing)} fail."
    )
    yield from (f"- {name}: {rules}" for name, rules in results.failing.items())
    yield ""


def _table(cells: list[Cell]) -> Iterator[str]:
    for title, chosen in _GROUPS.items():
        yield f"## {title}"
        yield ""
        yield f"| program | {' | '.join(ASKED.values())} |"
        yield f"|---|{'---|' * len(ASKED)}"
        for program in dict.fromkeys(cell.program for cell in cells):
            own = [cell for cell in cells if cell.program == program and chosen(cell)]
            yield f"| {program} | {' | '.join(count(c for c in own if c.part == part) for part in ASKED)} |"
        yield ""


def _wrong(cells: list[Cell]) -> Iterator[str]:
    """What a person sees where it is not right, by cause; what has no known cause as it was found."""
    found: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.fault:
            cause = next((each for each in CAUSES if each.explains(cell)), None)
            found[(cause.seen, cause.advice) if cause else (_raw(cell), UNEXPLAINED)].append(cell)
    every = {cell.script for cell in cells} - {SHEET}
    yield "## What goes wrong"
    yield ""
    yield "| a person sees | saved by | opened in | fields | scripts | what to do |"
    yield "|---|---|---|---|---|---|"
    for (seen, advice), those in found.items():
        programs = _named(cell.program for cell in those)
        readers, kinds = (_named(cell.reader for cell in those), _named(cell.kind for cell in those))
        scripts = "all" if {cell.script for cell in those} >= every else _named(cell.script for cell in those)
        yield f"| {seen} | {programs} | {readers} | {kinds} | {scripts} | {advice} |"


def _raw(cell: Cell) -> str:
    return f"{ASKED[cell.part]}: {cell.fault.partition(';')[0]}"


def _named(names: Iterable[str]) -> str:
    """Names, each once; a dash for none."""
    return ", ".join(dict.fromkeys(filter(None, names))) or "–"


_GROUPS: dict[str, Callable[[Cell], bool]] = {
    "A whole worksheet; Latin, Vietnamese, Greek, Cyrillic": lambda cell: cell.script in OURS,
    "All other scripts": lambda cell: cell.script not in OURS,
}
