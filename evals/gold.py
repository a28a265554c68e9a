"""The passages of an index that hold the gold places of a case, whatever the splitter made of the article."""

from __future__ import annotations

from functools import cache

from evals.cases import Place
from evals.judge import FileText, plain, share_shown
from ingest.article import Passage
from ingest.index import Index

_MOSTLY = 0.8  # share of the gold words that a passage has to hold


class Library:
    """What an index holds, article by article; each is read from the store once."""

    def __init__(self, index: Index) -> None:
        """Nothing is read yet."""
        self._index = index
        self._entries = {entry.id: entry for entry in index.manifest.articles}
        self.passages = cache(self._read)

    def _read(self, article: str) -> tuple[Passage, ...]:
        """The passages of an article; none of one that is not there."""
        entry = self._entries.get(article)
        found = self._index.passages(entry.passages) if entry else {}
        return tuple(found.values())

    def texts(self, article: str) -> list[str]:
        """The texts of the passages of an article."""
        return [passage.text for passage in self.passages(article)]

    def treatments(self, article: str, quote: str) -> frozenset[str]:
        """The treatments that what is quoted from an article is on; none of what is on skin in general."""
        return frozenset(n for p in self.passages(article) if quote in p.text for n in p.treatments)

    def holding(self, place: Place, file_text: FileText) -> frozenset[str]:
        """The ids of the passages that hold a place; of near-copies that of the first."""
        passages = [p for p in self.passages(place.article) if p.role != "question"]
        if place.section is not None:
            found = [p for p in passages if plain(p.section) == plain(place.section)]
        elif place.quote is None and place.start is None:
            found = passages
        else:
            gold = plain(place.quote or file_text(place.article)[place.start : place.end])
            found = [p for p in passages if gold in plain(p.text)]
            found = found or [
                p for p in passages if share_shown(gold.split(), plain(p.text).split()) >= _MOSTLY
            ]
        return frozenset(self._index.original(p.id) for p in found)
