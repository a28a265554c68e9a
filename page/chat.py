"""The chat's components, in their places; what stands behind them is handed in as callables.

The server holds no conversation: the talk and the chats before it are kept by the browser, which brings
them along with each event (`page/talk`). What is shown of a talk is `page/view`'s affair.
"""

from __future__ import annotations

from collections.abc import Callable

import gradio as gr

from page import talk as talks
from page import wording
from page.asking import asking
from page.managing import for_the_clinic, managing
from page.parts import Board, Parts
from page.presses import Presses, today_of
from page.service import Service
from page.treatment import LISTEN, fields, past
from page.view import examples

# Kept in the browser under these names; the key hides nothing, it only lets a restarted server read them.
_SECRET = "aftercare"


def chat(
    page: gr.Blocks,
    banner: gr.HTML,
    service: Service,
    below: Callable[[gr.BrowserState], None] | None = None,
) -> Parts:
    """Draw the chat into the page that is being built, and wire it.

    Args:
        page: being built.
        banner: where danger is told, above everything.
        service: what stands behind it.
        below: draws what stands under the latest answer of a talk.
    """
    talk = gr.BrowserState(talks.text(talks.new()), storage_key="aftercare-talk-1", secret=_SECRET)
    kept = gr.BrowserState([], storage_key="aftercare-chats-1", secret=_SECRET)
    given = gr.Textbox(visible=False)
    with gr.Row():
        with gr.Column(scale=3, min_width=320, elem_id="talk"):
            form = gr.HTML(
                fields(service.treatments(), talks.new(), today_of("")), js_on_load=LISTEN, elem_id="fields"
            )
            log = _log(service)
            if below:
                below(talk)
            box = gr.Textbox(
                label=wording.QUESTION,
                show_label=False,
                placeholder=wording.QUESTION_EXAMPLE,
                submit_btn=wording.ASK,
                lines=1,
                max_lines=6,
                elem_id="box",
            )
            with gr.Row(elem_id="actions"):
                stop = gr.Button(wording.STOP, size="sm", variant="stop", elem_id="stop")
                again, change, clear, new = (
                    gr.Button(text, size="sm", variant="secondary", min_width=60)
                    for text in (wording.AGAIN, wording.CHANGE, wording.CLEAR, wording.NEW)
                )
        with gr.Column(scale=2, min_width=320):
            sources = gr.HTML(elem_id="sources")
            with gr.Accordion(wording.TIMELINE, elem_id="timeline"):
                timeline = gr.HTML()
            for_the_clinic(talk, given)
            with gr.Accordion(wording.HISTORY, open=False, elem_id="history"):
                shown_past = gr.HTML(past([]), js_on_load=LISTEN)
                delete = gr.Button(wording.DELETE, size="sm", variant="secondary")
    parts = Parts(talk, log, sources, banner, form, timeline)
    board = Board(parts, given, Presses(), service)
    asking(board, box, stop, again)
    managing(page, board, (kept, shown_past), (change, clear, new, delete), box)
    return parts


def _log(service: Service) -> gr.Chatbot:
    return gr.Chatbot(
        label=wording.CONVERSATION,
        show_label=False,
        height="52vh",
        autoscroll=False,
        elem_id="chat",
        layout="bubble",
        latex_delimiters=[],
        buttons=[],
        feedback_options=None,
        examples=examples(talks.new(), service),  # type: ignore[arg-type]
        placeholder=wording.EMPTY,
    )
