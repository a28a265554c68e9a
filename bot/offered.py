"""Choices that were offered, and which of them a reply picks: "the second one"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.slots import slot_of
from ingest import topics
from ingest.treatments import TreatmentTable

# Which of the choices that were offered: "the second one", "2", "the last".
_ORDINAL = re.compile(
    r"^\W*(?:the\s+|number\s+|no\.?\s*|option\s+)?(?:(?P<at>1|2|3|4|5|6|1st|2nd|3rd|4th|5th|6th|one|two|three|first"
    r"|second|third|fourth|fifth|sixth)|(?P<middle>middle)|(?P<last>last))(?:\s+(?:one|option|choice))?"
    r"(?:\s+please)?(?:\W*$|[.!]\s+(?P<rest>.+))",
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


def last_question(said: str) -> str:
    """The question that ends what was said, without its mark; empty where none does.

    >>> last_question("I see. Is it hot?")
    'Is it hot'
    """
    asked = said.rstrip()
    if not asked.endswith("?"):
        return ""
    asked = asked.rstrip("? ")
    return asked[max(asked.rfind(mark) for mark in ".?!\n") + 1 :].strip()


def offered_in(reply: str, table: TreatmentTable) -> tuple[str, ...]:
    """The treatments that a reply gave to choose from, as they are listed in it or asked about at its end."""
    items = (line.removeprefix("- ").strip() for line in reply.splitlines() if line.startswith("- "))
    listed = tuple(item for item in items if item in table.names)
    return listed or tuple(mention.name for mention in table.find(last_question(reply)))


def picked(message: str, offered: Sequence[str]) -> str:
    """The treatment that "the second one" stands for, where treatments were offered; else the message."""
    match = _ORDINAL.match(message)
    if not match or not offered:
        return message
    if match["last"]:
        at = len(offered) - 1
    elif match["middle"]:
        at = len(offered) // 2 if len(offered) % 2 else len(offered)
    else:
        at = next(n for n, words in enumerate(_ORDINALS) if match["at"].lower() in words.split())
    if at >= len(offered):
        return message
    rest = match["rest"] or ""  # what asks nothing is left: "number 2. my mate had number 1"
    asks = topics.find(rest) or slot_of(rest) != "open"
    return f"{offered[at]}. {rest}" if asks else offered[at]
