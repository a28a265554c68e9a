"""A name in a text, written with a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from ingest.names import Meant

# Indel similarity (0–100) above which a misspelt name counts, and the shortest name compared:
# "microneedeling" is 97, "microdermabrasion"/"microneedling" 53; short words collide too easily.
_LIKENESS = 88.0
_UNLIKE = 1 - _LIKENESS / 100
_WORD_LIKENESS = 75.0  # of each word, where a longer name may stand for a shorter one that is spelt rightly
SHORTEST = 6
_BITS = np.uint64(64)  # of a set of letters; two that share a bit only make it look more alike
_ROUNDING = 1e-9  # of a product of two fractions
_MOST_WORDS = 120  # of a text, in which a misspelt name is looked for
_BESIDE = 40  # characters beside a name in which a longer one may begin or end
_SIZES = (3, 2, 1)  # words of a name
# Words that no name of a treatment holds: "hyaluronic acid after" is no misspelt filler.
_FUNCTION = re.compile(
    r"after|before|since|my|the|a|an|is|was|it|i|can|do|for|to|of|on|with|had|have|how|when|what"
)


class Spellings:
    """Names, and for each what no slip of it can be without: about its length, and most of its letters."""

    def __init__(self, names: Sequence[str]) -> None:
        """Keep them in order: of equally good ones the first counts."""
        self._names = tuple(names)
        self._lengths, self._letters = _measured(names)
        quotient = (1 + _UNLIKE) / (1 - _UNLIKE)
        self._least, self._most = self._lengths / quotient - _ROUNDING, self._lengths * quotient + _ROUNDING

    def near(self, grams: Sequence[str]) -> Iterator[tuple[int, str, float]]:
        """Which of the grams is like which name, and how much (88 to 100), in the order of both."""
        lengths, letters = _measured(grams)
        near = (lengths[:, None] <= self._most) & (lengths[:, None] >= self._least)
        pairs = np.argwhere(near)
        sums = lengths[pairs[:, 0]] + self._lengths[pairs[:, 1]]
        apart = np.bitwise_count(letters[pairs[:, 0]] ^ self._letters[pairs[:, 1]])
        # Two texts of these lengths that are alike enough differ by at most so many letters, and a letter
        # that one of them lacks altogether is one of those.
        for gram, name in pairs[apart <= _UNLIKE * sums + _ROUNDING]:
            likeness = fuzz.ratio(grams[gram], self._names[name], score_cutoff=_LIKENESS)
            if likeness:
                yield int(gram), self._names[name], likeness


def _measured(texts: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint64]]:
    """The length of each text, none of them empty, and which letters are in it, a bit each."""
    lengths = np.array([len(text) for text in texts], np.int64)
    if not texts:
        return lengths, np.array([], np.uint64)
    joined = "".join(texts).encode("utf-32-le", "surrogatepass")
    letters = np.uint64(1) << np.frombuffer(joined, np.uint32).astype(np.uint64) % _BITS
    return lengths, np.bitwise_or.reduceat(letters, np.cumsum(lengths) - lengths)


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
    """The spans of runs of three, two words, and one that a name may be meant by."""
    words = list(re.finditer(r"[a-z0-9]+", text))[:_MOST_WORDS]
    starts, ends = [word.start() for word in words], [word.end() for word in words]
    # How many words from each on until one that no name holds.
    free = [0] * (len(words) + 1)
    for i in reversed(range(len(words))):
        free[i] = 0 if _FUNCTION.fullmatch(words[i].group()) else free[i + 1] + 1
    for size in _SIZES:
        for i in range(len(words) - size + 1):
            if free[i] >= size and ends[i + size - 1] - starts[i] >= SHORTEST:
                yield starts[i], ends[i + size - 1]


def _best(text: str, runs: Iterator[tuple[int, int]], names: Spellings) -> Meant | None:
    grams = list(runs)
    best: tuple[float, Meant] | None = None
    for number, name, likeness in names.near([text[start:end] for start, end in grams]):
        if best is None or likeness > best[0]:
            best = (likeness, Meant(name, *grams[number]))
    return best[1] if best else None
