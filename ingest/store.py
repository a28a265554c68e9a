"""Passages in Chroma: written, read back and searched.

Two collections a generation: `passages`, and `sentences`, whose
vectors tell which sentence of a passage answers. Chroma returns cosine distances (0 … 2, lower is
nearer); they become similarities (1 − distance, higher is nearer) here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from chromadb.api import ClientAPI
from chromadb.errors import NotFoundError
from langchain_chroma import Chroma

from ingest.article import Passage
from ingest.chroma import guarded
from ingest.embed import Vector
from ingest.errors import IndexProblem
from ingest.record import metadata_of, passage_of, tags_of

_PASSAGES, _SENTENCES = "passages", "sentences"
_COSINE = {"hnsw": {"space": "cosine"}}
_BATCH = 2_000  # below Chroma's limit of 5,461 items in one call


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
    def add(
        self,
        passages: Sequence[Passage],
        vectors: Sequence[Vector],
        sentence_vectors: Sequence[Sequence[Vector]],
    ) -> None:
        """Write passages, their vectors and, for each, the vectors of its sentences in order."""
        rows = [(p.id, v, p.text, metadata_of(p)) for p, v in zip(passages, vectors, strict=True)]
        self._write(_PASSAGES, rows)
        # Without their texts, which stand in the passages: Chroma would index every word of them again.
        rows = [
            (f"{p.id}/{i}", vector, "", {"passage": p.id, **tags_of(p)})
            for p, own in zip(passages, sentence_vectors, strict=True)
            for i, vector in enumerate(own)
        ]
        self._write(_SENTENCES, rows)

    def _write(self, name: str, rows: list[tuple[str, Vector, str, dict[str, Any]]]) -> None:
        collection = self._client.get_collection(self._names[name], embedding_function=None)
        for start in range(0, len(rows), _BATCH):
            ids, vectors, documents, metadatas = zip(*rows[start : start + _BATCH], strict=True)
            collection.add(
                ids=list(ids),
                embeddings=list(vectors),
                documents=list(documents),
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
    def sentence_vectors(self, passages: Iterable[Passage]) -> dict[str, Vector]:
        """Vectors of all sentences of these passages, by `passage id/number`."""
        ids = [f"{p.id}/{i}" for p in passages for i in range(len(p.sentences))]
        if not ids:
            return {}
        found = self._sentences.get(ids=ids, include=["embeddings"])
        return dict(zip(found["ids"], found["embeddings"], strict=True))

    @guarded
    def passage_vectors(self, passages: Iterable[Passage]) -> dict[str, Vector]:
        """Vectors of these passages, by id."""
        ids = [p.id for p in passages]
        if not ids:
            return {}
        found = self._passages.get(ids=ids, include=["embeddings"])
        return dict(zip(found["ids"], found["embeddings"], strict=True))

    def vectors(
        self, passages: Sequence[Passage], held_as: Sequence[str]
    ) -> tuple[list[Vector], list[list[Vector]]]:
        """What `add` took for these passages, which this store holds under the ids `held_as`."""
        held = {id_: replace(p, id=id_) for p, id_ in zip(passages, held_as, strict=True)}
        own = self.passage_vectors(held.values())
        by_sentence = self.sentence_vectors(held.values())
        return (
            [own[id_] for id_ in held_as],
            [[by_sentence[f"{id_}/{i}"] for i in range(len(held[id_].sentences))] for id_ in held_as],
        )

    @guarded
    def nearest(
        self, vector: Vector, limit: int, treatments: frozenset[str] | None
    ) -> list[tuple[str, float]]:
        """(passage id, cosine similarity) of the nearest passages, best first.

        `treatments` holds the search to passages on one of these, or on none in particular.
        """
        found = self._passages.similarity_search_by_vector_with_relevance_scores(
            list(vector), k=limit, filter=_where(treatments)
        )
        return [(str(document.id), 1.0 - distance) for document, distance in found]

    @guarded
    def nearest_sentences(
        self, vector: Vector, limit: int, treatments: frozenset[str] | None
    ) -> list[tuple[str, float]]:
        """(passage id, cosine similarity) of the passages that hold the nearest sentences."""
        found = self._sentences.similarity_search_by_vector_with_relevance_scores(
            list(vector), k=limit, filter=_where(treatments)
        )
        return [(document.metadata["passage"], 1.0 - distance) for document, distance in found]

    def all_passages(self, ids: Sequence[str]) -> Iterator[Passage]:
        """Every passage named, in that order, read a batch at a time."""
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            found = self.get(batch)
            yield from (found[id_] for id_ in batch)


def _where(treatments: frozenset[str] | None) -> dict[str, Any]:
    quotable = {"role": {"$ne": "question"}}
    if treatments is None:
        return quotable
    held: list[dict[str, Any]] = [{"treatments": {"$contains": name}} for name in sorted(treatments)]
    return {"$and": [quotable, {"$or": [*held, {"general": True}]}]}
