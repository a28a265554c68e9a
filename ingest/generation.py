"""Writing one generation: every article parsed and embedded, or copied from the generation before.

Nothing here decides what is to be done, nor which generation answers; that is `ingest/build`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.article import Article, Passage
from ingest.bm25 import WordIndex
from ingest.embed import Embedder
from ingest.errors import BadInput
from ingest.load import load
from ingest.manifest import ArticleEntry, Manifest
from ingest.split import split
from ingest.store import Store, Vector
from ingest.treatments import TreatmentTable

# Passages whose vectors are held in memory at once.
_BATCH = 256

# Called with (article id, articles done, articles in all).
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Report:
    """What an ingest did; `refused` maps file to reason, `embedded` counts texts embedded."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    passages: int = 0
    embedded: int = 0
    seconds: float = 0.0
    generation: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done for one article: parse and embed it, or copy it from the old generation."""

    id: str
    path: Path
    content_hash: str
    old: ArticleEntry | None


def write_generation(
    building: Path,
    work: list[Work],
    folder: Path,
    reusable: Manifest | None,
    embedder: Embedder,
    table: TreatmentTable,
    report: Report,
    progress: Progress,
) -> list[ArticleEntry]:
    """Fill a new generation; a file that cannot be used is reported and leaves no trace in it."""
    store = Store(building / "chroma", create=True)
    old = None
    if reusable:
        old = Store(folder / "generations" / reusable.generation / "chroma")
    entries, texts = [], []
    for done, item in enumerate(work, 1):
        if item.old and old:
            passages = tuple(old.all_passages(item.old.passages))
            entry = item.old
            for batch in _batches(passages):
                store.add(batch, *old.vectors(batch))
        else:
            try:
                article = load(item.id, item.path, item.path.read_bytes(), table)
            except BadInput as error:
                refuse(item, error, report)
                continue
            passages = split(article, embedder.count_tokens)
            entry = _entry(article, passages)
            for batch in _batches(passages):
                store.add(batch, *_embed(batch, embedder, report))
        entries.append(entry)
        texts += [passage.index_text() for passage in passages]
        progress(item.id, done, len(work))
    WordIndex.build(texts).save(building / "bm25")
    store.close()
    if old:
        old.close()
    return entries


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
        expect=article.expect,
        wait=article.wait,
    )


def _batches(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    for start in range(0, len(passages), _BATCH):
        yield passages[start : start + _BATCH]


def _embed(
    passages: Sequence[Passage], embedder: Embedder, report: Report
) -> tuple[list[Vector], list[list[Vector]]]:
    """The vectors of passages and of their sentences, from one call, so that batches fill up."""
    texts = [passage.index_text() for passage in passages]
    sentences = [p.index_text(p.told(s)) for p in passages for s in p.sentences]
    vectors = iter(embedder.vectors(texts + sentences))
    report.embedded += len(texts) + len(sentences)
    own = [next(vectors) for _ in passages]
    return list(own), [[next(vectors) for _ in p.sentences] for p in passages]
