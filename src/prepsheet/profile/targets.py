"""The jobs that a person goes for: the job, the employer and the interview."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from prepsheet.profile.resume import Location
from prepsheet.schema import Date, Id, Moment

Texts = tuple[str, ...]


class WantedSkill(Struct, frozen=True):
    """A skill that the job asks for. A lone text is its name."""

    __shorthand__: ClassVar[str] = "name"
    name: str = ""
    level: str = ""
    keywords: Texts = ()


class Job(Struct, frozen=True):
    """The job, in the shape of JSON Resume's job description. A lone text is its title."""

    __shorthand__: ClassVar[str] = "title"
    title: str = ""
    company: str = ""
    type: str = ""
    date: Date = ""
    description: str = ""
    location: Location = Location()
    remote: str = ""
    salary: str = ""
    experience: str = ""
    responsibilities: Texts = ()
    qualifications: Texts = ()
    skills: tuple[WantedSkill, ...] = ()


class Fact(Struct, frozen=True):
    """Something you found out about the employer. A lone text is the fact.

    seen: when you read it
    """

    __shorthand__: ClassVar[str] = "text"
    text: str = ""
    source: str = ""
    seen: Date = ""


class Company(Struct, frozen=True):
    """The employer. A lone text is the name.

    aliases: shorter names; the first is the one you say aloud
    """

    __shorthand__: ClassVar[str] = "name"
    name: str = ""
    aliases: Texts = ()
    mission: str = ""
    vision: str = ""
    values: Texts = ()
    goals: Texts = ()
    culture: str = ""
    facts: tuple[Fact, ...] = ()
    trends: Texts = ()


class Fit(Struct, frozen=True):
    """Something they need, and the story that answers it. A lone text is the need.

    story: the id of a story
    """

    __shorthand__: ClassVar[str] = "need"
    need: str = ""
    story: Id = ""


class Person(Struct, frozen=True):
    """Somebody you will meet. A lone text is the name.

    say: how the name is said
    """

    __shorthand__: ClassVar[str] = "name"
    name: str = ""
    role: str = ""
    say: str = ""


class Contact(Struct, frozen=True):
    """Whom to call on the day. A lone text is the name."""

    __shorthand__: ClassVar[str] = "name"
    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""


class Interview(Struct, frozen=True):
    """The conversation itself. A lone text is when it is.

    when: a day, or a day and time such as 2026-12-03T10:30
    answer_by: the day by which they promise to answer
    """

    __shorthand__: ClassVar[str] = "when"
    when: Moment = ""
    minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None
    format: Literal["", "onsite", "phone", "video", "recorded", "panel"] = ""
    place: str = ""
    people: tuple[Person, ...] = ()
    contact: Contact = Contact()
    bring: Texts = ()
    answer_by: Date = ""


class Pay(Struct, frozen=True):
    """What you want to earn; for you alone, it is not printed."""

    min: str = ""
    target: str = ""
    stretch: str = ""
    currency: str = ""
    source: str = ""


class Target(Struct, frozen=True):
    """A job you go for. A lone text is its title.

    id: a short name that other parts refer to
    why_here: why this employer, in a few words
    ask: what you will ask them
    """

    __shorthand__: ClassVar[str] = "job"
    id: Id = ""
    job: Job = Job()
    company: Company = Company()
    why_here: str = ""
    fit: tuple[Fit, ...] = ()
    interview: Interview = Interview()
    ask: Texts = ()
    pay: Pay = Pay()
    status: str = ""
