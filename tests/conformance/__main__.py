"""`python -m tests.conformance`: what forms do in which program, and whether they do what they must.

Writes the page about it. With `--quick`, as for a machine that checks every change, less is tried and
nothing is written. The exit code is 1 if something that must be right is not, or could not be tried.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from tests.conformance.matrix import Results, run
from tests.conformance.page import count, must, page

PAGE = Path(__file__).parents[2] / "docs" / "viewers.md"


def main() -> int:
    """Runs all programs that are here."""
    parser = ArgumentParser("python -m tests.conformance")
    parser.add_argument("--quick", action="store_true", help="try less, and write nothing")
    quick = parser.parse_args().quick
    results = run(quick=quick)
    if not quick:
        PAGE.write_text(page(results), encoding="utf-8")
    needed = [cell for cell in results.cells if must(cell)]
    wrong = [*_wrong(results)]
    sys.stdout.write(
        f"Forms in viewers: of the cells that must be right {count(needed)} are; of {results.sheets} sheets "
        f"{results.sheets - len(results.failing)} are PDF/UA-1.\n"
    )
    sys.stdout.writelines(f"  {line}\n" for line in wrong)
    return 1 if wrong else 0


def _wrong(results: Results) -> Iterator[str]:
    for name, reason in results.absent.items():
        yield f"{name} could not be tried: {reason}"
    for cell in results.cells:
        if must(cell) and cell.fault:
            yield f"{cell.part}: {cell.program}, {cell.kind or 'the file'}, {cell.script}: {cell.fault}"
    for name, rules in results.failing.items():
        yield f"veraPDF: {name}: breaks {rules}"


if __name__ == "__main__":
    sys.exit(main())
