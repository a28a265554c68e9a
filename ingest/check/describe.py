"""What ingest would make of a file that is not the library's: nothing of it is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.article import Article, LeftOut, Origin
from ingest.load import load
from ingest.split import split
from ingest.tables import Tables


@dataclass(frozen=True, slots=True)
class Described:
    """A file as ingest reads it; `speakers` are who asked and who answered, `left_out` its clutter."""

    path: str
    title: str
    kind: str
    treatments: tuple[str, ...]
    passages: int
    words: int
    origin: Origin
    published: str | None
    speakers: tuple[str, ...]
    left_out: tuple[LeftOut, ...]

    def __str__(self) -> str:
        about = ", ".join(self.treatments) or "no treatment of the table"
        size = f"{self.passages} passages, {self.words} words"
        parts = [f"{self.path}: “{self.title}”, {self.kind} on {about}, {size}", self._origin()]
        return "; ".join(filter(None, (*parts, *self.speakers, self._left_out())))

    def lines(self) -> list[str]:
        """Every line that was left out, with its kind."""
        return [f"{self.path}: left out ({one.kind}): {one.text}" for one in self.left_out]

    def _origin(self) -> str:
        said = self.origin
        stated = {
            "publisher": said.publisher,
            "author": _named(said.author, said.capacity),
            "reviewed by": said.reviewer,
            "published": self.published,
            "updated": said.updated if said.updated != self.published else None,
        }
        evidence = ("a copy of " if said.copy else "") + said.evidence
        sells = ", commercial" if said.commercial else ""
        parts = (f"{name} {value}" for name, value in stated.items() if value)
        return ", ".join((*parts, f"evidence {evidence}{sells}"))

    def _left_out(self) -> str:
        kinds = Counter(one.kind for one in self.left_out)
        each = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        return f"{len(self.left_out)} lines left out: {each}" if each else ""


def describe(path: Path, raw: bytes, tables: Tables, count: Callable[[str], int]) -> Described:
    """Read a file as ingest does; `count` gives the tokens of a text.

    Raises:
        BadInput: why ingest would refuse it.
    """
    article = load(path.stem, path, raw, tables.treatments, tables.publishers)
    passages = split(article, count)
    return Described(
        path=str(path),
        title=article.title,
        kind=article.kind,
        treatments=article.treatments,
        passages=len(passages),
        words=sum(len(passage.text.split()) for passage in passages),
        origin=article.origin,
        published=article.published,
        speakers=_speakers(article),
        left_out=article.left_out,
    )


def _speakers(article: Article) -> tuple[str, ...]:
    """Each person who asked or answered, once."""
    said = (
        f"{'asked' if section.role == 'question' else 'answered'} by {name}"
        for section in article.sections
        if section.origin and (name := _named(section.origin.author, section.origin.capacity))
    )
    askers = (f"asked by {s.origin.asker}" for s in article.sections if s.origin and s.origin.asker)
    return tuple(dict.fromkeys((*askers, *said)))


def _named(name: str | None, capacity: str | None) -> str | None:
    return f"{name} ({capacity})" if name and capacity else name
