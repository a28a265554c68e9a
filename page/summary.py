"""A conversation for the clinic, as Markdown to download and as HTML to print. Pure functions.

Says what was said and answered, with each source; judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from page import wording
from page.cards import label, web_address
from page.talk import Talk, dangers, day_of
from page.text import lines

JSON = dict[str, Any]


class Line(NamedTuple):
    """One paragraph: the HTML element that it is, its text, and an address behind it."""

    kind: str
    text: str
    url: str | None = None


_MARKS = {"h1": "# ", "h2": "## ", "blockquote": "> ", "p": "", "li": "- "}
# What Markdown would read as form, or a browser as markup, within a line and at its start.
_FORM = re.compile(r"([\\`*_\[\]<&])")
_LEADING = re.compile(r"^(\s*)([-+=#>~]|\d+(?=[.)]))", re.M)
# A source's number is left as it is: nothing makes a link of it.
_NUMBER = re.compile(r"\\\[(\d+)\\\](?![(:\[])")


def markdown(talk: Talk, today: date) -> str:
    """The conversation as a Markdown file; what a person or a document wrote is text in it."""
    return "\n\n".join(map(_markdown, _lines(talk, today))) + "\n"


def _markdown(line: Line) -> str:
    text = _NUMBER.sub(r"[\1]", _LEADING.sub(r"\1\\\2", _FORM.sub(r"\\\1", line.text)))
    mark = _MARKS[line.kind]
    following = mark if line.kind == "blockquote" else "  "
    return mark + text.replace("\n", f"\n{following}") + (f" <{line.url}>" if line.url else "")


def html(talk: Talk, today: date) -> str:
    """The same, to be printed."""
    drawn = []
    for kind, text, url in _lines(talk, today):
        inside = lines(f"{text} {url}" if url else text)
        drawn.append(f"<ul><li>{inside}</li></ul>" if kind == "li" else f"<{kind}>{inside}</{kind}>")
    return f'<article class="summary">{"".join(drawn)}</article>'


def _lines(talk: Talk, today: date) -> Iterator[Line]:
    day, on = day_of(talk, today), talk["date"]
    told = wording.SUMMARY_UNKNOWN
    if day is not None:
        told = wording.SUMMARY_DAY.format(date=on, day=day)
    yield Line("h1", wording.SUMMARY_TITLE)
    yield Line("p", wording.SUMMARY_ABOUT)
    yield Line("li", f"{wording.SUMMARY_TREATMENT}: {talk['treatment'] or wording.SUMMARY_UNKNOWN}")
    yield Line("li", f"{wording.SUMMARY_DATE}: {told}")
    yield Line("li", f"{wording.SUMMARY_MADE}: {today.isoformat()}")
    answers = [turn["answer"] for turn in talk["turns"] if turn["answer"]]
    raised = dict.fromkeys(danger["instruction"] for danger in dangers(talk))
    yield Line("h2", wording.SUMMARY_DANGER)
    yield from (Line("li", text) for text in raised)
    if not raised:
        yield Line("p", wording.SUMMARY_NO_DANGER)
    for number, turn in enumerate(talk["turns"], 1):
        yield Line("h2", wording.SUMMARY_QUESTION.format(number=number))
        yield Line("blockquote", turn["said"].strip())
        yield from _answer(turn["answer"]) if turn["answer"] else [Line("p", wording.SUMMARY_NO_ANSWER)]
    if answers:
        yield Line("p", answers[-1]["disclaimer"])


def _answer(answer: JSON) -> Iterator[Line]:
    if answer["instruction"]:
        yield Line("p", answer["instruction"])
    if answer["message"]:
        yield Line("p", answer["message"])
    for sentence in answer["sentences"]:
        marks = "" if sentence["introduces"] else "".join(f" [{number}]" for number in sentence["citations"])
        yield Line("p", f"{sentence['text']}{marks}")
    yield from (Line("p", note) for note in answer["notes"])
    for citation in answer["citations"]:
        facts = [
            citation["title"],
            label(citation),
            citation["publisher"],
            citation["author"],
            citation["updated"],
        ]
        told = " · ".join(fact for fact in facts if fact)
        yield Line("li", f"[{citation['number']}] {told}", web_address(citation["url"]))
