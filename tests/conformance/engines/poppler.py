"""Poppler, the engine of Evince and Okular: its own interface fills, pdftoppm draws.

Its Python bindings belong to the system's Python, so a process of that one does the filling.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from tests.conformance import machine
from tests.conformance.form import Answers, spots
from tests.conformance.pictures import DOTS

NAME = "Poppler"
FILLING = """
import json, sys, gi
gi.require_version("Poppler", "0.18")
from gi.repository import Gio, Poppler
source, target, answers = sys.argv[1:]
document = Poppler.Document.new_from_file(Gio.File.new_for_path(source).get_uri(), None)
for page, x, y, answer in json.loads(answers):
    for mapping in document.get_page(page).get_form_field_mapping():
        area = mapping.area
        if area.x1 <= x <= area.x2 and area.y1 <= y <= area.y2:
            if answer is None:
                mapping.field.button_set_state(True)
            elif isinstance(answer, str):
                mapping.field.text_set_text(answer)
            else:
                mapping.field.choice_select_item(*answer)
document.save(Gio.File.new_for_path(target).get_uri())
"""


def version() -> str:
    machine.python_with_poppler()
    done = subprocess.run([machine.program("pdftoppm"), "-v"], capture_output=True, text=True, check=True)
    return done.stderr.split("\n")[0].removeprefix("pdftoppm version ")


def draw(pdf: bytes) -> list[Image.Image]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.pdf"
        file.write_bytes(pdf)
        command: list[str | Path] = [
            machine.program("pdftoppm"),
            "-r",
            str(72 * DOTS),
            "-gray",
            file,
            file.with_suffix(""),
        ]
        subprocess.run(command, check=True, capture_output=True)
        return [_picture(page) for page in sorted(Path(folder).glob("*.pgm"))]


def _picture(file: Path) -> Image.Image:
    with Image.open(file) as picture:
        return picture.convert("L")


def fill(pdf: bytes, answers: Answers) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "form.pdf", Path(folder) / "saved.pdf"
        source.write_bytes(pdf)
        command: list[str | Path] = [
            machine.python_with_poppler(),
            "-c",
            FILLING,
            source,
            target,
            _places(pdf, answers),
        ]
        subprocess.run(command, check=True, capture_output=True)
        return target.read_bytes()


def _places(pdf: bytes, answers: Answers) -> str:
    """Page and point of each answer, and the answer; None presses the button that is there."""
    where = spots(pdf)
    places = []
    for name, answer in answers.items():
        spot = where[name][answer if isinstance(answer, int) else 0]
        places.append((spot.page, *spot.point, None if isinstance(answer, int) else answer))
    return json.dumps(places)
