"""Options that several commands share, and the types of their values."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from prepsheet.library import Library
    from prepsheet.sheets import Options

FILE = click.Path(path_type=Path)
FORMATS = ("pdf", "docx")
PRESETS = ("standard", "large", "large-acb", "large-ukaaf", "dyslexia")
"""Those of `sheets.PRESETS`, which takes long to import; a test holds the two together."""

library = click.option(
    "--library",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with layouts/ and content/ of your own; its files come first.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Print no next steps or notes; errors still show.")


def _formats(ctx: click.Context, parameter: click.Parameter, value: str) -> frozenset[str]:
    chosen = [word.strip().lower() for word in value.split(",")]
    for word in chosen:
        if word not in FORMATS:
            raise click.BadParameter(f"{word!r} is not one of {', '.join(FORMATS)}", ctx, parameter)
    return frozenset(chosen)


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> datetime.date | None:
    """The day to print: as given, or that of SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if value is not None:
            return datetime.datetime.strptime(value, "%Y-%m-%d").date()
        if epoch:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        wrong = value if value is not None else f"SOURCE_DATE_EPOCH={epoch}"
        raise click.BadParameter(f"{wrong!r} is not a date such as 2027-03-09", ctx, parameter) from None
    return None


# fmt: off
_SHEETS = (
    click.option("--target", default="", metavar="ID",
                  help="The job to prepare for, by its id in the profile."),
    click.option("--as", "formats", default="pdf,docx", callback=_formats, metavar="FORMATS",
                  help="Only these formats: pdf, docx, or both with a comma (the default)."),
    click.option("--paper", type=click.Choice(["a4", "letter"]), help="Paper size (default: the profile's)."),
    click.option("--ink", type=click.Choice(["colour", "mono"]),
                  help="Black with one accent colour, or black alone (default: the profile's)."),
    click.option("--print", "preset", type=click.Choice(PRESETS),
                  help="Relaid in large print or for dyslexia (default: the profile's)."),
    click.option("--brand", type=FILE, metavar="FILE",
                  help="Your office's logo, colour and address, from a branding file."),
    click.option("--flat", is_flag=True, help="Values as ink: PDFs to send or print, without form fields."),
    click.option("--date", "day", callback=_day, metavar="YYYY-MM-DD",
                  help="The day to print (default: today)."),
    click.option("--structure", default="", metavar="NAME",
                  help="How the answer is built (default: as suits the profile)."),
    click.option("--tone", default="", metavar="NAME", help="How it speaks (default: the profile's)."),
)
# fmt: on


def sheets(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how sheets are made."""
    for option in reversed(_SHEETS):
        command = option(command)
    return command


def wanted(library: Library, language: str, names: Sequence[str], choices: dict[str, Any]) -> Options:
    """What the options ask for. Raises a usage error for names that the library does not have."""
    from prepsheet.brand import NO_BRAND
    from prepsheet.cli.names import require
    from prepsheet.sheets import Options, branding, content_language, scripts

    language = content_language(library, language)
    require(names, library.names(f"content/{language}/sheets"), "sheet")
    structures = library.names(f"content/{language}/structures")
    require(filter(None, [choices["structure"]]), structures, "structure")
    if choices["tone"]:
        require([choices["tone"]], scripts(library, language).tones, "tone")
    return Options(
        target=choices["target"],
        paper=choices["paper"] or "",
        ink=choices["ink"] or "",
        preset=choices["preset"] or "",
        flat=choices["flat"],
        blank=choices["blank"],
        date=choices["day"] or datetime.date.today(),
        structure=choices["structure"],
        tone=choices["tone"],
        formats=choices["formats"],
        folder=choices["folder"],
        brand=branding(choices["brand"]) if choices["brand"] else NO_BRAND,
    )
