"""Programs that people fill forms with, one module each.

NAME            what people call it
version()       raises NotHere if this machine does not have it
draw(pdf)       its pages as a person sees them on opening, in grey, DOTS to the point
fill(pdf, ...)  the file it saves after a person has typed and clicked the answers
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PIL import Image

from tests.conformance.engines import chromium, mupdf, pdfium, pdfjs, poppler, pypdf
from tests.conformance.form import Answers

Draw = Callable[[bytes], list[Image.Image]]
Fill = Callable[[bytes, Answers], bytes]


class Engine(NamedTuple):
    """A program. `own_face`: it shows fields in a typeface of its own, not in the file's.

    `opens`: it is given what the others saved; not where another program here has the same engine.
    """

    name: str
    version: Callable[[], str]
    draw: Draw | None = None
    fill: Fill | None = None
    own_face: bool = False
    opens: bool = True


ENGINES = (
    Engine(pdfium.NAME, pdfium.version, pdfium.draw, pdfium.fill),
    Engine(chromium.NAME, chromium.version, chromium.draw, chromium.fill, opens=False),
    Engine(pdfjs.NAME, pdfjs.version, pdfjs.draw, pdfjs.fill, own_face=True),
    Engine(pdfjs.PRINTED, pdfjs.version, pdfjs.draw_printed, opens=False),
    Engine(mupdf.NAME, mupdf.version, mupdf.draw, mupdf.fill),
    Engine(poppler.NAME, poppler.version, poppler.draw, poppler.fill),
    Engine(pypdf.NAME, pypdf.version, None, pypdf.fill, opens=False),
)
