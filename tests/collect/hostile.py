"""PDFs put together by hand, as nobody's viewer would."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

CATALOG = b"<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, with one page unless they say otherwise; the catalog is object 1."""
    bodies = {1: CATALOG, 2: PAGES, 3: PAGE} | dict(objects)
    data, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(bodies.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, last = len(data), max(bodies)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        data += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    data += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, trailer, start)
    return bytes(data)


def form(*fields: bytes, more: Mapping[int, bytes] | None = None) -> bytes:
    """A file with a form of these fields."""
    numbered = {10 + number: field for number, field in enumerate(fields)}
    references = b" ".join(b"%d 0 R" % number for number in numbered)
    return pdf({4: b"<< /Fields [%s] >>" % references} | numbered | dict(more or {}))


def text(name: bytes, value: bytes, more: bytes = b"") -> bytes:
    """A text field; name and value as they stand in the file."""
    return b"<< /FT /Tx /T %s /V %s /DV () %s >>" % (name, value, more)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream."""
    packed = zlib.compress(data, 9)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (entries, len(packed), packed)
