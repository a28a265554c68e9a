"""Passages that are near-copies of each other, so that an answer does not count one fact twice.

Two texts are near-copies where most of their runs of five words are the same and what differs is
neither a number nor a "not": "wait 24 hours" and "wait 72 hours" are two voices, not one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_RUN = 5  # words; the usual shingle for near-duplicates of web pages (Broder 1997)
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
    firsts: dict[str, tuple[frozenset[int], Counter[str]]] = {}
    having: dict[int, list[str]] = {}  # run → the firsts that have it
    for id_, text in passages:
        words = re.findall(r"\w+", text.lower())
        runs = _runs(words)
        first = _alike(runs, Counter(words), firsts, having)
        if first is not None:
            groups[first].append(id_)
            continue
        groups[id_] = [id_]
        firsts[id_] = (runs, Counter(words))
        for run in runs:
            having.setdefault(run, []).append(id_)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _runs(words: list[str]) -> frozenset[int]:
    """The runs of five words, hashed; a shorter text is one run."""
    last = max(1, len(words) - _RUN + 1)
    return frozenset(hash(tuple(words[at : at + _RUN])) for at in range(last))


def _alike(
    runs: frozenset[int],
    words: Counter[str],
    firsts: dict[str, tuple[frozenset[int], Counter[str]]],
    having: dict[int, list[str]],
) -> str | None:
    """The first of the group that a text belongs to, if there is one."""
    shared = Counter(id_ for run in runs for id_ in having.get(run, ()))
    for id_, count in shared.most_common(3):
        other_runs, other_words = firsts[id_]
        if count < _ALIKE * (len(runs) + len(other_runs) - count):
            continue
        changed = (words - other_words) + (other_words - words)
        if not any(_DECISIVE.search(word) for word in changed):
            return id_
    return None
