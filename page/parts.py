"""The components that show a talk, and what every event of the page has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from page.view import View

HIDDEN: dict[str, Any] = {"api_visibility": "private", "concurrency_limit": None}
# The last input of an event is the browser's own date.
TODAY = "(...told) => [...told.slice(0, -1), aftercare.today()]"


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that show a talk."""

    talk: gr.BrowserState
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
        return view.talk, chat, view.sources, view.banner, view.fields, view.timeline
