"""Plain values out of the reader's objects, whatever a broken file has in their place."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_MARKS = (
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF8, "utf-8"),
)


def text(value: Any) -> str:
    """A text string, as the reader has decoded it or as the bytes of a content stream."""
    found = resolved(value)
    if isinstance(found, bytes):
        for mark, encoding in _MARKS:
            if found.startswith(mark):
                return found[len(mark) :].decode(encoding, "replace")
        return found.decode("latin-1")
    return str(found) if isinstance(found, str) else ""


def name(value: Any) -> str:
    """A name without its slash, or the empty text."""
    found = resolved(value)
    return found[1:] if isinstance(found, str) and found.startswith("/") else ""


def number(value: Any, default: int = 0) -> int:
    """A whole number."""
    found = resolved(value)
    return int(found) if isinstance(found, int | float) and abs(found) < 1 << 31 else default


def array(value: Any) -> list[Any]:
    """The items of an array, which need not be there or be one; references stay references."""
    found = resolved(value)
    if isinstance(found, ArrayObject):
        return list(found)
    return [] if found is None else [value]


def dictionary(value: Any) -> DictionaryObject:
    """A dictionary, or an empty one."""
    found = resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def resolved(value: Any) -> Any:
    """What a reference stands for."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def locked(reader: PdfReader) -> bool:
    """Whether only a password opens the file; without one, readers of assistive technology get in."""
    try:
        return reader.is_encrypted and not reader.decrypt("")
    except Exception:  # the cipher is one that is not at hand
        return True


def identity(value: Any) -> int:
    """The number of an object of the file; 0 for one that has none."""
    reference = value if isinstance(value, IndirectObject) else getattr(value, "indirect_reference", None)
    return reference.idnum if reference is not None else 0


def inherited(field: DictionaryObject, key: str) -> Any:
    """An entry of a form field, or of the nearest field above that has it."""
    return next((each[key] for each in upward(field) if key in each), None)


def upward(field: DictionaryObject, depth: int = 32) -> Iterator[DictionaryObject]:
    """A form field, then the field that holds it, and so on."""
    while field and depth:
        yield field
        field, depth = dictionary(field.get("/Parent")), depth - 1


def matrix(operands: list[Any]) -> Matrix:
    """Six numbers as a transformation."""
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def times(first: Matrix, second: Matrix) -> Matrix:
    """The transformation that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
