"""How well a source supports a sentence: nearness of meaning, and the share of its words that stand there.

Rules over numbers, names and negation come first (`bot/verify`); this is for what they cannot see.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.asked import Asked
from bot.named import names, singular
from ingest import topics
from ingest.bm25 import stems
from ingest.durations import figures
from ingest.embed import Embedder

# Calibrated on evals/sets/model/support.yaml, the groups that are not kept aside; CHANGELOG has the figures.
NEAR, NAMED = 0.4, 0.6
BAR = 0.70
LEAST_NEAR = 0.65
_LEAST_SAID = 2
# Stems that carry no fact of their own, or one that `bot/numbers` and `bot/sense` hold against the source.
_FORM = frozenset(
    stems(
        "least most up more than advised advises advice says say said according source sources page pages "
        "clinic clinics one another some people person you your it its they them that these those who "
        "which what first day days week weeks hour hours month months minute minutes two three four five "
        "six seven eight nine ten twelve use uses using skin need needs needed might may can could should "
        "must will also after before during until when while if from out off about only very quite do "
        "does did done has have had be been get gets make makes take takes go goes usually often still "
        "not never leave leaves alone avoid stay keep wait waiting careful choice treatment"
    )
)


class Support:
    """Nearness of sentences to sources; remembers the vectors of the texts of one answer."""

    def __init__(self, embedder: Embedder) -> None:
        """Compare with the embedder of the index."""
        self._embedder = embedder
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def nearness(self, claim: str, sources: Sequence[str]) -> list[float]:
        """The cosine of a sentence to each source, about 0 to 1."""
        self._embed([claim, *sources] if sources else [])
        return [float(self._vectors[claim] @ self._vectors[source]) for source in sources]

    def _embed(self, texts: Sequence[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            vectors = np.asarray(self._embedder.vectors(new), dtype=np.float32)
            self._vectors |= zip(new, vectors, strict=True)


def support(near: float, said: str, source: str) -> float:
    """How well a source supports a sentence by itself, about 0 to 1; BAR is enough.

    Nothing where they are far from each other, or the sentence says next to nothing: two things at least.

    Args:
        near: the cosine of the two.
        said: the sentence less its treatments, which are held against the source by name.
        source: the words that it is held against.
    """
    things = len(facts(said)) + len(figures(said))
    if near < LEAST_NEAR or things < _LEAST_SAID:
        return 0.0
    return NEAR * near + NAMED * share_named(said, source)


def share_named(claim: str, source: str) -> float:
    """Share of what a claim says that its source has, under any word of the same topic.

    >>> share_named("Leave cigarettes alone for a day.", "No smoking for 24 hours.")
    1.0
    """
    present = set(stems(source))
    said = facts(claim)
    found = (what in present if isinstance(what, str) else names(source, what) for what in said)
    return sum(found) / len(said) if said else 0.0


def facts(text: str) -> tuple[Asked, ...]:
    """What a text is about: its topics, and the stems of its other words that carry a fact; no numbers."""
    text = singular(text)
    named = topics.find(text)
    for topic in named:
        text = topic.pattern.sub(" ", text)
    words = (stem for stem in stems(text) if stem not in _FORM and not stem.isdigit())
    return (*named, *dict.fromkeys(words))
