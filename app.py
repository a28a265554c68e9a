"""The web page: settings, command line and server. What is on the page stands in `page`.

Knows nothing of retrieval, and holds no conversation: each browser brings its own along.

    python app.py --port 7860
"""

from __future__ import annotations

import importlib.util
import logging
import os
import threading
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from html import escape
from pathlib import Path
from typing import Annotated

import gradio as gr
import typer
from rich.console import Console

from bot.contract import Treated, Turn
from bot.expected import expected
from bot.feedback import Feedback
from bot.flow import AftercareError, Bot, open_bot
from bot.library import Library
from bot.model import chosen
from bot.ready import get_ready
from bot.wording import DISCLAIMER, UNAVAILABLE
from page import wording
from page.banner import header
from page.chat import chat
from page.limits import Limits
from page.logins import LoginProblem, is_this_machine, read_logins
from page.programs import programs
from page.server import Settings, serve
from page.service import JSON, Service, or_none
from page.tabs import Beside, Keeper, tabs
from page.wording_keeper import ADMIN_REFUSED, MCP_MISSING

_LOG = logging.getLogger("aftercare")
_MODEL = "A chat model that writes the answers, such as ollama:llama3.2; it is sent the questions."
_HOUR = 3600  # seconds after which what was uploaded or downloaded leaves the temporary folder

cli = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def build(bot: Bot, limits: Limits, beside: Beside) -> gr.Blocks:
    """The page, wired to a bot."""
    service = _service(bot, limits)
    page: gr.Blocks
    with gr.Blocks(
        title=wording.TITLE, analytics_enabled=False, fill_width=True, delete_cache=(_HOUR, _HOUR)
    ) as page:
        banner = gr.HTML(elem_id="banner")
        gr.HTML(header(service.clinic))
        with gr.Tabs():
            with gr.Tab(wording.CHAT):
                chat(page, banner, service, beside.under_answer())
            tabs(beside)
        gr.HTML(f"<p>{DISCLAIMER}</p>", elem_id="disclaimer")
        if bot.leaves:
            gr.HTML(f"<p>{escape(bot.leaves)}</p>", elem_id="leaves")
        programs(service)
    return page


def _service(bot: Bot, limits: Limits) -> Service:
    """The bot as the page knows it."""
    return Service(
        reply=partial(_reply, bot, limits),
        treatments=or_none(lambda: bot.clinic.treatments or bot.index.treatments, AftercareError),
        examples=or_none(bot.examples, AftercareError),
        expected=or_none(lambda had: [asdict(one) for one in expected(bot.index, had)], AftercareError),
        clinic=asdict(bot.clinic),
        disclaimer=DISCLAIMER,
        unavailable=UNAVAILABLE,
    )


def _reply(
    bot: Bot, limits: Limits, message: str, said: list[dict[str, str]], had: JSON, visitor: str
) -> Iterator[JSON | None]:
    """The answer as it grows; over a limit the message is read for danger signs all the same."""
    history = [Turn(**turn) for turn in said]  # type: ignore[arg-type]
    treated = Treated(**had)
    with limits.admit(visitor) as refused:
        if refused:
            why = {"hurried": wording.HURRIED, "busy": wording.BUSY}[refused]
            yield bot.danger_only(message, history, why, treated).to_dict()
            return
        try:
            for answer in bot.stream(message, history, treated):
                yield answer.to_dict()
        except AftercareError as error:  # the index is being mended: the page stays up and says so
            _LOG.error("%s", error)
            told = bot.danger_only(message, history, UNAVAILABLE, treated)
            yield told.to_dict() if told.instruction else None


def beside(bot: Bot, feedback: Path | None = None, uploads: Path | None = None) -> Beside:
    """What the page has beside the chat.

    Args:
        bot: whose library it is.
        feedback: the file that feedback is kept in; None where none is taken.
        uploads: the folder for articles that a keeper adds; None where the page has no keeper's tabs.
    """
    return Beside(
        shelf=Library(lambda: bot.index, bot.clinic.own),
        disclaimer=DISCLAIMER,
        trouble=AftercareError,
        unavailable=UNAVAILABLE,
        clinic=bot.clinic.name,
        leaves=bot.leaves,
        feedback=Feedback(feedback) if feedback else None,
        keeper=_keeper(bot, uploads) if uploads else None,
    )


def _keeper(bot: Bot, uploads: Path) -> Keeper:
    """What only a keeper has; a page without one never loads the evaluation."""
    from evals.inside import Runner  # noqa: PLC0415
    from ingest.load import SUFFIXES  # noqa: PLC0415
    from ingest.uploads import Uploads  # noqa: PLC0415

    location = str(bot.location)
    runner = Runner(location, bot.embedder, bot.clinic, bot.model)
    return Keeper(Uploads(uploads, location, bot.embedder), SUFFIXES, runner)


def start(bot: Bot, settings: Settings, around: Beside | None = None) -> gr.Blocks:
    """Start the page and return while it runs.

    Raises:
        OSError: the port is taken.
    """

    def health() -> JSON | None:
        try:
            manifest = bot.index.manifest
        except AftercareError as error:
            _LOG.error("%s", error)
            return None
        return {"generation": manifest.generation, "articles": len(manifest.articles)}

    around = around or beside(bot)
    page = build(bot, Limits(settings.a_minute, settings.at_once), around)
    return serve(page, settings, health, uploads=around.keeper is not None)


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
    auth_file: Annotated[
        Path | None,
        typer.Option(help="A file with user:password on each line: the page then asks for a login."),
    ] = None,
    mcp: Annotated[
        bool, typer.Option("--mcp", help="Serve /ask as an MCP tool too (needs the extra mcp).")
    ] = False,
    a_minute: Annotated[
        int, typer.Option(help="Messages that one visitor may send in a minute; 0: no limit.", min=0)
    ] = 30,
    queue: Annotated[
        int, typer.Option(help="Messages that are answered at the same time; more are put off.", min=1)
    ] = 40,
    feedback: Annotated[
        Path, typer.Option(help="The file for feedback; it is made when the first person agrees.")
    ] = Path("feedback.sqlite"),
    no_feedback: Annotated[bool, typer.Option("--no-feedback", help="Take no feedback.")] = False,
    admin: Annotated[
        bool,
        typer.Option("--admin", help="The keeper's tabs too; wants --auth-file, or this machine alone."),
    ] = False,
    uploads: Annotated[
        Path, typer.Option(help="With --admin: the folder for articles that are added by hand.")
    ] = Path("uploads"),
    model: Annotated[str | None, typer.Option(envvar="AFTERCARE_MODEL", help=_MODEL)] = None,
) -> None:
    """Serve the chat page. Exit code 2: could not start."""
    console = Console(stderr=True)
    try:
        if mcp and importlib.util.find_spec("mcp") is None:
            raise AftercareError(MCP_MISSING)
        logins = read_logins(auth_file)
        if admin and not logins and not is_this_machine(host):
            raise AftercareError(ADMIN_REFUSED.format(host=host))
        bot = open_bot(index, embedder, clinic, chosen(model, os.environ))
        # The page is there at once; a first question that comes sooner waits for the model.
        threading.Thread(target=get_ready, args=(bot,), daemon=True).start()
        around = beside(bot, None if no_feedback else feedback, uploads if admin else None)
        page = start(bot, Settings(host, port, logins, mcp, a_minute, queue), around)
    except (AftercareError, LoginProblem, OSError) as error:
        console.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from None
    console.print(f"Aftercare is at http://{host}:{port} (Ctrl-C stops it)", highlight=False)
    page.block_thread()


if __name__ == "__main__":
    cli(prog_name="python app.py")
