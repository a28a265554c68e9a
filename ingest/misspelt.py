"""A name in a text, written with a slip."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from ingest.names import Meant

# Indel similarity (0–100) above which a misspelt name counts, and the shortest name compared:
# "microneedeling" is 97, "microdermabrasion"/"microneedling" 53; short words collide too easily.
_LIKENESS = 88.0
SHORTEST = 6
_MOST_WORDS = 120  # of a text, in which a misspelt name is looked for
# Words that no name of a treatment holds: "hyaluronic acid after" is no misspelt filler.
_FUNCTION = re.compile(
    r"\b(?:after|before|since|my|the|a|an|is|was|it|i|can|do|for|to|of|on|with|had|have|how|when|what)\b"
)


def misspelt_in(text: str, names: Sequence[str]) -> Meant | None:
    """The best match of a name among runs of one to three words of a text in lower case."""
    words = list(re.finditer(r"[a-z0-9]+", text))[:_MOST_WORDS]
    best: tuple[float, Meant] | None = None
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            start, end = words[i].start(), words[i + size - 1].end()
            gram = text[start:end]
            if len(gram) < SHORTEST or _FUNCTION.search(gram):
                continue
            hit = process.extractOne(gram, names, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
            if hit and (best is None or hit[1] > best[0]):
                best = (hit[1], Meant(hit[0], start, end))
    return best[1] if best else None
