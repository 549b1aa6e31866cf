"""A person's facts as answers see them: the profile's plain data, and what is in focus.

Beside the profile's own keys a view has `job` (held today), `past` (the last one, if none is held),
`before` (the one before either), `study` (if there was never one), `near`, `far` and `vision` (goals),
`story`, `target`, `company`, `fit` (their first need and the story for it), `skill` (to build),
`strengths` (skills, the strongest first), `values`, `gap` and `change`: slots find their values by
paths through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from prepsheet.answers.english import number, span, tidy

Data = dict[str, Any]

_ONGOING = ("", "present", "now", "current", "today")
_LEVELS = ("master", "expert", "advanced", "intermediate", "beginner")


@dataclass(frozen=True, slots=True)
class Facts:
    """Plain profile data, and what is in view of it.

    `target` is the id of the target job ("" for the first), `date` the sheet's ISO date or "",
    `wanted_tone` the tone to speak in ("" for the person's own).
    """

    data: Data
    target: str = ""
    date: str = ""
    wanted_tone: str = ""

    @property
    def prep(self) -> Data:
        """What stands under `prep`."""
        return _mapping(self.data.get("prep"))

    @property
    def tone(self) -> str:
        """The tone to speak in, "" for the plain one."""
        return self.wanted_tone or str(self.prep.get("tone") or "")

    @property
    def target_data(self) -> Data:
        """The target job in view; empty if there is none."""
        targets = entries(self.prep, "targets")
        return next((one for one in targets if self.target in ("", one.get("id"))), {})

    def answer(self, *question: str) -> Data:
        """What the person prepared for a question, by its name or text: for this target, else for any."""
        wanted = str(self.target_data.get("id", ""))
        found = [one for one in entries(self.prep, "answers") if one.get("question") in question]
        return next(
            (one for target in (wanted, "") for one in found if (one.get("target") or "") == target), {}
        )


def entries(data: Data, key: str) -> list[Data]:
    """The mappings in the list at `key`; none if there is no such list."""
    found = data.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def reach(data: Any, path: str) -> list[str]:
    """The filled texts at a dotted path: digits count list items from 1, other names also match ids."""
    for segment in path.split("."):
        data = _step(data, segment)
    return [text for item in (data if isinstance(data, list) else [data]) if (text := _text(item))]


def _step(data: Any, segment: str) -> Any:
    if isinstance(data, dict):
        return data.get(segment)
    if not isinstance(data, list):
        return None
    if segment.isdigit():
        return data[int(segment) - 1] if 0 < int(segment) <= len(data) else None
    named = [item for item in data if isinstance(item, dict) and item.get("id") == segment]
    return named[0] if named else [_step(item, segment) for item in data]


def _text(value: Any) -> str:
    return tidy(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _mapping(value: Any) -> Data:
    return value if isinstance(value, dict) else {}


def view(facts: Facts, told: Data) -> Data:
    """The facts with what is in focus; `told` is the story to speak of."""
    prep, target = facts.prep, facts.target_data
    near, far, vision = _goals(entries(prep, "goals"))
    return {
        **facts.data,
        **_occupation(facts),
        "near": near | _steps(near) | {"field": _field(near), "span": _near_span(near, facts.date)},
        "far": far | {"field": _field(far), "year": _far_year(far, facts.date)},
        "vision": vision,
        "story": told | {"figures": _figures(told), "told": _told(told)},
        "target": target,
        "company": _company(target),
        "fit": _fit(target, entries(prep, "stories")),
        "skill": _skill(entries(prep, "skills_to_build"), near),
        "strengths": sorted(entries(facts.data, "skills"), key=_weakness),
        "values": _top_values(entries(prep, "values")),
        "gap": _break(entries(prep, "gaps"), ("", "gap")),
        "change": _break(entries(prep, "gaps"), ("change",)),
    }


def names(facts: Facts) -> tuple[str, ...]:
    """Names that keep their capital at the start of a clause: people, employers, schools."""
    found = [_mapping(facts.data.get("basics")).get("name"), *employer(facts.target_data)]
    found += [job.get("name") for job in entries(facts.data, "work")]
    found += [school.get("institution") for school in entries(facts.data, "education")]
    return tuple(name for name in map(_text, found) if name)


def employer(target: Data) -> list[str]:
    """The names of a target job's employer, the full one first."""
    company, job = _mapping(target.get("company")), _mapping(target.get("job"))
    found = [company.get("name"), job.get("company"), *(company.get("aliases") or [])]
    return [name for name in map(_text, found) if name]


def focus(facts: Facts, about: Iterable[str] = (), wanted: str = "") -> Data:
    """The story to tell: the one with the id `wanted`, else one whose tags have a word of `about`,
    else one that leads to the near goal, one that fits the target, the first.
    """
    stories = entries(facts.prep, "stories")
    near = _goals(entries(facts.prep, "goals"))[0]
    fits = [fit.get("story") for fit in entries(facts.target_data, "fit")]
    choices = (
        lambda story: bool(wanted) and story.get("id") == wanted,
        lambda story: is_about(story, about),
        lambda story: bool(near.get("id")) and story.get("leads_to") == near["id"],
        lambda story: story.get("id") in fits,
        lambda _: True,
    )
    return next((story for fitting in choices for story in stories if fitting(story)), {})


def is_about(story: Data, words: Iterable[str]) -> bool:
    """Whether the tags of a story have one of the words."""
    keys = ("trigger", "shows", "title", "framework")
    text = " ".join(text for key in keys for text in reach(story, key)).lower()
    return any(word in text for word in words)


def _goals(goals: list[Data]) -> tuple[Data, Data, Data]:
    """The near goal, the far one, and one beyond both."""
    near = _first(goals, lambda goal: goal.get("horizon") == "short") or _first(
        goals, lambda goal: not goal.get("horizon") and goal.get("id") != "far"
    )
    later = [goal for goal in goals if goal is not near]
    far = next((found for horizon in ("long", "", "vision", "short") if (found := _at(later, horizon))), {})
    vision = _first(later, lambda goal: goal.get("horizon") == "vision" and goal is not far)
    return near, far, vision


def _at(goals: list[Data], horizon: str) -> Data:
    return _first(goals, lambda goal: (goal.get("horizon") or "") == horizon)


def _first(items: Iterable[Data], fits: Any) -> Data:
    return next((item for item in items if fits(item)), {})


def _occupation(facts: Facts) -> Data:
    jobs = entries(facts.data, "work")
    held = _first(jobs, lambda job: _ends(job) in _ONGOING)
    past = {} if held else max(jobs, key=_ends, default={})
    lasted = span(months(str(past.get("startDate") or ""), _ends(past))) if past else ""
    so_far = span(months(str(held.get("startDate") or ""), facts.date))
    earlier = [job for job in jobs if job is not past and _ends(job) not in _ONGOING]
    schools = [] if jobs else entries(facts.data, "education")
    return {
        "job": held | {"so_far": so_far},
        "past": past | {"lasted": lasted},
        "before": max(earlier, key=_ends, default={}),
        "study": max(schools, key=_ends, default={}),
    }


def _ends(item: Data) -> str:
    return str(item.get("endDate") or "").lower()


def _steps(goal: Data) -> Data:
    todo = [step for step in entries(goal, "steps") if step.get("status") != "done" and _text(step.get("do"))]
    doing = _first(todo, lambda step: step.get("status") == "doing")
    return {"open": todo, "doing": doing, "then": [step for step in todo if step is not doing and doing]}


def _company(target: Data) -> Data:
    """The employer; `short` is a name of at most twelve characters, for labels, or ""."""
    company = _mapping(target.get("company"))
    name = _text(company.get("name")) or _text(_mapping(target.get("job")).get("company"))
    known = [name, *(alias for alias in map(_text, company.get("aliases") or []) if alias in name)]
    short = next((one for one in sorted(known, key=len, reverse=True) if len(one) <= 12), "")
    return company | {"name": name, "short": short}


def _fit(target: Data, stories: list[Data]) -> Data:
    """The first thing that they need, with the story that answers it."""
    need = next(iter(entries(target, "fit")), {})
    return need | {"story": _first(stories, lambda one: bool(need) and one.get("id") == need.get("story"))}


def _field(goal: Data) -> str:
    """The field of a goal, unless its role tells it already: "transport planner" in "public transport"."""
    role = {word for word in _text(goal.get("role")).lower().split() if len(word) > 3}
    field = _text(goal.get("field"))
    return "" if role & set(field.lower().split()) else field


def _skill(skills: list[Data], goal: Data) -> Data:
    """The first skill to build for a goal that none of its steps speaks of."""
    steps = " ".join(reach(goal, "steps.do")).lower()
    new = [skill for skill in skills if _text(skill.get("name")).lower() not in steps]
    return _first(new, lambda skill: goal.get("id") in (skill.get("for") or ()))


def _top_values(values: list[Data]) -> list[str]:
    ranked = sorted(values, key=lambda value: value.get("kind") == "flex")
    return [_text(value.get("name")).lower() for value in ranked if _text(value.get("name"))][:2]


def _weakness(skill: Data) -> int:
    """How far a skill is from mastery; unknown levels come last."""
    level = str(skill.get("level") or "").lower()
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)


