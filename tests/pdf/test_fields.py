from __future__ import annotations

import pytest

from prepsheet.pdf import render
from prepsheet.typeset.pages import Box, Node, RadioWidget, Tag, TextWidget
from tests.pdf import samples
from tests.pdf.reading import catalog, fields, values, widgets
from tests.pdf.validators import assert_valid


def made(*nodes: Node) -> bytes:
    return render(samples.sample(samples.heading(), *nodes))


def button(name: str, state: int, on: bool = False, value: str = "") -> Tag:
    box = Box(57 + 30 * state, 300, 12, 12)
    return Tag("Form", (RadioWidget(name, "Pace", f"pace {state}", box, state, value or str(state), on),))


@pytest.mark.parametrize("name", samples.NAMES)
def test_values_are_stored_as_written(name: str) -> None:
    pdf = made(
        samples.field("basics.name", name, 100),
        samples.field("goals.near.why", f"{name}\n{name}", 140, multiline=True),
        button("pace", 0, value="slow"),
        button("pace", 1, on=True, value=name),
        samples.check("done", True),
        samples.check("later", False, 400),
    )
    assert values(pdf) == {
        "basics.name": name,
        "goals.near.why": f"{name}\n{name}",
        "pace": "/1",
        "done": "/Yes",
        "later": "/Off",
    }
    assert fields(pdf)["basics.name"]["/DV"] == name
    assert fields(pdf)["pace"]["/Opt"] == ["slow", name]


def test_dotted_names_are_a_hierarchy() -> None:
    pdf = made(
        samples.field("goals.near.role", "", 100),
        samples.field("name", "", 200),
        samples.field("goals.near.by", "", 300),
        samples.field("goals.far", "", 400),
    )
    form = catalog(pdf)["/AcroForm"]
    goals, name = (each.get_object() for each in form["/Fields"])
    assert (goals["/T"], name["/T"]) == ("goals", "name")
    near, far = (each.get_object() for each in goals["/Kids"])
    assert (near["/T"], far["/T"]) == ("near", "far")
    assert [each.get_object()["/T"] for each in near["/Kids"]] == ["role", "by"]
    assert near["/Parent"] == goals
    assert far["/Parent"] == goals


def test_a_text_field_says_what_it_takes() -> None:
    (plain,) = widgets(made(samples.field("a", "", label="Your name", limit=60)))
    (long,) = widgets(made(samples.field("a", "", multiline=True)))
    assert plain["/TU"] == "Your name"
    assert (plain.get("/Ff", 0), long["/Ff"]) == (0, 4096)
    assert (plain["/MaxLen"], "/MaxLen" in long) == (60, False)
    assert plain["/DA"] == "/Wingdings 11 Tf 0 g"
    assert "/V" not in plain


def test_the_form_brings_its_fonts_and_never_asks_viewers_to_draw() -> None:
    form = catalog(made(samples.field("a")))["/AcroForm"]
    assert "/NeedAppearances" not in form
    assert set(form["/DR"]["/Font"]) == {"/Wingdings", "/ZaDb"}
    assert form["/DR"]["/Font"]["/Wingdings"]["/Subtype"] == "/Type0"


def test_what_is_typed_finds_its_font_where_the_appearance_has_its_own() -> None:
    """Firefox looks there alone if those fonts are an object, and else saves letters as empty boxes."""
    pdf = made(samples.field("a"))
    (field,) = widgets(pdf)
    fonts, forms = field["/AP"]["/N"]["/Resources"]["/Font"], catalog(pdf)["/AcroForm"]["/DR"]["/Font"]
    assert fonts.raw_get("/Wingdings").idnum == forms.raw_get("/Wingdings").idnum


def test_text_fields_never_share_an_appearance_and_buttons_do() -> None:
    found = widgets(
        made(
            samples.field("a", "", 100),
            samples.field("b", "", 150),
            samples.radio("pace", 1, 300),
            samples.radio("place", None, 340),
        )
    )
    texts = [each["/AP"].raw_get("/N").idnum for each in found if each.get("/FT") == "/Tx"]
    assert len(set(texts)) == len(texts) == 2
    states = [each["/AP"]["/N"] for each in found if "/FT" not in each]
    assert len({state.raw_get(key).idnum for state in states for key in state}) == 2


def test_a_radio_group_is_one_field_and_each_button_announces_itself() -> None:
    buttons = widgets(made(samples.radio("ratings.belonging", 3)))
    group = buttons[0]["/Parent"]
    assert [each["/AS"] for each in buttons] == ["/Off", "/Off", "/Off", "/3", "/Off"]
    assert group["/Ff"] == 1 << 15 | 1 << 14
    assert group["/TU"] == "Rating of ratings.belonging"
    assert all(each["/Parent"] == group and "/TU" not in each for each in buttons)


def test_without_a_field_there_is_no_form() -> None:
    assert "/AcroForm" not in catalog(made(samples.paragraph("x")))


def test_a_widget_outside_a_form_element_gets_one() -> None:
    widget = TextWidget("a", "A", Box(57, 100, 90, 24), "", (), samples.SANS, 11)
    assert_valid(made(Tag("P", (samples.text(57, 90, "A"), widget))))


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ([samples.field("a"), samples.field("a")], "two fields are called 'a'"),
        ([samples.field("a"), samples.check("a", True)], "two fields are called 'a'"),
        ([samples.field("a"), samples.radio("a", None)], "two fields are called 'a'"),
        ([samples.radio("a", None), samples.field("a")], "two fields are called 'a'"),
        ([samples.field("a.b"), samples.field("a")], "two fields are called 'a'"),
        ([samples.field("a"), samples.field("a.b")], "'a' is a field, and has fields below it"),
        ([samples.field("a..b")], "no field name"),
        ([samples.field("")], "no field name"),
        ([samples.field(".a")], "no field name"),
        ([button("a", 0), button("a", 0)], "number 0"),
        ([button("a", 0), button("a", 2)], r"numbered \[0, 2\]"),
        ([button("a", 0, on=True), button("a", 1, on=True)], "2 buttons of 'a' are on"),
        ([Tag("Form", (*button("a", 0).kids, *button("a", 1).kids))], "one Form holds 2"),
    ],
)
def test_fields_that_contradict_each_other_are_a_bug(nodes: list[Node], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        made(*nodes)


def test_a_field_without_a_label_is_a_bug() -> None:
    widget = TextWidget("a", "", Box(57, 100, 90, 24), "", (), samples.SANS, 11)
    with pytest.raises(ValueError, match="'a' has no label"):
        made(Tag("Form", (widget,)))


def test_a_value_is_clipped_to_a_little_more_than_its_box() -> None:
    (widget,) = widgets(made(samples.field("a", "Zuzana", 100)))
    appearance = widget["/AP"]["/N"]
    assert appearance["/BBox"] == [0, 0, 300, 24]
    assert appearance.get_data().startswith(b"/Tx BMC q -1 -1 302 26 re W n\nBT ")
