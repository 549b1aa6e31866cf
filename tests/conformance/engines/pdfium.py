"""PDFium, the engine of Chrome's and Edge's viewers, typed into letter by letter."""

from __future__ import annotations

from importlib.metadata import version as installed

from PIL import Image
from pypdfium2 import PDFIUM_INFO

from tests.conformance.form import Answers, Picked
from tests.pdf.pdfium import opened
from tests.pdf.reading import pages

NAME = "PDFium"


def version() -> str:
    return f"{PDFIUM_INFO.version} (pypdfium2 {installed('pypdfium2')})"


def draw(pdf: bytes) -> list[Image.Image]:
    with opened(pdf) as reader:
        return [reader.picture(page) for page in range(len(pages(pdf)))]


def fill(pdf: bytes, answers: Answers) -> bytes:
    with opened(pdf) as reader:
        for name, answer in answers.items():
            match answer:
                case str():
                    reader.type(name, answer)
                case int():
                    reader.click(name, answer)
                case Picked(place):
                    reader.choose(name, place)
        return reader.saved()
