"""`python -m tests.conformance`: runs everything and writes the page; 1 if what must be right is not."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.conformance.matrix import run
from tests.conformance.page import count, must, page

PAGE = Path(__file__).parents[2] / "docs" / "viewers.md"


def main() -> int:
    """Runs all programs that are here."""
    results = run()
    PAGE.write_text(page(results), encoding="utf-8")
    needed = [cell for cell in results.cells if must(cell)]
    say = sys.stdout.write
    say(f"{PAGE}: {count(results.cells)} cells right; of those that must be, {count(needed)}\n")
    for cell in needed:
        if cell.fault:
            say(f"  {cell.part}: {cell.program}, {cell.kind}, {cell.script}: {cell.fault}\n")
    return 1 if results.failing or any(cell.fault for cell in needed) else 0


if __name__ == "__main__":
    sys.exit(main())
