"""Small pages built by hand, as a typesetter would make them."""

from __future__ import annotations

from prepsheet.kinds import Kind
from prepsheet.typeset.pages import (
    Artifact,
    Box,
    CheckWidget,
    Circle,
    Mark,
    Node,
    Page,
    Pages,
    Polygon,
    RadioWidget,
    Rect,
    Rule,
    SelectWidget,
    Several,
    Tag,
    Text,
    TextWidget,
)

SANS, SEMIBOLD, BOLD, SERIF = "PrepSans-Regular", "PrepSans-SemiBold", "PrepSans-Bold", "PrepSerif-Regular"
OPTIONS = (("near", "Vedoucí směny – říjen"), ("far", "Ольга Ελένη"), ("x (y)", "\\ (both)"))
NAMES = ("Zuzana Křížková", "Nguyễn Thị Ánh", "Ольга Ελένη")


def sample(*nodes: Node, title: str = "Sample", language: str = "en") -> Pages:
    """One A4 page with the nodes."""
    return book((nodes,), title=title, language=language)


def book(sheets: tuple[tuple[Node, ...], ...], title: str = "Sample", language: str = "en") -> Pages:
    """A4 pages, one for each group of nodes."""
    pages = tuple(Page(595.0, 842.0, nodes) for nodes in sheets)
    return Pages(title, language, "Zuzana Křížková", "Interview preparation", "2026-03-09", pages)


def text(x: float, y: float, words: str, font: str = SANS, size: float = 11.0) -> Text:
    """A line of text."""
    return Text(x, y, words, font, size)


def heading(words: str = "Goals", y: float = 60.0) -> Tag:
    """A kerned first heading."""
    kerns = tuple(-12.5 if letter == "o" else 0.0 for letter in words)
    return Tag("H1", (Text(57, y, words, BOLD, 27, kerns, -0.2),))


def paragraph(*words: str, y: float = 90.0) -> Tag:
    """A paragraph, one line of text for each of `words`."""
    return Tag("P", tuple(text(57, y + 16 * line, each) for line, each in enumerate(words)))


def field(
    name: str, value: str = "", y: float = 100, *, label: str = "", multiline: bool = False, limit: int = 0
) -> Tag:
    """A labelled text field, 24 points high for each line of its value (three if `multiline`)."""
    height = 72.0 if multiline else 24.0
    lines = tuple(text(145, y + 16 + 24 * i, line) for i, line in enumerate(value.split("\n")) if line)
    box = Box(140, y, 300, height)
    announced = label or name.replace(".", " ")
    widget = TextWidget(
        name, announced, box, value, lines, SANS, 11, multiline, Kind(max_length=limit or None)
    )
    tray = Artifact((Rule(140, y + height, 440, y + height, 0.6),))
    return Tag("Div", (Tag("P", (text(57, y + 16, announced, SEMIBOLD),)), tray, Tag("Form", (widget,))))


def comb(name: str, value: str = "", y: float = 100) -> Tag:
    """A date of year and month in seven cells of 20."""
    kerns = (*((20 - 5.467) * 1000 / 11 for _ in value[1:]), 0.0)
    lines = (Text(147, y + 16, value, SANS, 11, kerns),) if value else ()
    kind = Kind(name="date", max_length=7)
    widget = TextWidget(
        name, "By, YYYY-MM", Box(140, y, 140, 24), value, lines, SANS, 11, kind=kind, comb=True
    )
    return Tag("Div", (Tag("P", (text(57, y + 16, "By YYYY-MM", SEMIBOLD),)), Tag("Form", (widget,))))


def number(name: str, value: str = "", y: float = 100) -> Tag:
    """A number from -2 to 40 that must be filled in."""
    lines = (text(145, y + 16, value),) if value else ()
    kind = Kind(name="number", minimum=-2, maximum=40.5, max_length=4, required=True)
    widget = TextWidget(name, "Years", Box(140, y, 40, 24), value, lines, SANS, 11, kind=kind)
    return Tag("Div", (Tag("P", (text(57, y + 16, "Years required", SEMIBOLD),)), Tag("Form", (widget,))))


def select(
    name: str, value: str = "", y: float = 100, *, options: tuple[tuple[str, str], ...] = OPTIONS
) -> Tag:
    """A drop-down."""
    lines = tuple(text(145, y + 16, label) for stored, label in options if stored == value)
    widget = SelectWidget(name, "Goal", Box(140, y, 200, 24), value, options, lines, (), SANS, 11)
    return Tag("Div", (Tag("P", (text(57, y + 16, "Goal", SEMIBOLD),)), Tag("Form", (widget,))))


def several(
    name: str,
    values: tuple[str, ...] = (),
    y: float = 100,
    *,
    options: tuple[tuple[str, str], ...] = OPTIONS,
) -> Tag:
    """A list, of which any number can be checked."""
    among, kids = Several(name, "Goals", values), list[Node]()
    for place, (value, label) in enumerate(options):
        box, on = Box(140 + 70 * place, y, 12, 12), value in values
        widget = CheckWidget(
            f"{name}.{place + 1}",
            f"Goals: {label}",
            box,
            on,
            value=value if on else "",
            stands_for=value,
            among=among,
        )
        kids += [Tag("Form", (widget,)), Tag("P", (text(box.x + 18, y + 10, label),))]
    return Tag("Div", (Tag("P", (text(57, y + 16, "Goals", SEMIBOLD),)), *kids))


