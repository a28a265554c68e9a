"""Every way to ask: typed, an example, a button under an answer, once more. And to stop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from page import talk as talks
from page.parts import HIDDEN, TODAY, Parts
from page.service import Service
from page.talk import Talk
from page.view import today_of, view


def asking(
    parts: Parts, box: gr.Textbox, today: gr.Textbox, stop: gr.Button, again: gr.Button, service: Service
) -> list[Any]:
    """Wire them; the answer is drawn as it grows, and can be stopped. Returns the events, to be cancelled."""

    def reply(message: str, talk: Talk, told: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        day = today_of(told)
        before, talk = talks.history(talk), talks.said(talk, message)
        yield (*parts.show(view(talk, day, service)), "", gr.update(visible=True))
        had = {"treatment": talk["treatment"], "day": talks.day_of(talk, day), "today": day}
        for answer in service.reply(message, before, had, visitor(request)):
            talk = talks.answered(talk, answer, day)
            yield (*parts.show(view(talk, day, service)), gr.skip(), gr.skip())
        # A BrowserState cannot be skipped: it would keep the skip.
        yield (talk, *(gr.skip() for _ in parts.all()[1:]), gr.skip(), gr.update(visible=False))

    def pick_example(
        event: gr.SelectData, talk: Talk, told: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        yield from reply(event.value["text"], talk, told, request)

    def pick_option(
        event: gr.SelectData, talk: Talk, told: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        yield from reply(event.value, talk, told, request)

    def once_more(talk: Talk, told: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        talk, message = talks.without_last(talk)
        if message:
            yield from reply(message, talk, told, request)

    outputs = [*parts.all(), box, stop]
    asked: dict[str, Any] = {"js": TODAY, "show_progress": "minimal", "show_progress_on": parts.chat}
    events: list[Any] = [
        box.submit(reply, [box, parts.talk, today], outputs, **asked, **HIDDEN),
        parts.chat.example_select(pick_example, [parts.talk, today], outputs, **asked, **HIDDEN),
        parts.chat.option_select(pick_option, [parts.talk, today], outputs, **asked, **HIDDEN),
        again.click(once_more, [parts.talk, today], outputs, **asked, **HIDDEN),
    ]

    def halt(talk: Talk, told: str) -> tuple[Any, ...]:
        shown = view(talks.stopped(talk), today_of(told), service)
        return (*parts.show(shown), gr.update(visible=False))

    stop.click(halt, [parts.talk, today], [*parts.all(), stop], js=TODAY, cancels=events, **HIDDEN)
    return events


def visitor(request: gr.Request | None) -> str:
    """The address that a message comes from, for the limit on how often; "" where it is not known."""
    client = getattr(request, "client", None)
    return str(client.host) if client else ""
