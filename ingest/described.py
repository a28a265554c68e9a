"""Treatments that are described and not named: "the wart they froze", "my legs lasered"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.names import Meant, loose, places


@dataclass(frozen=True, slots=True)
class _Part:
    """Other words for one part, and the first word of each: most texts hold none of those."""

    pattern: re.Pattern[str]
    begins: frozenset[str]


class Descriptions:
    """What people say in a name's stead; parts joined by "+" all have to be said, "|" parts other words."""

    def __init__(self, said: Mapping[str, Sequence[str]]) -> None:
        """Compile the descriptions of each treatment; "#" in one stands for a number."""
        self._said = [
            (name, tuple(_part(part.split("|")) for part in one.split("+")))
            for name, several in said.items()
            for one in several
        ]
        # By the words that their first part may begin with: there are hundreds, and a text has few of these.
        self._begun: dict[str, list[int]] = {}
        for number, (_, parts) in enumerate(self._said):
            for word in parts[0].begins:
                self._begun.setdefault(word, []).append(number)

    def find(self, text: str) -> Meant | None:
        """The treatment described in most words in a text in lower case, at its first part; None for no one.

        Where two are described in equally many words, none of them is meant for sure.
        """
        words = places(text)
        most, found = 0, dict[str, Meant]()
        for name, matches in self._matches(text, words):
            count = sum(len(match.group().split()) for match in matches)
            if count > most:
                most, found = count, {}
            if count == most:
                found.setdefault(name, Meant(name, *matches[0].span()))
        return next(iter(found.values())) if len(found) == 1 else None

    def _matches(
        self, text: str, words: Mapping[str, Sequence[int]]
    ) -> Iterator[tuple[str, list[re.Match[str]]]]:
        for number in sorted({number for word in words for number in self._begun.get(word, ())}):
            name, parts = self._said[number]
            matches: list[re.Match[str]] = []
            for part in parts:
                begun = sorted(place for word in part.begins for place in words.get(word, ()))
                match = next(filter(None, (part.pattern.match(text, place) for place in begun)), None)
                if match is None:
                    break
                matches.append(match)
            else:
                yield name, matches


def _part(others: Sequence[str]) -> _Part:
    spelt = sorted((loose(other).replace(r"\#", r"\d+") for other in others), key=len, reverse=True)
    # "Fluid filled" is a blister, not a chin that was filled.
    pattern = re.compile(rf"(?<![\w'-])(?<!fluid )(?<!water )(?<!pus )(?:{'|'.join(spelt)})(?![\w'])")
    return _Part(pattern, frozenset(re.findall(r"\w+", other)[0] for other in others))
