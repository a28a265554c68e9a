"""What people say stays in their browser: a running page holds no word of it once it has answered."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Iterator
from types import FrameType

import gradio as gr
import pytest

from app import beside, start
from bot.feedback import Feedback
from bot.flow import Bot
from page.server import Settings
from tests.conftest import ROOT, free_port
from tests.test_serving import status

# Said by another process, and never as a whole in this one.
HALVES = ("zqvx", "wkjy")
SAID = """
import sys
from gradio_client import Client
from page import talk as talks
from tests.events import Visitor

address, mark = sys.argv[1], "".join(sys.argv[2:4])
message = f"is redness normal after microneedling? my friend {mark} says so"
visitor = Visitor(address)
box = visitor.number_of("submit", elem_id="box")
if sys.argv[4] == "whole":
    before = talks.said(talks.new(), message)
    visitor.send(visitor.number_of("load"), [before, [before, before], ""])
    talk = visitor.ask(box, message, before)
    print(talk["turns"][-1]["answer"]["outcome"])
    visitor.send(visitor.number_of("change", storage_key="aftercare-talk-1"), [talk, None])
    turns = [{"role": "user", "content": message}]
    Client(address, verbose=False).predict(message, turns, api_name="/ask")
else:
    visitor.join(box, [message, talks.new(), ""])
# Gradio's queue holds the last events till others come.
for question in ("is swelling normal?", "which SPF after a peel?", "can I swim?", "is itching normal?"):
    visitor = Visitor(address)
    visitor.send(visitor.number_of("submit", elem_id="box"), [question, talks.new(), ""])
print("said")
"""


@pytest.fixture(scope="module")
def page(bot: Bot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[gr.Blocks]:
    box = Feedback(tmp_path_factory.mktemp("nowhere") / "feedback.sqlite")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("page.forgetful.SWEPT_EVERY", 1.0)
        page = start(bot, Settings(port=free_port(), a_minute=0), beside(bot, box.path))
        yield page
        page.close(verbose=False)


def say(page: gr.Blocks, how: str) -> str:
    command = [sys.executable, "-c", SAID, str(page.local_url).rstrip("/"), *HALVES, how]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def holders() -> list[str]:
    """What in this process holds a text with the mark in it."""
    gc.collect()
    mark, found = "".join(HALVES), []
    for one in gc.get_objects():
        if isinstance(one, FrameType):
            continue
        for text in gc.get_referents(one):
            if (isinstance(text, str) and mark in text) or (
                isinstance(text, bytes) and mark.encode() in text
            ):
                found.append(type(one).__name__)
    return found


def left(patience: float = 20) -> list[str]:
    """What still holds it when what was under way has had the time to end."""
    until = time.monotonic() + patience
    while (found := holders()) and time.monotonic() < until:
        time.sleep(0.5)
    return found


def test_what_was_said_and_answered_is_held_nowhere(page: gr.Blocks) -> None:
    assert say(page, "whole").split() == ["answered", "said"]
    assert left() == []


def test_what_nobody_fetched_is_soon_forgotten(page: gr.Blocks) -> None:
    assert say(page, "unread").split() == ["said"]
    assert left() == []


def test_there_is_no_link_that_would_store_a_session(page: gr.Blocks) -> None:
    assert status(f"{page.local_url}gradio_api/deep_link?session_hash=x") == 404
    assert status(f"{page.local_url}gradio_api/deep_link/?session_hash=x") == 404
    assert status(f"{page.local_url}gradio_api/runs") == 404


def test_a_session_is_no_copy_of_the_page(page: gr.Blocks) -> None:
    assert say(page, "whole").split() == ["answered", "said"]
    sessions = page.state_holder.session_data.values()
    assert sessions
    assert not any(one for session in sessions for one in session.components)
