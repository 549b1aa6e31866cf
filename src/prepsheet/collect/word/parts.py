"""The parts of a Word file that somebody sent: opened with suspicion, and only those that are needed.

Everything is counted before it is unpacked and parsed, so that a small file can't take much time or
memory; nothing is fetched, run or written.
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from prepsheet.problems import InputError, Place, Problem, error, shown

UNPACKED = 50_000_000
"""Bytes that all parts may have together, unpacked."""
MEMBERS = 2_000
"""Parts that a file may have. A draft has about ten, one with fifty pictures about seventy."""
SIGNS = 500_000
"""`<` that a part may have, at worst some 600 bytes of memory each. A draft has a few thousand."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = b"PK\x01\x02"
_FAULTS = (
    BadZipFile,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What zipfile raises for archives that are not sound."""

_SEND_DOCX = "open it in Word or LibreOffice and save it as Word document (.docx)"
_SEND_AGAIN = "ask for the file again, or save it again in Word"
_OTHER_KINDS = {
    "Index/Document.iwa": "a Pages document",
    "Index.zip": "a Pages document",
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
}
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"{\\rtf": "an RTF file",
    b"<html": "a web page",
    b"<!DOCTYPE": "a web page",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """What is read of a file: its text, its styles if it has any, its custom properties, and remarks."""

    document: etree._Element
    styles: etree._Element | None
    properties: dict[str, str]
    remarks: tuple[Problem, ...]


def opened(data: bytes, file: str) -> Parts:
    """The parts of the Word file `data`. Raises InputError for anything else and for what is not sound."""
    archive = _Archive(data, Place(file))
    main = archive.target("_rels/.rels", "/officeDocument")
    if main is None or not main.endswith(".xml"):
        raise archive.refused("not-word", archive.kind(), _SEND_DOCX)
    document = archive.parsed(main)
    if document.tag == f"{_STRICT}document":
        raise archive.refused("strict-word", "it is in the strict form of Open XML", _SEND_DOCX)
    if document.tag != f"{W}document":
        raise archive.refused("not-word", archive.kind(), _SEND_DOCX)
    relationships = posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")
    styles = archive.target(relationships, "/styles")
    told = archive.target("_rels/.rels", "/custom-properties")
    return Parts(
        document,
        archive.parsed(styles) if styles else None,
        _properties(archive.parsed(told)) if told else {},
        tuple(archive.remarks(relationships)),
    )


def _properties(root: etree._Element) -> dict[str, str]:
    return {str(element.get("name")): "".join(element.itertext()) for element in root}


class _Archive:
    """The archive that a Word file is, checked before anything in it is read."""

    def __init__(self, data: bytes, place: Place) -> None:
        self.place = place
        self._check_signature(data)
        try:
            self.archive = ZipFile(BytesIO(data))
        except _FAULTS:
            raise self.damaged() from None
        self.names = frozenset(self.archive.namelist())
        self._check_members(self.archive.infolist())

    def _check_signature(self, data: bytes) -> None:
        """Refuse what is no archive, or one too large to look into."""
        if not data:
            raise self.refused("empty-file", "the file is empty", _SEND_AGAIN)
        if len(data) > UNPACKED or data.count(_ENTRY) > MEMBERS:
            raise self.too_large()
        if data.startswith(_OLE):
            raise self._old(data)
        if not data.startswith(b"PK"):
            kind = next((kind for start, kind in _SIGNATURES.items() if data.lstrip().startswith(start)), "")
            raise self.refused("not-word", f"it is {kind or 'no Word file'}", _SEND_DOCX)

    def _old(self, data: bytes) -> InputError:
        """What a compound file is: Word's encrypted files are such, too."""
        if "EncryptedPackage".encode("utf-16-le") in data:
            return self._locked()
        if "WordDocument".encode("utf-16-le") in data:
            return self.refused("old-word", "it is a Word 97 file (.doc)", _SEND_DOCX)
        return self.refused("not-word", "it is an old Office file, but not of Word", _SEND_DOCX)

    def _check_members(self, members: list[ZipInfo]) -> None:
        if any(member.flag_bits & 1 for member in members):
            raise self._locked()
        if sum(member.file_size for member in members) > UNPACKED:
            raise self.too_large()
        twice = [
            name for name, count in Counter(one.filename.lower() for one in members).items() if count > 1
        ]
        if twice:
            message = f"it has two parts called {shown(twice[0])}, which may say different things"
            raise self.refused("duplicate-part", message, _SEND_AGAIN)
        if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
            raise self.damaged()

    def read(self, name: str) -> bytes:
        """A part, unpacked; however much it says that it has, no more than a file may have."""
        try:
            with self.archive.open(name) as part:
                data = part.read(UNPACKED + 1)
        except _FAULTS:
            raise self.damaged() from None
        if len(data) > UNPACKED or data.count(b"<") > SIGNS:
            raise self.too_large()
        return data

    def parsed(self, name: str) -> etree._Element:
        """A part, parsed. A DTD is refused even if it is harmless: entities make text disappear."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as fault:
            if fault.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
                raise self.refused(
                    "too-deep", "it is nested too deep, or a text has no end", _SEND_AGAIN
                ) from None
            raise self.damaged() from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.refused(
                "dtd", "it has a document type definition, which Word never writes", _SEND_AGAIN
            )
        return root

    def target(self, relationships: str, kind: str) -> str | None:
        """The part of the archive that relationships of this kind lead to; None if there is none."""
        base = posixpath.dirname(posixpath.dirname(relationships))
        for relationship in self.relationships(relationships):
            if relationship.get("Type", "").endswith(kind) and relationship.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", base, relationship.get("Target", "")))
                return path[1:] if path[1:] in self.names else None
        return None

    def relationships(self, name: str) -> list[etree._Element]:
        """What a relationships part lists; nothing if there is no such part."""
        return list(self.parsed(name).iter(_RELATIONSHIP)) if name in self.names else []

    def remarks(self, relationships: str) -> Iterator[Problem]:
        """Notes of what the file brings along and is left alone."""
        if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in self.names):
            yield self._note("macros", "the file has macros; they were not run")
        for relationship in self.relationships(relationships):
            kind = relationship.get("Type", "").rpartition("/")[2]
            if relationship.get("TargetMode") == "External" and kind != "hyperlink":
                message = f"the file points to {shown(relationship.get('Target', ''))}; it was not fetched"
                yield self._note("outside", message)

    def kind(self) -> str:
        """What an archive that is no Word file is."""
        if "mimetype" in self.names and self.read("mimetype").startswith(b"application/vnd.oasis."):
            return "it is an OpenDocument file (.odt)"
        kinds = (kind for name, kind in _OTHER_KINDS.items() if name in self.names)
        return f"it is {next(kinds, 'no Word file')}"

    def refused(self, code: str, message: str, hint: str) -> InputError:
        """The reason why a file is not read."""
        return InputError([error(self.place, code, message, hint)])

    def too_large(self) -> InputError:
        """The refusal of what would take too much time or memory."""
        hint = "take out pictures and other pages, or type the answers into a new draft"
        return self.refused("too-large", "it is far larger than any draft", hint)

    def damaged(self) -> InputError:
        """The refusal of what can't be unpacked or parsed."""
        return self.refused("damaged", "the file is damaged or cut off", _SEND_AGAIN)

    def _locked(self) -> InputError:
        return self.refused("password", "the file is protected by a password", "save it without one")

    def _note(self, code: str, message: str) -> Problem:
        return Problem(self.place, "note", code, message)
