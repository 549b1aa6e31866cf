"""What a draft says about itself to whoever reads it back: where it comes from, and what it held.

It stands in the file's custom properties, which Word and LibreOffice keep, on detours through ODT,
DOC and RTF too. A property is a name and a text of at most 255 characters, so each tells one thing;
what is longer is left out rather than cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, ValidationError, convert, json, to_builtins

from prepsheet.document import Check, Document, Inline, Origin, Region, fingerprint, lines

_LIMIT = 255
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_ORIGIN, _FIELD, _LABEL, _EDIT, _END = (
    f"prepsheet.{name}" for name in ("origin.", "field.", "label.", "edit", "end")
)


class Held(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A region or check at `path`, and the fingerprint of what it held when the draft was made.

    `on` is what the profile holds for a checked check; a region has none.
    """

    path: str
    base: str
    on: str = ""


class Passport(Struct, frozen=True, kw_only=True):
    """Where a draft comes from, what its fields held, and which of its words are not the person's own.

    `labels` stand before the beats, `edit` and `end` above and below each region.
    """

    origin: Origin = Origin()
    fields: tuple[Held, ...] = ()
    labels: tuple[str, ...] = ()
    edit: str = ""
    end: str = ""


def passport(document: Document) -> Passport:
    """The passport of a document."""
    blocks = [block for page in document.pages for frame in page.frames for block in frame.blocks]
    regions = [block for block in blocks if isinstance(block, Region)]
    checks = [block for block in blocks if isinstance(block, Check) and block.path]
    labels = [beat.label for region in regions for beat in region.beats if beat.label]
    return Passport(
        origin=document.origin,
        fields=(*(_region(region) for region in regions), *(_check(check) for check in checks)),
        labels=tuple(dict.fromkeys(labels)),
        edit=document.draft_labels.edit,
        end=document.draft_labels.end,
    )


def written(told: Passport) -> dict[str, str]:
    """A passport as properties, by name; none for a draft without fields or origin."""
    if not told.fields and told.origin == Origin():
        return {}
    return {name: text for name, text in _properties(told) if text and len(text) <= _LIMIT}


def read(properties: Mapping[str, str]) -> Passport | None:
    """The passport that properties make up, whatever others are among them; None if there is none."""
    found = {name: text for name, text in properties.items() if name.startswith("prepsheet.")}
    if not found:
        return None
    origin = {name.removeprefix(_ORIGIN): text for name, text in found.items() if name.startswith(_ORIGIN)}
    return Passport(
        origin=convert({name: origin.get(name, "") for name in Origin.__struct_fields__}, Origin),
        fields=tuple(held for text in _numbered(found, _FIELD) if (held := _held(text))),
        labels=tuple(_numbered(found, _LABEL)),
        edit=found.get(_EDIT, ""),
        end=found.get(_END, ""),
    )


def _region(region: Region) -> Held:
    said = "\n".join(_plain(beat.text) for beat in region.beats)
    return Held(path=region.path, base=fingerprint("\n".join(lines(said))))


def _check(check: Check) -> Held:
    held = check.on if check.value == check.on else ""
    return Held(path=check.path, base=fingerprint(held), on=check.on)


def _plain(text: Inline) -> str:
    return text if isinstance(text, str) else "".join(run.text for run in text)


def _properties(told: Passport) -> Iterator[tuple[str, str]]:
    yield from ((f"{_ORIGIN}{name}", text) for name, text in to_builtins(told.origin).items())
    for number, held in enumerate(told.fields, 1):
        yield f"{_FIELD}{number}", json.encode(held).decode()
    yield from ((f"{_LABEL}{number}", label) for number, label in enumerate(told.labels, 1))
    yield _EDIT, told.edit
    yield _END, told.end


def _numbered(found: Mapping[str, str], prefix: str) -> list[str]:
    numbers = [name.removeprefix(prefix) for name in found if name.startswith(prefix)]
    return [found[prefix + number] for number in sorted(filter(_NUMBER.fullmatch, numbers), key=int)]


def _held(text: str) -> Held | None:
    try:
        return json.decode(text, type=Held)
    except (ValidationError, ValueError):
        return None
