"""The presses of a page: whichever is heard first, the last one counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from page import talk as talks
from page.chat import chat
from page.presses import Presses, today_of
from page.service import JSON, Service
from tests.test_draw import answer
from tests.test_talk import SERVICE


def test_the_browsers_date_counts_where_it_is_likely() -> None:
    tomorrow = date.today() + timedelta(days=1)
    assert today_of(f"{tomorrow}#3") == today_of(tomorrow.isoformat()) == tomorrow
    assert today_of("1999-01-01") == today_of("") == date.today()


def test_of_the_presses_of_a_page_the_last_is_drawn_whichever_comes_first() -> None:
    def is_last(told: str, page: str) -> bool:
        with presses.turn(told, gr.Request(session_hash=page)) as last:
            return last

    presses = Presses(most=2)
    assert is_last("2026-11-27#2", "a")
    assert not is_last("2026-11-27#1", "a")
    assert is_last("2026-11-27#1", "b")
    assert is_last("2026-11-27#2", "a")
    assert is_last("", "c")
    assert is_last("2026-11-27#0", "b")  # of more pages than are remembered the oldest is forgotten


def test_a_press_waits_for_what_is_being_drawn() -> None:
    presses, page = Presses(), gr.Request(session_hash="a")
    order: list[str] = []
    begun = threading.Event()

    def press() -> None:
        begun.set()
        with presses.turn("#2", page):
            order.append("#2")

    with presses.turn("#1", page):
        later = threading.Thread(target=press)
        later.start()
        assert begun.wait(10)
        later.join(0.05)
        order.append("#1")
    later.join()
    assert order == ["#1", "#2"]


def test_a_press_does_not_wait_for_ever() -> None:
    presses, page = Presses(patience=0.01), gr.Request(session_hash="a")
    with presses.turn("#1", page), presses.turn("#2", page) as last:
        assert last


def wired(service: Service) -> dict[str, Any]:
    """What the chat's events call, by name."""
    with gr.Blocks() as page:
        chat(page, gr.HTML(), service)
    return {getattr(one.fn, "__name__", ""): one.fn for one in page.fns.values()}


def test_an_earlier_press_that_is_heard_later_draws_nothing() -> None:
    does, page = wired(SERVICE), gr.Request(session_hash="a")
    talk = talks.text(talks.said(talks.new(), "q"))
    stopped = does["halt"](talk, "#3", page)
    assert talks.read(stopped[0])["turns"][-1]["state"] == "stopped"
    taken_back = does["take_back"](talk, "#2", page)
    assert len(taken_back) == 7 and all(one == gr.skip() for one in taken_back)


def test_enter_in_the_emptied_box_does_not_end_the_answer_under_way() -> None:
    does, page = wired(SERVICE), gr.Request(session_hash="a")
    waiting = talks.text(talks.said(talks.new(), "q"))
    (nothing,) = does["reply"](" ", waiting, "#2", page)
    assert all(one == gr.skip() for one in nothing)
    drawn, *_ = does["reply"](" ", talks.text(talks.new()), "#2", page)
    assert talks.read(drawn[0])["turns"]


def test_a_danger_that_was_read_is_told_though_something_else_was_pressed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(gr, "Warning", lambda text, **_: told.append(text))
    page = gr.Request(session_hash="a")

    def replies(*_: object) -> Iterator[JSON | None]:
        does["correct"](
            SimpleNamespace(treatment="microneedling", date=""), talks.text(talks.new()), "#2", page
        )
        yield answer(urgency="emergency", instruction="Call now.")

    does = wired(replace(SERVICE, reply=replies))
    first, last = does["reply"]("my sight is going", talks.text(talks.new()), "#1", page)
    assert talks.read(first[0])["turns"] and all(one == gr.skip() for one in last)
    assert told == ["Call now."]