def check(name: str, on: bool, y: float = 300.0, label: str = "done") -> Tag:
    """A checkbox with its label."""
    square = Artifact((Rect(57.5, y + 0.5, 11, 11, 1.0),))
    widget = CheckWidget(name, label, Box(57, y, 12, 12), on)
    return Tag("Div", (square, Tag("Form", (widget,)), Tag("P", (text(75, y + 10, label),))))


def radio(name: str, chosen: int | None, y: float = 340.0, x: float = 200.0, count: int = 5) -> Tag:
    """A rating of `count` circles."""
    kids: list[Node] = []
    for state in range(count):
        left = x + 22 * state
        word, box = f"{state + 1}", Box(left, y, 12, 12)
        widget = RadioWidget(name, f"Rating of {name}", word, box, state, word, state == chosen)
        kids += [Artifact((Circle(left + 6, y + 6, 5.5, 1.0),)), Tag("Form", (widget,))]
    return Tag("Div", tuple(kids))


def furniture() -> tuple[Node, ...]:
    """A running head, accent shapes and dotted rules."""
    ink: tuple[Mark, ...] = (
        Rect(57, 20, 80, 4, fill="accent"),
        Circle(150, 22, 6, fill="accent"),
        Text(148, 24, "1", BOLD, 9, ink="paper"),
        Polygon(((160, 20), (166, 22), (160, 24)), "accent"),
        Rule(57, 800, 538, 800, 0.6, dotted=True),
        Rule(57, 804, 538, 804, 0.3),
    )
    foot = Artifact((text(57, 815, "prepsheet · 1 of 1", size=9),), "footer")
    return Artifact((text(57, 15, "Goals", size=9),), "header"), Artifact(ink), foot


def table(y: float = 500.0) -> Tag:
    """A table with a head, a spanning cell and row headers."""

    def cell(role: str, x: float, row: float, words: str, **more: object) -> Tag:
        marks = (text(x, y + 20 * row, words, size=10),) if words else ()
        return Tag(role, marks, **more)  # type: ignore[arg-type]

    head = cell("TH", 57, 0, "Value", scope="Column"), cell("TH", 157, 0, "Why", scope="Column", span=2)
    row = cell("TH", 57, 1, "Belonging", scope="Row"), cell("TD", 157, 1, "a team"), cell("TD", 257, 1, "")
    return Tag(
        "Table",
        (Tag("THead", (Tag("TR", head),)), Tag("TBody", (Tag("TR", row),))),
        alt="What matters and why",
    )


def bullets(*items: str, y: float = 600.0) -> Tag:
    """A bulleted list."""
    return Tag(
        "L",
        tuple(
            Tag(
                "LI",
                (
                    Tag("Lbl", (text(57, y + 16 * row, "•"),)),
                    Tag("LBody", (text(69, y + 16 * row, item),)),
                ),
            )
            for row, item in enumerate(items)
        ),
    )


def everything() -> Pages:
    """A page with every kind of node and field."""
    return sample(
        *furniture(),
        heading(),
        paragraph("What you want from the next job,", "and how you will know you have it."),
        field("basics.name", NAMES[0], 130, label="Name"),
        field("goals.near.role", "", 160, label="Role in the next year", limit=60),
        field("goals.near.why", "Ольга Ελένη\nNguyễn Thị Ánh", 190, label="Why", multiline=True),
        check("goals.near.done", True, 280),
        check("goals.far.done", False, 300),
        radio("ratings.belonging.matters", 3, 340),
        radio("ratings.belonging.gives", None, 370),
        table(),
        bullets("One thing", "Another thing"),
        Tag("Note", (text(57, 700, "A note in Czech: příště", size=9),), language="cs"),
        Tag("Figure", (Rect(57, 720, 30, 10, fill="accent"),), alt="A bar"),
        title="Goals · Zuzana Křížková",
    )


def kinds(filled: bool = True) -> Pages:
    """A page with the kinds of fields that `everything` has not, filled in or empty."""
    return sample(
        heading(),
        comb("goals.near.by", "2028-06" if filled else "", 130),
        number("years", "-1.5" if filled else "", 160),
        select("goal", "far" if filled else "", 190),
        field("other", "my own" if filled else "", 220),
        several("goals.all", ("x (y)", "near") if filled else (), 250),
    )


def goals_sheet() -> Pages:
    """A page the size of a goals worksheet: about 60 lines of text and 15 fields."""
    nodes: list[Node] = [*furniture(), heading()]
    for row in range(15):
        y = 90.0 + 46 * row
        nodes.append(paragraph("What will you have done by then that you can't do today?", y=y))
        nodes.append(Tag("P", tuple(text(300, y + i, "A hint of some length") for i in (0, 10))))
        nodes.append(field(f"goals.g{row}.role", "Lead nurse, night shift" if row % 2 else "", y + 14))
    return sample(*nodes, title="Goals")


def values_sheet() -> Pages:
    """Two pages of ratings: 16 values, each rated twice on a scale of five."""
    sheets = []
    for half in range(2):
        nodes: list[Node] = [*furniture(), heading("Values")]
        for row in range(8):
            y = 120.0 + 60 * row
            name = f"ratings.value{half}{row}"
            nodes.append(paragraph("Belonging", "a team that notices I am there", y=y))
            nodes += [radio(f"{name}.matters", row % 5, y, 240), radio(f"{name}.gives", None, y, 380)]
        sheets.append(tuple(nodes))
    return book(tuple(sheets), title="Values")
