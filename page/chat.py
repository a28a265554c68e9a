"""The chat's components and events; what it asks of the bot is handed in as callables.

Holds no conversation of its own: each browser session carries its turns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from page import draw

_EXAMPLES = (
    "Dry red flaky skin a week after microdermabrasion. Is this normal?",
    "Which SPF do I need after microneedling?",
    "Can I take a hot shower after microneedling?",
    "When should I go back to the clinic after microdermabrasion?",
)
_HIDDEN: dict[str, Any] = {"api_visibility": "private"}

# One exchange: what the person wrote, and the answer as JSON (None where none could be had).
Exchange = tuple[str, dict[str, Any] | None]
# A message and what was said before it, as {"role", "content"}, give an answer, or None.
Ask = Callable[[str, list[dict[str, str]]], dict[str, Any] | None]


def chat(ask: Ask, unavailable: str) -> None:
    """Draw the chat into the page that is being built.

    Args:
        ask: answers a message.
        unavailable: what is said where no answer could be had.
    """
    session = gr.State([])
    with gr.Row():
        with gr.Column(scale=3, min_width=320):
            talk = gr.Chatbot(
                label="Conversation",
                show_label=False,
                height="60vh",
                autoscroll=False,
                elem_id="chat",
                layout="bubble",
                latex_delimiters=[],
                buttons=[],
                feedback_options=None,
                examples=[{"text": example} for example in _EXAMPLES],
                placeholder="Ask about your skin after a treatment. In an emergency, call first.",
            )
            box = gr.Textbox(
                label="Your question",
                show_label=False,
                placeholder="Your question, for example: is flaking normal on day 3?",
                submit_btn="Ask",
                autofocus=True,
                lines=1,
                max_lines=6,
            )
            new = gr.Button("New chat", size="sm", variant="secondary")
        with gr.Column(scale=2, min_width=320):
            sources = gr.HTML(draw.cards([]), elem_id="sources")

    def reply(message: str, turns: list[Exchange]) -> tuple[Any, ...]:
        turns = [*turns, (message, ask(message, _history(turns)))]
        return turns, _messages(turns, unavailable), _cards(turns), ""

    def pick_example(event: gr.SelectData, turns: list[Exchange]) -> tuple[Any, ...]:
        return reply(event.value["text"], turns)

    def pick_option(event: gr.SelectData, turns: list[Exchange]) -> tuple[Any, ...]:
        return reply(event.value, turns)

    outputs = [session, talk, sources, box]
    box.submit(reply, [box, session], outputs, show_progress="minimal", **_HIDDEN)
    talk.example_select(pick_example, [session], outputs, **_HIDDEN)
    talk.option_select(pick_option, [session], outputs, **_HIDDEN)
    new.click(lambda: ([], [], draw.cards([]), ""), None, outputs, **_HIDDEN)


def _history(turns: list[Exchange]) -> list[dict[str, str]]:
    return [
        turn
        for said, answer in turns
        for turn in (
            {"role": "user", "content": said},
            {"role": "assistant", "content": answer["text"] if answer else ""},
        )
    ]


def _messages(turns: list[Exchange], unavailable: str) -> list[dict[str, Any]]:
    """The conversation as the chat draws it; what can be asked next stands under the last answer."""
    messages: list[dict[str, Any]] = []
    for number, (said, answer) in enumerate(turns):
        messages.append({"role": "user", "content": draw.said(said)})
        content = draw.answer(answer, number) if answer else unavailable
        messages.append({"role": "assistant", "content": content})
    last = turns[-1][1]
    if last and (next_ones := [*last["choices"], *last["follow_ups"]]):
        messages[-1]["options"] = [{"value": text} for text in next_ones]
    return messages


def _cards(turns: list[Exchange]) -> str:
    return draw.cards([answer if answer else {"citations": []} for _, answer in turns])
