"""Next questions: only those that are answered, no more tried than are shown, and none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.contract import Question
from bot.flow import Bot
from bot.follow_ups import FollowUps
from bot.ready import get_ready
from ingest.chroma import StoreFailed
from ingest.embed import Embedder
from ingest.index import Index, open_index
from ingest.treatments import shipped


def test_next_questions_are_tried_when_their_turn_comes(summaries_index: Path, embedder: Embedder) -> None:
    index = open_index(summaries_index, embedder.name)
    tried: list[str] = []

    def answers(text: str, _: Index) -> bool:
        tried.append(text)
        return not text.startswith("What can")

    follow_ups = FollowUps(answers, shipped())
    question = Question("", "", treatment="microneedling", slot="is_normal")
    offered = follow_ups.of(question, index)
    assert len(offered) == 3 and not any(text.startswith(("Is ", "What can")) for text in offered)
    assert tried == [tried[0], *offered]  # the one that is not answered, and those that are shown
    assert follow_ups.of(question, index) == offered and len(tried) == 4


def test_a_treatment_is_spoken_of_as_people_write_it(summaries_index: Path, embedder: Embedder) -> None:
    table, index = shipped(), open_index(summaries_index, embedder.name)
    for name in table.names:
        spoken = table.spoken(name)
        assert {mention.name for mention in table.find(f"is redness normal after {spoken}?")} == {name}
        asked = FollowUps(lambda *_: True, table).of(Question("", "", treatment=name), index)
        assert len(asked) == 3 and all(text.endswith(f" after {spoken}?") for text in asked)
    assert [table.spoken(name) for name in ("ipl", "tattoo", "waxing")] == ["IPL", "a tattoo", "waxing"]


def test_several_are_spoken_of_as_several(summaries_index: Path, embedder: Embedder) -> None:
    index = open_index(summaries_index, embedder.name)
    asked = FollowUps(lambda *_: True, shipped()).of(
        Question("", "", treatment="tattoo", topics=("scabs",), slot="when_call"), index
    )
    assert asked[0] == "Are scabs normal after a tattoo?"
    assert asked[2] == "How long do scabs last after a tattoo?"


def test_next_questions_are_found_before_anybody_asks(
    summaries_index: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = Bot(summaries_index, embedder)
    get_ready(bot)
    ready = {name: bot.examples(name) for name in bot.index.treatments}
    assert any(ready.values())
    monkeypatch.setattr("bot.flow.retrieve", lambda *_, **__: pytest.fail("looked up again"))
    assert {name: bot.examples(name) for name in bot.index.treatments} == ready


def test_an_index_that_fails_meanwhile_stops_nothing(
    summaries_index: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise StoreFailed("the store failed")

    monkeypatch.setattr("bot.flow.retrieve", fails)
    get_ready(Bot(summaries_index, embedder))
