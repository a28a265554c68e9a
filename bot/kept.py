"""What a net read of a text, kept for the next time: under a keyed digest of its words and without them.

A conversation is read again with each of its messages, and what its earlier ones hold does not change.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from threading import Lock

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.float64]
_BATCH = 16  # larger ones are no faster on a CPU, and their blocks fray the heap


class Kept:
    """The latest readings of a net; safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Keep `most` readings."""
        self._most = most
        self._keeping = Lock()
        self._key = os.urandom(32)
        self._rows: dict[bytes, Row] = {}

    def rows(self, texts: Sequence[str], read: Callable[[list[str]], Iterable[Row]]) -> list[Row]:
        """One row a text, in order; what was read lately is not read again, the others a few at a time."""
        digests = [blake2b(text.encode(), key=self._key, digest_size=16).digest() for text in texts]
        with self._keeping:
            rows = {key: row for key in digests if (row := self._rows.get(key)) is not None}
        new = {key: text for key, text in zip(digests, texts, strict=True) if key not in rows}
        order = sorted(new, key=lambda key: len(new[key]))
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            rows |= zip(part, read([new[key] for key in part]), strict=True)
        with self._keeping:
            self._rows |= ((key, rows[key]) for key in order)
            while len(self._rows) > self._most:  # the oldest stands first
                del self._rows[next(iter(self._rows))]
        return [rows[key] for key in digests]
