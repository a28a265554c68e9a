"""Passages in Chroma: how one is written as a record, read back and searched.

The only module that knows Chroma. Two collections a generation: `passages`, and `sentences`, whose
vectors tell which sentence of a passage answers. Chroma returns cosine distances (0 … 2, lower is
nearer); they become similarities (1 − distance, higher is nearer) here and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import chromadb
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import NotFoundError
from langchain_chroma import Chroma

from ingest.article import Origin, Passage, Sentence
from ingest.errors import IndexProblem

Vector = Sequence[float]
_PASSAGES, _SENTENCES = "passages", "sentences"
_COSINE = {"hnsw": {"space": "cosine"}}
_BATCH = 2_000  # below Chroma's limit of 5,461 items in one call


class Store:
    """The two collections of one generation, in a folder of their own."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the store in `folder`; `create` makes its collections.

        Raises:
            IndexProblem: no such folder, or one without the collections.
        """
        if not create and not folder.is_dir():  # Chroma would make it, and find nothing in it
            raise IndexProblem(f"{folder} is gone; rebuild with: python -m ingest --rebuild")
        settings = Settings(anonymized_telemetry=False)
        self._client: ClientAPI = chromadb.PersistentClient(str(folder), settings=settings)
        if create:
            for name in (_PASSAGES, _SENTENCES):
                self._client.create_collection(
                    name,
                    configuration=_COSINE,  # type: ignore[arg-type]
                    embedding_function=None,
                )
        try:
            self._passages = self._collection(_PASSAGES)
            self._sentences = self._collection(_SENTENCES)
        except NotFoundError as error:
            raise IndexProblem(
                f"{folder} holds no passages; rebuild with: python -m ingest --rebuild"
            ) from error

    def _collection(self, name: str) -> Chroma:
        return Chroma(client=self._client, collection_name=name, create_collection_if_not_exists=False)

    def close(self) -> None:
        """Give the file descriptors back (an open client holds about eleven)."""
        self._client.close()  # type: ignore[attr-defined]

    def add(
        self,
        passages: Sequence[Passage],
        vectors: Sequence[Vector],
        sentence_vectors: Sequence[Sequence[Vector]],
    ) -> None:
        """Write passages, their vectors and, for each, the vectors of its sentences in order."""
        rows = [(p.id, v, p.text, _metadata(p)) for p, v in zip(passages, vectors, strict=True)]
        self._write(_PASSAGES, rows)
        rows = [
            (f"{p.id}/{i}", vector, p.quote(sentence), {"passage": p.id, **_tags(p)})
            for p, own in zip(passages, sentence_vectors, strict=True)
            for i, (sentence, vector) in enumerate(zip(p.sentences, own, strict=True))
        ]
        self._write(_SENTENCES, rows)

    def _write(self, name: str, rows: list[tuple[str, Vector, str, dict[str, Any]]]) -> None:
        collection = self._client.get_collection(name, embedding_function=None)
        for start in range(0, len(rows), _BATCH):
            ids, vectors, documents, metadatas = zip(*rows[start : start + _BATCH], strict=True)
            collection.add(
                ids=list(ids),
                embeddings=list(vectors),
                documents=list(documents),
                metadatas=list(metadatas),
            )

    def get(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids; unknown ids are left out."""
        if not ids:
            return {}
        found = self._passages.get(ids=list(ids), include=["documents", "metadatas"])
        return {
            id_: _passage(id_, text, metadata)
            for id_, text, metadata in zip(found["ids"], found["documents"], found["metadatas"], strict=True)
        }

    def sentence_vectors(self, passages: Iterable[Passage]) -> dict[str, Vector]:
        """Vectors of all sentences of these passages, by `passage id/number`."""
        ids = [f"{p.id}/{i}" for p in passages for i in range(len(p.sentences))]
        if not ids:
            return {}
        found = self._sentences.get(ids=ids, include=["embeddings"])
        return dict(zip(found["ids"], found["embeddings"], strict=True))

    def passage_vectors(self, passages: Iterable[Passage]) -> dict[str, Vector]:
        """Vectors of these passages, by id."""
        ids = [p.id for p in passages]
        if not ids:
            return {}
        found = self._passages.get(ids=ids, include=["embeddings"])
        return dict(zip(found["ids"], found["embeddings"], strict=True))

    def vectors(self, passages: Sequence[Passage]) -> tuple[list[Vector], list[list[Vector]]]:
        """What `add` took for these passages, so that unchanged ones are not embedded again."""
        own = self.passage_vectors(passages)
        by_sentence = self.sentence_vectors(passages)
        return (
            [own[p.id] for p in passages],
            [[by_sentence[f"{p.id}/{i}"] for i in range(len(p.sentences))] for p in passages],
        )

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


def _tags(passage: Passage) -> dict[str, Any]:
    """What searches filter by. Chroma refuses an empty list, so an untagged passage has none."""
    tags: dict[str, Any] = {"role": passage.role, "general": not passage.treatments}
    return {**tags, "treatments": list(passage.treatments)} if passage.treatments else tags


def _metadata(passage: Passage) -> dict[str, Any]:
    """The passage less its text as Chroma metadata: tags, and one JSON record for the rest."""
    record = asdict(passage)
    for key in ("id", "text", "role", "treatments"):
        del record[key]
    return {"article": passage.article_id, "record": json.dumps(record), **_tags(passage)}


def _passage(id_: str, text: str, metadata: dict[str, Any]) -> Passage:
    record = json.loads(metadata["record"])
    record["sentences"] = tuple(
        Sentence(s["start"], s["end"], tuple(s["lead"]) if s["lead"] else None, tuple(s["sources"]))
        for s in record["sentences"]
    )
    record["origin"] = Origin(**record["origin"])
    record["sources"] = {key: Origin(**value) for key, value in record["sources"].items()}
    return Passage(
        id=id_,
        text=text,
        role=metadata["role"],
        treatments=tuple(metadata.get("treatments") or ()),
        **record,
    )
