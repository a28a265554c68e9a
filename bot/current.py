"""The index as it is now: a newer generation is picked up as soon as it is there."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from ingest.errors import IndexProblem
from ingest.generations import generations_at
from ingest.index import Index, open_index

_LOG = logging.getLogger("aftercare")


class Current:
    """Safe to share between threads."""

    def __init__(self, location: str | Path, embedder: str) -> None:
        """Open the index in a folder, or at the address of a Chroma server.

        Raises:
            IndexProblem: a missing or foreign index; the message names the command that mends it.
        """
        self.location = location
        self._embedder = embedder
        self._generations = generations_at(location)
        self._lock = threading.Lock()
        self._index = open_index(location, embedder)
        self._previous: Index | None = None

    def index(self) -> Index:
        """The current generation."""
        with self._lock:
            if self._generations.current() != self._index.manifest.generation:
                try:
                    newer = open_index(self.location, self._embedder)
                except IndexProblem as error:  # what is open still answers
                    _LOG.warning("%s", error)
                    return self._index
                # Questions under way still read the one that was current; the one before it is idle.
                if self._previous is not None:
                    self._previous.close()
                self._previous, self._index = self._index, newer
            return self._index
