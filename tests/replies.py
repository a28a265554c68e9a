"""What a model is asked in the tests, and a reply to it that its sources bear out."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.contract import Answer
from tests.chat_server import Messages

KEY = "sk-a-secret-that-nobody-may-read"
ASKED = "Is flaking normal after microneedling, and what can I do?"
Asking = Callable[..., list[Answer]]


def cites(messages: Messages, words: str) -> int:
    """The number of the passage, as the model sees it, that holds some words."""
    number = 0
    for line in messages[-1]["content"].split("\n"):
        if match := re.match(r"\[(\d+)\] ", line):
            number = int(match[1])
        if words in line:
            return number
    raise AssertionError(f"no passage holds {words!r}")


def perfect(messages: Messages) -> str:
    one = cites(messages, "common and temporary side effect")
    two = cites(messages, "Do not pick or scratch")
    return (
        f"Dry, flaky skin is a common and temporary side effect of microneedling [{one}]. "
        f"Do not pick or scratch flaking skin after microneedling [{two}]."
    )
