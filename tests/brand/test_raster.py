"""PNG logos: what is made of them, and those that no page can have."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from prepsheet.brand.model import Unfit
from prepsheet.brand.raster import pictures


def png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def hollow(width: int, height: int, *more: bytes) -> bytes:
    """A PNG file of this size, whatever is in it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"".join([b"\x89PNG\r\n\x1a\n", head, *more, chunk(b"IEND", b"")])


def test_colours_grey_and_what_is_seen_through_are_kept_apart() -> None:
    picture = Image.new("RGBA", (2, 1))
    picture.putdata([(255, 0, 0, 255), (0, 0, 255, 128)])
    colours, grey, file = pictures(png(picture))
    assert zlib.decompress(colours.pixels) == bytes([255, 0, 0, 0, 0, 255])
    assert zlib.decompress(colours.alpha) == zlib.decompress(grey.alpha) == bytes([255, 128])
    assert [*zlib.decompress(grey.pixels)] == [76, 29]
    assert (colours.channels, grey.channels, colours.width, colours.height) == (3, 1, 2, 1)
    assert Image.open(BytesIO(file)).size == (2, 1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB"])
def test_any_kind_of_pixel_will_do(mode: str) -> None:
    colours, _, _ = pictures(png(Image.new("RGB", (30, 10)).convert(mode)))
    assert (colours.width, colours.height) == (30, 10)


def test_an_opaque_picture_has_no_mask_and_another_picture_another_name() -> None:
    red, blue = (pictures(png(Image.new("RGB", (4, 4), each)))[0] for each in ("red", "blue"))
    assert red.alpha == b""
    assert red.name != blue.name


def test_more_dots_than_a_printer_shows_are_made_fewer() -> None:
    colours, _, file = pictures(png(Image.new("RGB", (3400, 1000), "navy")))
    assert (colours.width, colours.height) == (850, 250)
    assert Image.open(BytesIO(file)).size == (850, 250)


@pytest.mark.parametrize(
    "data, told",
    [
        (hollow(60_000, 60_000), "60000 × 60000 dots"),
        (hollow(0, 5), "0 × 5 dots"),
        (hollow(2_000_000_000, 2), "2000000000 × 2 dots"),
        (b"\x89PNG\r\n\x1a\n", "0 × 0 dots"),
        (hollow(9, 9), "no sound PNG"),
        (hollow(9, 9, chunk(b"IDAT", b"nonsense")), "no sound PNG"),
        (hollow(9, 9, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1 << 23)))), "no sound PNG"),
        (png(Image.new("RGB", (90, 90), "red"))[:60], "no sound PNG"),
        (png(Image.new("RGBA", (9, 9))), "transparent all over"),
        (png(Image.new("I;16", (9, 9))), "16 bits"),
    ],
)
def test_a_picture_that_no_page_can_have_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(Unfit, match=told):
        pictures(data)
