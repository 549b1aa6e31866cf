"""Reading a branding file, with every problem found.

logo: logo.svg                # PNG or SVG, beside this file
alt: Lipová Careers Service   # what is read aloud in its place
accent: "#0A4A57"
office: {name: …, address: …, phone: …, email: …, web: …}
hours: Mondays to Thursdays, 9 to 16
footer: Advice is free of charge.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from prepsheet.brand.model import Art, Brand, Colour, Logo, Unfit
from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.schema import decode, is_null, with_places
from prepsheet.yaml_source import MAX_BYTES, Mapping, Node, Scalar, beside, contents, read

ROW = 451.0
"""Points that a line of the office may take: the width of Word's text, which is the narrowest."""

CONTRAST = 7.0
"""The least contrast of the accent with white paper (WCAG 1.4.6)."""

Line = Annotated[str, Meta(max_length=200, pattern=r"^[^\n]*$", description="write it on one line")]


class Office(Struct, frozen=True, kw_only=True):
    """The office that hands sheets out.

    name: its name
    address: where it is
    phone: its phone number
    email: its e-mail address
    web: its page
    """

    __shorthand__ = "name"
    __aliases__ = {"e-mail": "email", "tel": "phone", "url": "web", "website": "web"}

    name: Line = ""
    address: Line = ""
    phone: Line = ""
    email: Line = ""
    web: Line = ""


class Branding(Struct, frozen=True, kw_only=True):
    """How sheets look like those of an office.

    logo: a PNG or SVG file beside this one
    alt: what is read aloud in place of the logo
    accent: the colour, as in "#0A4A57"
    office: who hands the sheets out
    hours: when one can drop in
    footer: a last word, such as a disclaimer
    """

    __aliases__ = {"disclaimer": "footer", "color": "accent", "colour": "accent"}

    logo: Line = ""
    alt: Line = ""
    accent: Annotated[
        str, Meta(pattern=r"^(#[0-9A-Fa-f]{6})?$", description='write a colour as in "#0A4A57"')
    ] = ""
    office: Office = Office()
    hours: Line = ""
    footer: Line = ""


def load(path: Path, width: Callable[[str], float]) -> Brand:
    """Read a branding file (YAML or JSON) and its logo.

    `width` is that of a text at the foot of a page, in points. Raises InputError with all problems.
    """
    root = read(path)
    branding, problems = decode(root, Branding)
    if branding is None:
        raise InputError(problems)
    office = branding.office
    brand = Brand(
        accent=_colour(branding.accent) if branding.accent else None,
        name=office.name,
        reach=tuple(filter(None, (office.phone, office.email, office.web))),
        where=tuple(filter(None, (office.address, branding.hours, branding.footer))),
    )
    found = [*_pale(brand.accent), *_unsaid(branding), *_too_long(brand, width)]
    problems += with_places(root, found)
    try:
        brand = replace(brand, logo=_logo(path, root, branding.alt))
    except InputError as failure:
        problems += failure.problems
    if any(problem.severity == "error" for problem in problems):
        raise InputError(sorted(problems, key=lambda p: (p.place.line or 0, p.place.column or 0)))
    return brand


def contrast(colour: Colour) -> float:
    """The contrast of a colour with white (WCAG 2.2, relative luminance)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    light = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
    return 1.05 / (light + 0.05)


def darker(colour: Colour) -> Colour:
    """The lightest colour of the same hue and saturation that has contrast enough."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    steps = (colorsys.hls_to_rgb(hue, lightness * part / 100, saturation) for part in range(100, -1, -1))
    rounded = (Colour(*(round(255 * part) / 255 for part in step)) for step in steps)
    return next(step for step in rounded if contrast(step) >= CONTRAST)


def _colour(text: str) -> Colour:
    return Colour(*(part / 255 for part in bytes.fromhex(text.removeprefix("#"))))


def _pale(accent: Colour | None) -> Iterator[Problem]:
    if accent and (ratio := contrast(accent)) < CONTRAST:
        found = int(ratio * 100) / 100  # down, so that no ratio that fails is told as one that does not
        message = f"the contrast of this colour with white is {found:.2f} : 1, and must be {CONTRAST:g} : 1"
        hint = f'a darker one of the same hue is "#{darker(accent).hexadecimal}"'
        yield error(Place("", path="accent"), "pale", message, hint)


def _unsaid(branding: Branding) -> Iterator[Problem]:
    if branding.logo and not branding.alt:
        hint = 'add "alt: …" with the words that are read aloud in its place'
        yield error(Place("", path="logo"), "no-alt", "the logo has no words for who can't see it", hint)
    if branding.alt and not branding.logo:
        yield error(Place("", path="alt"), "no-logo", "there is no logo that this describes", 'add "logo: …"')


def _too_long(brand: Brand, width: Callable[[str], float]) -> Iterator[Problem]:
    contact = "the office's name, phone, e-mail and page"
    for path, what, row in (
        ("office", contact, brand.contact),
        ("office" if not brand.where[1:] else "footer", "address, hours and footer", brand.place),
    ):
        if (taken := width(row)) > ROW:
            over = -int(-len(row) * (taken - ROW) // taken)
            message = f"{what} are one line of {taken:.0f} points, and it has room for {ROW:.0f}"
            yield error(Place("", path=path), "too-long", message, f"shorten them by {over} characters")


def _logo(path: Path, root: Node, alt: str) -> Logo | None:
    """The logo that the file names. Raises InputError if it can't be used."""
    node = root.entries.get("logo") if isinstance(root, Mapping) else None
    if not isinstance(node, Scalar) or is_null(node) or not node.text:
        return None
    file = beside(path, node, "branding file")
    try:
        data = contents(file)
        art, grey, png = _pictures(data)
    except InputError as failure:
        name = shown(node.text)
        named = (replace(p, place=node.place, message=f"{name}: {p.message}") for p in failure.problems)
        raise InputError(named) from None
    except Unfit as fault:
        message = f"{shown(node.text)} {fault}"
        raise InputError([error(node.place, "bad-logo", message, fault.hint)]) from None
    return Logo(art, grey, alt, png)


def _pictures(data: bytes) -> tuple[Art, Art, bytes]:
    """A logo in colour, in grey, and as PNG. Raises Unfit."""
    try:  # the libraries that read pictures are for those alone who have a logo
        from prepsheet.brand import raster, vector
    except ImportError as fault:
        hint = "run: pip install 'prepsheet[brand]'"
        raise Unfit(f"can't be read without the library {fault.name}", hint) from None
    if len(data) > MAX_BYTES:
        raise Unfit("is larger than 1 MiB", "save it smaller: 800 dots across are plenty")
    if data.startswith(raster.SIGNATURE):
        return raster.pictures(data)
    return vector.pictures(data)
