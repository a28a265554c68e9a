"""The page as a server: its address, logins, limits, and `/health` for a load balancer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from page.door import Door
from page.forgetful import Sessions, unfetched_forgotten
from page.service import JSON

_HERE = Path(__file__).parent
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
_LARGEST = "50mb"  # of an uploaded file: the largest that ingest reads
_SPARE_THREADS = 20  # beside those that answer: what is refused needs one for a moment
# Visits whose changed buttons Gradio remembers (`page/forgetful`); every /ask is one.
_SESSIONS = 300


@dataclass(frozen=True, slots=True)
class Settings:
    """How the page is served; `logins` are (user, password), empty for a page that anybody may open."""

    host: str = "127.0.0.1"
    port: int = 7860
    logins: tuple[tuple[str, str], ...] = ()
    mcp: bool = False
    a_minute: int = 30
    at_once: int = 40


def serve(
    page: gr.Blocks, settings: Settings, health: Callable[[], JSON | None], *, uploads: bool = False
) -> gr.Blocks:
    """Start the page and return while it runs.

    Args:
        page: built.
        settings: how to serve it.
        health: what `/health` tells beside that all is well; None where nothing can be answered.
        uploads: whether files are taken, for a page with a keeper's tabs.

    Raises:
        OSError: the port is taken.
    """

    def healthy(_: Request) -> JSONResponse:
        told = health()
        if told is None:
            return JSONResponse({"status": "unavailable"}, 503)
        return JSONResponse({"status": "ok", **told})

    page.queue(max_size=None, default_concurrency_limit=None)
    app, _, _ = page.launch(
        server_name=settings.host,
        server_port=settings.port,
        share=False,
        quiet=True,
        show_error=False,
        footer_links=[],
        run_history=False,  # would keep each answer in the browser, where "Delete all chats" does not reach
        prevent_thread_lock=True,
        max_file_size=_LARGEST,
        max_threads=settings.at_once + _SPARE_THREADS,
        state_session_capacity=_SESSIONS,
        auth=list(settings.logins) or None,
        mcp_server=settings.mcp,
        app_kwargs={
            "routes": [Route("/health", healthy)],
            "middleware": [Middleware(Door, uploads=uploads)],
            "lifespan": lambda _: unfetched_forgotten(page),
        },
        theme=gr.themes.Soft(font=_FONTS, font_mono=("ui-monospace", "monospace")),
        css_paths=[_HERE / "style.css", _HERE / "keeper.css"],
        head=f"<script>{_read('script.js')}</script><style>{_read('print.css')}</style>",
    )
    app.state_holder = Sessions(page)
    return page


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
