"""What a visitor's own program can do to a page, and to its other visitors: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app import beside, start
from bot.feedback import Feedback, said_of
from bot.flow import Bot
from page.server import Settings
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
