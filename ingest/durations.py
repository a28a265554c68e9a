"""The figures of a sentence that speak of time, in hours: "24 to 48 hours", "a week", "on day 3".

"A few days" states no figure. A month is 28 to 31 days and a year 365 or 366, so an end is a span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[float, float]

_DAY, _WEEK = 24.0, 168.0
_UNITS: dict[str, Span] = {
    "min": (1 / 60, 1 / 60),
    "h": (1, 1),
    "d": (_DAY, _DAY),
    "night": (_DAY, _DAY),
    "w": (_WEEK, _WEEK),
    "fortnight": (2 * _WEEK, 2 * _WEEK),
    "mo": (28 * _DAY, 31 * _DAY),
    "y": (365 * _DAY, 366 * _DAY),
}
# fmt: off
_WORDS: dict[str, float] = {
    "a": 1, "an": 1, "half a": 0.5, "half an": 0.5, "½": 0.5, "a couple of": 2, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15,
    "twenty": 20, "twenty-four": 24, "thirty": 30, "forty": 40,
    "forty-eight": 48, "fifty": 50, "sixty": 60, "seventy-two": 72, "ninety": 90,
}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}
# fmt: on

_NUMBER = rf"(?:\d+(?:\.\d+)?(?:\s?½)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_NTH = rf"(?:{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))"
_TO = r"\s*(?:-|–|—|to|or|and|through|until|till|up to)\s*"
_UNIT = r"(?P<unit>fortnight|min|hour|hr|h|day|d|night|week|wk|month|year)(?:ute)?s?\b"
_NO_UNIT = r"\b(?!\s*(?:hour|day|week|month))"
_LENGTH = re.compile(
    rf"(?<![\w.])(?<!once )(?<!twice )(?<!times )(?<!every )(?P<low>{_NUMBER})(?:\s*\+)?"
    rf"(?:{_TO}(?P<high>{_NUMBER}))?"
    rf"(?:\s*\+)?(?P<half1>\s+and\s+a\s+half)?[\s-]*(?:(?:full|whole|more|further|extra|or\ more)\s+)*"
    rf"(?<![a-z]){_UNIT}(?:\s+or\s+(?P<more>{_NUMBER}){_NO_UNIT})?(?P<half2>\s+and\s+a\s+half)?",
    re.I,
)
_ON = re.compile(
    rf"\b(?P<unit>day|week|month)s?\s+(?P<low>\d+|{'|'.join(word for word in _WORDS if len(word) > 2)})"  # noqa: PLR2004
    rf"(?:{_TO}(?:days?\s+|weeks?\s+)?(?P<high>\d+){_NO_UNIT})?",
    re.I,
)
_ORDINAL = re.compile(
    rf"\b(?P<low>{_NTH})(?:{_TO}(?P<high>{_NTH}))?\s+(?P<unit>hour|day|night|week|month)\b", re.I
)
_PHRASES: tuple[tuple[re.Pattern[str], Span], ...] = (
    (
        re.compile(r"\b(?:next|following) (?:day|morning)|\bday after|\bone day later|\btomorrow", re.I),
        (_DAY, _DAY),
    ),
    (re.compile(r"\bovernight|\brest of the day|\bsame night|\bfirst night|\bnext night", re.I), (8, _DAY)),
    (
        re.compile(
            r"\bsame (?:day|evening)|\bday of (?:the |your )?\w+|\b(?:right|straight|soon) (?:away|after\w*)"
            r"|\bimmediately|\bat once|\bthat (?:day|evening)",
            re.I,
        ),
        (0, 0),
    ),
)
_VAGUE_HOURS = re.compile(
    r"\b(?:few|several|some|couple of|within|matter of|first|for|in) (?:\w+ )?hours", re.I
)
_JOINED = re.compile(
    r"^\s*(?:-|–|—|,?\s*to|,?\s*or|and up to|,?\s*up to|until|through|and then)\s*(?:a |the |about )?$", re.I
)
_BETWEEN = re.compile(r"\bbetween\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Figure:
    """A stretch of time at [start, end) of a text: from `low` to `high`, in hours.

    `dated` is True for a time counted from the treatment ("day 2 to day 7"), False for a length.
    """

    start: int
    end: int
    low: Span
    high: Span
    dated: bool = False


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a text that speaks of time, in order; "24 hours to 3 days" is one."""
    found: list[Figure] = []
    for figure in sorted((*_dated(text), *_lengths(text), *_phrases(text)), key=lambda f: (f.start, -f.end)):
        if found and figure.start < found[-1].end:
            continue
        if found and _is_range(text, found[-1], figure):
            first = found.pop()
            figure = Figure(first.start, figure.end, first.low, figure.high, first.dated)
        found.append(figure)
    return tuple(found)


def same_day(text: str) -> bool:
    """Whether a text speaks of hours without saying how many: that is the day of the treatment."""
    return bool(_VAGUE_HOURS.search(text))


def _is_range(text: str, first: Figure, second: Figure) -> bool:
    between = text[first.end : second.start]
    if _JOINED.match(between):
        # "10 days, or 14 days" is a list; "at once, or 12 hours" is none.
        listed = "," in between and between.strip().endswith("or") and first.high[1] > 0
        return first.high <= second.high and not listed
    return between.strip() == "and" and bool(_BETWEEN.search(text[: first.start]))


def _lengths(text: str) -> Iterator[Figure]:
    for match in _LENGTH.finditer(text):
        low = _number(match["low"])
        high = _number(match["high"] or match["more"] or match["low"])
        half = 0.5 if match["half1"] or match["half2"] else 0.0
        unit = _UNITS[_unit(match["unit"])]
        yield Figure(
            match.start(), match.end(), _times(low + half * (low == high), unit), _times(high + half, unit)
        )


def _dated(text: str) -> Iterator[Figure]:
    for match in _ON.finditer(text):
        unit = _UNITS[_unit(match["unit"])]
        low = _number(match["low"])
        high = _number(match["high"] or match["low"])
        yield Figure(match.start(), match.end(), _opening(low, unit), _times(high, unit), dated=True)
    for match in _ORDINAL.finditer(text):
        low, high = _ordinal(match["low"]), _ordinal(match["high"] or match["low"])
        unit = _UNITS[_unit(match["unit"])]
        opening = _times(low - 1, unit)[0], _times(low, unit)[1]
        yield Figure(match.start(), match.end(), opening, _times(high, unit), dated=low > 1)


def _phrases(text: str) -> Iterator[Figure]:
    for pattern, span in _PHRASES:
        for match in pattern.finditer(text):
            yield Figure(match.start(), match.end(), span, span)


def _opening(number: float, unit: Span) -> Span:
    """When "day 3" or "week 2" begins: a week may be counted from its first or its last day."""
    return _times(number, unit) if unit[0] <= _DAY else (_times(number - 1, unit)[0], _times(number, unit)[1])


def _times(number: float, unit: Span) -> Span:
    return number * unit[0], number * unit[1]


def _unit(word: str) -> str:
    word = word.lower()
    short = {"hour": "h", "hr": "h", "day": "d", "week": "w", "wk": "w", "month": "mo", "year": "y"}
    return short.get(word, word)


def _number(word: str) -> float:
    word = re.sub(r"\s+", " ", word.lower())
    if word in _WORDS:
        return _WORDS[word]
    half = 0.5 if "½" in word else 0.0
    return float(word.replace("½", "").strip()) + half


def _ordinal(word: str) -> int:
    return _ORDINALS.get(word.lower()) or int(re.sub(r"\D", "", word))
