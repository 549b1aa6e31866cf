"""The words we print: short, plain, British-neutral English that fits its place on the sheet."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest

from prepsheet.yaml_source import Mapping, Sequence, read
from tests.content.reading import ROOT, Line, grade, lines, sentences

CONTENT = sorted((ROOT / "content" / "en").rglob("*.yaml"))
EXAMPLES = sorted((ROOT / "content" / "examples").glob("*.yaml"))
CHEAT_SHEET = ROOT / "content" / "en" / "sheets" / "cheat-sheet.yaml"

BUDGETS = {"stumble": 47, "ask": 47, "unsaid": 27, "before": 16, "afterwards": 20, "afterwards_undated": 24}
"""Characters a line that fit the cheat sheet in Latin script at full size; markers count as written."""

SPELLINGS = {
    r"\b(?!siz|priz|seiz|capsiz)\w+i(z)(?:e|es|ed|ing|ation|ations)\b": "write -ise, -isation",
    r"\b(?:col|fav|hon|lab|behavi|neighb|flav|harb)(or)\w*\b": "write -our",
    r"\b(?:cent|theat|met|lit)(er)s?\b": "write -re",
    r"\b(?:travel|cancel|label|model|signal)(ed|ing)\b": "double the l",
    r"\b(?:gray|program|programs|fulfill|enroll|skillful|jewelry|math)\b": "use the British spelling",
}
UNWANTED = {
    r"^(?:None|null|nan)$|\bundefined\b": "a value that was never filled in",
    r"\b(?:TODO|TBD|FIXME|XXX|[Ll]orem)\b": "unfinished text",
    r"\bstepping[- ]stone": "tells an employer that you will leave",
    r"(?<=\w)'(?=\w)": "a typewriter apostrophe; write ’",
    r'"': "a typewriter quotation mark; write “ and ”",
    r"\s{2,}|\s$": "stray spaces",
    r"!": "an exclamation mark",
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT / "content"))


def found(patterns: dict[str, str], line: Line) -> list[str]:
    hits = ((re.search(pattern, line.plain), advice) for pattern, advice in patterns.items())
    return [f"{line}: {hit.group()!r}: {advice}" for hit, advice in hits if hit]


@pytest.mark.parametrize("path", CONTENT + EXAMPLES, ids=name)
def test_spelling_is_british_neutral(path: Path) -> None:
    slips = [slip for line in lines(path) for slip in found(SPELLINGS, line)]
    assert not slips, "\n".join(slips)


@pytest.mark.parametrize("path", CONTENT + EXAMPLES, ids=name)
def test_nothing_unwanted_is_printed(path: Path) -> None:
    slips = [slip for line in lines(path) for slip in found(UNWANTED, line)]
    assert not slips, "\n".join(slips)


@pytest.mark.parametrize("path", CONTENT + EXAMPLES, ids=name)
def test_no_line_shouts(path: Path) -> None:
    said = [line for line in lines(path) if not line.path.endswith("_pattern")]
    loud = [str(line) for line in said if line.text.isupper() and sum(map(str.isalpha, line.text)) > 4]
    assert not loud, "capitals are slower to read:\n" + "\n".join(loud)


@pytest.mark.parametrize("path", CONTENT + EXAMPLES, ids=name)
def test_words_read_at_grade_nine_or_below(path: Path) -> None:
    texts = [text for line in lines(path) for text in sentences(line.plain)]
    hardest = sorted(texts, key=grade, reverse=True)[:5]
    advice = "\n".join(f"{grade(text):4.1f}  {text}" for text in hardest)
    assert median(map(grade, texts or ["Yes."])) <= 9, f"shorten the hardest, or use plainer words:\n{advice}"


def test_the_grade_tells_easy_from_hard() -> None:
    assert grade("I keep the boats on time and look after the crews.") < 4
    assert grade("Demonstrating organisational capabilities necessitates considerable deliberation.") > 14


def cheat_sheet() -> Mapping:
    root = read(CHEAT_SHEET)
    assert isinstance(root, Mapping)
    return root


@pytest.mark.parametrize(("block", "budget"), BUDGETS.items())
def test_the_cheat_sheet_keeps_its_budgets(block: str, budget: int) -> None:
    of_block = [line for line in lines(CHEAT_SHEET) if line.path.split(".")[0] == block]
    long = [f"{line} has {len(line.text)}, at most {budget}" for line in of_block if len(line.text) > budget]
    assert of_block and not long, "\n".join(long)


@pytest.mark.parametrize(("block", "least"), [("stumble", 3), ("ask", 3), ("unsaid", 3), ("before", 4)])
def test_a_person_without_own_words_still_gets_a_full_block(block: str, least: int) -> None:
    items = cheat_sheet().entries[block]
    assert isinstance(items, Sequence) and len(items.items) >= least


def test_the_cheat_sheet_is_words_and_known_markers_only() -> None:
    marks = {mark for line in lines(CHEAT_SHEET) for mark in re.findall(r"\{[^}]*\}?", line.text)}
    assert marks <= {"{company}", "{day}"}


def test_a_layout_can_reach_every_word_by_its_key() -> None:
    """`words.ask` must find our list, not a method that every Python mapping has."""
    keys = {key for line in lines(CHEAT_SHEET) for key in line.path.split(".")}
    assert not keys & set(dir({}))
