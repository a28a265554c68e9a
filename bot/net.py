"""The second net under the rules: a message's sentences, read by meaning for danger signs.

The packaged MiniLM three times, each with a small low-rank adapter (LoRA, Hu et al. 2021) and a linear head.
The first was trained on `phrases.tsv`, the second on those up to `phrases-6.tsv`, the third on all:
each phrase is a danger sign that is happening now, or looks like one and is none (denied, past, somebody
else's, asked in general, idiom, ordinary healing). Plain sentence similarity cannot tell these apart. What
one takes for a sign another often does not, so their mean is read; CHANGELOG has the numbers.
`python -m evals train signs` makes the adapters anew.

It may raise what the rules read, and never lowers it. Nothing is loaded before the first message.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.adapter import Adapter, vectors_of
from bot.context import sentences
from bot.kept import Kept
from bot.signs import lower

FINE = "fine"
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Part:
    """One of the nets: its adapter, the files of phrases that it was trained on, its share of the mean.

    `further` are those that came later, learnt on top of the others.
    """

    adapter: Path
    phrases: tuple[Path, ...]
    share: float
    further: tuple[Path, ...] = ()


_FILES = [_HERE / "phrases.tsv", *(_HERE / f"phrases-{number}.tsv" for number in range(2, 8))]
PARTS = (
    Part(_HERE / "adapter.npz", tuple(_FILES[:1]), 0.4),
    Part(_HERE / "adapter-2.npz", tuple(_FILES[:3]), 0.3, tuple(_FILES[3:6])),
    Part(_HERE / "adapter-3.npz", tuple(_FILES[:3]), 0.3, tuple(_FILES[3:])),
)
_KEPT = 4_096  # readings
# What the net reads of a message, from its beginning and from its end; the rules read all of it.
_READ_CHARS = 2_000
# Windows that it reads of a conversation, from its end: some eighty messages of three sentences.
_MOST = 600
_MIN_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """One window: its text, the number of the message that it ends in, the probability of each label."""

    text: str
    message: int
    probabilities: dict[str, float]


class Net:
    """Reads windows of a conversation; loaded at first use, once, and safe to share between threads."""

    def __init__(self, parts: Sequence[Part] = PARTS) -> None:
        """Name the nets, which have the same labels; nothing is loaded yet."""
        self._parts = parts
        self._kept = Kept(_KEPT)

    def read(self, said: Sequence[str]) -> list[Reading]:
        """The reading of the windows of what a person said, message by message; of very many the latest."""
        found = dict(_latest(list(windows(said))))
        if not found:
            return []
        return [
            Reading(text, message, dict(zip(self.labels, map(float, row), strict=True)))
            for (text, message), row in zip(
                found.items(), self._kept.rows(list(found), self._forward), strict=True
            )
        ]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the head's rows."""
        return tuple(map(str, self._weights[0]["labels"]))

    @cached_property
    def _weights(self) -> list[dict[str, NDArray[Any]]]:
        return [stored(part.adapter) for part in self._parts]

    @cached_property
    def _adapters(self) -> list[Adapter]:
        return [Adapter(weights) for weights in self._weights]

    def _forward(self, texts: list[str]) -> NDArray[np.float64]:
        """The nets' mean reading of a few texts: one row a text, one column a label."""
        found = vectors_of(self._adapters, texts)
        read = np.zeros((len(texts), len(self.labels)))
        for part, weights, vectors in zip(self._parts, self._weights, found, strict=True):
            scores = vectors @ weights["head"].T.astype(np.float64) + weights["bias"]
            odds = np.exp(scores - scores.max(axis=1, keepdims=True))
            read += part.share * odds / odds.sum(axis=1, keepdims=True)
        return read


def stored(adapter: Path) -> dict[str, NDArray[Any]]:
    """The arrays of an adapter's file."""
    with np.load(adapter) as arrays:
        return dict(arrays)


def windows(said: Sequence[str]) -> Iterator[tuple[str, int]]:
    """What is read at once, with its message's number: one to three sentences, also across two messages."""
    before: list[str] = []
    for number, message in enumerate(said):
        own = [part.strip() for part in sentences(lower(_shortened(message)))]
        spans = [own, list(map(" ".join, pairwise(own)))]
        spans.append([" ".join(own[at : at + 3]) for at in range(len(own) - 2)])
        if before and own:
            spans.append([" ".join((*before[-2:], *own[:2]))])
        for text in (text for span in spans for text in span):
            if sum(map(str.isalpha, text)) >= _MIN_LETTERS:
                yield text, number
        before = own


def _latest(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those of the last messages that have _MOST windows together, whole messages and at least one."""
    first = found[-_MOST][1] if len(found) > _MOST else 0
    return [(text, message) for text, message in found if message >= first]


def _shortened(message: str) -> str:
    if len(message) <= 2 * _READ_CHARS:
        return message
    return f"{message[:_READ_CHARS]}\n{message[-_READ_CHARS:]}"
