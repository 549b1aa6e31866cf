"""The objects of a PDF, through pypdf and without its types, which know too little to help."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject


def catalog(pdf: bytes) -> Any:
    """The document's root."""
    return PdfReader(io.BytesIO(pdf)).trailer["/Root"].get_object()


def trailer(pdf: bytes) -> Any:
    """What the file says about itself at its end."""
    return PdfReader(io.BytesIO(pdf)).trailer


def pages(pdf: bytes) -> list[Any]:
    """The pages."""
    return list(PdfReader(io.BytesIO(pdf)).pages)


def information(pdf: bytes) -> Any:
    """The information dictionary."""
    return PdfReader(io.BytesIO(pdf)).metadata


def content(pdf: bytes, page: int = 0) -> bytes:
    """The content of a page, decompressed."""
    contents = pages(pdf)[page].get_contents()
    return b"" if contents is None else bytes(contents.get_data())


def fonts_of(pdf: bytes) -> dict[str, Any]:
    """The font dictionaries of the first page, by the name of their face."""
    fonts = [reference.get_object() for reference in pages(pdf)[0]["/Resources"]["/Font"].values()]
    return {font["/BaseFont"].partition("+")[2]: font for font in fonts}


def widgets(pdf: bytes) -> list[Any]:
    """The form's widgets, in the order of the pages."""
    return [each.get_object() for page in pages(pdf) for each in array(page.get("/Annots"))]


def fields(pdf: bytes) -> dict[str, Any]:
    """The fields by their full names, as pypdf finds them; branches are left out."""
    found = PdfReader(io.BytesIO(pdf)).get_fields() or {}
    return {name: field for name, field in found.items() if "/FT" in field}


def values(pdf: bytes) -> dict[str, Any]:
    """The fields' values by their full names."""
    return {name: field.value for name, field in fields(pdf).items()}


def elements(root: Any) -> Iterator[IndirectObject]:
    """References to the structure elements of a catalog, in reading order."""
    waiting = array(root["/StructTreeRoot"].raw_get("/K"))
    while waiting:
        reference = waiting.pop(0)
        yield reference
        kids = array(reference.get_object().get("/K"))
        waiting[:0] = [kid for kid in kids if isinstance(kid, IndirectObject)]


def array(value: Any) -> list[Any]:
    """The items of an array, which need not be there or be one."""
    found = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(found, list):
        return list(found)
    return [] if found is None else [value]
