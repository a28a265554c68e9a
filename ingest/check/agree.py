"""`expect` and `wait` against the text: every entry stands on a sentence of its own source.

The sentence carries the source's footnote, names the sign or the activity by a word of the table of
topics, and states the same figure before that footnote.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import permutations

from ingest import topics
from ingest.check.document import Document, Statement
from ingest.check.finding import Finding
from ingest.check.subject import names
from ingest.durations import Figure, Span, figures, same_day
from ingest.front_matter import ExpectEntry
from ingest.treatments import TreatmentTable

_SIGNS = ("sign",)
_ACTIVITIES = ("activity", "product")
_CLOSE = 1e-6


def agreement(document: Document, table: TreatmentTable) -> Iterator[Finding]:
    """A finding for each entry that no sentence of its source bears out."""
    for number, expected in enumerate(document.front.expect):
        told = f"expect: {expected.sign} from day {expected.start} to {expected.end}"
        line = document.where.line("expect", number)
        fault = _fault(document, expected.sign, _SIGNS, expected.source, table)
        if isinstance(fault, tuple):
            yield Finding(document.path, line, fault[0], f"{told}: {fault[1]}", fault[2])
        elif not _expects(expected, fault):
            yield _unsaid(document, line, told, expected.source, fault)
    for number, wait in enumerate(document.front.wait):
        told = f"wait: {wait.activity} {wait.hours:g} hours"
        line = document.where.line("wait", number)
        fault = _fault(document, wait.activity, _ACTIVITIES, wait.source, table)
        if isinstance(fault, tuple):
            yield Finding(document.path, line, fault[0], f"{told}: {fault[1]}", fault[2])
        elif not any(_in(wait.hours, figure.high) for figure in _stated(fault, wait.source)):
            yield _unsaid(document, line, told, wait.source, fault)


def _fault(
    document: Document, name: str, kinds: tuple[str, ...], source: str, table: TreatmentTable
) -> tuple[str, str, str] | list[Statement]:
    """The sentences of a source that name a sign or an activity; (rule, fault, remedy) without any."""
    topic = next((t for t in topics.table() if t.name == name), None)
    if topic is None or topic.kind not in kinds:
        other = next((t.name for t in topics.find(name) if t.kind in kinds), None)
        what = f"{name!r} is no {' or '.join(kinds)} of corpus/topics.yaml"
        return "topic", what, f"write {other!r}" if other else "use a name of the table or add it there"
    named = [s for s in document.statements if source in s.sources and names(s, topic, table)]
    return named or (
        "agree",
        f"no sentence with [^{source}] names {name}",
        "say it in the body or remove the entry",
    )


def _unsaid(document: Document, line: int, told: str, source: str, named: Sequence[Statement]) -> Finding:
    where = ", ".join(str(statement.line) for statement in named)
    what = f"{told}: what stands before [^{source}] on line {where} does not say so"
    return Finding(document.path, line, "agree", what, "correct the entry or the sentence")


def _stated(statements: Sequence[Statement], source: str) -> list[Figure]:
    """The figures that a source's footnotes vouch for."""
    return [figure for s in statements for clause in _clauses(s, source) for figure in figures(clause)]


def _clauses(statement: Statement, source: str) -> Iterator[str]:
    """The stretch of text before each footnote of a source, back to the footnotes before it.

    A stretch that speaks of no time takes in the one before: "for 24 hours avoid heat,[^a] sun[^b]".
    """
    ends = sorted({offset for offset, _ in statement.notes})
    starts = dict(zip(ends, (0, *ends), strict=False))
    for offset, key in statement.notes:
        if key == source:
            start = starts[offset]
            while start and not _timed(statement.text[start:offset]):
                start = starts[start]
            yield statement.text[start:offset]


def _timed(clause: str) -> bool:
    return bool(figures(clause)) or same_day(clause)


def _expects(entry: ExpectEntry, statements: Sequence[Statement]) -> bool:
    """Whether sentences of a source say that a sign lasts from one day to another."""
    if entry.start == entry.end == 0 and any(
        same_day(clause) for s in statements for clause in _clauses(s, entry.source)
    ):
        return True
    stated = _stated(statements, entry.source)
    if any(_begins(entry, figure, stated) for figure in stated if _on(entry.end, figure.high)):
        return True
    return any(  # "starts after 3 days and lasts 5 days"
        not length.dated and _on(entry.start, first.low) and _on(entry.end - entry.start, length.high)
        for first, length in permutations(stated, 2)
    )


def _begins(entry: ExpectEntry, last: Figure, stated: Sequence[Figure]) -> bool:
    """Whether the first day is stated too; a length without a beginning counts from the treatment."""
    counted = entry.start == 0 and not (last.dated and last.low[0] < last.high[0])
    return counted or any(_on(entry.start, figure.low) for figure in stated)


def _on(day: int, span: Span) -> bool:
    """Whether a day is the one that a time in hours falls on; part of a day counts as either."""
    return math.floor(span[0] / 24) <= day <= math.ceil(span[1] / 24)


def _in(hours: float, span: Span) -> bool:
    return span[0] - _CLOSE <= hours <= span[1] + _CLOSE
