"""Answers assembled from structures, questions and a person's facts: what is said, and what is missing."""

from prepsheet.answers.assemble import assemble
from prepsheet.answers.cues import cues, opening
from prepsheet.answers.findings import coach_for, commented, problems
from prepsheet.answers.load import load, question
from prepsheet.answers.model import Answer, Asked, Scripts
from prepsheet.answers.names import unknown_names
from prepsheet.answers.own import open_marks
from prepsheet.answers.seen import seen
from prepsheet.answers.view import Facts

__all__ = [
    "Answer",
    "Asked",
    "Facts",
    "Scripts",
    "assemble",
    "coach_for",
    "commented",
    "cues",
    "load",
    "open_marks",
    "opening",
    "problems",
    "question",
    "seen",
    "unknown_names",
]
