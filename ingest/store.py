"""Passages in Chroma: written, read back and searched.

Two collections a generation: `passages`, and `sentences`, whose vectors tell which sentence of a
passage answers; among them, once a passage, that of its heading alone. Chroma returns cosine distances
(0 … 2, lower is nearer); they become similarities (1 − distance, higher is nearer) here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from chromadb.api import ClientAPI
from chromadb.errors import NotFoundError
from langchain_chroma import Chroma
from numpy.typing import NDArray

from ingest.article import Passage
from ingest.chroma import guarded
from ingest.embed import Vector
from ingest.errors import IndexProblem
from ingest.record import metadata_of, passage_of, tags_of

_PASSAGES, _SENTENCES = "passages", "sentences"
_TOPIC = "topic"  # stands where a sentence has its number, in the id of the heading's row
_COSINE = {"hnsw": {"space": "cosine"}}
_BATCH = 2_000  # below Chroma's limit of 5,461 items in one call


@dataclass(frozen=True, slots=True)
class Vectors:
    """What is embedded for a passage: itself, what it is about, and each of its sentences in order."""

    passage: Vector
    topic: Vector
    sentences: Sequence[Vector] | NDArray[np.float32]


class Store:
    """The two collections of one generation; `prefix` stands before their names on a shared server."""

    def __init__(self, client: ClientAPI, where: str, prefix: str = "", *, shared: bool = False) -> None:
        """Open what `create` made; a `shared` client outlives this store.

        Raises:
            IndexProblem: the collections are not there.
        """
        self.where = where
        self._client = client
        self._shared = shared
        self._names = {name: prefix + name for name in (_PASSAGES, _SENTENCES)}
        try:
            self._passages, self._sentences = map(self._collection, self._names.values())
        except NotFoundError as error:
            raise IndexProblem(
                f"{where} holds no passages; rebuild with: python -m ingest --rebuild"
            ) from error

    @classmethod
    def create(cls, client: ClientAPI, where: str, prefix: str = "", *, shared: bool = False) -> Store:
        """Make the collections, empty, and open them."""
        for name in (_PASSAGES, _SENTENCES):
            client.create_collection(
                prefix + name,
                configuration=_COSINE,  # type: ignore[arg-type]
                embedding_function=None,
            )
        return cls(client, where, prefix, shared=shared)

    def _collection(self, name: str) -> Chroma:
        return Chroma(client=self._client, collection_name=name, create_collection_if_not_exists=False)

    def close(self) -> None:
        """Give the file descriptors back (an open local client holds about eleven)."""
        if not self._shared:
            self._client.close()  # type: ignore[attr-defined]

    @guarded
    def add(self, passages: Sequence[Passage], vectors: Sequence[Vectors]) -> None:
        """Write passages with what was embedded for each."""
        pairs = list(zip(passages, vectors, strict=True))
        self._write(_PASSAGES, [(p.id, own.passage, p.text, metadata_of(p)) for p, own in pairs])
        # Without their texts, which stand in the passages: Chroma would index every word of them again.
        self._write(
            _SENTENCES,
            [
                (f"{p.id}/{part}", vector, None, {"passage": p.id, **tags_of(p)})
                for p, own in pairs
                for part, vector in ((_TOPIC, own.topic), *enumerate(own.sentences))
            ],
        )

    def _write(self, name: str, rows: list[tuple[str, Vector, str | None, dict[str, Any]]]) -> None:
        collection = self._client.get_collection(self._names[name], embedding_function=None)
        for start in range(0, len(rows), _BATCH):
            ids, vectors, documents, metadatas = zip(*rows[start : start + _BATCH], strict=True)
            collection.add(
                ids=list(ids),
                embeddings=list(vectors),
                documents=None if None in documents else list(documents),  # of one collection all or none
                metadatas=list(metadatas),
            )

    @guarded
    def get(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids; unknown ids are left out."""
        if not ids:
            return {}
        found = self._passages.get(ids=list(ids), include=["documents", "metadatas"])
        return {
            id_: passage_of(id_, text, metadata)
            for id_, text, metadata in zip(found["ids"], found["documents"], found["metadatas"], strict=True)
        }

    @guarded
    def vectors(self, passages: Sequence[Passage], held_as: Sequence[str]) -> list[Vectors]:
        """What `add` took for these passages, which this store holds under the ids `held_as`."""
        if not passages:
            return []
        parts = [(_TOPIC, *map(str, range(len(p.sentences)))) for p in passages]
        ids = [[f"{id_}/{part}" for part in own] for id_, own in zip(held_as, parts, strict=True)]
        # Texts that are the same may be held once, under one id.
        whole = _by_id(self._passages, list(dict.fromkeys(held_as)))
        pieces = _by_id(self._sentences, list(dict.fromkeys(id_ for own in ids for id_ in own)))
        return [
            Vectors(whole[id_], pieces[topic], np.asarray([pieces[sentence] for sentence in sentences]))
            for id_, (topic, *sentences) in zip(held_as, ids, strict=True)
        ]

    @guarded
    def nearest(
        self, vectors: Vector | NDArray[np.float32], limit: int, treatments: frozenset[str] | None
    ) -> list[tuple[str, float]]:
        """(passage id, cosine similarity) of the passages nearest to a vector, or to each of several rows.

        `treatments` holds the search to passages on one of these, or on none in particular. Several
        vectors are searched for at once, since evaluating the filter takes longest.
        """
        return self._near(_PASSAGES, vectors, limit, treatments)

    @guarded
    def nearest_sentences(
        self, vectors: Vector | NDArray[np.float32], limit: int, treatments: frozenset[str] | None
    ) -> list[tuple[str, float]]:
        """(passage id, cosine similarity) of the passages that hold the nearest sentences; as `nearest`."""
        found = self._near(_SENTENCES, vectors, limit, treatments)
        return [(id_.rpartition("/")[0], similarity) for id_, similarity in found]

    def _near(
        self,
        name: str,
        vectors: Vector | NDArray[np.float32],
        limit: int,
        treatments: frozenset[str] | None,
    ) -> list[tuple[str, float]]:
        rows = np.atleast_2d(np.asarray(vectors, dtype=np.float32))
        collection = self._client.get_collection(self._names[name], embedding_function=None)
        found = collection.query(
            query_embeddings=list(rows), n_results=limit, where=_where(treatments), include=["distances"]
        )
        distances = found["distances"] or []
        return [
            (id_, 1.0 - distance)
            for ids, own in zip(found["ids"], distances, strict=True)
            for id_, distance in zip(ids, own, strict=True)
        ]

    def all_passages(self, ids: Sequence[str]) -> Iterator[Passage]:
        """Every passage named, in that order, read a batch at a time."""
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            found = self.get(batch)
            yield from (found[id_] for id_ in batch)


def _by_id(collection: Chroma, ids: list[str]) -> dict[str, Vector]:
    found = collection.get(ids=ids, include=["embeddings"])
    # Copies: each of them is a view of all that was read with it.
    vectors = (np.array(vector, dtype=np.float32) for vector in found["embeddings"])
    return dict(zip(found["ids"], vectors, strict=True))


def _where(treatments: frozenset[str] | None) -> dict[str, Any]:
    quotable = {"role": {"$ne": "question"}}
    if treatments is None:
        return quotable
    held: list[dict[str, Any]] = [{"treatments": {"$contains": name}} for name in sorted(treatments)]
    general: dict[str, Any] = {"general": True}
    return {"$and": [quotable, {"$or": [*held, general]} if held else general]}
