"""Which of the treatments that a message names it asks about, read by meaning.

The packaged MiniLM with a low-rank adapter (LoRA, Hu et al. 2021) and a linear head on the state of one
token, which stands where the treatment stood: the names themselves are hidden, so that what is learnt is how
people tell what they had from what their sister had, what they had once, or what they have booked. It was
trained on `evals/had.txt`; `python -m evals train had` makes it anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.adapter import Adapter, vectors_of
from bot.kept import Kept
from bot.signs import lower

ADAPTER = Path(__file__).with_name("adapter-had.npz")
THIS, OTHER = "xx", "yy"  # what stands for the treatment that is judged, and for the others
_BESIDE = 200  # characters on each side of it that are read
_KEPT = 1_024  # readings
# What the marks might be taken for: kisses, sizes.
_LIKE_A_MARK = re.compile(r"\b(?:xx|yy)\w*", re.I)
_UNREAD = 0.2  # the probability of one whose mark is past what the model reads: the words have to decide


class HadNet:
    """Judges the treatments of a message; loaded at first use, once, and safe to share between threads."""

    def __init__(self, adapter: Path = ADAPTER) -> None:
        """Name the adapter's file; nothing is loaded yet."""
        self._adapter = adapter
        self._kept = Kept(_KEPT)

    def judge(self, text: str, spans: Sequence[tuple[int, int]]) -> list[float]:
        """For each of the treatments at [start, end): the probability that it is the one that counts."""
        texts = [hidden(text, spans, number) for number in range(len(spans))]
        return [float(row[0]) for row in self._kept.rows(texts, self._chances)]

    @cached_property
    def _weights(self) -> dict[str, NDArray[Any]]:
        with np.load(self._adapter) as arrays:
            return dict(arrays)

    @cached_property
    def _learnt(self) -> Adapter:
        return Adapter(self._weights)

    def _chances(self, texts: list[str]) -> list[NDArray[np.float64]]:
        (states,) = vectors_of([self._learnt], texts, THIS).astype(np.float64)
        odds = states @ self._weights["head"].ravel() + self._weights["bias"]
        return list(np.where(states.any(axis=1), 1 / (1 + np.exp(-odds)), _UNREAD)[:, None])


def hidden(text: str, spans: Sequence[tuple[int, int]], number: int) -> str:
    """What is read for the treatment of this number: what is near it in lower case, the names hidden."""
    start, end = spans[number]
    first, last = max(0, start - _BESIDE), min(len(text), end + _BESIDE)
    parts = []
    for at, (begins, ends) in sorted(enumerate(spans), key=lambda one: (one[1], one[0] != number)):
        apart = at == number or ends <= start or end <= begins
        if apart and first <= begins and ends <= last:
            parts += [_LIKE_A_MARK.sub(" ", text[first:begins]), THIS if at == number else OTHER]
            first = ends
    return lower("".join((*parts, _LIKE_A_MARK.sub(" ", text[first:last]))))
