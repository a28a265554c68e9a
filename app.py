"""The web page: a chat that draws answers, and the cards of their sources beside it.

Holds no conversation of its own: each browser session carries its turns. Knows nothing of retrieval.

    python app.py --port 7860
"""

from __future__ import annotations

import logging
import os
import threading
from html import escape
from pathlib import Path
from typing import Annotated, Any

import gradio as gr
import typer
from rich.console import Console

from bot.contract import Turn
from bot.flow import AftercareError, Bot, open_bot
from bot.model import chosen
from bot.wording import DISCLAIMER, UNAVAILABLE
from page import draw

_PAGE = Path(draw.__file__).parent
_LOG = logging.getLogger("aftercare")
_HEADER = (
    '<header class="top"><h1>Aftercare</h1><p>Questions after a cosmetic skin treatment, answered '
    "in sentences quoted from a library of articles.</p></header>"
)
_EXAMPLES = (
    "Dry red flaky skin a week after microdermabrasion. Is this normal?",
    "Which SPF do I need after microneedling?",
    "Can I take a hot shower after microneedling?",
    "When should I go back to the clinic after microdermabrasion?",
)
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")

# One exchange: what the person wrote, and the answer as JSON (None where none could be had).
Exchange = tuple[str, dict[str, Any] | None]

cli = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def build(bot: Bot) -> gr.Blocks:
    """The page, wired to a bot."""
    page: gr.Blocks
    with gr.Blocks(title="Aftercare", analytics_enabled=False, fill_width=True) as page:
        session = gr.State([])
        gr.HTML(_HEADER)
        with gr.Row():
            with gr.Column(scale=3, min_width=320):
                chat = gr.Chatbot(
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
        gr.HTML(f"<p>{DISCLAIMER}</p>", elem_id="disclaimer")
        if bot.leaves:
            gr.HTML(f"<p>{escape(bot.leaves)}</p>", elem_id="leaves")

        def reply(message: str, turns: list[Exchange]) -> tuple[Any, ...]:
            turns = [*turns, (message, _answer(bot, message, turns))]
            return turns, _messages(turns), _cards(turns), ""

        def pick_example(event: gr.SelectData, turns: list[Exchange]) -> tuple[Any, ...]:
            return reply(event.value["text"], turns)

        def pick_option(event: gr.SelectData, turns: list[Exchange]) -> tuple[Any, ...]:
            return reply(event.value, turns)

        hidden: dict[str, Any] = {"api_visibility": "private"}
        outputs = [session, chat, sources, box]
        box.submit(reply, [box, session], outputs, show_progress="minimal", **hidden)
        chat.example_select(pick_example, [session], outputs, **hidden)
        chat.option_select(pick_option, [session], outputs, **hidden)
        new.click(lambda: ([], [], draw.cards([]), ""), None, outputs, **hidden)
    return page


def _answer(bot: Bot, message: str, turns: list[Exchange]) -> dict[str, Any] | None:
    history = [
        turn
        for said, answer in turns
        for turn in (Turn("user", said), Turn("assistant", answer["text"] if answer else ""))
    ]
    try:
        return bot.answer(message, history).to_dict()
    except AftercareError as error:  # the index is being mended: the page stays up and says so
        _LOG.error("%s", error)
        return None


def _messages(turns: list[Exchange]) -> list[dict[str, Any]]:
    """The conversation as the chat draws it; what can be asked next stands under the last answer."""
    messages: list[dict[str, Any]] = []
    for number, (said, answer) in enumerate(turns):
        messages.append({"role": "user", "content": draw.said(said)})
        content = draw.answer(answer, number) if answer else UNAVAILABLE
        messages.append({"role": "assistant", "content": content})
    last = turns[-1][1]
    if last and (next_ones := [*last["choices"], *last["follow_ups"]]):
        messages[-1]["options"] = [{"value": text} for text in next_ones]
    return messages


def _cards(turns: list[Exchange]) -> str:
    return draw.cards([answer if answer else {"citations": []} for _, answer in turns])


def serve(bot: Bot, host: str, port: int) -> gr.Blocks:
    """Start the page and return while it runs.

    Raises:
        OSError: the port is taken.
    """
    page = build(bot)
    page.launch(
        server_name=host,
        server_port=port,
        share=False,
        quiet=True,
        show_error=False,
        footer_links=[],
        prevent_thread_lock=True,
        theme=gr.themes.Soft(font=_FONTS, font_mono=("ui-monospace", "monospace")),
        css_paths=_PAGE / "style.css",
        head=f"<script>{(_PAGE / 'script.js').read_text(encoding='utf-8')}</script>",
    )
    return page


@cli.command()
def main(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 7860,
    index: Annotated[
        str,
        typer.Option(envvar="AFTERCARE_INDEX", help="A folder, or http://host:port of a Chroma server."),
    ] = ".index",
    embedder: Annotated[
        str | None,
        typer.Option(
            envvar="AFTERCARE_EMBEDDER",
            help="A sentence-transformers name or folder.  [default: the packaged MiniLM]",
        ),
    ] = None,
    clinic: Annotated[
        Path | None, typer.Option(help="The clinic's own settings (clinic.yaml): its name and numbers.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            envvar="AFTERCARE_MODEL",
            help="A chat model that writes the answers, such as ollama:llama3.2; your questions are sent to "
            "it.  [default: none, answers are quoted]",
        ),
    ] = None,
) -> None:
    """Serve the chat page. Exit code 2: could not start."""
    console = Console(stderr=True)
    try:
        bot = open_bot(index, embedder, clinic, chosen(model, os.environ))
        # The page is there at once; a first question that comes sooner waits for the model.
        threading.Thread(target=bot.warm_up, daemon=True).start()
        page = serve(bot, host, port)
    except (AftercareError, OSError) as error:
        console.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from None
    console.print(f"Aftercare is at http://{host}:{port} (Ctrl-C stops it)", highlight=False)
    page.block_thread()


if __name__ == "__main__":
    cli(prog_name="python app.py")
