"""Generations in a folder, with Chroma as a library inside this process.

.index/CURRENT                     the name of the generation that answers
.index/generations/<name>/         manifest.json, chroma/, bm25/
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.article import Passage
from ingest.bm25 import WordIndex
from ingest.chroma import StoreFailed, local_client
from ingest.errors import AftercareError, IndexProblem
from ingest.manifest import Manifest
from ingest.store import Store

_MANIFEST, _CURRENT, _WAITING, _LOCK, _GENERATIONS = (
    "manifest.json",
    "CURRENT",
    "CURRENT.new",
    "lock",
    "generations",
)


class FolderGenerations:
    """See `ingest.generations.Generations`."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is opened or made yet."""
        self.location = str(folder)
        self._folder = folder

    def _of(self, generation: str) -> Path:
        return self._folder / _GENERATIONS / generation

    def current(self) -> str:
        """The name of the generation that answers."""
        command = f"python -m ingest --index {self._folder}"
        try:
            name = (self._folder / _CURRENT).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            if self._folder.is_dir() and any(self._folder.iterdir()):
                why = f"{self._folder} is not an index of articles (it has no {_CURRENT})"
            else:
                why = f"There is no index at {self._folder} yet"
            raise IndexProblem(f"{why}; build one with: {command}") from None
        except OSError as error:
            raise IndexProblem(
                f"{self._folder}: cannot be read ({error}); build it with: {command}"
            ) from error
        if not name or "/" in name or not (self._of(name) / _MANIFEST).is_file():
            raise IndexProblem(
                f"{self._folder}: its generation {name!r} is gone; rebuild with: {command} --rebuild"
            )
        return name

    def pointed_at(self) -> str | None:
        """The generation that answers, sound or not; None where there is no index yet."""
        pointer = self._folder / _CURRENT
        if pointer.is_file():
            return pointer.read_text(encoding="utf-8").strip()
        own = (_LOCK, _GENERATIONS, _WAITING)
        others = (
            [f.name for f in self._folder.iterdir() if f.name not in own] if self._folder.is_dir() else ()
        )
        if others:
            raise IndexProblem(
                f"{self._folder} holds {others[0]} and no index; name an empty or new folder with --index."
            )
        return None

    def finished(self) -> list[str]:
        """Every generation that was finished, oldest first."""
        return sorted(path.parent.name for path in (self._folder / _GENERATIONS).glob(f"*/{_MANIFEST}"))

    def manifest(self, generation: str) -> Manifest:
        """What a generation was made of."""
        try:
            return Manifest.from_json((self._of(generation) / _MANIFEST).read_text(encoding="utf-8"))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexProblem(
                f"{self._folder} was built by another version, or is damaged; "
                f"build it anew with: python -m ingest --index {self._folder}"
            ) from error

    def open(self, generation: str) -> Store:
        """Its passages and vectors, for reading."""
        chroma = self._of(generation) / "chroma"
        if not chroma.is_dir():  # Chroma would make it, and find nothing in it
            raise IndexProblem(f"{chroma} is gone; rebuild with: python -m ingest --rebuild")
        return Store(local_client(chroma), str(chroma))

    def words(self, generation: str, passages: Callable[[], Iterable[Passage]]) -> WordIndex:
        """Its BM25 side, as it was saved."""
        return WordIndex.load(self._of(generation) / "bm25")

    def create(self, generation: str) -> Store:
        """An empty store for a new generation."""
        chroma = self._of(generation) / "chroma"
        return Store.create(local_client(chroma), str(chroma))

    def finish(self, manifest: Manifest, texts: list[str]) -> None:
        """Save the BM25 index, then the manifest, without which a generation is none."""
        generation = self._of(manifest.generation)
        WordIndex.build(texts).save(generation / "bm25")
        (generation / _MANIFEST).write_text(manifest.to_json(), encoding="utf-8")

    def point_to(self, generation: str) -> None:
        """One rename, which either happened or did not."""
        waiting = self._folder / _WAITING
        with waiting.open("w", encoding="utf-8") as file:
            file.write(generation + "\n")
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(self._folder / _CURRENT)

    def sweep(self, keep: set[str]) -> None:
        """Remove every generation but these."""
        generations = self._folder / _GENERATIONS
        if generations.is_dir():
            for generation in generations.iterdir():
                if generation.name not in keep:
                    shutil.rmtree(generation, ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One ingest at a time, in a folder that can be written to."""
        lock = FileLock(self._folder / _LOCK, timeout=0)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise AftercareError(f"{self._folder}: another ingest is running; wait for it to end.") from None
        except OSError as error:
            raise AftercareError(
                f"{self._folder}: cannot be written to ({error.strerror}); choose another."
            ) from error
        try:
            yield
        except (OSError, StoreFailed) as error:  # most likely a full disk; what answers now is untouched
            raise AftercareError(
                f"{self._folder}: could not be written ({error}); free some space and run it again. "
                "The index is as it was."
            ) from error
        finally:
            lock.release()
