"""Which treatment a message is about: the one that the person had, not one that somebody else did."""

from __future__ import annotations

import re

from ingest import topics
from ingest.treatments import TreatmentTable

_HAD = re.compile(
    r"\b(?:after|since|following|post|had|got|having|from|before|did|have)(?:[\s-]+(?:my|a|an|the|his|her|"
    r"some|getting|having|first|second|third|last|recent|\d+\w*))*[\s-]*$"
    r"|\b(?:same|first|next) (?:day|week|time|night) as(?: (?:my|the|a))?\s*$",
    re.I,
)
# Whose treatment it was, where it was somebody else's: "my friend got botox", "his card says no pool".
_OTHERS = re.compile(
    r"\b(?:friend|mate|mum|mom|mother|dad|sister|brother|bf|gf|boyfriend|girlfriend|husband|wife|cousin|colleague"
    r"|he|she|they|his|her|their)(?:['’]?s)?\b(?![^.!?;]*\b(?:i|i've|my|mine)\b)[^.!?;]*$",
    re.I,
)
_NOT_HAD = re.compile(
    r"\b(?:no|not|never|without|isn't|wasn't|instead of|rather than)\s+(?:a |an |the |my )?$", re.I
)
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


def treatment_had(text: str, table: TreatmentTable) -> str | None:
    """The treatment that was had: the one after "after", "had" or "since", else the first named."""
    mentions = table.find(text, misspelt=True)
    own = tuple(m for m in mentions if not _somebody_elses(text[: m.start]))
    mentions = own or mentions
    had = tuple(m for m in mentions if _HAD.search(text[: m.start]))
    return (had or mentions)[0].name if mentions else None


def _somebody_elses(before: str) -> bool:
    """Whether the words before a treatment say that another person had it, or that nobody did."""
    sentence = re.split(r"[.!?;]\s", before)[-1]
    return bool(_OTHERS.search(sentence) or _NOT_HAD.search(sentence))


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
