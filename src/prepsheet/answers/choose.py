"""Which structure an answer is built on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import asdict

from prepsheet.answers.model import Question, Scripts, Structure
from prepsheet.answers.view import Data, Facts, focus
from prepsheet.problems import InputError, Place, error, shown
from prepsheet.schema import nearest

T = TypeVar("T")


def choose(scripts: Scripts, asked: Question, facts: Facts, wanted: str = "") -> Structure | None:
    """The structure `wanted`, else the person's choice, else the one that suits them, else the usual one.

    Of several that suit, the one that asks for most wins, then the first by name. None if the
    question has no structure at all. Raises `InputError` for one that is not there, or not for this
    question.
    """
    named = wanted or str(facts.answer(asked.id, asked.text).get("structure") or "")
    if not named:
        return _suited(scripts, asked, facts) or scripts.structures.get(asked.structure)
    plan = known(scripts.structures, named, "structure")
    if asked.id not in plan.questions:
        fitting = ", ".join(name for name, one in scripts.structures.items() if asked.id in one.questions)
        message = f"the structure {named} is not made for the question {asked.id}"
        raise InputError([error(Place("answers"), "unfit-structure", message, f"there are: {fitting}")])
    return plan


def known(things: Mapping[str, T], name: str, kind: str) -> T:
    """The thing of that name. Raises `InputError`, with the nearest one, if there is none."""
    if name in things:
        return things[name]
    close = nearest(name, things)
    hint = f"did you mean {close}?" if close else f"there are: {', '.join(sorted(things))}"
    raise InputError([error(Place("answers"), f"unknown-{kind}", f"there is no {kind} {shown(name)}", hint)])


def _suited(scripts: Scripts, asked: Question, facts: Facts) -> Structure | None:
    case = {
        "questions": asked.id,
        "stage": facts.prep.get("stage"),
        "path": facts.prep.get("path"),
        "framework": focus(facts, asked.story).get("framework"),
    }
    fitting = [one for one in scripts.structures.values() if asked.id in one.questions]
    return max((one for one in fitting if _suits(one, case)), key=_demands, default=None)


def _suits(structure: Structure, case: Data) -> bool:
    wanted = _wanted(structure)
    return bool(wanted) and all(case[key] in values for key, values in wanted.items())


def _demands(structure: Structure) -> int:
    return len(_wanted(structure))


def _wanted(structure: Structure) -> dict[str, tuple[str, ...]]:
    return {key: values for key, values in asdict(structure.suits).items() if values}
