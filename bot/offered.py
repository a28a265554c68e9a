"""Choices that were offered, and which of them a reply picks: "the second one"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.treatments import TreatmentTable

# Which of the choices that were offered: "the second one", "2", "the last".
_ORDINAL = re.compile(
    r"^\W*(?:the\s+|number\s+|no\.?\s*|option\s+)?(?:(?P<at>1|2|3|4|5|6|1st|2nd|3rd|4th|5th|6th|one|two|three|first"
    r"|second|third|fourth|fifth|sixth)|(?P<middle>middle)|(?P<last>last))(?:\s+(?:one|option|choice))?"
    r"(?:\s+please)?(?:\W*$|[.,!]\s.*)",
    re.I,
)
_ORDINALS = (
    "1 1st one first",
    "2 2nd two second",
    "3 3rd three third",
    "4 4th fourth",
    "5 5th fifth",
    "6 6th sixth",
)


def offered_in(reply: str, table: TreatmentTable) -> tuple[str, ...]:
    """The treatments that a reply gave to choose from, as they are listed in it."""
    items = (line.removeprefix("- ").strip() for line in reply.splitlines() if line.startswith("- "))
    return tuple(item for item in items if item in table.names)


def picked(message: str, offered: Sequence[str]) -> str:
    """The treatment that "the second one" stands for, where treatments were offered; else the message."""
    match = _ORDINAL.match(message)
    if not match or not offered:
        return message
    if match["last"]:
        return offered[-1]
    if match["middle"]:
        return offered[len(offered) // 2] if len(offered) % 2 else message
    at = next(n for n, words in enumerate(_ORDINALS) if match["at"].lower() in words.split())
    return offered[at] if at < len(offered) else message
