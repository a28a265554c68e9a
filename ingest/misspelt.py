"""A name in a text, written with a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from ingest.names import Meant

# Indel similarity (0–100) above which a misspelt name counts, and the shortest name compared:
# "microneedeling" is 97, "microdermabrasion"/"microneedling" 53; short words collide too easily.
_LIKENESS = 88.0
_WORD_LIKENESS = 75.0  # of each word, where a longer name may stand for a shorter one that is spelt rightly
SHORTEST = 6
_MOST_WORDS = 120  # of a text, in which a misspelt name is looked for
_BESIDE = 40  # characters beside a name in which a longer one may begin or end
_SIZES = (3, 2, 1)  # words of a name
# Words that no name of a treatment holds: "hyaluronic acid after" is no misspelt filler.
_FUNCTION = re.compile(
    r"\b(?:after|before|since|my|the|a|an|is|was|it|i|can|do|for|to|of|on|with|had|have|how|when|what)\b"
)


class Spellings:
    """Names, by the length of what they may be a slip of."""

    def __init__(self, names: Sequence[str]) -> None:
        """Keep them in order: of equally good ones the first counts."""
        longest = max(map(len, names), default=0)
        self._like = {
            length: [name for name in names if _may_be_like(length, len(name))]
            for length in range(SHORTEST, 2 * longest)
        }

    def like(self, gram: str) -> Sequence[str]:
        """The names that are neither too long nor too short to be meant by these letters."""
        return self._like.get(len(gram), ())


def _may_be_like(length: int, other: int) -> bool:
    """Whether two texts of these lengths may reach the likeness at all: what both have is the shorter one."""
    return 200 * min(length, other) >= _LIKENESS * (length + other)


def misspelt_in(text: str, names: Spellings) -> Meant | None:
    """The best match of a name among runs of one to three words of a text in lower case."""
    return _best(text, _runs(text), names)


def misspelt_around(text: str, start: int, end: int, names: Spellings) -> Meant | None:
    """The best match of a name among longer runs that hold the words [start, end) of a text.

    Each word has to be like its own: "from microneedling" is no "rf microneedling".
    """
    first = max(0, start - _BESIDE)
    runs = ((first + s, first + e) for s, e in _runs(text[first : end + _BESIDE]))
    longer = ((s, e) for s, e in runs if s <= start and end <= e and e - s > end - start)
    found = _best(text, longer, names)
    return found if found and _word_by_word(text[found.start : found.end], found.name) else None


def _word_by_word(gram: str, name: str) -> bool:
    said, meant = re.findall(r"[a-z0-9]+", gram), name.split()
    return len(said) == len(meant) and all(
        fuzz.ratio(one, other) >= _WORD_LIKENESS for one, other in zip(said, meant, strict=True)
    )


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The spans of runs of three, two words, and one."""
    words = list(re.finditer(r"[a-z0-9]+", text))[:_MOST_WORDS]
    for size in _SIZES:
        for i in range(len(words) - size + 1):
            yield words[i].start(), words[i + size - 1].end()


def _best(text: str, runs: Iterator[tuple[int, int]], names: Spellings) -> Meant | None:
    best: tuple[float, Meant] | None = None
    for start, end in runs:
        gram = text[start:end]
        if len(gram) < SHORTEST or _FUNCTION.search(gram):
            continue
        hit = process.extractOne(gram, names.like(gram), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        if hit and (best is None or hit[1] > best[0]):
            best = (hit[1], Meant(hit[0], start, end))
    return best[1] if best else None
