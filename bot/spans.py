"""What is quoted for a sentence: itself, with what it cannot stand without.

One that leans on the sentence before it ("This …") is quoted together with it; a list item with the line that
introduces it.
"""

from __future__ import annotations

import re

from bot.contract import Quote
from ingest.article import Passage

_MAX_QUOTE_WORDS = 90
LEANS = re.compile(
    r"^(?:(?:so|and|but|also|then)\b[\s,]*)?(?:this|that|these|those|it|its|they|them|their|both"
    r"|such|he|she|another"
    r"|which|then|there (?:is|are|can|may|might|could) (?:also )?(?:be )?(?:another|other)"
    r"|otherwise|instead|however|additionally|moreover|furthermore|therefore|in addition"
    r"|for this reason"
    r"|(?:while|although|since|because|when|as|with) (?:these|those|this)"
    r"|if (?:they|it|this|these|so|not|you do)|again|the (?:same|latter|former|above))\b(?! (?:is"
    r"|['’]s) "
    r"(?:important|essential|best|normal|common|recommended|advised|crucial|vital|advisable|expected|safe|ok|okay)\b)"
    r"|.{0,60}\binstead\W*$",
    re.I,
)


def span_of(passage: Passage, number: int) -> tuple[int, int] | None:
    """What is quoted for a sentence: itself, with the lead or the sentence that it leans on."""
    sentence = passage.sentences[number]
    start, end = sentence.start, sentence.end
    if sentence.lead is not None:
        start = sentence.lead[0]
    while sentence.lead is None and LEANS.match(passage.text[start:end]):
        if number == 0:
            return None
        number -= 1
        before = passage.sentences[number]
        if passage.text[before.end : start].strip() or before.lead is not None:
            return None
        start = before.start
    whole = sentence.lead is not None or len(passage.text[start:end].split()) <= _MAX_QUOTE_WORDS
    return (start, end) if whole else None


def shown(quote: Quote) -> tuple[str, ...]:
    """The pieces that are shown: a list item's lead line and the item, or the whole span."""
    lead: tuple[int, int] | None = quote.sentence.lead
    if lead is None:
        return (quote.text,)
    return (quote.passage.text[slice(*lead)], quote.passage.quote(quote.sentence))


def told(quote: Quote) -> str:
    """What a quote says: of a list item the line that introduces it and the item, less the items between."""
    return " ".join(shown(quote))
