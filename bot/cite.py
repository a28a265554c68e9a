"""Quotes → sentences with numbered citations: who says it, in which passage, at which span.

A citation is one span of one passage from one source. Quotes that touch share one; a sentence with
two footnotes has two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.contract import Citation, Quote, QuotedSentence
from bot.spans import shown
from ingest.article import Origin, Passage

MAX_CITATIONS = 5
_MAX_PASSAGE_WORDS = 200


def cite(
    quotes: Sequence[Quote], *, label: bool, own: frozenset[str] = frozenset(), needed: Quote | None = None
) -> tuple[tuple[QuotedSentence, ...], tuple[Citation, ...]]:
    """The sentences as shown, and what they stand on.

    Args:
        quotes: in the order in which they are shown; those beyond five citations are left out.
        label: whether each sentence says which treatment it is on.
        own: ids of the articles that are the clinic's own.
        needed: the quote that is never left out while there is room for one of its sources.
    """
    citations: list[Citation] = []
    sentences: list[QuotedSentence] = []
    awaited = needed in quotes
    for quote in quotes:
        awaited = awaited and quote != needed
        origins = _origins(quote)
        numbers = _joined(citations, quote, origins)
        if not numbers:
            room = MAX_CITATIONS - len(citations) - (awaited and bool(citations))
            if quote == needed:
                origins = origins[:room]
            if not 0 < len(origins) <= room:
                continue
            numbers = tuple(range(len(citations) + 1, len(citations) + len(origins) + 1))
            citations += map(_citation, numbers, [quote] * len(origins), origins)
        about = (", ".join(quote.passage.treatments) or None) if label else None
        *lead, text = shown(quote)
        sentences += [QuotedSentence(line, numbers, True, about) for line in lead]
        sentences.append(QuotedSentence(text, numbers, False, about))
    return tuple(sentences), tuple(replace(c, own=c.article_id in own) for c in citations)


class Written:
    """Sentences in a model's words with the quotes that bear them out, as they come in."""

    def __init__(
        self, *, label: bool, own: frozenset[str] = frozenset(), needed: Sequence[Citation] = ()
    ) -> None:
        """Begin with none; `label` and `own` as for `cite`, `needed` what stands beside them in any case."""
        self._label = label
        self._needed = needed
        self._own = own
        self._citations: list[Citation] = []
        self.sentences: tuple[QuotedSentence, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the sentences stand on."""
        return tuple(replace(c, own=c.article_id in self._own) for c in self._citations)

    def add(self, text: str, quotes: Sequence[Quote]) -> bool:
        """Add a sentence; False, and nothing added, where its citations would be too many."""
        citations = list(self._citations)
        numbers = [number for quote in quotes for number in self._number(citations, quote)]
        beside = (needed for needed in self._needed if not any(holds(c, needed) for c in citations))
        if len(citations) + len(list(beside)) > MAX_CITATIONS:
            return False
        self._citations = citations
        on = dict.fromkeys(name for quote in quotes for name in quote.passage.treatments)
        about = (", ".join(on) or None) if self._label else None
        self.sentences += (QuotedSentence(text, tuple(dict.fromkeys(numbers)), False, about),)
        return True

    @staticmethod
    def _number(citations: list[Citation], quote: Quote) -> tuple[int, ...]:
        """The numbers of a quote's sources, found among the citations or added to them."""
        origins = _origins(quote)
        if joined := _joined(citations, quote, origins):
            return joined
        numbers = []
        for origin in origins:
            new = _citation(0, quote, origin)
            known = next((c.number for c in citations if replace(c, number=0) == new), None)
            if known is None:
                known = len(citations) + 1
                citations.append(replace(new, number=known))
            numbers.append(known)
        return tuple(numbers)


def holds(one: Citation, other: Citation) -> bool:
    """Whether one citation is of the same source as the other and quotes all that it quotes."""
    alike = replace(other, number=one.number, quote=one.quote, start=one.start) == one
    return alike and one.start <= other.start and other.start + len(other.quote) <= one.start + len(one.quote)


def _joined(citations: list[Citation], quote: Quote, origins: Sequence[Origin]) -> tuple[int, ...]:
    """The citation that a quote beside its own quote may share, widened to hold both; else none."""
    if len(origins) != 1:
        return ()
    for place, citation in enumerate(citations):
        other = _citation(citation.number, quote, origins[0])
        whole = _whole(citation, other)
        if whole is not None and replace(other, quote=citation.quote, start=citation.start) == citation:
            citations[place] = whole
            return (citation.number,)
    return ()


def _whole(one: Citation, other: Citation) -> Citation | None:
    """One citation for both quotes, where they overlap or nothing but space lies between them."""
    if one.passage != other.passage:
        return None
    start, end = min(one.start, other.start), max(one.start + len(one.quote), other.start + len(other.quote))
    first, second = sorted((one, other), key=lambda citation: citation.start)
    if one.passage[first.start + len(first.quote) : second.start].strip():
        return None
    return replace(one, start=start, quote=one.passage[start:end])


def _origins(quote: Quote) -> list[Origin]:
    """Who says it: the sources of its footnotes, or else the article."""
    sources = [quote.passage.sources[key] for key in quote.sentence.sources]
    return sources or [quote.passage.origin]


def _citation(number: int, quote: Quote, origin: Origin) -> Citation:
    passage = quote.passage
    start, end = _excerpt(passage, quote)
    return Citation(
        number=number,
        article_id=passage.article_id,
        title=passage.title,
        section=passage.section or None,
        publisher=origin.publisher,
        author=origin.author,
        updated=origin.updated,
        url=origin.url,
        evidence=origin.evidence,
        copy=origin.copy,
        commercial=origin.commercial,
        quote=quote.text,
        passage=passage.text[start:end],
        start=quote.start - start,
        kind=passage.kind,
        summary_of=origin.summary_of,
        treatments=passage.treatments,
    )


def _excerpt(passage: Passage, quote: Quote) -> tuple[int, int]:
    """The span of the passage that is shown: all of it, or of an overlong one words around the quote."""
    words = [match.span() for match in re.finditer(r"\S+", passage.text)]
    if len(words) <= _MAX_PASSAGE_WORDS:
        return 0, len(passage.text)
    inside = [i for i, (start, end) in enumerate(words) if start < quote.end and end > quote.start]
    first = max(0, inside[0] - max(0, _MAX_PASSAGE_WORDS - len(inside)) // 2)
    last = min(len(words), first + _MAX_PASSAGE_WORDS) - 1
    return min(words[first][0], quote.start), max(words[last][1], quote.end)
