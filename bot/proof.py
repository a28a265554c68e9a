"""House rule 1 for a model's sentences: each is held against the stored words that it cites.

Its form, its numbers, its sense and its names first, by rules; then its meaning, above a bar. The
sentence of a cited passage that bears it out best becomes the quote of its citation. What fails is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.contract import Quote
from bot.named import names_more
from bot.numbers import numbers_differ
from bot.prose import Claim
from bot.sense import sense_changed
from bot.spans import span_of
from bot.support import BAR, Support, support
from ingest.article import Passage, Sentence
from ingest.treatments import TreatmentTable

_MAX_WORDS = 60
# No link, no markup, nobody who speaks of himself, no question, nothing that is not Latin script.
_NO_PROSE = re.compile(r"https?:|www\.|[<>{}\[\]|\\`_]|!\[|[?]\W*$|\b(?:I|me|my|we|our)\b|[^\x00-ɏ\u2000-⅏]")
# What no sentence has: a word twice, or small words in an order that no grammar has.
_HEAP = re.compile(
    r"\b(\w+) \1\b|\b(?:the|an?) (?:is|are|not|the|an?|after|may|can|avoid|and|or|of)\b"
    r"|\b(?:may|can|should)(?: (?:the|an?|is|are|after|may|can|of)\b|[.,])"
    r"|\b(?:is|are) (?:avoid|wait|may|can|is|are)\b|\bnot (?:may|can|is|are)\b"
    r"|\bafter (?:is|are|may|can|not|avoid|wait)\b"
    r"|\b(?:the|an?|of|to|with|from|and|or|may|can|is|are|not)\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Source:
    """Words that may bear a sentence out: a sentence with what it leans on, and what it is on."""

    quote: Quote
    text: str
    about: str


class Prover:
    """Holds a model's sentences against the passages that it was given, for one answer."""

    def __init__(self, passages: Sequence[Passage], table: TreatmentTable, support: Support) -> None:
        """Number the passages as the model saw them, from 1."""
        self._sources = {number: tuple(_sources(passage)) for number, passage in enumerate(passages, 1)}
        self._table = table
        self._support = support
        self._without: dict[str, str] = {}
        self._treatments: dict[str, frozenset[str]] = {}

    def proved(self, claim: Claim) -> tuple[Quote, ...]:
        """The quotes that bear a sentence out; none where it must not be shown.

        Where it cites in several places and no source bears all of it out, each part needs its own and all
        of them together the meaning.
        """
        if not _is_prose(claim.text) or not claim.numbers:
            return ()
        if any(number not in self._sources for number in claim.numbers):
            return ()  # an invented source
        whole = [source for n in claim.numbers if (source := self._best(claim.text, self._sources[n], BAR))]
        if whole or len(claim.parts) == 1:
            return tuple(source.quote for source in whole)
        return self._by_parts(claim)

    def _by_parts(self, claim: Claim) -> tuple[Quote, ...]:
        found: list[_Source] = []
        for part in claim.parts:
            sources = [source for number in part.numbers for source in self._sources[number]]
            best = self._best(part.text, sources, 0.0)
            if best is None:
                return ()
            found.append(best)
        text, about = (" ".join(parts) for parts in zip(*((s.text, s.about) for s in found), strict=True))
        treatments = tuple({name for source in found for name in source.quote.passage.treatments})
        if self._names_more(claim.text, text, about, treatments):
            return ()
        (score,) = self._scores(claim.text, [text])
        return tuple(source.quote for source in found) if score >= BAR else ()

    def _best(self, text: str, sources: Sequence[_Source], bar: float) -> _Source | None:
        """The source that bears a text out best, where one does well enough."""
        standing = [source for source in sources if self._stands(text, source)]
        scores = self._scores(text, [source.text for source in standing])
        ranked = sorted(zip(scores, standing, strict=True), key=lambda pair: -pair[0])
        return ranked[0][1] if ranked and ranked[0][0] >= bar else None

    def _scores(self, text: str, sources: Sequence[str]) -> list[float]:
        said = self._bare(text)
        near = self._support.nearness(text, sources)
        return [support(one, said, source) for one, source in zip(near, sources, strict=True)]

    def _stands(self, text: str, source: _Source) -> bool:
        """Whether a source has the numbers, the sense and the names of a text."""
        passage = source.quote.passage
        said, given = self._bare(text), self._bare(source.text)
        return not (
            numbers_differ(said, given, passage.section)
            or sense_changed(said, given)
            or self._names_more(text, source.text, source.about, passage.treatments)
        )

    def _names_more(self, text: str, source: str, about: str, treatments: Sequence[str]) -> bool:
        if text not in self._treatments:
            found = self._table.find(text, misspelt=True)
            self._treatments[text] = frozenset(mention.name for mention in found)
        own = {mention.name for mention in self._table.find(f"{about} {source}")}
        if not self._treatments[text] <= {*own, *treatments}:
            return True
        return names_more(self._bare(text), source, about)

    def _bare(self, text: str) -> str:
        """A text less its treatments, looked for once: misspellings take their time."""
        if text not in self._without:
            self._without[text] = self._table.without(text)
        return self._without[text]


def _is_prose(text: str) -> bool:
    """Whether a text is one plain sentence: no markup, a capital first, and no heap of words."""
    whole = text[:1].isupper() or text[:1].isdigit()
    return whole and len(text.split()) <= _MAX_WORDS and not (_NO_PROSE.search(text) or _HEAP.search(text))


def _sources(passage: Passage) -> Iterator[_Source]:
    """Each sentence that may be quoted, with its lead line or the sentence that it leans on."""
    for number, sentence in enumerate(passage.sentences):
        span = span_of(passage, number)
        if span is not None:
            text = passage.told(sentence) if sentence.lead else passage.text[slice(*span)]
            yield _source(passage, span[0], sentence, text)


def _source(passage: Passage, start: int, sentence: Sentence, text: str) -> _Source:
    origins = [passage.sources[key] for key in sentence.sources] or [passage.origin]
    publishers = (origin.publisher for origin in origins if origin.publisher)
    about = " ".join((passage.title, passage.section, *publishers))
    return _Source(Quote(passage, start, sentence.end, sentence, 0.0), text, about)
