"""A filled PDF read back: what stands in its fields, whoever has saved it with whatever program.

A file that comes back may have been made by anybody. Its pages are never drawn, its programs never
run, what it has embedded is never opened; only the dictionaries of its form are read, within limits.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import DictionaryObject

from prepsheet.collect.damage import is_cut_off, rebuilt, sound
from prepsheet.collect.form import Field, Unsound, is_signed, page_numbers, read_fields
from prepsheet.collect.model import Entry, Returned
from prepsheet.document import Origin
from prepsheet.kinds import check_value
from prepsheet.problems import InputError, Place, Problem, error, shown, warning
from prepsheet.reading_order.values import array, dictionary, locked, name, text
from prepsheet.schema import MAX_TEXT

LARGEST = 32 << 20
"""Bytes of a file that is read; a sheet has less than a million, and viewers add some at each save."""

_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 4_000_000,
    "zlib_maximum_output_length": 8_000_000,
    "zlib_maximum_recovery_input_length": 100_000,
    "lzw_maximum_output_length": 1_000_000,
    "run_length_maximum_output_length": 1_000_000,
    "array_based_stream_maximum_output_length": 1_000_000,
    "stream_decoding_work_maximum_length": 16_000_000,
    "stream_filters_maximum_length": 2,
    "array_maximum_element_count": 20_000,
    "dictionary_maximum_element_count": 20_000,
    "jbig2dec_binary": None,
    "disable_legacy_handling": True,
}
_ORIGIN = "/Prepsheet"
_PROGRAMS = ("JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "URI", "Rendition")


class Damaged(Exception):
    """A file that can only be read by looking for what is left of it."""


def read(data: bytes, file: str, *, repair: bool = True) -> Returned:
    """What a filled PDF says; `file` is its name in messages.

    Raises InputError for one that can't be read, or has nothing to read. Raises Damaged for one that
    is damaged, unless it is to be repaired, for which there is no limit of time.
    """
    if len(data) > LARGEST:
        message = f"this is larger than {LARGEST >> 20} MB, which no sheet is"
        raise _refused(file, "too-large", message, "collect the sheet itself, without what was added to it")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    with apply_configuration(**_LIMITS):
        try:
            return _read(sound(data), file)
        except (InputError, DependencyError, Unsound) as fault:
            raise _explained(fault, file) from None
        except Exception as fault:  # a broken file makes the reader fail in any way there is
            if not repair:
                raise Damaged from fault
        try:
            return _read(rebuilt(data), file, "truncated" if is_cut_off(data) else "damaged")
        except Exception as fault:
            raise _explained(fault, file, damaged=True) from None


def _explained(fault: Exception, file: str, *, damaged: bool = False) -> InputError:
    """Why a file is refused: one that is `damaged` may have been sound before."""
    match fault:
        case InputError():
            return fault
        case DependencyError():
            message = "this file is encrypted in a way that can't be read here"
            return _refused(file, "locked-pdf", message, _UNLOCK)
        case Unsound() if not damaged:
            return _refused(file, "unsound-pdf", f"this is no sheet of ours: {fault}", _AGAIN)
    detail = f": {shown(str(fault))}" if isinstance(fault, PyPdfError | Unsound) else ""
    return _refused(file, "broken-pdf", f"this file is damaged{detail}", _AGAIN)


def _read(reader: PdfReader, file: str, damage: str = "") -> Returned:
    if locked(reader):
        raise _refused(file, "locked-pdf", "this needs a password", _UNLOCK)
    root = dictionary(reader.trailer["/Root"])
    form = dictionary(root.get("/AcroForm"))
    if "/XFA" in form:
        hint = "open it in a viewer, print it to a PDF, and copy the answers over"
        raise _refused(file, "xfa", "this is an XFA form, which is not supported", hint)
    fields = [*read_fields(form, page_numbers(root))]
    if not fields and damage:
        raise Unsound("nothing of its form is left")
    if not fields:
        hint = "collect the file that was filled in; what is on paper or scanned has to be typed"
        raise _refused(file, "no-fields", "no form fields are left: it looks flattened or scanned", hint)
    entries, problems = _entries(fields, file)
    remarks = [*_damage(damage, file), *_remarks(root, form, file)]
    return Returned(file, _origin(reader, root), tuple(entries), (*remarks, *problems))


def _entries(fields: list[Field], file: str) -> tuple[list[Entry], list[Problem]]:
    """What can be taken as it stands, and what can't."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for field in _single(fields, file, problems):
        place = Place(f"{file}: {_where(field)}", path=field.path)
        found = _wrong(field, place)
        problems += [found] if found else []
        if not found or found.severity != "error":
            entries.append(Entry(field.path, field.text, field.base, _where(field)))
    return entries, problems


