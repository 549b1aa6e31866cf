"""Names in a profile that content must know: of tones, questions, structures and slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prepsheet.answers.model import Question, Scripts
from prepsheet.answers.scene import STORY
from prepsheet.answers.view import Data, Facts, entries
from prepsheet.problems import Place, Problem, Severity, shown
from prepsheet.schema import nearest


def unknown_names(scripts: Scripts, facts: Facts) -> Iterator[Problem]:
    """A problem for each name in the person's answers that means nothing here.

    Their places have paths only. What can't be built is an error; what would be passed over is a
    warning.
    """
    if facts.tone and facts.tone not in scripts.tones:
        yield _unknown("tone", facts.tone, scripts.tones, "prep.tone")
    for number, own in enumerate(entries(facts.prep, "answers"), 1):
        yield from _in_answer(scripts, own, f"prep.answers.{number}")


def _in_answer(scripts: Scripts, own: Data, path: str) -> Iterator[Problem]:
    name, structure = str(own.get("question") or ""), str(own.get("structure") or "")
    asked = _question(scripts, name)
    if name and asked is None:
        yield _unknown("question", name, scripts.questions, f"{path}.question")
    fitting = {
        key: one for key, one in scripts.structures.items() if asked is None or asked.id in one.questions
    }
    if structure and structure not in fitting:
        yield _unknown("structure", structure, fitting, f"{path}.structure", "error")
    plans = [scripts.structures[structure]] if structure in fitting else fitting.values()
    slots = [*scripts.slots, *(slot for plan in plans for slot in plan.slots), STORY]
    for slot in own.get("slots") or {}:
        if slot not in slots:
            yield _unknown("slot", slot, slots, f"{path}.slots.{slot}")


def _question(scripts: Scripts, name: str) -> Question | None:
    return next((one for one in scripts.questions.values() if name in (one.id, one.text)), None)


def _unknown(
    kind: str, name: str, known: Iterable[str], path: str, severity: Severity = "warning"
) -> Problem:
    names = list(known)
    close = nearest(name, names)
    hint = f"did you mean {close}?" if close else f"prepsheet list {kind}s names them"
    if kind == "structure" and not close:
        hint = f"for this question there are: {', '.join(names)}"
    passed = "" if severity == "error" else ", so it is not used"
    message = f"there is no {kind} “{shown(name)}”{passed}"
    return Problem(Place(path.removeprefix("prep."), path=path), severity, f"unknown-{kind}", message, hint)
