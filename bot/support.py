"""How well a source supports a sentence: nearness of meaning, and the share of its words that stand there.

Rules over numbers, names and negation come first (`bot/verify`); this is for what they cannot see.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.named import names, singular
from ingest import topics
from ingest.bm25 import stems
from ingest.embed import Embedder

# Calibrated on evals/sets/model/support.yaml, the groups that are not kept aside; CHANGELOG has the figures.
NEAR, NAMED = 0.4, 0.6
BAR = 0.70
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

    Args:
        near: the cosine of the two.
        said: the sentence less its treatments, which are held against the source by name.
        source: the words that it is held against.
    """
    return NEAR * near + NAMED * share_named(said, source)


def share_named(claim: str, source: str) -> float:
    """Share of a claim's content words that its source has, under any word of the same topic.

    >>> share_named("Leave cigarettes alone for a day.", "No smoking for 24 hours.")
    1.0
    """
    present = set(stems(source))
    claim = singular(claim)
    shared = [topic for topic in topics.find(claim) if names(source, topic)]
    for topic in shared:
        claim = topic.pattern.sub(" ", claim)
    words = {stem for stem in stems(claim) if stem not in _FORM and not stem.isdigit()}
    found = len(shared) + len(words & present)
    return found / (len(shared) + len(words)) if words or shared else 1.0
