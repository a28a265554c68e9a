"""What a question asks about, and how much of that a text names.

Topics of the table count under any of their words; any other word of the question by its stem. The
treatment, the time and words of mere form ("how", "normal", "session") are not what is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bot.contract import Question, Slot
from ingest import topics
from ingest.article import Passage
from ingest.bm25 import stems
from ingest.treatments import TreatmentTable

# Words that shape a question without being what it is about: "how", "normal", "session" …
_SHAPE = frozenset(stems(Path(__file__).with_name("shape_words.txt").read_text(encoding="utf-8")))
# A topic of the table, or the stem of any other word.
Asked = topics.Topic | str
# What a person does or uses: an answer has to be on that, where a sign may go by another name.
_DONE = ("activity", "product")
# Questions on what is seen or felt: what the person does meanwhile ("it hurts when I chew") is no subject.
_OF_WHAT_IS_SEEN: tuple[Slot, ...] = ("is_normal", "when_call", "cause")
# "Worried about the swelling, can I drink wine": that is what the person does, and asks about.
_ASKS_TO = re.compile(
    r"\b(?:can|could|may) (?:i|we|you|he|she|they|my)\b|\b(?:can|could)(?:n['’]t| not) (?:i|we)\b"
    r"|\b(?:use|using|take|drink|wear|put|eat|apply)\b",
    re.I,
)
_HOW_LONG = re.compile(r"\b(?:how (?:long|many|soon)|when|until|till?)\b", re.I)
_MIN_PREFIX = 4  # letters that tell "lipo" from "lip"


def content(question: Question, table: TreatmentTable) -> tuple[Asked, ...]:
    """What is asked about: topics, and other words, less treatment, time and mere shape."""
    text = table.without(question.standalone, question.treatment)
    asked = subjects(text)
    seen = question.slot in _OF_WHAT_IS_SEEN and not _ASKS_TO.search(text)
    if seen or (question.slot == "how_long" and _asks_of_a_sign(text)):
        return tuple(what for what in asked if what not in done(asked)) or asked
    return asked


def _asks_of_a_sign(text: str) -> bool:
    """Whether what a question on time ends with is a sign: "no ice at all, how long does swelling last"."""
    kinds = {topic.kind for topic in topics.find(_HOW_LONG.split(text)[-1])}
    return "sign" in kinds and not kinds & set(_DONE)


def subjects(text: str) -> tuple[Asked, ...]:
    """The topics and other words of a text that are not mere shape."""
    named = topics.find(text)
    for topic in named:
        text = topic.pattern.sub(" ", text)
    words = [s for s in stems(text) if s not in _SHAPE and not s.isdigit() and len(s) > 1]
    return (*named, *dict.fromkeys(words))


def coverage(asked: Sequence[Asked], text: str) -> float:
    """Share of what is asked about that a text names, under any of a topic's words."""
    if not asked:
        return 0.5  # nothing to look for: nearness decides
    present = set(stems(text)) if any(isinstance(what, str) for what in asked) else set()
    named = {what: _names(what, text, present) for what in asked}
    what_is_done = done(asked)
    if what_is_done and not any(named[what] for what in what_is_done):
        return 0.0  # "can I drink alcohol" is not answered by what to drink
    return sum(named.values()) / len(asked)


def done(asked: Sequence[Asked]) -> list[Asked]:
    """The activities and products that are asked about: an answer has to name one of them."""
    return [what for what in asked if isinstance(what, topics.Topic) and what.kind in _DONE]


def _names(what: Asked, text: str, present: set[str]) -> bool:
    """Whether a text names a topic under any of its words, or another word by its stem."""
    return what in present if isinstance(what, str) else bool(what.pattern.search(text))


def on_treatment(question: Question, passage: Passage) -> bool:
    """Whether a passage is on a treatment that the table does not know, by the treatment's own words."""
    if not question.unknown_treatment:
        return True
    present = stems(passage.index_text())
    return all(
        any(
            word.startswith(wanted) or (len(word) >= _MIN_PREFIX and wanted.startswith(word))
            for word in present
        )
        for wanted in stems(" ".join(question.unknown_treatment))
    )
