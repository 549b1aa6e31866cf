"""Drafts to test with: a real one, one full of gaps, and a small one to vary."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from prepsheet.document import (
    Beat,
    Block,
    Bullets,
    Check,
    Document,
    Frame,
    Furniture,
    Heading,
    Inline,
    Item,
    Page,
    Paragraph,
    Region,
    Run,
    Table,
    TableRow,
)

ANSWER = "answers.career-aspirations.full"
MOMENT = "answers.career-aspirations.short"

_ANSWER = Region(
    path=ANSWER,
    title="The answer",
    note="133 words, about 60 seconds",
    beats=(
        Beat(
            label="Now",
            text="For five years I have kept lab samples moving. I run the weekday rota for eleven people, "
            "and in seven months we took late deliveries from fourteen per cent to five.",
        ),
        Beat(
            label="Next two years",
            text=(
                Run(
                    "I want a whole service in my hands: the people, the timetable and the budget. I have "
                    "done the first two. The third I am learning now, on a finance course that ends in "
                ),
                Run("[which month?]", "gap"),
                Run("."),
            ),
        ),
        Beat(
            label="By year five",
            text="I would like to lead a region, with coordinators I trained myself. Two of the three I have "
            "trained so far already lead their own shift.",
        ),
        Beat(
            label="Why Havnlys",
            text="I want to do that here because your electric boats will only be as good as the crews "
            "behind the timetable, and steady crews are what I know how to build.",
        ),
        Beat(label="Over to them", text="Where do you see this role in three years?"),
    ),
)
_MOMENT = Region(
    path=MOMENT,
    title="If there is only a moment",
    note="31 words, about 13 seconds",
    beats=(
        Beat(
            label="In one breath",
            text="I want to run a service nobody has to think about, and raise the coordinators who keep it "
            "that way. Five years of lab logistics taught me how to do both.",
        ),
    ),
)
_FOLLOW_UPS = Table(
    title="Follow-up questions",
    header=("They ask", "I say"),
    columns=(1, 9),
    styles=("asked", "cue"),
    rows=(
        TableRow(
            cells=(
                "You have never held a budget.",
                (
                    Run("True, not yet. I tracked "),
                    Run("[how much?]", "gap"),
                    Run(" a year of courier spend and cut it twice. The course covers the rest."),
                ),
            )
        ),
        TableRow(
            cells=(
                "Why leave hospitals for boats?",
                (
                    Run("Same craft, bigger clock. Tell "),
                    Run("From paper labels to scanners", "strong"),
                    Run("."),
                ),
            )
        ),
        TableRow(
            cells=(
                "And if nothing opens up in two years?",
                (
                    Run("Then I make this line the one people ask to transfer to. Tell "),
                    Run("The rota nobody hated", "strong"),
                    Run("."),
                ),
            )
        ),
    ),
)
_DONE = (
    "I could say every sentence to a friend without smiling at it.",
    "It has a number, and I can explain how it was counted.",
    "It says what they gain, not only what I get.",
    "The phone timer stays under seventy-five seconds.",
)
_CHECKS = tuple(
    Check(label=text, text=text, path=f"answers.career-aspirations.done.{number}")
    for number, text in enumerate(_DONE, 1)
)


def draft(paper: str = "a4", **changes: Any) -> Document:
    """A whole answer draft, as a person with two gaps left gets it."""
    return replace(document(*_blocks(_ANSWER, _FOLLOW_UPS), paper=paper), **changes)


def _blocks(answer: Region, follow_ups: Table) -> tuple[Block, ...]:
    return (
        Heading(level=1, style="title", text="What are your career aspirations?"),
        Paragraph(
            style="subtitle",
            text=(Run("Draft to say aloud. Two gaps left, marked "), Run("[like this]", "gap"), Run(".")),
        ),
        answer,
        _MOMENT,
        Heading(level=1, text="If they follow up"),
        follow_ups,
        Heading(level=1, text="Before I call it done"),
        *_CHECKS,
    )


def commented(**changes: Any) -> Document:
    """The same words with comments: in a line, on a gap, over a change of style, in a table."""
    now, later, *others, last = _ANSWER.beats
    on_two = (Run("Where do you see "), Run("this ", "plain", "Who?"), Run("role", "strong", "Who?"))
    beats = (
        replace(now, text=_on(now.text, "lab samples", "Which ones?")),
        replace(later, text=_on(later.text, "[which month?]", "R&D <b> is still open.")),
        *others,
        replace(last, text=(*on_two, Run(" in three years?"))),
    )
    first, *rest = _FOLLOW_UPS.rows
    cue = _on(first.cells[1], "[how much?]", "Say how much.")
    rows = (replace(first, cells=(first.cells[0], cue)), *rest)
    blocks = _blocks(replace(_ANSWER, beats=beats), replace(_FOLLOW_UPS, rows=rows))
    return replace(document(*blocks), **changes)


def _on(text: Inline, words: str, comment: str) -> Inline:
    """The text with a comment on words of it."""
    found: list[Run] = []
    for run in (Run(text),) if isinstance(text, str) else text:
        before, middle, after = run.text.partition(words)
        found += [Run(before, run.style), Run(middle, run.style, comment), Run(after, run.style)]
    return tuple(run for run in found if run.text)


def gaps(paper: str = "a4") -> Document:
    """A draft of somebody who has filled in nothing yet."""

    def beat(label: str, *hints: str) -> Beat:
        runs = tuple(run for hint in hints for run in (Run(f"[{hint}]", "gap"), Run(" ")))
        return Beat(label=label, text=runs)

    return document(
        Heading(level=1, style="title", text="Tell me about a time you solved a problem"),
        Paragraph(style="subtitle", text="Draft to say aloud. Nine gaps left."),
        Paragraph(style="lead", text="Ninety seconds in all. Half of them belong to what you did."),
        Region(
            path="answers.problem.star",
            title="The story",
            note="0 words",
            beats=(
                beat("Situation", "where and when was it?", "what made it hard?"),
                beat("Task", "what was yours to do?"),
                beat("Action", "what did you do first?", "and then?", "who did you have to win over?"),
                beat("Result", "what changed, in a number?", "how was it counted?", "what stayed?"),
            ),
        ),
        Heading(level=2, text="What makes it yours"),
        Paragraph(text="Say I where it was you, and we where it was the team."),
        Bullets(items=(Item(text="One place, one day, one person."), Item(text="One number."))),
        Heading(level=3, text="Small print"),
        Paragraph(style="hint", text="Nobody hears the brackets: fill them or leave the sentence out."),
        Region(path="answers.problem.short", title="If there is only a moment", beats=()),
        Table(title="Follow-up questions", header=("They ask", "I say"), columns=(1, 9), blank=3),
        Check(label="I have told it to a friend."),
        paper=paper,
    )


def document(*blocks: Block, paper: str = "a4", **changes: Any) -> Document:
    """A draft of these blocks."""
    made = Document(
        sheet="answer-draft",
        title="What are your career aspirations?",
        language="en-GB",
        author="Zuzana Křížková",
        date="2026-05-11",
        paper="letter" if paper == "letter" else "a4",
        measure=451.3,
        column=22.0,
        gutter=0.0,
        pages=(
            Page(
                frames=(Frame(blocks=blocks),),
                furniture=Furniture(
                    header_left="Zuzana Křížková",
                    header_right="Havnlys Ferries, Service Operations Lead, Thu 14 May",
                    footer_left="Change every word you would not say.",
                ),
            ),
        ),
    )
    return replace(made, **changes)
