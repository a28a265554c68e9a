"""Passages that are near-copies of each other, so that an answer does not count one fact twice.

Two texts are near-copies where most of their runs of five words are the same and what differs is
neither a number nor a "not": "wait 24 hours" and "wait 72 hours" are two voices, not one.
"""

from __future__ import annotations

import heapq
import re
import zlib
from collections import Counter
from collections.abc import Iterable

_RUN = 5  # words; the usual shingle for near-duplicates of web pages (Broder 1997)
# The smallest hashes of a text's runs stand for it when candidates are looked for (a bottom-k sketch): of
# two texts whose runs are alike to 0.6, fewer than one pair in two hundred shares none of six.
_SKETCH, _LOOKED_AT = 6, 3
_ALIKE = 0.6  # Jaccard similarity of the runs: in 40 words it bears one changed word, or two side by side
_DECISIVE = re.compile(
    r"\d|^(?:no|not|never|none|without|avoid|stop|don|isn|can|cannot|shouldn|nor|only|until|except|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|hours?|days?|weeks?|months?|am|pm)$"
)


def near_copies(passages: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of near-copies.

    Args:
        passages: (id, text), in the library's order.

    Returns:
        Groups of two and more ids, each in the order given. Each member is a near-copy of its
        group's first one.
    """
    groups: dict[str, list[str]] = {}
    firsts: dict[str, str] = {}
    having: dict[int, list[str]] = {}  # a run of a sketch → the firsts that have it
    for id_, text in passages:
        runs = _runs(text)
        sketch = heapq.nsmallest(_SKETCH, runs)
        near = Counter(first for run in sketch for first in having.get(run, ()))
        alike = (first for first, _ in near.most_common(_LOOKED_AT) if _alike(text, runs, firsts[first]))
        first = next(alike, None)
        if first is not None:
            groups[first].append(id_)
            continue
        groups[id_] = [id_]
        firsts[id_] = text
        for run in sketch:
            having.setdefault(run, []).append(id_)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(text: str) -> frozenset[int]:
    """The runs of five words, hashed; a shorter text is one run."""
    words = _words(text)
    last = max(1, len(words) - _RUN + 1)
    return frozenset(zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(last))


def _alike(text: str, runs: frozenset[int], other: str) -> bool:
    other_runs = _runs(other)
    if len(runs & other_runs) < _ALIKE * len(runs | other_runs):
        return False
    words, other_words = Counter(_words(text)), Counter(_words(other))
    changed = (words - other_words) + (other_words - words)
    return not any(_DECISIVE.search(word) for word in changed)
