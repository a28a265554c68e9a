"""The components that show a talk, and what every event of the page has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

HIDDEN: dict[str, Any] = {"api_visibility": "private", "concurrency_limit": None}
# The last input of an event is the browser's own date.
TODAY = "(...told) => [...told.slice(0, -1), aftercare.today()]"


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that show a talk, in the order of `View`."""

    talk: gr.BrowserState
    chat: gr.Chatbot
    sources: gr.HTML
    banner: gr.HTML
    fields: gr.HTML
    timeline: gr.HTML

    def all(self) -> list[Any]:
        """As the outputs of an event."""
        return [self.talk, self.chat, self.sources, self.banner, self.fields, self.timeline]
