"""Groups of phrases of the table of danger signs, and where a text may hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from ingest.names import places

LONGEST = 24  # letters of a "beginning*" in the table: all of a long word's would fill the memory


class Words:
    """The words of a plain text: where each begins, and all that they begin with."""

    def __init__(self, text: str) -> None:
        """Read the words of `text`."""
        self.text = text
        self._at = places(text)
        begun = {f"{word[:end]}*" for word in self._at for end in range(1, min(len(word), LONGEST) + 1)}
        self.beginnings = frozenset(begun.union(self._at))

    def at(self, beginning: str) -> list[int]:
        """Where a word begins, or, of one with a "*" behind, all words that begin so."""
        if not beginning.endswith("*"):
            return self._at.get(beginning, [])
        begun = (places for word, places in self._at.items() if word.startswith(beginning[:-1]))
        return [place for places in begun for place in places]


@dataclass(frozen=True, slots=True)
class Group:
    """Other words for one thing, and what the first word of each is or, before a "*", begins with."""

    pattern: re.Pattern[str]
    begins: frozenset[str]

    def occurs(self, words: Words) -> bool:
        """Whether one of the phrases stands in a text; only the words that begin one are looked at."""
        begun = self.begins & words.beginnings
        return any(self.pattern.match(words.text, place) for one in begun for place in words.at(one))


# The groups of one way of saying it.
Line: TypeAlias = tuple[Group, ...]
