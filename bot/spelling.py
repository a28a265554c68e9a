"""Misspelt words of the table of topics, put right before a message is understood."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.english import is_word
from ingest import topics

# A word may have one slip (a letter wrong, missing, extra, or two exchanged), a long one two.
_MIN_LETTERS, _LONG = 6, 8
_ALSO = ("normal", "expected", "worried")


def mended(text: str) -> str:
    """The text with misspelt words of the table put right: "sunscren" is sunscreen.

    Only words of six letters and more, right in their first letter, are considered.
    """
    known = _known_words()

    def put_right(match: re.Match[str]) -> str:
        word = match.group().lower()
        if word in known or is_word(word):
            return match.group()
        alike = [other for other in known if other[0] == word[0]]
        slips = 2 if len(word) >= _LONG else 1
        near = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=slips)
        return near[0] if near else match.group()

    return re.sub(rf"[A-Za-z]{{{_MIN_LETTERS},}}", put_right, text)


@cache
def _known_words() -> tuple[str, ...]:
    """The single words of the table that a slip may be read as; sorted, so that ties fall the same way."""
    words = {word for topic in topics.table() for word in topic.words if word.isalpha()}
    return tuple(sorted(word for word in words.union(_ALSO) if len(word) >= _MIN_LETTERS - 1))
