"""What a person does with a chat beside asking: correct, take back, put by, open, delete, hand on."""

from __future__ import annotations

from typing import Any

import gradio as gr

from page import talk as talks
from page import wording
from page.parts import HIDDEN, TODAY, Parts
from page.service import Service
from page.summary import html, markdown
from page.talk import Talk
from page.treatment import past
from page.view import today_of, view

# What a talk raises that another version of the page kept, with other keys in it.
_FOREIGN = (KeyError, TypeError, ValueError, AttributeError, IndexError)


def managing(
    page: gr.Blocks,
    parts: Parts,
    past_chats: tuple[gr.BrowserState, gr.HTML],
    today: gr.Textbox,
    service: Service,
    buttons: tuple[gr.Button, ...],
    box: gr.Textbox,
    under_way: tuple[gr.Button, list[Any]],
) -> None:
    """Wire it all but the last."""
    kept, shown_past = past_chats
    change, clear, new, delete = buttons
    stop, asked = under_way
    everything = [*parts.all(), kept, shown_past, stop]
    # An answer that is still growing would be drawn over what is shown next, and over what is corrected.
    instead: dict[str, Any] = {"js": TODAY, "cancels": asked, **HIDDEN}

    def drawn(talk: Talk, told: str) -> tuple[Any, ...]:
        return parts.show(view(talk, today_of(told), service))

    def show(talk: Talk, chats: list[Talk], told: str) -> tuple[Any, ...]:
        return (*drawn(talk, told), chats, past(chats), gr.update(visible=False))

    def opened(talk: Talk, chats: list[Talk], told: str) -> tuple[Any, ...]:
        try:
            return show(talks.stopped(talk), chats, told)  # what was under way ended with the page before
        except _FOREIGN:
            pass
        try:
            return show(talks.new(), chats, told)
        except _FOREIGN:
            return show(talks.new(), [], told)

    def begin(talk: Talk, chats: list[Talk], told: str) -> tuple[Any, ...]:
        return show(talks.new(), talks.put_by(chats, talks.stopped(talk)), told)

    def reopen(event: gr.EventData, talk: Talk, chats: list[Talk], told: str) -> tuple[Any, ...]:
        chosen = chats[event.index]
        others = [chat for number, chat in enumerate(chats) if number != event.index]
        try:
            return show(chosen, talks.put_by(others, talks.stopped(talk)), told)
        except _FOREIGN:
            gr.Warning(wording.HISTORY_FOREIGN)
            return show(talk, others, told)

    def correct(event: gr.EventData, talk: Talk, told: str) -> tuple[Any, ...]:
        known = event.treatment if event.treatment in service.treatments() else None
        talk = talks.treated(talks.stopped(talk), known, event.date)
        return (*drawn(talk, told), gr.update(visible=False))

    def take_back(talk: Talk, told: str) -> tuple[Any, ...]:
        talk, message = talks.without_last(talk)
        return (*drawn(talk, told), message, gr.update(visible=False))

    page.load(opened, [parts.talk, kept, today], everything, js=TODAY, show_progress="hidden", **HIDDEN)
    parts.fields.input(correct, [parts.talk, today], [*parts.all(), stop], show_progress="hidden", **instead)
    change.click(take_back, [parts.talk, today], [*parts.all(), box, stop], **instead)
    new.click(begin, [parts.talk, kept, today], everything, **instead)
    clear.click(lambda chats, told: show(talks.new(), chats, told), [kept, today], everything, **instead)
    delete.click(lambda told: show(talks.new(), [], told), [today], everything, **instead)
    shown_past.select(reopen, [parts.talk, kept, today], everything, **instead)


def for_the_clinic(talk: gr.BrowserState, today: gr.Textbox) -> None:
    """The chat on one page, to download or to print; the file is made in the browser."""
    with gr.Accordion(wording.SUMMARY, open=False, elem_id="summary"):
        gr.Markdown(wording.SUMMARY_NOTE)
        with gr.Row():
            download = gr.Button(wording.DOWNLOAD, size="sm", min_width=60)
            to_print = gr.Button(wording.PRINT, size="sm", min_width=60)
    text = gr.Textbox(visible=False)
    sheet = gr.HTML(elem_id="sheet")
    download.click(
        lambda talk, told: markdown(talk, today_of(told)), [talk, today], text, js=TODAY, **HIDDEN
    ).then(None, text, js=f"(text) => aftercare.save(text, {wording.SUMMARY_FILE!r})", **HIDDEN)
    to_print.click(
        lambda talk, told: html(talk, today_of(told)), [talk, today], sheet, js=TODAY, **HIDDEN
    ).then(None, sheet, js="(sheet) => aftercare.print(sheet)", **HIDDEN)
