"""The English of spoken answers: how a person's notes become parts of a sentence.

Every function takes text as a person wrote it and changes as little as possible: the letter at its
start, the words that a sentence brings itself ("I want to"), the full stop. A form gives "" where
the text does not fit it, so that another wording is tried; nothing here guesses when it can't tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from prepsheet.answers.lexicon import (
    ACTIONS,
    AFTER_PLURAL,
    COURSE_VERBS,
    COURSES,
    DETERMINERS,
    DOUBLING,
    FINITE,
    FIRST_PERSON,
    IRREGULAR_PAST,
    MONTHS,
    MOVING,
    NOT_PAST,
    ONES,
    PROPER,
    RELATIVE,
    SINGULAR,
    SPOKEN_AS_WORDS,
    SUBJECTS,
    TENS,
    TIME_WORDS,
)

_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:\w\.)+\w\.$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Dr|St|etc|Bros)\.$")
_WANTING = re.compile(
    r"(?:(?:my (?:goal|aim) is|i(?: would|['’]d)? (?:want|like|love|hope|aim|plan|wish)"
    r"|i(?: am|['’]m) going) to|i will|i['’]ll|to)\s+(?=\S)",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"because\s+(?!of\b)(?=\S)", re.IGNORECASE)
_ISO = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")

_VOWEL_SOUND = re.compile(r"hono|hour|heir|honest|8|1[18](?!\d)|1[18](?=\d{3}\b)", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(
    r"eu|ew|one\b|once|uni(?![nm])|unanim|us[aeiu]|ut[ei]|ubiq|ura|uro|uk\b", re.IGNORECASE
)


def tidy(text: str) -> str:
    """One line, without the stop at the end; a question mark and the dot of "Inc." stay."""
    line = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")
    while line and line[-1] in ".,;:" and not _ABBREVIATION.search(line):
        line = line[:-1].rstrip()
    return line


def number(count: int) -> str:
    """A count in words up to ninety-nine, then in figures."""
    if not 0 <= count < 100:
        return str(count)
    if count < 20:
        return ONES[count]
    tens, ones = divmod(count, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


def span(months: int) -> str:
    """A length of time as people say it: "eight months", "a year", "four years"; "" below a month."""
    if months < 1:
        return ""
    if months < 10:
        return "a month" if months == 1 else f"{number(months)} months"
    years, over = divmod(months, 12)
    if over > 8:
        return "nearly " + ("a year" if years == 0 else f"{number(years + 1)} years")
    if years == 1:
        return "over a year" if over > 2 else "a year"
    return f"{number(years)} years"


def listed(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"; a comma before the "and" where an item has an "and" of its own."""
    if len(items) < 2:
        return "".join(items)
    if any("," in item for item in items):
        return "; ".join(items[:-1]) + f"; and {items[-1]}"
    nested = any(re.search(r"\band\b", item) for item in items)
    return ", ".join(items[:-1]) + f"{',' if nested else ''} and {items[-1]}"


def article(phrase: str) -> str:
    """ "a" or "an", by the sound that `phrase` begins with."""
    word = re.split(r"[\s/]", phrase.lstrip("“\"'‘("), maxsplit=1)[0]
    head = word.split("-")[0]
    if re.fullmatch(r"[A-Z]{2,4}[a-z]?", head) and head not in SPOKEN_AS_WORDS:
        return "an" if head[0] in "AEFHILMNORSX" else "a"
    if _VOWEL_SOUND.match(word):
        return "an"
    if re.fullmatch(r"[A-Z]", head):
        return "an" if head in "AEFHILMNORSX" else "a"
    return "an" if word[:1].lower() in "aeiou" and not _CONSONANT_SOUND.match(word) else "a"


def lower_title(text: str) -> str:
    """A job or field inside a sentence: small letters but for acronyms and proper names."""
    shouted = text.isupper() and len(text) > 4
    return re.sub(r"[^\W\d_][\w'’]*", lambda found: _lower_word(found[0], shouted), text)


def _lower_word(word: str, shouted: bool) -> str:
    capital_only = word[:1].isupper() and word[1:].islower()
    return word.lower() if (capital_only and word not in PROPER) or (shouted and len(word) > 3) else word


def lower_first(text: str, names: Sequence[str] = ()) -> str:
    """`text` as it goes on inside a sentence: the capital stays for "I", acronyms and proper names.

    Two words with capitals at the start count as a name, and so does any of `names`.
    """
    second = re.match(r"\S+ ([A-Z][a-z]\S*)", text)
    is_name = second is not None and second[1].rstrip(",.:;") not in PROPER | FIRST_PERSON
    return text if is_name or any(name and text.startswith(name) for name in names) else _lower_start(text)


