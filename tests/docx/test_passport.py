"""What a draft says about itself, for the day it comes back."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from prepsheet.document import Beat, Check, Document, Origin, Region, Run, fingerprint
from prepsheet.docx import render
from prepsheet.docx.passport import Held, Passport, passport, read, written
from tests.docx import sample
from tests.docx.parts import part

ORIGIN = Origin(sheet="answer-draft", language="en-GB", version="0123", person="ab-cd", target="havnlys")


def properties(document: Document) -> dict[str, str]:
    """The custom properties of a rendered draft."""
    root = part(render(document), "docProps/custom.xml")
    return {str(element.get("name")): element[0].text for element in root}


def test_a_draft_tells_where_it_comes_from_and_what_it_held() -> None:
    document = sample.draft(origin=ORIGIN)
    told = read(properties(document))
    assert told == passport(document)
    assert told.origin == ORIGIN
    assert [held.path for held in told.fields][:2] == [sample.ANSWER, sample.MOMENT]
    assert told.labels[:2] == ("Now", "Next two years")
    assert (told.edit, told.end) == ("Change any word from here", "to here")


def test_what_a_region_held_are_its_words_without_labels() -> None:
    beats = (
        Beat(label="Now", text=(Run("I  sort "), Run("[what?]", "gap"))),
        Beat(label="", text=" Then\trest. "),
        Beat(label="Later", text=""),
    )
    (held,) = passport(sample.document(Region(path="a.b", title="T", beats=beats))).fields
    assert held == Held(path="a.b", base=fingerprint("I sort [what?]\nThen rest."))


@pytest.mark.parametrize(("value", "held"), [("done", "done"), ("", ""), ("perhaps", "")])
def test_what_a_check_held_is_what_its_box_showed(value: str, held: str) -> None:
    told = read(properties(sample.document(Check(path="a.b", label="Done?", on="done", value=value))))
    assert told is not None
    assert told.fields == (Held(path="a.b", base=fingerprint(held), on="done"),)


def test_a_draft_without_fields_and_origin_says_nothing() -> None:
    assert written(passport(sample.document())) == {}
    with ZipFile(BytesIO(render(sample.document()))) as archive:
        assert "docProps/custom.xml" not in archive.namelist()


def test_what_no_property_can_hold_is_left_out() -> None:
    long = "very-long-" * 30
    held = Held(path=long, base="0")
    told = Passport(origin=Origin(sheet="x", target=long), fields=(held,), labels=(long, "A"))
    assert read(written(told)) == Passport(origin=Origin(sheet="x"), labels=("A",))


def test_properties_of_others_and_damaged_ones_mean_nothing() -> None:
    assert read({"Client": "Havnlys", "prepsheet": "x"}) is None
    damaged = {
        "prepsheet.field.1": "{",
        "prepsheet.field.2": '{"path": 3}',
        "prepsheet.field.x": '{"path": "a.b", "base": "0"}',
        "prepsheet.label." + "9" * 9999: "Now",
        "prepsheet.origin.who": "me",
    }
    assert read(damaged) == Passport()
