"""What the file says about itself: title, author, language, dates, and that it is PDF/UA-1."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

from prepsheet.pdf import operators as op
from prepsheet.typeset.pages import Pages

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


def timestamp(date: str, environment: Mapping[str, str] = os.environ) -> str:
    """`YYYY-MM-DDTHH:MM:SSZ`: midnight of the ISO `date`, unless SOURCE_DATE_EPOCH says otherwise.

    An epoch that is no number, or beyond the year 5138, is ignored.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal() and len(epoch) <= 11:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(epoch)))
    return f"{date}T00:00:00Z"


def information(pages: Pages, moment: str, producer: str) -> str:
    """The information dictionary."""
    digits = "".join(filter(str.isdigit, moment))
    entries = {
        "Title": pages.title,
        "Author": pages.author,
        "Subject": pages.subject,
        "Producer": producer,
        "CreationDate": f"D:{digits}Z",
        "ModDate": f"D:{digits}Z",
    }
    return f"<< {' '.join(f'/{key} {op.text_string(text)}' for key, text in entries.items() if text)} >>"


def packet(pages: Pages, moment: str, producer: str) -> bytes:
    """The XMP packet, agreeing with the information dictionary."""
    properties = {
        "pdfuaid:part": "1",
        "dc:format": "application/pdf",
        "dc:title": _alternatives(pages.title),
        "dc:creator": _listed("Seq", pages.author),
        "dc:description": _alternatives(pages.subject),
        "dc:language": _listed("Bag", pages.language),
        "xmp:CreateDate": moment,
        "xmp:ModifyDate": moment,
        "pdf:Producer": _escaped(producer),
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
