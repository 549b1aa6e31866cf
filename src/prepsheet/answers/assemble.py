"""A structure, a question and a person's facts made into an answer."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from prepsheet.answers.choose import choose, known
from prepsheet.answers.english import number, tidy, upper_first
from prepsheet.answers.followups import followups
from prepsheet.answers.length import pace, range_for, rounded, words_in, words_of
from prepsheet.answers.model import Answer, DraftWords, Part, Scripts, Sentence, Structure
from prepsheet.answers.own import first_sentence, paragraphs
from prepsheet.answers.scene import Runs, Scene, gaps_in, joined, mark, scene, text_of
from prepsheet.answers.template import fill, fill_text
from prepsheet.answers.view import Data, Facts
from prepsheet.document import Beat, Run

SHORT_WORDS = 35
"""What one breath holds: about a quarter of a minute."""


class Line(NamedTuple):
    """A sentence of an answer, and the rank in which it may give way."""

    words: Runs
    drop: int


def assemble(scripts: Scripts, question: str, facts: Facts, structure: str = "") -> Answer:
    """The answer to a question for one person.

    The person's own text wins; else a structure is filled in from the facts: `structure`, or the one
    that `choose` finds. Raises `InputError` for a question or structure that is not there.
    """
    asked = known(scripts.questions, question, "question")
    own = facts.answer(asked.id, asked.text)
    plan = choose(scripts, asked, facts, structure)
    stage = scene(scripts, asked, facts, plan)
    usual = plan.seconds if plan and not _is_own(own) else ()
    low, high = range_for(own, usual or asked.seconds)
    beats = _own_beats(own, scripts.draft) or _beats(stage, plan, scripts.draft, high * pace(facts) / 60)
    short = _short(stage, plan, own, scripts.draft)
    cues = followups(asked, facts, stage)
    marked = [beat.text for beat in (*beats, *short)] + [cue.cue for cue in cues]
    gaps = sum(gaps_in(runs) for runs in marked if isinstance(runs, tuple))
    words, short_words = words_of(beats), words_of(short)
    seconds, short_seconds = (rounded(60 * count / pace(facts)) for count in (words, short_words))
    return Answer(
        question=asked.id,
        title=asked.text,
        structure=plan.id if plan else "",
        own=_is_own(own),
        listen=asked.listen,
        beats=beats,
        words=words,
        seconds=seconds,
        length=_length(scripts.draft, words, seconds),
        short=short,
        short_words=short_words,
        short_seconds=short_seconds,
        short_length=_length(scripts.draft, short_words, short_seconds),
        gaps=gaps,
        subtitle=subtitle(scripts.draft, gaps),
        parts=_parts(stage, plan) if not _is_own(own) else (),
        followups=cues,
        surprise=tuple(runs for line in scripts.draft.surprise if (runs := stage.say(line))),
        checks=tuple(
            fill_text(check, {"limit": _said(high)}) for check in (*scripts.draft.checks, *asked.checks)
        ),
        note=_note(scripts.draft, seconds, low, high) if not _open(beats) or seconds > high else "",
    )


def subtitle(words: DraftWords, gaps: int) -> Runs:
    """What the draft says under its title: how many marks are left, and what a mark looks like."""
    key = {0: "none", 1: "one"}.get(gaps, "many")
    values = {"count": Run(upper_first(number(gaps))), "mark": mark(words.mark)}
    return fill(words.subtitle[key], lambda name: (values[name],))


def _is_own(own: Data) -> bool:
    return bool(tidy(str(own.get("text") or "")))


def _parts(stage: Scene, plan: Structure | None) -> tuple[Part, ...]:
    beats = plan.beats if plan else ()
    return tuple(Part(stage.label(beat.label), beat.prompt, beat.cue) for beat in beats)


def _own_beats(own: Data, words: DraftWords) -> tuple[Beat, ...]:
    """The person's own text, a beat a paragraph, of which the first has the label."""
    labels = (words.labels["own"], *[""] * 99)
    found = paragraphs(str(own.get("text") or ""))
    return tuple(Beat(label=label, text=runs) for label, runs in zip(labels, found, strict=False))


def _beats(stage: Scene, plan: Structure | None, words: DraftWords, limit: float) -> tuple[Beat, ...]:
    """The beats of a structure; droppable sentences give way one by one down to `limit` words."""
    if plan is None:
        return (Beat(label=words.labels["own"], text=(mark(words.ask),)),)
    lines = [[line for sentence in beat.say if (line := _line(stage, sentence))] for beat in plan.beats]
    droppable = [(line.drop, -at, line, beat) for at, beat in enumerate(lines) for line in beat if line.drop]
    for _, _, line, beat in sorted(droppable, key=itemgetter(0, 1)):
        if _count(lines) > limit:
            beat.remove(line)
    return tuple(
        Beat(label=stage.label(beat.label), text=joined([line.words for line in said]))
        for beat, said in zip(plan.beats, lines, strict=True)
        if said
    )


def _line(stage: Scene, sentence: Sentence) -> Line | None:
    words = stage.say(sentence)
    return Line(words, sentence.drop or stage.shared(sentence).drop) if words else None


def _count(lines: list[list[Line]]) -> int:
    return sum(words_in(text_of(line.words)) for beat in lines for line in beat)


def _short(stage: Scene, plan: Structure | None, own: Data, words: DraftWords) -> tuple[Beat, ...]:
    """The version for one breath: the person's own, else the strongest sentences that fit in it."""
    label = words.labels["short"]
    if prepared := paragraphs(str(own.get("short") or "")):
        return tuple(Beat(label=label if not at else "", text=runs) for at, runs in enumerate(prepared))
    made = _strongest(stage, plan.short if plan else ())
    text = str(own.get("text") or "")
    if tidy(text) and (not made or gaps_in(made)):
        made = first_sentence(text, SHORT_WORDS)
    return (Beat(label=label, text=made),) if made else ()


def _strongest(stage: Scene, sentences: tuple[Sentence, ...]) -> Runs:
    said: list[Runs] = []
    for sentence in sentences:
        words = stage.say(sentence)
        if words and (not said or words_in(text_of(joined([*said, words]))) <= SHORT_WORDS):
            said.append(words)
    return joined(said)


def _open(beats: tuple[Beat, ...]) -> bool:
    """Whether some of an answer is still to be filled in, so that its length tells nothing yet."""
    return any(gaps_in(beat.text) for beat in beats if isinstance(beat.text, tuple))


def _length(words: DraftWords, count: int, seconds: int) -> str:
    return fill_text(words.length, {"words": str(count), "seconds": str(seconds)})


def _note(words: DraftWords, seconds: int, low: float, high: float) -> str:
    limits = {"low": _said(low), "high": _said(high)}
    if seconds < low:
        return fill_text(words.too_short, limits)
    return fill_text(words.too_long, limits) if seconds > high else ""


def _said(seconds: float) -> str:
    return number(round(seconds))
