"""The day that a person gave, held against the times that the quoted sentences state.

Silent where no day is known, or no sentence that is shown states a time on what was asked. Where the
article says in its front matter how long a sign is expected by the sentence's own source, that counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot import wording
from bot.contract import Question, Quote
from bot.differ import topic_of
from bot.times import Stated, stated
from ingest.article import Interval
from ingest.topics import Topic

_DAY = 24.0
# Days at which a person has to wait no more are counted in whole days.
_LAST = 366 * _DAY


def course(
    question: Question, quotes: Sequence[Quote], expected: dict[str, tuple[Interval, ...]]
) -> tuple[str, tuple[Stated, ...]] | None:
    """The wording for the day and the times it names, shortest first; None where there is none.

    Args:
        question: with its day.
        quotes: those that are shown.
        expected: the intervals of each article, by its id.
    """
    topic = topic_of(question)
    if question.day is None or topic is None:
        return None
    found = [time for quote in quotes for time in stated(quote, topic)]
    found = [_by_interval(time, topic, expected.get(time.quote.passage.article_id, ())) for time in found]
    found = sorted((time for time in found if time.high <= _LAST), key=lambda time: time.high)
    if not found:
        return None
    first, last = found[0], found[-1]
    if topic.kind != "sign":
        over = question.day * _DAY >= last.high
        return (wording.DAY_WAIT_OVER if over else wording.DAY_WAIT_WITHIN), (last,)
    if question.day * _DAY <= first.high:
        return wording.DAY_SIGN_WITHIN, (first,)
    if question.day * _DAY > last.high:
        return wording.DAY_SIGN_OVER, (last,)
    return wording.DAY_SIGN_BETWEEN, (first, last)


def _by_interval(time: Stated, topic: Topic, intervals: Sequence[Interval]) -> Stated:
    """The time with the end that the article states for this sign and source, where it does."""
    ends = [i.end for i in intervals if i.sign == topic.name and i.source in time.quote.sentence.sources]
    if time.of > 1 or len(ends) != 1:
        return time
    return Stated(time.quote, time.words, time.low, max(time.high, ends[0] * _DAY))
