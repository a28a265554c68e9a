"""Hits → the sentences that answer: the direct one first, then those that add something.

Sentences are chosen, never changed. One that leans on the sentence before it ("This …") is quoted
together with it; a list item with the line that introduces it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.asked import Asked, content, coverage, done
from bot.contract import Hit, Question, Quote, Slot
from bot.fits import fits
from bot.slots import fills, fills_itself
from ingest.article import Passage, Sentence
from ingest.bm25 import stems
from ingest.topics import Topic
from ingest.treatments import TreatmentTable

MAX_QUOTES = 5
_MAX_WORDS = 120
_MAX_QUOTE_WORDS = 90
_CONSIDERED = 8  # passages whose sentences compete
# A sentence's own nearness, its passage's score, the asked kind of fact, the asked words.
_NEAR, _HIT, _SLOT, _TOPIC = 0.5, 0.3, 0.1, 0.1
# What a sentence on skin in general stands back where a treatment is named, and one that has to be shown
# together with the sentences that it leans on.
_GENERAL, _WIDENED = 0.1, 0.05
_ADDS = 0.74  # of the direct sentence's score that a further one must reach
# A sentence of the kind asked for goes before a nearer one of another kind, down to this share.
_NEAR_BEST = 0.7
# Questions beside which it helps to say when to call.
_CALL_HELPS: tuple[Slot, ...] = ("is_normal", "how_long", "when_call", "cause", "open")
INDISPENSABLE: tuple[Slot, ...] = ("how_long", "when_call")
_MOSTLY = 0.5  # share of what is asked about that makes a sentence worth showing by itself
_SAME = 0.6  # word overlap (Jaccard) above which a sentence only repeats
LEANS = re.compile(
    r"^(?:(?:so|and|but|also|then)\b[\s,]*)?(?:this|that|these|those|it|its|they|them|their|both"
    r"|such|he|she|another"
    r"|which|then|there (?:is|are|can|may|might|could) (?:also )?(?:be )?(?:another|other)"
    r"|otherwise|instead|however|additionally|moreover|furthermore|therefore|in addition"
    r"|for this reason"
    r"|(?:while|although|since|because|when|as|with) (?:these|those|this)"
    r"|if (?:they|it|this|these|so|not|you do)|again|the (?:same|latter|former|above))\b(?! (?:is"
    r"|['’]s) "
    r"(?:important|essential|best|normal|common|recommended|advised|crucial|vital|advisable|expected|safe|ok|okay)\b)"
    r"|.{0,60}\binstead\W*$",
    re.I,
)
# A further sentence has to add something: what is asked, a duration, a do or don't, or when to call.
_ADDS_SLOTS: tuple[Slot, ...] = ("how_long", "may_i", "when_call")


def rank(question: Question, hits: Sequence[Hit], table: TreatmentTable) -> list[Quote]:
    """Every sentence that could be shown, as a quote, best first."""
    asked = content(question, table)
    return sorted(
        (quote for hit in hits[:_CONSIDERED] for quote in _quotes(hit, question, asked, table)),
        key=lambda quote: (-quote.score, quote.passage.id, quote.start),
    )


def choose(question: Question, candidates: Sequence[Quote], table: TreatmentTable) -> list[Quote]:
    """The quotes of an answer, the direct one first.

    Empty where nothing can be quoted, or where a duration or the time to call was asked for and no
    sentence near enough says it.

    Args:
        question: made to stand alone.
        candidates: what `rank` found.
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
        if not _adds(quote, direct, question, asked):
            continue
        if words + length <= _MAX_WORDS and not any(_repeats(quote, other) for other in chosen):
            chosen.append(quote)
            words += length
    return chosen


