"""What a layout may do to a value beyond Jinja2's own filters.

Each filter takes the scope, the value and its arguments. Dates are texts as the profile has them:
a year, a year and month, a date, or a date and time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

Scope = Mapping[str, Any]

LOOKUP = "(lookup)"
"""Where the scope keeps the function that reads a field; no expression can spell this name."""

MAX_OUTPUT = 100_000
"""How many characters an expression may make."""


def path(scope: Scope, field: str) -> str:
    """The full profile path of a field; one that begins with a dot belongs to the page's subject."""
    return f"{scope['page']['subject_path']}{field}" if field.startswith(".") else field


def value(scope: Scope, field: str) -> str:
    """What the profile holds at a field, as text; empty if nothing."""
    return str(scope[LOOKUP](path(scope, field))) if field else ""


def day(scope: Scope, when: str) -> str:
    """A date as said aloud in a diary: `Thu 14 May`. Anything else stays as written."""
    return _format(scope, when, "EEE d MMM")


def full_day(scope: Scope, when: str) -> str:
    """A date in full: `13 May 2026`."""
    return _format(scope, when, "d MMMM yyyy")


def clock(_scope: Scope, when: str) -> str:
    """The time of day in a date and time: `10:30`, with a zone only if it is not an offset."""
    found = re.search(r"[T ](\d{1,2}:\d{2})", when)
    return found[1] if found else ""


def day_and_time(scope: Scope, when: str) -> str:
    """The day and the time of day: `Thu 14 May, 10:30`; the day alone where no time is known."""
    return ", ".join(part for part in (day(scope, when), clock(scope, when)) if part)


def plus_days(_scope: Scope, when: str, days: int) -> str:
    """The date so many days later, as an ISO date; empty for anything but a date."""
    start = _date(when)
    return (start + timedelta(days=days)).isoformat() if start else ""


def plus_working_days(_scope: Scope, when: str, days: int) -> str:
    """The date so many days later, Saturdays and Sundays not counted; empty for anything but a date."""
    at = _date(when)
    while at and days:
        at += timedelta(days=1)
        days -= at.weekday() < 5
    return at.isoformat() if at else ""


def capital(_scope: Scope, text: str) -> str:
    """The text with its first letter large and the rest as written."""
    return text[:1].upper() + text[1:]


def fill(_scope: Scope, text: str, name: str, filling: str) -> str:
    """The text with `{name}` filled in; empty where there is nothing to fill in."""
    slot = "{" + name + "}"
    _check_length(len(text) + text.count(slot) * len(filling))
    return text.replace(slot, filling) if filling else ""


def join(_scope: Scope, values: Iterable[Any], separator: str = "") -> str:
    """The values as one text, with the separator between them."""
    texts = [str(value) for value in values]
    _check_length(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def figures(_scope: Scope, stories: list[Any]) -> list[Any]:
    """The numbers of stories that have one, each a figure (`9 → 2`) and its caption."""
    metrics = (story["metric"] for story in stories)
    return [
        {
            "figure": m["figure"] or " → ".join(filter(None, (m["from"], m["to"]))),
            "caption": m["caption"] or m["unit"],
        }
        for m in metrics
        if m and (m["figure"] or m["to"])
    ]


def gap(scope: Scope, rating: str) -> str:
    """How much more something matters than the job gives of it, where both are rated."""
    matters, given = (value(scope, f"ratings.{rating}.{key}") for key in ("matters", "given"))
    return str(int(matters) - int(given)).replace("-", "\u2212") if matters and given else ""


def _check_length(characters: int) -> None:
    if characters > MAX_OUTPUT:
        raise ValueError(f"makes more than {MAX_OUTPUT} characters")


def _date(when: str) -> date | None:
    try:
        return datetime.fromisoformat(when).date() if len(when) >= 10 else None
    except ValueError:
        return None


def _format(scope: Scope, when: str, pattern: str) -> str:
    found = _date(when)
    if found is None:
        return when
    from babel.core import UnknownLocaleError
    from babel.dates import format_date

    try:
        return format_date(found, pattern, locale=scope["language"].replace("-", "_"))
    except UnknownLocaleError:
        raise ValueError(f"no calendar is known for the language '{scope['language']}'") from None


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        path, value, day, full_day, clock, day_and_time, plus_days, plus_working_days,
        capital, fill, join, figures, gap,
    )
}  # fmt: skip
