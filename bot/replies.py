"""Messages that nothing is looked up for: what is no question, and what is asked in an emergency about it."""

from __future__ import annotations

import re

from bot import compose
from bot.contract import Answer, Question
from bot.language import other_language
from bot.wording import EMPTY, MAX_MESSAGE, WELCOME
from ingest import topics

_THANKS = re.compile(
    r"^\W*(?:(?:ok|okay|great|perfect|many|so much|a lot|very much|thanks|thank you|thx|cheers|bye)\W*)+$",
    re.I,
)
# What nobody does about a danger sign itself, so that it is another question: all else may be a remedy.
_OTHER_MATTERS = frozenset(
    {
        "sunscreen", "makeup", "makeup brushes", "mascara", "tinting", "false lashes", "lash curlers",
        "lash serum", "nails", "hats", "glasses", "headphones", "hair colouring", "hair styling", "shampoo",
        "shaving", "waxing", "facials", "fake tan", "deodorant", "perfume", "swimming", "sun", "exercise",
        "lifting", "cold weather", "sex", "kissing", "pets", "gardening", "cooking", "instruments",
        "giving blood", "dental work", "price",
    }
)  # fmt: skip


def unreadable(message: str) -> Answer | None:
    """A polite reply to what is no question: nothing, too much, or another language."""
    if not any(character.isalpha() for character in message):
        return compose.plain(message, "clarify", EMPTY)
    if _THANKS.match(message):
        return compose.plain(message, "clarify", WELCOME)
    if len(message) > MAX_MESSAGE:
        return compose.too_long(message)
    language = other_language(message)
    return None if language is None else compose.only_english(message, language)


def beside_danger(question: Question) -> bool:
    """Whether a question in an emergency is about something else: makeup, but no sign and no remedy."""
    about = [topics.named(name) for name in question.topics]
    return bool(about) and all(topic.name in _OTHER_MATTERS for topic in about)
