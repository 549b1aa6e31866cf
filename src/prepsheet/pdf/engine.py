"""reportlab, which writes our pages and files: imported here alone, and deaf to settings that are not ours.

When it is first imported, reportlab runs `~/.reportlab_settings`, or a `reportlab_settings.py` from
anywhere on the path, as Python; it obeys `RL_*` variables; and it asks for the working folder,
which may be gone. None of that may change a byte of a sheet, or keep it from being made. Where the
program around us has imported reportlab before, its settings stay, but for those in `PINNED`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

SETTINGS_MODULE = "reportlab_settings"
PINNED = {"useA85": 0, "pdfComments": 0, "pdfMultiLine": 0}
"""Every setting that shows in a file and can't be given to the canvas."""


@contextmanager
def _without_settings() -> Iterator[None]:
    """An empty settings module stands in for all others, and the variables are put aside."""
    aside = {name: os.environ.pop(name) for name in [*os.environ] if name.startswith("RL_")}
    stands_in = sys.modules.setdefault(SETTINGS_MODULE, module := ModuleType(SETTINGS_MODULE)) is module
    try:
        yield
    finally:
        os.environ.update(aside)
        if stands_in:
            del sys.modules[SETTINGS_MODULE]


@contextmanager
def _in_some_folder() -> Iterator[None]:
    """Steps aside into our own folder for as long as the working folder is one that was deleted."""
    try:
        Path.cwd()
    except FileNotFoundError:
        here = os.open(".", os.O_RDONLY)
        os.chdir(Path(__file__).parent)
        try:
            yield
        finally:
            os.fchdir(here)
            os.close(here)
    else:
        yield


with _without_settings(), _in_some_folder():
    from reportlab import rl_config
    from reportlab.pdfbase.pdfdoc import XMP, BasicFonts, PDFDocument, PDFObject, PDFPage, PDFStream
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

vars(rl_config).update(PINNED)

BASIC_FONTS: str = BasicFonts
"""What reportlab calls the font resources that all pages share."""
PDF_ALPHABET = "pdfdoc"
"""The codec of PDF's own 8-bit alphabet, which reportlab registers."""

__all__ = [
    "BASIC_FONTS",
    "PDF_ALPHABET",
    "XMP",
    "Canvas",
    "PDFDocument",
    "PDFObject",
    "PDFPage",
    "PDFPathObject",
    "PDFStream",
]
