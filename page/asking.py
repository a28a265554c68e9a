"""Every way to ask: typed, an example, a button under an answer, once more. And to stop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from page import talk as talks
from page.parts import HIDDEN, TOLD, Board
from page.presses import today_of
from page.talk import JSON, Talk
from page.text import escape


def asking(board: Board, box: gr.Textbox, stop: gr.Button, again: gr.Button) -> None:
    """Wire them; the answer is drawn as it grows, and ends when something else is pressed."""
    parts, given, presses = board.parts, board.given, board.presses
    outputs = [*parts.all(), box]
    # What an event yields last Gradio draws once more when it ends, over what was pressed meanwhile.
    nothing = tuple(gr.skip() for _ in outputs)

    def reply(message: str, talk: Talk, told: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        day, talk = today_of(told), talks.read(talk)
        before = talks.stopped(talk)  # what is asked meanwhile takes the place of an answer under way
        if before is not talk and not message.strip():
            yield nothing  # Enter once more, in the box that was emptied
            return
        talk = talks.said(before, message)
        with presses.turn(told, request) as last:
            yield (*board.draw(talk, told), "") if last else nothing
        if not last:
            return
        had = {"treatment": talk["treatment"], "day": talks.day_of(talk, day), "today": day}
        for answer in board.service.reply(message, talks.history(before), had, visitor(request)):
            with presses.turn(told, request) as last:
                if not last:
                    tell_danger(answer)
                    break
                talk = talks.answered(talk, answer, day)
                yield (*board.draw(talk, told), gr.skip())
        yield nothing

    def pick_example(
        event: gr.SelectData, talk: Talk, told: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        yield from reply(event.value["text"], talk, told, request)

    def pick_option(
        event: gr.SelectData, talk: Talk, told: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        yield from reply(event.value, talk, told, request)

    def once_more(talk: Talk, told: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        talk, message = talks.without_last(talks.read(talk))
        if message:
            yield from reply(message, talk, told, request)

    asked: dict[str, Any] = {
        "js": TOLD,
        "show_progress": "minimal",
        "show_progress_on": parts.chat,
        "trigger_mode": "multiple",  # Gradio would wait for the answer that this one ends
        **HIDDEN,
    }
    box.submit(reply, [box, parts.talk, given], outputs, **asked)
    parts.chat.example_select(pick_example, [parts.talk, given], outputs, **asked)
    parts.chat.option_select(pick_option, [parts.talk, given], outputs, **asked)
    again.click(once_more, [parts.talk, given], outputs, **asked)

    def halt(talk: Talk, told: str, request: gr.Request) -> tuple[Any, ...]:
        return board.pressed(talks.stopped(talks.read(talk)), told, request)

    stop.click(halt, [parts.talk, given], parts.all(), js=TOLD, **HIDDEN)


def tell_danger(answer: JSON | None) -> None:
    """A danger sign that was read is told, though its answer is not drawn any more."""
    if answer and answer["instruction"]:
        gr.Warning(escape(answer["instruction"]), duration=None)


def visitor(request: gr.Request | None) -> str:
    """The address that a message comes from, for the limit on how often; "" where it is not known."""
    client = getattr(request, "client", None)
    return str(client.host) if client else ""
