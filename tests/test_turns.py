"""Passes of the models are done in one thread, in the order in which they were asked for."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.queries import Queries
from bot.turns import in_turn
from ingest.embed import Embedder


def test_short_work_is_let_in_between_the_parts_of_long_work() -> None:
    begun, done = threading.Event(), list[str]()

    def part(name: str) -> None:
        begun.wait(10)
        time.sleep(0.001)
        done.append(name)

    def long() -> None:
        for _ in range(500):
            in_turn(part, "long")

    with ThreadPoolExecutor(2) as callers:
        whole = callers.submit(long)
        callers.submit(in_turn, part, "short")
        begun.set()
        whole.result()
    assert done.index("short") < len(done) - 1


def test_whoever_asks_one_thread_does_it(embedder: Embedder) -> None:
    with ThreadPoolExecutor(4) as callers:
        names = set(callers.map(lambda _: in_turn(threading.current_thread).name, range(20)))
        vectors = list(callers.map(lambda _: Queries(embedder).vectors(["is it normal"]), range(4)))
    assert len(names) == 1
    assert all((one == vectors[0]).all() for one in vectors)


def test_what_goes_wrong_is_told_to_the_caller() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        in_turn(int, "no number")
