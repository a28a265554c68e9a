"""Where generations live and which of them answers: a folder, or a Chroma server.

A generation is built beside the one that answers, is never changed once it is finished, and becomes
the current one in a single atomic step. Everything else in the project sees only this interface.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from ingest.article import Passage
from ingest.bm25 import WordIndex
from ingest.errors import IndexProblem
from ingest.folder import FolderGenerations
from ingest.manifest import Manifest
from ingest.server import ServerGenerations
from ingest.store import Store


class Generations(Protocol):
    """The generations of one index. `location` is what a person called it."""

    location: str

    def current(self) -> str:
        """The name of the generation that answers.

        Raises:
            IndexProblem: no index there, or something that is none.
        """

    def pointed_at(self) -> str | None:
        """The generation that answers, sound or not; None where there is no index yet.

        Raises:
            IndexProblem: something else is kept there.
        """

    def finished(self) -> list[str]:
        """Every generation that was finished, oldest first."""

    def manifest(self, generation: str) -> Manifest:
        """What a generation was made of.

        Raises:
            IndexProblem: a damaged manifest, or one of another version.
        """

    def open(self, generation: str) -> Store:
        """Its passages and vectors, for reading.

        Raises:
            IndexProblem: they are gone.
        """

    def words(self, generation: str, passages: Callable[[], Iterable[Passage]]) -> WordIndex:
        """Its BM25 side; `passages` yields all of its passages, in the manifest's order."""

    def create(self, generation: str) -> Store:
        """An empty store for a new generation."""

    def finish(self, manifest: Manifest, texts: list[str]) -> None:
        """Write what makes a filled store a finished generation; `texts` are those of its rows."""

    def point_to(self, generation: str) -> None:
        """Make a finished generation the current one, in one atomic step."""

    def sweep(self, keep: set[str]) -> None:
        """Remove every generation but these, also what a killed ingest left behind."""

    def locked(self) -> AbstractContextManager[None]:
        """One ingest at a time.

        Raises:
            AftercareError: another ingest is running, or nothing can be written.
        """


def generations_at(location: str | Path) -> Generations:
    """The generations at a folder, or at the `http(s)://host:port` of a Chroma server.

    Raises:
        IndexProblem: an address that is none.
    """
    if str(location).startswith(("http:", "https:")):
        return ServerGenerations(str(location))
    return FolderGenerations(Path(location))


def read_manifest(location: str | Path) -> Manifest:
    """The manifest of the generation that answers.

    Raises:
        IndexProblem: a missing, foreign or damaged index.
    """
    generations = generations_at(location)
    return generations.manifest(generations.current())


def rollback(location: str | Path) -> str:
    """Let the generation before the current one answer again; returns its name.

    Raises:
        AftercareError: no index, nothing to go back to, or an ingest is running.
    """
    generations = generations_at(location)
    current = generations.current()
    with generations.locked():
        others = [name for name in generations.finished() if name != current]
        if not others:
            raise IndexProblem(f"{location}: there is no earlier generation to go back to.")
        generations.point_to(others[-1])
    return others[-1]
