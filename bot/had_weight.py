"""How much the words of its clause speak for a treatment: whose it was, whether it was had, and when."""

from __future__ import annotations

import re

from bot.had_words import (
    ASKED_ABOUT,
    BEFORE_NOW,
    CLAUSE,
    DOING_IT,
    DONE,
    GOES_ON,
    HAD,
    HAVING,
    IS,
    IS_IT_OK,
    LATELY,
    LONG_AGO,
    NOT_HAD,
    OTHERS,
    OVER,
    OWN,
    PLANNED,
    PRODUCT,
    SOME_TIME_AGO,
    TO_COME,
    TOLD,
)
from ingest.mentions import Mention

_BESIDE = 200  # characters beside a name that are read: keeps a long message fast
_HAD_IT, _HAVING_IT, _ONLY_ASKED = 4, 1, -8
NOT_IT = -5  # the weight of one that was not had, or not this time, or less
OTHER_ONE = -10  # outweighs all that could speak for it
_WEIGHTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (OWN, 4),
    (LATELY, 2),
    (SOME_TIME_AGO, -1),
    (LONG_AGO, NOT_IT),
    (TO_COME, NOT_IT),
)


def was_had(mention: Mention, text: str) -> bool:
    """Whether nothing tells that this treatment was not had, long ago, is booked, or only asked about."""
    return weight(mention, text) > NOT_IT


def only_asked(mention: Mention, text: str) -> bool:
    """Whether this treatment is only asked about: "can I have a peel?", "and waxing my lip?"."""
    before, after = around(mention, text)
    if HAD.search(before) or LATELY.search(f"{before} {after}"):
        return False
    return bool(ASKED_ABOUT.search(before)) or _goes_on_to(mention, text)


def _goes_on_to(mention: Mention, text: str) -> bool:
    """Whether a message goes on to ask of a treatment by what one does: "and waxing my lip?"."""
    before, after = around(mention, text)
    told = LATELY.search(after) or SOME_TIME_AGO.search(after) or TOLD.search(after)
    return bool(GOES_ON.match(before) and DOING_IT.match(text, mention.end)) and not told


def in_brackets(mention: Mention, text: str) -> bool:
    """Whether a name alone in brackets says what was meant: "got my lips done (lip blush)"."""
    alone = text[mention.start - 1 : mention.start] == "(" and text[mention.end : mention.end + 1] == ")"
    return alone and not ASKED_ABOUT.search(CLAUSE.split(text[: mention.start - 1])[-1])


def weight(mention: Mention, text: str) -> int:
    """How much the words beside a treatment speak for it: what is above 0 does, what is below against it."""
    before, after = around(mention, text)
    sentence = re.split(r"[.!?;]\s", text[max(0, mention.start - _BESIDE) : mention.start])[-1]
    others = OTHERS.search(sentence) and not OWN.search(before)
    never = NOT_HAD.search(before) and not BEFORE_NOW.search(after)
    if others or never or PRODUCT.search(after):
        return OTHER_ONE
    found = _HAD_IT if HAD.search(before) else 0
    if in_brackets(mention, text):
        found = _HAD_IT + 1
    asked = ASKED_ABOUT.search(before) or (IS.search(before) and IS_IT_OK.search(after))
    if not found and (asked or _goes_on_to(mention, text)):
        return _ONLY_ASKED - bool(OVER.search(before))
    if not found and (HAVING.search(before) or DONE.match(text, mention.end)):
        found = _HAVING_IT
    if PLANNED.search(before):
        found += NOT_IT
    return found + sum(worth for said, worth in _WEIGHTS if said.search(f"{before} {after}"))


def around(mention: Mention, text: str) -> tuple[str, str]:
    """What stands before and behind a treatment in its clause."""
    before = text[max(0, mention.start - _BESIDE) : mention.start]
    return CLAUSE.split(before)[-1], CLAUSE.split(text[mention.end : mention.end + _BESIDE])[0]
