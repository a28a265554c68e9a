"""Which generation answers, and what it was made of.

    .index/CURRENT                     the name of the generation that answers
    .index/generations/<name>/         manifest.json, chroma/, bm25/

A generation is never changed once CURRENT names it; the switch is one rename.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.article import Interval, Wait
from ingest.errors import IndexProblem
from ingest.split import SPLITTER_VERSION

FORMAT = 1


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


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of. `treatments_hash` is that of the table of treatments."""

    generation: str
    embedder: str
    treatments_hash: str
    created: str
    articles: tuple[ArticleEntry, ...]
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
        return cls(articles=articles, **data)


def current_generation(folder: Path) -> Path:
    """The folder of the generation that answers.

    Raises:
        IndexProblem: no index there, or something that is none.
    """
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
    if not name or "/" in name or not (generation / "manifest.json").is_file():
        raise IndexProblem(f"{folder}: its generation {name!r} is gone; rebuild with: {command} --rebuild")
    return generation


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the generation that answers.

    Raises:
        IndexProblem: a missing, foreign or damaged index.
    """
    generation = current_generation(folder)
    try:
        manifest = Manifest.read(generation / "manifest.json")
    except (ValueError, KeyError, TypeError) as error:
        raise IndexProblem(
            f"{folder}: its manifest cannot be understood; "
            f"rebuild with: python -m ingest --index {folder} --rebuild"
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
