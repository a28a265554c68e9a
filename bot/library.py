"""The library as a reader sees it: its articles, one of them whole, and what changed last.

Read from the generation that answers, so that what is shown is what is quoted. Knows nothing of a page:
it returns plain data.

Library(lambda: bot.index).article("microneedling/dos-and-donts")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from ingest.article import Origin, Passage
from ingest.index import Index
from ingest.manifest import ArticleEntry

JSON = dict[str, Any]

_DEPTH = 400  # passages whose articles are found; the least alike of them is far from what was asked


class Library:
    """The articles of whichever generation answers at the moment."""

    def __init__(self, index: Callable[[], Index], own: frozenset[str] = frozenset()) -> None:
        """Read from what `index` returns; `own` holds the ids of the clinic's own leaflets."""
        self._index = index
        self._own = own

    def entries(self) -> list[JSON]:
        """Every article, by title: whose it is, what it is on, its dates (ISO; None where none is stated)."""
        entries = self._index().manifest.articles
        return [_entry(e, self._own) for e in sorted(entries, key=lambda e: (e.title.casefold(), e.id))]

    def found(self, words: str) -> list[str]:
        """Ids of the articles that share words with `words`, in title, heading or text; the best first."""
        passages = self._index().by_words(words, _DEPTH, None)
        return list(dict.fromkeys(id_.rpartition("#")[0] for id_, _ in passages))

    def article(self, id_: str) -> JSON | None:
        """One article whole; None where there is none of this id (any more)."""
        return article(self._index(), id_, self._own)

    def changes(self) -> JSON:
        """When the library last changed, and which articles are new, changed or gone."""
        return changes(self._index())


def article(index: Index, id_: str, own: frozenset[str] = frozenset()) -> JSON | None:
    """One article whole, or None where the generation has none of this id.

    `sections` have a heading, who spoke where that is not the article's author, and `lines`: each with its
    text, whether it is an item of a list, and `marks`, the (offset, number) where a source stands.
    `sources` are numbered from 1 in the order in which they are named.
    """
    entry = next((entry for entry in index.manifest.articles if entry.id == id_), None)
    if entry is None:
        return None
    stored = index.passages(entry.passages)
    passages = [stored[passage] for passage in entry.passages if passage in stored]
    sources: dict[str, Origin] = {}
    for passage in passages:
        for sentence in passage.sentences:
            sources |= {key: passage.sources[key] for key in sentence.sources if key not in sources}
    numbers = {key: number for number, key in enumerate(sources, 1)}
    return {
        **_entry(entry, own),
        "sections": list(_sections(passages, entry.origin, numbers)),
        "sources": [{"number": numbers[key], **asdict(origin)} for key, origin in sources.items()],
    }


def changes(index: Index) -> JSON:
    """When the library last changed, and which articles are new, changed or gone."""
    manifest = index.manifest
    titles = {entry.id: entry.title for entry in manifest.articles}
    made = manifest.changes
    return {
        "created": manifest.created,
        "first": made.first,
        "articles": len(manifest.articles),
        "passages": len(manifest.rows),
        "embedder": manifest.embedder,
        "added": [{"id": id_, "title": titles.get(id_, id_)} for id_ in made.added],
        "changed": [{"id": id_, "title": titles.get(id_, id_)} for id_ in made.changed],
        "removed": list(made.removed),
    }


def _entry(entry: ArticleEntry, own: frozenset[str]) -> JSON:
    return {
        "id": entry.id,
        "title": entry.title,
        "treatments": list(entry.treatments),
        "kind": entry.kind,
        "published": entry.published,
        "checked": entry.checked,
        "own": entry.id in own,
        **asdict(entry.origin),
    }


def _sections(passages: Iterable[Passage], author: Origin, numbers: dict[str, int]) -> Iterator[JSON]:
    """Passages under one heading, joined; a list that runs on into the next has its lead line once."""
    section: JSON | None = None
    for passage in passages:
        speaker = _speaker(passage, author)
        if section is None or (section["heading"], section["speaker"]) != (passage.section, speaker):
            if section is not None:
                yield section
            section = {"heading": passage.section, "speaker": speaker, "lines": []}
        lines = list(_lines(passage, numbers))
        leads = [line["text"] for line in section["lines"] if not line["item"]]
        if leads and lines and lines[0]["text"] == leads[-1]:
            lines = lines[1:]
        section["lines"] += lines
    if section is not None:
        yield section


def _speaker(passage: Passage, author: Origin) -> str | None:
    """Who asked or answered, where the page says so for this part of it."""
    said = passage.origin
    if passage.role == "question":
        return said.asker
    name = said.author if passage.role == "answer" and said.author != author.author else None
    return ", ".join(filter(None, (name, said.capacity))) if name else None


def _lines(passage: Passage, numbers: dict[str, int]) -> Iterator[JSON]:
    start = 0
    for raw in passage.text.split("\n"):
        item = raw.startswith("- ")
        first, end = start + (2 if item else 0), start + len(raw)
        marks = [
            (sentence.end - first, numbers[key])
            for sentence in passage.sentences
            if first < sentence.end <= end
            for key in sentence.sources
        ]
        if raw.strip():
            yield {"text": passage.text[first:end], "item": item, "marks": marks}
        start = end + 1
