"""The index, opened for reading: passages by meaning, by words and by id.

Vectors of two models, or passages of two splitters, are never mixed: the manifest records both, and
an index made otherwise is refused with the command that mends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.article import Passage
from ingest.bm25 import WordIndex
from ingest.embed import Vector
from ingest.errors import IndexProblem
from ingest.generations import Generations, generations_at
from ingest.manifest import Manifest
from ingest.recent import Recent
from ingest.split import SPLITTER_VERSION
from ingest.store import Vectors

_KEPT = 2_000  # passages with their vectors that are kept in memory, some 10 KB each


class Index:
    """One generation, opened for reading. Scores are similarities: higher is better."""

    def __init__(self, generations: Generations, manifest: Manifest) -> None:
        """Open the store of a generation; see `open_index`."""
        self.manifest = manifest
        self._generations = generations
        self._rows = manifest.rows
        self._store = generations.open(manifest.generation)
        self._first_of = {id_: group[0] for group in manifest.copies for id_ in group}
        self._passages: Recent[Passage] = Recent(_KEPT)
        self._vectors: Recent[Vectors] = Recent(_KEPT)

    @cached_property
    def words(self) -> WordIndex:
        """The BM25 side."""
        return self._generations.words(self.manifest.generation, self.all_passages)

    @cached_property
    def _row_tags(self) -> list[frozenset[str]]:
        """The treatments of each passage, in row order."""
        return [frozenset(p.treatments) for p in self.all_passages()]

    def original(self, id_: str) -> str:
        """The passage that this one is a near-copy of; itself where it is none."""
        return self._first_of.get(id_, id_)

    @cached_property
    def treatments(self) -> tuple[str, ...]:
        """The treatments that this library has passages on, sorted."""
        return tuple(sorted({name for tags in self._row_tags for name in tags}))

    def all_passages(self) -> Iterator[Passage]:
        """Every passage, in row order."""
        return self._store.all_passages(self._rows)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Passages by id; unknown ids are left out."""
        return self._passages.of(ids, self._store.get)

    def by_words(self, text: str, limit: int, treatments: frozenset[str] | None) -> list[tuple[str, float]]:
        """(passage id, BM25 score) of the passages that share words, best first."""
        scores = self.words.scores(text, len(self._rows)).copy()
        if treatments is not None:
            held = [not tags or bool(tags & treatments) for tags in self._row_tags]
            scores[~np.asarray(held, dtype=bool)] = 0.0
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(self._rows[row], float(scores[row])) for row in best if scores[row] > 0]

    def by_meaning(
        self, vectors: Vector | NDArray[np.float32], limit: int, treatments: frozenset[str] | None
    ) -> list[tuple[str, float]]:
        """(passage id, cosine similarity), best first: the better of passage and best sentence.

        Of several vectors, as rows, `limit` passages each are looked for; the nearest vector counts.
        """
        best: dict[str, float] = {}
        for id_, score in (
            *self._store.nearest(vectors, limit, treatments),
            *self._store.nearest_sentences(vectors, 3 * limit, treatments),
        ):
            best[id_] = max(score, best.get(id_, -1.0))
        return sorted(best.items(), key=lambda pair: -pair[1])[: limit * len(np.atleast_2d(vectors))]

    def vectors(self, passages: Sequence[Passage]) -> list[Vectors]:
        """What was embedded for each of these passages, as unit vectors."""
        by_id = {passage.id: passage for passage in passages}

        def read(ids: list[str]) -> dict[str, Vectors]:
            return dict(zip(ids, self._store.vectors([by_id[id_] for id_ in ids], ids), strict=True))

        found = self._vectors.of(list(by_id), read)
        return [found[passage.id] for passage in passages]

    def close(self) -> None:
        """Give the files back."""
        self._store.close()


def open_index(location: str | Path, embedder: str) -> Index:
    """Open the current generation for reading.

    Raises:
        IndexProblem: missing, foreign, damaged, of an older format, or made by another embedder;
            the message names the command that mends it.
    """
    generations = generations_at(location)
    manifest = generations.manifest(generations.current())
    command = manifest.rebuild_command(generations.location)
    if manifest.splitter != SPLITTER_VERSION:
        raise IndexProblem(f"{location} was built by another version; rebuild it with: {command}")
    if manifest.embedder != embedder:
        raise IndexProblem(
            f"{location} was built with the embedder {manifest.embedder}, not {embedder}; "
            f"rebuild it with: {command}, or set AFTERCARE_EMBEDDER to match."
        )
    return Index(generations, manifest)
