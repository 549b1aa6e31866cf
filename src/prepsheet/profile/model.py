"""A profile: a JSON Resume with one more key, `prep`; and the plain data that templates see of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from prepsheet.profile.prep import Prep
from prepsheet.profile.resume import (
    EXTRAS,
    Award,
    Basics,
    Certificate,
    Education,
    Interest,
    Language,
    Meta,
    Project,
    Publication,
    Reference,
    Skill,
    Volunteer,
    Work,
)
from prepsheet.profile.targets import Pay

Data = dict[str, Any]

PRIVATE = frozenset({"private"})
"""Keys whose values never reach a template, at any depth of what a person adds of their own."""


class Profile(Struct, frozen=True, dict=True, rename={"schema": "$schema", "extras": EXTRAS}):
    """A person's profile: JSON Resume, and `prep` for what they prepare."""

    __extras__: ClassVar[str] = "extras"
    __aliases__: ClassVar[dict[str, str]] = {
        "experience": "work",
        "certifications": "certificates",
        "hobbies": "interests",
    }
    schema: str = ""
    basics: Basics = Basics()
    work: tuple[Work, ...] = ()
    volunteer: tuple[Volunteer, ...] = ()
    education: tuple[Education, ...] = ()
    awards: tuple[Award, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    publications: tuple[Publication, ...] = ()
    skills: tuple[Skill, ...] = ()
    languages: tuple[Language, ...] = ()
    interests: tuple[Interest, ...] = ()
    references: tuple[Reference, ...] = ()
    projects: tuple[Project, ...] = ()
    meta: Meta = Meta()
    prep: Prep = Prep()
    extras: dict[str, Any] = {}

    def written(self) -> Data:
        """As `data`, with all that is private, and without what one part tells another."""
        plain: Data = _filled(msgspec.to_builtins(self), frozenset())
        return plain

    def data(self, *, private: bool = False) -> Data:
        """The profile as new plain dicts, lists, texts and numbers, every key present.

        What is left out is "", [] or {}. An entry of a list without an id has its position, from 1.
        `gaps[].private` and `targets[].pay` are empty unless `private` is asked for.
        """
        data: Data = msgspec.json.decode(self._whole if private else self._public)
        return data

    @cached_property
    def _whole(self) -> bytes:
        return msgspec.json.encode(_plain(self, frozenset()))

    @cached_property
    def _public(self) -> bytes:
        prep = replace(
            self.prep,
            gaps=tuple(replace(gap, private="") for gap in self.prep.gaps),
            targets=tuple(replace(target, pay=Pay()) for target in self.prep.targets),
        )
        return msgspec.json.encode(_plain(replace(self, prep=prep), PRIVATE))


def _plain(profile: Profile, hidden: frozenset[str]) -> Data:
    data: Data = _filled(msgspec.to_builtins(profile), hidden)
    for target in data["prep"]["targets"]:
        job, company = target["job"], target["company"]
        company["name"] = company["name"] or job["company"]
        job["company"] = job["company"] or company["name"]
    return data


def _filled(value: Any, hidden: frozenset[str]) -> Any:
    """Nothing as "", further keys beside the known ones, and an id for every entry of a list."""
    if isinstance(value, dict):
        further = _without(value.pop(EXTRAS, {}), hidden)
        return further | {key: _filled(item, hidden) for key, item in value.items()}
    if isinstance(value, list | tuple):
        items = [_filled(item, hidden) for item in value]
        for number, item in enumerate(items, 1):
            if isinstance(item, dict) and item.get("id") == "":
                item["id"] = str(number)
        return items
    return "" if value is None else value


def _without(value: Any, hidden: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(item, hidden) for key, item in value.items() if key not in hidden}
    if isinstance(value, list):
        return [_without(item, hidden) for item in value]
    return value
