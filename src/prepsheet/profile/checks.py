"""What the types of a profile can't say: names that must be unique, and names that must exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from prepsheet.problems import Place, Problem, error, shown, warning
from prepsheet.schema import is_null, nearest, spellings
from prepsheet.yaml_source import Mapping, Node, Scalar, Sequence, both_lines

_RESUME_LISTS = (
    "work",
    "volunteer",
    "education",
    "awards",
    "certificates",
    "publications",
    "skills",
    "languages",
    "interests",
    "references",
    "projects",
)
_LISTS = (*_RESUME_LISTS, "prep.goals", "prep.stories", "prep.targets")
_REFERENCES = (
    ("prep.skills_to_build.for", "prep.goals"),
    ("prep.stories.leads_to", "prep.goals"),
    ("prep.gaps.link", "prep.goals"),
    ("prep.targets.fit.story", "prep.stories"),
    ("prep.answers.target", "prep.targets"),
    ("prep.answers.slots.story", "prep.stories"),
    ("prep.journal.target", "prep.targets"),
)
_EXPECTED = (
    ("prep.values", "name", "value"),
    ("prep.goals.steps", "do", "step"),
    ("prep.skills_to_build", "name", "skill"),
    ("prep.answers", "question", "answer"),
    ("prep.journal", "date", "journal entry"),
)
_MANY_VALUES = 5


def check_names(root: Mapping) -> Iterator[Problem]:
    """Problems with ids and with what refers to them, and entries that lack what they are about."""
    for path in _LISTS:
        yield from _ids(root, path)
    for path, listed in _REFERENCES:
        known = dict.fromkeys(_names(root, listed))
        for node in _texts(root, path):
            if node.text not in known:
                yield _missing(node.place, node.text, listed.removeprefix("prep."), known)
    yield from _sources(root)
    yield from _unfinished(root)


def _ids(root: Mapping, path: str) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for node in _texts(root, f"{path}.id"):
        if node.text.isdecimal():
            message = f'the id "{node.text}" is only digits, and digits mean a position in the list'
            yield error(node.place, "id-of-digits", message, f'add a letter, such as "n{node.text}"')
        if first := seen.get(node.text):
            twice = f'the id "{shown(node.text)}" stands twice in {path.removeprefix("prep.")}'
            message = f"{twice}: {both_lines(first, node.place)}"
            yield error(node.place, "duplicate-id", message, "give one of them another id")
        seen.setdefault(node.text, node.place)


def _sources(root: Mapping) -> Iterator[Problem]:
    """Stories may say where they happened, as `work/ID`; other text there is left alone."""
    for node in _texts(root, "prep.stories.source"):
        listed, slash, name = node.text.partition("/")
        known = dict.fromkeys(_names(root, listed)) if slash and listed in _RESUME_LISTS else {name: None}
        if name not in known:
            yield _missing(node.place, name, listed, known)


def _unfinished(root: Mapping) -> Iterator[Problem]:
    for path, key, noun in _EXPECTED:
        for entry in _at(root, path):
            if isinstance(entry, Mapping) and not list(_texts(entry, key)):
                yield warning(entry.place, "unfinished", f'this {noun} has no "{key}"', f'add "{key}: …"')
    values = list(_at(root, "prep.values"))
    if len(values) > _MANY_VALUES:
        message = f"{len(values)} values; only the first {_MANY_VALUES} fit the worksheet"
        place = values[_MANY_VALUES].place
        yield Problem(place, "note", "many-values", message, "put the ones that matter most first")


def _missing(place: Place, name: str, listed: str, ids: Iterable[str]) -> Problem:
    known = list(islice(ids, 200))
    message = f'there is no "{shown(name)}" in {listed}'
    if meant := nearest(name, known):
        return error(place, "unknown-reference", message, f'did you mean "{meant}"?')
    if known:
        return error(place, "unknown-reference", message, "ids there: " + ", ".join(map(shown, known[:20])))
    return error(place, "unknown-reference", message, f'add an entry with "id: {shown(name)}" to {listed}')


def _names(root: Mapping, path: str) -> Iterator[str]:
    """The id of each entry, or its position where it has none."""
    for number, entry in enumerate(_at(root, path), 1):
        own = next(_texts(entry, "id"), None) if isinstance(entry, Mapping) else None
        yield own.text if own else str(number)


def _texts(node: Node, path: str) -> Iterator[Scalar]:
    return (found for found in _at(node, path) if isinstance(found, Scalar) and found.text)


def _at(node: Node, path: str) -> Iterator[Node]:
    """The nodes at a dotted path, through every entry of the lists on the way, without empty ones."""
    nodes = [node]
    for key in path.split("."):
        if not nodes:
            break
        inner = (value for entry in nodes for value in _inner(entry, key))
        nodes = [entry for value in inner for entry in _entries(value) if not is_null(entry)]
    return iter(nodes)


def _inner(node: Node, key: str) -> Iterator[Node]:
    if isinstance(node, Mapping):
        yield from (
            node.entries[spelling] for spelling in dict.fromkeys(spellings(key)) if spelling in node.entries
        )


def _entries(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)
