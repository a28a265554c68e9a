"""What is let through to Gradio: bodies up to a size, files for a keeper, no links that store a session.

Gradio serves all of its addresses to everybody, also those that this page has no use for.
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The chat and those before it, which each event brings along; a browser keeps some five million characters.
MOST_BYTES = 8_000_000
_TOO_LARGE = f"At most {MOST_BYTES:,} bytes can be sent at once."
_UPLOAD, _DEEP_LINK = "/upload", "/deep_link"


class Door:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, uploads: bool) -> None:
        """Stand before an app; `uploads` says whether files are taken, as large as Gradio's own limit."""
        self._app, self._uploads = app, uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].rstrip("/")
        upload = path.endswith(_UPLOAD)
        if path.endswith(_DEEP_LINK) or (upload and not self._uploads):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        elif upload:
            await self._app(scope, receive, send)
        elif _told_length(scope) > MOST_BYTES:
            await PlainTextResponse(_TOO_LARGE, 413)(scope, receive, send)
        else:
            await self._app(scope, _up_to(MOST_BYTES, receive), send)


def _told_length(scope: Scope) -> int:
    """The length that the headers tell; 0 where they tell none, or no number."""
    told = dict(scope["headers"]).get(b"content-length", b"")
    return int(told) if told.isdigit() else 0


def _up_to(most: int, receive: Receive) -> Receive:
    """The same body; one that grows larger is broken off."""
    left = most

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, _TOO_LARGE)
        return message

    return counted
