"""What a branding file comes to: values that any backend can draw, and that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SEPARATOR = " · "


class Unfit(Exception):
    """A logo that can't be used, told in words that go on from its name."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 1."""

    red: float
    green: float
    blue: float

    @property
    def hexadecimal(self) -> str:
        """As in `0A4A57`."""
        return "".join(f"{round(255 * part):02X}" for part in self)


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of dots: rows from the top, a byte for each of its one (grey) or three `channels`.

    `pixels`, and `alpha` with a byte for each dot (empty: opaque), are compressed (zlib). `name` is
    made from all that is in it.
    """

    name: str
    width: int
    height: int
    channels: int
    pixels: bytes
    alpha: bytes = b""


@dataclass(frozen=True, slots=True)
class Vector:
    """A picture of shapes: `content` is the operators of PDF that draw it, in a box whose lower left
    corner is the origin. `name` is made from all that is in it.
    """

    name: str
    width: float
    height: float
    content: str


Art = Raster | Vector


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo in its colours and in `grey`, what it is called aloud, and as a PNG file for Word."""

    art: Art
    grey: Art
    alt: str
    png: bytes

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """The largest size in a box in which nothing of it is cut or distorted."""
        scale = min(width / self.art.width, height / self.art.height)
        return self.art.width * scale, self.art.height * scale


@dataclass(frozen=True, slots=True)
class Brand:
    """An office's logo and colour, and what it says of itself; all of it may be missing.

    `contact` (its name, and how to reach it) and `place` (where and when, and a last word) are single
    lines.
    """

    logo: Logo | None = None
    accent: Colour | None = None
    name: str = ""
    reach: tuple[str, ...] = ()
    where: tuple[str, ...] = ()

    @property
    def contact(self) -> str:
        return SEPARATOR.join(filter(None, (self.name, *self.reach)))

    @property
    def place(self) -> str:
        return SEPARATOR.join(self.where)

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.contact, self.place)))


NO_BRAND = Brand()
"""Of sheets that are nobody's but their person's."""
