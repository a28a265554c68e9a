"""Which generation answers, and what it was made of.

    .index/CURRENT                     the name of the generation that answers
    .index/generations/<name>/         manifest.json, chroma/, bm25/

A generation is never changed once CURRENT names it; the switch is one rename.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

from filelock import FileLock, Timeout

from ingest.article import Interval, Wait
from ingest.errors import AftercareError, IndexProblem
from ingest.split import SPLITTER_VERSION

# Raised whenever the manifest's fields change.
FORMAT = 2
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """What the manifest keeps of an article; `passages` are ids in reading order."""

    id: str
    title: str
    content_hash: str
    treatments: tuple[str, ...]
    passages: tuple[str, ...]
    expect: tuple[Interval, ...] = ()
    wait: tuple[Wait, ...] = ()


# (article id, content hash, reason) of a file that could not be used.
Refused: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of.

    `treatments_hash` is that of the table of treatments, `paths` what ingest was given.
    """

    generation: str
    embedder: str
    treatments_hash: str
    created: str
    articles: tuple[ArticleEntry, ...]
    paths: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    splitter: int = SPLITTER_VERSION
    format: int = FORMAT

    @property
    def rows(self) -> list[str]:
        """Every passage id, in the order of the BM25 index."""
        return [passage for article in self.articles for passage in article.passages]

    def write(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read what `write` wrote.

        Raises:
            ValueError, KeyError, TypeError: where it is not such a file.
        """
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}, not {FORMAT}")
        articles = tuple(
            ArticleEntry(
                id=a["id"],
                title=a["title"],
                content_hash=a["content_hash"],
                treatments=tuple(a["treatments"]),
                passages=tuple(a["passages"]),
                expect=tuple(Interval(**e) for e in a["expect"]),
                wait=tuple(Wait(**w) for w in a["wait"]),
            )
            for a in data.pop("articles")
        )
        refused = tuple((id_, hash_, why) for id_, hash_, why in data.pop("refused"))
        return cls(articles=articles, paths=tuple(data.pop("paths")), refused=refused, **data)

    def rebuild_command(self, folder: Path) -> str:
        """The command that builds this index anew, from the same articles."""
        return f"python -m ingest {' '.join(self.paths)} --index {folder} --rebuild"


def current_generation(folder: Path) -> Path:
    """The folder of the generation that answers.

    Raises:
        IndexProblem: no index there, or something that is none.
    """
    _refuse_address(folder)
    pointer = folder / "CURRENT"
    command = f"python -m ingest --index {folder}"
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        if folder.is_dir() and any(folder.iterdir()):
            why = f"{folder} is not an index of articles (it has no CURRENT)"
        else:
            why = f"There is no index at {folder} yet"
        raise IndexProblem(f"{why}; build one with: {command}") from None
    except OSError as error:
        raise IndexProblem(f"{folder}: cannot be read ({error}); build it with: {command}") from error
    generation = folder / "generations" / name
    if not name or "/" in name or not (generation / MANIFEST).is_file():
        raise IndexProblem(f"{folder}: its generation {name!r} is gone; rebuild with: {command} --rebuild")
    return generation


def _refuse_address(folder: Path) -> None:
    if folder.parts[:1] in (("http:",), ("https:",)):
        raise IndexProblem(f"{folder}: an index on a Chroma server is not supported yet; name a folder.")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the generation that answers.

    Raises:
        IndexProblem: a missing, foreign or damaged index.
    """
    generation = current_generation(folder)
    try:
        manifest = Manifest.read(generation / MANIFEST)
    except (ValueError, KeyError, TypeError) as error:
        raise IndexProblem(
            f"{folder} was built by another version, or is damaged; "
            f"build it anew with: python -m ingest --index {folder}"
        ) from error
    return manifest


def point_to(folder: Path, generation: str) -> None:
    """Make a finished generation the current one: one rename, which either happened or did not."""
    waiting = folder / "CURRENT.new"
    with waiting.open("w", encoding="utf-8") as file:
        file.write(generation + "\n")
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(folder / "CURRENT")


def rollback(folder: Path) -> str:
    """Let the generation before the current one answer again; returns its name.

    Raises:
        IndexProblem: no index, or nothing to go back to.
    """
    current = current_generation(folder)
    with locked(folder):
        others = [g for g in current.parent.iterdir() if g != current and (g / MANIFEST).is_file()]
        if not others:
            raise IndexProblem(f"{folder}: there is no earlier generation to go back to.")
        point_to(folder, others[0].name)
    return others[0].name


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One ingest at a time, in a folder that can be written to.

    Raises:
        AftercareError: another ingest is running, or the folder cannot be written to.
    """
    _refuse_address(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise AftercareError(f"{folder}: another ingest is running; wait for it to end.") from None
    except OSError as error:
        raise AftercareError(f"{folder}: cannot be written to ({error.strerror}); choose another.") from error
    try:
        yield
    except OSError as error:  # most likely a full disk; what answers now is untouched
        raise AftercareError(f"{folder}: could not be written ({error}); the index is as it was.") from error
    finally:
        lock.release()


def pointed_at(folder: Path) -> str:
    """The generation that answers while another is built, sound or not; empty where there is none."""
    pointer = folder / "CURRENT"
    return pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""


def sweep(folder: Path, *, keep: set[str]) -> None:
    """Remove what a killed ingest left behind and generations that nothing can go back to."""
    generations = folder / "generations"
    if generations.is_dir():
        for generation in generations.iterdir():
            if generation.name not in keep:
                shutil.rmtree(generation, ignore_errors=True)
