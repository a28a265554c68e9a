"""Words beside vectors: a BM25 index over the passages, saved with its generation.

Chroma keeps no sparse vectors in a local store, so the words are kept by bm25s, stemmed by Snowball.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN
from numpy.typing import NDArray

_WORD = re.compile(r"\b\w\w+\b")
_STOP_WORDS = frozenset(STOPWORDS_EN)


class WordIndex:
    """BM25 (Lucene's variant, k1 = 1.2, b = 0.75) over texts in a fixed order."""

    def __init__(self, retriever: bm25s.BM25 | None) -> None:
        """Wrap a built retriever; None for a library without words."""
        self._retriever = retriever

    @classmethod
    def build(cls, texts: list[str]) -> WordIndex:
        """Index `texts`; row i of every score is texts[i]."""
        tokens = [stems(text) for text in texts]
        if not any(tokens):
            return cls(None)
        retriever = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        retriever.index(tokens, show_progress=False)
        return cls(retriever)

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        if self._retriever is not None:
            self._retriever.save(str(folder))

    @classmethod
    def load(cls, folder: Path) -> WordIndex:
        """Read what `save` wrote."""
        saved = any(folder.iterdir())
        return cls(bm25s.BM25.load(str(folder)) if saved else None)

    def scores(self, text: str, rows: int) -> NDArray[np.float32]:
        """One score a row, 0 where no word is shared; higher is better."""
        known = self.vocabulary
        tokens = [stem for stem in stems(text) if stem in known]
        if self._retriever is None or not tokens:
            return np.zeros(rows, dtype=np.float32)
        return np.asarray(self._retriever.get_scores(tokens), dtype=np.float32)

    @property
    def vocabulary(self) -> dict[str, int]:
        """Every stem of the library."""
        return self._retriever.vocab_dict if self._retriever is not None else {}


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english", 0)  # its cache would keep the words that people type


def stems(text: str) -> list[str]:
    """The stemmed words of a text without English stop words; repeated words stay repeated.

    As `bm25s.tokenize` makes them, which is six times slower on a single text.
    """
    words = (word for word in _WORD.findall(text.lower()) if word not in _STOP_WORDS)
    return list(_stemmer().stemWords(list(words)))