def _break(gaps: list[Data], kinds: tuple[str, ...]) -> Data:
    """The first gap of one of the kinds, and how long it lasted."""
    found = _first(gaps, lambda gap: (gap.get("kind") or "") in kinds)
    return found | {"lasted": span(months(str(found.get("start") or ""), str(found.get("end") or "")))}


def _figures(story: Data) -> str:
    """The story's figures, unless its result tells them already."""
    metric = _mapping(story.get("metric"))
    before, after, unit = (_text(metric.get(key)) for key in ("from", "to", "unit"))
    told = " ".join(reach(story, "result")).lower()
    spoken = {after, number(int(after)) if after.isdigit() else after}
    if not before or not after or any(re.search(rf"\b{re.escape(word)}\b", told) for word in spoken):
        return ""
    figures = f"from {before} to {after} {unit}".rstrip()
    caption = _text(metric.get("caption"))
    return figures if not caption or any(map(str.isalpha, unit)) else f"{figures}, {caption}"


def _told(story: Data) -> str:
    """What was done, where it is written as whole sentences: "I rang them. I gave each one a shelf"."""
    steps = reach(story, "action")
    whole = any(re.match(r"I\b", step) or re.search(r"[.!?] [A-Z]", step) for step in steps)
    return ". ".join(steps) if whole else ""


