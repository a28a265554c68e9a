"""A Question → Hits: passages by meaning and by words, fused, held to the treatment.

Every score is a similarity, higher is better. The weights were measured; CHANGELOG has the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.asked import content, coverage, done
from bot.contract import Hit, Question
from bot.precedents import likeliest, standing
from bot.queries import Queries
from ingest import topics
from ingest.article import Evidence
from ingest.index import Index
from ingest.store import Vectors
from ingest.treatments import TreatmentTable

# Candidates taken from each side before they are scored together.
_CANDIDATES = 40
# Nearness of the passage, of its best sentence, of that sentence to the question without the
# treatment's name (which is near to everything on it), and of the heading; shared words; share of what
# is asked about that the passage names.
_PASSAGE, _SENTENCE, _BARE, _TOPIC, _WORDS, _NAMED = 0.10, 0.20, 0.25, 0.30, 0.05, 0.05
# Passages beyond the best that are returned as they name what is done or used: no other one answers that.
_FURTHER = 4
# Of a sentence's own score, the part of its nearness to the question as it was put; the rest is to the one
# without the treatment's name.
_AS_PUT = 1 / 3
# What a passage on no treatment in particular stands back where one is named: it is a second tier.
_GENERAL = 0.08
# What a passage on the kind that was had ("medium" of peels) goes before the others.
_KIND = 0.08
# A small prior, never enough to beat a clear difference.
_PRIOR: dict[Evidence, float] = {
    "health-authority": 0.02,
    "professional-body": 0.02,
    "peer-reviewed": 0.02,
    "clinician": 0.01,
}
# Of the likeliest sentence, by the questions that were judged.
_PRECEDENT = 0.15
# A clinic's own leaflet goes before the shipped library wherever it is nearly as near.
_OWN = 0.12


def retrieve(
    question: Question,
    index: Index,
    queries: Queries,
    table: TreatmentTable,
    *,
    own: frozenset[str] = frozenset(),
    limit: int = 12,
) -> list[Hit]:
    """The passages that most likely answer, best first.

    Where the question names a treatment, or several of which one is meant, passages on another one are left
    out; passages on none in particular stay. Where it names only what was not had, these alone do. Of
    passages that are near-copies of each other one is returned.

    Args:
        question: made to stand alone.
        index: the library.
        queries: for the index's embedder.
        table: the treatments.
        own: ids of the articles that are the clinic's own.
        limit: hits at most, beside a few more that name what is done or used.
    """
    meant = {question.treatment} if question.treatment else question.among
    held: frozenset[str] | None = frozenset().union(*map(table.applies_to, meant))
    if not (held or question.not_had):
        held = None
    whole = _variants(question)
    bare = " ".join(table.without(question.standalone, question.treatment).split())
    texts = [*whole, bare or question.standalone]
    vectors, mixed = queries.both(texts)
    asked = content(question, table)
    likely = queries.precedents.weigh(vectors[-1], held)
    by_words = dict(index.by_words(_words(question, asked), _CANDIDATES, held))
    nearest = index.by_meaning(mixed, _CANDIDATES, held)
    passages = list(index.passages(sorted({*by_words, *(id_ for id_, _ in nearest)})).values())
    passages = [p for p in passages if p.role != "question" and p.sentences]
    most = max(by_words.values(), default=1.0)
    kinds = table.kinds_in(question.standalone, question.treatment)
    hits = []
    for passage, stored in zip(passages, index.vectors(passages), strict=True):
        score = (
            _nearness(stored, mixed[:-1], mixed[-1])
            + _WORDS * by_words.get(passage.id, 0.0) / most
            + _NAMED * coverage(asked, f"{passage.section} {passage.text}")
            + _PRIOR.get(passage.origin.evidence, 0.0)
            + (_OWN if passage.article_id in own else 0.0)
            - (_GENERAL if question.treatment and not passage.treatments else 0.0)
            + (_KIND if kinds & table.kinds_in(passage.title, question.treatment) else 0.0)
        )
        judged = passage.article_id not in own  # a leaflet may be called like an article of the library
        precedents = (likely(passage, one) if judged else None for one in passage.sentences)
        hits.append(Hit(passage, score, _each(stored, vectors[:-1], vectors[-1]), tuple(precedents)))
    best: dict[str, Hit] = {}
    for hit in sorted(with_precedents(hits), key=lambda hit: (-hit.score, hit.passage.id)):
        # Of near-copies the best one speaks for all, so that a copied fact counts once.
        best.setdefault(index.original(hit.passage.id), hit)
    ranked = list(best.values())
    return ranked[:limit] + _that_name(done(asked), ranked[limit:])[:_FURTHER]


def _that_name(what: Sequence[topics.Topic | str], hits: Sequence[Hit]) -> list[Hit]:
    """Those of which the passage names any of this."""
    return [hit for hit in hits if what and coverage(what, f"{hit.passage.section} {hit.passage.text}") > 0]


def with_precedents(hits: Sequence[Hit]) -> list[Hit]:
    """The hits with the share of their score that questions judged before are worth."""
    if not hits:
        return []
    best = max(hits, key=lambda hit: likeliest(hit.precedents))
    most = likeliest(best.precedents)

    def worth(hit: Hit) -> float:
        judged = any(one is not None for one in hit.precedents)
        return standing(likeliest(hit.precedents) if judged else None, hit.score, most, best.score)

    return [replace(hit, score=hit.score + _PRECEDENT * worth(hit)) for hit in hits]


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


def _words(question: Question, asked: Sequence[topics.Topic | str]) -> str:
    """What is asked about, in the question's own words."""
    own = (
        match.group()
        for what in asked
        if isinstance(what, topics.Topic)
        for match in what.pattern.finditer(question.standalone)
    )
    return " ".join((*own, *(what for what in asked if isinstance(what, str))))


def _nearness(stored: Vectors, whole: NDArray[np.float32], bare: NDArray[np.float32]) -> float:
    """The weighted cosines of a passage; of several variants the nearest counts."""
    sentences = np.asarray(stored.sentences)
    return float(
        _PASSAGE * np.max(whole @ np.asarray(stored.passage))
        + _SENTENCE * np.max(sentences @ whole.T)
        + _BARE * np.max(sentences @ bare)
        + _TOPIC * np.max(whole @ np.asarray(stored.topic))
    )


def _each(stored: Vectors, whole: NDArray[np.float32], bare: NDArray[np.float32]) -> tuple[float, ...]:
    """The weighted cosines of each sentence."""
    sentences = np.asarray(stored.sentences)
    near = _AS_PUT * (sentences @ whole.T).max(axis=1) + (1 - _AS_PUT) * (sentences @ bare)
    return tuple(map(float, near))