def _lower_start(text: str) -> str:
    first, space, rest = text.partition(" ")
    word = first.rstrip(",:;")
    small = word[:1].isupper() and (word[1:].islower() or word == "A")
    keeps = not small or word in PROPER or word in FIRST_PERSON
    return text if keeps else first[:1].lower() + first[1:] + space + rest


def upper_first(text: str) -> str:
    """`text` as it begins a sentence; a name such as "eBay" stays as it is."""
    word = text.partition(" ")[0]
    return text if any(letter.isupper() for letter in word) else text[:1].upper() + text[1:]


def _starts(text: str, words: frozenset[str]) -> bool:
    return text.split(" ", 1)[0].rstrip(",.:;") in words


def _words(text: str) -> list[str]:
    return [word.strip(',.:;!?“”"()').replace("’", "'") for word in text.split(" ")]


def is_clause(text: str) -> bool:
    """Whether `text` surely says something of somebody: "you train your own staff", "the work is good"."""
    words = _words(text)
    first = words[0]
    if (
        first == "I"
        or (first.lower() in SUBJECTS and first != "IT")
        or first.lower().startswith(("i'", "we'"))
    ):
        return True
    lowered = [word.lower() for word in words]
    return any(
        word in FINITE and not RELATIVE.intersection(lowered[max(0, place - 2) : place])
        for place, word in enumerate(lowered)
        if place and words[place] == word
    )


def is_thing(text: str) -> bool:
    """Whether `text` surely names something: "the reader panel", "two shops and a training budget"."""
    words = [word.lower() for word in _words(text)]
    bare = len(words) <= 3 and not words[0].endswith("ing") and words[0] != "to"
    return (words[0] in DETERMINERS or bare) and not is_clause(text) and not _may_have_verb(words)


def _may_have_verb(words: Sequence[str]) -> bool:
    """Whether a word could be what somebody does: "each fitter stays with", "your clinic trains its"."""
    for word, after in pairwise(words):
        if word.endswith(("s", "ed")) and not word.endswith("ss") and after in DETERMINERS | SUBJECTS:
            return True
        plural = word.endswith("s") and not word.endswith(("ss", "'s")) and word not in DETERMINERS
        if plural and (words[0] in SINGULAR or after not in AFTER_PLURAL):
            return True
        if word in ("and", "but", "so") and after in SUBJECTS:
            return True
    return False


def _is_course(text: str) -> bool:
    head = re.split(r"\s(?:in|on|for|with|at|of|to|from|about)\s", text, maxsplit=1)[0].split(" ")
    return head[-1].lower() in COURSES and head[0].lower() not in COURSE_VERBS


def _is_noun_led(text: str) -> bool:
    words = _words(text)
    return words[0].lower() in DETERMINERS or words[0][:1].isdigit() or _is_course(text)


def gerund(phrase: str) -> str:
    """ "finish the course" as "finishing the course"."""
    verb, _, rest = phrase.partition(" ")
    stem = verb
    if verb.lower() in ("die", "lie", "tie"):
        stem = verb[:-2] + "y"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        stem = verb[:-1]
    elif verb.lower() in DOUBLING or re.fullmatch(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]", verb, re.IGNORECASE):
        stem = verb + verb[-1]
    return f"{stem}ing {rest}".rstrip()


def is_past(text: str) -> bool:
    """Whether `text` begins with a verb in the past: "rebuilt the checklist", "led a team"."""
    first, _, rest = text.partition(" ")
    word = first.lower()
    regular = word.endswith("ed") and len(word) > 4 and word not in NOT_PAST
    return (regular or word in IRREGULAR_PAST) and not rest[:1].isupper()


# Forms: text as a person wrote it, and names that keep their capital -> a part of a sentence, or "".


def _phrase(text: str, names: Sequence[str]) -> str:
    return lower_first(text, names)


def _a_job(text: str, _: Sequence[str]) -> str:
    job = lower_title(text)
    first, _, rest = job.partition(" ")
    own_work = first.endswith("ing") and rest.split(" ")[0] in DETERMINERS
    only_one = re.match(r"(?:(?:deputy|assistant|acting) )?(?:head of|chief) ", job)
    return job if first in DETERMINERS or own_work or only_one else f"{article(job)} {job}"


def _bare(text: str) -> str:
    return _lower_start(_WANTING.sub("", text, count=1) if _WANTING.match(text) else text)


