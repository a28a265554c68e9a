"""Generations on a Chroma server, so that several pages share one index.

    aftercare                          its metadata name the generation that answers
    aftercare-lock                     there while an ingest runs
    aftercare-<name>-passages, -sentences, -manifest     one generation

The switch is one change of the first collection's metadata. Words (BM25) are not kept: every reader
builds them from the stored passages.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.errors import ChromaError, NotFoundError
from httpx import HTTPError

from ingest.article import Passage
from ingest.bm25 import WordIndex
from ingest.chroma import StoreFailed, guarded, server_client
from ingest.errors import AftercareError, IndexProblem
from ingest.manifest import Manifest
from ingest.store import Store

_POINTER, _LOCK, _PREFIX, _MANIFEST = "aftercare", "aftercare-lock", "aftercare-", "manifest"
# A lock that its owner has not renewed for this long is that of an ingest that was killed.
_LEASE_S, _BEAT_S = 12.0, 2.0
_PIECE_CHARS = 50_000
_PAGE = 100


class ServerGenerations:
    """See `ingest.generations.Generations`."""

    def __init__(self, address: str) -> None:
        """Name the server; nothing is asked of it yet."""
        self.location = self.where = address.rstrip("/")

    @cached_property
    def _client(self) -> ClientAPI:
        return server_client(self.location)

    def _collection(self, name: str) -> Collection:
        return self._client.get_collection(name, embedding_function=None)

    def _create(self, name: str, metadata: dict[str, Any] | None = None) -> Collection:
        return self._client.create_collection(name, metadata=metadata, embedding_function=None)

    def current(self) -> str:
        """The name of the generation that answers."""
        name = self.pointed_at()
        if name is None:
            raise IndexProblem(
                f"There is no index at {self.location} yet; build one with: "
                f"python -m ingest --index {self.location}"
            )
        return name

    @guarded
    def pointed_at(self) -> str | None:
        """The generation that answers; None where there is no index yet."""
        try:
            metadata = self._collection(_POINTER).metadata
        except NotFoundError:
            return None
        return str(metadata["current"])

    @guarded
    def finished(self) -> list[str]:
        """Every generation that has its manifest, oldest first."""
        ending = f"-{_MANIFEST}"
        return sorted(
            name.removeprefix(_PREFIX).removesuffix(ending) for name in self._names() if name.endswith(ending)
        )

    def _names(self) -> list[str]:
        """Every collection of a generation."""
        names: list[str] = []
        while page := self._client.list_collections(limit=_PAGE, offset=len(names)):
            names += [collection.name for collection in page]
        return [name for name in names if name.startswith(_PREFIX) and name != _LOCK]

    @guarded
    def manifest(self, generation: str) -> Manifest:
        """What a generation was made of."""
        try:
            found = self._collection(f"{_PREFIX}{generation}-{_MANIFEST}").get(include=["metadatas"])
            pieces = dict(zip(found["ids"], found["metadatas"] or [], strict=True))
            return Manifest.from_json("".join(str(pieces[str(i)]["text"]) for i in range(len(pieces))))
        except (NotFoundError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexProblem(
                f"{self.location} was filled by another version, or is damaged; "
                f"build it anew with: python -m ingest --index {self.location}"
            ) from error

    @guarded
    def open(self, generation: str) -> Store:
        """Its passages and vectors, for reading."""
        return Store(self._client, self.location, f"{_PREFIX}{generation}-", shared=True)

    @staticmethod
    def words(generation: str, passages: Callable[[], Iterable[Passage]]) -> WordIndex:
        """Its BM25 side, built from the stored passages."""
        return WordIndex.build([passage.index_text() for passage in passages()])

    @guarded
    def create(self, generation: str) -> Store:
        """An empty store for a new generation."""
        return Store.create(self._client, self.location, f"{_PREFIX}{generation}-", shared=True)

    @guarded
    def finish(self, manifest: Manifest, texts: list[str]) -> None:
        """Write the manifest, without which a generation is none, and then count as finished."""
        text = manifest.to_json()
        pieces = [text[at : at + _PIECE_CHARS] for at in range(0, len(text), _PIECE_CHARS)]
        waiting = self._create(f"{_PREFIX}{manifest.generation}-unfinished")
        waiting.add(
            ids=list(map(str, range(len(pieces)))),
            embeddings=np.ones((len(pieces), 1), dtype=np.float32),  # a record has to have one
            metadatas=[{"text": piece} for piece in pieces],
        )
        waiting.modify(name=f"{_PREFIX}{manifest.generation}-{_MANIFEST}")

    @guarded
    def point_to(self, generation: str) -> None:
        """One change of metadata, which either happened or did not."""
        try:
            self._collection(_POINTER).modify(metadata={"current": generation})
        except NotFoundError:
            self._create(_POINTER, {"current": generation})

    @guarded
    def sweep(self, keep: set[str]) -> None:
        """Remove every generation but these."""
        for name in self._names():
            if name.removeprefix(_PREFIX).rpartition("-")[0] not in keep:
                self._client.delete_collection(name)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One ingest at a time: a lock that its owner keeps renewing, so that a killed one's lapses."""
        owner = uuid.uuid4().hex
        self._acquire(owner)
        over = threading.Event()
        beat = threading.Thread(target=self._renew, args=(owner, over), daemon=True)
        beat.start()
        try:
            yield
        except StoreFailed as error:
            raise AftercareError(f"{error}. The index is as it was; run the ingest again.") from error
        finally:
            over.set()
            beat.join()
            self._release()

    @guarded
    def _acquire(self, owner: str) -> None:
        waited = 0.0
        seen = self._lock_state()
        while seen is not None and waited < _LEASE_S:
            time.sleep(_BEAT_S / 2)
            waited += _BEAT_S / 2
            now = self._lock_state()
            if now is not None and now != seen:
                raise AftercareError(f"{self.location}: another ingest is running; wait for it to end.")
            seen = now
        if seen is not None:
            self._client.delete_collection(_LOCK)
        try:
            self._create(_LOCK, {"owner": owner, "beat": 0})
        except ChromaError as error:
            raise AftercareError(f"{self.location}: another ingest has just begun.") from error
        time.sleep(_BEAT_S / 10)  # two that found the same lapsed lock: the later one has it
        if (self._lock_state() or {}).get("owner") != owner:
            raise AftercareError(f"{self.location}: another ingest has just begun.")

    def _lock_state(self) -> dict[str, Any] | None:
        try:
            return dict(self._collection(_LOCK).metadata)
        except NotFoundError:
            return None

    def _renew(self, owner: str, over: threading.Event) -> None:
        beat = 0
        while not over.wait(_BEAT_S):
            beat += 1
            try:
                self._collection(_LOCK).modify(metadata={"owner": owner, "beat": beat})
            except (ChromaError, HTTPError):
                continue  # the ingest itself meets the same fault, and reports it

    def _release(self) -> None:
        try:
            self._client.delete_collection(_LOCK)
        except (ChromaError, HTTPError):
            return  # gone with its server; it lapses
