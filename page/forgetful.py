"""The server's side of a session, without what was said in it; and what nobody fetched.

Gradio remembers what every field of a session last held, so that a link can open the page as it was: the
whole talk, for each of the latest sessions, for as long as the server runs. Here nothing asks for such links
(`page/door` has none), so nothing of it is remembered. What stays of a session are the properties of
components that it changed: which button shows, which choices a field offers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import gradio as gr
from gradio.state_holder import SessionState, StateHolder

SWEPT_EVERY = 60.0  # seconds


class _Session(SessionState):
    def _update_value_in_config(self, key: int, value: Any) -> None:  # noqa: ANN401
        """What a field holds is the browser's affair."""

    @property
    def config_values(self) -> dict[int, Any]:
        """A copy of the whole page in every session, some 90 kB, is for such links alone."""
        return {}

    @config_values.setter
    def config_values(self, _: dict[int, Any]) -> None:
        pass


class Sessions(StateHolder):
    """The latest sessions, as many as the page says."""

    def __init__(self, page: gr.Blocks) -> None:
        """Take the place of the page's own."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.set_blocks(page)

    def __getitem__(self, session_id: str) -> SessionState:
        if session_id not in self.session_data:
            self.session_data[session_id] = _Session(self.blocks)
        return super().__getitem__(session_id)


@asynccontextmanager
async def unfetched_forgotten(page: gr.Blocks) -> AsyncIterator[None]:
    """While this is open, what nobody fetched of what was answered is thrown away after a minute or two.

    Gradio would keep it for the next two thousand sessions: of a tab that was closed while its answer was on
    the way, or of a program that asks and never reads.
    """
    sweeping = asyncio.create_task(_sweep(page))
    try:
        yield
    finally:
        sweeping.cancel()


async def _sweep(page: gr.Blocks) -> None:
    idle: set[str] = set()
    while True:
        await asyncio.sleep(SWEPT_EVERY)
        queue = page._queue
        under_way = {event.session_hash for event in queue.event_ids_to_events.values()}
        waiting = set(queue.pending_messages_per_session) - under_way
        for session in waiting & idle:
            del queue.pending_messages_per_session[session]
            queue.pending_event_ids_session.pop(session, None)
        idle = waiting
