"""Names as patterns: whole words in lower case, however they are spaced or hyphenated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

GAP = "…"  # stands in a name for other words
_APART = r"hair|after|before|since|(?:no|not|never|instead|flip)\b"  # what does not stand there


@dataclass(frozen=True, slots=True)
class Meant:
    """The name that is meant by other words, and where these stand: [start, end), in characters."""

    name: str
    start: int
    end: int


def fold(alias: str) -> str:
    """A name in lower case, with one space between its words."""
    return re.sub(r"[\s-]+", " ", alias.strip().lower())


def places(text: str) -> dict[str, list[int]]:
    """Each word of a text, and where it begins, in order."""
    found: dict[str, list[int]] = {}
    for match in re.finditer(r"\w+", text):
        found.setdefault(match.group(), []).append(match.start())
    return found


def with_gap(alias: str) -> re.Pattern[str]:
    """A name in two parts, with up to seven other words between them, none of them "hair", "after" or "no".

    Where the second part begins another name, it is not this one: "filler, then the lip flip".
    """
    before, _, after = alias.partition(GAP)
    # Possessive: an apostrophe is of both kinds, and a row of them must not be divided in every way.
    gap = rf"(?:[^\w.?!]++(?!{_APART})[\w']++){{0,7}}?[^\w.?!]++"
    return re.compile(rf"(?<!\w){loose(before)}{gap}{loose(after)}(?!\w|[\s-]+(?:flip|blush))")


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these as a whole word, the longest first: "non-ablative" is not "ablative"."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(loose, ordered))})(?!\w)")


def loose(alias: str) -> str:
    """The alias as a pattern: any run of spaces or hyphens between its words."""
    return r"[\s-]+".join(map(re.escape, alias.split()))
