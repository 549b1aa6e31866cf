"""What is said for one person: slots resolved, wordings chosen, marks set where something is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from prepsheet.answers.english import FORMS, listed, tidy, upper_first
from prepsheet.answers.model import Question, Scripts, Sentence, Slot, Structure
from prepsheet.answers.template import ended, fill, fill_text, merged, needs, slots_of
from prepsheet.answers.view import Data, Facts, focus, names, reach, view
from prepsheet.document import Run

Runs = tuple[Run, ...]
STORY = "story"
"""The slot of a person's own that names the story to tell."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The slots of content, and a person's facts to fill them.

    `given` are values that win over both, `tone` is the one to speak in, "" for the plain one.
    """

    slots: Mapping[str, Slot]
    sentences: Mapping[str, Sentence]
    view: Data
    names: tuple[str, ...]
    given: Mapping[str, str]
    tone: str = ""
    found: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)

    def value(self, name: str) -> str:
        """The text for a slot in its form, or "" where there is none."""
        if name not in self.found:
            self.found[name] = self._resolve(name)
        return self.found[name]

    def _resolve(self, name: str) -> str:
        slot = self.slots[name]
        form = FORMS[slot.form]
        if own := tidy(self.given.get(name, "")):
            return form(own, self.names) or own
        for path in slot.paths:
            items = [form(text, self.names) for text in reach(self.view, path)]
            if items and all(items):
                return listed(items)
        return next((text for way in slot.say if (text := self._made_of_others(way))), "")

    def _made_of_others(self, way: str) -> str:
        values = {name: self.value(name) for name in slots_of(way)}
        return fill_text(way, values) if all(values.values()) else ""

    def runs(self, name: str) -> Runs:
        """The value of a slot, or the mark that asks for it."""
        if text := self.value(name):
            return (Run(text),)
        slot = self.slots[name]
        lead = (Run(f"{slot.lead} "),) if slot.lead else ()
        return (*lead, mark(slot.ask))

    def filled(self, way: str) -> bool:
        """Whether all slots that a wording needs have a value."""
        return all(self.value(name) for name in needs(way))

    def shared(self, sentence: Sentence) -> Sentence:
        """The sentence that another one uses, else itself."""
        return self.sentences[sentence.use] if sentence.use else sentence

    def wording(self, sentence: Sentence) -> Runs | None:
        """A sentence's words without the stop; None if it is optional and something is missing."""
        shared = self.shared(sentence)
        toned, plain = shared.tones.get(self.tone, ()), shared.ways
        way = next((way for way in (*toned, *plain) if self.filled(way)), None)
        if way is None and (sentence.optional or shared.optional):
            return None
        marked = (ways[-1] for ways in (toned, plain) if ways)
        return fill(way if way is not None else min(marked, key=self._missing), self.runs)

    def _missing(self, way: str) -> int:
        return sum(not self.value(name) for name in slots_of(way))

    def say(self, sentence: Sentence) -> Runs | None:
        """A whole sentence: capital at the start, one stop at the end."""
        runs = self.wording(sentence)
        return finished(runs) if runs else None

    def label(self, sentence: Sentence) -> str:
        """A sentence as the label of a beat."""
        return "".join(run.text for run in self.wording(sentence) or ())

    def with_view(self, data: Data) -> Scene:
        """The same scene with other things in focus."""
        return replace(self, view=self.view | data)


def scene(scripts: Scripts, asked: Question, facts: Facts, structure: Structure | None) -> Scene:
    """The scene of one answer. The person's own slot `story` is the id of the story to tell."""
    given = facts.answer(asked.id, asked.text).get("slots") or {}
    slots = {**scripts.slots, **(structure.slots if structure else {})}
    looking = view(facts, focus(facts, asked.story, given.get(STORY, "")))
    return Scene(slots, scripts.sentences, looking, names(facts), given, facts.tone)


def mark(ask: str) -> Run:
    """The mark that stands for something missing."""
    return Run(f"[{ask}]", "gap")


def finished(runs: Runs) -> Runs:
    """Runs as a sentence: capital at the start, a stop at the end if there is none."""
    first, last = runs[0], runs[-1]
    start = first if first.style == "gap" else Run(upper_first(first.text), first.style)
    stop = () if last.style != "gap" and ended(last.text) else (Run("."),)
    return merged((start, *runs[1:], *stop))


def joined(sentences: list[Runs]) -> Runs:
    """Sentences one after the other, a space between them."""
    spaced = [run for runs in sentences for run in (Run(" "), *runs)]
    return merged(spaced[1:])


def text_of(runs: Runs) -> str:
    """Runs as plain text."""
    return "".join(run.text for run in runs)


def gaps_in(runs: Runs) -> int:
    """How many marks there are."""
    return sum(run.style == "gap" for run in runs)
