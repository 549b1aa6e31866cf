"""Logos of dots: a PNG file's pixels, no more of them than a printer shows."""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256
from io import BytesIO
from typing import cast

from PIL import Image

from prepsheet.brand.model import Raster, Unfit

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_DOTS = 4_000_000
DOTS_AN_INCH = 600
LARGEST = 100.0, 30.0
"""The largest box, in points, that a page has for a logo."""


def pictures(data: bytes) -> tuple[Raster, Raster, bytes]:
    """The picture in its colours, in grey, and as a PNG file. Raises Unfit."""
    width, height = struct.unpack(">II", data[16:24].ljust(8, b"\0"))
    if not width * height or width * height > MOST_DOTS:
        message = f"has {width} × {height} dots, and may have {MOST_DOTS:,}"
        raise Unfit(message, "save it smaller: 800 dots across are plenty")
    picture = _reduced(_opened(data))
    if picture.getchannel("A").getextrema() == (0, 0):
        raise Unfit("is transparent all over", "save it with the logo in it")
    return _raster(picture, "RGB"), _raster(picture, "L"), _png(picture)


def _opened(data: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as picture:
            if picture.mode.startswith("I"):
                raise Unfit("has 16 bits for each dot of grey", "save it with 8")
            return picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error) as fault:
        raise Unfit(f"is no sound PNG file ({fault})", "save it anew, or fetch it again") from None


def _reduced(picture: Image.Image) -> Image.Image:
    """With so many dots only as the largest box shows, by whole factors: the same on any machine."""
    width, height = LARGEST
    an_inch = 72 * max(picture.width / width, picture.height / height)
    factor = int(an_inch / DOTS_AN_INCH)
    if factor < 2:
        return picture
    return picture.convert("RGBa").reduce(factor).convert("RGBA")


def _raster(picture: Image.Image, mode: str) -> Raster:
    shades = picture.getchannel("A")
    seen = cast(tuple[int, int], shades.getextrema()) != (255, 255)
    pixels = zlib.compress(picture.convert("RGB").convert(mode).tobytes(), 9)
    alpha = zlib.compress(shades.tobytes(), 9) if seen else b""
    name = sha256(b"%d %b %b" % (picture.width, pixels, alpha)).hexdigest()[:16]
    return Raster(name, picture.width, picture.height, len(mode), pixels, alpha)


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
