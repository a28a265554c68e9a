"""Candidates → the sentences that answer: the direct one first, then those that add something.

Sentences are chosen, never changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.asked import Asked, content, coverage, done
from bot.candidates import KNOWN
from bot.contract import Question, Quote, Slot
from bot.slots import fills, fills_itself
from bot.spans import shown, told
from ingest.bm25 import stems
from ingest.promotion import sells
from ingest.topics import Topic
from ingest.treatments import TreatmentTable

MAX_QUOTES = 5
_MAX_WORDS = 120
# Of the direct sentence's score, what a further one must reach that adds something, and one that is as good.
_ADDS, _AS_GOOD = 0.7, 0.85
# A sentence of the kind asked for goes before a nearer one of another kind, down to this share.
# One that names what is done or used goes before a nearer one that does not, down to the second share.
_NEAR_BEST, _NAMED_BEST = 0.85, 0.7
# Questions beside which it helps to say when to call.
_CALL_HELPS: tuple[Slot, ...] = ("is_normal", "how_long", "when_call", "cause", "open")
INDISPENSABLE: tuple[Slot, ...] = ("how_long", "when_call")
_MOSTLY = 0.5  # share of what is asked about that makes a sentence worth showing by itself
_SAME = 0.6  # word overlap (Jaccard) above which a sentence only repeats
# A further sentence has to add something: what is asked, a duration, a do or don't, or when to call.
_ADDS_SLOTS: tuple[Slot, ...] = ("how_long", "may_i", "when_call")


def choose(question: Question, candidates: Sequence[Quote], table: TreatmentTable) -> list[Quote]:
    """The quotes of an answer, the direct one first.

    Empty where nothing can be quoted, or where a duration or the time to call was asked for and no
    sentence near enough says it.

    Args:
        question: made to stand alone.
        candidates: best first.
        table: the treatments.
    """
    asked = content(question, table)
    if not candidates:
        return []
    direct = _direct(question, candidates, asked)
    if direct is None:
        return []
    chosen = [direct]
    words = _length(direct)
    for quote in candidates:
        if len(chosen) == MAX_QUOTES or quote.score < _ADDS * direct.score:
            break
        length = _length(quote)
        as_good = quote.score >= _AS_GOOD * direct.score and _may_stand(quote, asked)
        known = (quote.precedent or 0.0) >= KNOWN
        if sells(told(quote)) or not (as_good or known or _adds(quote, direct, question, asked)):
            continue
        if words + length <= _MAX_WORDS and not any(_repeats(quote, other) for other in chosen):
            chosen.append(quote)
            words += length
    return chosen


def _direct(question: Question, candidates: Sequence[Quote], asked: Sequence[Asked]) -> Quote | None:
    """The sentence that answers: on what is asked about and of the kind asked for, as far as there is one.

    Where the kind is indispensable (how long, when to call), a sentence of another kind is no answer.
    """
    key = _key(question, asked)
    best = candidates[0].score
    near = [quote for quote in candidates if quote.score >= _NEAR_BEST * best]
    if done(asked):  # of "can I fly" one on flights goes before a nearer one on driving
        named = [q for q in candidates if q.score >= _NAMED_BEST * best and coverage(key, told(q)) > 0]
        near = [*named, *(quote for quote in near if quote not in named)]
    of_kind = [quote for quote in near if fills_itself(question.slot, told(quote))] or [
        quote for quote in near if fills(question.slot, told(quote))
    ]
    said = [q for q in of_kind if coverage(key, told(q)) > 0 or (q.precedent or 0.0) >= KNOWN]
    headed = [q for q in of_kind if coverage(key, f"{q.passage.section} {told(q)}") > 0]
    if question.slot in INDISPENSABLE:
        # A time without what is done says when something else may be done.
        anyhow = question.slot == "when_call" or not done(asked)
        return next(iter((*said, *headed, *(of_kind if anyhow else ()))), None)
    on_it = [quote for quote in near if coverage(key, told(quote)) > 0]
    return (*said, *on_it, *headed, *of_kind, candidates[0])[0]


def _key(question: Question, asked: Sequence[Asked]) -> tuple[Asked, ...]:
    """What the direct sentence has to name: of "can I pick the flakes", the picking."""
    if question.slot in ("may_i", "product"):
        what = [a for a in asked if isinstance(a, Topic) and a.kind in ("activity", "product")]
        return tuple(what or asked)
    return tuple(asked)


def _may_stand(quote: Quote, asked: Sequence[Asked]) -> bool:
    """Whether a sentence may be shown for its nearness alone: where that is asked, it names what is done."""
    named = coverage(asked, f"{quote.passage.section} {told(quote)}") > 0
    return bool(asked) and (named or not done(asked))


def _adds(quote: Quote, direct: Quote, question: Question, asked: Sequence[Asked]) -> bool:
    """Whether a further sentence is on what was asked and says something that helps.

    Where nothing but the kind of fact was asked for ("when should I go back?"), it has to be of that kind.
    """
    if not asked:
        return fills_itself(question.slot, told(quote))
    named = coverage(asked, f"{quote.passage.section} {told(quote)}")
    helps = any(fills(slot, told(quote)) for slot in (question.slot, *_ADDS_SLOTS))
    calls = question.slot in _CALL_HELPS and fills("when_call", told(quote))
    on_it = quote.passage.id == direct.passage.id or named > 0 or calls
    return on_it and (helps or named >= _MOSTLY)


def _repeats(quote: Quote, other: Quote) -> bool:
    if quote.passage.id == other.passage.id:
        return quote.start < other.end and other.start < quote.end
    one, two = set(stems(told(quote))), set(stems(told(other)))
    return len(one & two) > _SAME * len(one | two)


def _length(quote: Quote) -> int:
    """Words on the screen."""
    return sum(len(piece.split()) for piece in shown(quote))