def _single(fields: Iterable[Field], file: str, problems: list[Problem]) -> list[Field]:
    """The fields without those of one name that hold different values, which are problems."""
    by_path: dict[str, list[Field]] = {}
    for field in fields:
        by_path.setdefault(field.path, []).append(field)
    single = []
    for path, same in by_path.items():
        values = Counter(field.text for field in same)
        if len(values) == 1:
            single.append(same[0])
            continue
        told = " and ".join(f'"{shown(value)}"' for value in values)
        message = f"two fields are called {shown(path)} and hold different values: {told}"
        problems.append(error(Place(file, path=path), "twice", message, "put the right one in by hand"))
    return single


def _wrong(field: Field, place: Place) -> Problem | None:
    """What is wrong with a value. It is kept whole where it is only too long."""
    if field.broken:
        message = f'"{shown(field.text)}" can\'t be a value here: {field.broken}'
        return error(place, "broken-value", message, _BY_HAND)
    if len(field.text) > MAX_TEXT:
        message = f'this is longer than {MAX_TEXT:,} characters: "{shown(field.text)}"'
        return error(place, "text-too-long", message, "shorten it there")
    if "\ufffd" in field.text:
        message = f'some characters could not be read: "{shown(field.text)}"'
        return error(place, "unreadable-text", message, _BY_HAND)
    found = check_value(field.kind, field.text, place)
    if found is None or found.code == "unknown-option":
        return found
    return warning(place, found.code, f"{found.message}; it is kept as it is", found.hint)


def _where(field: Field) -> str:
    label = shown(" ".join(field.label.split())) or shown(field.path)
    return f'page {field.page}, "{label}"' if field.page else f'"{label}"'


def _origin(reader: PdfReader, root: DictionaryObject) -> Origin | None:
    """What the file says of where it comes from, in the first of two places that still has it."""
    piece = dictionary(dictionary(root.get("/PieceInfo")).get(_ORIGIN))
    info = dictionary(reader.trailer.get("/Info"))
    for told in (piece.get("/Private"), info.get(_ORIGIN)):
        try:
            return msgspec.json.decode(text(told), type=Origin)
        except (msgspec.DecodeError, UnicodeError):
            continue
    return None


def _damage(damage: str, file: str) -> Iterator[Problem]:
    place, hint = Place(file), "compare it with the sheet, or fetch the file again"
    if damage == "truncated":
        message = "the end of this file is missing; what could be read of it is collected"
        yield error(place, damage, message, hint)
    elif damage:
        yield warning(place, damage, "this file is damaged; what could be read of it is collected", hint)


def _remarks(root: DictionaryObject, form: DictionaryObject, file: str) -> Iterator[Problem]:
    place = Place(file)
    names = dictionary(root.get("/Names"))
    action = name(dictionary(root.get("/OpenAction")).get("/S"))
    if action in _PROGRAMS or "/AA" in root or "/JavaScript" in names:
        yield Problem(place, "note", "program", "this file holds a program, which was not run")
    if "/EmbeddedFiles" in names or array(root.get("/AF")):
        yield Problem(place, "note", "embedded", "this file holds other files, which were not opened")
    if is_signed(form):
        yield Problem(place, "note", "signed", "this file was signed; its last state is what is collected")


def _refused(file: str, code: str, message: str, hint: str) -> InputError:
    return InputError([error(Place(file), code, message, hint)])


_AGAIN = "open it in a viewer and save it anew, or fetch it again"
_UNLOCK = "save it without a password"
_BY_HAND = "put it in by hand"
