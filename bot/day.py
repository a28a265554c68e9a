"""The day since treatment that a message states: "day 3", "a week after", "yesterday", "since Tuesday"."""

from __future__ import annotations

import re
from datetime import date

_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_NUMBERS = {word: number for number, word in enumerate(_WORDS)}
_NUMBERS |= {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3}
_HOURS = {"hour": 1, "hr": 1, "day": 24, "night": 24, "week": 168, "wk": 168, "month": 730}
_NUMBER = r"(?P<n>\d{1,3}|(?:a )?(?:couple of|few)|" + "|".join(_NUMBERS) + r")"
# "The first couple of days after" is a stretch of time and no day.
_DAY = re.compile(
    rf"\bday (?P<day>\d{{1,3}}|{'|'.join(_WORDS[1:])})\b"
    rf"|(?<!first )(?<!next )\b{_NUMBER}[\s-]+(?P<unit>hour|hr|day|night|week|wk|month)s? "
    r"(?P<then>old|ago|after|since|post|later|out|now|in\b|on from|past)"
    r"|\b(?P<word>yesterday|yday|last nite?|last night|today|this morning|this afternoon|this arvo|tonight"
    r"|just had|just been|the day before yesterday|(?:the |next )?morning after|the day after|the next day"
    r"|last week)\b",
    re.I,
)
_DAY_WORDS = {
    "yesterday": 1,
    "yday": 1,
    "last nite": 1,
    "last night": 1,
    "the day before yesterday": 2,
    "last week": 7,
    "the day after": 1,
    "the next day": 1,
    "morning after": 1,
    "the morning after": 1,
    "next morning after": 1,
}
# "My 4 month old" is a child; "my 3 week old tattoo" was done three weeks ago.
_WHOSE = re.compile(r"\b(?:my|our|his|her|a|the)\s+$", re.I)
_WAS_DONE = re.compile(
    r"\s+(?:tattoos?|ink|brows?|lips?|fillers?|peel|piercing|lash\w*|scars?|threads?|wounds?)\b", re.I
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LETTERS = 3  # that tell a day of the week
# What stands between "had it" and the day, and does not lead to something that is yet to come.
_SAME_CLAUSE = (
    r"(?:(?!\b(?:can|could|will|would|should|may|going|want\w*|wedding|christening|party|fly\w*|flight|holiday"
    r"|before|by|until|til|till|for|next|this|and|but|so|is|are|do)\b)[^.,;?!\n])*?"
)
_BEFORE_NOW = re.compile(
    r"\b(?:(?:since|last)(?:\s+(?:on|the|last))*\s+"
    rf"|(?:had|got|done|did|was|were|went|been|(?!booked|planned|scheduled)\w{{3,}}ed)\b{_SAME_CLAUSE}\b(?:on\s+)?(?:the\s+)?(?:last\s+)?)"
    r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b(?!['’]s)"
    r"|(?P<of_month>\d{1,2})(?:st|nd|rd|th)\b)",
    re.I,
)


def day_of(text: str, today: date | None = None) -> int | None:
    """Whole days since treatment, where the message says so.

    Args:
        text: the message.
        today: what "since Tuesday" and "on the 3rd" are counted from; None: they are not read. Today's
            own weekday may be today or a week ago, so it says nothing.
    """
    match = next((match for match in _DAY.finditer(text) if not _is_age(text, match)), None)
    if match is None:
        return _since(text, today) if today else None
    if match["word"]:
        return _DAY_WORDS.get(match["word"].lower(), 0)
    if match["day"]:
        return _number(match["day"])
    return _number(match["n"]) * _HOURS[match["unit"].lower()] // 24


def _is_age(text: str, match: re.Match[str]) -> bool:
    """Whether "4 month old" is said of somebody, not of what was done."""
    old = (match["then"] or "").lower() == "old"
    return old and bool(_WHOSE.search(text[: match.start()])) and not _WAS_DONE.match(text, match.end())


def _since(text: str, today: date) -> int | None:
    """Days since the weekday, or the day of the month, that something was done on."""
    match = _BEFORE_NOW.search(text)
    if match is None:
        return None
    if match["weekday"]:
        named = [name[:_LETTERS] for name in _WEEKDAYS].index(match["weekday"][:_LETTERS].lower())
        return (today.weekday() - named) % len(_WEEKDAYS) or None
    try:
        then = today.replace(day=int(match["of_month"]))
        if then > today:
            before = today.replace(day=1).toordinal() - 1
            then = date.fromordinal(before).replace(day=then.day)
    except ValueError:  # there was no 31st
        return None
    return (today - then).days


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]
