"""A program that fills forms, and what it may find there."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject


def filled(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """The form with these values: texts, stored values of options (several under each other), yes or no."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    fields = dict(fields_of(writer.pages))
    for path, text in values.items():
        fields[path][NameObject("/V")] = _value(fields[path], text)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def updated(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """The same as programs save it that append what has changed to the file as it was."""
    reader = PdfReader(io.BytesIO(pdf))
    trailer: Any = reader.trailer
    fields, data, places = dict(fields_of(reader.pages)), bytearray(pdf + b"\n"), dict[int, int]()
    for path, text in values.items():
        field = fields[path]
        field[NameObject("/V")] = _value(field, text)
        number = field.indirect_reference.idnum
        places[number] = len(data)
        body = io.BytesIO()
        field.write_to_stream(body)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body.getvalue())
    start, root = len(data), trailer.raw_get("/Root").idnum
    rows = (b"%d 1\n%010d 00000 n \n" % place for place in sorted(places.items()))
    before = int(pdf[pdf.rindex(b"startxref") + 9 : -6])
    data += b"xref\n%strailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        b"".join(rows), trailer["/Size"], root, before, start,
    )  # fmt: skip
    return bytes(data)


def fields_of(pages: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each field's name and its dictionary."""
    for page in pages:
        for reference in page.get("/Annots", ()):
            widget = reference.get_object()
            field = widget if "/T" in widget else widget["/Parent"]
            yield _name(field), field


def _name(field: Any) -> str:
    above = f"{_name(field['/Parent'])}." if "/Parent" in field else ""
    return f"{above}{field['/T']}"


def _value(field: Any, text: str) -> Any:
    if field["/FT"] == "/Btn" and "/Opt" in field:
        return NameObject(f"/{[str(each) for each in field['/Opt']].index(text)}")
    if field["/FT"] == "/Btn":
        return NameObject("/Yes" if text == "yes" else "/Off")
    if field["/FT"] == "/Ch":
        shown = dict(zip(field["/XXKind"]["/Values"], field["/Opt"], strict=True))
        return TextStringObject(shown.get(text, text))
    return TextStringObject(text)
