"""pypdf, with which programs fill forms. It draws nothing."""

from __future__ import annotations

import io
import logging
from importlib.metadata import version as installed
from typing import Any

from pypdf import PdfReader, PdfWriter

from tests.conformance.form import Answer, Answers, Picked

NAME = "pypdf"

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of fonts without a table that PDF does not need


def version() -> str:
    return installed("pypdf")


def fill(pdf: bytes, answers: Answers) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    known = PdfReader(io.BytesIO(pdf)).get_fields() or {}
    for name, answer in answers.items():
        for page in writer.pages:
            given = {name: _value(answer, known[name])}
            writer.update_page_form_field_values(page, given, auto_regenerate=False)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _value(answer: Answer, field: Any) -> str:
    """A text, the state of a button as the file names it, or the value of an option."""
    match answer:
        case str():
            return answer
        case int():
            states = [state for state in field["/_States_"] if state != "/Off"]
            return str(states[answer])
        case Picked(place):
            return str(field["/Opt"][place])
