"""What a quoted sentence says about time, on one topic: how long to wait, or when a sign is over.

A sentence may hold several times on several topics ("no makeup for 12 hours, no sauna for two days"):
the one that stands nearest to the topic, in the same clause if there is one, is the topic's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.contract import Quote
from ingest import topics
from ingest.durations import figures
from ingest.topics import Topic

_HOUR, _DAY = 1.0, 24.0
# Times that give no figure; the ends, in hours, are the least and the most that people mean by them.
_VAGUE = tuple(
    (re.compile(pattern, re.I), low, high)
    for pattern, low, high in (
        (r"\b(?:a )?few hours\b|\bseveral hours\b", 2, 12),
        (r"\b(?:a )?few days\b", 2 * _DAY, 4 * _DAY),
        (r"\bseveral days\b", 3 * _DAY, 7 * _DAY),
        (r"\b(?:a )?few weeks\b|\bseveral weeks\b", 14 * _DAY, 28 * _DAY),
    )
)
_CLAUSE = re.compile(r"[,;:.]\s|\bbut\b|\bwhile\b|\band (?:no|avoid|hold|wait)\b")
_BEFOREHAND = re.compile(r"^\W*(?:before|prior|pre\b|ahead|or more (?:before|prior))|^\W*apart\b", re.I)
DIFFER = re.compile(
    r"\b(?:differ\w*|disagree\w*|two different times|(?:one|some)\b.{1,160}\b(?:another|others?))\b", re.I
)
_AFTER_IT = re.compile(r"\W*(?:after|since)\s+(?:(?:the|your|a|an|using|wearing|any)\s+)*", re.I)
_WAITS = re.compile(
    r"\b(?:avoid\w*|wait\w*|no|not|never|until|hold off|stay (?:away|out|off)|refrain\w*|skip|delay\w*|leave"
    r"|off|stop|without|don['’]t|after|keep\w*|first|safe|allowed|resume|return|start\w*|differ\w*)\b",
    re.I,
)
_LEFT_OUT = re.compile(
    r"\b(?:avoid\w*|wait\w*|none|hold off|stay (?:away|out|off)|refrain\w*|skip|leave|without)\b", re.I
)
# "A clinic that was asked a week after named no number of days" states none.
_STATES_NONE = re.compile(r"\b(?:nam|giv|stat)\w+ no (?:number|time|figure|length)\b", re.I)


@dataclass(frozen=True, slots=True)
class Stated:
    """A time that a quote states on the topic: from `low` to `high` hours, in the quote's own words.

    `place` tells which of the sentence's times it is, where one sentence tells that sources differ.
    """

    quote: Quote
    words: str
    low: float
    high: float
    place: int = 0
    of: int = 1


def stated(quote: Quote, topic: Topic) -> tuple[Stated, ...]:
    """The times that a quote states on a topic; none where it is on something else or states none.

    A sentence that tells that sources differ states several, in its own order.
    """
    text, before = quote.text, ""
    if quote.sentence.lead is None:  # the time is the sentence's own, what it is on may stand before it
        text, before = quote.passage.quote(quote.sentence), quote.text[: quote.sentence.start - quote.start]
    times = times_on(text, quote.passage.section, topic, before)
    return tuple(
        Stated(quote, words, low, high, place, len(times)) for place, (words, low, high) in enumerate(times)
    )


def times_on(text: str, section: str, topic: Topic, before: str = "") -> tuple[tuple[str, float, float], ...]:
    """(words, low, high) of the times, in hours, that a text under a heading states on a topic.

    `before` is what the text leans on ("Both of these …").
    """
    mentions = [match.span() for match in topic.pattern.finditer(text)]
    headed = topic.pattern.search(section) and _names_no_other(text, topic)
    if not (mentions or topic.pattern.search(before) or headed) or _STATES_NONE.search(text):
        return ()
    if topic.kind != "sign" and not _WAITS.search(text):
        return ()
    times = [time for time in _times(text) if not _counts_from(text[time[1] :], topic)]
    if topic.kind == "sign":
        times = [time for time in times if not _is_a_wait(text, time[0], time[1])]
    if times and not (DIFFER.search(text) and len(times) > 1):
        times = [min(times, key=lambda time: _distance(text, time[:2], mentions))]
    return tuple((text[start:end], low, high) for start, end, low, high in times)


def _is_a_wait(text: str, start: int, end: int) -> bool:
    """Whether a time's clause tells to leave something out: "alcohol adds to bruises, so none for a day"."""
    clause = _CLAUSE.split(text[:start])[-1] + text[start:end] + _CLAUSE.split(text[end:])[0]
    return bool(_LEFT_OUT.search(clause)) and any(
        t.kind in ("activity", "product") for t in topics.find(text)
    )


def _counts_from(rest: str, topic: Topic) -> bool:
    """Whether a time is counted from the thing itself: "a rash shows several days after the makeup"."""
    after = _AFTER_IT.match(rest)
    return topic.kind != "sign" and after is not None and topic.pattern.match(rest, after.end()) is not None


def _names_no_other(text: str, topic: Topic) -> bool:
    """Whether what stands under a heading on several things to do is on none of the others by name.

    Signs go together: what is said of dryness under "dryness and flaking" is said of both.
    """
    kinds = ("activity", "product")
    return topic.kind not in kinds or not any(other.kind in kinds for other in topics.find(text))


def _times(text: str) -> list[tuple[int, int, float, float]]:
    """(start, end, low, high) of every time of a text that is counted from the treatment on."""
    found = [(f.start, f.end, f.low[0], f.high[1]) for f in figures(text)]
    for pattern, low, high in _VAGUE:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, *_ in found):
                found.append((match.start(), match.end(), low, high))
    return sorted(
        time for time in found if time[3] >= _HOUR and not _BEFOREHAND.match(text[time[1] : time[1] + 20])
    )


def _distance(text: str, time: tuple[int, ...], mentions: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """How far a time stands from the nearest mention: clauses between them, then characters."""
    start, end = time

    def gap(mention: tuple[int, int]) -> tuple[int, int]:
        between = text[mention[1] : start] if mention[1] <= start else text[end : mention[0]]
        return len(_CLAUSE.findall(between)), len(between)

    return min(map(gap, mentions), default=(0, start))
