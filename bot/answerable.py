"""Whether what was found answers what was asked.

Nearness alone does not tell: a page on the right treatment is always near. So the words of the
question must be found too, and the kind of fact that was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.contract import Hit, Question
from ingest import topics
from ingest.article import Passage
from ingest.bm25 import stems
from ingest.treatments import TreatmentTable

# Words that shape a question without being what it is about: "how", "normal", "session" …
_SHAPE = frozenset(stems(Path(__file__).with_name("shape_words.txt").read_text(encoding="utf-8")))


# A topic of the table, or the stem of any other word.
Asked = topics.Topic | str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer: `score` of the hit, `covered` (0–1) of the question's own words."""

    score: float
    covered: float
    confidence: float


# Weight of the words against the nearness, and the confidence from which an answer is given.
_WORDS_WEIGHT = 0.35
THRESHOLD = 0.5
_LOOKED_AT = 6  # hits
# What a person does or uses: an answer has to be on that, where a sign may go by another name.
_DONE = ("activity", "product")
_MIN_PREFIX = 4  # letters that tell "lipo" from "lip"


def evidence(question: Question, hits: Sequence[Hit], table: TreatmentTable) -> Evidence:
    """How well the best hits answer; higher is better, `confidence` decides."""
    if not hits:
        return Evidence(0.0, 0.0, 0.0)
    asked = content(question, table)
    hits = [hit for hit in hits if on_treatment(question, hit.passage)]
    if not hits or not (asked or question.slot != "open"):
        return Evidence(0.0, 0.0, 0.0)
    return max(
        (_weigh(hit.score, coverage(asked, _quotable_text(hit.passage))) for hit in hits[:_LOOKED_AT]),
        key=lambda found: found.confidence,
    )


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


def _weigh(score: float, covered: float) -> Evidence:
    if covered == 0.0:  # near, but on something else
        return Evidence(score, covered, 0.0)
    score = min(1.0, score)
    return Evidence(score, covered, (1 - _WORDS_WEIGHT) * score + _WORDS_WEIGHT * covered)


def content(question: Question, table: TreatmentTable) -> tuple[Asked, ...]:
    """What is asked about: topics, and other words, less treatment, time and mere shape."""
    text = table.without(question.standalone, question.treatment)
    named = topics.find(text)
    for topic in named:
        text = topic.pattern.sub(" ", text)
    words = [s for s in stems(text) if s not in _SHAPE and not s.isdigit() and len(s) > 1]
    return (*named, *dict.fromkeys(words))


def coverage(asked: Sequence[Asked], text: str) -> float:
    """Share of what is asked about that a text names, under any of a topic's words."""
    if not asked:
        return 0.5  # nothing to look for: nearness decides
    present = set(stems(text))
    named = [(what, _names(what, text, present)) for what in asked]
    done = [there for what, there in named if isinstance(what, topics.Topic) and what.kind in _DONE]
    if done and not any(done):
        return 0.0  # "can I drink alcohol" is not answered by what to drink
    return sum(there for _, there in named) / len(asked)


def _names(what: Asked, text: str, present: set[str]) -> bool:
    """Whether a text names a topic under any of its words, or another word by its stem."""
    return what in present if isinstance(what, str) else bool(what.pattern.search(text))


def _quotable_text(passage: Passage) -> str:
    """Title, heading and what may be quoted: a word in an advert answers nothing."""
    return passage.index_text(" ".join(passage.quote(s) for s in passage.sentences))
