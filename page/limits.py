"""How much is answered at once, and how often one visitor may ask. Keeps addresses, no words.

An address is forgotten when its time is over, at the first message that comes a minute after the last such
clearing. A message that is over a limit is still read for danger signs: whoever asks here takes care of that.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

_MINUTE = 60.0  # seconds

Refusal = Literal["hurried", "busy"]


class Limits:
    """Safe to use from several threads."""

    def __init__(
        self,
        a_minute: int,
        at_once: int,
        clock: Callable[[], float] = time.monotonic,
        window: float = _MINUTE,
    ) -> None:
        """Set the limits.

        Args:
            a_minute: messages a visitor in any `window`; 0 for no limit.
            at_once: messages answered at the same time; 0 for no limit.
            clock: seconds, never going back.
            window: seconds.
        """
        self._a_minute, self._at_once, self._clock, self._window = a_minute, at_once, clock, window
        self._asked: dict[str, deque[float]] = {}
        self._cleared = clock()
        self._inside = 0
        self._lock = threading.Lock()

    @contextmanager
    def admit(self, visitor: str) -> Iterator[Refusal | None]:
        """While this is open a message counts as being answered, unless it is over a limit."""
        with self._lock:
            refused = self._refusal(visitor)
            self._inside += refused is None
        try:
            yield refused
        finally:
            with self._lock:
                self._inside -= refused is None

    def _refusal(self, visitor: str) -> Refusal | None:
        if self._at_once and self._inside >= self._at_once:
            return "busy"
        if not self._a_minute:
            return None
        now = self._clock()
        over = now - self._window
        if now - self._cleared >= _MINUTE:
            self._asked = {who: times for who, times in self._asked.items() if times[-1] > over}
            self._cleared = now
        times = self._asked.setdefault(visitor, deque(maxlen=self._a_minute))
        if len(times) == self._a_minute and times[0] > over:
            return "hurried"
        times.append(now)
        return None
