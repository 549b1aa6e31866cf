"""PDFs that came back damaged: cut off, with something before or behind them, or with a wrong table.

Programs append what was filled in to the file, so that it holds the objects of before as well. A reader
that is lenient with a damaged table takes these, as if nobody had written anything. Here a table is
believed only where it leads to all its objects; else those at hand are taken, the last of each number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PdfReadError
from pypdf.generic import IndirectObject, NameObject

from prepsheet.reading_order.values import dictionary, name

_HEADER, _END, _OBJECT_END = b"%PDF-", b"%%EOF", b"endobj"
_OBJECT = re.compile(rb"\s{0,9}\b([0-9]{1,9})\s{1,9}([0-9]{1,5})\s{1,9}obj\b")
_MORE = re.compile(rb"[\s\0]*[0-9]|.*\bobj\b", re.DOTALL)
"""What follows the end of a file if it is the beginning of more."""


def is_cut_off(file: bytes) -> bool:
    """Whether the end of a file is missing."""
    return bool(_MORE.match(file.rpartition(_END)[2]))


def sound(data: bytes) -> PdfReader:
    """A reader of a whole file whose table leads to all its objects. Raises any exception for another."""
    if is_cut_off(data):
        raise PdfReadError("its end is missing")
    file = _own_part(data)
    reader = PdfReader(BytesIO(file), strict=True)
    for generation, places in reader.xref.items():
        free = reader.xref_free_entry.get(generation, {})
        for number, place in places.items():
            if not free.get(number):
                found = _OBJECT.match(file, place)
                if not found or (int(found[1]), int(found[2])) != (number, generation):
                    raise PdfReadError(f"object {number} is not where it should be")
    return reader


def rebuilt(data: bytes) -> PdfReader:
    """A reader of all objects that are whole, of each number the last.

    Raises any exception if there is no catalog among them. Takes long for files that want it to.
    """
    file = data[max(data.find(_HEADER), 0) :]
    whole = file.rfind(_OBJECT_END) + len(_OBJECT_END)
    cut = _OBJECT.search(file, whole)
    table = b"\nstartxref\n0\n" + _END  # which is none, so that the reader makes one
    reader = PdfReader(BytesIO(file[: cut.start() if cut else None] + table))
    apart = reader.xref.get(0, {})
    for number, (pack, _) in [*reader.xref_objStm.items()]:
        if apart.get(number, -1) > apart.get(pack, 0):  # it was packed at first, and written anew since
            del reader.xref_objStm[number]
    reader.resolved_objects.clear()
    if "/Root" not in reader.trailer:
        reader.trailer[NameObject("/Root")] = _catalog(reader, {*apart, *reader.xref_objStm}, file)
    return reader


def _own_part(data: bytes) -> bytes:
    """What is between the first header and the last end, from where places in the file are counted."""
    before, end, _ = data[max(data.find(_HEADER), 0) :].rpartition(_END)
    return before + end


def _catalog(reader: PdfReader, numbers: Iterable[int], file: bytes) -> Any:
    """The one object that is the catalog, where no trailer is left that says so.

    A trailer would also say how the file is encrypted, if it is.
    """
    found = []
    for number in numbers:
        with suppress(Exception):
            reference = IndirectObject(number, 0, reader)
            found += [reference] if name(dictionary(reference).get("/Type")) == "Catalog" else []
    if len(found) != 1 or b"/Standard" in file:
        raise PdfReadError("its end is missing")
    return found[0]
