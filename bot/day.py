"""The day since treatment that a message states: "day 3", "a week after", "yesterday"."""

from __future__ import annotations

import re

_NUMBERS = {
    w: n
    for n, w in enumerate(
        [
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
    )
} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3}
_HOURS = {"hour": 1, "hr": 1, "day": 24, "night": 24, "week": 168, "wk": 168, "month": 730}
_NUMBER = r"(?P<n>\d{1,3}|(?:a )?(?:couple of|few)|" + "|".join(_NUMBERS) + r")"
_DAY = re.compile(
    rf"\bday (?P<day>\d{{1,3}}|{'|'.join(list(_NUMBERS)[1:13])})\b"
    rf"|\b{_NUMBER}[\s-]+(?P<unit>hour|hr|day|night|week|wk|month)s? "
    r"(?:old|ago|after|since|post|later|out|now|in\b|on from|past)"
    r"|\b(?P<word>yesterday|last night|today|this morning|this afternoon|just had|tonight"
    r"|the day before yesterday|(?:the |next )?morning after|the day after|the next day|last week)\b",
    re.I,
)
_DAY_WORDS = {
    "yesterday": 1,
    "last night": 1,
    "the day before yesterday": 2,
    "last week": 7,
    "the day after": 1,
    "the next day": 1,
    "morning after": 1,
    "the morning after": 1,
    "next morning after": 1,
}


def day_of(text: str) -> int | None:
    """Whole days since treatment, where the message says so."""
    match = _DAY.search(text)
    if not match:
        return None
    if match["word"]:
        return _DAY_WORDS.get(match["word"].lower(), 0)
    if match["day"]:
        return _number(match["day"])
    return _number(match["n"]) * _HOURS[match["unit"].lower()] // 24


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]
