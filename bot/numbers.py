"""Whether a sentence states the numbers of its source: times, amounts with their units, and bounds.

"72 hours" is "three days"; "up to 4 weeks" is not "at least 4 weeks"; the time that a source gives for
a sauna is not one for makeup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.times import times_on
from ingest import topics
from ingest.durations import Figure, figures

# fmt: off
_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "hundred": "100", "thousand": "1000", "once": "1x", "twice": "2x", "thrice": "3x", "half": "½",
    "double": "2x", "daily": "daily", "hourly": "hourly", "weekly": "weekly", "nightly": "nightly",
    "dozen": "12",
}
# fmt: on
_COUNTED = r"(?:layer|coat|drop|tablet|pill|pump|session|inch|time)(?:s|es)?"
# A unit may stand glued to its number; "one" is mostly somebody, and a number before what is counted.
_AMOUNT = re.compile(
    rf"(?P<spf>\b(?:spf|factor)\s*)?(?<![\w.])(?:(?P<number>\d+(?:[.,]\d+)*)"
    rf"|(?P<word>{'|'.join(_WORDS)}|one(?=[\s-]{_COUNTED}\b))\b)"
    rf"[\s-]?(?P<unit>(?:{_COUNTED}|x|percent|per cent|mg|mcg|g|kg|ml|l|mm|cm|m|iu|°?\s?[cf]|degrees"
    r"|ft|feet|st|nd|rd|th)\b|%)?",
    re.I,
)
_UNITS = {"percent": "%", "per cent": "%", "degree": "°", "°c": "c", "°f": "f", "inche": "inch", "ft": "feet"}
# A time of no length: true of every source that has a time, and no answer.
_NO_LENGTH = re.compile(r"\bfor (?:hours|days|weeks|months|years)\b")
_LEAST = re.compile(r"\b(?:at least|(?:a )?minimum(?: of)?|more than|longer than|over|beyond|past)\W*$", re.I)
_LEAST_BEHIND = re.compile(r"^\W*(?:or (?:more|longer|higher|above)|and (?:more|above)|minimum)\b|^\+", re.I)
_MOST = re.compile(
    r"\b(?:up to|at (?:the )?most|no more than|no longer than|not more than|not (?:last )?longer than|within"
    r"|less than|fewer than|under|(?:a )?maximum(?: of)?)\W*(?:the (?:first|next) )?$",
    re.I,
)
_MOST_BEHIND = re.compile(r"^\W*(?:or (?:less|fewer|sooner)|at (?:the )?most|maximum)\b", re.I)
_CAN = re.compile(r"\b(?:can|could|may|might|up to|sometimes|some|often|usually|mostly|most)\b", re.I)
_NEAR = 0.01  # hours


def numbers_differ(claim: str, source: str, section: str = "") -> bool:
    """Whether a claim states a number that its source does not, or binds one otherwise.

    Args:
        claim: one sentence.
        source: the words that it is held against.
        section: the heading that they stand under.
    """
    said, given = figures(claim), figures(source)
    if not all(_is_given(claim, figure, source, given) for figure in said):
        return True
    if not _amounts(claim, said) <= _amounts(source, given):
        return True
    if not {*_NO_LENGTH.findall(claim.lower())} <= {*_NO_LENGTH.findall(source.lower())}:
        return True
    return any(_bound_elsewhere(claim, source, section, topic) for topic in topics.find(claim))


def _is_given(claim: str, figure: Figure, source: str, given: Sequence[Figure]) -> bool:
    same = [other for other in given if _same(figure, other)]
    bound = _bound(claim, figure.start, figure.end)
    return any(_bound_holds(claim, bound, _bound(source, other.start, other.end)) for other in same)


def _same(one: Figure, other: Figure) -> bool:
    """The same end, and beginnings that overlap: "the tenth day" begins at the end of the ninth."""
    ends = abs(one.high[0] - other.high[0]) < _NEAR and abs(one.high[1] - other.high[1]) < _NEAR
    return ends and one.low[0] <= other.low[1] + _NEAR and other.low[0] <= one.low[1] + _NEAR


def _bound(text: str, start: int, end: int) -> str:
    """What a number is of what is meant: "least", "most", or "" where it stands alone."""
    before, behind = text[max(0, start - 40) : start], text[end : end + 20]
    if _MOST.search(before) or _MOST_BEHIND.match(behind):
        return "most"
    return "least" if _LEAST.search(before) or _LEAST_BEHIND.match(behind) else ""


def _bound_holds(claim: str, said: str, given: str) -> bool:
    """A bound may be left out, but "up to" only where the claim stays a possibility; none may be added."""
    if said:
        return said == given
    return given != "most" or bool(_CAN.search(claim))


def _amounts(text: str, times: Sequence[Figure]) -> frozenset[tuple[str, str]]:
    """Every number that is no time, with its unit."""
    found = set()
    for match in _AMOUNT.finditer(text):
        at = match.start("number" if match["number"] else "word")
        if any(time.start <= at < time.end for time in times):
            continue
        number = match["number"] or _WORDS.get(match["word"].lower(), "1")
        unit = re.sub(r"\s", "", (match["unit"] or "").lower()).removesuffix("s")
        if unit in ("time", "x"):
            number, unit = f"{number}x", ""
        found.add((number, "spf" if match["spf"] else _UNITS.get(unit, unit)))
        if match["spf"] and _bound(text, match.start(), match.end()) == "most":
            found.add((number, "most"))
    return frozenset(found)


def _bound_elsewhere(claim: str, source: str, section: str, topic: topics.Topic) -> bool:
    """Whether the claim gives a topic a time that its source gives to another."""
    said = times_on(claim, "", topic)
    given = times_on(source, section, topic)
    highs = [high for _, _, high in given]
    return bool(given) and not all(any(abs(high - h) < _NEAR for h in highs) for _, _, high in said)
