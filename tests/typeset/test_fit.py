"""One-page fitting: what is given is on the page, or named as left out, or told as too long."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from prepsheet import sheets
from prepsheet.compose import compose
from prepsheet.document import Bullets, Item, Paragraph, TextField
from prepsheet.problems import FitError
from prepsheet.profile import Profile, lens
from prepsheet.profile.prep import Metric, Prep, Story
from prepsheet.profile.targets import Company, Fact, Interview, Job, Person, Target
from prepsheet.typeset import shrink, typeset
from prepsheet.typeset.pages import Page, Pages
from prepsheet.typeset.setting import PAPERS
from tests.making import DAY, LIBRARY, Paper, document_of, pages_of
from tests.typeset.building import document, row
from tests.typeset.geometry import faults, texts, widgets

PROUD = 3.0
"""The fourth line of the answer is as wide as the others and so stands out of the measure by this much."""

LABELS = ("Now", "Next two years", "By year five", "Why Fjordbaatene")


@dataclass(frozen=True)
class Given:
    """What a person gives for a cheat sheet."""

    opening: str = "I want to answer for one part of the network."
    cues: tuple[str, ...] = (
        "Five years in labs.",
        "A service of my own.",
        "A whole region.",
        "Electric boats.",
    )
    people: tuple[Person, ...] = ()
    stories: tuple[Story, ...] = ()
    facts: tuple[str, ...] = ()
    ask: tuple[str, ...] = ("What would a great first year look like?",)
    rescue: tuple[str, ...] = ("Let me put that more simply.",)
    unsaid: tuple[str, ...] = ("My last boss was…",)
    company: str = "Fjordbaatene"
    job: str = "Service Lead"
    place: str = "Strandgata 12"

    def pages(self, paper: Paper = "a4") -> Pages:
        """The cheat sheet, typeset. Raises FitError."""
        target = Target(
            job=Job(title=self.job),
            company=Company(name=self.company, facts=tuple(Fact(text=fact) for fact in self.facts)),
            interview=Interview(when="2026-05-14T10:30", place=self.place, people=self.people),
            ask=self.ask,
        )
        prep = Prep(targets=(target,), stories=self.stories, rescue=self.rescue, unsaid=self.unsaid)
        options = sheets.Options(DAY, paper=paper)
        (planned,) = sheets.plan(Profile(prep=prep), LIBRARY, ("cheat-sheet",), options)
        cues = [{"label": label, "text": text} for label, text in zip(LABELS, self.cues, strict=True)]
        extra = {**planned.extra, "opening": self.opening, "cues": cues}
        made = compose(planned.prepared, planned.profile, planned.setting, lens.get, extra)
        return typeset(made, file="cheat-sheet")

    def words(self) -> dict[str, list[str]]:
        """Every text that belongs on the sheet, by the name under which it may be left out; "" if never."""
        metrics = [story.metric for story in self.stories if story.metric.figure][:3]
        always = [self.opening, *self.cues, self.company, self.job, self.place, *self.rescue[:3]]
        always += [text for metric in metrics for text in (metric.figure, metric.caption)]
        always += [text for person in self.people for text in (person.name, person.say)]
        found = {"": always}
        found |= {f"the role of {person.name}": [person.role] for person in self.people}
        for story in self.stories[:5]:
            found[f"the story {story.title}"] = [story.title, story.trigger, story.landing]
        found |= {f"the fact {fact}": [fact] for fact in self.facts[:4]}
        found |= {f"the line {line}": [line] for line in self.unsaid[:3]}
        found |= {f"the question {question}": [question] for question in self.ask[:3]}
        return found


def squeezed(page: Page) -> str:
    """The letters of a page in reading order."""
    return "".join("".join(text.text.split()) for text in texts(page))


def missing(given: Given, pages: Pages) -> list[str]:
    """What was given, was not reported as left out, and is not on the page."""
    (page,) = pages.pages
    shown = squeezed(page)
    expected = [text for name, words in given.words().items() if name not in pages.dropped for text in words]
    return [text for text in expected if "".join(text.split()) not in shown]


# Stories for hypothesis

LETTERS = "abcdefghijklmnoprstuvyzáčěíňřšůž    "


def said(longest: int, least: int = 0) -> st.SearchStrategy[str]:
    """Words of up to so many characters."""
    return st.text(LETTERS, min_size=least, max_size=longest).map(lambda text: " ".join(text.split()))


PERSON = st.builds(Person, name=said(40, 1).filter(bool), say=said(30), role=said(40))
METRIC = st.builds(Metric, figure=said(16), caption=said(70))
STORY = st.builds(
    Story,
    title=said(60, 1).filter(bool),
    trigger=said(40, 1).filter(bool),
    landing=said(60, 1).filter(bool),
    metric=METRIC,
)
GIVEN = st.builds(
    Given,
    opening=said(170),
    cues=st.tuples(*[said(90)] * 4),
    people=st.lists(PERSON, max_size=5).map(tuple),
    stories=st.lists(STORY, max_size=7, unique_by=lambda story: story.title).map(tuple),
    facts=st.lists(said(90, 1).filter(bool), max_size=6, unique=True).map(tuple),
    ask=st.lists(said(80, 1).filter(bool), max_size=5, unique=True).map(tuple),
    rescue=st.lists(said(80, 1).filter(bool), max_size=4).map(tuple),
    unsaid=st.lists(said(50, 1).filter(bool), max_size=4, unique=True).map(tuple),
    company=said(50, 1).filter(bool),
    job=said(50, 1).filter(bool),
    place=said(50),
)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@settings(max_examples=60)
@given(person=GIVEN)
def test_a_cheat_sheet_is_one_whole_page_or_says_what_is_too_long(paper: Paper, person: Given) -> None:
    try:
        pages = person.pages(paper)
    except FitError as failure:
        (problem,) = failure.problems
        assert failure.exit_code == 5
        assert problem.code == "does-not-fit"
        assert re.search(r"\d+ characters", problem.message)
        return
    assert len(pages.pages) == 1
    assert missing(person, pages) == []
    assert faults(pages, 516 + 2 * PROUD) == []
    assert smallest_faults(pages.pages[0], paper) == []


def smallest_faults(page: Page, paper: Paper) -> list[str]:
    """Texts smaller than the design allows: 10 anywhere, 22 for the opening, and in steps for display."""
    steps: dict[str, set[float]] = {
        "PrepSerif-SemiBold": {28, 26, 24, 22},
        "PrepSans-Bold": {34, 30, 26, 16, 14, 12, 11, 10.5, 10},
    }
    fold = PAPERS[paper][1] / 2
    found = []
    for text in texts(page):
        if text.text == "fold":
            continue
        serif = text.font == "PrepSerif-Regular"
        if text.size < (11 if serif else 10) or text.size not in steps.get(text.font, {text.size}):
            found.append(f"{text.text!r} at {text.size} {'above' if text.y < fold else 'below'} the fold")
    return found


@settings(max_examples=30)
@given(GIVEN)
def test_nothing_of_one_half_depends_on_the_other(person: Given) -> None:
    """Each half is fitted by itself: a long opening costs no story."""
    try:
        pages, short = person.pages(), Given(**{**vars(person), "opening": "Short."}).pages()
    except FitError:
        return
    lower = [name for name in pages.dropped if not name.startswith("the role")]
    assert lower == [name for name in short.dropped if not name.startswith("the role")]


# The mock-up's long texts


def story(title: str, trigger: str, landing: str, figure: str = "", caption: str = "") -> Story:
    return Story(title=title, trigger=trigger, landing=landing, metric=Metric(figure=figure, caption=caption))


LONG = Given(
    opening="I want to answer for one part of the network that thousands use without noticing, "
    "and to leave behind coordinators who could do every part of my job.",
    cues=(
        "Five years keeping lab samples moving across 23 clinics.",
        "A service of my own: people, timetable, budget and its promises.",
        "A whole region, with leads I trained and could hand it to.",
        "Electric boats need crews as steady as the timetable they sail.",
    ),
    people=(
        Person(name="Þórunn Ægisdóttir-Nguyễn", say="THOR-un EYE-yis-dote-er",
               role="Director of Service Delivery"),
        Person(name="Tomás Ó Súilleabháin", say="tuh-MAWSS oh SOO-la-wawn", role="Fleet planning"),
    ),
    stories=(
        story("The morning the couriers stopped", "Pressure, a bad day", "212 samples, none lost",
              "14 → 5 %", "late samples, in seven months"),
        story("The rota nobody hated", "Leading people", "sick days down 38 %",
              "11 people", "on my weekday rota, and no agency shifts"),
        story("The dashboard no one opened", "A failure", "now I ask users first",
              "€ 84 000", "courier cost saved in the first full year"),
        story("From paper labels to scanners", "Changing minds", "six wards in five weeks"),
        story("The night I refused the shortcut", "Disagreeing upwards", "no repeat in two winters"),
    ),
    facts=(
        "9 routes, 1.4 million trips a year",
        "First electric vessel since 2023, six more ordered",
        "On their wall: safe, on time, kind",
        "Winter cancellations doubled last year",
    ),
    ask=(
        "What would a great first ninety days look like?",
        "Which route worries you most this winter?",
        "How do coordinators grow into leads here?",
    ),
    rescue=(
        "Let me put that more simply.",
        "Good question. Give me a moment.",
        "Not yet. Here is how I would start.",
    ),
    unsaid=("“Your job, one day”", "“Wherever it takes me”", "Pay, unless they start"),
    company="Fjordbaatene Nordvest",
    job="Service Operations Lead",
    place="Strandgata 12, third floor",
)  # fmt: skip


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_long_texts_of_the_design_fit_with_nothing_left_out(paper: Paper) -> None:
    pages = LONG.pages(paper)
    assert pages.dropped == ()
    assert missing(LONG, pages) == []
    assert faults(pages, 516) == []


def changed(given: Given, **values: Any) -> Given:
    return Given(**{**vars(given), **values})


def words_of(count: int) -> str:
    """An ordinary sentence of exactly so many characters."""
    return ("I want to run one line from end to end, " * 9)[: count - 1] + "."


@pytest.mark.parametrize(("paper", "ladder"), [("a4", [28, 26, 24, 22]), ("letter", [26, 24, 22])])
def test_the_opening_goes_down_its_ladder(paper: Paper, ladder: list[float]) -> None:
    sizes = []
    for count in range(20, 172, 4):
        (page,) = Given(opening=words_of(count)).pages(paper).pages
        opening = [text for text in texts(page) if text.font == "PrepSerif-SemiBold"]
        (size,) = {text.size for text in opening}
        assert len(opening) <= (4 if size >= 26 else 5)
        sizes.append(size)
    assert list(dict.fromkeys(sizes)) == ladder


def test_an_opening_that_is_too_long_is_told_with_its_length_and_limit() -> None:
    with pytest.raises(FitError) as caught:
        Given(opening=words_of(240)).pages()
    (problem,) = caught.value.problems
    found = re.fullmatch(r"My opening line: 240 characters, at most (\d+) fit", problem.message)
    assert found
    assert 140 <= int(found[1]) <= 190
    Given(opening=words_of(240)[: int(found[1])]).pages()


def test_lower_half_gives_up_its_parts_in_the_order_of_the_design() -> None:
    """More and more text below the fold: what goes is always the next of the list, never out of turn."""
    order = ["Before I go in", "the fact", "the line", "the story", "the story", "the question"]
    seen = []
    for count in range(20, 320, 12):
        facts = tuple(f"{n} {words_of(count)}" for n in range(1, 5))
        try:
            dropped = changed(LONG, facts=facts).pages().dropped
        except FitError:
            break
        kinds = [next(kind for kind in order if name.startswith(kind)) for name in dropped]
        assert kinds == order[: len(kinds)]
        seen.append(len(kinds))
    assert seen == sorted(seen)
    assert set(seen) >= {0, 1}


def test_stories_go_from_the_last() -> None:
    seen = set()
    for count in range(40, 160, 6):
        stories = tuple(story(f"{n} {words_of(count)}", words_of(count), "y") for n in range(1, 6))
        try:
            dropped = changed(LONG, stories=stories).pages().dropped
        except FitError:
            break
        gone = [name.split()[2] for name in dropped if name.startswith("the story")]
        assert gone == ["5", "4"][: len(gone)]
        seen.add(len(gone))
    assert seen >= {0, 2}


def test_what_can_never_go_is_never_reported_as_gone() -> None:
    for name in LONG.pages("letter").dropped:
        assert not any(name.endswith(text) for text in (LONG.opening, LONG.company, LONG.rescue[0]))


# Worksheets


def test_a_very_long_value_grows_its_box_or_is_told_by_its_path() -> None:
    box = TextField(path="goals.near.why", label="Why", frame="box", lines=4, min_lines=2)
    long, far_too_long = words_of(300) * 8, words_of(300) * 40
    (page,) = typeset(document(replace(box, value=long), fit=("space", "lines"))).pages
    assert squeezed(page) == "".join(long.split())
    with pytest.raises(FitError) as caught:
        typeset(document(replace(box, value=far_too_long), fit=("space", "lines")))
    (problem,) = caught.value.problems
    found = re.fullmatch(r"goals\.near\.why: 12000 characters, at most (\d+) fit", problem.message)
    assert found
    assert 5000 < int(found[1]) < 12000


@pytest.mark.parametrize("paper", ["a4", "letter"])
@settings(max_examples=25)
@given(values=st.lists(said(1500), min_size=5, max_size=5))
def test_worksheets_never_cut_what_is_in_them(paper: Paper, values: list[str]) -> None:
    made = document_of("goals", "zuzana", paper)
    boxes = [part for part in shrink.walk(made.pages[0]) if isinstance(part, TextField)][1:6]
    frame = made.pages[0].frames[0]
    for box, value in zip(boxes, values, strict=True):
        frame = shrink.changed(frame, box, value=value)
    page = replace(made.pages[0], frames=(frame,))
    try:
        pages = typeset(replace(made, pages=(page,)))
    except FitError as failure:
        assert re.search(r"goals\.near\.\w+: \d+ characters|holds too much", failure.problems[0].message)
        return
    assert faults(pages, 480) == []
    assert all("".join(value.split()) in squeezed(pages.pages[0]) for value in values)


def test_boxes_give_lines_before_the_lead_does_and_only_as_many_as_needed() -> None:
    boxes = [TextField(path=f"a.{n}", label="x", frame="box", lines=8, min_lines=4) for n in range(4)]
    lead = Paragraph(style="lead", text="One short sentence. " * 6, max_width=398)
    pages = typeset(document(lead, *boxes, fit=("space", "lines", "lead", "drop")))
    heights = [widget.box.height for page in pages.pages for widget in widgets(page)]
    above = 16 * len([text for text in texts(pages.pages[0]) if text.size == 12])
    assert sum(heights) + above <= 728 < sum(heights) + above + 24
    assert max(heights) - min(heights) <= 24
    assert above == 32


def test_what_is_too_wide_is_dropped_if_it_may_go() -> None:
    wide = TextField(
        path="a", label="x", frame="slot", value="far too long for a slot", drop=1, name="the slot"
    )
    pages = typeset(document(Paragraph(text="kept"), wide, fit=("drop",)))
    assert pages.dropped == ("the slot",)
    assert [text.text for text in texts(pages.pages[0])] == ["kept"]


def test_a_page_with_too_many_short_texts_says_so() -> None:
    many = [row((1, 6, Paragraph(text=f"line {n}"))) for n in range(80)]
    with pytest.raises(FitError) as caught:
        typeset(document(*many))
    assert "the page holds too much" in caught.value.problems[0].message


def test_the_text_of_a_list_or_a_table_is_named_as_well() -> None:
    items = (Item(text="short"), Item(text=words_of(9000 // 30) * 60, name="the fact that is long"))
    with pytest.raises(FitError) as caught:
        typeset(document(Bullets(items=items)))
    assert caught.value.problems[0].message.startswith("the fact that is long: 18000 characters, at most")


@pytest.mark.parametrize("name", ["zuzana", "anh", "eleni", "kaloyan", "lukasz", "adewale"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_example_people_fit_with_nothing_of_theirs_left_out(name: str, paper: Paper) -> None:
    assert pages_of("cheat-sheet", name, paper).dropped == ()
