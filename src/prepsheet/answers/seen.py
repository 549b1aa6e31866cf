"""What a sheet that asks a question sees of its answer, and what there is to say of it."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from prepsheet.answers.assemble import assemble
from prepsheet.answers.cues import cues, opening
from prepsheet.answers.findings import coach_for, commented, problems
from prepsheet.answers.model import Scripts
from prepsheet.answers.names import unknown_names
from prepsheet.answers.view import Facts
from prepsheet.problems import Place, Problem


def seen(
    words: Scripts, question: str, facts: Facts, structure: str, *, coached: bool
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The answer, its draft's words, its cues and its opening as plain data; and problems.

    These are names that are passed over and, if the answer is to be `coached`, what a coach finds.
    """
    answer = assemble(words, question, facts, structure)
    cards, first = cues(words, facts, question), opening(words, facts, question)
    remarks = [one for one in unknown_names(words, facts) if one.severity == "warning"]
    if coached:
        coach = coach_for(words, facts)
        said = [beat.text for beat in (*answer.beats, *answer.short, *cards)]
        said += [first, *(asked.cue for asked in answer.followups)]
        remarks += problems(coach, Place(f"answers.{question}"), said)
        answer = commented(answer, coach)
    data = {
        "answer": {**to_builtins(answer), "path": f"answers.{question}"},
        "draft": to_builtins(words.draft),
        "cues": to_builtins(cards),
        "opening": first,
    }
    return data, tuple(remarks)
