"""JSON Resume, version 1: the part of a profile that other tools read too.

The standard allows further keys everywhere, so they are kept; a key that looks like a misspelling is
only warned about. Dates stay as written. A few names of older versions are accepted.
"""

from typing import Any, ClassVar, Literal

from msgspec import Struct

from prepsheet.schema import Date, EndDate, Id

EXTRAS = "*"
"""The key that holds further keys until `Profile.data` puts them beside the known ones."""


def _camel(name: str) -> str:
    if name == "extras":
        return EXTRAS
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


class Open(Struct, frozen=True, rename=_camel):
    """A part of a JSON Resume, which may hold further keys."""

    __extras__: ClassVar[str] = "extras"


class Location(Open, frozen=True):
    """A place; a lone text is the city.

    country_code: two letters, such as NO
    """

    __shorthand__: ClassVar[str] = "city"
    address: str = ""
    postal_code: str = ""
    city: str = ""
    country_code: str = ""
    region: str = ""
    extras: dict[str, Any] = {}


class Account(Open, frozen=True):
    """An account on a network; a lone text is its address."""

    __shorthand__: ClassVar[str] = "url"
    network: str = ""
    username: str = ""
    url: str = ""
    extras: dict[str, Any] = {}


class Basics(Open, frozen=True):
    """Who you are and how to reach you.

    label: your work in a few words, such as Dental nurse
    summary: two or three sentences about you
    """

    __aliases__: ClassVar[dict[str, str]] = {"website": "url", "picture": "image"}
    name: str = ""
    label: str = ""
    image: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""
    summary: str = ""
    location: Location = Location()
    profiles: tuple[Account, ...] = ()
    extras: dict[str, Any] = {}


class Work(Open, frozen=True):
    """A job you have or had; leave endDate out for the present one. A lone text is the employer."""

    __shorthand__: ClassVar[str] = "name"
    __aliases__: ClassVar[dict[str, str]] = {"company": "name", "website": "url"}
    id: Id = ""
    name: str = ""
    location: str = ""
    description: str = ""
    position: str = ""
    url: str = ""
    start_date: Date = ""
    end_date: EndDate = ""
    summary: str = ""
    highlights: tuple[str, ...] = ()
    extras: dict[str, Any] = {}


class Volunteer(Open, frozen=True):
    """Unpaid work. A lone text is the organisation."""

    __shorthand__: ClassVar[str] = "organization"
    __aliases__: ClassVar[dict[str, str]] = {"website": "url", "organisation": "organization"}
    id: Id = ""
    organization: str = ""
    position: str = ""
    url: str = ""
    start_date: Date = ""
    end_date: EndDate = ""
    summary: str = ""
    highlights: tuple[str, ...] = ()
    extras: dict[str, Any] = {}


class Education(Open, frozen=True):
    """A school or course of study. A lone text is the institution."""

    __shorthand__: ClassVar[str] = "institution"
    __aliases__: ClassVar[dict[str, str]] = {"gpa": "score"}
    id: Id = ""
    institution: str = ""
    url: str = ""
    area: str = ""
    study_type: str = ""
    start_date: Date = ""
    end_date: EndDate = ""
    score: str = ""
    courses: tuple[str, ...] = ()
    extras: dict[str, Any] = {}


class Award(Open, frozen=True):
    """An award. A lone text is its title."""

    __shorthand__: ClassVar[str] = "title"
    id: Id = ""
    title: str = ""
    date: Date = ""
    awarder: str = ""
    summary: str = ""
    extras: dict[str, Any] = {}


class Certificate(Open, frozen=True):
    """A certificate. A lone text is its name."""

    __shorthand__: ClassVar[str] = "name"
    id: Id = ""
    name: str = ""
    date: Date = ""
    url: str = ""
    issuer: str = ""
    extras: dict[str, Any] = {}


class Publication(Open, frozen=True):
    """Something you published. A lone text is its name."""

    __shorthand__: ClassVar[str] = "name"
    __aliases__: ClassVar[dict[str, str]] = {"website": "url"}
    id: Id = ""
    name: str = ""
    publisher: str = ""
    release_date: Date = ""
    url: str = ""
    summary: str = ""
    extras: dict[str, Any] = {}


class Skill(Open, frozen=True):
    """Something you can do. A lone text is its name.

    level: Beginner, Intermediate, Advanced, Expert or Master
    kind: know (facts and rules), do (tools and tasks) or people (working with others)
    evidence: what shows it, in a few words
    """

    __shorthand__: ClassVar[str] = "name"
    id: Id = ""
    name: str = ""
    level: str = ""
    keywords: tuple[str, ...] = ()
    kind: Literal["", "know", "do", "people"] = ""
    evidence: str = ""
    extras: dict[str, Any] = {}


class Language(Open, frozen=True):
    """A language you speak. A lone text is its name."""

    __shorthand__: ClassVar[str] = "language"
    id: Id = ""
    language: str = ""
    fluency: str = ""
    extras: dict[str, Any] = {}


class Interest(Open, frozen=True):
    """An interest. A lone text is its name."""

    __shorthand__: ClassVar[str] = "name"
    id: Id = ""
    name: str = ""
    keywords: tuple[str, ...] = ()
    extras: dict[str, Any] = {}


class Reference(Open, frozen=True):
    """Somebody who speaks for you. A lone text is the name."""

    __shorthand__: ClassVar[str] = "name"
    id: Id = ""
    name: str = ""
    reference: str = ""
    extras: dict[str, Any] = {}


class Project(Open, frozen=True):
    """A project. A lone text is its name."""

    __shorthand__: ClassVar[str] = "name"
    __aliases__: ClassVar[dict[str, str]] = {"website": "url"}
    id: Id = ""
    name: str = ""
    description: str = ""
    summary: str = ""
    highlights: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    start_date: Date = ""
    end_date: EndDate = ""
    url: str = ""
    roles: tuple[str, ...] = ()
    entity: str = ""
    type: str = ""
    extras: dict[str, Any] = {}


class Meta(Open, frozen=True):
    """About the file itself; written by tools."""

    canonical: str = ""
    version: str = ""
    last_modified: str = ""
    extras: dict[str, Any] = {}
