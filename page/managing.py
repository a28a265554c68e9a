"""What a person does with a chat beside asking: correct, take back, put by, open, delete, hand on."""

from __future__ import annotations

from typing import Any

import gradio as gr

from page import talk as talks
from page import wording
from page.parts import HIDDEN, TOLD, Board
from page.presses import today_of
from page.summary import html, markdown
from page.talk import Talk
from page.treatment import past

# What a talk raises that another version of the page kept, with other keys in it.
_FOREIGN = (KeyError, TypeError, ValueError, AttributeError, IndexError)


def managing(
    page: gr.Blocks,
    board: Board,
    past_chats: tuple[gr.BrowserState, gr.HTML],
    buttons: tuple[gr.Button, ...],
    box: gr.Textbox,
) -> None:
    """Wire it all but the last."""
    parts, given = board.parts, board.given
    kept, shown_past = past_chats
    change, clear, new, delete = buttons
    everything = [*parts.all(), kept, shown_past]
    instead: dict[str, Any] = {"js": TOLD, **HIDDEN}

    def show(talk: Talk, chats: list[Talk], told: str, request: gr.Request) -> tuple[Any, ...]:
        return board.pressed(talk, told, request, chats, past(chats))

    def opened(talk: Talk, chats: list[Talk], told: str, request: gr.Request) -> tuple[Any, ...]:
        try:
            # What was under way ended with the page before.
            return show(talks.stopped(talks.read(talk)), chats, told, request)
        except _FOREIGN:
            pass
        try:
            return show(talks.new(), chats, told, request)
        except _FOREIGN:
            return show(talks.new(), [], told, request)

    def begin(talk: Talk, chats: list[Talk], told: str, request: gr.Request) -> tuple[Any, ...]:
        return show(talks.new(), talks.put_by(chats, talks.stopped(talks.read(talk))), told, request)

    def reopen(
        event: gr.EventData, talk: Talk, chats: list[Talk], told: str, request: gr.Request
    ) -> tuple[Any, ...]:
        chosen, talk = chats[event.index], talks.stopped(talks.read(talk))
        others = [chat for number, chat in enumerate(chats) if number != event.index]
        try:
            return show(chosen, talks.put_by(others, talk), told, request)
        except _FOREIGN:
            gr.Warning(wording.HISTORY_FOREIGN)
            return show(talk, others, told, request)

    def correct(event: gr.EventData, talk: Talk, told: str, request: gr.Request) -> tuple[Any, ...]:
        known = event.treatment if event.treatment in board.service.treatments() else None
        talk = talks.treated(talks.stopped(talks.read(talk)), known, event.date)
        return board.pressed(talk, told, request)

    def take_back(talk: Talk, told: str, request: gr.Request) -> tuple[Any, ...]:
        talk, message = talks.without_last(talks.read(talk))
        return board.pressed(talk, told, request, message)

    def emptied(chats: list[Talk], told: str, request: gr.Request) -> tuple[Any, ...]:
        return show(talks.new(), chats, told, request)

    def deleted(told: str, request: gr.Request) -> tuple[Any, ...]:
        return show(talks.new(), [], told, request)

    page.load(opened, [parts.talk, kept, given], everything, js=TOLD, show_progress="hidden", **HIDDEN)
    parts.fields.input(correct, [parts.talk, given], parts.all(), show_progress="hidden", **instead)
    change.click(take_back, [parts.talk, given], [*parts.all(), box], **instead)
    new.click(begin, [parts.talk, kept, given], everything, **instead)
    clear.click(emptied, [kept, given], everything, **instead)
    delete.click(deleted, [given], everything, **instead)
    shown_past.select(reopen, [parts.talk, kept, given], everything, **instead)


def for_the_clinic(talk: gr.BrowserState, given: gr.Textbox) -> None:
    """The chat on one page, to download or to print; the file is made in the browser."""
    with gr.Accordion(wording.SUMMARY, open=False, elem_id="summary"):
        gr.Markdown(wording.SUMMARY_NOTE)
        with gr.Row():
            download = gr.Button(wording.DOWNLOAD, size="sm", min_width=60)
            to_print = gr.Button(wording.PRINT, size="sm", min_width=60)
    text = gr.Textbox(visible=False)
    sheet = gr.HTML(elem_id="sheet")
    download.click(
        lambda talk, told: markdown(talks.read(talk), today_of(told)), [talk, given], text, js=TOLD, **HIDDEN
    ).then(None, text, js=f"(text) => aftercare.save(text, {wording.SUMMARY_FILE!r})", **HIDDEN)
    to_print.click(
        lambda talk, told: html(talks.read(talk), today_of(told)), [talk, given], sheet, js=TOLD, **HIDDEN
    ).then(None, sheet, js="(sheet) => aftercare.print(sheet)", **HIDDEN)
