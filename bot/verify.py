"""House rule 1: every sentence that is shown is an exact span of the stored passage that it cites.

Run on every answer at the moment it is made. What fails is dropped, never repaired.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.contract import Quote
from ingest.article import Passage


def verified(quotes: Sequence[Quote], stored: dict[str, Passage]) -> list[Quote]:
    """The quotes that stand, letter for letter, at their place in the stored passage.

    Args:
        quotes: spans chosen for an answer.
        stored: the passages as the index holds them now, by id.
    """
    return [quote for quote in quotes if _stands(quote, stored.get(quote.passage.id))]


def _stands(quote: Quote, passage: Passage | None) -> bool:
    if passage is None or passage.text != quote.passage.text:
        return False
    return (
        0 <= quote.start <= quote.sentence.start < quote.sentence.end <= quote.end
        and quote.end <= len(passage.text)
        and passage.role != "question"
        and bool(quote.text.strip())
    )
