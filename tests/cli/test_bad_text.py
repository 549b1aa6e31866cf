"""Text that can't be printed, or not as it stands: told with its place or put right, never drawn as a box."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from prepsheet.typeset import fallback, foreign
from tests.cli.conftest import Ran, Run
from tests.font_building import LETTERS, font, woff

LONG = "I want to run the night shift. " * 323


@pytest.fixture
def built(cli: Run, here: Path) -> Run:
    """Builds sheets of a profile of these bytes in an empty folder."""

    def build(profile: str | bytes, *sheets: str) -> Ran:
        data = profile if isinstance(profile, bytes) else profile.encode()
        (here / "me.yaml").write_bytes(data)
        return cli("build", "me.yaml", *(sheets or ("goals",)), "-o", "made", "--date", "2026-05-13")

    return build


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without fonts. What was found before is forgotten, and afterwards that nothing was."""
    kept = (fallback._found, foreign.set_text, foreign.one_line)
    monkeypatch.setattr(fallback, "_system", dict)
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


def named(name: str) -> str:
    return f"basics: {{name: {name}}}\n"


def refused(ran: Ran, *told: str) -> None:
    """The run failed as for a mistake in the profile, said all this, and wrote nothing."""
    assert ran.code == 1
    assert [each for each in told if each not in ran.err] == [], ran.err
    assert ran.out == "" and "Traceback" not in ran.err
    assert not Path("made").exists()


@pytest.mark.parametrize("code", [0x00, 0x07, 0x0B, 0x0C, 0x1B, 0x7F, 0x9B, 0xFFFE, 0xFFFF])
@pytest.mark.parametrize("escaped", [True, False])
def test_control_characters_are_refused_where_they_stand(built: Run, code: int, escaped: bool) -> None:
    text = f'"Ana\\u{code:04x}"' if escaped else f'"Ana{chr(code)}"'
    refused(built(named(text)), f"me.yaml:1:{16 if escaped else 20}: error", f"U+{code:04X}", "delete it")


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\U0000d800", r"\ud83d\ude00", r"\U00110000"])
def test_halves_of_characters_are_refused(built: Run, escape: str) -> None:
    refused(built(named(f'"Ana{escape}"')), "me.yaml:1:", "half a character", "write the character itself")


def test_bytes_of_a_half_character_are_no_text(built: Run) -> None:
    refused(built(b'basics: {name: "Ana\xed\xa0\x80"}\n'), "me.yaml:1:20: error: byte 0xED", "UTF-8")


@pytest.mark.parametrize(
    ("character", "told", "hint"),
    [
        ("\U0001f600", "😀 (U+1F600, GRINNING FACE)", "leave it out, or say it in words"),
        ("\U0001f469\u200d\U0001f4bb", "👩 (U+1F469, WOMAN)", "leave it out, or say it in words"),
        ("\u0378", r"\u0378 (U+0378, no character of Unicode)", "delete it"),
        ("\ufdd0", r"\ufdd0 (U+FDD0, no character of Unicode)", "delete it"),
        ("\U0001fffe", r"\U0001fffe (U+1FFFE, no character of Unicode)", "delete it"),
        ("\ue000", r"\ue000 (U+E000, private use)", "only the font it was made for shows it"),
        ("\U000f0000", r"\U000f0000 (U+F0000, private use)", "name that under prep.print.fonts"),
        ("\U0001e900", "(U+1E900, ADLAM CAPITAL LETTER ALIF)", "name a font that has it"),
    ],
)
def test_characters_without_a_shape_are_told_with_their_place(
    built: Run, no_fonts: None, character: str, told: str, hint: str
) -> None:
    profile = f"prep: {{goals: [{{role: lead, horizon: short, why: so that {character} works}}]}}\n"
    refused(built(profile), "goals: goals.1.why: error: no font here has the character", told, hint)


def test_a_script_without_a_font_is_told_with_what_to_install(built: Run, no_fonts: None) -> None:
    ran = built(named("김"))
    refused(
        ran, "goals: basics.name", "김 (U+AE40, HANGUL SYLLABLE GIM)", "put a font file beside the profile"
    )
    assert "install" in ran.err or "Settings" in ran.err


def test_letters_with_their_accents_apart_are_put_together(built: Run) -> None:
    made = []
    for name in ("Zuzana Křížková", "Zuzana Kr\u030ci\u0301z\u030ckova\u0301"):
        ran = built(named(name))
        assert ran.code == 0, ran.err
        made.append(Path("made/goals.pdf").read_bytes())
    assert made[0] == made[1]


def test_an_answer_of_ten_thousand_characters_goes_on_on_a_further_page(built: Run) -> None:
    assert len(LONG) > 10_000
    ran = built(f"prep: {{goals: [{{role: lead, horizon: short, specific: {LONG.strip()}}}]}}\n")
    assert ran.code == 0
    assert "goals: note: goals.1.specific is too long for its box and goes on on page 3" in ran.err


def test_a_word_of_ten_thousand_letters_goes_on_too(built: Run) -> None:
    ran = built(f"prep: {{goals: [{{role: lead, horizon: short, specific: {'x' * 10_000}}}]}}\n")
    assert ran.code == 0
    assert "goes on on page 3" in ran.err


@pytest.mark.parametrize(
    ("sheet", "profile", "told"),
    [
        ("goals", named("Ana " * 2500), "basics.name: 9999 characters, at most"),
        (
            "cheat-sheet",
            f"prep: {{targets: [{{id: a, job: {{title: {LONG}}}}}]}}\n",
            "characters",
        ),
    ],
)
def test_where_no_page_goes_on_the_longest_text_is_told(
    built: Run, sheet: str, profile: str, told: str
) -> None:
    ran = built(profile, sheet)
    assert ran.code == 5
    assert told in ran.err and "shorten it in the profile" in ran.err
    assert not Path("made").exists()


@pytest.mark.parametrize(
    ("name", "data", "told", "hint"),
    [
        ("mine.ttf", font(rights=2), "its maker does not allow it to be embedded", "SIL Open Font License"),
        ("mine.ttf", font()[:500], "it is damaged, or not a font", "download it again"),
        ("mine.woff", woff(font()), "it is packed for web pages", "name the .ttf or .otf file"),
        ("mine.otf", font("cff2"), "PDF files can't hold", "plain outlines"),
        ("mine.ttf#2", font(), "the file has no font of that number", "counted from 1"),
    ],
)
def test_a_bad_font_is_told_with_what_to_do(
    built: Run, here: Path, name: str, data: bytes, told: str, hint: str
) -> None:
    (here / name.partition("#")[0]).write_bytes(data)
    ran = built(f'{named(LETTERS)}prep: {{print: {{fonts: ["{name}"]}}}}\n')
    refused(ran, f"goals: print.fonts.1: error: the font '{name}' can't be used: ", told, hint)


def test_a_font_that_is_found_damaged_when_it_is_used_is_told(
    built: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("Subsetting failed")

    monkeypatch.setattr("uharfbuzz.subset", fails)
    (here / "mine.ttf").write_bytes(font())
    ran = built(f"{named(LETTERS)}prep: {{print: {{fonts: [mine.ttf]}}}}\n")
    refused(ran, "the font 'mine.ttf' can't be used: it is damaged", "download it again")
