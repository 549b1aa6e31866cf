"""What a coach would point at in an answer: rules over its words and the person's facts.

A rule finds stretches of words; what there is to say about them stands in content. Findings are
comments beside the words, and problems for whoever makes the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec.structs import replace

from prepsheet.answers.english import number, upper_first
from prepsheet.answers.model import Answer, Remark, Remarks, Scripts
from prepsheet.answers.own import marks_in
from prepsheet.answers.scene import Runs, text_of
from prepsheet.answers.template import fill_text
from prepsheet.answers.view import Facts, employer, entries
from prepsheet.document import Beat, Inline, Run, runs
from prepsheet.problems import Place, Problem, Severity

ONE, SEVERAL = ("words", "employer"), ("words", "count")
"""The slots of what is said of one finding, and of several."""

_SHORTEST_NAME = 2
"""Characters of a name that is looked for: a lone letter is too often a word, or a mark."""
_HISTORY = ("work", "volunteer", "education", "projects")


class Finding(NamedTuple):
    """Something to look at again: the characters from `start` to `stop`, and what there is to say."""

    code: str
    severity: Severity
    start: int
    stop: int
    words: str
    message: str
    remark: Remark

    @property
    def comment(self) -> str:
        """What stands in the margin."""
        return f"{upper_first(self.message)}. {upper_first(self.remark.hint)}."


@dataclass(frozen=True, slots=True)
class Coach:
    """Reads answers that are meant for one employer.

    `employer` is its name, `others` finds the names of those whom the answers are not meant for.
    """

    remarks: Remarks
    employer: str
    others: re.Pattern[str]

    def findings(self, text: str) -> list[Finding]:
        """What there is to say about a text, in its order; of what overlaps, the first."""
        gap, other = self.remarks.open_gap, self.remarks.wrong_employer
        marks, names = marks_in(text), self.others.finditer(text)
        said = [self._finding("open-gap", "note", gap, found) for found in marks]
        said += [self._finding("wrong-employer", "warning", other, found) for found in names]
        kept: list[Finding] = []
        for finding in sorted(said, key=lambda one: one.start):
            if not kept or finding.start >= kept[-1].stop:
                kept.append(finding)
        return kept

    def _finding(self, code: str, severity: Severity, remark: Remark, found: re.Match[str]) -> Finding:
        message = fill_text(remark.message, {"words": found[0], "employer": self.employer})
        return Finding(code, severity, *found.span(), found[0], message, remark)


def coach_for(scripts: Scripts, facts: Facts) -> Coach:
    """The coach of a person, for the target job in view; no name is wrong while its employer has none."""
    names = employer(facts.target_data)
    return Coach(scripts.remarks, names[0] if names else "", _named(_others(facts) if names else ()))


def commented(answer: Answer, coach: Coach) -> Answer:
    """The answer with the coach's comments on its words."""
    return replace(
        answer,
        beats=tuple(_beat(beat, coach) for beat in answer.beats),
        short=tuple(_beat(beat, coach) for beat in answer.short),
        followups=tuple(replace(asked, cue=_commented(asked.cue, coach)) for asked in answer.followups),
    )


def problems(coach: Coach, place: Place, texts: Iterable[Inline]) -> Iterator[Problem]:
    """The findings in some texts as problems, those of one kind in one where content has words for it."""
    found = [finding for text in texts for finding in coach.findings(text_of(runs(text)))]
    for code in dict.fromkeys(finding.code for finding in found):
        same = [finding for finding in found if finding.code == code]
        first, remark = same[0], same[0].remark
        messages = [finding.message for finding in same]
        if remark.several and len(same) > 1:
            messages = [fill_text(remark.several, {"count": number(len(same)), "words": first.words})]
        for message in dict.fromkeys(messages):
            yield Problem(place, first.severity, code, message, remark.hint)


def _beat(beat: Beat, coach: Coach) -> Beat:
    return replace(beat, text=_commented(beat.text, coach))


def _commented(text: Inline, coach: Coach) -> Runs:
    """A text as runs that are cut where findings begin and end."""
    found = coach.findings(text_of(runs(text)))
    if not found:
        return runs(text)
    edges = [edge for finding in found for edge in (finding.start, finding.stop)]
    pieces: list[Run] = []
    start = 0
    for run in runs(text):
        stop = start + len(run.text)
        for left, right in pairwise([start, *(edge for edge in edges if start < edge < stop), stop]):
            comment = next((one.comment for one in found if one.start <= left < one.stop), "")
            pieces.append(Run(run.text[left - start : right - start], run.style, comment))
        start = stop
    return tuple(pieces)


def _others(facts: Facts) -> list[str]:
    """The names of employers that an answer for this one does not speak of, longest first.

    A name that the person's history tells of is none of them, nor is a part of one.
    """
    target = facts.target_data
    history = [facts.data.get(key) for key in _HISTORY] + [facts.prep.get("stories")]
    told = "\n".join([*employer(target), *_texts(history)])
    names = {name for one in entries(facts.prep, "targets") if one is not target for name in employer(one)}
    found = [name for name in names if len(name) >= _SHORTEST_NAME and not _named([name]).search(told)]
    return sorted(found, key=lambda name: (-len(name), name))


def _texts(value: Any) -> Iterator[str]:
    """All texts in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _named(names: Iterable[str]) -> re.Pattern[str]:
    """What finds names as they are written, capitals too: "next" is a word, "Next" a shop."""
    return re.compile("|".join(map(_whole, names)) or "(?!)")


def _whole(name: str) -> str:
    """A name as a pattern, whichever apostrophe it has; scripts without capitals join words to it."""
    words = re.sub("['’]", "['’]", re.escape(name))
    before, after = (_ends_a_word(end) for end in (name[0], name[-1]))
    return (r"(?<!\w)" if before else "") + words + (r"(?!\w)" if after else "")


def _ends_a_word(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()
