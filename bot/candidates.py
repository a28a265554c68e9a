"""Hits → candidates: every sentence that could be shown, with its score, and how surely it answers.

Nearness alone does not tell: a page on the right treatment is always near. So it also counts whether a
sentence names what is asked about, and whether it holds the kind of fact that was asked for. The weights were
measured; CHANGELOG has the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.asked import Asked, content, coverage, done
from bot.contract import Hit, Question, Quote
from bot.fits import asks_of_before, fits, only_prepares, tells_of_before
from bot.precedents import standing
from bot.slots import fills
from bot.spans import span_of, told
from ingest.topics import Topic
from ingest.treatments import TreatmentTable

# The confidence from which an answer is given; CHANGELOG shows what it was calibrated on.
THRESHOLD = 0.38
# Of a score: a sentence's own nearness, its passage's score, the asked kind of fact, the asked words.
_NEAR, _HIT, _SLOT, _TOPIC = 0.5, 0.3, 0.1, 0.1
# What a sentence on skin in general stands back where a treatment is named, and one that has to be shown
# together with the sentences that it leans on.
_GENERAL, _WIDENED = 0.1, 0.05
# What one that does not name what the person does or uses stands back; it makes no answer sure.
_UNNAMED = 0.1
# What one on the time before the treatment stands back in a question on afterwards, in score and confidence.
_PREPARES = 0.1
# Of the confidence: what naming all that is asked adds to a sentence's nearness (a cosine), and the right
# kind of fact.
_NAMES, _KIND = 0.15, 0.07
# What a precedent of 1 adds to a score and to the confidence; one of -1 takes as much away.
_LIKELY, _LIKELY_SURE = 0.3, 0.4
# What is added to the confidence of a sentence that was never judged, as on a clinic's own leaflet, where the
# treatment is known: where nothing near was answered by a judged one, that speaks against it.
_UNJUDGED = 0.04
# The precedent from which a sentence is known to answer.
KNOWN = 0.1
_MOST = 1.0 + _NAMES + _KIND


def candidates(question: Question, hits: Sequence[Hit], table: TreatmentTable) -> list[Quote]:
    """Every sentence of the hits that holds for the person, best first.

    Args:
        question: made to stand alone.
        hits: best first.
        table: the treatments.
    """
    asked = content(question, table)
    best = max(
        (
            (precedent, near)
            for hit in hits
            for precedent, near in zip(hit.precedents, hit.sentence_scores, strict=True)
            if precedent is not None
        ),
        default=(0.0, 0.0),
    )
    before = asks_of_before(question, table)
    found = [
        quote
        for hit in hits
        for number in range(len(hit.passage.sentences))
        if (quote := _quote(hit, number, best, question, asked, table)) is not None
        and (not before or tells_of_before(quote.passage, told(quote)))
    ]
    return sorted(found, key=lambda quote: (-quote.score, quote.passage.id, quote.start))


def confidence(question: Question, found: Sequence[Quote], table: TreatmentTable) -> float:
    """How surely some candidate answers, from 0 to 1."""
    if question.slot == "open" and not content(question, table):
        return 0.0  # nothing was asked
    return max((quote.sure for quote in found), default=0.0)


def _quote(
    hit: Hit,
    number: int,
    best: tuple[float, float],
    question: Question,
    asked: Sequence[Asked],
    table: TreatmentTable,
) -> Quote | None:
    """A sentence of a passage as a quote; None where it cannot be shown.

    `best` is the best precedent among the hits, and the nearness of the sentence that has it.
    """
    passage, near, precedent = hit.passage, hit.sentence_scores[number], hit.precedents[number]
    likely = precedent or 0.0
    sentence = passage.sentences[number]
    span = span_of(passage, number)
    if span is None:
        return None
    quote = Quote(passage, *span, sentence, 0.0, precedent=precedent)
    if not fits(question, passage, text := told(quote), table):
        return None
    named = coverage(asked, f"{passage.section} {text}")
    # What is known to answer does so by other words.
    unnamed = not named and bool(done(asked)) and likely < KNOWN
    of_kind = fills(question.slot, text)
    early = _PREPARES * (likely < KNOWN and only_prepares(question, passage, text))
    worth = 0.0 if unnamed and precedent is None else standing(precedent, near, *best)
    score = (
        _NEAR * near
        + _HIT * hit.score
        + _SLOT * of_kind
        + _TOPIC * named
        + _LIKELY * worth
        - (_GENERAL if question.treatment and not passage.treatments else 0.0)
        - (_WIDENED if span[0] < sentence.start and sentence.lead is None else 0.0)
        - _UNNAMED * unnamed
        - early
    )
    # "When should I call?" names nothing but the kind of fact, so that is all that can be looked for.
    if all(isinstance(what, Topic) and what.kind == "person" for what in asked):
        sure = near + (_NAMES + 2 * _KIND) * of_kind
    else:
        sure = near + _NAMES * named + _KIND * of_kind
    unjudged = precedent is None and bool(question.treatment or question.among)
    sure = (
        0.0
        if unnamed
        else min(1.0, max(0.0, sure / _MOST + _UNJUDGED * unjudged + _LIKELY_SURE * likely - early))
    )
    return replace(quote, score=score, sure=sure)
