"""How much feedback is kept, for a keeper: counted, made a question set of, erased."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Protocol

import gradio as gr

from page import wording_keeper as words
from page.keeper import failed
from page.parts import HIDDEN

_GONE, _SHOWN = gr.update(visible=False), gr.update(visible=True)


class Kept(Protocol):
    """Feedback that is kept; see `bot/feedback`."""

    @property
    def path(self) -> Path:
        """Its file."""

    def verdicts(self) -> list[bool]:
        """Of each, whether the answer helped."""

    def erase_all(self) -> int:
        """Erase all of it; returns how many were erased."""


def kept_feedback(box: Kept, tab: gr.Tab, trouble: type[Exception]) -> None:
    """Draw how much feedback is kept, and the way to erase it, into the page that is being built."""
    with gr.Accordion(words.FEEDBACK_HEAD, open=False):
        told = gr.HTML()
        erase = gr.Button(words.ERASE_ALL, size="sm")
        with gr.Row(visible=False) as sure:
            really = gr.Button(words.ERASE_REALLY, size="sm", variant="stop")
            keep = gr.Button(words.KEEP, size="sm")

    def count() -> str:
        try:
            return counted(box.path, box.verdicts())
        except trouble as error:
            return failed(str(error))

    def erased() -> tuple[Any, ...]:
        try:
            told = f'<p role="status">{escape(words.ALL_ERASED.format(count=box.erase_all()))}</p>'
        except trouble as error:
            told = failed(str(error))
        return told, _GONE

    tab.select(count, None, told, **HIDDEN)
    erase.click(lambda: _SHOWN, None, sure, **HIDDEN)
    keep.click(lambda: _GONE, None, sure, **HIDDEN)
    really.click(erased, None, [told, sure], **HIDDEN)


def counted(path: Path, verdicts: Sequence[bool]) -> str:
    """How much is kept, and the command that makes a question set of it, as HTML."""
    if not verdicts:
        return f'<p class="hint">{escape(words.NO_FEEDBACK_YET.format(file=path))}</p>'
    helped = sum(verdicts)
    told = words.FEEDBACK_COUNT.format(
        count=len(verdicts), file=path, helped=helped, not_helped=len(verdicts) - helped
    )
    command = words.FEEDBACK_COMMAND.format(file=shlex.quote(str(path)))
    return f'<p>{escape(told)}</p><pre class="command">{escape(command)}</pre>'
