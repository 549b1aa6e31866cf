"""What a run found, as a page that somebody who hands out forms can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from tests.conformance.collected import AS_KEPT
from tests.conformance.matrix import Cell, Part, Results

SHIPPED = frozenset({"Latin", "Vietnamese", "Greek", "Cyrillic"})
"""Scripts that the shipped fonts write."""
ASKED: dict[Part, str] = {
    "shown": "shown on opening",
    "kept": "kept when typed or chosen",
    "collected": "collected into the profile",
    "opened": "shown in the others afterwards",
    "valid": "still PDF/UA-1 afterwards",
}
TYPED = frozenset({"PDFium", "pdf.js", "Poppler", "pypdf"})
"""Programs that must keep whatever is typed in the shipped scripts."""


def page(results: Results) -> str:
    """The results in Markdown."""
    return "\n".join([*_head(results), *_table(results.cells), *_wrong(results.cells)]) + "\n"


def must(cell: Cell) -> bool:
    """Whether a cell is one of those that have to be right."""
    typed = cell.part == "kept" and cell.program in TYPED and cell.script in SHIPPED
    collected = cell.part == "collected" and cell.fault != AS_KEPT
    return cell.part == "shown" or typed or collected


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
    """What a person sees where it is not right; scripts with one fault share a line."""
    scripts: dict[tuple[str, str, Part, str, str], list[str]] = defaultdict(list)
    for cell in cells:
        if cell.fault:
            key = cell.program, cell.reader, cell.part, cell.kind, cell.fault.partition(";")[0]
            scripts[key].append(cell.script)
    yield "## What goes wrong"
    yield ""
    for (program, reader, part, kind, fault), names in scripts.items():
        where = f"{program}, then {reader}" if reader else program
        yield f"- **{where}**, {kind}, {ASKED[part]}: {fault} ({', '.join(dict.fromkeys(names))})"


_GROUPS: dict[str, Callable[[Cell], bool]] = {
    "Latin, Vietnamese, Greek, Cyrillic": lambda cell: cell.script in SHIPPED,
    "All other scripts, and a whole worksheet": lambda cell: cell.script not in SHIPPED,
}
