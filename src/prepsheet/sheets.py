"""The main line: a profile, a sheet's words and a layout become a finished file.

`plan` settles what is to be made and finds every problem of names and targets; `render` makes one
sheet, importing only the backend that it needs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, get_args

from msgspec.structs import replace

from prepsheet import answers, compose, content, layout, yaml_source
from prepsheet.answers import Facts
from prepsheet.brand import NO_BRAND, Brand
from prepsheet.document import Origin, Preset
from prepsheet.library import Library
from prepsheet.problems import InputError, Place, Problem, error, shown, warning
from prepsheet.profile import Profile, lens, load, person
from prepsheet.profile import check as check_profile
from prepsheet.profile.prep import Prep, Print
from prepsheet.profile.targets import Target
from prepsheet.schema import with_places
from prepsheet.writing import families

if TYPE_CHECKING:
    from prepsheet.document import Document
    from prepsheet.typeset.fallback import Fonts, Refused

Paper = Literal["a4", "letter"]
Ink = Literal["colour", "mono"]
PRESETS: tuple[Preset, ...] = get_args(Preset)
"""How sheets can be set for their reader."""

FORMATS = frozenset({"pdf", "docx"})
_NAMELESS = {"Co": "private use", "Cn": "no character of Unicode"}


class SheetName(NamedTuple):
    """A sheet that can be made: its name, what lists call it, and the format of its file."""

    name: str
    title: str
    format: str


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for. `date` is the date printed on sheets; empty texts mean the profile's own choice.

    `blank` leaves everything empty and for a pen; `flat` prints what is filled in, without form fields.
    `folder` is where the profile stands, and the font files that it names. `brand` is whose sheets they
    are (`branding`), `code` the token of the codes on their pages (`prepsheet.codes`), "" for none.
    """

    date: date
    target: str = ""
    paper: Literal["", "a4", "letter"] = ""
    structure: str = ""
    tone: str = ""
    blank: bool = False
    flat: bool = False
    ink: Literal["", "colour", "mono"] = ""
    preset: Literal["", Preset] = ""
    formats: frozenset[str] = FORMATS
    folder: Path = Path()
    brand: Brand = NO_BRAND
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be made for one person."""

    name: str
    title: str
    format: str
    prepared: compose.Sheet
    profile: dict[str, Any]
    setting: compose.Setting
    extra: dict[str, Any]
    origin: Origin
    ink: Ink = "colour"
    flat: bool = False
    folder: Path = Path()
    brand: Brand = NO_BRAND
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file: its bytes, its number of pages (0 where only the reader knows), and remarks.

    `fragment` is the same sheet for a print file, if that was asked for and the sheet is a PDF; `data` is
    empty if no file was.
    """

    sheet: Sheet
    data: bytes
    pages: int
    problems: tuple[Problem, ...]
    fragment: bytes = b""


def sheet_names(library: Library, language: str = "en") -> tuple[SheetName, ...]:
    """The sheets of the library: first the default kit in its order, then the others by name."""
    names = library.names(f"content/{language}/sheets")
    heads = sorted(_heads(library, language, names), key=lambda head: (head.kit or 1000, head.name))
    return tuple(
        SheetName(head.name, head.title, layout.format_of(library.find(f"layouts/{head.layout}.yaml")))
        for head in heads
    )


def branding(path: Path) -> Brand:
    """Read a branding file. Raises `InputError` with all that is wrong with it or its logo."""
    from prepsheet.brand.branding import load as read
    from prepsheet.typeset import foot_width

    return read(path, foot_width)


def plan(profile: Profile, library: Library, names: tuple[str, ...], options: Options) -> tuple[Sheet, ...]:
    """What is to be made: the named sheets, or the default kit in the formats asked for.

    Raises `InputError` for a sheet or a target that does not exist, and for faults of the sheets'
    own words and layouts; all at once.
    """
    data = _data(profile, options)
    language = content_language(library, data["prep"]["print"]["lang"])
    heads = _chosen(library, language, names)
    target = _target(data, options)
    habits = data["prep"]["print"]
    paper: Paper = options.paper or habits["paper"] or "a4"
    ink: Ink = options.ink or habits["ink"] or "colour"
    common = library.find(f"content/{language}/common.yaml")
    preset: Preset = options.preset or habits["size"] or "standard"
    setting = compose.Setting(paper, options.date.isoformat(), options.blank, preset)
    facts = Facts(data, target["id"], setting.date, options.tone)
    coached = not options.blank and _has_begun(profile.prep)
    printed = [head for head in heads if _layout(library, head.layout).format == "pdf"]
    made: list[Sheet] = []
    for head in heads:
        arranged = _layout(library, head.layout)
        prepared = _prepared(library.find(f"content/{language}/sheets/{head.name}.yaml"), arranged, common)
        answered, remarks = dict[str, Any](), tuple[Problem, ...]()
        if question := prepared.question:
            words = scripts(library, language)
            answered, remarks = answers.seen(words, question, facts, options.structure, coached=coached)
        packet = [other.title for other in printed if other is not head]
        extra = {"target": target, "packet": packet, **answered}
        number = 1 + sum(sheet.format in options.formats for sheet in made)
        code = f"{options.code}-{number}" if options.code else ""
        made.append(
            Sheet(
                head.name,
                head.title,
                arranged.format,
                prepared,
                data,
                setting,
                extra,
                _origin(library, language, head, data, extra, code),
                ink,
                options.flat,
                options.folder,
                options.brand,
                (*_in_another_language(habits["lang"], language), *remarks),
            )
        )
    return tuple(sheet for sheet in made if sheet.format in options.formats)


