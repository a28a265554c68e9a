"""Questions → vectors, near those of the sentences that answer them.

Sentences are embedded as they are; people ask in other words ("is a wee nap ok, botox an hour ago" is
answered by "stay upright for 4 hours"). So the side of the questions has a low-rank change of its own,
trained on some thousand questions and the sentences of the library that answer them, and on near misses
that none does; such questions are also precedents for new ones. Passages are found by both sides' mean, so
that what was never asked about finds its own, too. Both belong to the packaged model; any other
embedder is asked as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from bot.adapter import PLAIN, Adapter, vectors_of
from bot.precedents import NONE, Precedents
from bot.turns import in_turn
from ingest.embed import DEFAULT, Embedder

ADAPTER = Path(__file__).with_name("queries.npz")
_LEARNT = np.float32(
    0.35
)  # of what `both` gives for passages, the share of what was learnt; CHANGELOG has the figures


class Queries:
    """Loaded at first use, once, and safe to share between threads."""

    def __init__(self, embedder: Embedder, adapter: Path = ADAPTER) -> None:
        """Name the embedder of the index; nothing is loaded yet."""
        self._embedder = embedder
        self._adapter = adapter
        self._loading = Lock()

    def warm_up(self) -> None:
        """Load all that a question needs now."""
        learnt, _ = self.both(["ready"])
        self.precedents.weigh(learnt[0], ())

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector a question, as rows."""
        if self._embedder.name != DEFAULT:
            return self._as_they_are(texts)
        learnt: NDArray[np.float32] = _unit(vectors_of([self._learnt], texts))[0]
        return learnt

    def both(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """What `vectors` gives, and for passages the same with less of what was learnt.

        That helps less with texts of other kinds. The second one's rows are shorter than of unit length.
        """
        if self._embedder.name != DEFAULT:
            as_they_are = self._as_they_are(texts)
            return as_they_are, as_they_are
        learnt, plain = _unit(vectors_of([self._learnt, PLAIN], texts))
        return learnt, _LEARNT * learnt + (1 - _LEARNT) * plain

    def _as_they_are(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(in_turn(self._embedder.vectors, texts), dtype=np.float32)

    @property
    def precedents(self) -> Precedents:
        """The questions that were judged; none for another embedder, or beside an adapter that has none."""
        with self._loading:
            return self._judged

    @cached_property
    def _judged(self) -> Precedents:
        if self._embedder.name != DEFAULT:
            return NONE
        with np.load(self._adapter) as stored:
            return Precedents.read(stored) if "precedents.vectors" in stored else NONE

    @cached_property
    def _learnt(self) -> Adapter:
        with np.load(self._adapter) as stored:
            return Adapter(stored)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit
