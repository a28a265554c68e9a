"""The page of coverage: what the library says on each treatment, and what its facts rest on.

A fact is a sentence with a footnote. One sentence can count in several columns: "do not use retinol
for 3 days" is a don't and on a product. `timeline` and `waits` count entries of the front matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import topics
from ingest.check.claims import advises, forbids, warns
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
    """The columns that a sentence counts in; one that says nothing else says what to expect."""
    warning, dont = warns(statement.text), forbids(statement.text)
    kinds = {topic.kind for topic in topics.find(statement.text)}
    found = {
        "warning": warning,
        "don't": dont and not warning,
        "do": advises(statement.own) and not (dont or warning),
        "products": "product" in kinds,
    }
    if not (warning or dont or found["do"]):
        found["expect"] = "sign" in kinds or not found["products"]
    return tuple(column for column in COLUMNS if found.get(column))


def _level(sources: Sequence[SourceEntry]) -> str:
    """The best evidence under a fact; an original counts before a copy of the same level."""
    if not sources:
        return "unknown"
    best = min(sources, key=lambda s: (LEVELS.index(s.evidence), s.copied))
    return f"{best.evidence}, copy" if best.copied else best.evidence
