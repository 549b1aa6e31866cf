"""Every shipped sheet, in every way that it can be made, and print files of them."""

from __future__ import annotations

from itertools import product
from typing import Any

from prepsheet import sheets
from prepsheet.pdf.imposition import IMPOSITIONS
from tests.making import DAY, LIBRARY, PAPERS, PEOPLE, PRINTED, pages_of, person
from tests.pdf.binding import bound

INKS = "colour", "mono"
MODES: tuple[dict[str, Any], ...] = ({}, {"flat": True}, {"blank": True})
PRESETS: tuple[dict[str, Any], ...] = tuple(
    {"preset": preset} for preset in getattr(sheets, "PRESETS", ())
) or ({},)
"""How sheets can be set for their reader, where the planner knows any such way."""


def every() -> dict[str, bytes]:
    """PDFs by what they are; of those that are the same to the byte, one."""
    found: dict[bytes, str] = {}
    for who, paper, ink, mode, preset in product(PEOPLE, PAPERS, INKS, MODES, PRESETS):
        options: dict[str, Any] = {"paper": paper, "ink": ink, **mode, **preset}
        wanted = sheets.Options(DAY, formats=frozenset({"pdf"}), **options)
        for sheet in sheets.plan(person(who), LIBRARY, LIBRARY.names("content/en/sheets"), wanted):
            said = " ".join(str(value) for value in (sheet.name, who, *options.items()))
            found.setdefault(sheets.render(sheet).data, said)
    return {said: file for file, said in found.items()} | _bound()


def _bound() -> dict[str, bytes]:
    """Print files of every sheet of everybody, on each paper and in every imposition."""
    found = {}
    for paper, imposition in product(PAPERS, IMPOSITIONS):
        everybody = [(who, [pages_of(sheet, who, paper) for sheet in PRINTED]) for who in PEOPLE]
        (found[f"print file {paper} {imposition}"],) = bound(*everybody, imposition=imposition)
    return found
