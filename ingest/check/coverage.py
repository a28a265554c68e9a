"""The page of coverage: what the library says on each treatment, and what its facts rest on.

A fact is a sentence with a footnote. "Do not use retinol for 3 days" counts as a don't, and under products.
`timeline` and `waits` count entries of the front matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import topics
from ingest.check.claims import advises, claims, forbids, permits, warns
from ingest.check.document import Document, Statement
from ingest.check.sources import LEVELS
from ingest.front_matter import SourceEntry
from ingest.treatments import TreatmentTable

COLUMNS = ("articles", "facts", "expect", "do", "don't", "products", "warning", "timeline", "waits")
ACROSS = "(across treatments)"


@dataclass(frozen=True, slots=True)
class Coverage:
    """`rows` holds the counts of each treatment, by column; `evidence` facts by level, copies apart."""

    articles: int
    facts: int
    rows: dict[str, dict[str, int]]
    evidence: dict[str, int]


def coverage(documents: Sequence[Document], table: TreatmentTable) -> Coverage:
    """Count what there is; a treatment without any article has a row of zeros."""
    rows = {name: dict.fromkeys(COLUMNS, 0) for name in (*table.names, ACROSS)}
    levels: Counter[str] = Counter()
    facts = 0
    for document in documents:
        front = document.front
        for name in front.treatments or [ACROSS]:
            row = rows.setdefault(name, dict.fromkeys(COLUMNS, 0))
            row["articles"] += 1
            row["timeline"] += len(front.expect)
            row["waits"] += len(front.wait)
        for statement in document.statements:
            if not statement.notes:
                continue
            facts += 1
            levels[_level([front.sources[k] for k in statement.sources if k in front.sources])] += 1
            for name in statement.treatments or [ACROSS]:
                row = rows.setdefault(name, dict.fromkeys(COLUMNS, 0))
                for column in ("facts", *columns(statement)):
                    row[column] += 1
    ordered = (name for level in LEVELS for name in (level, f"{level}, copy"))
    evidence = {name: levels[name] for name in ordered if levels[name]}
    return Coverage(len(documents), facts, rows, evidence)


def columns(statement: Statement) -> tuple[str, ...]:
    """The columns that a sentence counts in: one of expect, do, don't and warning, and products."""
    kinds = {topic.kind for topic in topics.find(statement.text)}
    signs, done = "sign" in kinds, bool(kinds & {"activity", "product"})
    if warns(statement.text):
        what = "warning"
    elif forbids(statement.text):
        what = "don't"
    elif advises(statement.own) or (permits(statement.own) and not signs):
        what = "do"
    elif done and not signs and "duration" in claims(statement.text):
        what = "don't"  # "sources differ on makeup: 24 hours, 72 hours"
    else:
        what = "expect"
    return (what, "products") if "product" in kinds else (what,)


def _level(sources: Sequence[SourceEntry]) -> str:
    """The best evidence under a fact; an original counts before a copy of the same level."""
    if not sources:
        return "unknown"
    best = min(sources, key=lambda s: (LEVELS.index(s.evidence), s.copied))
    return f"{best.evidence}, copy" if best.copied else best.evidence
