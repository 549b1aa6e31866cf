"""Documents a second of the goals worksheet, beside plain reportlab drawing the same pages.

Run as `python -m tests.bench.goals`. One process, warm; the two sides take turns, and medians of
the rounds are printed, with their ratio. Our side composes, typesets and paints for a profile that
is loaded; the other side only draws marks that are already in place.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from prepsheet import profile, sheets
from prepsheet.compose import compose
from prepsheet.library import standard_library
from prepsheet.profile import lens
from prepsheet.typeset import typeset
from tests.bench import plain_reportlab

ROUNDS, DOCUMENTS = 9, 40
PERSON = Path(__file__).parents[2] / "content" / "examples" / "zuzana.yaml"


def per_second(render: Callable[[], object]) -> float:
    """Documents a second over one round."""
    start = time.perf_counter()
    for _ in range(DOCUMENTS):
        render()
    return DOCUMENTS / (time.perf_counter() - start)


def main() -> None:
    """Measure and print."""
    person, _ = profile.load(PERSON)
    (sheet,) = sheets.plan(person, standard_library(), ("goals",), sheets.Options(date=date(2026, 5, 13)))
    plain_reportlab.register()
    document = compose(sheet.prepared, sheet.profile, sheet.setting, lens.get, sheet.extra)
    flat = plain_reportlab.flatten(typeset(document))
    sides: dict[str, Callable[[], object]] = {
        "prepsheet": lambda: sheets.render(sheet),
        "reportlab": lambda: plain_reportlab.render(flat),
    }
    for render in sides.values():
        render()
    rates: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, render in sides.items():
            rates[name].append(per_second(render))
    medians = {name: statistics.median(values) for name, values in rates.items()}
    for name, median in medians.items():
        print(f"{name:10} {median:7.1f} documents/s  {1000 / median:6.2f} ms")  # noqa: T201 - a benchmark prints
    print(f"ratio      {medians['prepsheet'] / medians['reportlab']:7.2f}")  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