def render(sheet: Sheet, *, file: bool = True, printing: bool = False) -> Rendered:
    """Make one sheet, as a `file` and, if `printing`, for a print file; what was left out to fit is a remark.

    Raises `InputError` for what can't be evaluated or printed, `FitError` for what does not fit.
    """
    if sheet.format == "docx" and not file:
        return Rendered(sheet, b"", 0, sheet.remarks)
    composed = compose.compose(sheet.prepared, sheet.profile, sheet.setting, lens.get, sheet.extra)
    document = replace(composed, origin=sheet.origin)
    if sheet.format == "docx":
        from prepsheet import docx

        data = docx.render(document, sheet.brand, _language(sheet.profile))
        return Rendered(sheet, data, 0, sheet.remarks)
    from prepsheet.typeset.fontfile import Unusable

    try:
        return _printed(sheet, document, file, printing)
    except Unusable as fault:
        raise InputError([_bad_font(Place(sheet.name), fault.name, str(fault), fault.hint)]) from None


def _printed(sheet: Sheet, document: Document, file: bool, printing: bool) -> Rendered:
    from prepsheet import pdf, typeset

    fonts = _fonts(sheet)
    mode: typeset.Mode = "paper" if sheet.setting.blank else "form"
    pages = typeset.typeset(document, mode=mode, fonts=fonts, brand=sheet.brand)
    if characters := typeset.unprintable(pages):
        raise InputError([_unprintable(sheet, character) for character in characters])
    place = Place(sheet.name)
    dropped = tuple(
        warning(place, "left-out", f"left out so that it fits: {name}", "shorten other text to get it back")
        for name in pages.dropped
    )
    continued = tuple(
        Problem(place, "note", "continued", f"{path} is too long for its box and goes on on page {page}")
        for path, page in pages.continued
    )
    if sheet.ink == "mono":
        pages = typeset.mono(pages)
    elif sheet.brand.accent:
        pages = typeset.tinted(pages, sheet.brand.accent)
    problems = (*sheet.remarks, *dropped, *continued)
    data = pdf.render(pages, interactive=not sheet.flat) if file else b""
    return Rendered(sheet, data, len(pages.pages), problems, pdf.fragment(pages) if printing else b"")


def _fonts(sheet: Sheet) -> Fonts:
    """The fonts that the person named, and the language that shared characters are in.

    Raises `InputError` for a named font that is not there or can't be used.
    """
    from prepsheet.typeset import fallback

    habits = sheet.profile["prep"]["print"]
    fonts = fallback.Fonts(tuple(habits["fonts"]), sheet.folder, _language(sheet.profile))
    if refused := fallback.refused(fonts):
        raise InputError([_refused(sheet, each) for each in refused])
    return fonts


def _refused(sheet: Sheet, font: Refused) -> Problem:
    place = Place(f"{sheet.name}: print.fonts.{font.number}")
    if font.reason is None:
        return error(place, "no-font", f"there is no font '{shown(font.name)}'", font.hint)
    return _bad_font(place, font.name, font.reason, font.hint)


def _bad_font(place: Place, name: str, reason: str, hint: str) -> Problem:
    return error(place, "bad-font", f"the font '{shown(name)}' can't be used: {reason}", hint)


def _language(profile: dict[str, Any]) -> str:
    """The person's own language, as far as they or their letters tell."""
    return cast(str, profile["prep"]["print"]["lang"]) or families.shared(str(profile))


def _unprintable(sheet: Sheet, character: str) -> Problem:
    where = next(_paths_with(character, sheet.profile), "").removeprefix("prep.")
    name = unicodedata.name(character, _NAMELESS.get(unicodedata.category(character), "unnamed"))
    message = f"no font here has the character {shown(character)} (U+{ord(character):04X}, {name})"
    place = f"{sheet.name}: {where}" if where else sheet.name
    return error(Place(place), "no-glyph", message, families.advice(character))


