"""Next questions: only those that are answered, no more tried than are shown, and none twice."""

from __future__ import annotations

from pathlib import Path

from bot.contract import Question
from bot.follow_ups import FollowUps
from ingest.embed import Embedder
from ingest.index import Index, open_index
from ingest.treatments import shipped


def test_next_questions_are_tried_when_their_turn_comes(summaries_index: Path, embedder: Embedder) -> None:
    index = open_index(summaries_index, embedder.name)
    tried: list[str] = []

    def answers(text: str, _: Index) -> bool:
        tried.append(text)
        return not text.startswith("How long")

    follow_ups = FollowUps(answers, shipped())
    question = Question("", "", treatment="microneedling", slot="is_normal")
    offered = follow_ups.of(question, index)
    assert len(offered) == 3 and not any(text.startswith(("Is ", "How long")) for text in offered)
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
        Question("", "", treatment="tattoo", topics=("scabs",), slot="product"), index
    )
    assert asked[:2] == ("Are scabs normal after a tattoo?", "How long do scabs last after a tattoo?")
