"""Word drafts a second, beside plain python-docx and docxtpl writing the same words.

Run as `python -m tests.bench.draft`; docxtpl comes with the extra `bench`. One process, warm; the sides
take turns, and medians of the rounds' processor time are printed, with ratios. Our side assembles the
answer from a profile that is loaded, composes and writes; the others are given the finished words.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from prepsheet import answers, docx, profile, sheets
from prepsheet.compose import compose
from prepsheet.library import standard_library
from prepsheet.profile import lens
from tests.bench import word_peers

ROUNDS, DOCUMENTS = 9, 20
PERSON = Path(__file__).parents[2] / "content" / "examples" / "zuzana.yaml"


def milliseconds(render: Callable[[], object]) -> float:
    """Processor time for a document over one round."""
    start = time.process_time()
    for _ in range(DOCUMENTS):
        render()
    return (time.process_time() - start) * 1000 / DOCUMENTS


def main() -> None:
    """Measure and print."""
    person, _ = profile.load(PERSON)
    library, options = standard_library(), sheets.Options(date=date(2026, 5, 13))
    (sheet,) = sheets.plan(person, library, ("answer-draft",), options)
    facts = answers.Facts(sheet.profile, sheet.extra["target"]["id"], sheet.setting.date)
    scripts = sheets.scripts(library)
    document = compose(sheet.prepared, sheet.profile, sheet.setting, lens.get, sheet.extra)
    words = word_peers.words_of(document)

    def ours() -> bytes:
        answer = answers.assemble(scripts, sheet.prepared.question, facts)
        answers.commented(answer, answers.coach_for(scripts, facts))
        return docx.render(compose(sheet.prepared, sheet.profile, sheet.setting, lens.get, sheet.extra))

    sides: dict[str, Callable[[], object]] = {
        "prepsheet": ours,
        "with plan": lambda: sheets.render(sheets.plan(person, library, ("answer-draft",), options)[0]),
        "python-docx": lambda: word_peers.by_python_docx(words),
        "docxtpl": word_peers.by_docxtpl(words),
    }
    for render in sides.values():
        render()
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, render in sides.items():
            times[name].append(milliseconds(render))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:12} {median:6.2f} ms  {median / medians['prepsheet']:5.1f} x")  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
