"""A returned file, read by what it is and not by what it is called."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import is_zipfile

from prepsheet.collect.model import Returned, Words
from prepsheet.problems import InputError, Place, error, shown

Format = Literal["pdf", "word"]

LARGEST = 64 << 20
"""Bytes of a file that is looked at; the readers have limits of their own."""

LARGE = 1_500_000
"""Bytes from which on a PDF is read in a process of its own, as damaged ones are."""

_ENDINGS: dict[str, Format] = {".pdf": "pdf", ".docx": "word", ".docm": "word"}
_NAMES: dict[Format, str] = {"pdf": "a PDF", "word": "a Word document"}
_OLE = b"\xd0\xcf\x11\xe0"
"""How old Word documents begin, and new ones with a password."""


def read(path: Path, words: Callable[[], Words] = Words) -> Returned:
    """What a returned file says; `words` as `word.read` takes them.

    Raises InputError for one that can't be read, or is no sheet.
    """
    file = shown(str(path), 1000)
    data = _contents(path, file)
    found = _format(data, file)
    named = _ENDINGS.get(path.suffix.lower(), found)
    if named != found:
        message = f"this is {_NAMES[found]}, and called as if it were {_NAMES[named]}"
        raise _refused(file, "misnamed", message, "give it the ending that it should have")
    return _from_word(data, file, words) if found == "word" else _from_pdf(data, file)


def _from_word(data: bytes, file: str, words: Callable[[], Words]) -> Returned:
    from prepsheet.collect import word

    return word.read(data, file, words)


def _from_pdf(data: bytes, file: str) -> Returned:
    from prepsheet.collect import apart, pdf

    if len(data) <= LARGE:
        with suppress(pdf.Damaged):
            return pdf.read(data, file, repair=False)
    return apart.read(data, file)


def _contents(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        message = f"this file can't be read: {getattr(fault, 'strerror', None) or fault}"
        raise _refused(file, "unreadable-file", message, "check the name and the folder") from None
    if not data:
        raise _refused(file, "empty-file", "the file is empty", "fetch it again")
    if len(data) > LARGEST:
        raise _refused(file, "too-large", f"this is larger than {LARGEST >> 20} MB", "no sheet is")
    return data


def _format(data: bytes, file: str) -> Format:
    if b"%PDF-" in data[:1024]:
        if is_zipfile(BytesIO(data)):
            message = "this is a PDF and a zip archive in one, which no sheet is"
            raise _refused(file, "two-in-one", message, "open it in a viewer and save it anew")
        return "pdf"
    if data.startswith((b"PK", _OLE)):
        return "word"
    message = "this is neither a PDF nor a Word document"
    raise _refused(file, "unknown-format", message, "collect the sheets that prepsheet has made, filled in")


def _refused(file: str, code: str, message: str, hint: str) -> InputError:
    return InputError([error(Place(file), code, message, hint)])