def months(start: str, end: str) -> int:
    """Whole months between two dates as written; years alone count as such; 0 where either is unknown."""
    first, last = _year_month(start), _year_month(end)
    if not first or not last:
        return 0
    if first[1] and last[1]:
        return (last[0] - first[0]) * 12 + last[1] - first[1]
    return (last[0] - first[0]) * 12


def _year_month(text: str) -> tuple[int, int] | None:
    found = re.match(r"([12]\d{3})(?:-(\d\d))?", text)
    return (int(found[1]), int(found[2] or 0)) if found else None


def _near_span(goal: Data, today: str) -> str:
    """What fits after "Next": a length of time that reaches to the goal."""
    by = str(goal.get("by") or "")
    if not by:
        return "two years" if not goal or goal.get("horizon") == "short" else ""
    ahead = months(today, by)
    if ahead < 10:
        return "" if ahead < 1 else "month" if ahead == 1 else f"{number(ahead)} months"
    return "twelve months" if ahead < 15 else f"{number((ahead + 9) // 12)} years"


def _far_year(goal: Data, today: str) -> str:
    by = str(goal.get("by") or "")
    if not by:
        return "five" if not goal or goal.get("horizon") == "long" else ""
    years = (months(today, by) + 9) // 12
    return number(years) if years > 1 else ""
