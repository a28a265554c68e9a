"""A treatment that the table does not know, by the person's own words for it."""

from __future__ import annotations

import re

from ingest import topics
from ingest.treatments import TreatmentTable

_UNKNOWN = re.compile(
    r"\b(?:after|since|following|post)\s+(?:(?:my|a|an|the|his|her|getting|having|had|some|recent|first|second)\s+)*"
    r"(?P<words>[a-z][a-z'-]+(?:\s+[a-z][a-z'-]+){0,2})",
    re.I,
)
_NOT_A_TREATMENT = re.compile(
    r"^(?:can|could|should|may|might|must|will|would|do|does|did|how|what|when|why|which|who|where|if|because|so"
    r"|now|still|please|with|from|by|of|as|not|no|has|have|had|are|am|be|been|it|its|that|this|these|those|them|i|we|you|he|she|they|is|was|my|me|the|a|an|and|or|but|to|in|on|at|for"
    r"|treatments?|procedures?|sessions?|appointments?|aftercare|facials?|injections?|sundays?|mondays?"
    r"|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|last|yesterday|today|days?|weeks?|months?|years?|hours?"
    r"|morning|night|having|going|doing|being|using|washing|all|then|when|one|two|three|four|five|six|seven|few)$",
    re.I,
)


def unknown_treatment(text: str, table: TreatmentTable) -> tuple[str, ...]:
    """The words of "after a tummy tuck", where the table does not know them."""
    for match in _UNKNOWN.finditer(text):
        words: list[str] = []
        for word in match["words"].lower().split():
            if _NOT_A_TREATMENT.match(word) or (not words and topics.find(word)):
                break
            words.append(word)
        if words and not table.find(" ".join(words)):
            return tuple(words)
    return ()
