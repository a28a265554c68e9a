"""Which passages are found: those that name what a person does or uses, however far down they come."""

from __future__ import annotations

from bot.flow import Bot
from bot.retrieve import retrieve
from bot.understand import understand
from ingest.treatments import shipped

TABLE = shipped()


def test_what_names_what_is_used_is_found_beyond_the_best(bot: Bot) -> None:
    asked = understand("can I use aloe vera or sunscreen after microneedling", [], TABLE)
    every = retrieve(asked, bot.index, bot.queries, TABLE, limit=50)
    few = retrieve(asked, bot.index, bot.queries, TABLE, limit=1)
    assert few[0] == every[0]
    further = few[1:]
    texts = [f"{hit.passage.section} {hit.passage.text}".lower() for hit in further]
    assert texts and all("aloe" in text or "sunscreen" in text for text in texts)
    assert [hit for hit in every[1:] if hit in further] == further


def test_where_nothing_is_done_or_used_no_more_are_returned(bot: Bot) -> None:
    asked = understand("how long is my skin red after microneedling", [], TABLE)
    assert len(retrieve(asked, bot.index, bot.queries, TABLE, limit=1)) == 1
