"""What a file really is, whatever its name says."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from prepsheet.problems import InputError, Place, error, shown
from prepsheet.yaml_source import opened

Kind = Literal["text", "workbook"]

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_PROFILES = frozenset({".yaml", ".yml", ".json"})
_AS_WORKBOOK = "open it in a spreadsheet program and save it as .xlsx or “CSV UTF-8”"
_STARTS = (
    (b"%PDF", "a PDF", "name the folder that it is in, or the spreadsheet of people"),
    (b"{\\rtf", "a text document (RTF)", _AS_WORKBOOK),
    (b"\x1f\x8b", "a compressed file (gzip)", "unpack it first"),
    (b"\x89PNG", "a picture", "name the spreadsheet of people"),
    (b"\xff\xd8\xff", "a picture", "name the spreadsheet of people"),
)
_PARTS = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)", _AS_WORKBOOK),
    ("word/document.xml", "a Word document", _AS_WORKBOOK),
    ("content.xml", "a LibreOffice document", _AS_WORKBOOK),
    ("Index/Document.iwa", "a Numbers document", _AS_WORKBOOK),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLE_LIMIT = 64 << 20


def kind_of(path: Path) -> Kind:
    """Whether a file is delimited text or a workbook, and named so. Raises InputError for anything else."""
    if path.suffix.lower() in _PROFILES:
        hint = f"make its sheets: prepsheet build {path.name}; or name the folder of all profiles"
        raise _is(path, "one person's profile", hint)
    with opened(path) as stream:
        start = stream.read(4096)
        if start.startswith(_OLE):
            _refuse_ole(path, _LOCKED in start or _LOCKED in stream.read(_OLE_LIMIT))
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _require_workbook(path)
        return "workbook"
    for mark, what, hint in _STARTS:
        if start.startswith(mark):
            raise _is(path, what, hint)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise _is(path, "a web page or XML, not a spreadsheet", _AS_WORKBOOK)
    if path.suffix.lower() in WORKBOOKS and start:
        raise _is(path, "text, not an Excel workbook", "rename it, so that its name ends in .csv")
    return "text"


def _refuse_ole(path: Path, locked: bool) -> None:
    if locked:
        raise _is(path, "an Excel workbook locked with a password", "save it without a password first")
    raise _is(path, "an old Excel workbook (.xls)", _AS_WORKBOOK)


def _require_workbook(path: Path) -> None:
    try:
        with opened(path) as stream, zipfile.ZipFile(stream) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):  # by ZIP features that Excel never uses
        raise _is(path, "a workbook that is cut off or damaged", "save or download it again") from None
    for part, what, hint in _PARTS:
        if part in names:
            raise _is(path, what, hint)
    if not any(name.startswith("xl/") for name in names):
        raise _is(path, "a ZIP archive, not a workbook", "unpack it, and name the spreadsheet in it")
    if path.suffix.lower() not in WORKBOOKS:
        raise _is(path, "an Excel workbook", "rename it, so that its name ends in .xlsx")


def _is(path: Path, what: str, hint: str) -> InputError:
    return InputError([error(Place(shown(str(path), 1000)), "wrong-kind-of-file", f"this is {what}", hint)])
