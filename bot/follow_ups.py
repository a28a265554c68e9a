"""What a person may want to know next, offered where the library does answer it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from bot.contract import Question
from bot.wording import DEFAULT_TOPIC, FOLLOW_UPS
from ingest import topics
from ingest.index import Index
from ingest.treatments import TreatmentTable

_MOST = 3


class FollowUps:
    """Next questions by treatment and topic; each is tried once a generation, when its turn comes."""

    def __init__(self, answers: Callable[[str, Index], bool], table: TreatmentTable) -> None:
        """Offer what `answers` says is answered from an index."""
        self._answers = answers
        self._table = table
        # By (generation, next question): nothing of a person, so it may be shared.
        self._tried: dict[tuple[str, str], bool] = {}

    def of(self, question: Question, index: Index) -> tuple[str, ...]:
        """Up to three next questions on the question's treatment and sign."""
        if question.treatment is None:
            return ()
        signs = (name for name in question.topics if topics.named(name).kind == "sign")
        topic = next(signs, DEFAULT_TOPIC)
        treatment = self._table.spoken(question.treatment)
        several = topic.endswith("s") and not topic.endswith("ss")  # "scabs", not "redness"
        are, do = ("Are", "do") if several else ("Is", "does")
        others = (
            wording.format(topic=topic, treatment=treatment, are=are, do=do)
            for slot, wording in FOLLOW_UPS.items()
            if slot != question.slot
        )
        return tuple(islice((text for text in others if self._answered(text, index)), _MOST))

    def _answered(self, text: str, index: Index) -> bool:
        key = (index.manifest.generation, text)
        if key not in self._tried:
            self._tried[key] = self._answers(text, index)
        return self._tried[key]
