"""The presses of a page: whichever is heard first, the last one counts."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import gradio as gr

from page.presses import Presses, today_of


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


def test_a_press_waits_for_what_is_being_drawn_but_not_for_ever() -> None:
    presses, page = Presses(patience=0.1), gr.Request(session_hash="a")
    order: list[str] = []

    def press(told: str) -> None:
        with presses.turn(told, page):
            order.append(told)

    with presses.turn("#1", page):
        later = threading.Thread(target=press, args=["#2"])
        later.start()
        later.join(0.02)
        order.append("#1")
    later.join()
    assert order == ["#1", "#2"]
    with presses.turn("#3", page):
        press("#4")
    assert order[2:] == ["#4"]
