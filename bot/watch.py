"""Where the time of an answer goes."""

from __future__ import annotations

import time


class Watch:
    """Milliseconds a stage, and in all since it was made."""

    def __init__(self) -> None:
        """Start it."""
        self._started = self._last = time.perf_counter()
        self._stages: dict[str, float] = {}

    def mark(self, stage: str) -> None:
        """Say that a stage ends here; it began where the one before it ended."""
        now = time.perf_counter()
        self._stages[stage] = round(1000 * (now - self._last), 2)
        self._last = now

    def timings(self) -> dict[str, float]:
        """Milliseconds by stage, with `total`."""
        return {**self._stages, "total": round(1000 * (time.perf_counter() - self._started), 2)}
