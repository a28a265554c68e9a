"""A page whose index cannot be read: it stays up, says so, and danger signs come first all the same."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from gradio_client import Client

from app import start
from bot.flow import Bot
from bot.wording import UNAVAILABLE
from ingest.embed import Embedder
from page import talk as talks
from page.server import Settings
from tests.conftest import free_port
from tests.events import JSON, Visitor
from tests.test_serving import THROAT, status

ROUTINE = "is redness normal after microneedling?"


@pytest.fixture(scope="module")
def address(
    summaries_index: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    index = tmp_path_factory.mktemp("unavailable") / "index"
    shutil.copytree(summaries_index, index)
    bot = Bot(index, embedder)
    port = free_port()
    page = start(bot, Settings(port=port, a_minute=0))
    (index / "CURRENT").unlink()
    yield f"http://127.0.0.1:{port}"
    page.close(verbose=False)


def shown(visitor: Visitor, event: str, data: list[object], **props: object) -> JSON:
    done = visitor.send(visitor.number_of(event, **props), data)
    assert done["success"], done
    return done


def say(address: str, message: str, talk: talks.Talk) -> str:
    """Everything that is sent to the browser while a message is answered."""
    visitor = Visitor(address)
    box = visitor.number_of("submit", elem_id="box")
    told = visitor.follow(box, [message, talk, ""])
    assert told[-1]["success"]
    return json.dumps(told, ensure_ascii=False)


def test_the_page_opens_and_says_that_nothing_can_be_answered(address: str) -> None:
    assert status(f"{address}/health") == 503
    visitor = Visitor(address)
    assert visitor.follow(visitor.number_of("load"), [talks.new(), [], ""])[-1]["success"]
    talk = {**talks.new(), "treatment": "microneedling"}  # with a timeline to draw
    assert UNAVAILABLE in say(address, ROUTINE, talk)


def test_a_danger_sign_still_gets_its_banner(address: str) -> None:
    told = say(address, THROAT, talks.new())
    assert "banner emergency" in told.replace("\\", "") and "tel:911" in told
    assert "instruction" in told


def test_what_was_raised_before_stays_beside_the_question_that_cannot_be_answered(address: str) -> None:
    client = Client(address, verbose=False)
    danger = client.predict(THROAT, api_name="/ask")
    assert (danger["outcome"], danger["urgency"]) == ("escalated", "emergency")
    history = [{"role": "user", "content": THROAT}, {"role": "assistant", "content": danger["text"]}]
    beside = client.predict("can I wear makeup after microneedling?", history, api_name="/ask")
    assert beside["instruction"] == danger["instruction"] and beside["message"] == UNAVAILABLE
    urgent = client.predict("yellow pus comes out of the spot after microneedling", api_name="/ask")
    assert urgent["urgency"] == "urgent" and urgent["instruction"]
    with pytest.raises(Exception, match=UNAVAILABLE[:20]):
        client.predict(ROUTINE, api_name="/ask")
