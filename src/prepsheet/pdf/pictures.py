"""Logos as objects of a file: dots as an image with a mask for what is seen through, shapes as a form."""

from __future__ import annotations

from prepsheet.brand import Art, Raster
from prepsheet.pdf import operators as op
from prepsheet.pdf.file import stream
from prepsheet.pdf.objects import Store


def resource(art: Art) -> str:
    """What a picture is called in every file: it follows from what is in it."""
    return f"Logo{art.name}"


def write(art: Art, objects: Store) -> int:
    """Adds a picture; returns its number."""
    if not isinstance(art, Raster):
        box = op.numbers(art.width, art.height)
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 {box}] /Resources << >>"
        return objects.add(stream(entries, art.content.encode("ascii")))
    size = f"/Width {art.width} /Height {art.height}"
    mask = f" /SMask {op.ref(objects.add(_image(size, 1, art.alpha)))}" if art.alpha else ""
    return objects.add(_image(f"{size}{mask}", art.channels, art.pixels))


def _image(entries: str, channels: int, data: bytes) -> bytes:
    space = "/DeviceGray" if channels == 1 else "/DeviceRGB"
    head = f"/Type /XObject /Subtype /Image {entries} /ColorSpace {space} /BitsPerComponent 8"
    words = f"<< {head} /Filter /FlateDecode /Length {len(data)} >>\nstream\n"
    return b"%b%b\nendstream" % (words.encode("ascii"), data)
