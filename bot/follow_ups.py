"""What a person may want to know next, offered where the library does answer it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from bot.contract import Question, Slot
from bot.wording import DEFAULT_TOPIC, FOLLOW_UPS
from ingest import topics
from ingest.index import Index

_MOST = 3


class FollowUps:
    """Next questions by treatment and topic; each is tried once a generation."""

    def __init__(self, answers: Callable[[str, Index], bool]) -> None:
        """Offer what `answers` says is answered from an index."""
        self._answers = answers
        # By (generation, treatment, topic): nothing of a person, so it may be shared.
        self._found: dict[tuple[str, str, str], tuple[tuple[Slot, str], ...]] = {}

    def of(self, question: Question, index: Index) -> tuple[str, ...]:
        """Up to three next questions on the question's treatment and sign."""
        if question.treatment is None:
            return ()
        signs = (name for name in question.topics if topics.named(name).kind == "sign")
        topic = next(signs, DEFAULT_TOPIC)
        key = (index.manifest.generation, question.treatment, topic)
        if key not in self._found:
            self._found[key] = tuple(
                (slot, text)
                for slot, wording in FOLLOW_UPS.items()
                if self._answers(text := wording.format(topic=topic, treatment=question.treatment), index)
            )
        others = (text for slot, text in self._found[key] if slot != question.slot)
        return tuple(islice(others, _MOST))