def _speaks(phrase: str) -> bool:
    return _starts(phrase, FIRST_PERSON) and is_clause(phrase)


def _verb(text: str, _: Sequence[str]) -> str:
    """What follows "I will"; a course named without a verb gets one."""
    phrase = _bare(text)
    if not _is_noun_led(phrase):
        return "" if _speaks(phrase) or phrase.split(" ")[0].endswith("ing") else phrase
    if not _is_course(phrase):
        return ""
    return f"do {phrase}" if phrase.split(" ")[0].lower() in DETERMINERS else f"do {article(phrase)} {phrase}"


def _act(text: str, _: Sequence[str]) -> str:
    """What follows "help you": only what surely begins with a verb."""
    phrase = _bare(text)
    return phrase if phrase.split(" ")[0] in ACTIONS else ""


def _doing(text: str, names: Sequence[str]) -> str:
    """What follows "I am"."""
    first = _bare(text).split(" ")[0]
    if first.endswith("ing") and len(first) > 5:
        return _bare(text)
    return gerund(phrase) if (phrase := _verb(text, names)) else ""


def _want(text: str, _: Sequence[str]) -> str:
    """What follows "I want": "to run a ferry line", or the thing itself."""
    phrase = _bare(text)
    if _speaks(phrase):
        return ""
    return phrase if _is_noun_led(phrase) else f"to {phrase}"


def _past(text: str, _: Sequence[str]) -> str:
    """What follows "I": "listed every hand-off"."""
    phrase = _lower_start(re.sub(r"^I ", "", text))
    return phrase if is_past(phrase) else ""


def _deed(text: str, names: Sequence[str]) -> str:
    """An achievement as a clause of its own: "Led a team" gets its "I", "Lost trips fell" needs none."""
    words = re.split(r"[,;:.]\s", text, maxsplit=1)[0].split(" ")
    led = is_past(text) and not _has_later_past(words) and not _is_count(words)
    return f"I {_lower_start(text)}" if led else lower_first(text, names)


def _has_later_past(words: Sequence[str]) -> bool:
    """Whether a word but the first is what somebody did: "Lost trips *fell* by half"."""
    return any(is_past(word) and before not in RELATIVE for before, word in pairwise(words))


def _is_count(words: Sequence[str]) -> bool:
    """Whether a text tells a count and nobody's deed: "lost trips *down from* 4 % to 1 %"."""
    moved = any(word in ("down", "up") and after in ("from", "by", "to") for word, after in pairwise(words))
    return moved and words[0].lower() not in MOVING


def _clause(text: str, names: Sequence[str]) -> str:
    phrase = lower_first(_BECAUSE.sub("", text, count=1) if _BECAUSE.match(text) else text, names)
    return phrase if is_clause(phrase) or phrase != lower_first(text, names) else ""


def _thing(text: str, names: Sequence[str]) -> str:
    phrase = lower_first(re.sub(r"^because of ", "", text, flags=re.IGNORECASE), names)
    return phrase if is_thing(phrase) else ""


def said_date(text: str) -> str:
    """ "2028-06" as "June 2028"; anything but a date as it is."""
    found = _ISO.fullmatch(text)
    if not found:
        return text
    year, month, day = found.groups()
    return " ".join(
        part
        for part in (day.lstrip("0") if day else "", MONTHS[int(month) - 1] if month else "", year)
        if part
    )


def _when(text: str, names: Sequence[str]) -> str:
    """A date with its "by"; "after the summer" needs none."""
    said = said_date(text)
    if said != text or _ISO.fullmatch(text):
        return f"by {said}"
    phrase = lower_first(text, names)
    return phrase if _starts(phrase, TIME_WORDS) else f"by {phrase}"


def _gist(text: str, _: Sequence[str]) -> str:
    """The first part of a text, up to where it takes breath."""
    return re.split(r"(?<=[.!?])\s|[:;]\s|\s[–—-]\s|,\s(?=and |but |so )", text, maxsplit=1)[0].rstrip(".,;:")


FORMS: dict[str, Callable[[str, Sequence[str]], str]] = {
    "text": lambda text, _: text,
    "name": lambda text, _: text,
    "sentence": lambda text, _: text,
    "job": lambda text, _: lower_title(text),
    "a_job": _a_job,
    "field": lambda text, _: lower_title(text),
    "phrase": _phrase,
    "verb": _verb,
    "act": _act,
    "doing": _doing,
    "want": _want,
    "past": _past,
    "deed": _deed,
    "clause": _clause,
    "thing": _thing,
    "when": _when,
    "date": lambda text, _: said_date(text),
    "gist": _gist,
}
