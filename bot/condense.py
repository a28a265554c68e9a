"""A rambling message → what it asks."""

from __future__ import annotations

import re

from ingest import topics
from ingest.treatments import TreatmentTable

_LONG = 40  # words; a shorter message stays as it is
_KEPT_SENTENCES = 3


def condensed(text: str, table: TreatmentTable) -> str:
    """A rambling message cut down to the sentences that ask, and name treatment and topic."""
    if len(text.split()) <= _LONG:
        return text
    sentences = re.split(r"(?<=[.!?])\s+", text)
    weights = [
        3 * sentence.endswith("?") + 2 * bool(table.find(sentence)) + len(topics.find(sentence))
        for sentence in sentences
    ]
    best = sorted(range(len(sentences)), key=lambda i: (-weights[i], i))[:_KEPT_SENTENCES]
    return " ".join(sentences[i] for i in sorted(best))
