"""prepsheet: fillable interview worksheets, Word answer drafts and a cheat sheet from one profile.

The pipeline is described in `docs/architecture.md`; `build` runs it from Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Date
    from pathlib import Path

    from prepsheet.document import Preset
    from prepsheet.sheets import Ink, Paper, Rendered

__version__ = "0.1.0"
__all__ = ["__version__", "build"]


def build(
    profile: str | Path,
    *sheets: str,
    target: str = "",
    paper: Paper | None = None,
    ink: Ink | None = None,
    preset: Preset | None = None,
    flat: bool = False,
    blank: bool = False,
    date: Date | None = None,
    structure: str = "",
    tone: str = "",
    formats: Iterable[str] = ("pdf", "docx"),
    brand: str | Path | None = None,
    library: str | Path | None = None,
) -> tuple[Rendered, ...]:
    """Make sheets in memory: all of the default kit, or only those named. Writes nothing.

    `preset` is how they are set for their reader (`--print` on the command line), `date` the day that
    a sheet may print (default: today), `brand` a branding file; the other options are those of
    `prepsheet build`. Raises InputError for a profile, layout or content that is wrong, FitError
    for text that does not fit its page; both carry every problem found.
    """
    import datetime
    from pathlib import Path

    from prepsheet.brand import NO_BRAND
    from prepsheet.library import standard_library
    from prepsheet.profile import load
    from prepsheet.sheets import Options, branding, plan, render

    source = Path(profile)
    found = standard_library(source.parent, Path(library) if library is not None else None)
    options = Options(
        target=target,
        paper=paper or "",
        ink=ink or "",
        preset=preset or "",
        flat=flat,
        blank=blank,
        date=date or datetime.date.today(),
        structure=structure,
        tone=tone,
        formats=frozenset(formats),
        folder=source.parent,
        brand=branding(Path(brand)) if brand is not None else NO_BRAND,
    )
    person, _ = load(source)
    return tuple(render(sheet) for sheet in plan(person, found, sheets, options))