def _paths_with(character: str, value: Any, path: str = "") -> Iterator[str]:
    """The paths of the profile at which a character stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths_with(character, inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _paths_with(character, inner, f"{path}.{number}")
    elif isinstance(value, str) and character in value:
        yield path


def _data(profile: Profile, options: Options) -> dict[str, Any]:
    """The profile as plain data; of a blank sheet only how the person prints is known."""
    if not options.blank:
        return profile.data()
    return Profile(prep=Prep(print=replace(profile.prep.print, pace_wpm=None))).data()


def _origin(
    library: Library,
    language: str,
    head: content.Head,
    data: dict[str, Any],
    extra: dict[str, Any],
    code: str,
) -> Origin:
    return Origin(
        sheet=head.name,
        language=language,
        version=content.version(library, language, head.name),
        person=person.fingerprint(data),
        target=extra["target"]["id"] if data["prep"]["targets"] else "",
        structure=extra["answer"]["structure"] if "answer" in extra else "",
        code=code,
    )


def content_language(library: Library, wanted: str) -> str:
    """The folder of the content's language: the profile's own where the library has it, else English."""
    primary = wanted.partition("-")[0]
    return primary if primary and library.names(f"content/{primary}/sheets") else "en"


def _in_another_language(wanted: str, language: str) -> Iterator[Problem]:
    """A note to whoever asks for sheets in a language that the library has none in."""
    primary = wanted.partition("-")[0]
    if primary not in ("", language):
        message = f"there are no sheets in the language '{shown(wanted)}', so these are in '{language}'"
        hint = f"to have them, put your own words into content/{shown(primary)}, beside the profile"
        yield Problem(Place("print.lang"), "note", "no-language", message, hint)


def _heads(library: Library, language: str, names: Iterable[str]) -> list[content.Head]:
    folder = f"content/{language}/sheets"
    return [content.load(library.find(f"{folder}/{name}.yaml")).head for name in names]


def kit(library: Library, profile: Profile) -> tuple[str, ...]:
    """The names of the default kit in the language of a profile."""
    language = content_language(library, profile.prep.print.lang)
    return tuple(head.name for head in _chosen(library, language, ()))


def _chosen(library: Library, language: str, names: tuple[str, ...]) -> list[content.Head]:
    """The sheets of these names; of others nothing is read. The default kit if there are none."""
    known = library.names(f"content/{language}/sheets")
    if not names:
        heads = _heads(library, language, known)
        return sorted((head for head in heads if head.kit), key=lambda head: head.kit)
    if problems := [_unknown("sheet", name, known) for name in names if name not in known]:
        raise InputError(problems)
    return _heads(library, language, dict.fromkeys(names))


def _unknown(kind: str, name: str, known: Iterable[str]) -> Problem:
    close = get_close_matches(name, known, 1)
    hint = f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(known) or 'none'}"
    return error(Place(name), f"unknown-{kind}", f"no {kind} is called '{name}'", hint)


def _layout(library: Library, name: str) -> layout.Layout:
    return layout.load(library.find(f"layouts/{name}.yaml"))


@lru_cache(maxsize=64)
def _prepared(path: Path, arranged: layout.Layout, common: Path) -> compose.Sheet:
    return compose.prepare(content.load(path), arranged, yaml_source.read(common))


def _target(data: dict[str, Any], options: Options) -> dict[str, Any]:
    """The job in view: the one asked for, else the first; one with nothing in it if there is none."""
    targets = {target["id"]: target for target in data["prep"]["targets"]}
    if options.target and options.target not in targets:
        raise InputError([_unknown("target", options.target, targets)])
    if options.target:
        return cast(dict[str, Any], targets[options.target])
    nothing = Profile(prep=Prep(targets=(Target(),))).data()["prep"]["targets"]
    return cast(dict[str, Any], [*targets.values(), *nothing][0])


def _has_begun(prep: Prep) -> bool:
    """Whether somebody has prepared anything yet; who and what they are, as a roster says it, is not that."""
    return replace(prep, print=Print(), stage="", path="", tone="") != Prep()


def check(path: Path, library: Library) -> list[Problem]:
    """Every problem of a profile, also of the names in its answers. Raises nothing for a wrong profile."""
    problems = check_profile(path)
    if any(problem.severity == "error" for problem in problems):
        return problems
    data = load(path)[0].data()
    words = scripts(library, content_language(library, data["prep"]["print"]["lang"]))
    unknown = with_places(yaml_source.read(path), answers.unknown_names(words, Facts(data)))
    return [*problems, *unknown]


@lru_cache(maxsize=16)
def scripts(library: Library, language: str = "en") -> answers.Scripts:
    """All that the library says about answers. Raises `InputError` with every fault of it."""
    return answers.load(library, language)
