"""A date as pages write it → an ISO date; one that could be two different days is none."""

from __future__ import annotations

import re
import warnings
from datetime import datetime

from dateutil.parser import ParserError, UnknownTimezoneWarning, parse

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\D")
_MAX_CHARS = 50
# Two days that share no part: what a text leaves open comes out different.
_FILLED_IN = (datetime(2000, 1, 1), datetime(2001, 2, 2))


def iso_date(text: str) -> str | None:
    """The day that `text` states and nothing but states, as YYYY-MM-DD.

    None where a part is missing, where it is ambiguous (03/04/2024) and where it is no date.
    """
    text = text.strip(" .,")
    if len(text) > _MAX_CHARS or not _YEAR.search(text):
        return None
    day_first = (False,) if _YEAR_FIRST.match(text) else (False, True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UnknownTimezoneWarning)  # the day is all that is wanted
            days = {parse(text, dayfirst=d, default=f).date() for d in day_first for f in _FILLED_IN}
    except (ParserError, OverflowError, ValueError):
        return None
    return days.pop().isoformat() if len(days) == 1 else None
