"""Workbooks written by hand, sound ones and others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DATE = 1
"""The style of a date."""

Value = str | int | float


def workbook(*sheets: str, states: Sequence[str] = (), parts: Mapping[str, str] | None = None) -> bytes:
    """A workbook of sheets, each the XML of its data; `parts` are put beside or in place of the usual."""
    names = range(1, len(sheets) + 1)
    state = {number: f' state="{text}"' for number, text in enumerate(states, 1)}
    listed = "".join(f'<sheet name="List {n}" sheetId="{n}" r:id="r{n}"{state.get(n, "")}/>' for n in names)
    links = "".join(_link(f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in names)
    links += _link("s1", "styles", "styles.xml") + _link("s2", "sharedStrings", "sharedStrings.xml")
    whole = {
        "_rels/.rels": _links(_link("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": _links(links),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
        **{f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in zip(names, sheets, strict=True)},
        **(parts or {}),
    }
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in whole.items():
            packed.writestr(name, text)
    return into.getvalue()


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _links(links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def sheet(*rows: Sequence[Value], rest: str = "") -> str:
    """A sheet of values; `rest` is what stands behind them."""
    lines = [
        f'<row r="{number}">{"".join(cell(value) for value in row)}</row>'
        for number, row in enumerate(rows, 1)
    ]
    return data("".join(lines), rest)


def data(rows: str, rest: str = "", before: str = "") -> str:
    """A sheet of the XML of its rows."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{rest}</worksheet>'


def cell(value: Value, more: str = "") -> str:
    """A cell that stands behind the one before it."""
    if isinstance(value, str):
        return f'<c t="inlineStr"{more}><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c{more}><v>{value}</v></c>"


def book(*rows: Sequence[Value], rest: str = "") -> bytes:
    """A workbook of one sheet of values."""
    return workbook(sheet(*rows, rest=rest))
