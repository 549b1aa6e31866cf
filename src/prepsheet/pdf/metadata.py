"""What the file says about itself: title, author, language, dates, that it is PDF/UA-1, and its origin."""

from __future__ import annotations

import msgspec

from prepsheet import __version__
from prepsheet.document import NOWHERE
from prepsheet.pdf import operators as op
from prepsheet.pdf.canvas import TaggedCanvas
from prepsheet.pdf.clock import timestamp
from prepsheet.pdf.engine import XMP
from prepsheet.typeset.pages import Pages

PROGRAM = f"prepsheet {__version__}"

ORIGIN = "Prepsheet"
"""The key of a sheet's origin, in the page-piece dictionary of the catalog (ISO 32000-1, 14.5) and again
in the information dictionary: programs that save a filled form keep the one, the other or both."""

_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "�")
_ESCAPES = str.maketrans(_XML) | _NOT_XML

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    }.items()
)


def describe(canvas: TaggedCanvas, pages: Pages) -> None:
    """Fills in the information dictionary and the XMP packet, which agree."""
    moment = timestamp(pages.date)
    canvas.setTitle(pages.title)
    canvas.setAuthor(pages.author)
    canvas.setSubject(pages.subject)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setDateFormatter(lambda *_: pdf_date(moment))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if pages.rtl:
        canvas.setViewerPreference("Direction", "R2L")
    said = packet(pages.title, pages.author, pages.subject, pages.language, moment)
    canvas.catalog.Metadata = XMP(creator=lambda _: said)
    if pages.origin != NOWHERE:
        canvas.tell(ORIGIN, op.text_string(msgspec.json.encode(pages.origin).decode()), pdf_date(moment))


def pdf_date(moment: str) -> str:
    """A moment of `clock.timestamp` the way PDF writes it."""
    return f"D:{''.join(filter(str.isdigit, moment))}Z"


def packet(title: str, author: str, subject: str, language: str, moment: str) -> bytes:
    """The XMP packet of a file; empty texts are left out of it."""
    properties = {
        "pdfuaid:part": "1",
        "dc:format": "application/pdf",
        "dc:title": _alternatives(title),
        "dc:creator": _listed("Seq", author),
        "dc:description": _alternatives(subject),
        "dc:language": _listed("Bag", language),
        "xmp:CreateDate": moment,
        "xmp:ModifyDate": moment,
        "xmp:CreatorTool": PROGRAM,
        "pdf:Producer": PROGRAM,
    }
    body = "".join(f"<{name}>{value}</{name}>" for name, value in properties.items() if value)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {_NAMESPACES}>'
        f'<rdf:Description rdf:about="">{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="r"?>'
    ).encode()


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li></rdf:Alt>' if text else ""


def _listed(kind: str, text: str) -> str:
    return f"<rdf:{kind}><rdf:li>{_escaped(text)}</rdf:li></rdf:{kind}>" if text else ""
