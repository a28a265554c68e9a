"""Text that people and documents wrote, made safe to stand in HTML."""

from __future__ import annotations

from html import escape as _escape

__all__ = ["escape", "lines"]


def escape(text: str) -> str:
    """The text as HTML that shows it, in an attribute too."""
    return _escape(text, quote=True)


def lines(text: str) -> str:
    """The same, on one line of HTML, so that no Markdown in it is read as such."""
    return escape(text).replace("\r", "").replace("\n", "<br>")
