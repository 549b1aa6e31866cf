"""One planned sheet to a finished file. Only the backend that it needs is imported."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from prepsheet import compose
from prepsheet.problems import InputError, Place, Problem, error, shown, warning
from prepsheet.profile import lens
from prepsheet.sheets.planning import Sheet
from prepsheet.writing import families

if TYPE_CHECKING:
    from prepsheet.document import Document
    from prepsheet.typeset.fallback import Fonts, Refused

_NAMELESS = {"Co": "private use", "Cn": "no character of Unicode"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file: its bytes, its number of pages (0 where only the reader knows), and remarks.

    `fragment` is the same sheet for a print file, if that was asked for and the sheet is a PDF; `data` is
    empty if no file was.
    """

    sheet: Sheet
    data: bytes
    pages: int
    problems: tuple[Problem, ...]
    fragment: bytes = b""


def render(sheet: Sheet, *, file: bool = True, printing: bool = False) -> Rendered:
    """Make one sheet, as a `file` and, if `printing`, for a print file; what was left out to fit is a remark.

    Raises `InputError` for what can't be evaluated or printed, `FitError` for what does not fit.
    """
    if sheet.format == "docx" and not file:
        return Rendered(sheet, b"", 0, sheet.remarks)
    composed = compose.compose(sheet.prepared, sheet.profile, sheet.setting, lens.get, sheet.extra)
    document = replace(composed, origin=sheet.origin)
    if sheet.format == "docx":
        from prepsheet import docx

        data = docx.render(document, sheet.options.brand, _language(sheet.profile))
        return Rendered(sheet, data, 0, sheet.remarks)
    from prepsheet.typeset.fontfile import Unusable

    try:
        return _printed(sheet, document, file, printing)
    except Unusable as fault:
        raise InputError([_bad_font(Place(sheet.name), fault.name, str(fault), fault.hint)]) from None


def _printed(sheet: Sheet, document: Document, file: bool, printing: bool) -> Rendered:
    from prepsheet import pdf, typeset

    fonts = _fonts(sheet)
    mode: typeset.Mode = "paper" if sheet.setting.blank else "form"
    pages = typeset.typeset(document, mode=mode, fonts=fonts, brand=sheet.options.brand)
    if characters := typeset.unprintable(pages):
        raise InputError([_unprintable(sheet, character) for character in characters])
    place = Place(sheet.name)
    dropped = tuple(
        warning(place, "left-out", f"left out so that it fits: {name}", "shorten other text to get it back")
        for name in pages.dropped
    )
    continued = tuple(
        Problem(place, "note", "continued", f"{path} is too long for its box and goes on on page {page}")
        for path, page in pages.continued
    )
    if sheet.ink == "mono":
        pages = typeset.mono(pages)
    elif sheet.options.brand.accent:
        pages = typeset.tinted(pages, sheet.options.brand.accent)
    problems = (*sheet.remarks, *dropped, *continued)
    data = pdf.render(pages, interactive=not sheet.options.flat) if file else b""
    return Rendered(sheet, data, len(pages.pages), problems, pdf.fragment(pages) if printing else b"")


def _fonts(sheet: Sheet) -> Fonts:
    """The fonts that the person named, and the language that shared characters are in.

    Raises `InputError` for a named font that is not there or can't be used.
    """
    from prepsheet.typeset import fallback

    habits = sheet.profile["prep"]["print"]
    fonts = fallback.Fonts(tuple(habits["fonts"]), sheet.options.folder, _language(sheet.profile))
    if refused := fallback.refused(fonts):
        raise InputError([_refused(sheet, each) for each in refused])
    return fonts


def _refused(sheet: Sheet, font: Refused) -> Problem:
    place = Place(f"{sheet.name}: print.fonts.{font.number}")
    if font.reason is None:
        return error(place, "no-font", f"there is no font '{shown(font.name)}'", font.hint)
    return _bad_font(place, font.name, font.reason, font.hint)


def _bad_font(place: Place, name: str, reason: str, hint: str) -> Problem:
    return error(place, "bad-font", f"the font '{shown(name)}' can't be used: {reason}", hint)


def _unprintable(sheet: Sheet, character: str) -> Problem:
    where = next(_paths_with(character, sheet.profile), "").removeprefix("prep.")
    name = unicodedata.name(character, _NAMELESS.get(unicodedata.category(character), "unnamed"))
    message = f"no font here has the character {shown(character)} (U+{ord(character):04X}, {name})"
    place = f"{sheet.name}: {where}" if where else sheet.name
    return error(Place(place), "no-glyph", message, families.advice(character))


def _paths_with(character: str, value: Any, path: str = "") -> Iterator[str]:
    """The paths of the profile at which a character stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths_with(character, inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _paths_with(character, inner, f"{path}.{number}")
    elif isinstance(value, str) and character in value:
        yield path


def _language(profile: dict[str, Any]) -> str:
    """The person's own language, as far as they or their letters tell."""
    return cast(str, profile["prep"]["print"]["lang"]) or families.shared(str(profile))
