"""The components that show a talk, and what every event of the page has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from page import talk as talks
from page.presses import Presses, today_of
from page.service import Service
from page.talk import Talk
from page.view import View, view

HIDDEN: dict[str, Any] = {"api_visibility": "private", "concurrency_limit": None}
# The last input of an event is what the browser tells with it (`page/presses`).
TOLD = "(...given) => [...given.slice(0, -1), aftercare.told()]"


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that show a talk."""

    talk: gr.BrowserState  # as text, see page/talk
    chat: gr.Chatbot
    sources: gr.HTML
    banner: gr.HTML
    fields: gr.HTML
    timeline: gr.HTML

    def all(self) -> list[Any]:
        """As the outputs of an event."""
        return [self.talk, self.chat, self.sources, self.banner, self.fields, self.timeline]

    def show(self, view: View) -> tuple[Any, ...]:
        """What `all` of them show then."""
        chat: Any = view.messages
        if view.examples is not None:
            chat = gr.update(value=view.messages, examples=view.examples)
        return talks.text(view.talk), chat, view.sources, view.banner, view.fields, view.timeline


@dataclass(frozen=True, slots=True)
class Board:
    """The parts, and all it takes to draw a talk on them when something was pressed."""

    parts: Parts
    given: gr.Textbox  # what the browser tells with a press, see TOLD
    presses: Presses
    service: Service

    def draw(self, talk: Talk, told: str) -> tuple[Any, ...]:
        """What all parts show of a talk."""
        return self.parts.show(view(talk, today_of(told), self.service))

    def pressed(self, talk: Talk, told: str, request: gr.Request, *more: object) -> tuple[Any, ...]:
        """The same, and more outputs, for a press that ends what was under way.

        Nothing at all where a later press is known already.
        """
        with self.presses.turn(told, request) as last:
            drawn = (*self.draw(talk, told), *more)
            return drawn if last else tuple(gr.skip() for _ in drawn)
