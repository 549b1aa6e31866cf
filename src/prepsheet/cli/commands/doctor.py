"""`prepsheet doctor`: what this machine can print, and what to install for the rest."""

from __future__ import annotations

import json
import platform
from importlib.util import find_spec
from typing import Any

import click

from prepsheet import __version__
from prepsheet.cli import terminal

OPTIONAL = {
    "arabic": "fontpkg_noto_sans_arabic",
    "devanagari": "fontpkg_noto_sans_devanagari",
    "hebrew": "fontpkg_heebo",
    "thai": "fontpkg_noto_sans_thai",
}
"""Optional parts, installed as `prepsheet[NAME]`, and the package that each brings."""


@click.command("doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="How to print what is found (default: text).")  # fmt: skip
def command(form: str) -> int:
    """Say which scripts this machine can print, and what to install.

    Each script comes with the font that draws it, or with how to get one. Latin,
    Greek and Cyrillic need nothing: their fonts come with prepsheet.

    Example: prepsheet doctor
    """
    found = _examined()
    terminal.result(json.dumps(found, ensure_ascii=False, indent=2) if form == "json" else _as_text(found))
    return 0


def _examined() -> dict[str, Any]:
    shipped = [
        {"script": name, "sample": sample, "font": "PrepSans-Regular", "bold": True, "install": ""}
        for name, sample in (("Latin", "Zoë"), ("Greek", "Ελένη"), ("Cyrillic", "Ольга"))
    ]
    return {
        "prepsheet": __version__,
        "python": platform.python_version(),
        "scripts": [*shipped, *_scripts()],
        "optional": {name: find_spec(package) is not None for name, package in OPTIONAL.items()},
    }


def _scripts() -> list[dict[str, Any]]:
    from prepsheet.typeset.fallback import Fonts
    from prepsheet.writing.families import SCRIPTS, install

    found = []
    for script in SCRIPTS:
        fonts, letters = Fonts(language=script.language), script.sample.replace(" ", "")
        drawn = [fonts.find(each, bold=False, serif=False) for each in letters]
        font = drawn[0] if all(drawn) else None
        heavy = fonts.find(letters[0], bold=True, serif=False)
        found.append(
            {
                "script": script.name,
                "sample": script.sample,
                "font": font.name if font else "",
                "bold": bool(font and heavy and heavy.weight >= 600),
                "install": "" if font else install(script),
            }
        )
    return found


def _as_text(found: dict[str, Any]) -> str:
    scripts = found["scripts"]
    width = max(len(each["script"]) for each in scripts)
    lines = [f"prepsheet {found['prepsheet']}, Python {found['python']}", "", "Scripts:"]
    for each in scripts:
        name = f"  {each['script']:<{width}}  "
        if each["font"]:
            lines.append(f"{name}{each['font']}{'' if each['bold'] else ' (no bold)'}")
        else:
            lines.append(f"{name}no font: {each['install']}")
    parts = ", ".join(f"{name} {'yes' if there else 'no'}" for name, there in found["optional"].items())
    return "\n".join([*lines, "", f"Optional font packages: {parts}"])
