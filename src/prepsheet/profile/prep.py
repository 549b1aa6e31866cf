"""`prep`: what a person prepares for interviews. Every key may be left out; unknown ones are errors.

The lines `key: …` in a class's description are shown by editors beside that key.
"""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from prepsheet.document import Preset
from prepsheet.profile.targets import Target
from prepsheet.schema import Date, EndDate, Id

Score = Annotated[int, Meta(ge=1, le=5)]
Level = Annotated[int, Meta(ge=0, le=5)]
Texts = tuple[str, ...]


class Value(Struct, frozen=True):
    """Something that matters to you at work; the first in the list matters most.

    kind: must (no deal without it) or flex (you can bend)
    evidence: a moment in which you felt it
    met_now: whether your job gives it today
    """

    __shorthand__: ClassVar[str] = "name"
    name: str = ""
    kind: Literal["", "must", "flex"] = ""
    evidence: str = ""
    met_now: Literal["", "yes", "partly", "no"] = ""


class Rating(Struct, frozen=True):
    """How much something matters to you, and how much of it your job gives you: 1 to 5.

    gap: what stands between the two
    name: its name, if it is one of your own
    """

    matters: Score | None = None
    given: Score | None = None
    gap: str = ""
    name: str = ""


class Step(Struct, frozen=True):
    """A step toward a goal. A lone text is what you do.

    by: the year, month or day by which it is done
    needs: what it takes: time, money, a person
    """

    __shorthand__: ClassVar[str] = "do"
    do: str = ""
    by: Date = ""
    needs: str = ""
    status: Literal["", "todo", "doing", "done"] = ""


class Goal(Struct, frozen=True):
    """Where you want to be. A lone text is the role.

    id: a short name that other parts refer to
    horizon: short is one to two years, long three to five, vision beyond
    by: the year, month or day by which it is reached
    role: the job you want
    field: the area of work
    measure: how you will know that you are there
    benefit: what an employer gains by it
    rough: the goal as it first comes to mind
    timing: when, and what comes first
    sentence: the goal in one sentence, as you would say it
    values: the values it serves
    """

    __shorthand__: ClassVar[str] = "role"
    id: Id = ""
    horizon: Literal["", "short", "long", "vision"] = ""
    by: Date = ""
    role: str = ""
    field: str = ""
    why: str = ""
    benefit: str = ""
    rough: str = ""
    specific: str = ""
    measure: str = ""
    achievable: str = ""
    relevant: str = ""
    timing: str = ""
    sentence: str = ""
    steps: tuple[Step, ...] = ()
    values: Texts = ()


class NewSkill(Struct, frozen=True, rename={"goals": "for"}):
    """A skill you want to build. A lone text is its name.

    for: the ids of the goals it serves
    how: the course, book or person you learn it with
    first_step: what you do this month
    level_now: 0 to 5
    level_target: 0 to 5
    """

    __shorthand__: ClassVar[str] = "name"
    name: str = ""
    goals: tuple[Id, ...] = ()
    how: str = ""
    by: Date = ""
    first_step: str = ""
    level_now: Level | None = None
    level_target: Level | None = None


class Trend(Struct, frozen=True):
    """Something that changes in your field. A lone text is the trend.

    seen: when you read it
    opens: what it makes possible for you
    """

    __shorthand__: ClassVar[str] = "text"
    text: str = ""
    source: str = ""
    seen: Date = ""
    opens: str = ""


class Path(Struct, frozen=True):
    """A way from one role to another. A lone text is the role.

    years: how long it usually takes
    needs: the skills it asks for
    """

    __shorthand__: ClassVar[str] = "role"
    role: str = ""
    next: str = ""
    years: str = ""
    needs: Texts = ()