def _direct(question: Question, candidates: Sequence[Quote], asked: Sequence[Asked]) -> Quote | None:
    """The sentence that answers: on what is asked about and of the kind asked for, as far as there is one.

    Where the kind is indispensable (how long, when to call), a sentence of another kind is no answer.
    """
    near = [quote for quote in candidates if quote.score >= _NEAR_BEST * candidates[0].score]
    key = _key(question, asked)
    of_kind = [quote for quote in near if fills_itself(question.slot, quote.text)] or [
        quote for quote in near if fills(question.slot, quote.text)
    ]
    said = [quote for quote in of_kind if coverage(key, quote.text) > 0]
    headed = [q for q in of_kind if coverage(key, f"{q.passage.section} {q.text}") > 0]
    if question.slot in INDISPENSABLE:
        return next(iter((*said, *headed, *of_kind)), None)
    on_it = [quote for quote in near if coverage(key, quote.text) > 0]
    return (*said, *on_it, *headed, *of_kind, candidates[0])[0]


def _key(question: Question, asked: Sequence[Asked]) -> tuple[Asked, ...]:
    """What the direct sentence has to name: of "can I pick the flakes", the picking."""
    if question.slot in ("may_i", "product"):
        what = [a for a in asked if isinstance(a, Topic) and a.kind in ("activity", "product")]
        return tuple(what or asked)
    return tuple(asked)


def _adds(quote: Quote, direct: Quote, question: Question, asked: Sequence[Asked]) -> bool:
    """Whether a further sentence is on what was asked and says something that helps.

    Where nothing but the kind of fact was asked for ("when should I go back?"), it has to be of that kind.
    """
    if not asked:
        return fills_itself(question.slot, quote.text)
    named = coverage(asked, f"{quote.passage.section} {quote.text}")
    helps = any(fills(slot, quote.text) for slot in (question.slot, *_ADDS_SLOTS))
    calls = question.slot in _CALL_HELPS and fills("when_call", quote.text)
    on_it = quote.passage.id == direct.passage.id or named > 0 or calls
    return on_it and (helps or named >= _MOSTLY)


def _quotes(hit: Hit, question: Question, asked: Sequence[Asked], table: TreatmentTable) -> list[Quote]:
    """Every sentence of a passage that can be shown, scored."""
    found = []
    for number, sentence in enumerate(hit.passage.sentences):
        span = span_of(hit.passage, number)
        if span is None:
            continue
        text = hit.passage.text[span[0] : span[1]]
        named = coverage(asked, f"{hit.passage.section} {text}")
        if (done(asked) and not named) or not fits(question, hit.passage, text, table):
            continue
        score = (
            _NEAR * hit.sentence_scores[number]
            + _HIT * hit.score
            + _SLOT * fills(question.slot, text)
            + _TOPIC * named
            - (_GENERAL if question.treatment and not hit.passage.treatments else 0.0)
            - (_WIDENED if span[0] < sentence.start and sentence.lead is None else 0.0)
        )
        found.append(Quote(hit.passage, *span, sentence, score))
    return found


def span_of(passage: Passage, number: int) -> tuple[int, int] | None:
    """What is quoted for a sentence: itself, with the lead or the sentence that it leans on."""
    sentence = passage.sentences[number]
    start, end = sentence.start, sentence.end
    if sentence.lead is not None:
        start = sentence.lead[0]
    while sentence.lead is None and LEANS.match(passage.text[start:end]):
        if number == 0:
            return None
        number -= 1
        before = passage.sentences[number]
        if passage.text[before.end : start].strip() or before.lead is not None:
            return None
        start = before.start
    whole = sentence.lead is not None or len(passage.text[start:end].split()) <= _MAX_QUOTE_WORDS
    return (start, end) if whole else None


def _repeats(quote: Quote, other: Quote) -> bool:
    if quote.passage.id == other.passage.id:
        return quote.start < other.end and other.start < quote.end
    one, two = set(stems(quote.text)), set(stems(other.text))
    return len(one & two) > _SAME * len(one | two)


def _length(quote: Quote) -> int:
    """Words on the screen."""
    return sum(len(piece.split()) for piece in shown(quote))


def shown(quote: Quote) -> tuple[str, ...]:
    """The pieces that are shown: a list item's lead line and the item, or the whole span."""
    lead: tuple[int, int] | None = quote.sentence.lead
    if lead is None:
        return (quote.text,)
    sentence: Sentence = quote.sentence
    return (quote.passage.text[slice(*lead)], quote.passage.quote(sentence))
