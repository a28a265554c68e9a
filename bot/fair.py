"""A lock that is handed to whoever has waited longest.

`threading.Lock` mostly goes back to the thread that has just let go of it, so that one long piece of work
keeps all short ones waiting, even where it lets go between its parts.
"""

from __future__ import annotations

from collections import deque
from threading import Lock


class FairLock:
    """For `with`; not reentrant."""

    def __init__(self) -> None:
        """Nobody holds it yet."""
        self._guard = Lock()
        self._held = False
        self._waiting: deque[Lock] = deque()

    def __enter__(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()  # still held, by that one now
            else:
                self._held = False
