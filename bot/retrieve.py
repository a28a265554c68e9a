"""A Question → Hits: passages by meaning and by words, fused, held to the treatment.

Every score is a similarity, higher is better. The weights were measured; CHANGELOG has the log.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.contract import Hit, Question
from ingest.article import Passage
from ingest.embed import Embedder
from ingest.index import Index
from ingest.treatments import TreatmentTable

# Candidates taken from each side before they are scored together.
_CANDIDATES = 40
_BY_PASSAGE, _BY_SENTENCE, _BY_WORDS = 0.4, 0.4, 0.2


def retrieve(
    question: Question, index: Index, embedder: Embedder, table: TreatmentTable, limit: int = 12
) -> list[Hit]:
    """The passages that most likely answer, best first.

    Where the question names a treatment, passages on another one are left out; passages on none in
    particular stay.
    """
    held = table.applies_to(question.treatment) if question.treatment else None
    vector = embedder.query(question.standalone)
    by_words = dict(index.by_words(question.standalone, _CANDIDATES, held))
    nearest = index.by_meaning(vector, _CANDIDATES, held)
    found = sorted({*by_words, *(id_ for id_, _ in nearest)})
    passages = list(index.passages(found).values())
    passages = [p for p in passages if p.role != "question" and p.sentences]
    return _score(passages, vector, by_words, index)[:limit]


def _score(
    passages: list[Passage], vector: Sequence[float], by_words: dict[str, float], index: Index
) -> list[Hit]:
    """Meaning of the passage, meaning of its best sentence, and shared words, as one number."""
    whole = index.passage_scores(vector, passages)
    by_sentence = index.sentence_scores(vector, passages)
    most_words = max(by_words.values(), default=1.0)
    hits = []
    for passage in passages:
        sentences = by_sentence[passage.id]
        score = (
            _BY_PASSAGE * whole[passage.id]
            + _BY_SENTENCE * max(sentences)
            + _BY_WORDS * by_words.get(passage.id, 0.0) / most_words
        )
        hits.append(Hit(passage, score, tuple(sentences)))
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))
