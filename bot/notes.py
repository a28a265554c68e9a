"""What stands behind the quoted sentences, in fixed wording: the person's day, and where sources differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot import wording
from bot.contract import Conflict, Question, QuotedSentence
from bot.differ import number, topic_of
from bot.times import Stated


def of_day(
    question: Question,
    told: tuple[str, tuple[Stated, ...]] | None,
    sentences: Sequence[QuotedSentence],
) -> Iterator[str]:
    """The person's day in fixed wording, each time with its citation."""
    topic = topic_of(question)
    if told is None or topic is None:
        return
    pattern, times = told
    marked = [(time.words, number(time, sentences)) for time in times]
    if all(n is not None for _, n in marked):
        first, *more = [f"{words} [{n}]" for words, n in marked]
        other = more[0] if more else ""
        yield pattern.format(day=question.day, topic=topic.name, time=first, other=other)


def of_conflict(found: Conflict | None) -> Iterator[str]:
    """The positions side by side, and the cautious one."""
    if found is None:
        return
    positions = "; ".join(f"{p.says} [{p.citation}]" for p in found.positions)
    yield wording.DIFFER.format(topic=found.topic, positions=positions)
    if found.cautious:
        cautious = f"{found.cautious.says} [{found.cautious.citation}]"
        pattern = wording.LONGEST_WAIT if found.kind == "wait" else wording.EARLIEST_CALL
        yield pattern.format(cautious=cautious)
