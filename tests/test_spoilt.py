"""One spoilt sentence in a model's reply: it is left out, the answer says so, and alone it shows nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.flow import Bot
from bot.wording import DISCLAIMER, LEFT_OUT, LEFT_OUT_ONE, WHY_QUOTED
from tests.chat_server import Messages
from tests.replies import ASKED, Asking, cites, perfect

SPOILT: dict[str, Callable[[Messages], str]] = {
    "a wrong number": lambda m: (
        f"Redness after microneedling should settle within 24 to 72 hours [{cites(m, 'settle within')}]."
    ),
    "an invented source": lambda m: "Do not pick or scratch flaking skin after microneedling [9].",
    "no source": lambda m: "Do not pick or scratch flaking skin after microneedling.",
    "a huge number": lambda m: "Do not pick or scratch flaking skin after microneedling [999999999].",
    "number nought": lambda m: "Do not pick or scratch flaking skin after microneedling [0].",
    "the wrong passage": lambda m: (
        f"Do not pick or scratch flaking skin after microneedling [{cites(m, 'common and temporary')}]."
    ),
    "a negation turned": lambda m: (
        f"Pick or scratch flaking skin after microneedling [{cites(m, 'Do not pick or scratch')}]."
    ),
    "another treatment": lambda m: (
        f"Do not pick or scratch flaking skin after a chemical peel [{cites(m, 'Do not pick or scratch')}]."
    ),
    "a product named": lambda m: (
        f"Put Glowmax on flaking skin after microneedling, and do not pick [{cites(m, 'Do not pick')}]."
    ),
    "a picture": lambda m: (
        f"Do not pick or scratch flaking skin ![x](https://evil.example/x.png) [{cites(m, 'Do not pick')}]."
    ),
    "what it leaned on gone": lambda m: (
        f"It is magic [1]. This is a common side effect [{cites(m, 'common and')}]."
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_sentence_that_its_source_does_not_bear_out_is_left_out_and_said_so(name: str, ask: Asking) -> None:
    last = ask(lambda m: f"{perfect(m)} {SPOILT[name](m)}")[-1]
    gone = 2 if name in ("a picture", "what it leaned on gone") else 1  # of the picture, "!" ends a sentence
    assert last.mode == "model" and len(last.sentences) == 2
    assert last.left_out == gone
    assert (LEFT_OUT_ONE if gone == 1 else LEFT_OUT.format(count=gone)) in last.text


@pytest.mark.parametrize("name", SPOILT)
def test_where_nothing_is_left_the_quoted_answer_stands(name: str, ask: Asking, bot: Bot) -> None:
    last = ask(SPOILT[name])[-1]
    quoted = bot.answer(ASKED)
    assert (last.mode, last.why_quoted) == ("quoted", "unproved")
    assert last.sentences == quoted.sentences and last.citations == quoted.citations
    assert WHY_QUOTED["unproved"] in last.text and last.text.endswith(DISCLAIMER)
