"""What ingest would make of a file that is not the library's: nothing of it is judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.load import load
from ingest.split import split
from ingest.treatments import TreatmentTable


@dataclass(frozen=True, slots=True)
class Described:
    """A file as ingest reads it."""

    path: str
    title: str
    kind: str
    treatments: tuple[str, ...]
    passages: int
    words: int

    def __str__(self) -> str:
        about = ", ".join(self.treatments) or "no treatment of the table"
        size = f"{self.passages} passages, {self.words} words"
        return f"{self.path}: “{self.title}”, {self.kind} on {about}, {size}"


def describe(path: Path, raw: bytes, table: TreatmentTable, count: Callable[[str], int]) -> Described:
    """Read a file as ingest does; `count` gives the tokens of a text.

    Raises:
        BadInput: why ingest would refuse it.
    """
    article = load(path.stem, path, raw, table)
    passages = split(article, count)
    words = sum(len(passage.text.split()) for passage in passages)
    return Described(str(path), article.title, article.kind, article.treatments, len(passages), words)
