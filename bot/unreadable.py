"""Messages that are no question: nothing, thanks, too much at once, another language."""

from __future__ import annotations

import re

from bot import compose
from bot.contract import Answer
from bot.language import other_language
from bot.wording import EMPTY, MAX_MESSAGE, WELCOME

_THANKS = re.compile(
    r"^\W*(?:(?:ok|okay|great|perfect|many|so much|a lot|very much|thanks|thank you|thx|cheers|bye)\W*)+$",
    re.I,
)


def unreadable(message: str) -> Answer | None:
    """A polite reply to what is no question; None where it may be one."""
    if not any(character.isalpha() for character in message):
        return compose.plain(message, "clarify", EMPTY)
    if _THANKS.match(message):
        return compose.plain(message, "clarify", WELCOME)
    if len(message) > MAX_MESSAGE:
        return compose.too_long(message)
    language = other_language(message)
    return None if language is None else compose.only_english(message, language)
