"""What is to be made for one person: the sheets, in which language and on what paper, for which target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from msgspec.structs import replace

from prepsheet import answers, compose, content, layout, yaml_source
from prepsheet.answers import Facts
from prepsheet.brand import NO_BRAND, Brand
from prepsheet.document import Origin, Preset
from prepsheet.library import Library
from prepsheet.problems import InputError, Place, Problem, shown
from prepsheet.profile import Profile, load, person
from prepsheet.profile import check as check_profile
from prepsheet.profile.prep import Prep, Print
from prepsheet.profile.targets import Target
from prepsheet.schema import with_places
from prepsheet.sheets.catalogue import arrangement, chosen, content_language, scripts, unknown

Paper = Literal["a4", "letter"]
Ink = Literal["colour", "mono"]
PRESETS: tuple[Preset, ...] = get_args(Preset)
"""How sheets can be set for their reader."""

FORMATS = frozenset({"pdf", "docx"})


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
    """A sheet to be made for one person, out of `profile` and the `extra` that its layout may name."""

    name: str
    title: str
    format: str
    prepared: compose.Sheet
    profile: dict[str, Any]
    setting: compose.Setting
    extra: dict[str, Any]
    origin: Origin
    ink: Ink
    options: Options
    remarks: tuple[Problem, ...] = ()


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
    habits = data["prep"]["print"]
    language = content_language(library, habits["lang"])
    common = library.find(f"content/{language}/common.yaml")
    known = [(head, arrangement(library, head.layout)) for head in chosen(library, language, names)]
    printed = [head for head, arranged in known if arranged.format == "pdf"]
    target = _target(data, options)
    setting = _setting(habits, options)
    facts = Facts(data, target["id"], setting.date, options.tone)
    coached = not options.blank and _has_begun(profile.prep)
    made: list[Sheet] = []
    for head, arranged in known:
        if arranged.format not in options.formats:
            continue
        prepared = _prepared(library.find(f"content/{language}/sheets/{head.name}.yaml"), arranged, common)
        answered, remarks = dict[str, Any](), tuple[Problem, ...]()
        if question := prepared.question:
            words = scripts(library, language)
            answered, remarks = answers.seen(words, question, facts, options.structure, coached=coached)
        packet = [other.title for other in printed if other is not head]
        extra = {"target": target, "packet": packet, **answered}
        code = f"{options.code}-{len(made) + 1}" if options.code else ""
        sheet = Sheet(
            name=head.name,
            title=head.title,
            format=arranged.format,
            prepared=prepared,
            profile=data,
            setting=setting,
            extra=extra,
            origin=_origin(library, language, head, data, extra, code),
            ink=options.ink or habits["ink"] or "colour",
            options=options,
            remarks=(*_in_another_language(habits["lang"], language), *remarks),
        )
        made.append(sheet)
    return tuple(made)


def _setting(habits: dict[str, Any], options: Options) -> compose.Setting:
    paper: Paper = options.paper or habits["paper"] or "a4"
    preset: Preset = options.preset or habits["size"] or "standard"
    return compose.Setting(paper, options.date.isoformat(), options.blank, preset)


def _data(profile: Profile, options: Options) -> dict[str, Any]:
    """The profile as plain data; of a blank sheet only how the person prints is known."""
    if not options.blank:
        return profile.data()
    return Profile(prep=Prep(print=replace(profile.prep.print, pace_wpm=None))).data()


def _target(data: dict[str, Any], options: Options) -> dict[str, Any]:
    """The job in view: the one asked for, else the first; one with nothing in it if there is none."""
    targets = {target["id"]: target for target in data["prep"]["targets"]}
    if options.target and options.target not in targets:
        raise InputError([unknown("target", options.target, targets)])
    if options.target:
        return cast(dict[str, Any], targets[options.target])
    nothing = Profile(prep=Prep(targets=(Target(),))).data()["prep"]["targets"]
    return cast(dict[str, Any], [*targets.values(), *nothing][0])


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


def _in_another_language(wanted: str, language: str) -> Iterator[Problem]:
    """A note to whoever asks for sheets in a language that the library has none in."""
    primary = wanted.partition("-")[0]
    if primary not in ("", language):
        message = f"there are no sheets in the language '{shown(wanted)}', so these are in '{language}'"
        hint = f"to have them, put your own words into content/{shown(primary)}, beside the profile"
        yield Problem(Place("print.lang"), "note", "no-language", message, hint)


@lru_cache(maxsize=64)
def _prepared(path: Path, arranged: layout.Layout, common: Path) -> compose.Sheet:
    return compose.prepare(content.load(path), arranged, yaml_source.read(common))


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
    strange = with_places(yaml_source.read(path), answers.unknown_names(words, Facts(data)))
    return [*problems, *strange]
