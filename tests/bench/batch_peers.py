"""What fills the same roster elsewhere: pdfcpu, a plain form of as many fields; docxtpl, a plain draft.

Both are given less to do: their page is finished, and only its blanks are filled in. No tags, no fonts but
Helvetica, no text that is chosen or fitted.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import time
from pathlib import Path

from docx import Document as new_document
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from prepsheet import sheets
from prepsheet.profile import Profile
from tests.bench.class_of import HEADER
from tests.bench.word_peers import words_of
from tests.making import DAY, LIBRARY, document_of

LINE, ROWS = 48, 15
"""Points, and fields on a page."""


def pdfcpu(roster: Path, folder: Path) -> float | None:
    """Seconds that `pdfcpu form multifill` takes; None where it is not installed."""
    program = shutil.which("pdfcpu") or shutil.which(str(Path.home() / "go/bin/pdfcpu"))
    if program is None:
        return None
    blanks = _form(folder / "form.pdf")
    with roster.open(encoding="utf-8", newline="") as stream:
        forms = [_filled(row, blanks) for row in csv.DictReader(stream)]
    (folder / "forms.json").write_text(json.dumps({"header": {}, "forms": forms}), encoding="utf-8")
    (folder / "filled").mkdir()
    command = [program, "form", "multifill", "form.pdf", "forms.json", "filled"]
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    seconds = time.perf_counter() - began
    made = len(list((folder / "filled").iterdir()))
    assert made == len(forms), f"{made} forms of {len(forms)}"
    return seconds


def _form(path: Path) -> int:
    """A form of two pages with as many text fields as the goals worksheet has, and the roster's."""
    (sheet,) = sheets.plan(Profile(), LIBRARY, ("goals",), sheets.Options(DAY))
    held = PdfReader(io.BytesIO(sheets.render(sheet).data)).get_fields() or {}
    fields: int = sum(each.get("/FT") == "/Tx" for each in held.values())
    canvas = Canvas(str(path), pageCompression=1)
    names = [*HEADER, *(f"field {number}" for number in range(fields - len(HEADER)))]
    for start in range(0, len(names), ROWS):
        for place, name in enumerate(names[start : start + ROWS]):
            height = 780 - LINE * place
            canvas.drawString(40, height + 5, name)
            canvas.acroForm.textfield(name=name, x=140, y=height, width=400, height=18, fontSize=10)
        canvas.showPage()
    canvas.save()
    return fields - len(HEADER)


def _filled(row: dict[str, str], blanks: int) -> dict[str, list[dict[str, object]]]:
    texts = row | {f"field {number}": "" for number in range(blanks)}
    return {"textfield": [{"name": name, "value": text, "locked": False} for name, text in texts.items()]}


def docxtpl(roster: Path, folder: Path) -> float | None:
    """Seconds that docxtpl takes in a loop, as its manual has it; None where it is not installed."""
    try:
        from docxtpl import DocxTemplate
    except ImportError:
        return None
    template = folder / "template.docx"
    _template(template)
    (folder / "drafts").mkdir()
    began = time.perf_counter()
    with roster.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            filled = DocxTemplate(template)
            filled.render({name.replace(" ", "_").replace("-", "_"): text for name, text in row.items()})
            filled.save(folder / "drafts" / f"{row['Id']}.docx")
    return time.perf_counter() - began


def _template(path: Path) -> None:
    """The words of an answer draft, and the columns of the roster in between."""
    made = new_document()
    blanks = [f"{name}: {{{{ {name.replace(' ', '_').replace('-', '_')} }}}}" for name in HEADER]
    for part in words_of(document_of("answer-draft", "nobody")):
        if part.heading:
            made.add_heading(part.heading, 1)
        for line in part.lines:
            made.add_paragraph(line.replace("{", "(").replace("}", ")"))
        if blanks:
            made.add_paragraph(blanks.pop(0))
    for blank in blanks:
        made.add_paragraph(blank)
    made.save(str(path))
