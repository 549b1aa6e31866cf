"""What a screen reader announces of a PDF, in order, worked out from the file alone.

Nothing here knows how prepsheet makes its PDFs, so that reading one of them back is a check on what
was written: tags in the order of the structure tree, the text of marked content through the fonts'
Unicode maps, form fields from their dictionaries.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import BooleanObject

from prepsheet.problems import InputError, Place, Problem, error, shown, warning
from prepsheet.reading_order.speech import Utterance, speak
from prepsheet.reading_order.tree import Structure, read_structure
from prepsheet.reading_order.values import dictionary, locked, text

__all__ = ["Announced", "Utterance", "announced", "dump", "read"]

LARGEST = 64 << 20
"""Bytes of a file that is read; the reader's own limits guard against what those may unpack to."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A document as it is announced, and what a person would not get to hear of it."""

    title: str
    language: str
    pages: int
    utterances: tuple[Utterance, ...]
    problems: tuple[Problem, ...]


def read(path: Path) -> Announced:
    """Read a tagged PDF.

    Raises `InputError` for a file that can't be read, is locked, or has no tags.
    """
    file = shown(str(path), 1000)
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as fault:
        message = f"this file can't be read: {fault.strerror}"
        raise _refused(file, "unreadable", message, "check the name of the file") from None
    return announced(data, file)


def announced(data: bytes, file: str) -> Announced:
    """What is announced of a PDF's bytes; `file` is what problems name as their place.

    Raises as `read` does.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        return _announced(data, file)
    except InputError:
        raise
    except Exception as fault:  # a broken file makes the reader fail in any way there is
        message = f"this can't be read as a PDF: {shown(str(fault) or type(fault).__name__)}"
        raise _refused(file, "broken-pdf", message, "open it in a viewer and save it anew") from None


def dump(document: Announced) -> str:
    """What is announced as plain text, page by page, a line for each stop of the reader."""
    count = f"{document.pages} page{'' if document.pages == 1 else 's'}"
    spoken_in = f"language {document.language}" if document.language else "no language"
    lines = [f'Document "{document.title}", {spoken_in}, {count}']
    page = 0
    for utterance in document.utterances:
        if utterance.page != page:
            page = utterance.page
            lines += ["", f"Page {page}"]
        lines.append(f"{'  ' * utterance.depth}{utterance.words}")
    return "\n".join(lines)


def _announced(data: bytes, file: str) -> Announced:
    if len(data) > LARGEST:
        raise _refused(file, "too-large", f"this is larger than {LARGEST >> 20} MB", "take a smaller file")
    reader = PdfReader(BytesIO(data))
    if locked(reader):
        raise _refused(file, "locked-pdf", "this PDF is locked with a password", "save it without one")
    root: Any = reader.trailer["/Root"]
    structure = read_structure(reader)
    if structure is None:
        message = "this PDF has no tags: nothing in it says what is read aloud, and in which order"
        raise _refused(file, "no-tags", message, "export it again as tagged PDF or PDF/UA")
    return Announced(
        _title(reader, root, file),
        text(root.get("/Lang")),
        len(reader.pages),
        tuple(speak(structure)),
        tuple(_problems(structure, file)),
    )


def _title(reader: PdfReader, root: Any, file: str) -> str:
    """What the window shows, and is announced first: the title if the file asks for it, else its name."""
    wanted = dictionary(root.get("/ViewerPreferences")).get("/DisplayDocTitle") == BooleanObject(True)
    title = reader.metadata.title if wanted and reader.metadata else None
    return title or file


def _problems(structure: Structure, file: str) -> list[Problem]:
    place = Place(file)
    return [warning(place, fault.code, f"page {fault.page}: {fault.message}") for fault in structure.faults]


def _refused(file: str, code: str, message: str, hint: str) -> InputError:
    return InputError([error(Place(file), code, message, hint)])
