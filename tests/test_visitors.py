"""What a visitor's own program can do to a page, and to its other visitors: nothing."""

from __future__ import annotations

import http.client
import json
import urllib.error
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import beside, start
from bot.feedback import Feedback, said_of
from bot.flow import Bot
from page import talk as talks
from page.door import MOST_BYTES
from page.server import Settings
from page.wording_keeper import TOO_OFTEN
from tests.conftest import free_port
from tests.events import Visitor


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Feedback:
    return Feedback(tmp_path_factory.mktemp("visitors") / "feedback.sqlite")


@pytest.fixture(scope="module")
def address(bot: Bot, box: Feedback) -> Iterator[str]:
    port = free_port()
    page = start(bot, Settings(port=port, a_minute=0), beside(bot, box.path))
    yield f"http://127.0.0.1:{port}"
    page.close(verbose=False)


@pytest.mark.parametrize("number", [None, "", "all", "%", "00000000"])
def test_nobody_erases_what_others_sent(address: str, bot: Bot, box: Feedback, number: object) -> None:
    box.erase_all()
    said = said_of(bot.answer("is redness normal?").to_dict(), helpful=True, reason="")
    box.add(said)
    box.add(replace(said, number="another"))
    visitor = Visitor(address)
    take_back = visitor.number_of("click", value="Erase what I sent")
    assert visitor.send(take_back, [number])["success"]
    assert len(box.all()) == 2
    assert visitor.send(take_back, [said.number])["success"]
    assert [one.number for one in box.all()] == ["another"]


def test_only_a_keepers_page_takes_files(address: str, bot: Bot, tmp_path: Path) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        Visitor(address).upload("a.txt", b"words")
    port = free_port()
    page = start(bot, Settings(port=port), beside(bot, uploads=tmp_path / "uploads"))
    assert Visitor(f"http://127.0.0.1:{port}").upload("a.txt", b"words")["path"]
    page.close(verbose=False)


@pytest.mark.parametrize("told", [True, False])
def test_what_is_larger_than_any_chat_is_refused(address: str, told: bool) -> None:
    kind = {"Content-Type": "application/json"}
    chat = json.dumps({"fn_index": 0, "data": ["x" * (MOST_BYTES // 2)], "session_hash": "a"}).encode()
    connection = http.client.HTTPConnection(address.removeprefix("http://"))
    for body, wanted in ((chat, 200), (chat + b" " * MOST_BYTES, 413)):
        parts = iter([body]) if not told else body
        connection.request("POST", "/gradio_api/queue/join", parts, kind, encode_chunked=not told)
        response = connection.getresponse()
        assert (response.status, bool(response.read())) == (wanted, True)
        connection.close()


def test_one_visitor_cannot_fill_the_feedback(address: str, bot: Bot, box: Feedback) -> None:
    box.erase_all()
    talk = talks.answered(
        talks.said(talks.new(), "is redness normal?"), bot.answer("?").to_dict(), date.today()
    )
    visitor = Visitor(address)
    yes, send = (visitor.number_of("click", value=name) for name in ("Yes", "Send feedback"))
    for _ in range(13):
        visitor.send(yes, [])
        told = visitor.send(send, [talk, None, "", True])
        assert told["success"]
    assert len(box.all()) == 10
    assert TOO_OFTEN in json.dumps(told["output"]["data"])
