"""The web page: a chat that draws answers, and the cards of their sources beside it.

Settings, command line and server; what is on the page stands in `page`. Knows nothing of retrieval.

    python app.py --port 7860
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Annotated, Any

import gradio as gr
import typer
from rich.console import Console

from bot.contract import Turn
from bot.flow import AftercareError, Bot, open_bot
from bot.wording import DISCLAIMER, UNAVAILABLE
from page.chat import Ask, chat

_PAGE = Path(__file__).with_name("page")
_LOG = logging.getLogger("aftercare")
_HEADER = (
    '<header class="top"><h1>Aftercare</h1><p>Questions after a cosmetic skin treatment, answered '
    "in sentences quoted from a library of articles.</p></header>"
)
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")

cli = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def build(bot: Bot) -> gr.Blocks:
    """The page, wired to a bot."""

    def ask(message: str, history: list[dict[str, str]]) -> dict[str, Any] | None:
        try:
            return bot.answer(message, [Turn(**turn) for turn in history]).to_dict()  # type: ignore[arg-type]
        except AftercareError as error:  # the index is being mended: the page stays up and says so
            _LOG.error("%s", error)
            return None

    page: gr.Blocks
    with gr.Blocks(title="Aftercare", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(_HEADER)
        with gr.Tabs():
            _tabs(ask)
        gr.HTML(f"<p>{DISCLAIMER}</p>", elem_id="disclaimer")
    return page


def _tabs(ask: Ask) -> None:
    """The tabs of the page, one line each."""
    with gr.Tab("Chat"):
        chat(ask, UNAVAILABLE)


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
) -> None:
    """Serve the chat page. Exit code 2: could not start."""
    console = Console(stderr=True)
    try:
        bot = open_bot(index, embedder, clinic)
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
