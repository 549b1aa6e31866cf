"""`prepsheet batch` with clocks in it: run as `python -m tests.bench.measured RESULT.json batch …`.

The clocks are put around the steps of a run from outside: settling (first pass over the roster), the loop,
the journal, and the end (report, manifest). Workers tell themselves how long each chunk took. Of the loop,
`parent` is what it takes of a processor here, where rows are read, sent and recorded.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prepsheet import batch, cli
from prepsheet.batch.journal import Journal
from prepsheet.batch.model import Outcome
from prepsheet.batch.run import Chunk, Run

spent: defaultdict[str, float] = defaultdict(float)


def clocked(
    name: str, work: Callable[..., Any], clock: Callable[[], float] = time.perf_counter
) -> Callable[..., Any]:
    """The same, and how long it takes is added up."""

    def timed(*arguments: Any, **named: Any) -> Any:
        began = clock()
        try:
            return work(*arguments, **named)
        finally:
            spent[name] += clock() - began

    return timed


def main() -> None:
    """Run the command and write what it took."""
    result, *arguments = sys.argv[1:]
    finished = Run._finished

    def counted(run: Run, chunk: Chunk, outcome: Outcome) -> None:
        spent["first_chunk"] = spent["first_chunk"] or time.perf_counter() - began
        spent["chunks"] += 1
        spent["working"] += outcome.seconds
        finished(run, chunk, outcome)

    Run._finished = counted  # type: ignore[method-assign, assignment]
    processor = clocked("parent", Run.__call__, time.process_time)
    Run.__call__ = clocked("loop", processor)  # type: ignore[method-assign]
    Journal.record = clocked("journal", Journal.record)  # type: ignore[method-assign]
    batch.settle = clocked("settling", batch.settle)  # type: ignore[attr-defined]
    batch.finish = clocked("finishing", batch.finish)  # type: ignore[attr-defined]
    began = time.perf_counter()
    code = cli.run(arguments)
    spent["inside"] = time.perf_counter() - began
    Path(result).write_text(json.dumps(spent), encoding="utf-8")
    sys.exit(code)


if __name__ == "__main__":
    main()
