"""A headless Chromium, and a server on this machine for what it opens."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Mapping
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from PIL import Image

from tests.conformance.form import Answers, Picked, spots
from tests.conformance.machine import program
from tests.conformance.pictures import DOTS
from tests.downloads import CACHE, NotHere
from tests.pdf.reading import pages

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""root needs the first; the others keep it from looking for hosts on a closed network."""
ROOM = 12
"""Points around a page of the document."""
PAUSE = 300
"""Milliseconds between two looks at a window: when both are the same, it is painted."""
MARGIN = 20
"""Points from the corner of a page at which there is only paper."""


class _Server(ThreadingHTTPServer):
    """What is opened at the moment, by path; anything else is a file of the cache."""

    shown: Mapping[str, bytes] = {}


class _Files(SimpleHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        found = self.server.shown.get(self.path.partition("?")[0][1:])
        if found is None:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path.partition("?")[0]))
        self.send_header("Content-Length", str(len(found)))
        self.end_headers()
        self.wfile.write(found)
        return None

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


class Browser:
    """The browser; `open` gives a page of it."""

    def __init__(self) -> None:
        try:
            from playwright.sync_api import sync_playwright
        except ImportError as absent:
            raise NotHere("playwright is not installed") from absent
        executable = program("chromium")
        self._server = _Server(("127.0.0.1", 0), partial(_Files, directory=str(CACHE)))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        try:
            self._playwright = sync_playwright().start()
            self._chromium = self._playwright.chromium.launch(executable_path=executable, args=QUIET)
        except Exception as failed:  # playwright's own errors are of no other class when its driver fails
            raise NotHere(f"the browser does not start: {failed}") from failed
        self.version = self._chromium.version

    def open(self, path: str, pdf: bytes, dots: int, **files: bytes) -> Any:
        """A window on `path`, which finds the file at /document.pdf, and others; close it after use.

        All pages fit in at so many dots to the point, so nothing has to be scrolled.
        """
        self._server.shown = {"document.pdf": pdf, **files}
        page = self._chromium.new_page(viewport=_window(pdf, dots))
        page.goto(f"http://127.0.0.1:{self._server.server_port}/{path}")
        return page

    def close(self) -> None:
        """Ends it."""
        self._chromium.close()
        self._playwright.stop()
        self._server.shutdown()
        self._server.server_close()


@cache
def browser() -> Browser:
    """The one that all share."""
    return Browser()


def close() -> None:
    """Ends the browser, if there is one."""
    if browser.cache_info().currsize:
        browser().close()
        browser.cache_clear()


def _window(pdf: bytes, dots: int) -> ViewportSize:
    sheets = [sheet.mediabox for sheet in pages(pdf)]
    width = max(float(sheet.width) for sheet in sheets) + ROOM
    height = sum(float(sheet.height) + ROOM for sheet in sheets)
    return {"width": round(dots * width), "height": round(dots * height)}


Place = tuple[float, float, float, float]
"""Left, top, width and height in the window."""
Find = Callable[[Any, int], Place]
"""Where a page of the document is in a window."""

Choose = Callable[[Any, tuple[float, float], int], None]
"""Chooses an option of the drop-down at a point of a window, by its place from 0."""


def pictures(window: Any, find: Find, pdf: bytes) -> list[Image.Image]:
    """What the window shows of every page of the document."""
    with Image.open(io.BytesIO(window.screenshot(type="jpeg", quality=95))) as shown:
        everything = shown.convert("L")
    return [_part(everything, find(window, number), page) for number, page in enumerate(pages(pdf))]


def settled(window: Any, find: Find, pdf: bytes) -> list[Image.Image]:
    """The same, of a program that does not tell when it has painted: when nothing changes any more."""
    before: list[Image.Image] = []
    while (now := pictures(window, find, pdf)) != before or not all(map(_has_ink, now)):
        before = now
        window.wait_for_timeout(PAUSE)
    return now


def _part(everything: Image.Image, place: Place, page: Any) -> Image.Image:
    """A page, as large as it would be in other programs: viewers round its sides."""
    x, y, width, height = place
    size = round(DOTS * page.mediabox.width), round(DOTS * page.mediabox.height)
    return everything.resize(size, box=(x, y, x + width, y + height))


def _has_ink(picture: Image.Image) -> bool:
    return sum(picture.histogram()[:100]) > 0


def answer(window: Any, find: Find, pdf: bytes, answers: Answers, choose: Choose) -> None:
    """Clicks and types the answers, with mouse and keyboard; leaves each field by a click beside it."""
    places = spots(pdf)
    for name, given in answers.items():
        spot = places[name][given if isinstance(given, int) else 0]
        x, y, _, height = find(window, spot.page)
        dots = height / spot.height
        across, up = spot.point
        point = x + dots * across, y + dots * (spot.height - up)
        if isinstance(given, Picked):
            choose(window, point, given.place)
        else:
            window.mouse.click(*point)
        if isinstance(given, str):
            _type(window, given)
        window.mouse.click(x + dots * MARGIN, y + dots * MARGIN)


def _type(window: Any, text: str) -> None:
    window.keyboard.press("Control+A")
    for number, line in enumerate(text.split("\n")):
        if number:
            window.keyboard.press("Enter")
        window.keyboard.insert_text(line)
