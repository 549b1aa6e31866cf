"""A RenderCV file rearranged into a JSON Resume.

RenderCV's `cv` has a head and sections of any title, whose entries are of nine kinds, told apart by
their keys. Jobs, schools and publications go to the list of their kind; for all others the section's
title decides. Keys that have no counterpart stay as they are, so the profile's own check reports them.
Texts are Markdown there and plain here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Names
from itertools import groupby
from typing import get_args

from prepsheet.imports.json_resume import not_taken_over
from prepsheet.problems import InputError, Place, Problem, error, shown
from prepsheet.profile import Profile
from prepsheet.schema import bare, is_null, known_keys
from prepsheet.yaml_source import Mapping, Node, Scalar, Sequence

_TITLES = {
    "volunteer": r"volunt",
    "education": r"educat|stud(y|ies)\b|academic|school",
    "certificates": r"certif|licen[cs]e",
    "awards": r"award|hono(u)?r|prize|scholarship|fellowship|grants?\b",
    "publications": r"publication|papers?\b|articles?\b",
    "languages": r"^((spoken|foreign|human) )?languages?$",
    "skills": r"skill|technolog|tools?\b|competenc|programming|software|languages?\b",
    "interests": r"interest|hobb(y|ies)",
    "references": r"references?\b|referees?\b",
    "projects": r"projects?\b|portfolio",
    "work": r"experience|employment|work|career|jobs?\b|positions?\b",
    "summary": r"summary|about( me)?$|profile|objective|statement",
}
"""The list of a JSON Resume that a section belongs to, by its title; the first that is found."""

_HEAD = {
    "headline": "label",
    "label": "label",
    "website": "url",
    "photo": "image",
    "social_networks": "profiles",
}
_RANGE = {"start_date": "startDate", "end_date": "endDate"}
_JOB = {"company": "name", "position": "position", **_RANGE}
_SCHOOL = {"institution": "institution", "degree": "studyType", **_RANGE}
_PAPER = {"title": "name", "journal": "publisher", "date": "releaseDate"}
_TEXTS = ("bullet", "number", "reversed_number")
_NAMES_ALONE = ("awards", "certificates", "publications", "skills", "languages", "interests", "projects")
"""Lists of which a lone text may be an entry."""
_DETAILS = {
    "skills": "keywords", "interests": "keywords", "languages": "fluency", "references": "reference",
    "awards": "summary", "publications": "summary", "projects": "description", "work": "summary",
    "volunteer": "summary",
}  # fmt: skip
"""Where the second half of a one-line entry goes."""
_SPANS = ("work", "volunteer", "education", "projects")
"""Lists whose entries begin and end; those of others have one date."""

_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*]+?)(?<=\S)\1(?![\w*])")
_DATE = r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_FROM_TO = re.compile(rf"({_DATE})\s*(?:-|–|—|to)\s*({_DATE}|present)", re.IGNORECASE)
_COMMA = re.compile(r",\s*(?![^(]*\))")
_WORDS_OF_A_NAME = 4
"""Parts between commas are names as long as none has more words than this."""


def rearranged(root: Mapping, left: list[Problem]) -> Mapping:
    """A JSON Resume of what a RenderCV file says of the person; `left` gets what has no place in one.

    Raises InputError if the file is not built as RenderCV's are.
    """
    cv = root.entries["cv"]
    if not isinstance(cv, Mapping):
        raise InputError([error(cv.place, "wrong-kind", '"cv" must hold the person: name, sections', "")])
    for key, value in root.entries.items():
        if key != "cv" and not is_null(value):
            left.append(not_taken_over(root.keys[key], key, "it tells RenderCV how to print"))
    lists: dict[str, list[Node]] = {}
    for title, section in _sections(cv):
        for listed, entries in groupby(_placed(title, section, left), lambda placed: placed[0]):
            lists.setdefault(listed, []).extend(entry for _, entry in entries)
    summary = lists.pop("summary", [])
    basics = _basics(cv, summary, left)
    made = {key: Sequence(tuple(entries), entries[0].place) for key, entries in lists.items()}
    return _mapping({"basics": basics, **made}, root.place)


def _mapping(entries: dict[str, Node], place: Place) -> Mapping:
    """A mapping whose keys stand where their values do."""
    return Mapping(entries, {key: value.place for key, value in entries.items()}, place)


def _sections(cv: Mapping) -> list[tuple[Scalar, Node]]:
    """The titles of the sections, and what stands below each."""
    sections = cv.entries.get("sections")
    if sections is None or is_null(sections):
        return []
    if not isinstance(sections, Mapping):
        message = "sections must have a title each"
        raise InputError(
            [error(sections.place, "wrong-kind", message, 'write "experience:" above the entries')]
        )
    filled = {title: node for title, node in sections.entries.items() if not is_null(node)}
    return [(Scalar(title, sections.keys[title], False), node) for title, node in filled.items()]


def _basics(cv: Mapping, summary: list[Node], left: list[Problem]) -> Mapping:
    head = {key: value for key, value in cv.entries.items() if key != "sections" and not is_null(value)}
    for key in ("email", "phone", "website"):
        if isinstance(several := head.get(key), Sequence) and several.items:
            head[key], *others = several.items
            left += [not_taken_over(o.place, _words(o), "a profile has room for one") for o in others]
    if "location" in head:
        head["location"] = _mapping({"city": head["location"]}, head["location"].place)
    basics = _renamed(Mapping(head, cv.keys, cv.place), _HEAD, left)
    if summary:
        text = "\n\n".join(_plain(_words(entry)) for entry in summary)
        about = Scalar(text, summary[0].place, False)
        return Mapping(
            {**basics.entries, "summary": about}, {**basics.keys, "summary": about.place}, cv.place
        )
    return basics


def _words(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else "…"


def _placed(title: Scalar, section: Node, left: list[Problem]) -> list[tuple[str, Node]]:
    """The entries of a section, each with the list that it goes to."""
    words = title.text.replace("_", " ").lower()
    listed = next((key for key, pattern in _TITLES.items() if re.search(pattern, words)), "")
    entries = section.items if isinstance(section, Sequence) else (section,)
    placed: list[tuple[str, Node]] = []
    homeless = 0
    for entry in (entry for entry in entries if not is_null(entry)):
        found = _entry(entry, listed, title, left)
        placed += found
        homeless += not found
    if homeless:
        which = "its entries" if homeless == len(entries) else f"{homeless} of its entries"
        why = f"nothing in a profile is made for {which}"
        left.append(not_taken_over(title.place, title.text, why, "put them where you want them by hand"))
    return placed


def _entry(entry: Node, listed: str, title: Scalar, left: list[Problem]) -> list[tuple[str, Node]]:
    """An entry rearranged, by its kind: none if there is no place for it, several if it lists names."""
    if isinstance(entry, Scalar):
        return _lone(entry, listed)
    if not isinstance(entry, Mapping):
        return []
    keys = entry.entries.keys()
    if alone := next((key for key in _TEXTS if key in keys), ""):
        text, rest = entry.entries[alone], keys - {alone}
        left += [
            not_taken_over(entry.keys[key], key, "a profile has no such key here") for key in sorted(rest)
        ]
        return _lone(text, listed) if isinstance(text, Scalar) else []
    if {"company", "position"} & keys:
        listed = listed if listed == "volunteer" else "work"
        return [(listed, _spanned(entry, _JOB | {"company": _name_of(listed)}, left))]
    if {"institution", "degree"} & keys:
        return [("education", _spanned(entry, _SCHOOL, left))]
    if "title" in keys:
        return [("publications", _renamed(_with_doi(entry), _PAPER, left))]
    if {"label", "details"} <= keys:
        return _one_line(entry, listed, left)
    return [_named(entry, listed, title, left)] if "name" in keys else []


def _lone(text: Scalar, listed: str) -> list[tuple[str, Node]]:
    if listed == "summary":
        return [(listed, text)]
    if listed not in _NAMES_ALONE:
        return []
    several = listed in ("skills", "languages", "interests")
    names = _listed_names(text) if several else [_plained(text)]
    return [(listed, name) for name in names]


def _one_line(entry: Mapping, listed: str, left: list[Problem]) -> list[tuple[str, Node]]:
    """A label and its details, which are names between commas, or a sentence."""
    if listed not in _DETAILS:
        return []
    key, details = _DETAILS[listed], entry.entries["details"]
    if key == "keywords" and isinstance(details, Scalar):
        details = Sequence(tuple(_listed_names(details)), details.place)
    made = Mapping({**entry.entries, "details": details}, entry.keys, entry.place)
    return [(listed, _renamed(made, {"label": _name_of(listed), "details": key}, left))]


def _named(entry: Mapping, listed: str, title: Scalar, left: list[Problem]) -> tuple[str, Node]:
    """An entry of any kind that has a name; where its section is of no known kind, it is a project."""
    if listed in ("", "summary"):
        words = Scalar(title.text.replace("_", " "), title.place, False)
        kind = {} if "type" in entry.entries else {"type": words}
        entry = Mapping({**entry.entries, **kind}, {**entry.keys, "type": title.place}, entry.place)
        listed = "projects"
    if listed in _SPANS:
        return listed, _spanned(entry, {"name": _name_of(listed), **_RANGE}, left)
    dated = {"date": "releaseDate"} if listed == "publications" else {}
    return listed, _renamed(entry, {"name": _name_of(listed), **dated}, left)


def _name_of(listed: str) -> str:
    """The key that a lone text would stand for in this list of a profile."""
    entry = get_args(bare(known_keys(Profile)[listed].hint).kind)[0]
    return str(entry.__shorthand__)


def _spanned(entry: Mapping, names: Names[str, str], left: list[Problem]) -> Mapping:
    """An entry with a beginning and an end: RenderCV takes a lone date for the day on which it ended."""
    entries = {key: value for key, value in entry.entries.items() if not is_null(value)}
    if "date" in entries and entries.keys().isdisjoint(_RANGE):
        date = entries["date"]
        span = _FROM_TO.fullmatch(date.text.strip()) if isinstance(date, Scalar) else None
        if span:
            del entries["date"]
            entries["start_date"], entries["end_date"] = (
                Scalar(text, date.place, False) for text in span.groups()
            )
        else:
            names = {**names, "date": "endDate"}
    keys = {"start_date": entry.place, "end_date": entry.place, **entry.keys}
    return _renamed(Mapping(entries, keys, entry.place), names, left)


def _with_doi(entry: Mapping) -> Mapping:
    """A paper that is found by its DOI has the address where DOIs are looked up, as RenderCV prints it."""
    doi, url = (entry.entries.get(key) for key in ("doi", "url"))
    if not isinstance(doi, Scalar) or is_null(doi) or (url is not None and not is_null(url)):
        return entry
    link = Scalar(f"https://doi.org/{doi.text}", doi.place, False)
    entries = {key: value for key, value in entry.entries.items() if key != "doi"}
    return Mapping({**entries, "url": link}, {**entry.keys, "url": doi.place}, entry.place)


def _renamed(entry: Mapping, names: Names[str, str], left: list[Problem]) -> Mapping:
    """The entry under the names of a JSON Resume, its Markdown read, a linked name taken apart."""
    entries: dict[str, Node] = {}
    keys: dict[str, Place] = {}
    for key in sorted(entry.entries, key=lambda key: key not in names):  # what has a counterpart comes first
        value, target = entry.entries[key], names.get(key, key)
        if is_null(value):
            continue
        if target in entries:
            left.append(not_taken_over(entry.keys[key], key, f'"{shown(target)}" stands here already'))
            continue
        link = _LINK.fullmatch(value.text.strip()) if isinstance(value, Scalar) and target == "name" else None
        entries[target] = _plained(Scalar(link[1], value.place, False) if link else value)
        keys[target] = entry.keys[key]
        if link and "url" not in entry.entries:
            entries["url"], keys["url"] = Scalar(link[2], value.place, False), value.place
    return Mapping(entries, keys, entry.place)


def _plained(node: Node) -> Node:
    """The node with its texts as they look when printed."""
    match node:
        case Scalar():
            return Scalar(_plain(node.text), node.place, node.plain)
        case Sequence():
            return Sequence(tuple(map(_plained, node.items)), node.place)
        case Mapping():
            return Mapping(
                {key: _plained(value) for key, value in node.entries.items()}, node.keys, node.place
            )


def _plain(markdown: str) -> str:
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1 (\2)", markdown))


def _listed_names(text: Scalar) -> list[Node]:
    """The names between commas; the text as one if it reads like a sentence."""
    words = _plain(text.text)
    names = [name.strip() for name in _COMMA.split(words) if name.strip()]
    if any(len(name.split()) > _WORDS_OF_A_NAME for name in names):
        names = [words]
    return [Scalar(name, text.place, False) for name in names]
