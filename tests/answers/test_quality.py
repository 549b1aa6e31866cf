"""Every question, structure and tone, for every kind of person: read as a strict editor reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from prepsheet.answers import Answer, Facts, assemble
from prepsheet.answers.length import range_for
from tests.answers.people import (
    EMPTY,
    EXAMPLES,
    FULL,
    PARTIAL,
    SCRIPTS,
    Data,
    fitting,
    marks,
    page,
    said,
    text,
    unprepared,
)

SLIPS = re.compile(
    r"""
      \s\s | \n | [{}]                                     # stray spaces, braces
    | \b(\w+)\ \1\b                                         # a word said twice
    | \ [.,;:?!] | [,;:][.,;:?!] | [?!][.,;:] | (?<!\.)\.\.(?!\.)   # stray punctuation
    | [.?!]”?\ (?!e[A-Z])[a-z]                              # no capital after a full stop
    | \b[Aa]\ (?!eu|on(?:e|ce)\b|uni|us[aeiu]|ut[ei])[aeio]\w | \b[Aa]n\ (?!hono|hour|heir)[bcdfgj-np-tv-z]\w
    | \b(?:None|nan)\b(?!\ (?:was|is|of))                   # a value that was never filled in
    """,
    re.VERBOSE,
)
TWICE = {"that that", "had had"}
PEOPLE = {"full": FULL, "partial": PARTIAL, "empty": EMPTY} | {
    f"{name}{kind}": data
    for name in EXAMPLES
    for kind, data in {"": EXAMPLES[name], "-unprepared": unprepared(name)}.items()
}


def day(person: Data) -> str:
    """The day of the person's interview: shipped examples are meant to be built for it."""
    targets = person.get("prep", {}).get("targets") or [{}]
    return str(targets[0].get("interview", {}).get("when", ""))[:10] or "2026-11-22"


def answers(person: Data, question: str) -> Iterator[Answer]:
    """The answers to a question, in every structure made for it and every tone."""
    for structure in fitting(question):
        for tone in SCRIPTS.tones:
            facts = Facts(person, date=day(person), wanted_tone=tone)
            yield assemble(SCRIPTS, question, facts, structure)


def spoken(answer: Answer) -> list[str]:
    """What is said aloud, a beat at a time, as a reader sees it."""
    return [text(beat.text).replace("**", "") for beat in (*answer.beats, *answer.short)]


def slips(line: str) -> list[str]:
    return [found[0] for found in SLIPS.finditer(line) if found[0].lower() not in TWICE]


@pytest.mark.parametrize(
    "line",
    [
        "I am a engineer.",
        "I am an nurse.",
        "Two  spaces.",
        "It is is late.",
        "So it ended.. Well.",
        "Now, , go.",
        "I want {near_goal}.",
        "It ended. then I left.",
        "None",
        "They asked me:.",
    ],
)
def test_the_editor_sees_what_is_wrong(line: str) -> None:
    assert slips(line)


@pytest.mark.parametrize("question", SCRIPTS.questions)
@pytest.mark.parametrize("person", PEOPLE)
def test_it_is_clean_english_and_its_gaps_are_counted(person: str, question: str) -> None:
    for answer in answers(PEOPLE[person], question):
        for line in spoken(answer):
            assert not slips(line), (answer.structure, line)
            assert line.endswith((".", "?", "!", "”")) and not line[0].islower(), line
        cues = [text(asked.cue) for asked in answer.followups]
        assert not [slip for cue in cues for slip in slips(cue.replace("**", ""))], cues
        assert "stepping stone" not in page(answer).lower()
        assert answer.gaps == marks(answer), answer.structure
        assert ("No gaps left" in text(answer.subtitle)) == (answer.gaps == 0)


