"""Feedback under the latest answer: whether it helped and why, kept only for who ticks that it may be."""

from __future__ import annotations

from html import escape
from typing import Any, Protocol

import gradio as gr

from page import talk as talks
from page import wording_keeper as words
from page.asking import visitor
from page.limits import Limits
from page.parts import HIDDEN
from page.talk import Talk

JSON = dict[str, Any]
Which = int

_HIDDEN: dict[str, Any] = {**HIDDEN, "show_progress": "hidden"}
_MAX_REASON = 1_000
_AN_HOUR = 10  # that one visitor may send: nobody else's place is filled up
_GONE = gr.update(visible=False)


class Box(Protocol):
    """Where feedback is kept; see `bot/feedback`."""

    def keep(self, answer: JSON, reason: str, *, helpful: bool) -> str | None:
        """Keep one; returns the number that it is kept under, None where it could not be kept."""

    def erase(self, number: str) -> int:
        """Erase the one of this number; returns how many were erased."""


def feedback(talk: gr.BrowserState, box: Box, trouble: type[Exception]) -> None:
    """Draw it into the page that is being built; it shows once there is an answer.

    Args:
        talk: the conversation (`page/talk`), which the browser brings along.
        box: where feedback is kept.
        trouble: what `box` raises where its file cannot be used.
    """
    limits = Limits(_AN_HOUR, 0, window=3600)
    helpful, seen = gr.State(None), gr.State(None)
    number = gr.Textbox(visible=False)  # the browser brings it along: it outlasts a restart of the server
    with gr.Column(visible=False, elem_id="feedback") as area:
        with gr.Row(visible=True) as thumbs:
            gr.HTML(f'<p class="hint">{escape(words.HELPED)}</p>', min_width=100)
            yes = gr.Button(words.YES, size="sm", min_width=70, elem_classes="thumb")
            no = gr.Button(words.NO, size="sm", min_width=70, elem_classes=["thumb", "down"])
        with gr.Column(visible=False) as form:
            reason = gr.Textbox(label=words.REASON, lines=2, max_lines=5, max_length=_MAX_REASON)
            agreed = gr.Checkbox(label=words.CONSENT, value=False)
            gr.HTML(f'<p class="hint">{escape(words.KEPT)}</p>')
            with gr.Row():
                send = gr.Button(words.SEND, size="sm", variant="primary", interactive=False)
                cancel = gr.Button(words.CANCEL, size="sm")
        told = gr.HTML(visible=False)
        take_back = gr.Button(words.TAKE_BACK, size="sm", visible=False)

    def anew(talk: Talk) -> tuple[Any, ...]:
        """Nothing is chosen, written, ticked or said yet."""
        talk = talks.read(talk)
        there = _latest(talk) is not None
        shown, unsent = gr.update(visible=True), gr.update(interactive=False)
        return (
            _which(talk),
            None,
            None,
            gr.update(visible=there),
            shown,
            _GONE,
            "",
            False,
            unsent,
            _GONE,
            _GONE,
        )

    def moved_on(talk: Talk, before: Which | None) -> tuple[Any, ...]:
        """For another answer anew; while it is the same one, what was begun stays."""
        return tuple([gr.skip()] * len(all_of_it)) if _which(talks.read(talk)) == before else anew(talk)

    def sent(talk: Talk, helped: bool | None, why: str, may: bool, request: gr.Request) -> tuple[Any, ...]:
        """Without the tick nothing is kept, whatever the browser sends."""
        answer = _latest(talks.read(talk))
        if not may or answer is None or helped is None:
            return "", gr.skip(), gr.skip(), gr.skip()
        with limits.admit(visitor(request)) as refused:
            if refused:
                return "", gr.skip(), _said(words.TOO_OFTEN), gr.skip()
            kept = box.keep(answer, why, helpful=helped)
        thanks = words.THANKS.format(number=kept) if kept else words.NOT_KEPT
        return kept or "", _GONE, _said(thanks), gr.update(visible=kept is not None)

    def taken_back(kept: str | None) -> tuple[Any, ...]:
        if not kept:  # nothing was sent from here
            return gr.skip(), _GONE
        try:
            box.erase(kept)
        except trouble:
            return _said(words.NOT_ERASED.format(number=kept)), gr.update(visible=True)
        return _said(words.ERASED), _GONE

    all_of_it = [seen, helpful, number, area, thumbs, form, reason, agreed, send, told, take_back]
    talk.change(moved_on, [talk, seen], all_of_it, **_HIDDEN)
    for button, value in ((yes, True), (no, False)):
        opened = (value, _GONE, gr.update(visible=True))
        button.click(lambda opened=opened: opened, None, [helpful, thumbs, form], **_HIDDEN)
    agreed.input(lambda may: gr.update(interactive=may), agreed, send, **_HIDDEN)
    cancel.click(anew, talk, all_of_it, **_HIDDEN)
    send.click(sent, [talk, helpful, reason, agreed], [number, form, told, take_back], **_HIDDEN)
    take_back.click(taken_back, number, [told, take_back], **_HIDDEN)


def _latest(talk: Talk) -> JSON | None:
    """The answer that stands last, where it is whole."""
    turn = talk["turns"][-1] if talk["turns"] else None
    return turn["answer"] if turn and turn["state"] == "done" else None


def _which(talk: Talk) -> Which:
    """What tells one answer of a talk from the next; the server remembers it, so it holds no words."""
    turns = talk["turns"]
    return hash((len(turns), turns[-1]["said"], turns[-1]["state"])) if turns else 0


def _said(text: str) -> Any:  # noqa: ANN401 - an update of Gradio's
    return gr.update(value=f'<p class="hint" role="status">{escape(text)}</p>', visible=True)
