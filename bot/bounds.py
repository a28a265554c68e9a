"""How much of one conversation is read: what nobody types by hand would cost everybody else the time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.contract import Turn
from bot.wording import MAX_CHAT

# Characters of one message that are read for danger: no message is too long to be an emergency, and some five
# seconds of reading is what another one may cost.
_MESSAGE = 1_000_000
_TURN = 50  # characters that a turn counts beside its own, so that empty ones have an end too


def length(message: str, history: Sequence[Turn]) -> int:
    """What a conversation comes to, in characters."""
    return len(message) + sum(map(_weight, history))


def latest(message: str, history: Sequence[Turn]) -> tuple[str, Sequence[Turn]]:
    """What is read of one that is over MAX_CHAT: the message, and the latest turns that fit beside it.

    Of a message that no page sends both ends are read.
    """
    if len(message) > _MESSAGE:
        half = _MESSAGE // 2
        return f"{message[:half]}\n{message[-half:]}", ()
    left, first = MAX_CHAT - len(message), len(history)
    while first and (weight := _weight(history[first - 1])) <= left:
        left, first = left - weight, first - 1
    return message, history[first:]


def _weight(turn: Turn) -> int:
    return len(turn.content) + _TURN
