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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.adapter import adapted_model, vectors_of
from bot.precedents import NONE, Precedents
from bot.turns import in_turn
from ingest.embed import DEFAULT, Embedder

ADAPTER = Path(__file__).with_name("queries.npz")
_LEARNT = np.float32(0.35)  # of `mixed`, the share of what was learnt; CHANGELOG has the figures


class Queries:
    """Loaded at first use, once, and safe to share between threads."""

    def __init__(self, embedder: Embedder, adapter: Path = ADAPTER) -> None:
        """Name the embedder of the index; nothing is loaded yet."""
        self._embedder = embedder
        self._adapter = adapter
        self._loading = Lock()

    def warm_up(self) -> None:
        """Load all that a question needs now."""
        ready = self.vectors(["ready"])
        self.mixed(ready, ["ready"])
        self.precedents.weigh(ready[0], ())

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector a question, as rows."""
        if self._embedder.name != DEFAULT:
            return self._as_sentences(texts)
        with self._loading:
            model, tokenizer = self._loaded
        found = vectors_of(model, tokenizer, texts)
        unit: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
        return unit

    def mixed(self, learnt: NDArray[np.float32], texts: Sequence[str]) -> NDArray[np.float32]:
        """Questions' vectors less some of what was learnt, which helps less with texts of other kinds.

        Args:
            learnt: what `vectors` gave for these questions.
            texts: the questions.

        Returns:
            A row a question, shorter than of unit length.
        """
        if self._embedder.name != DEFAULT:
            return learnt
        return _LEARNT * learnt + (1 - _LEARNT) * self._as_sentences(texts)

    def _as_sentences(self, texts: Sequence[str]) -> NDArray[np.float32]:
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
    def _loaded(self) -> tuple[Any, Any]:
        with np.load(self._adapter) as stored:
            return adapted_model(stored)
