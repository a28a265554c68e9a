"""Where sources differ on a time: found, shown side by side, never averaged, never picked silently.

House rule 6: for an activity or product the longest wait is named as the cautious one, for a sign the
earliest time at which a source says to call.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.contract import Conflict, Position, Question, Quote, QuotedSentence
from bot.spans import told
from bot.times import Stated, stated
from ingest import topics
from ingest.topics import Topic

# Times differ where the longer is so many times the shorter: "24 hours" and "a day" do not.
_APART = 1.5
_NEAR = 0.55  # of the best sentence's score, below which a sentence is on something else
_MOST_POSITIONS = 5
_IF_NOT = re.compile(r"if (?:it|they|this|these|not|you)\b", re.I)
# Told to call somebody; "a clinic says 24 hours" only tells who says it.
_WHOM = (
    r"(?:clinic\w*|doctor|dermatologist|practitioner|provider|surgeon|nurse|gp|specialist|injector|salon|studio"
    r"|artist|us|999|911|112)"
)
_CALL = re.compile(
    r"\b(?:call|contact|ring|phone|see|consult|tell|ask|return to|go back to|(?:speak|talk) (?:to|with))"
    rf"(?:\s+(?!get|for|if)[a-z']+){{0,3}}?\s+{_WHOM}\b"
    r"|\b(?:get|seek|needs?) (?:medical|emergency|urgent|help|advice|care)\b"
    r"|\ba&e\b|\bemergency department\b",
    re.I,
)
_SLOTS = ("how_long", "may_i", "is_normal", "open", "when_call")


def topic_of(question: Question) -> Topic | None:
    """What a time would be about: the activity or product that is asked about, or else the sign."""
    if question.slot not in _SLOTS:
        return None
    found = [topics.named(name) for name in question.topics]
    done = [topic for topic in found if topic.kind in ("activity", "product")]
    signs = [topic for topic in found if topic.kind == "sign"]
    return next(iter((*signs, *done) if question.slot == "is_normal" else (*done, *signs)), None)


def positions(question: Question, ranked: Sequence[Quote]) -> list[Stated]:
    """The times that sources state on what is asked, shortest first, where they differ; else nothing.

    Args:
        question: with its topic.
        ranked: the sentences that compete for the answer, best first.
    """
    topic = topic_of(question)
    if topic is None or not ranked:
        return []
    scope = ranked[0].passage.treatments if question.treatment is None else None
    near = [
        quote
        for quote in ranked
        if quote.score >= _NEAR * ranked[0].score
        and (scope is None or quote.passage.treatments == scope)
        and topic.pattern.search(f"{quote.passage.section} {told(quote)}")
    ]
    found = [time for quote in near for time in stated(quote, topic)]
    if not found:
        return []
    shortest = min(found, key=lambda time: time.high)
    longest = max(found, key=lambda time: time.high)
    if longest.high < _APART * shortest.high:
        return []
    between = [t for t in found if shortest.high < t.high < longest.high]
    kept: dict[float, Stated] = {}
    for time in (shortest, longest, *between):
        kept.setdefault(time.high, time)
    return sorted(list(kept.values())[:_MOST_POSITIONS], key=lambda time: time.high)


def with_positions(quotes: Sequence[Quote], times: Sequence[Stated], most: int) -> list[Quote]:
    """The quotes with those that the positions stand on; the last of the others make room.

    Where one sentence tells that sources differ, it is enough.
    """
    needed: list[Quote] = []
    for time in (*times[:1], *times[-1:], *times[1:-1]):
        if not any(_same(time.quote, quote) for quote in needed):
            needed.append(time.quote)
    needed = needed[: most - 1]
    direct, *rest = quotes
    others = [quote for quote in rest if not any(_same(quote, other) for other in needed)]
    added = [quote for quote in needed if not _same(quote, direct)]
    return [direct, *added, *others[: max(0, most - 1 - len(added))]]


def conflict(
    question: Question,
    times: Sequence[Stated],
    sentences: Sequence[QuotedSentence],
) -> Conflict | None:
    """The positions with their citations; None where fewer than two of them are cited.

    Of waits the longest is the cautious one; where it is not among what is cited, none is called so.
    """
    topic = topic_of(question)
    shown = [Position(time.words, cited) for time in times if (cited := number(time, sentences)) is not None]
    if topic is None or len({position.says for position in shown}) < 2:  # noqa: PLR2004 - it takes two
        return None
    if topic.kind != "sign":
        longest = shown[-1] if number(times[-1], sentences) is not None else None
        return Conflict(topic.name, tuple(shown), "wait", longest)
    calls = {time.words for time in times if _says_to_call(time)}
    return Conflict(topic.name, tuple(shown), "call", next((p for p in shown if p.says in calls), None))


def _says_to_call(time: Stated) -> bool:
    """Whether the source says to call once that time is over: in the sentence, or in an "if" behind it."""
    if _CALL.search(told(time.quote)):
        return True
    behind = time.quote.passage.text[time.quote.end :].lstrip()
    sentence = behind.partition(".")[0]
    return bool(_IF_NOT.match(sentence)) and bool(_CALL.search(sentence))


def number(time: Stated, sentences: Sequence[QuotedSentence]) -> int | None:
    """The citation that a time stands on: where a sentence has one source a time, the time's own."""
    for sentence in sentences:
        if sentence.introduces or sentence.text not in time.quote.text or time.words not in time.quote.text:
            continue
        if time.words in sentence.text or time.quote.text.endswith(sentence.text):
            own = len(sentence.citations) == time.of
            return sentence.citations[time.place if own else 0]
    return None


def _same(one: Quote, other: Quote) -> bool:
    return one.passage.id == other.passage.id and one.start < other.end and other.start < one.end
