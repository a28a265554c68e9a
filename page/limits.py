"""How much is answered at once, and how often one visitor may ask. Keeps addresses for a minute, no words.

A message that is over a limit is still read for danger signs: whoever asks here takes care of that.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

_WINDOW = 60.0  # seconds
_MANY = 1_000  # visitors from which on those of the last minute alone are kept

Refusal = Literal["hurried", "busy"]


class Limits:
    """Safe to use from several threads."""

    def __init__(self, a_minute: int, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Set the limits.

        Args:
            a_minute: messages a visitor in any 60 seconds; 0 for no limit.
            at_once: messages answered at the same time; 0 for no limit.
            clock: seconds, never going back.
        """
        self._a_minute, self._at_once, self._clock = a_minute, at_once, clock
        self._asked: dict[str, deque[float]] = {}
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
        if len(self._asked) > _MANY:
            self._asked = {who: times for who, times in self._asked.items() if times[-1] > now - _WINDOW}
        times = self._asked.setdefault(visitor, deque(maxlen=self._a_minute))
        if len(times) == self._a_minute and times[0] > now - _WINDOW:
            return "hurried"
        times.append(now)
        return None
