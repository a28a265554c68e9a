"""A Question → Hits: passages by meaning and by words, fused, held to the treatment.

Every score is a similarity, higher is better. The weights were measured; CHANGELOG has the log.
"""

from __future__ import annotations

from bot.contract import Hit, Question
from ingest import topics
from ingest.article import Passage
from ingest.embed import Embedder
from ingest.index import Index
from ingest.treatments import TreatmentTable

# Candidates taken from each side before they are scored together.
_CANDIDATES = 40
_BY_PASSAGE, _BY_SENTENCE, _BY_WORDS = 0.4, 0.4, 0.2
# What a passage on skin in general stands back where a treatment is named: it is a second tier.
_GENERAL = 0.08


def retrieve(
    question: Question, index: Index, embedder: Embedder, table: TreatmentTable, limit: int = 12
) -> list[Hit]:
    """The passages that most likely answer, best first.

    Where the question names a treatment, passages on another one are left out; passages on none in
    particular stay. Of passages that are near-copies of each other one is returned.
    """
    held = table.applies_to(question.treatment) if question.treatment else None
    variants = _variants(question)
    vectors = [embedder.query(variant) for variant in variants]
    by_words = dict(index.by_words(" ".join(variants), _CANDIDATES, held))
    nearest = (pair for vector in vectors for pair in index.by_meaning(vector, _CANDIDATES, held))
    found = sorted({*by_words, *(id_ for id_, _ in nearest)})
    passages = list(index.passages(found).values())
    passages = [p for p in passages if p.role != "question" and p.sentences]
    hits = _score(passages, vectors, by_words, index, held is not None)
    best: dict[str, Hit] = {}
    for hit in hits:  # of near-copies the best one speaks for all, so that a copied fact counts once
        best.setdefault(index.original(hit.passage.id), hit)
    return list(best.values())[:limit]


def _variants(question: Question) -> list[str]:
    """The question as it was put and, where it used other words, under the names of its topics.

    "best sunblock" is also looked for as "best sunscreen".
    """
    plain = question.standalone
    for name in question.topics:
        topic = topics.named(name)
        if topic.kind != "person":
            plain = topic.pattern.sub(topic.name, plain)
    return list(dict.fromkeys((question.standalone, plain)))


def _score(
    passages: list[Passage],
    vectors: list[list[float]],
    by_words: dict[str, float],
    index: Index,
    on_treatment: bool,
) -> list[Hit]:
    """Meaning of the passage, meaning of its best sentence, and shared words, as one number.

    Of several variants of a question the one that a passage is nearest to counts.
    """
    whole = [index.passage_scores(vector, passages) for vector in vectors]
    by_sentence = [index.sentence_scores(vector, passages) for vector in vectors]
    most_words = max(by_words.values(), default=1.0)
    hits = []
    for passage in passages:
        sentences = tuple(map(max, zip(*(scores[passage.id] for scores in by_sentence), strict=True)))
        score = (
            _BY_PASSAGE * max(scores[passage.id] for scores in whole)
            + _BY_SENTENCE * max(sentences)
            + _BY_WORDS * by_words.get(passage.id, 0.0) / most_words
            - (_GENERAL if on_treatment and not passage.treatments else 0.0)
        )
        hits.append(Hit(passage, score, sentences))
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))