class Metric(Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """A number before and after. A lone text is the figure as you want it printed.

    figure: what is printed large, such as 14 → 5 %
    caption: what stands beneath it
    """

    __shorthand__: ClassVar[str] = "figure"
    start: str = ""
    end: str = ""
    unit: str = ""
    figure: str = ""
    caption: str = ""


class Story(Struct, frozen=True):
    """Something you did, told in beats. A lone text is the whole story.

    source: where it happened, such as work/ID
    action: what you did; one text, or a list of steps
    shows: what it proves about you
    leads_to: the id of the goal it leads to
    trigger: the kind of question it answers
    landing: the words it ends on
    """

    __shorthand__: ClassVar[str] = "text"
    id: Id = ""
    title: str = ""
    framework: Literal["", "star", "car", "soar", "starr", "carl", "par"] = ""
    source: str = ""
    text: str = ""
    situation: str = ""
    task: str = ""
    challenge: str = ""
    context: str = ""
    problem: str = ""
    obstacle: str = ""
    action: Texts = ()
    result: str = ""
    reflection: str = ""
    learning: str = ""
    metric: Metric = Metric()
    lesson: str = ""
    shows: Texts = ()
    leads_to: Id = ""
    trigger: str = ""
    landing: str = ""


class Gap(Struct, frozen=True, rename={"origin": "from", "destination": "to"}):
    """A break in your record, or a change of field. A lone text is what you say about it.

    private: the real reason, for you alone; it is not printed
    said: what you say aloud
    learned: what the time taught you
    kept_current: how you stayed in touch with your work
    link: the id of the goal it leads to
    """

    __shorthand__: ClassVar[str] = "said"
    kind: Literal["", "gap", "change"] = ""
    start: Date = ""
    end: EndDate = ""
    origin: str = ""
    destination: str = ""
    private: str = ""
    said: str = ""
    learned: str = ""
    kept_current: str = ""
    link: Id = ""


class Cues(Struct, frozen=True):
    """Four lines to glance at in place of the whole answer."""

    now: str = ""
    next: str = ""
    far: str = ""
    why: str = ""


class Answer(Struct, frozen=True):
    """An answer. A lone text is the question.

    target: the id of the job it is for
    short: the answer in one breath
    opening: its first sentence
    structure: the name of the structure it is built on
    slots: your own words for places in the structure
    seconds: the shortest and longest time it should take to say
    text: the whole answer; it wins over slots
    """

    __shorthand__: ClassVar[str] = "question"
    question: str = ""
    target: Id = ""
    short: str = ""
    opening: str = ""
    cues: Cues = Cues()
    structure: str = ""
    slots: dict[str, str] = {}
    seconds: Annotated[tuple[Annotated[int, Meta(ge=1, le=600)], ...], Meta(min_length=2, max_length=2)] = ()
    text: str = ""
    status: Literal["", "draft", "ready"] = ""


class FollowUp(Struct, frozen=True):
    """A question that may come next. A lone text is the question.

    cue: a few words to answer it with
    """

    __shorthand__: ClassVar[str] = "question"
    question: str = ""
    cue: str = ""


class Feedback(Struct, frozen=True, rename={"giver": "from"}):
    """What somebody told you about yourself. A lone text is a strength.

    from: who said it
    feasible: what you think you can do about it
    """

    __shorthand__: ClassVar[str] = "strength"
    giver: str = ""
    role: str = ""
    date: Date = ""
    strength: str = ""
    improve: str = ""
    feasible: str = ""


class Entry(Struct, frozen=True, rename={"partner": "with"}):
    """A look back at a rehearsal or an interview.

    target: the id of the job it was for
    change: what you will do differently
    aligned: whether the answer fitted your aims
    """

    date: Date = ""
    kind: Literal["", "mock", "real", "recorded"] = ""
    target: Id = ""
    partner: str = ""
    went_well: str = ""
    change: str = ""
    aligned: Literal["", "yes", "partly", "no"] = ""
    feedback: str = ""


class Print(Struct, frozen=True):
    """How sheets are printed.

    pace_wpm: how many words a minute you speak, 90 to 200
    lang: the language of the sheets, such as en
    size: how sheets are set for their reader; all but standard are relaid in one column
    duplex: whether you print on both sides
    office: the careers office named in the footer
    ink: colour for one accent, mono for black alone
    fonts: fonts for names that the sheets' own can't write; files beside the profile, or families
    """

    paper: Literal["", "a4", "letter"] = ""
    size: Literal["", Preset] = ""
    pace_wpm: Annotated[int, Meta(ge=90, le=200)] | None = None
    theme: str = ""
    lang: str = ""
    duplex: bool | None = None
    office: str = ""
    ink: Literal["", "colour", "mono"] = ""
    fonts: Texts = ()


class Prep(Struct, frozen=True):
    """Your preparation.

    version: of this format; 1
    resume: a JSON Resume file beside this one, such as ./resume.json
    stage: where you are in your working life
    path: the direction you want to go
    tone: how your answers speak, such as warm; prepsheet list tones names them
    rescue: lines for a stumble, in your own voice
    unsaid: what you decided not to say
    """

    version: Literal[1] = 1
    resume: str = ""
    stage: Literal["", "entry", "mid", "changer", "senior", "returner"] = ""
    path: Literal[
        "", "leadership", "specialist", "entrepreneur", "balance", "technical", "undecided"
    ] = ""  # fmt: skip
    tone: str = ""
    values: tuple[Value, ...] = ()
    ratings: dict[Id, Rating] = {}
    goals: tuple[Goal, ...] = ()
    skills_to_build: tuple[NewSkill, ...] = ()
    trends: tuple[Trend, ...] = ()
    paths: tuple[Path, ...] = ()
    stories: tuple[Story, ...] = ()
    gaps: tuple[Gap, ...] = ()
    targets: tuple[Target, ...] = ()
    answers: tuple[Answer, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    rescue: Texts = ()
    unsaid: Texts = ()
    feedback: tuple[Feedback, ...] = ()
    journal: tuple[Entry, ...] = ()
    print: Print = Print()
