"""The numbers of `docs/scale.md`: run as `python -m tests.bench.batch_page [RESULTS.json]`.

Takes what `tests.bench.batch` has measured, and writes the tables of the page between its marks, and the
plot.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("batch.json")
DOCS = Path(__file__).parents[2] / "docs"
PAGE, PLOT = DOCS / "scale.md", DOCS / "pictures" / "scale.svg"
OURS = (
    "goals, 1 worker",
    "goals, 2 workers",
    "goals, 2 workers, Dask",
    "goals, print file, 2 workers",
    "draft, 1 worker",
    "draft, 2 workers",
    "kit, 2 workers",
)
PLOTTED = {
    "goals, 1 worker": "#1d4e89",
    "goals, 2 workers": "#1d4e89",
    "goals, 2 workers, Dask": "#b3541e",
    "draft, 1 worker": "#3a7d44",
    "pdfcpu": "#777777",
    "docxtpl": "#777777",
}
MANY = 1_000_000
CREWS = (1, 2, 8, 32, 128, 512)
"""Workers; those of more than two are taken for Dask's."""
Runs = dict[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds a row: of a worker for the goals worksheet and for the kit, of the parent before, during and
    after the loop; for how much of their work workers wait on Dask, and how much longer it takes them there;
    how much faster two workers are than one; and MB of the parent a row."""

    goals: float
    kit: float
    before: float
    during: float
    after: float
    dask: float
    longer: float
    faster: float
    memory: float

    def hours(self, row: float, workers: int) -> float:
        """How long a million rows take."""
        more = (1 + self.dask) * (1 + self.longer) if workers > 2 else 1.0
        loop = max(row * more / workers, self.during)
        return MANY * (self.before + loop + self.after) / 3600


def costs(runs: Runs) -> Costs:
    """The constants of the plan, each from the largest class that it has been measured on."""
    one, goals = _largest(runs, "goals, 1 worker")
    some, kit = _largest(runs, "kit, 2 workers")
    many, dask = _largest(runs, "goals, 2 workers, Dask")
    sizes = [people for people, found in sorted(runs.items()) if found.get("goals, 2 workers")]
    least, most = (runs[size]["goals, 2 workers"]["parent_mb"] for size in (sizes[0], sizes[-1]))
    return Costs(
        goals["working"] / one,
        kit["working"] / some,
        dask["settling"] / many,
        dask["parent"] / many,
        dask["finishing"] / many,
        dask["workers"] * dask["loop"] / dask["working"] - 1,
        dask["working"] / runs[many]["goals, 2 workers"]["working"] - 1,
        goals["seconds"] / runs[one]["goals, 2 workers"]["seconds"],
        (most - least) / (sizes[-1] - sizes[0]),
    )


def _largest(runs: Runs, name: str) -> tuple[int, dict[str, Any]]:
    people = max(people for people, found in runs.items() if found.get(name))
    return people, runs[people][name]


def machine(about: dict[str, str], runs: Runs) -> Iterator[str]:
    """What it was measured on."""
    loads = [one["load"] for found in runs.values() for one in found.values() if one]
    yield (
        f"Measured on {about['date']}: {about['cores']} cores ({about['processor']}), {about['system']}, "
        f"Python {about['python']}. What else the machine had to do before each run: a load of "
        f"{min(loads):.1f} to {max(loads):.1f}."
    )


def table(header: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' + '---:|' * (len(header) - 1)}"
    yield from (f"| {' | '.join(cells)} |" for cells in rows)


def ours(runs: Runs) -> Iterator[str]:
    """What each run of a batch took."""
    header = (
        "",
        "people",
        "s",
        "people/s",
        "first in place, s",
        "busy",
        "journal",
        "MB parent",
        "MB worker",
        "load",
    )

    def rows() -> Iterator[Sequence[str]]:
        for name in OURS:
            for people, found in sorted(runs.items()):
                if one := found.get(name):
                    busy = one["working"] / (one["workers"] * one["loop"])
                    yield (
                        name,
                        f"{people:,}",
                        f"{one['seconds']:.1f}",
                        f"{people / one['seconds']:.1f}",
                        f"{one['start']:.1f}",
                        f"{busy:.1%}",
                        f"{one['journal'] / one['loop']:.1%}",
                        f"{one['parent_mb']:.0f}",
                        f"{one['worker_mb']:.0f}",
                        f"{one['load']:.1f}",
                    )

    return table(header, rows())


def peers(runs: Runs) -> Iterator[str]:
    """People a second, beside those who fill in a finished page."""
    names = (
        "goals, 1 worker",
        "goals, 2 workers",
        "pdfcpu",
        "draft, 1 worker",
        "draft, 2 workers",
        "docxtpl",
    )

    def rows() -> Iterator[Sequence[str]]:
        for people, found in sorted(runs.items()):
            made = (found.get(name) for name in names)
            yield f"{people:,}", *(f"{people / each['seconds']:.1f}" if each else "–" for each in made)

    return table(("people", *names), rows())


def growth(runs: Runs, constant: Costs) -> Iterator[str]:
    """The constants, in words."""
    yield (
        f"A goals worksheet takes a worker {1000 * constant.goals:.1f} ms, the whole kit "
        f"{1000 * constant.kit:.0f} ms. For each row the parent takes {1000 * constant.before:.2f} ms before "
        f"the first is made, {1000 * constant.during:.2f} ms to send and record it, "
        f"{1000 * constant.after:.2f} ms for its line of the report, and {1000 * constant.memory:.1f} kB of "
        f"memory. Two workers were {constant.faster:.2f} times as fast as one. On Dask, workers were idle "
        f"for {constant.dask:.1%} of the time that they worked, and a row took them {constant.longer:.0%} "
        f"longer than those of the pool."
    )


def plan(constant: Costs) -> Iterator[str]:
    """How long a million rows would take."""
    header = ("workers", "goals worksheet", "whole kit")
    costs_of = (constant.goals, constant.kit)
    rows = ((f"{crew:,}", *(_long(constant.hours(row, crew)) for row in costs_of)) for crew in CREWS)
    return table(header, iter(rows))


def _long(hours: float) -> str:
    return f"{hours:.1f} h" if hours >= 1 else f"{60 * hours:.0f} min"


def plot(runs: Runs) -> str:
    """Seconds by people, both on scales of powers of ten."""
    lines = {
        name: [(people, found[name]["seconds"]) for people, found in sorted(runs.items()) if found.get(name)]
        for name in PLOTTED
    }
    points = [point for line in lines.values() for point in line]
    across = _scale([people for people, _ in points], 70, 520)
    upwards = _scale([seconds for _, seconds in points], 340, 20)
    return "\n".join([*_frame(points, across, upwards), *_lines(lines, across, upwards), "</svg>", ""])


@dataclass(frozen=True, slots=True)
class Scale:
    """Powers of ten from `low` on, a decade `step` points wide, from `start`."""

    low: int
    high: int
    start: float
    step: float

    def __call__(self, value: float) -> float:
        return self.start + (math.log10(value) - self.low) * self.step


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return Scale(low, high, start, (end - start) / max(high - low, 1))


def _frame(points: Sequence[tuple[float, float]], across: Scale, upwards: Scale) -> Iterator[str]:
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 390" font-family="sans-serif"'
        ' font-size="12" role="img" aria-label="Seconds a batch takes, by people, for each way to make it">'
    )
    yield '<rect width="720" height="390" fill="#ffffff"/>'
    for power in range(upwards.low, upwards.high + 1):
        y = upwards(10**power)
        yield f'<path d="M70 {y:.1f}H520" stroke="#dddddd"/>'
        yield f'<text x="62" y="{y + 4:.1f}" text-anchor="end">{10**power:,} s</text>'
    for power in range(across.low, across.high + 1):
        x = across(10**power)
        yield f'<path d="M{x:.1f} 20V340" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="360" text-anchor="middle">{10**power:,}</text>'
    yield '<text x="295" y="382" text-anchor="middle">people</text>'


def _lines(lines: dict[str, list[tuple[int, float]]], across: Scale, upwards: Scale) -> Iterator[str]:
    """Each line, and its name at its end, as far down as keeps it off the one above."""
    free = 0.0
    for name, line in sorted(lines.items(), key=lambda each: upwards(each[1][-1][1]) if each[1] else 0):
        if not line:
            continue
        spots = [(across(people), upwards(seconds)) for people, seconds in line]
        colour, dashed = PLOTTED[name], ' stroke-dasharray="5 4"' if "2 workers" in name else ""
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in spots)
        x, y = spots[-1]
        free = max(y + 4, free + 15)
        yield f'<path d="M{x:.1f} {y:.1f}L534 {free - 4:.1f}" stroke="{colour}" stroke-width="0.5"/>'
        yield f'<text x="538" y="{free:.1f}" fill="{colour}">{name}</text>'


def main() -> None:
    """Write the tables and the plot."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else RESULTS
    results = json.loads(path.read_text(encoding="utf-8"))
    runs = {int(people): found for people, found in results["runs"].items() if found}
    constant = costs(runs)
    parts = {
        "machine": machine(results["machine"], runs),
        "ours": ours(runs),
        "peers": peers(runs),
        "growth": growth(runs, constant),
        "plan": plan(constant),
    }
    page = PAGE.read_text(encoding="utf-8")
    for name, lines in parts.items():
        before, begin, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        assert begin and end, name
        page = "".join([before, begin, *(f"{line}\n" for line in lines), end, after])
    PAGE.write_text(page, encoding="utf-8")
    PLOT.write_text(plot(runs), encoding="utf-8")


if __name__ == "__main__":
    main()
