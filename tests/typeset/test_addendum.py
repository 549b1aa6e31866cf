"""Answers too long for their box: whole on a further page, and never silently cut."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prepsheet.document import AddendumWords, Document, Furniture, TextField
from prepsheet.pdf import render
from prepsheet.problems import FitError
from prepsheet.typeset import typeset
from prepsheet.typeset.pages import Pages, TextWidget
from tests.pdf.reading import values
from tests.pdf.validators import assert_valid
from tests.typeset.building import document
from tests.typeset.geometry import faults, texts, widgets

WORDS = AddendumWords(title="Continued", see="continued on page {page}")
FOOT = Furniture(footer_left="Ada, Goals", page="page {page} of {pages}")
SENTENCE = "Our street was dark every summer afternoon, and I began to draw wires. "
LONG = "\n".join(" ".join(f"{n}.{m} {SENTENCE}" for m in range(12)) for n in range(12))


def box(name: str = "why", value: str = LONG, **more: Any) -> TextField:
    return TextField(
        path=f"goals.near.{name}", label=f"The {name}", frame="box", lines=2, value=value, **more
    )


def sheet(*fields: TextField, **more: Any) -> Document:
    return document(*fields, furniture=FOOT, addendum=WORDS, **more)


def page_heads(made: Pages, page: int) -> list[str]:
    return [text.text for text in texts(made.pages[page]) if text.size == 27]


def test_ten_thousand_characters_in_two_lines_go_on_on_a_further_page() -> None:
    assert len(LONG) > 10_000
    made = typeset(sheet(box(), box("how", "short")))
    assert faults(made, 480) == []
    assert made.continued == (("goals.near.why", 2),)
    first = [text.text for text in texts(made.pages[0])]
    assert first[0].startswith("0.0 Our street")
    assert "continued on page 2" in first
    assert [page_heads(made, n) for n in range(1, len(made.pages))] == [["Continued"]] * (len(made.pages) - 1)


@pytest.mark.parametrize("mode", ["form", "paper"])
@settings(max_examples=15)
@given(st.lists(st.integers(100, 4000), min_size=1, max_size=4), st.booleans())
def test_every_word_is_there_once_and_in_order(mode: Any, lengths: list[int], spoken: bool) -> None:
    fields = [box(f"b{n}", (SENTENCE * 60)[:length], spoken=spoken) for n, length in enumerate(lengths)]
    made = typeset(sheet(*fields), mode=mode)
    assert faults(made, 480) == []
    rest = [text.text for page in made.pages[1:] for text in texts(page)]
    for field in fields:
        if field.path in dict(made.continued):
            said = [line for line in rest if line not in ("Continued", field.label) and "page" not in line]
            assert "".join(field.value.split()) in "".join("".join(said).split())


def test_a_form_keeps_the_whole_answer_in_its_field_and_is_valid() -> None:
    made = typeset(sheet(box(), box("how", "x " * 300)))
    pdf = render(made)
    assert values(pdf)["goals.near.why"] == LONG
    assert_valid(pdf)
    assert_valid(render(made, interactive=False))
    (widget, _) = (widget for page in made.pages for widget in widgets(page))
    assert isinstance(widget, TextWidget)
    assert widget.lines[-1].text == "continued on page 2"


def test_the_pages_are_numbered_with_the_further_ones() -> None:
    made = typeset(sheet(box()))
    feet = [text.text for page in made.pages for text in texts(page) if text.text.startswith("Ada")]
    assert feet == [f"Ada, Goals, page {n} of {len(made.pages)}" for n in range(1, len(made.pages) + 1)]
    assert [t.text for t in texts(typeset(sheet(box(value=""))).pages[0])] == ["Ada, Goals"]


def test_only_as_many_go_on_as_must() -> None:
    made = typeset(sheet(box(), box("how", SENTENCE * 4), box("who", "me")))
    assert [path for path, _ in made.continued] == ["goals.near.why"]


def test_a_tray_says_so_too() -> None:
    tray = TextField(path="a", label="A", value=LONG)
    made = typeset(sheet(tray))
    (widget,) = widgets(made.pages[0])
    assert isinstance(widget, TextWidget)
    assert [line.text for line in widget.lines][1:] == ["continued on page 2"]
    assert widget.value.startswith("0.0 Our street")


def test_without_words_for_it_the_report_names_field_length_and_limit() -> None:
    with pytest.raises(FitError) as caught:
        typeset(document(box()))
    (problem,) = caught.value.problems
    assert problem.message.startswith(f"goals.near.why: {len(LONG)} characters, at most ")


def test_what_no_further_page_helps_is_the_same_report() -> None:
    slot = TextField(path="a.b", label="A", frame="slot", value="they pay too little")
    with pytest.raises(FitError, match=r"a\.b: 19 characters, at most 6 fit"):
        typeset(sheet(slot, box(value=SENTENCE * 5)))
