"""`expect` and `wait` against the text: every entry stands on a sentence of its own source.

The sentence carries the source's footnote, names the sign or the activity by a word of the table of
topics, and states the same figure before that footnote.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from ingest import topics
from ingest.check.document import Document, Statement
from ingest.check.durations import Figure, Span, figures, same_day
from ingest.check.finding import Finding
from ingest.front_matter import ExpectEntry, WaitEntry

_SIGNS = ("sign",)
_ACTIVITIES = ("activity", "product")
_CLOSE = 1e-6


def agreement(document: Document) -> Iterator[Finding]:
    """A finding for each entry that no sentence of its source bears out."""
    for number, entry in enumerate(document.front.expect):
        told = f"expect: {entry.sign} from day {entry.start} to {entry.end}"

        def says(statement: Statement, entry: ExpectEntry = entry) -> bool:
            return _expects(entry, statement)

        line = document.where.line("expect", number)
        yield from _entry(document, line, told, entry.sign, _SIGNS, entry.source, says)
    for number, wait in enumerate(document.front.wait):
        told = f"wait: {wait.activity} {wait.hours:g} hours"

        def says_wait(statement: Statement, entry: WaitEntry = wait) -> bool:
            return any(_in(entry.hours, figure.high) for figure in _stated(statement, entry.source))

        line = document.where.line("wait", number)
        yield from _entry(document, line, told, wait.activity, _ACTIVITIES, wait.source, says_wait)


def _entry(
    document: Document,
    line: int,
    told: str,
    name: str,
    kinds: tuple[str, ...],
    source: str,
    says: Callable[[Statement], bool],
) -> Iterator[Finding]:
    topic = next((t for t in topics.table() if t.name == name), None)
    if topic is None or topic.kind not in kinds:
        what = f"{told}: {name!r} is no {' or '.join(kinds)} of corpus/topics.yaml"
        yield Finding(document.path, line, "topic", what, "use a name of the table or add it there")
        return
    noted = [s for s in document.statements if source in s.sources]
    named = [s for s in noted if topic.pattern.search(s.text)]
    if not named:
        what = f"{told}: no sentence with [^{source}] names {name}"
        yield Finding(document.path, line, "agree", what, "say it in the body or remove the entry")
    elif not any(says(statement) for statement in named):
        where = ", ".join(str(statement.line) for statement in named)
        what = f"{told}: the sentence on line {where} does not say so before [^{source}]"
        yield Finding(document.path, line, "agree", what, "correct the entry or the sentence")


def _stated(statement: Statement, source: str) -> tuple[Figure, ...]:
    """The figures that a source's footnotes vouch for: those of its own clause, else of one before."""
    return tuple(figure for clause in _clauses(statement, source) for figure in figures(clause))


def _clauses(statement: Statement, source: str) -> Iterator[str]:
    """The stretch of text before each footnote of a source, back to the footnotes before it.

    A stretch that speaks of no time takes in the one before: "for 24 hours avoid heat,[^a] sun[^b]".
    """
    ends = sorted({offset for offset, _ in statement.notes})
    starts = dict(zip(ends, (0, *ends), strict=False))
    for offset, key in statement.notes:
        if key == source:
            start = starts[offset]
            while start and not (
                figures(statement.text[start:offset]) or same_day(statement.text[start:offset])
            ):
                start = starts[start]
            yield statement.text[start:offset]


def _expects(entry: ExpectEntry, statement: Statement) -> bool:
    """Whether a sentence says that a sign lasts from one day to another."""
    stated = _stated(statement, entry.source)
    if entry.start == entry.end == 0 and any(same_day(c) for c in _clauses(statement, entry.source)):
        return True
    return any(_begins(entry, figure, stated) for figure in stated if _on(entry.end, figure.high)) or any(
        _on(entry.start, first.low) and _on(entry.end - entry.start, length.high)
        for first in stated
        for length in stated
        if first is not length
    )


def _begins(entry: ExpectEntry, last: Figure, stated: Sequence[Figure]) -> bool:
    """Whether the first day is stated too; a length without a beginning counts from the treatment."""
    if entry.start == 0 and not (last.dated and last.low[0] < last.high[0]):
        return True
    return any(_on(entry.start, figure.low) for figure in stated)


def _on(day: int, span: Span) -> bool:
    """Whether a day is the one that a time in hours falls on; part of a day counts as either."""
    return math.floor(span[0] / 24) <= day <= math.ceil(span[1] / 24)


def _in(hours: float, span: Span) -> bool:
    return span[0] - _CLOSE <= hours <= span[1] + _CLOSE
