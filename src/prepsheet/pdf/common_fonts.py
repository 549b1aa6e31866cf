"""The fonts of a print file: what all its people need of each, known only at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from prepsheet.pdf.fonts import ucid_objects
from prepsheet.pdf.fragments import Fragment, Shape, Unit, resource
from prepsheet.pdf.glyphs import GlyphFont
from prepsheet.pdf.objects import Store
from prepsheet.typeset.pages import Glyph

_CODES = re.compile(rb"<((?:~[0-9A-F]{4})+)>")


class CommonFonts:
    """Each font once, with all the characters and shapes that fragments use of it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._characters: dict[str, set[str]] = {}
        self._glyphs: dict[str, GlyphFont] = {}
        self.resources = store.reserve()
        """The number of the resources that every page has."""

    def use(self, fragment: Fragment) -> Fragment:
        """The fragment with the codes of its shapes. Raises `Unusable` for a font that is not here."""
        for face, used in fragment.characters.items():
            self._characters.setdefault(face, set()).update(used)
        if not fragment.shapes:
            return fragment
        codes = [self._code(shape) for shape in fragment.shapes]
        pages = (replace(page, units=tuple(_coded(u, codes) for u in page.units)) for page in fragment.pages)
        return replace(fragment, pages=tuple(pages))

    def finish(self) -> None:
        """Writes the fonts and the resources."""
        self._store.put(self.resources, f"<< /Font << {' '.join(self._written())} >> >>")

    def _code(self, shape: Shape) -> bytes:
        font, number, text = shape
        if font not in self._glyphs:
            self._glyphs[font] = GlyphFont(font)
        return b"%04X" % self._glyphs[font].code(Glyph(number, text, 0))

    def _written(self) -> Iterator[str]:
        for face, characters in sorted(self._characters.items()):
            number = self._store.reserve()
            ucid_objects(face, frozenset(map(ord, characters))).write(self._store, number)
            yield f"/{resource(face)} {number} 0 R"
        for key, font in self._glyphs.items():
            number = self._store.reserve()
            font.write(self._store, number)
            yield f"/{resource(key)} {number} 0 R"


def _coded(unit: Unit, codes: Sequence[bytes]) -> Unit:
    def in_place(found: re.Match[bytes]) -> bytes:
        return b"<%b>" % b"".join(codes[int(each, 16)] for each in found[1].split(b"~")[1:])

    return replace(unit, parts=tuple(_CODES.sub(in_place, part) for part in unit.parts))
