"""Whether what a sentence says holds for what the person had."""

from __future__ import annotations

from bot.asked import on_treatment
from bot.contract import Question
from ingest.article import Passage
from ingest.treatments import TreatmentTable


def fits(question: Question, passage: Passage, told: str, table: TreatmentTable) -> bool:
    """Whether a sentence is on the person's treatment, and on the kind of it that they named.

    What holds for a superficial peel does not for a deep one. A passage on skin in general may speak of
    several treatments, and then of theirs or of the one that they ask about as well.

    Args:
        question: made to stand alone.
        passage: where the sentence stands.
        told: the sentence, with the line that introduces it.
        table: the treatments.
    """
    if not on_treatment(question, passage):
        return False
    kinds = table.kinds_in(question.standalone, question.treatment)
    if kinds:
        named = table.kinds_in(f"{passage.title} {passage.section} {told}", question.treatment)
        if named and not named & kinds:
            return False
    if question.treatment is None or passage.treatments:
        return True
    spoken_of = {mention.name for mention in table.find(told)}
    own = table.applies_to(question.treatment)
    return not spoken_of or bool(spoken_of & own)
