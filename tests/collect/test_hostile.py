"""Files that want to do harm, through the whole command: each is told, within limits, and changes nothing.

The readers' own tests have more of them; here are those that could take time or memory, in a process
that may have little of both, and those whose way goes on to the profile.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.collect.edits import untold
from tests.collect.hostile import form, pdf, stream, text
from tests.collect.test_pdf import KINDS, nested
from tests.collect.test_word import body, smaller_than_it_is, zipped
from tests.pdf.processes import ROOT

resource = pytest.importorskip("resource")

SECONDS, MEMORY = 10, 1 << 30
"""What a process may use: of the processor, and of memory in bytes. Both are twice what is allowed."""
PROFILE = "basics:\n  name: Zuzana\nprep:\n  goals: [{id: near, role: lead}]\n"
PROGRAM = """
import json, sys
import prepsheet.collect
from prepsheet.cli import run
collect = prepsheet.collect.collect
def noted(*arguments, **more):
    found = collect(*arguments, **more)
    print(json.dumps([[problem.code for problem in found.problems], found.values]), file=sys.stderr)
    return found
prepsheet.collect.collect = noted
sys.exit(run(["collect", *sys.argv[1:], "--into", "me.yaml", "--anyway"]))
"""
WHY = text(b"(goals.near.why)", b"(because)")
GIGA = 1 << 30


class Hostile(NamedTuple):
    """How a file is made, and what comes of it: codes of problems, why a goal is one, the exit code."""

    make: Callable[[], bytes]
    codes: tuple[str, ...] = ()
    why: str = ""
    code: int = 3


def zeros(size: int) -> bytes:
    """So many bytes, compressed, which are never all there."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + block * (size >> 20) + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def packed(data: bytes, entries: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    """A stream of data that are compressed already."""
    return b"<< %s /Filter %s /Length %d >>\nstream\n%s\nendstream" % (entries, filters, len(data), data)


TWICE = b"[/FlateDecode /FlateDecode]"


def paged(content: bytes, more: bytes = b"") -> bytes:
    """A form with a field, and a page of this content, which nobody draws."""
    page = b"<< /Type /Page /Parent 2 0 R /Contents 20 0 R %s >>" % more
    return pdf({3: page, 4: b"<< /Fields [10 0 R] >>", 10: WHY, 20: content})


def table(data: bytes, entries: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    """A file that is nothing but its table, compressed."""
    told = b"/Type /XRef /Size 100 /W [1 4 2] /Root 2 0 R " + entries
    return b"%%PDF-1.7\n1 0 obj\n%s\nendobj\nstartxref\n9\n%%%%EOF\n" % packed(data, told, filters)


def catalog(entries: bytes, fields: bytes = b"/Fields [10 0 R]") -> bytes:
    """A form with a field, and more in its catalog."""
    root = b"<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R %s >>" % entries
    return pdf({1: root, 4: b"<< %s >>" % fields, 10: WHY})


def chain(length: int) -> bytes:
    """A value that is a reference to a reference, and so on."""
    links = {number: b"%d 0 R" % (number + 1) for number in range(100, 100 + length)}
    return form(text(b"(tone)", b"100 0 R"), more={**links, 100 + length: b"(dry)"})


def kids(count: int) -> bytes:
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * count, count)
    return pdf({2: pages, 4: b"<< /Fields [10 0 R] >>", 10: WHY})


def packs() -> bytes:
    """Objects that are said to be packed, of which it takes minutes to see that there are none."""
    pack = packed(zlib.compress(b"1 0 " * 1_900_000, 9), b"/Type /ObjStm /N 1900000 /First 1")
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, pack) for number in range(1, 180))


PDFS = {
    "E1 garbage before it": Hostile(lambda: b"x" * 5_000_000 + KINDS, ("unknown-format",)),
    "E1 half of it": Hostile(lambda: KINDS[: len(KINDS) // 2], ("broken-pdf",)),
    "E2 page of 2 GB": Hostile(lambda: paged(packed(zeros(2 * GIGA))), (), "because", 0),
    "E2 page of 2 GB in 6 kB": Hostile(
        lambda: paged(packed(zlib.compress(zeros(2 * GIGA)), filters=TWICE)), (), "because", 0
    ),
    "E2 table of 2 GB": Hostile(lambda: table(zeros(2 * GIGA)), ("broken-pdf",)),
    "E2 table of 2 GB in 6 kB": Hostile(
        lambda: table(zlib.compress(zeros(2 * GIGA)), filters=TWICE), ("broken-pdf",)
    ),
    "E2 objects of 2 GB without a table": Hostile(
        lambda: b"%%PDF-1.7\n5 0 obj\n%s\nendobj\n" % packed(zeros(2 * GIGA), b"/Type /ObjStm /N 9 /First 9"),
        ("broken-pdf",),
    ),
    "E3 value of 2 GB": Hostile(
        lambda: form(text(b"(tone)", b"20 0 R"), more={20: packed(zeros(2 * GIGA))}), ("broken-value",)
    ),
    "E4 5,000 deep": Hostile(lambda: nested(5000), ("unsound-pdf",)),
    "E5 200,000 pages": Hostile(lambda: kids(200_000), ("broken-pdf",)),
    "E6 500,000 fields": Hostile(
        lambda: pdf({4: b"<< /Fields [%s] >>" % (b"<</T(a)>> " * 500_000)}), ("broken-pdf",)
    ),
    "E7 value of 4 MB": Hostile(
        lambda: form(text(b"(tone)", b"(" + b"x" * 4_000_000 + b")")), ("text-too-long",)
    ),
    "E8 one name, two values": Hostile(lambda: form(WHY, WHY.replace(b"because", b"x")), ("twice",)),
    "E9 names": Hostile(
        lambda: form(
            text(b"(../../x)", b"(a)"), text(b"(goals.near.\\000)", b"(b)"), text(b"<FFFE00D8>", b"(c)"), WHY
        ),
        ("unknown-field",) * 3,
        "because",
    ),
    "E11 formula": Hostile(
        lambda: form(text(b"(goals.near.why)", b"(=HYPERLINK\\(1\\))")),
        (),
        "=HYPERLINK(1)",
        0,
    ),
    "E13 XFA": Hostile(
        lambda: catalog(b"", b"/Fields [10 0 R] /XFA (<!DOCTYPE x [<!ENTITY a 'b'>]>)"), ("xfa",)
    ),
    "E14 form that is sent": Hostile(
        lambda: catalog(b"/OpenAction << /S /SubmitForm /F (http://127.0.0.1:1/) >>"),
        ("program",),
        "because",
        0,
    ),
    "E15 page of endless size": Hostile(
        lambda: paged(stream(b"q " * 10_000_000), b"/MediaBox [0 0 1000000000 1000000000]"), (), "because", 0
    ),
    "E15 columns": Hostile(
        lambda: table(zlib.compress(b"\2" * 1000), b"/DecodeParms << /Predictor 12 /Columns 2000000000 >>"),
        ("broken-pdf",),
    ),
    "E16 a million beginnings": Hostile(
        lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 1_000_000 + b"%%EOF", ("broken-pdf",)
    ),
    "E16 packs of a million beginnings": Hostile(packs, ("too-much",)),
    "E17 chain": Hostile(lambda: chain(3000), ("broken-pdf",)),
    "E17 itself": Hostile(lambda: form(text(b"(tone)", b"20 0 R"), more={20: b"20 0 R"}), ("broken-pdf",)),
    "E23 101 MB": Hostile(lambda: b"%PDF-1.7\n" + bytes(101 << 20), ("too-large",)),
}


def wordy(declaration: bytes, words: bytes = b"") -> Callable[[], bytes]:
    """A draft whose main part begins with a declaration."""
    return lambda: zipped(word__document_xml=body(b"<w:p/>" + words, declaration))


def large(name: str, begin: bytes, block: bytes, end: bytes = b"") -> bytes:
    """A draft with a part of a hundred million bytes."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for each, content in untold().parts.items():
            if each != name:
                archive.writestr(each, content)
        with archive.open(name, "w") as part:
            part.write(begin)
            for _ in range(100):
                part.write(block * (1_000_000 // len(block)))
            part.write(end)
    return target.getvalue()


def members(count: int) -> bytes:
    """An archive that says to have so many parts."""
    return b"PK\x03\x04" + (b"PK\x01\x02" + bytes(42)) * count + b"PK\x05\x06" + bytes(18)


def escaping() -> bytes:
    """A draft with a part that wants to be elsewhere."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in {"../../x": b"x", "/etc/x": b"x", **untold().parts}.items():
            archive.writestr(name, content)
    return target.getvalue()


def leading_out() -> bytes:
    """A draft whose main part is said to be elsewhere."""
    draft = untold()
    rels = draft.parts["_rels/.rels"]
    draft.parts["_rels/.rels"] = rels.replace(b"word/document.xml", b"../../../../etc/passwd")
    return draft.saved()


LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10 if number else b"ha")
    for number in range(20)
)
MAIN = "word/document.xml"
DOCXS = {
    "F1 entity of the net": Hostile(
        wordy(b'<!DOCTYPE x [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]>', b"&x;"), ("dtd",)
    ),
    "F1 parameter entity": Hostile(
        wordy(b'<!DOCTYPE x [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>'), ("dtd",)
    ),
    "F3 a billion laughs": Hostile(wordy(b"<!DOCTYPE x [%s]>" % LAUGHS, b"&l19;"), ("too-deep",)),
    "F3 one long laugh": Hostile(
        wordy(b'<!DOCTYPE x [<!ENTITY x "%s">]>' % (b"x" * 100_000), b"&x;" * 100_000), ("too-deep",)
    ),
    "F4 100 MB of space": Hostile(lambda: large(MAIN, b"", b" "), ("too-large",)),
    "F4 100 MB of paragraphs": Hostile(lambda: large(MAIN, b"", b"<w:p/>"), ("too-large",)),
    "F4 100 MB that say they are ten bytes": Hostile(
        lambda: smaller_than_it_is(large(MAIN, b"", b" ")), ("damaged",)
    ),
    "F4 45 MB of paragraphs": Hostile(
        lambda: zipped(word__document_xml=body(b"<w:p/>" * 7_500_000)), ("too-large",)
    ),
    "F5 picture of 100 MB": Hostile(lambda: large("word/media/a.png", b"", b" "), ("too-large",)),
    "F6 200,000 parts": Hostile(lambda: members(200_000), ("too-large",)),
    "F7 parts elsewhere": Hostile(escaping, ("other-version",), "", 0),
    "F7 main part elsewhere": Hostile(leading_out, ("not-word",)),
    "F9 100,000 deep": Hostile(
        lambda: zipped(word__document_xml=body(b"<w:r>" * 100_000 + b"</w:r>" * 100_000)), ("too-deep",)
    ),
}


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


ROWS = [
    pytest.param(f"a.{ending}", row, id=what)
    for ending, table in (("pdf", PDFS), ("docx", DOCXS))
    for what, row in table.items()
]


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_hostile_files(tmp_path: Path, name: str, row: Hostile) -> None:
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    (folder / "me.yaml").write_text(PROFILE)
    (folder / name).write_bytes(row.make())
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, name],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path)},
        capture_output=True,
        preexec_fn=limit,
        check=False,
    )
    told, *_ = done.stderr.decode().splitlines()
    assert json.loads(told) == [[*row.codes], {"goals.near.why": row.why} if row.why else {}]
    assert done.returncode == row.code
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()} - {name, "me.yaml"}
    assert left == ({"me.yaml.bak"} if row.why else set())
    assert ((folder / "me.yaml").read_text() == PROFILE) is (not row.why)
