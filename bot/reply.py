"""The reply of a chat model as a stream that ends within its budget, or the reason why there is none.

A reason is one of a few in fixed words: what a provider says of a failure may hold a key, so it is neither
shown nor logged.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.wording import Reason

if TYPE_CHECKING:
    from langchain_core.language_models import LanguageModelInput
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

_LOG = logging.getLogger("aftercare")
_LETTERS_A_TOKEN = 6  # English has some four and a half: beyond this a reply has outrun its tokens
_BEAT = 0.4  # seconds without news after which whoever listens may leave
# Providers that always say why a reply ended: where they do not, it was cut off.
_TELL_THE_END = frozenset({"openai", "anthropic", "ollama"})
_CUT_SHORT = frozenset({"length", "max_tokens", "content_filter"})


class ModelFailed(Exception):
    """The reply is of no use; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Model:
    """A chat model with a budget; safe to use from several threads."""

    def __init__(self, chat: Runnable[LanguageModelInput, BaseMessage], seconds: float, tokens: int) -> None:
        """Wrap a model of LangChain's; a reply may take so many seconds, and about so many tokens."""
        self._chat = chat
        self._seconds = seconds
        self._tokens = tokens

    def stream(self, messages: Sequence[BaseMessage]) -> Iterator[str]:
        """The reply piece by piece; "" in silence, so that whoever listens may stop listening.

        Closing the iterator ends the request.

        Raises:
            ModelFailed: no reply, or none that came to its end within the budget.
        """
        news: queue.Queue[str | _End] = queue.Queue()
        reply = asyncio.run_coroutine_threadsafe(self._follow(messages, news.put), _loop())
        try:
            yield from self._within_budget(news)
        finally:
            reply.cancel()

    def _within_budget(self, news: queue.Queue[str | _End]) -> Iterator[str]:
        deadline = time.monotonic() + self._seconds
        left = self._tokens * _LETTERS_A_TOKEN
        while (now := time.monotonic()) < deadline:
            try:
                piece = news.get(timeout=min(_BEAT, deadline - now))
            except queue.Empty:
                yield ""
                continue
            if isinstance(piece, _End):
                if piece.reason is not None:
                    raise ModelFailed(piece.reason)
                return
            left -= len(piece)
            if left < 0:
                raise ModelFailed("endless")
            yield piece
        raise ModelFailed("slow")

    async def _follow(self, messages: Sequence[BaseMessage], tell: Callable[[str | _End], None]) -> None:
        from langsmith import tracing_context  # noqa: PLC0415 - with the model's packages

        ended: str | None = None
        tells = began = False
        try:
            with tracing_context(enabled=False):  # whatever the environment says: nothing goes elsewhere
                async for chunk in self._chunks(list(messages)):
                    about = chunk.response_metadata
                    tells = tells or about.get("model_provider") in _TELL_THE_END
                    ended = _ended(about) or ended
                    began = began or bool(chunk.text)
                    tell(str(chunk.text))
        except Exception as error:  # noqa: BLE001 - each provider has its own; all mean that there is no reply
            _LOG.warning("the model failed: %s", type(error).__name__)
            reason = _reason(error)
            tell(_End("cut" if began and reason == "unreachable" else reason))
            return
        if ended in _CUT_SHORT:
            tell(_End("endless"))
        else:
            tell(_End("cut" if tells and ended is None else None))

    async def _chunks(self, messages: list[BaseMessage]) -> AsyncIterator[BaseMessage]:
        try:
            async for chunk in self._chat.astream(messages):
                yield chunk
        except (
            NotImplementedError
        ):  # a model in this process: it answers whole, in a thread that none can stop
            yield await asyncio.to_thread(self._chat.invoke, messages)


@dataclass(frozen=True, slots=True)
class _End:
    """The reply is over; with a reason where it is of no use."""

    reason: Reason | None


def _ended(about: Mapping[str, Any]) -> str | None:
    found = (about.get(key) for key in ("finish_reason", "stop_reason", "done_reason"))
    return next((str(reason) for reason in found if reason), None)


def _reason(error: BaseException) -> Reason:
    """Why there is no reply, by the status of an HTTP answer or the kind of the error."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None) or getattr(response, "status_code", None)
    by_status: dict[int, Reason] = {401: "key", 403: "key", 404: "unknown", 429: "busy"}
    if isinstance(status, int) and status > 0:
        return by_status.get(status, "error")
    names = {kind.__name__ for kind in type(error).__mro__}
    if any(name.endswith("FinishReasonError") for name in names):  # OpenAI's, of data that is cut short
        return "endless"
    if any("Timeout" in name for name in names):
        return "slow"
    words = ("Connect", "Protocol", "ReadError")
    return "unreachable" if any(word in name for name in names for word in words) else "error"


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One event loop for the requests of all models: their clients keep connections that belong to it."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat models", daemon=True).start()
    return loop
