"""MuPDF: the functions that its viewer calls when someone types and clicks."""

from __future__ import annotations

from typing import Any

from PIL import Image

from tests.conformance.form import Answer, Answers, Picked
from tests.conformance.pictures import DOTS
from tests.downloads import NotHere

NAME = "MuPDF"


def _pymupdf() -> Any:
    try:
        import pymupdf
    except ImportError as absent:
        raise NotHere("PyMuPDF is not installed (pip: pymupdf)") from absent
    return pymupdf


def version() -> str:
    pymupdf = _pymupdf()
    return f"{pymupdf.mupdf_version} (PyMuPDF {pymupdf.pymupdf_version})"


def draw(pdf: bytes) -> list[Image.Image]:
    with _pymupdf().open(stream=pdf, filetype="pdf") as document:
        return [_picture(page) for page in document]


def _picture(page: Any) -> Image.Image:
    pymupdf = _pymupdf()
    dots = page.get_pixmap(matrix=pymupdf.Matrix(DOTS, DOTS), colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (dots.width, dots.height), dots.samples)


def fill(pdf: bytes, answers: Answers) -> bytes:
    pymupdf, buttons = _pymupdf(), dict[str, int]()
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for page in document:
            for widget in page.widgets():
                name = widget.field_name
                number = buttons[name] = buttons.get(name, -1) + 1
                if name in answers:
                    _answer(widget, answers[name], number)
            pymupdf.mupdf.pdf_update_page(pymupdf.mupdf.pdf_page_from_fz_page(page.this))
        return bytes(document.tobytes())


def _answer(widget: Any, answer: Answer, number: int) -> None:
    """What its viewer does at a click. PyMuPDF's own way to fill puts other ticks in place of the file's."""
    annotation, mupdf = widget._annot.this, _pymupdf().mupdf
    match answer:
        case str():
            mupdf.pdf_set_text_field_value(annotation, answer)
        case int() if answer == number:
            mupdf.pdf_toggle_widget(annotation)
        case Picked(place):
            widget.field_value = widget.choice_values[place]
            widget.update()
