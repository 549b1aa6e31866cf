"""An invented class of any size, as a roster: names, addresses, subjects, and a goal in their own words."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from tests.making import PEOPLE, person

MAP = "columns: {Role: goals.near.role, Why: goals.near.why, By: goals.near.by}\n"
HEADER = ("Id", "First name", "Last name", "E-mail", "Major", "Stage", "Role", "Why", "By")
SUBJECTS = ("History", "Physics", "Nursing", "Transport and logistics", "Computer science", "Law", "Music")


def rows(people: int) -> Iterator[dict[str, str]]:
    """As many people, no two alike, and the same ones each time."""
    filled = [person(name) for name in PEOPLE]
    goals = [goal for one in filled for goal in one.prep.goals if goal.role]
    names = [one.basics.name.split() for one in filled]
    for number in range(1, people + 1):
        choice = random.Random(number)
        goal = choice.choice(goals)
        first, last = choice.choice(names)[0], f"{choice.choice(names)[-1]} {number}"
        mail, subject = f"person{number}@example.org", choice.choice(SUBJECTS)
        stage = choice.choice(("entry", "mid", "changer"))
        told = (str(number), first, last, mail, subject, stage, goal.role, goal.why, goal.by or "2027-06")
        yield dict(zip(HEADER, told, strict=True))


def write(folder: Path, people: int) -> Path:
    """The roster as CSV in a folder, with a map beside it for its own columns."""
    (folder / "roster-map.yaml").write_text(MAP, encoding="utf-8")
    path = folder / "class.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, HEADER)
        table.writeheader()
        table.writerows(rows(people))
    return path
