"""The same words as a draft, written by plain python-docx and by docxtpl, as their manuals show it.

They write headings, paragraphs and tables. The parts of a draft that can be filled in and read back
have no counterpart there: a region is its paragraphs, a check its text.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import NamedTuple

from docx import Document as new_document

from prepsheet.document import (
    Block,
    Bullets,
    Check,
    Document,
    Heading,
    Paragraph,
    Region,
    Run,
    Table,
)


class Words(NamedTuple):
    """A stretch of a draft: lines under a heading ("" for none), and the rows of a table."""

    heading: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def words_of(document: Document) -> list[Words]:
    """All words of a draft, stretch by stretch."""
    return [
        words for page in document.pages for frame in page.frames for b in frame.blocks for words in _words(b)
    ]


def _words(block: Block) -> Iterator[Words]:
    match block:
        case Heading():
            yield Words(_text(block.text), ())
        case Paragraph() | Check():
            yield Words("", (_text(block.text),))
        case Bullets():
            yield Words("", tuple(_text(item.text) for item in block.items))
        case Region():
            yield Words(
                f"{block.title} {block.note}", tuple(f"{b.label}\t{_text(b.text)}" for b in block.beats)
            )
        case Table():
            cells = (tuple(map(_text, row.cells)) for row in block.rows)
            yield Words("", (), (block.header, *cells))
        case _:
            raise ValueError(block)


def _text(inline: str | tuple[Run, ...]) -> str:
    return inline if isinstance(inline, str) else "".join(run.text for run in inline)


def by_python_docx(words: list[Words]) -> bytes:
    """The draft by python-docx and its own template."""
    made = new_document()
    for part in words:
        if part.heading:
            made.add_heading(part.heading, 1)
        for line in part.lines:
            made.add_paragraph(line)
        if part.rows:
            table = made.add_table(rows=len(part.rows), cols=len(part.rows[0]))
            for row, texts in zip(table.rows, part.rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def by_docxtpl(words: list[Words]) -> Callable[[], bytes]:
    """What makes the draft by docxtpl, of a template in which the tables are tab-separated lines."""
    from docxtpl import DocxTemplate

    made = new_document()
    made.add_paragraph("{%p for part in parts %}")
    made.add_paragraph("{%p if part.heading %}")
    made.add_heading("{{ part.heading }}", 1)
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p for line in part.lines %}")
    made.add_paragraph("{{ line }}")
    made.add_paragraph("{%p endfor %}")
    made.add_paragraph("{%p for row in part.rows %}")
    made.add_paragraph("{{ row | join(' ') }}")
    made.add_paragraph("{%p endfor %}")
    made.add_paragraph("{%p endfor %}")
    source = io.BytesIO()
    made.save(source)
    parts = [part._asdict() for part in words]

    def render() -> bytes:
        template = DocxTemplate(io.BytesIO(source.getvalue()))
        template.render({"parts": parts}, autoescape=True)
        out = io.BytesIO()
        template.save(out)
        return out.getvalue()

    return render
