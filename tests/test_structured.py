"""Replies as data: from models that can be held to a schema, through langchain-openai itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flow import Bot
from bot.model import ModelChoice
from bot.structured import SCHEMA, Reply
from ingest.embed import Embedder
from tests.chat_server import Messages, Script, chat_server
from tests.replies import ASKED, KEY, Asking, perfect


def as_data(messages: Messages) -> str:
    """The perfect reply as data."""
    sentences = re.findall(r"(.+?) \[(\d+)\]\. ?", perfect(messages))
    return json.dumps({"sentences": [{"text": f"{t}.", "passages": [int(n)]} for t, n in sentences]})


@pytest.fixture(scope="module")
def data_bot(summaries_index: Path, embedder: Embedder, script: Script) -> Iterator[Bot]:
    """A bot whose model is known to keep to a schema."""
    with pytest.MonkeyPatch.context() as patch, chat_server(script) as url:
        patch.setenv("OPENAI_API_KEY", KEY)
        yield Bot(summaries_index, embedder, model=ModelChoice("openai:gpt-4o-mini", url, 20, 300))


@pytest.fixture(autouse=True)
def _anew(script: Script) -> None:
    script.__dict__.update(Script().__dict__)


def test_a_model_that_keeps_to_a_schema_is_given_ours_and_its_sentences_grow(
    data_bot: Bot, script: Script, ask: Asking
) -> None:
    script.reply = as_data
    grown = list(data_bot.stream(ASKED))
    given = script.asked[-1]["response_format"]["json_schema"]
    assert given["schema"]["properties"] == SCHEMA["properties"]
    assert script.asked[-1]["stream"] is True
    assert 1 in [len(answer.sentences) for answer in grown]
    assert grown[-1].mode == "model"
    assert grown[-1].text == ask(perfect)[-1].text  # as good as prose


def test_prose_is_understood_though_data_was_asked_for(data_bot: Bot, script: Script) -> None:
    script.reply = perfect
    assert len(data_bot.answer(ASKED).sentences) == 2


def test_a_model_of_which_nothing_is_known_is_asked_for_prose(ask: Asking, script: Script) -> None:
    assert ask(as_data)[-1].mode == "model"  # data is understood all the same
    assert "response_format" not in script.asked[-1]


@pytest.mark.parametrize(("finish", "reason"), [("length", "endless"), ("content_filter", "endless")])
def test_data_that_is_cut_short_ends_in_the_quoted_answer(
    finish: str, reason: str, data_bot: Bot, script: Script
) -> None:
    script.reply, script.finish = as_data, finish
    assert data_bot.answer(ASKED).why_quoted == reason


def test_what_data_says_is_proved_like_prose(data_bot: Bot, script: Script) -> None:
    def changed(messages: Messages) -> str:
        return as_data(messages).replace("Do not pick", "You may pick")

    script.reply = changed
    answer = data_bot.answer(ASKED)
    assert (answer.left_out, len(answer.sentences)) == (1, 1)


def test_a_sentence_is_told_once_it_is_followed_by_another() -> None:
    reply = Reply()
    one, other = '{"text": "Wait a day.", "passages": [2, 3]}', '{"text": "Rest. Sleep", "passages": [1]}'
    text = f'{{"sentences": [{one}, {other}]}}'
    told = [[(c.text, c.numbers) for c in reply.feed(letter)] for letter in text]
    assert [one for one in told if one] == [[("Wait a day.", (2, 3))]]
    assert [(c.text, c.numbers) for c in reply.end()] == [("Rest.", ()), ("Sleep", (1,))]
