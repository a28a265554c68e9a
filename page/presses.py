"""What the browser tells with each press: its date and the press's number; and whose turn it is to be drawn.

A later press ends what an earlier one of the same page still has to show: an answer that is under way would
be drawn over what was corrected or taken back meanwhile. Gradio's own cancelling does not tell which of the
two comes first; here what is being drawn is waited for, and then nothing earlier follows.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

import gradio as gr

_AWAY = timedelta(days=1)  # the calendar of a browser elsewhere is a day ahead or behind at most
_MOST = 10_000  # pages that are remembered; the one that pressed longest ago is forgotten first
_PATIENCE = 5.0  # seconds to wait for what is being drawn, lest something that nobody ends be waited for
_DIGITS = 15


def today_of(told: str) -> date:
    """The browser's own date, where it is a likely one; else the server's.

    >>> today_of("1999-01-01#3") == date.today()
    True
    """
    here = date.today()
    try:
        there = date.fromisoformat(told.partition("#")[0])
    except (AttributeError, ValueError):
        return here
    return there if abs(there - here) <= _AWAY else here


@dataclass(slots=True)
class _Page:
    last: int = 0
    drawing: threading.Lock = field(default_factory=threading.Lock)


class Presses:
    """The last press of each open page. Safe to use from several threads."""

    def __init__(self, most: int = _MOST, patience: float = _PATIENCE) -> None:
        """Remember so many pages, and wait so many seconds."""
        self._most = most
        self._patience = patience
        self._pages: dict[str, _Page] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, told: str, request: gr.Request | None) -> Iterator[bool]:
        """Whether this press is the last that is known of its page; none of that page is drawn meanwhile."""
        number = _number(told)
        page = self._page(getattr(request, "session_hash", None) or "")
        with self._lock:
            page.last = max(page.last, number)
        held = page.drawing.acquire(timeout=self._patience)
        try:
            yield number >= page.last
        finally:
            if held:
                page.drawing.release()

    def _page(self, name: str) -> _Page:
        with self._lock:
            page = self._pages.pop(name, None) or _Page()
            self._pages[name] = page
            if len(self._pages) > self._most:
                del self._pages[next(iter(self._pages))]
        return page


def _number(told: str) -> int:
    """Of "2026-11-27#12" the 12; 0 where there is none."""
    number = str(told).partition("#")[2][:_DIGITS]
    return int(number) if number.isascii() and number.isdigit() else 0
