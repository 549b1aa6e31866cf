"""Numbers, dates, drop-downs and lists: what the file says of them, and what other programs make of it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from prepsheet.kinds import Kind
from prepsheet.pdf import render
from prepsheet.typeset.pages import Box, CheckWidget, RadioWidget, Tag, TextWidget
from tests.pdf import samples
from tests.pdf.pdfium import opened
from tests.pdf.reading import catalog, elements, fields, pages, values, widgets
from tests.pdf.test_viewers import ink
from tests.pdf.validators import assert_valid

REQUIRED, COMBO = 1 << 1, 1 << 17
NO_SPELLING, NO_SCROLLING, COMB = 1 << 22, 1 << 23, 1 << 24


def field(name: str, filled: bool = True) -> Any:
    return fields(render(samples.kinds(filled)))[name]


def widget(name: str, filled: bool = True) -> Any:
    return next(each for each in widgets(render(samples.kinds(filled))) if each["/T"] == name.split(".")[-1])


def test_values_are_read_back_by_a_program() -> None:
    assert values(render(samples.kinds())) == {
        "goals.near.by": "2028-06",
        "years": "-1.5",
        "goal": samples.OPTIONS[1][1],
        "other": "my own",
        "goals.all.1": "/Yes",
        "goals.all.2": "/Off",
        "goals.all.3": "/Yes",
    }
    empty = values(render(samples.kinds(filled=False)))
    assert {value for name, value in empty.items() if not name.startswith("goals.all.")} == {None}
    assert [value for name, value in empty.items() if name.startswith("goals.all.")] == ["/Off"] * 3


def test_a_date_has_cells_for_its_characters_and_nothing_to_scroll() -> None:
    by = widget("goals.near.by")
    assert (by["/Ff"], by["/MaxLen"]) == (COMB | NO_SPELLING | NO_SCROLLING, 7)
    assert by["/XXKind"] == {"/S": "/Date"}


def test_a_number_brings_its_bounds_for_whoever_reads_it() -> None:
    years = widget("years")
    assert (years["/Ff"], years["/MaxLen"]) == (REQUIRED | NO_SPELLING | NO_SCROLLING, 4)
    assert years["/XXKind"] == {"/S": "/Number", "/Min": -2, "/Max": 40.5}


def test_a_drop_down_stores_labels_and_tells_what_they_stand_for() -> None:
    goal = widget("goal")
    stored, labels = zip(*samples.OPTIONS, strict=True)
    assert goal["/Ff"] == COMBO | NO_SPELLING
    assert (goal["/Opt"], goal["/XXKind"]) == ([*labels], {"/S": "/Choice", "/Values": [*stored]})
    assert (goal["/V"], goal["/DV"]) == (labels[1], labels[1])
    assert "/V" not in widget("goal", filled=False)


def test_a_list_tells_what_the_profile_holds_in_its_order() -> None:
    among = widget("goals.all.1")["/Parent"]
    assert among["/TU"] == "Goals"
    assert among["/XXKind"] == {"/S": "/Several", "/Was": ["x (y)", "near"]}


def test_typed_text_has_the_size_of_what_is_there() -> None:
    written = [each for each in widgets(render(samples.kinds())) if each["/FT"] != "/Btn"]
    assert {each["/DA"] for each in written} == {"/Wingdings 11 Tf 0 g"}


def test_checkboxes_and_choices_can_be_required() -> None:
    check = CheckWidget("a", "A", Box(57, 100, 12, 12), False, required=True)
    radio = RadioWidget("b", "B", "one", Box(57, 130, 12, 12), 0, "1", False, required=True)
    made = fields(render(samples.sample(samples.heading(), Tag("Form", (check,)), Tag("Form", (radio,)))))
    assert made["a"]["/Ff"] == REQUIRED
    assert made["b"]["/Ff"] & REQUIRED


def test_a_checkbox_tells_what_it_stands_for_and_what_the_profile_holds() -> None:
    box = CheckWidget("a", "A", Box(57, 100, 12, 12), False, value="doing", stands_for="done")
    (made,) = widgets(render(samples.sample(samples.heading(), Tag("Form", (box,)))))
    assert made["/XXKind"] == {"/S": "/Check", "/On": "done", "/Was": "doing"}


@pytest.mark.parametrize("second", [("x", "two"), ("y", "one")])
def test_two_options_of_one_value_or_label_are_a_bug(second: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="two options of 'a' have one value, or one label"):
        render(samples.sample(samples.select("a", options=(("x", "one"), second))))


def test_printed_they_are_ink_that_says_what_is_chosen() -> None:
    pdf = render(samples.kinds(), interactive=False)
    assert_valid(pdf)
    said = pages(pdf)[0].extract_text()
    assert all(label in said for _, label in samples.OPTIONS)
    forms: list[Any] = [each.get_object() for each in elements(catalog(pdf))]
    printed = [each for each in forms if each["/S"] == "/Form"]
    assert [each["/A"]["/Role"] for each in printed] == ["/tv"] * 4 + ["/cb"] * 3
    assert [each.get("/ActualText") for each in printed] == ["2028-06", *[None] * 6]


# In the hands of PDFium


def test_typing_a_date_and_a_number_is_stored_and_held_to_its_length() -> None:
    with opened(render(samples.kinds(filled=False))) as reader:
        reader.type("goals.near.by", "2031-12-24")
        reader.type("years", "12345")
        saved = reader.saved()
        assert all(ink(reader.picture(), 141 + 20 * cell, 131, 18, 22) > 10 for cell in range(7))
    assert (values(saved)["goals.near.by"], values(saved)["years"]) == ("2031-12", "1234")
    assert_valid(saved)


def test_a_pick_is_stored_as_its_label() -> None:
    with opened(render(samples.kinds())) as reader:
        reader.choose("goal", 0)
        saved = reader.saved()
        assert ink(reader.picture(), 141, 191, 120, 22) > 1000
    assert values(saved)["goal"] == samples.OPTIONS[0][1]
    assert_valid(saved)


@pytest.mark.parametrize("size", [9.0, 10.0, 11.0, 12.0])
def test_a_box_with_lines_as_close_as_ours_holds_what_a_viewer_sets(size: float) -> None:
    """Lines typed under each other, the last of them as full of ink as the first."""
    height = 5 * size * 1.43 + 4
    box = TextWidget("a", "A", Box(140, 100, 200, height), "", (), samples.SANS, size, True, Kind())
    with opened(render(samples.sample(samples.heading(), Tag("Form", (box,))))) as reader:
        reader.type("a", "\n".join(["Hpgy"] * 5))
        picture = reader.picture()
    whole = ink(picture, 140, 100, 200, height)
    with opened(render(samples.sample(samples.heading(), Tag("Form", (box,))))) as reader:
        reader.type("a", "Hpgy")
        one = ink(reader.picture(), 140, 100, 200, height)
    assert whole == pytest.approx(5 * one, rel=0.03)


def test_a_program_can_choose() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(render(samples.kinds(filled=False))))
    given_values: dict[str, Any] = {"goal": samples.OPTIONS[0][1], "goals.near.by": "2030-01"}
    writer.update_page_form_field_values(writer.pages[0], given_values, auto_regenerate=False)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert values(buffer.getvalue()) | given_values == values(buffer.getvalue())
    assert_valid(buffer.getvalue())


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)


@settings(max_examples=40)
@given(st.lists(TEXTS, min_size=1, max_size=6, unique=True), st.data())
def test_any_option_is_read_back_as_written(stored: list[str], data: st.DataObject) -> None:
    options = tuple((value, f"{n}") for n, value in enumerate(stored))
    one = data.draw(st.sampled_from(stored))
    some = tuple(data.draw(st.lists(st.sampled_from(stored), min_size=1, unique=True)))
    pdf = render(
        samples.sample(
            samples.heading(),
            samples.select("one", one, 100, options=options),
            samples.several("some", some, 140, options=options),
        )
    )
    choice, *boxes = widgets(pdf)
    assert choice["/V"] == f"{stored.index(one)}"
    assert choice["/XXKind"]["/Values"] == stored
    assert [box["/XXKind"]["/On"] for box in boxes] == stored
    assert {box["/XXKind"]["/On"] for box in boxes if box["/V"] == "/Yes"} == {*some}
    assert tuple(boxes[0]["/Parent"]["/XXKind"]["/Was"]) == some