@pytest.mark.parametrize("question", SCRIPTS.questions)
@pytest.mark.parametrize("person", EXAMPLES)
def test_its_length_is_right_or_the_note_says_so(person: str, question: str) -> None:
    for data in (EXAMPLES[person], unprepared(person)):
        for answer in answers(data, question):
            plan = SCRIPTS.structures[answer.structure]
            usual = (not answer.own and plan.seconds) or SCRIPTS.questions[question].seconds
            low, high = range_for({}, usual)
            unfinished = any(" [" in line or line[0] == "[" for line in spoken(answer))
            assert low <= answer.seconds <= high or answer.note or unfinished, (
                answer.structure,
                answer.seconds,
            )


@pytest.mark.parametrize("question", SCRIPTS.questions)
@pytest.mark.parametrize("person", EXAMPLES)
def test_what_is_made_without_being_asked_needs_no_note(person: str, question: str) -> None:
    """The structure that is chosen for an example person fits the time, at the person's own pace."""
    for data in (EXAMPLES[person], unprepared(person)):
        for tone in SCRIPTS.tones:
            answer = assemble(SCRIPTS, question, Facts(data, date=day(data), wanted_tone=tone))
            assert answer.note == "", (answer.structure, answer.length)


@pytest.mark.parametrize("question", [name for name in SCRIPTS.questions if name not in ("gap", "change")])
@pytest.mark.parametrize("person", EXAMPLES)
def test_a_profile_leaves_next_to_no_gaps(person: str, question: str) -> None:
    answer = assemble(SCRIPTS, question, Facts(unprepared(person), date=day(EXAMPLES[person])))
    assert sum(line.count("[") for line in map(text, (beat.text for beat in answer.beats))) <= 2


@pytest.mark.parametrize("structure", SCRIPTS.structures)
def test_every_structure_speaks_in_every_tone(structure: str) -> None:
    """A structure of a story takes its words from the story; what frames it has a tone of its own."""
    question = SCRIPTS.structures[structure].questions[0]
    person = unprepared("eleni")
    told = {
        said(assemble(SCRIPTS, question, Facts(person, wanted_tone=tone), structure))
        for tone in SCRIPTS.tones
    }
    assert len(told) == len(SCRIPTS.tones)


READ_ALOUD = [
    ("zuzana", "about-me", "", ""),
    ("zuzana", "why-role", "", "warm"),
    ("zuzana", "why-role", "outside-in", "formal"),
    ("zuzana", "aspirations", "here-to-there", "formal"),
    ("zuzana", "setback", "", ""),
    ("anh", "aspirations", "fill-in", "warm"),
    ("anh", "story", "par", ""),
    ("eleni", "change", "", ""),
    ("eleni", "aspirations", "", "formal"),
    ("eleni", "story", "carl", "warm"),
    ("kaloyan", "five-years", "", "formal"),
    ("kaloyan", "setback", "star-l", "formal"),
    ("kaloyan", "motivation", "", "warm"),
    ("lukasz", "aspirations", "", ""),
    ("lukasz", "aspirations", "entrepreneur", "warm"),
    ("lukasz", "networking", "", ""),
    ("adewale", "gap", "", ""),
    ("adewale", "gap", "", "formal"),
    ("adewale", "aspirations", "balance", ""),
    ("adewale", "dream-job", "", "warm"),
    ("adewale", "review", "", ""),
    ("adewale", "aspirations", "reframe", ""),
    ("partial", "about-me", "", ""),
    ("empty", "gap", "", ""),
    ("empty", "why-role", "", "warm"),
]


@pytest.mark.parametrize(("name", "question", "structure", "tone"), READ_ALOUD)
def test_read_aloud(
    name: str, question: str, structure: str, tone: str, golden: Callable[[str, str], None]
) -> None:
    data = unprepared(name) if name in EXAMPLES else PEOPLE[name]
    answer = assemble(SCRIPTS, question, Facts(data, date=day(data), wanted_tone=tone), structure)
    file = "-".join(filter(None, (name, question, structure, tone)))
    golden(f"answers/{file}.txt", page(answer))
