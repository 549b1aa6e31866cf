"""What a YAML parser's complaint means to somebody who has never heard of YAML."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from prepsheet.problems import Place, Problem, error

_QUOTE = 'put the whole text in quotes: "…"'
_ALIGN = "give it exactly as many spaces in front as the lines beside it"

_MEANINGS = (
    ("cannot start any token", "bad-start", "text can't begin with this character", _QUOTE),
    ("unknown escape character", "bad-escape", "a backslash in double quotes begins a special character",
     "use single quotes around this text, or write the backslash twice"),
    ("hexdec", "bad-escape", "\\x, \\u and \\U need 2, 4 and 8 digits", "write the character itself instead"),
    ("invalid Unicode character", "bad-escape",
     "this escape is half a character (\\ud800 to \\udfff) or none", "write the character itself instead"),
    ("a block collection", "list-mixed", 'this line belongs to a list but has no "- " in front',
     'begin it with "- ", or move it out of the list'),
    ("sequence entries are not allowed", "list-inline", 'a list can\'t begin behind a colon with "- "',
     "put each entry on a line of its own, or write [one, two]"),
    ("comment or", "block-header", "text after | or > must begin on the next line",
     "move the text to the next line and indent it"),
    ("could not find expected ':'", "no-colon", "this line has no colon after its name",
     'write "name: text", or indent the line if it carries on the text above'),
    ("directive", "directive", "a line can't begin with %", _QUOTE),
    ("parsing a tag", "tag", "text can't begin with !", _QUOTE),
)  # fmt: skip

_QUOTES = ("'", '"')

Located = Callable[[yaml.Mark], Place]


def explain(
    failure: yaml.MarkedYAMLError, text: str, last: yaml.ScalarEvent | None, located: Located
) -> Problem:
    """The problem behind a parser's error; `last` is the value read before it, `located` places a mark."""
    complaint = failure.problem or ""
    mark = failure.problem_mark or failure.context_mark
    context = failure.context or ""
    if "nesting depth" in complaint:  # libyaml's own limit, which it may meet before ours
        return too_deep(located(mark))
    if "quoted scalar" in context and "unexpected" in complaint:
        return _unclosed_quote(located(failure.context_mark))
    here = text[_index(text, mark) :][:1]
    if here == "\t" or "tab character" in complaint:
        return error(located(mark), "tab", "a tab is used for indentation", "use spaces instead of tabs")
    missing_comma = "flow" in context and here in _QUOTES
    if last and last.style in _QUOTES and last.end_mark.line == mark.line and not missing_comma:
        return _after_quote(last, mark, located)
    if "mapping values" in complaint:
        return _colon(mark, text, located)
    if "flow node" in context:
        message = 'something is missing here: an entry, or a closing "]" or "}"'
        return error(located(mark), "missing-entry", message, "add it, or delete a comma that is too many")
    if "flow" in context:
        return _flow(failure, text, located)
    if "scanning an a" in context:
        return error(located(failure.context_mark), "bad-start", "text can't begin with * or &", _QUOTE)
    return _by_words(f"{context}; {complaint}", here, located(mark))


def too_deep(place: Place) -> Problem:
    """Lists within lists, to no end."""
    return error(place, "too-deep", "values are nested deeper than 40", "check the brackets near here")


def _by_words(complaint: str, character: str, place: Place) -> Problem:
    for words, code, message, hint in _MEANINGS:
        if words in complaint:
            return error(place, code, message, hint)
    if character == ":":
        return error(place, "key-not-text", "keys must be text", "write a name before the colon")
    if character in ("]", "}"):
        return error(place, "extra-bracket", f'this "{character}" closes nothing', "delete it")
    return error(place, "indentation", "this line does not fit the lines above it", _ALIGN)


def _unclosed_quote(place: Place) -> Problem:
    return error(place, "unclosed-quote", "the quote opened here is never closed", "add the closing quote")


def _after_quote(last: yaml.ScalarEvent, mark: yaml.Mark, located: Located) -> Problem:
    if last.end_mark.line > last.start_mark.line:
        return _unclosed_quote(located(last.start_mark))
    hint = "write the inner quote twice: ''" if last.style == "'" else 'write inner quotes as \\"'
    return error(located(mark), "after-quote", "text goes on after its closing quote", hint)


def _colon(mark: yaml.Mark, text: str, located: Located) -> Problem:
    before = text.split("\n")[mark.line][: mark.column]
    if ": " in before:
        message = 'a second ": " on this line: text that holds a colon and a space needs quotes'
        return error(located(mark), "colon-in-text", message, _QUOTE)
    hint = f"{_ALIGN}; if the line above is unfinished text, {_QUOTE}"
    return error(located(mark), "indentation", "this entry does not fit the lines above it", hint)


def _flow(failure: yaml.MarkedYAMLError, text: str, located: Located) -> Problem:
    opened, mark = failure.context_mark, failure.problem_mark
    bracket = text[_index(text, opened) :][:1]
    closing = {"[": "]", "{": "}"}.get(bracket, "bracket")
    rest = text[_index(text, mark) :]
    if not rest.strip() or (rest[0] == ":" and mark.line > opened.line):
        message = f'the "{bracket}" opened here has no matching "{closing}"'
        return error(located(opened), "unclosed-bracket", message, f'add "{closing}" at its end')
    if rest[0] == ":":
        message = 'a second ": " in one entry: text that holds a colon and a space needs quotes'
        return error(located(mark), "colon-in-text", message, _QUOTE)
    message = f'a comma or a "{closing}" is missing before this'
    hint = "add it; text that holds commas, brackets or quotes needs quotes around it"
    return error(located(mark), "missing-comma", message, hint)


def _index(text: str, mark: yaml.Mark) -> int:
    start, column = 0, int(mark.column)
    for _ in range(mark.line):
        start = text.find("\n", start) + 1 or len(text)
    return start + column
