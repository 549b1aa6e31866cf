"""The forms that viewers are given: every kind of field in every script, filled in and empty.

A further script or kind of field is one more line of `SCRIPTS` or `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from prepsheet import pdf, sheets, typeset
from prepsheet.document import (
    Block,
    Cell,
    Check,
    Choice,
    Document,
    Frame,
    Heading,
    Option,
    Origin,
    Page,
    Select,
    TextField,
)
from prepsheet.document import (
    Row as Side,
)
from prepsheet.typeset.fonts import face
from tests import fonts
from tests.conformance.collected import place
from tests.conformance.form import Answer, Answers, Picked, answers
from tests.conformance.pictures import Look
from tests.making import DAY, LIBRARY, person


class Script(NamedTuple):
    """A way of writing, with words of two lines."""

    name: str
    words: str
    more: str

    @property
    def ours(self) -> bool:
        """Whether the shipped fonts have it."""
        return not face("PrepSans-Regular").missing(self.words + self.more)

    def both(self, between: str) -> str:
        """All the words."""
        return f"{self.words}{between}{self.more}"

    @property
    def here(self) -> bool:
        """Whether this machine can print it."""
        return self.ours or fonts.FILES[self.name].exists()


SCRIPTS = (
    Script("Latin", "Łukasz Żółć", "gęślą jaźń"),
    Script("Vietnamese", "Nguyễn Thị Ánh", "Đặng Quỳnh Như"),
    Script("Greek", "Ελένη Ρήγα", "Άγγελος Ψωμάς"),
    Script("Cyrillic", "Ольга Щёголева", "Їжак Ґалаґан"),
    Script("Chinese", fonts.NAMES["Chinese"], "韩梅梅"),
    Script("Japanese", fonts.NAMES["Japanese"], "たんぽぽ"),
    Script("Korean", fonts.NAMES["Korean"], "이영희"),
    Script("Arabic", fonts.NAMES["Arabic"], "فاطمة"),
    Script("Hebrew", fonts.NAMES["Hebrew"], "שרה כהן"),
    Script("Devanagari", fonts.NAMES["Devanagari"], "क्षितिज"),
    Script("Thai", fonts.NAMES["Thai"], "ณัฐพล"),
)


class Kind(NamedTuple):
    """A kind of field: how it is made, and what a person answers.

    `make` is given the field's name, its script, and the answer that it has from the start, if any.
    """

    name: str
    look: Look
    make: Callable[[str, Script, Answer | None], Block]
    answer: Callable[[Script], Answer]


def _text(name: str, answer: Answer | None, **more: Any) -> TextField:
    return TextField(path=name, label=name, value=str(answer or ""), **more)


def _check(name: str, script: Script, answer: Answer | None) -> Check:
    return Check(path=name, label=name, text=script.words, value="" if answer is None else "yes")


def _choice(name: str, script: Script, answer: Answer | None, count: int, **more: Any) -> Choice:
    value = "" if answer is None else str(answer)
    return Choice(
        path=name, label=name, options=_options(script, count), value=value, show_label=False, **more
    )


def _select(name: str, script: Script, answer: Answer | None) -> Select:
    value = str(answer.place) if isinstance(answer, Picked) else ""
    return Select(path=name, label=name, options=_options(script, 3), value=value)


def _options(script: Script, count: int) -> tuple[Option, ...]:
    labels = script.words, script.more, *(f"{script.words} {number}" for number in range(2, count))
    return tuple(Option(value=str(number), label=label) for number, label in enumerate(labels))


def _date(name: str, answer: Answer | None, frame: Literal["tray", "comb"]) -> TextField:
    return _text(name, answer, kind="date", frame=frame, pattern="YYYY-MM")


KINDS = (
    Kind("text line", "words", lambda n, _, a: _text(n, a), lambda s: s.words),
    Kind("several lines", "words", lambda n, _, a: _text(n, a, frame="box", lines=2), lambda s: s.both("\n")),
    Kind("date in cells", "words", lambda n, _, a: _date(n, a, "comb"), lambda _: "2027-02"),
    Kind("date", "words", lambda n, _, a: _date(n, a, "tray"), lambda _: "2027-02"),
    Kind("number", "words", lambda n, _, a: _text(n, a, kind="number", maximum=99999), lambda _: "60500"),
    Kind("checkbox", "button", _check, lambda _: 0),
    Kind("radio buttons", "button", lambda n, s, a: _choice(n, s, a, 2), lambda _: 1),
    Kind("rating scale", "button", lambda n, s, a: _choice(n, s, a, 5, form="scale"), lambda _: 4),
    Kind("drop-down", "drop-down", _select, lambda _: Picked(1)),
)

SHEET = "a whole worksheet"
"""What stands for the script of the worksheet, which is in Latin."""
OURS = frozenset({SHEET, *(script.name for script in SCRIPTS if script.ours)})
"""What the shipped fonts write."""


@dataclass(frozen=True, slots=True)
class Row:
    """Fields of one kind: some have values from the start, others a person fills in."""

    script: str
    kind: str
    look: Look
    filled: Mapping[str, Answer | None]
    answers: Answers


@dataclass(frozen=True, slots=True)
class Form:
    """A file, and how it is meant to look when the person is done."""

    rows: tuple[Row, ...]
    file: bytes
    after: bytes | None = None

    @property
    def answers(self) -> Answers:
        """All that the person puts in."""
        return {name: answer for row in self.rows for name, answer in row.answers.items()}


def form(script: Script) -> Form:
    """Every kind of field in one script: at the left with an answer from the start, at the right empty."""
    before, after = (pdf.render(typeset.typeset(_document(script, answered))) for answered in (False, True))
    return Form(tuple(_row(script, kind) for kind in KINDS), before, after)


def worksheet() -> Form:
    """The values worksheet of an example person, with an answer to every field that is empty."""
    (sheet,) = sheets.plan(person("zuzana"), LIBRARY, ("values",), sheets.Options(DAY))
    file = sheets.render(sheet).data
    found = answers(file)
    filled = {name: value for name, value in found.items() if value not in (None, "")}
    given: Answers = {
        name: 0 if value is None else SCRIPTS[0].words for name, value in found.items() if name not in filled
    }
    return Form((Row(SHEET, "every field", "words", filled, given),), file)


def _row(script: Script, kind: Kind) -> Row:
    answer = kind.answer(script)
    filled, empty = place(kind.name, 1), place(kind.name, 2)
    return Row(script.name, kind.name, kind.look, {filled: answer}, {empty: answer})


def _document(script: Script, answered: bool) -> Document:
    title = Heading(level=1, text=script.name)
    blocks: tuple[Block, ...] = (title, *(_sides(script, kind, answered) for kind in KINDS))
    return Document(
        sheet="viewers",
        title="Every kind of field",
        language="en",
        author="",
        date=DAY.isoformat(),
        paper="a4",
        pages=(Page(frames=(Frame(top=40, height=780, blocks=blocks),)),),
        origin=Origin(sheet="viewers", language="en"),
    )


def _sides(script: Script, kind: Kind, answered: bool) -> Side:
    answer = kind.answer(script)
    left = kind.make(place(kind.name, 1), script, answer)
    right = kind.make(place(kind.name, 2), script, answer if answered else None)
    cells = Cell(at=1, span=6, blocks=(left,)), Cell(at=7, span=6, blocks=(right,))
    return Side(cells=cells, before=(6.0,))
