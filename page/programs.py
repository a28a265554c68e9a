"""The page's `/ask`, for programs: the same answers as JSON, and as an MCP tool where the page serves MCP."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.events import api

from page.asking import visitor
from page.service import Service

_ROLES = ("user", "assistant")


def programs(service: Service) -> None:
    """Add `/ask` to the page that is being built."""

    def ask(
        message: str, history: list[dict[str, str]] | None = None, request: gr.Request | None = None
    ) -> dict[str, Any]:
        """Answer an aftercare question after a cosmetic skin treatment, in cited, quoted sentences.

        Args:
            message: the question.
            history: what was said before it, oldest first: {"role": "user" or "assistant", "content": text}.
            request: filled in by the server.
        """
        for turn in history or ():
            if not isinstance(turn, dict) or turn.get("role") not in _ROLES:
                raise gr.Error('history: each turn is {"role": "user" or "assistant", "content": text}.')
            if not isinstance(turn.get("content"), str):
                raise gr.Error("history: content is a text.")
        turns = [{"role": turn["role"], "content": turn["content"]} for turn in history or ()]
        had = {"treatment": None, "day": None}
        *_, answer = service.reply(str(message), turns, had, visitor(request))
        if answer is None:
            raise gr.Error(service.unavailable)
        return answer

    api(ask, api_name="ask", concurrency_limit=None)
