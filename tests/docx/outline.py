"""The structure of a draft in a few readable lines, to keep as a golden and to read in a diff."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.docx.parts import VAL, W14, W, body, style


def outline(docx: bytes) -> str:
    """One line a paragraph, control, table row or section, indented by nesting."""
    return "".join(f"{line.rstrip()}\n" for line in _blocks(body(docx), ""))


def _blocks(parent: etree._Element, indent: str) -> Iterator[str]:
    for block in parent:
        match etree.QName(block).localname:
            case "p":
                yield f"{indent}{style(block):<12}{_inline(block)}"
            case "sdt":
                yield f"{indent}control {_properties(block)}"
                yield from _blocks(block.find(W + "sdtContent"), indent + "    ")
            case "tbl":
                yield from _table(block, indent)
            case "sectPr":
                size = block.find(W + "pgSz")
                yield f"{indent}section {size.get(W + 'w')} x {size.get(W + 'h')}"


def _table(table: etree._Element, indent: str) -> Iterator[str]:
    widths = [column.get(W + "w") for column in table.iter(W + "gridCol")]
    title = table.find(f"{W}tblPr/{W}tblCaption").get(VAL)
    yield f"{indent}table {title!r}, columns {' '.join(widths)}"
    for row in table.iter(W + "tr"):
        head = row.find(f"{W}trPr/{W}tblHeader") is not None
        yield f"{indent}    {'head' if head else 'row'}"
        for cell in row.iter(W + "tc"):
            yield from _blocks(cell, indent + "        ")


def _inline(parent: etree._Element) -> str:
    return "".join(_part(element) for element in parent)


def _part(element: etree._Element) -> str:
    match etree.QName(element).localname:
        case "bookmarkStart":
            return f"{{{element.get(W + 'name')}: "
        case "bookmarkEnd":
            return "}"
        case "sdt":
            return f"<{_properties(element)}: {_inline(element.find(W + 'sdtContent'))}>"
        case "r":
            return _run(element)
        case _:
            return ""


def _run(element: etree._Element) -> str:
    signs = {W + "tab": " → ", W + "br": " ↵ ", W + "rPr": ""}
    words = "".join(signs.get(child.tag, child.text) for child in element)
    found = element.find(f"{W}rPr/{W}rStyle")
    return words if found is None else f"<{found.get(VAL)}: {words}>"


def _properties(control: etree._Element) -> str:
    shown = []
    for item in control.find(W + "sdtPr"):
        name = etree.QName(item).localname
        if name == "checkbox":
            shown.append(f"checkbox {item.find(W14 + 'checked').get(W14 + 'val')}")
        else:
            shown.append(f"{name} {item.get(VAL)}")
    return ", ".join(shown)
