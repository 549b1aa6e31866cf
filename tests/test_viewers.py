"""Forms in the hands of the programs that need no browser: what `make conformance` asks of all of them."""

from __future__ import annotations

import pytest

from tests import fonts
from tests.conformance import matrix
from tests.conformance.engines import ENGINES, Engine, mupdf, pdfium, poppler, pypdf
from tests.conformance.matrix import Cell, Results
from tests.conformance.page import must, page
from tests.conformance.sample import SCRIPTS, Form, Script, form
from tests.downloads import NotHere
from tests.making import DAY

PROGRAMS = [each for each in ENGINES if each.name in (pdfium.NAME, pypdf.NAME, poppler.NAME, mupdf.NAME)]


@pytest.fixture(params=SCRIPTS, ids=lambda script: script.name, scope="module")
def made(request: pytest.FixtureRequest) -> Form:
    script: Script = request.param
    if not script.ours:
        fonts.needed(script.name)
    return form(script)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_values_are_seen_and_what_is_filled_in_is_kept(made: Form, program: Engine) -> None:
    try:
        program.version()
    except NotHere as reason:
        pytest.skip(str(reason))
    assert program.fill
    saved = program.fill(made.file, made.answers)
    cells = [*matrix.kept(made, program.name, saved)]
    if program.draw:
        cells += matrix.shown(made, program)
    assert [cell for cell in cells if must(cell) and cell.fault] == []
    if program.name != mupdf.NAME:
        assert matrix.broken_rules(saved) == ""


# The page about them


FINE = Cell("kept", "PDFium", "date", "Latin", "")


def told(*cells: Cell) -> list[str]:
    """The rows of what goes wrong, where something is right as well."""
    lines = page(Results(DAY, cells=[FINE, *cells])).splitlines()
    return lines[lines.index("## What goes wrong") + 4 :]


def test_one_cause_is_one_line_whatever_it_spoils() -> None:
    cells = [
        Cell("opened", program, kind, script, f"looks odd in {reader}", reader)
        for program in ("PDFium", "pdf.js")
        for kind in ("text line", "several lines")
        for script in ("Arabic", "Hebrew")
        for reader in ("MuPDF", "Poppler")
    ]
    (line,) = told(*cells)
    assert "| PDFium, pdf.js | MuPDF, Poppler | text line, several lines | Arabic, Hebrew |" in line


def test_what_has_no_known_cause_is_told_as_it_was_found() -> None:
    lost = Cell("kept", "PDFium", "number", "Greek", "is not kept")
    (line,) = told(lost)
    assert line.startswith("| kept when typed or chosen: is not kept | PDFium | – | number | Greek |")


def test_what_is_wrong_in_all_scripts_names_none() -> None:
    (line,) = told(*(Cell("valid", "MuPDF", "", script, "breaks rules") for script in ("Latin", "Greek")))
    assert "| MuPDF | – | – | all |" in line


@pytest.mark.parametrize(
    ("cell", "needed"),
    [
        (Cell("shown", "MuPDF", "date", "Thai", ""), True),
        (Cell("kept", "pdf.js", "date", "Thai", ""), True),
        (Cell("valid", "pdf.js", "", "Thai", ""), True),
        (Cell("valid", "MuPDF", "", "Thai", ""), False),
        (Cell("opened", "pdf.js", "date", "Thai", "", "PDFium"), False),
    ],
)
def test_what_must_be_right(cell: Cell, needed: bool) -> None:
    assert must(cell) == needed
