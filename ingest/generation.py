"""Writing one generation: what changed is parsed and embedded, the rest copied from the one before.

Passages are gathered over many files before they are embedded, so that batches are full and sorted
by length, and written a batch at a time, so that memory is bounded by a batch and not by the library.
Nothing here decides what is to be done, nor which generation answers; that is `ingest/build`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ingest.article import Article, Passage
from ingest.copies import near_copies
from ingest.embed import Embedder
from ingest.errors import BadInput
from ingest.load import load
from ingest.manifest import ArticleEntry
from ingest.report import Progress, Report, Step
from ingest.split import split
from ingest.store import Store, Vectors
from ingest.tables import Tables

# Passages held in memory at once, with the vectors of them and of their sentences (some 5 to 10 MB).
_BATCH = 512


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done for one article: parse and embed it, or copy it from the old generation."""

    id: str
    path: Path
    content_hash: str
    old: ArticleEntry | None


@dataclass(frozen=True, slots=True)
class Before:
    """The generation that vectors are copied from: its store, and passage ids by hash."""

    store: Store
    ids: dict[str, str]

    @classmethod
    def of(cls, entries: Sequence[ArticleEntry], store: Store) -> Before:
        """Index the entries of a manifest by what was embedded for them."""
        return cls(store, {h: id_ for e in entries for id_, h in zip(e.passages, e.hashes, strict=True)})


@dataclass(frozen=True, slots=True)
class Written:
    """What a generation holds: its articles, its rows' texts in order, and groups of near-copies."""

    entries: tuple[ArticleEntry, ...]
    texts: list[str]
    copies: tuple[tuple[str, ...], ...]


def write_generation(
    store: Store,
    work: Sequence[Work],
    before: Before | None,
    embedder: Embedder,
    tables: Tables,
    report: Report,
    progress: Progress,
) -> Written:
    """Fill a new generation; a file that cannot be used is reported and leaves no trace in it."""
    entries: list[ArticleEntry] = []
    texts: list[str] = []
    bodies: list[tuple[str, str]] = []
    batch: list[tuple[Passage, str | None]] = []  # with the id that `before` holds its vectors under

    def tell(file: str, files: int) -> None:
        progress(Step(file, files, len(work), report.passages, report.embedded))

    def flush(file: str, files: int) -> None:
        _write(batch, store, before, embedder, report, lambda: tell(file, files))
        batch.clear()

    kept = _kept(work, before)
    for done, item in enumerate(work, 1):
        if item.old is not None:
            entry = item.old
            passages = tuple(islice(kept, len(entry.passages)))
        else:
            try:
                article = load(
                    item.id, item.path, item.path.read_bytes(), tables.treatments, tables.publishers
                )
            except BadInput as error:
                refuse(item, error, report)
                tell(item.id, done)
                continue
            passages = split(article, embedder.count_tokens)
            entry = _entry(article, passages)
        entries.append(entry)
        ids = before.ids if before else {}
        batch += [(p, ids.get(h)) for p, h in zip(passages, entry.hashes, strict=True)]
        texts += [passage.index_text() for passage in passages]
        bodies += [(passage.id, passage.text) for passage in passages]
        if len(batch) >= _BATCH:
            flush(item.id, done)
        tell(item.id, done)
    flush("", len(work))
    copies = near_copies(bodies)
    report.copies = sum(len(group) - 1 for group in copies)
    return Written(tuple(entries), texts, copies)


def _kept(work: Sequence[Work], before: Before | None) -> Iterator[Passage]:
    """The passages of all articles that did not change, in the order of the work."""
    ids = [id_ for item in work if item.old for id_ in item.old.passages]
    return before.store.all_passages(ids) if before else iter(())


def refuse(item: Work, error: Exception, report: Report) -> None:
    """Name the file with the reason; it counts neither as added nor as changed."""
    report.refused[str(item.path)] = str(error)
    for kind in (report.added, report.changed):
        if item.id in kind:
            kind.remove(item.id)
            if kind is report.changed:  # the version before it is not kept in its stead
                report.removed.append(item.id)


def _entry(article: Article, passages: tuple[Passage, ...]) -> ArticleEntry:
    return ArticleEntry(
        id=article.id,
        title=article.title,
        content_hash=article.content_hash,
        treatments=article.treatments,
        passages=tuple(p.id for p in passages),
        hashes=tuple(map(_hash, passages)),
        expect=article.expect,
        wait=article.wait,
        kind=article.kind,
        origin=article.origin,
        published=article.published,
        checked=article.checked,
    )


def _hash(passage: Passage) -> str:
    """Of everything that is embedded for a passage; half of a SHA-256, which is plenty."""
    own = hashlib.sha256()
    for text in _texts(passage):
        own.update(text.encode() + b"\0")
    return own.hexdigest()[:32]


def _texts(passage: Passage) -> list[str]:
    """What is embedded: the passage, what it is about, then each of its sentences."""
    sentences = (passage.index_text(passage.told(s)) for s in passage.sentences)
    return [passage.index_text(), passage.topic, *sentences]


def _write(
    batch: Sequence[tuple[Passage, str | None]],
    store: Store,
    before: Before | None,
    embedder: Embedder,
    report: Report,
    tell: Callable[[], None],
) -> None:
    """Write passages with their vectors: copied where the old generation has them, else embedded."""
    for at in range(0, len(batch), _BATCH):  # one long article may be many batches
        part = batch[at : at + _BATCH]
        known = [(passage, id_) for passage, id_ in part if id_ is not None]
        if known and before:
            passages, ids = zip(*known, strict=True)
            store.add(passages, before.store.vectors(passages, ids))
        fresh = [passage for passage, id_ in part if id_ is None]
        if fresh:
            store.add(fresh, _embed(fresh, embedder, report, tell))
        report.passages += len(part)
        tell()


def _embed(
    passages: Sequence[Passage], embedder: Embedder, report: Report, tell: Callable[[], None]
) -> list[Vectors]:
    """The vectors of each passage; a heading over several passages is embedded once."""

    def done(count: int) -> None:
        report.embedded += count
        tell()

    texts = list(dict.fromkeys(text for passage in passages for text in _texts(passage)))
    vectors = dict(zip(texts, embedder.vectors(texts, done), strict=True))
    own = ([vectors[text] for text in _texts(passage)] for passage in passages)
    return [Vectors(whole, topic, sentences) for whole, topic, *sentences in own]
