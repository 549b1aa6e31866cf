"""People to assemble answers for: everything filled in, something, next to nothing."""

from __future__ import annotations

from typing import Any

from prepsheet.answers import Answer, load
from prepsheet.answers.scene import gaps_in
from prepsheet.document import Beat, Run
from prepsheet.library import Library, bundled_folder
from prepsheet.profile import load as load_profile

Data = dict[str, Any]

DATE = "2026-11-22"
SCRIPTS = load(Library((bundled_folder(),)))
EXAMPLES = {
    path.stem: load_profile(path)[0].data()
    for path in sorted((bundled_folder() / "content/examples").glob("*.yaml"))
}

FULL: Data = {
    "basics": {"name": "Marit Solheim", "label": "Care assistant"},
    "work": [
        {
            "name": "Fjordgløtt Care Home",
            "position": "Senior Care Assistant",
            "startDate": "2021-02",
            "highlights": ["Cut falls on the ground floor from 9 to 4 a month"],
        },
        {"name": "Vik Bakery", "position": "Baker", "startDate": "2016", "endDate": "2021-01"},
    ],
    "prep": {
        "values": [{"name": "Calm", "kind": "flex"}, {"name": "Dignity", "kind": "must"}],
        "goals": [
            {
                "id": "near",
                "horizon": "short",
                "by": "2028-06",
                "role": "Shift Lead",
                "field": "dementia care",
                "specific": "Plan the evening shift so that nobody is rushed to bed.",
                "measure": "Fewer than two falls a month",
                "why": "I want evenings to be the best part of somebody’s day",
                "benefit": "families who sleep well, and staff who stay",
                "achievable": "I plan Sundays already",
                "steps": [
                    {"do": "Finish the dementia module", "by": "2027-03", "status": "doing"},
                    {"do": "Shadow the night nurse", "by": "2027-06", "status": "todo"},
                    {"do": "Book the course", "status": "done"},
                ],
            },
            {"id": "far", "horizon": "long", "by": "2031", "role": "Care Home Manager"},
        ],
        "stories": [
            {
                "id": "falls",
                "title": "The lamp by every bed",
                "situation": "Nine people a month fell at night.",
                "task": "I was asked to find out why",
                "action": ["wrote down every fall", "walked the floor in the dark", "put a lamp by each bed"],
                "result": "Falls went down to four a month",
                "lesson": "Look at it in the dark",
                "metric": {"from": 9, "to": 4, "unit": "falls a month"},
                "trigger": "Numbers",
                "leads_to": "near",
            },
            {
                "id": "rota",
                "title": "The rota I got wrong",
                "trigger": "A mistake",
                "lesson": "Ask before you plan",
            },
        ],
        "targets": [
            {
                "id": "lind",
                "job": {"title": "Shift lead", "company": "Lindås Kommune"},
                "company": {
                    "name": "Lindås Kommune",
                    "aliases": ["Lindås"],
                    "goals": ["Halve night falls by 2028"],
                },
                "why_here": "you train your own shift leads",
                "ask": ["What does a good evening look like here?"],
            }
        ],
    },
}

PARTIAL: Data = {
    "basics": {"name": "Sam Rivera", "label": "Dental nurse"},
    "prep": {
        "goals": [
            {
                "id": "next",
                "by": "2028",
                "role": "orthodontic nurse",
                "why": "I like explaining treatment to anxious patients",
                "steps": [{"do": "finish the certificate"}, {"do": "shadow the Friday clinic"}],
            }
        ],
        "targets": [
            {
                "id": "elm",
                "job": {"title": "Senior dental nurse", "company": "Elm Street Dental"},
                "why_here": "two orthodontists and a training budget",
            }
        ],
    },
}

EMPTY: Data = {"basics": {"name": "Kim Ode", "label": "Forklift Driver"}}

OWN: Data = {
    "basics": {"name": "Ida Berg"},
    "prep": {
        "stories": [{"id": "roof", "title": "The roof that held"}],
        "targets": [{"id": "a", "job": {"company": "A"}}, {"id": "b", "job": {"company": "B"}}],
        "answers": [
            {
                "question": "aspirations",
                "text": "I lay roofs.\n\nBy [which month?] I want to lead a crew. {goal} **now**",
            },
            {
                "question": "aspirations",
                "target": "b",
                "text": "I lay roofs for B.",
                "short": "Roofs, for B.",
            },
        ],
        "followups": [{"question": "Why roofs?", "cue": "They keep. Tell The roof that held."}],
    },
}


def text(runs: str | tuple[Run, ...]) -> str:
    """Runs as a reader sees them, strong ones between stars."""
    if isinstance(runs, str):
        return runs
    return "".join(f"**{run.text}**" if run.style == "strong" else run.text for run in runs)


def said(answer: Answer) -> str:
    """The answer alone, without labels."""
    return " ".join(text(beat.text) for beat in answer.beats)


def marks(answer: Answer) -> int:
    """The marks a reader can count."""
    beats = [beat.text for beat in (*answer.beats, *answer.short)] + [cue.cue for cue in answer.followups]
    return sum(gaps_in(runs) for runs in beats if isinstance(runs, tuple))


def fitting(question: str) -> tuple[str, ...]:
    """The names of the structures made for a question."""
    return tuple(name for name, one in SCRIPTS.structures.items() if question in one.questions)


def unprepared(name: str) -> Data:
    """An example person without answers of their own, so that structures have to make them."""
    data = EXAMPLES[name]
    return data | {"prep": data["prep"] | {"answers": []}}


def page(answer: Answer, cues: tuple[Beat, ...] = (), opening: str = "") -> str:
    """An answer and its cheat-sheet lines as a page of text."""
    lines = [answer.title, text(answer.subtitle), "", f"## {answer.length}"]
    lines += [f"{beat.label + ':':<18} {text(beat.text)}" for beat in answer.beats]
    lines += ["", f"## In a moment: {answer.short_length}", *(text(beat.text) for beat in answer.short)]
    parts = [f"{part.label}: {part.cue}" for part in answer.parts]
    lines += ["", "## Without the page", *parts] if parts else []
    lines += ["", "## If they follow up", *(f"{cue.question} -> {text(cue.cue)}" for cue in answer.followups)]
    lines += ["", "## Before I call it done", *answer.checks]
    lines += ["", f"note: {answer.note}", f"opening: {opening}"]
    lines += [f"{beat.label}: {text(beat.text)}" for beat in cues]
    return "\n".join(line.rstrip() for line in lines) + "\n"
