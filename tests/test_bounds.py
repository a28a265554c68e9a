"""A conversation without an end: it is refused in words, and its latest part is read for danger signs."""

from __future__ import annotations

from bot import bounds
from bot.contract import Turn
from bot.flow import Bot
from bot.wording import MAX_CHAT, MAX_MESSAGE
from tests.test_serving import THROAT

LONG = [Turn("user", "my skin is a little red and I wonder. " * 100), Turn("assistant", "Redness is normal.")]


def test_what_is_read_of_it_is_its_latest_part() -> None:
    history = LONG * 60
    message, latest = bounds.latest("and now?", history)
    assert message == "and now?" and list(latest) == history[-len(latest) :]
    left = bounds.length(message, latest)
    assert MAX_CHAT - bounds.length("", LONG) < left <= MAX_CHAT
    assert bounds.length("", [Turn("user", "")] * 10_000) > MAX_CHAT
    text, none = bounds.latest("a" * 1_000_000 + "b", LONG)
    assert text[0] == "a" and text[-1] == "b" and len(text) == 1_000_001 and none == ()


def test_a_chat_without_an_end_is_refused_with_its_length_and_danger_comes_first(bot: Bot) -> None:
    history = LONG * 60
    refused = bot.answer("is redness normal after microneedling?", history)
    assert (
        refused.outcome == "clarify"
        and f"{MAX_CHAT:,}" in (refused.message or "")
        and refused.instruction is None
    )
    assert bot.answer(THROAT, history).outcome == "escalated"
    beside = bot.answer("is redness normal?", [*history, Turn("user", THROAT)])
    assert beside.urgency == "emergency" and beside.instruction


def test_a_message_longer_than_a_chat_may_be_is_read_all_the_same(bot: Bot) -> None:
    half = "my skin is a little red and I wonder. " * (MAX_CHAT // 70)
    assert bot.answer(f"{half}{THROAT}. {half}", LONG).outcome == "escalated"


def test_an_ordinary_long_chat_is_answered(bot: Bot) -> None:
    history = [Turn("user", "my skin is a bit red. " * 9), Turn("assistant", "Redness is normal. " * 50)] * 60
    assert bounds.length("", history) > 10 * MAX_MESSAGE
    assert bot.answer("is dry skin normal after microneedling?", history).outcome == "answered"
