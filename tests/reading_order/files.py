"""Tagged PDFs of other makers, written by hand: what is in them is what a test says."""

from __future__ import annotations

from collections.abc import Mapping

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf(content: str, objects: Mapping[str, str], tree: str = "[$doc]", more: str = "") -> bytes:
    """A file of one page. `$name` in an object stands for a reference to the object of that name.

    `page`, `root`, `tree` and `content` are there already; names that end in + add to what is there,
    and `more` to the page.
    """
    everything = {
        "root": "<< /Type /Catalog /Pages $pages /Lang (en) /StructTreeRoot $tree >>",
        "pages": "<< /Type /Pages /Kids [$page] /Count 1 >>",
        "page": "<< /Type /Page /Parent $pages /MediaBox [0 0 200 200] /Contents $content "
        f"/Resources << /Font << /F $font >> {objects.get('resources+', '')} >> {more} >>",
        "content": stream(content),
        "font": FONT,
        "tree": f"<< /Type /StructTreeRoot /K {tree} {objects.get('tree+', '')} >>",
        **{name: body for name, body in objects.items() if not name.endswith("+")},
    }
    return _file(everything)


def stream(content: str, entries: str = "") -> str:
    """A stream, with entries in its dictionary."""
    return f"<< /Length {len(content)} {entries} >>\nstream\n{content}\nendstream"


def drawing(content: str, resources: str = "") -> str:
    """A form XObject."""
    return stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {resources} >>")


def element(role: str, kids: str, more: str = "") -> str:
    """A structure element on the page."""
    return f"<< /Type /StructElem /S /{role} /Pg $page /K {kids} {more} >>"


def shown(mcid: int, words: str, y: int = 100, tag: str = "P") -> str:
    """A line of text as marked content."""
    return f"/{tag} <</MCID {mcid}>> BDC BT /F 10 Tf 20 {y} Td ({words}) Tj ET EMC\n"


def widget(entries: str) -> str:
    """A form field that is its own widget."""
    return f"<< /Type /Annot /Subtype /Widget /F 4 /Rect [20 50 120 70] {entries} >>"


def held(name: str) -> str:
    """A kid that is an annotation."""
    return f"<< /Type /OBJR /Obj ${name} >>"


def _file(objects: Mapping[str, str]) -> bytes:
    numbers = {name: number for number, name in enumerate(objects, 1)}
    data, offsets = b"%PDF-1.7\n", []
    for name, body in objects.items():
        for other in sorted(numbers, key=len, reverse=True):
            body = body.replace(f"${other}", f"{numbers[other]} 0 R")
        offsets.append(len(data))
        data += f"{numbers[name]} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root {numbers['root']} 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()
