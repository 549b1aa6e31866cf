"""What content says about answers (slots, structures, questions), and what becomes of it: an `Answer`.

Sentences are spoken text with `{slot}` where something of the person's own goes. A slot is declared
once: where in the profile it comes from, and what to ask while it is empty.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from prepsheet.document import Beat, Run

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Key = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
FormName = Literal[
    "text", "name", "sentence", "job", "a_job", "field", "phrase", "verb", "act", "doing", "want",
    "past", "deed", "clause", "thing", "when", "date", "gist",
]  # fmt: skip


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """Something of the person's own within a sentence.

    `paths` lead to it in the person's facts; the first that holds something in a fitting `form` wins.
    Where none does, `say` may make it of other slots, the first text whose slots are all filled.
    `ask` is the question in the mark that stands for an empty slot, `lead` the words before that
    mark which the form would bring ("by", "to").
    """

    ask: str
    paths: tuple[str, ...] = ()
    form: FormName = "text"
    lead: str = ""
    say: tuple[str, ...] = ()


class Sentence(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to say: `text`, or the first of `any` whose slots are all filled, else the last of them.

    `tones` are wordings in other tones than the plain one, tried before it where that tone is asked
    for. An `optional` sentence is left out while a slot of it is empty. `drop` is the rank in which
    sentences give way in an answer that is too long (1 goes first, 0 never). `use` names a sentence
    that several structures share.
    """

    __shorthand__: ClassVar[str] = "text"

    text: str = ""
    any: tuple[str, ...] = ()
    tones: dict[Name, tuple[str, ...]] = {}
    use: str = ""
    optional: bool = False
    drop: int = 0

    @property
    def ways(self) -> tuple[str, ...]:
        """The wordings to try in the plain tone, in order."""
        return self.any or (self.text,)

    @property
    def all_ways(self) -> tuple[str, ...]:
        """Every wording, in every tone."""
        return *(way for ways in self.tones.values() for way in ways), *self.ways


class BeatPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a structure: what it is for, its `share` of the words in per cent, what to say in it."""

    id: Key
    label: Sentence
    say: tuple[Sentence, ...]
    prompt: str = ""
    share: Annotated[int, Meta(ge=0, le=100)] = 0
    cue: str = ""


class Suits(Struct, frozen=True, forbid_unknown_fields=True):
    """For whom a structure is the first choice: each key that is given lists what will do.

    `questions` are those that it is the first choice for, where it could answer more; `stage` and
    `path` are the profile's, `framework` is that of the story in view.
    """

    questions: tuple[Key, ...] = ()
    stage: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()


class Structure(Struct, frozen=True, forbid_unknown_fields=True):
    """A way to build an answer: for which questions, when to choose it, and its beats in order.

    For people that it `suits` it is chosen before the question's own. `short` are the sentences of
    the version for one breath, the strongest first. `seconds` is how long it takes, where that
    differs from what its question allows.
    """

    id: Key
    label: str
    questions: tuple[Key, ...]
    when: str
    beats: tuple[BeatPlan, ...]
    suits: Suits = Suits()
    short: tuple[Sentence, ...] = ()
    seconds: tuple[int, ...] = ()
    slots: dict[Name, Slot] = {}


class FollowUp(Struct, frozen=True, forbid_unknown_fields=True):
    """A question that often comes next, and the cue that answers it.

    The slots of a story speak of one whose tags have a word of `story`, else of one not told yet.
    """

    id: Key
    question: str
    cue: tuple[Sentence, ...]
    story: tuple[str, ...] = ()


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the cheat sheet: the first of `any` that is filled and short enough."""

    id: Key
    label: Sentence
    any: tuple[str, ...]


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A question that interviewers ask, in their words, and what a good answer to it needs.

    `listen` says what they listen for, `seconds` how long a good answer takes, `structure` which one
    to take by default. It asks for a story whose tags have a word of `story`, if there are any.
    `opening` are wordings of the one line to remember, `checks` what to be sure of before it is done.
    """

    id: Key
    text: str
    listen: tuple[str, ...]
    structure: str = ""
    seconds: tuple[int, ...] = (30, 90)
    story: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    cues: tuple[Cue, ...] = ()
    opening: tuple[str, ...] = ()


class DraftWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The fixed words of the draft. `{name}` stands for a number or a word that the program fills in."""

    title: str
    subject: str
    subtitle: dict[str, str]
    mark: str
    sections: dict[str, str]
    labels: dict[str, str]
    ask: str
    length: str
    too_short: str
    too_long: str
    checks: tuple[str, ...]
    surprise: tuple[Sentence, ...]
    footer: str
    page: str


class Remark(Struct, frozen=True, forbid_unknown_fields=True):
    """What there is to say about words of an answer, and what to do about it: clauses without a stop.

    In `message`, `{words}` are those words and `{employer}` is whom the answer is for. `several`, if
    given, tells of more than one of a kind at once: `{count}` says how many, `{words}` are the first.
    """

    message: str
    hint: str
    several: str = ""


class Remarks(Struct, frozen=True, forbid_unknown_fields=True):
    """What a coach says about an answer, for each kind of finding."""

    open_gap: Remark
    wrong_employer: Remark


class SlotBook(Struct, frozen=True, forbid_unknown_fields=True):
    """The slots that structures share."""

    slots: dict[Name, Slot]


class SentenceBook(Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences that structures share, and the tones that there are, the plain one first."""

    tones: dict[Name, str]
    sentences: dict[Name, Sentence]


class Scripts(Struct, frozen=True):
    """All that content says about answers, in one language."""

    slots: dict[str, Slot]
    tones: dict[str, str]
    sentences: dict[str, Sentence]
    structures: dict[str, Structure]
    questions: dict[str, Question]
    draft: DraftWords
    remarks: Remarks


class Asked(Struct, frozen=True):
    """A follow-up question and the cue that answers it."""

    question: str
    cue: tuple[Run, ...]


class Part(Struct, frozen=True):
    """A part of an answer, as one remembers it: its label, what it is for, the words to hold on to."""

    label: str
    prompt: str
    cue: str


class Answer(Struct, frozen=True, kw_only=True):
    """An assembled answer, ready for a sheet.

    `words` and `seconds` (rounded) tell the length of `beats`, `length` says it in words; the same
    for `short`. `gaps` is how many marks a reader finds in beats, short version and follow-ups.
    `own` is true for the person's own text; `parts` are those of the structure, none for such a
    text. `listen` is what they listen for, `surprise` what helps with a question that nobody could
    prepare. `note` says when the length is out of range, else "".
    """

    question: str
    title: str
    structure: str
    own: bool
    listen: tuple[str, ...]
    beats: tuple[Beat, ...]
    words: int
    seconds: int
    length: str
    short: tuple[Beat, ...]
    short_words: int
    short_seconds: int
    short_length: str
    gaps: int
    subtitle: tuple[Run, ...]
    parts: tuple[Part, ...]
    followups: tuple[Asked, ...]
    surprise: tuple[tuple[Run, ...], ...]
    checks: tuple[str, ...]
    note: str
