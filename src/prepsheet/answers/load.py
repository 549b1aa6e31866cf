"""Content about answers, read from the library and checked: a structure or a question is one file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import asdict

from prepsheet.answers.findings import ONE, SEVERAL
from prepsheet.answers.model import (
    DraftWords,
    Question,
    Remarks,
    Scripts,
    Sentence,
    SentenceBook,
    Slot,
    SlotBook,
    Structure,
)
from prepsheet.answers.template import slots_of
from prepsheet.library import Library
from prepsheet.problems import InputError, Place, Problem, error
from prepsheet.schema import decode, nearest
from prepsheet.yaml_source import read

T = TypeVar("T")


def load(library: Library, language: str = "en") -> Scripts:
    """Slots, sentences, structures, questions and the draft's words of a language.

    Raises `InputError` with every problem found, among them slots that nothing declares.
    """
    folder = f"content/{language}"
    book = _read(library, f"{folder}/sentences.yaml", SentenceBook)
    scripts = Scripts(
        _read(library, f"{folder}/slots.yaml", SlotBook).slots,
        book.tones,
        book.sentences,
        _read_all(library, f"{folder}/structures", Structure),
        _read_all(library, f"{folder}/questions", Question),
        _read(library, f"{folder}/draft.yaml", DraftWords),
        _read(library, f"{folder}/findings.yaml", Remarks),
    )
    if problems := list(_check(scripts, folder)):
        raise InputError(problems)
    return scripts


def question(library: Library, language: str, name: str) -> Question:
    """One question of a language. Raises `InputError` if there is none of this name, or it is faulty."""
    return _read(library, f"content/{language}/questions/{name}.yaml", Question)


def _read(library: Library, name: str, kind: type[T]) -> T:
    found, problems = decode(read(library.find(name)), kind)
    if found is None or problems:
        raise InputError(problems)
    return found


def _read_all(library: Library, folder: str, kind: type[T]) -> dict[str, T]:
    return {name: _read(library, f"{folder}/{name}.yaml", kind) for name in library.names(folder)}


def _check(scripts: Scripts, folder: str) -> Iterator[Problem]:
    yield from _check_slots(scripts.slots, scripts.slots, f"{folder}/slots.yaml")
    shared = [(name, sentence) for name, sentence in scripts.sentences.items()]
    yield from _check_sentences(scripts, scripts.slots, shared, f"{folder}/sentences.yaml")
    surprise = [("surprise", sentence) for sentence in scripts.draft.surprise]
    yield from _check_sentences(scripts, scripts.slots, surprise, f"{folder}/draft.yaml")
    yield from _check_remarks(scripts.remarks, f"{folder}/findings.yaml")
    for name, structure in scripts.structures.items():
        yield from _check_structure(scripts, name, structure, f"{folder}/structures/{name}.yaml")
    for name, question in scripts.questions.items():
        yield from _check_question(scripts, name, question, f"{folder}/questions/{name}.yaml")


def _check_id(found: str, name: str, file: str) -> Iterator[Problem]:
    if found != name:
        yield _problem(file, "id", f"the id is {found}, the file is called {name}.yaml", "make them the same")


def _check_structure(scripts: Scripts, name: str, structure: Structure, file: str) -> Iterator[Problem]:
    yield from _check_id(structure.id, name, file)
    for question in structure.questions:
        if question not in scripts.questions:
            yield _unknown(file, "questions", "question", question, scripts.questions)
    slots = {**scripts.slots, **structure.slots}
    yield from _check_slots(structure.slots, slots, file)
    beats = [(f"beats.{beat.id}.say", sentence) for beat in structure.beats for sentence in beat.say]
    labels = [(f"beats.{beat.id}.label", beat.label) for beat in structure.beats]
    short = [("short", sentence) for sentence in structure.short]
    yield from _check_sentences(scripts, slots, [*beats, *labels, *short], file)


def _check_question(scripts: Scripts, name: str, question: Question, file: str) -> Iterator[Problem]:
    yield from _check_id(question.id, name, file)
    if question.structure and question.structure not in scripts.structures:
        yield _unknown(file, "structure", "structure", question.structure, scripts.structures)
    cues = [(f"followups.{asked.id}", sentence) for asked in question.followups for sentence in asked.cue]
    labels = [(f"cues.{cue.id}", cue.label) for cue in question.cues]
    yield from _check_sentences(scripts, scripts.slots, [*cues, *labels], file)
    for way in (*question.opening, *(way for cue in question.cues for way in cue.any)):
        yield from _check_wording(way, scripts.slots, file, "opening or cues")


def _check_sentences(
    scripts: Scripts, slots: Mapping[str, Slot], sentences: list[tuple[str, Sentence]], file: str
) -> Iterator[Problem]:
    for path, sentence in sentences:
        ways = sum(map(bool, (sentence.text, sentence.any, sentence.use)))
        if ways != 1 or (sentence.use and sentence.tones):
            yield _problem(
                file, path, "a sentence needs one of text, any and use", "write what to say as text"
            )
        elif sentence.use and sentence.use not in scripts.sentences:
            yield _unknown(file, path, "sentence", sentence.use, scripts.sentences)
        for tone in sentence.tones:
            if tone not in scripts.tones:
                yield _unknown(file, f"{path}.tones", "tone", tone, scripts.tones)
        for way in () if sentence.use else sentence.all_ways:
            yield from _check_wording(way, slots, file, path)


def _check_slots(declared: Mapping[str, Slot], slots: Mapping[str, Slot], file: str) -> Iterator[Problem]:
    for name, slot in declared.items():
        for way in slot.say:
            yield from _check_wording(way, slots, file, f"slots.{name}")
        if _leads_back(name, name, slots, set()):
            yield _problem(file, f"slots.{name}", f"{{{name}}} is made of itself", "break the circle")


def _leads_back(name: str, start: str, slots: Mapping[str, Slot], seen: set[str]) -> bool:
    seen.add(name)
    used = [part for way in slots[name].say for part in _readable(way) if part in slots]
    return start in used or any(_leads_back(part, start, slots, seen) for part in used if part not in seen)


def _readable(way: str) -> tuple[str, ...]:
    try:
        return slots_of(way)
    except ValueError:
        return ()


def _check_remarks(remarks: Remarks, file: str) -> Iterator[Problem]:
    for name, remark in asdict(remarks).items():
        yield from _check_wording(remark.message, ONE, file, f"{name}.message")
        yield from _check_wording(remark.several, SEVERAL, file, f"{name}.several")


def _check_wording(way: str, slots: Collection[str], file: str, path: str) -> Iterator[Problem]:
    try:
        used = slots_of(way)
    except ValueError as fault:
        yield _problem(file, path, f"{way!r}: {fault}", "write a slot as {name}")
        return
    for name in used:
        if name not in slots:
            yield _unknown(file, path, "slot", name, slots)


def _unknown(file: str, path: str, kind: str, name: str, known: Iterable[str]) -> Problem:
    close = nearest(name, known)
    return _problem(
        file, path, f"there is no {kind} {name}", f"did you mean {close}?" if close else "declare it"
    )


def _problem(file: str, path: str, message: str, hint: str) -> Problem:
    return error(Place(file, path=path), "answer-content", message, hint)
