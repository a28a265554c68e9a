"""Quotes → sentences with numbered citations: who says it, in which passage, at which span.

A citation is one span of one passage from one source. Quotes that touch share one; a sentence with
two footnotes has two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import shown
from bot.contract import Citation, Quote, QuotedSentence
from ingest.article import Origin, Passage

_MAX_CITATIONS = 5
_MAX_PASSAGE_WORDS = 200


def cite(quotes: Sequence[Quote], *, label: bool) -> tuple[tuple[QuotedSentence, ...], tuple[Citation, ...]]:
    """The sentences as shown, and what they stand on.

    Args:
        quotes: in the order in which they are shown; those beyond five citations are left out.
        label: whether each sentence says which treatment it is on.
    """
    citations: list[Citation] = []
    sentences: list[QuotedSentence] = []
    for quote in quotes:
        origins = _origins(quote)
        numbers = _joined(citations, quote, origins)
        if not numbers:
            if len(citations) + len(origins) > _MAX_CITATIONS:
                continue
            numbers = tuple(range(len(citations) + 1, len(citations) + len(origins) + 1))
            citations += map(_citation, numbers, [quote] * len(origins), origins)
        about = (", ".join(quote.passage.treatments) or None) if label else None
        *lead, text = shown(quote)
        sentences += [QuotedSentence(line, numbers, True, about) for line in lead]
        sentences.append(QuotedSentence(text, numbers, False, about))
    return tuple(sentences), tuple(citations)


def _origins(quote: Quote) -> list[Origin]:
    """Who says it: the sources of its footnotes, or else the article."""
    sources = [quote.passage.sources[key] for key in quote.sentence.sources]
    return sources or [quote.passage.origin]


def _citation(number: int, quote: Quote, origin: Origin) -> Citation:
    passage = quote.passage
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
        passage=_excerpt(passage, quote),
        kind=passage.kind,
        summary_of=origin.summary_of,
    )


def _joined(citations: list[Citation], quote: Quote, origins: Sequence[Origin]) -> tuple[int, ...]:
    """The citation that a quote next to its own quote may share, widened to hold both; else none."""
    if len(origins) != 1:
        return ()
    for place, citation in enumerate(citations):
        other = _citation(citation.number, quote, origins[0])
        whole = _whole(quote.passage, citation.quote, quote)
        same = replace(other, quote=citation.quote, passage=citation.passage) == citation
        if same and whole and quote.passage.text == citation.passage:
            citations[place] = replace(citation, quote=whole)
            return (citation.number,)
    return ()


def _whole(passage: Passage, cited: str, quote: Quote) -> str | None:
    """The stretch from one quote to the next, where nothing but space lies between them."""
    start = passage.text.find(cited)
    end = start + len(cited)
    if start < 0 or not (quote.end <= start or end <= quote.start):
        return None
    between = passage.text[min(end, quote.end) : max(start, quote.start)]
    return None if between.strip() else passage.text[min(start, quote.start) : max(end, quote.end)]


def _excerpt(passage: Passage, quote: Quote) -> str:
    """The passage, or of an overlong one whole words around the quote."""
    if len(passage.text.split()) <= _MAX_PASSAGE_WORDS:
        return passage.text
    room = _MAX_PASSAGE_WORDS - len(quote.text.split())
    before = passage.text[: quote.start].rsplit(maxsplit=room // 2)
    start = quote.start if len(before) == 1 else passage.text.index(before[1])
    start = min(start, quote.start)
    after = passage.text[quote.end :].split(maxsplit=max(room - room // 2, 0))
    tail = len(after[-1]) if len(after) > max(room - room // 2, 0) else 0
    return passage.text[start : len(passage.text) - tail].strip()
