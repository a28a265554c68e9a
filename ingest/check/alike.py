"""Texts that say the same: near-duplicate articles and sentences, and runs of words that are not ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz, process

from ingest import topics
from ingest.check.document import Document, Statement
from ingest.check.finding import Finding, brief
from ingest.treatments import TreatmentTable

RUN = 8  # words in a row that no article shares with a text that is not ours
_SHINGLE = 4
_SAME_ARTICLE = 0.5  # share of the shorter article's runs of four words that stand in the other too
_SAME_SENTENCE = 93.0  # Indel similarity, 0-100
_FEWEST = 20
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What turns a sentence into another one, however alike the two are otherwise.
_TELLING = re.compile(
    r"\d+|\b(?:no|not|never|avoid|without|less|more|light|medium|deep|ablative|non)\b", re.I
)


def words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def same_articles(documents: Sequence[Document]) -> Iterator[Finding]:
    """A finding for each article that mostly repeats another."""
    shingles = [(d, {run for s in d.statements for run in runs(s.text, _SHINGLE)}) for d in documents]
    for (first, ours), (second, theirs) in combinations(shingles, 2):
        fewest = min(len(ours), len(theirs))
        if fewest >= _FEWEST and (shared := len(ours & theirs) / fewest) >= _SAME_ARTICLE:
            what = f"{shared:.0%} of the shorter one's text is also in {first.path}"
            yield Finding(
                second.path, second.where.line("title"), "duplicate", what, "make one article of the two"
            )


def same_sentences(documents: Sequence[Document], table: TreatmentTable) -> Iterator[Finding]:
    """A finding for each sentence that says what another one says, with the same names and numbers."""
    groups: dict[tuple[object, ...], list[tuple[Document, Statement, str]]] = {}
    for document in documents:
        for statement in document.statements:
            names = {m.name for m in table.find(statement.text)} | {
                t.name for t in topics.find(statement.text)
            }
            telling = tuple(sorted(word.lower() for word in _TELLING.findall(statement.text)))
            entry = (document, statement, " ".join(words(statement.text)))
            groups.setdefault((frozenset(names), telling), []).append(entry)
    for group in groups.values():
        for number, (document, statement, text) in enumerate(group):
            earlier = [other for _, _, other in group[:number]]
            near = process.extractOne(text, earlier, scorer=fuzz.ratio, score_cutoff=_SAME_SENTENCE)
            if near:
                other, said, _ = group[near[2]]
                what = f"{brief(statement.own)} says what {other.path}:{said.line} says"
                yield Finding(document.path, statement.line, "duplicate", what, "keep one of the two")


def copied(document: Document, others: Mapping[str, set[tuple[str, ...]]]) -> Iterator[Finding]:
    """A finding for each sentence, heading or title that shares eight words in a row with another text.

    Args:
        document: the article.
        others: the runs of each text that it is held against, by name.
    """
    texts = [(document.front.title, document.where.line("title"))]
    texts += [(heading.text, heading.line) for heading in document.headings]
    texts += [(statement.text, statement.line) for statement in document.statements]
    for text, line in dict(texts).items():
        found = words(text)
        for name, theirs in others.items():
            if run := _longest(found, theirs):
                what = f"“{' '.join(run)}” stands in {name} too"
                yield Finding(document.path, line, "copied", what, "say it in words of our own")


def _longest(found: list[str], theirs: set[tuple[str, ...]]) -> list[str]:
    """The longest stretch of words of which every run is shared."""
    best: list[str] = []
    start: int | None = None
    for i in range(len(found) - RUN + 2):
        if tuple(found[i : i + RUN]) in theirs and i <= len(found) - RUN:
            start = i if start is None else start
        elif start is not None:
            best = max(best, found[start : i + RUN - 1], key=len)
            start = None
    return best
