"""Whether what was found answers what was asked.

Nearness alone does not tell: a page on the right treatment is always near. So one sentence has to be
near, name what is asked about, and hold the kind of fact that was asked for, as far as all three go
together.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.asked import content, coverage, done
from bot.contract import Hit, Question
from bot.fits import fits
from bot.slots import fills
from ingest.topics import Topic
from ingest.treatments import TreatmentTable

# What naming all that is asked adds to a sentence's nearness (a cosine), and the right kind of fact.
_NAMED, _SLOT = 0.15, 0.07
_MOST = 1.0 + _NAMED + _SLOT
# The confidence from which an answer is given; CHANGELOG shows what it was calibrated on.
THRESHOLD = 0.37
_LOOKED_AT = 8  # hits


def confidence(question: Question, hits: Sequence[Hit], table: TreatmentTable) -> float:
    """How surely some sentence of the best hits answers, from 0 to 1."""
    asked = content(question, table)
    if not asked and question.slot == "open":
        return 0.0  # nothing was asked
    # "When should I call?" names nothing but the kind of fact, so that is all that can be looked for.
    kind_alone = all(isinstance(what, Topic) and what.kind == "person" for what in asked)
    best = 0.0
    for hit in hits[:_LOOKED_AT]:
        for near, sentence in zip(hit.sentence_scores, hit.passage.sentences, strict=True):
            told = hit.passage.told(sentence)
            of_kind = fills(question.slot, told)
            named = of_kind if kind_alone else coverage(asked, f"{hit.passage.section} {told}")
            if (named or not done(asked)) and fits(question, hit.passage, told, table):
                best = max(best, near + _NAMED * named + (1 + kind_alone) * _SLOT * of_kind)
    return min(1.0, best / _MOST)
