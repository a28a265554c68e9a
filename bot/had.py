"""Which treatment a message is about: the one that the person had, not one that somebody else did."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import topics
from ingest.mentions import Mention
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
    r"|he|she|they|his|her|their)(?:['’]?s)?\b(?![^.!?;]*\b(?:i|i've|my|mine|me)\b)[^.!?;]*$",
    re.I,
)
_NOT_HAD = re.compile(
    r"\b(?:no|not|never|without|isn't|wasn't|instead of|rather than)\s+"
    r"(?:(?:had|have|got|get|having|getting)\s+)?(?:(?:a|an|the|my|any)\s+)?$",
    re.I,
)
# A treatment that is not what is asked about, where another is: long past, or booked and not had.
_LONG_AGO = re.compile(
    r"\b(?:years? (?:ago|back)|last year|in (?:19|20)\d\d|used to|back in|in the past|previously|ages ago)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:(?:was|were|been|got|is|had) (?:\w+ )?"
    r"(?:booked|down|scheduled|meant|supposed|due|going|planning)(?: in)?"
    r"|(?:booking|appt|appointment|slot|consultation) was|(?:went|came|come) (?:in|there)|wanted"
    r"|(?:instead|in place) of)"
    r"(?: (?:in|for|on|to|have|get|be|a|an|the|my))*\s*$",
    re.I,
)
_THIS_TIME = re.compile(
    r"\b(?:this time|instead|swapped|switched|changed|talked me into|ended up|went (?:for|with)"
    r"|settled on"
    r"|(?:today|yesterday|tonight|this (?:morning|afternoon|evening))(?:['’]?s| it)?"
    r" (?:was|i (?:had|got|did))"
    r"|now (?:i|i've|ive|it's|its)? ?(?:have |had |just )*(?:had|got|done|did))\b",
    re.I,
)
_CLAUSE = re.compile(r"[.!?;,]\s|\b(?:but|so they|so she|so he|then|and now|and then)\b", re.I)
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


def treatment_had(text: str, table: TreatmentTable) -> Mention | None:
    """Where the treatment that was had is named: the one after "after", "had" or "since", else the first.

    Another person's, one that nobody had, one that was had long ago or only booked counts where no other
    is named.
    """
    named = table.find(text, misspelt=True)
    found = tuple(m for m in named if _own(m, text) and _lately(m, text))
    if (
        named and not found
    ):  # it may be described beside those: "swapped the peel for 20 minutes of red light"
        found = table.find(_blanked(text, named), misspelt=True) or named
    found = tuple(m for m in found if _this_time(m, text)) or found
    had = tuple(m for m in found if _HAD.search(text[: m.start]))
    return next(iter(had or found), None)


def _blanked(text: str, mentions: Sequence[Mention]) -> str:
    """The text with spaces for the letters of these mentions."""
    for mention in mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def _own(mention: Mention, text: str) -> bool:
    """Whether the words before a treatment do not say that another person had it, or that nobody did."""
    sentence = re.split(r"[.!?;]\s", text[: mention.start])[-1]
    return not (_OTHERS.search(sentence) or _NOT_HAD.search(sentence))


def _lately(mention: Mention, text: str) -> bool:
    """Whether its clause does not say that a treatment was had long ago, or was booked and not had."""
    before, after = _clause(mention, text)
    return not (_LONG_AGO.search(f"{before} {after}") or _PLANNED.search(before))


def _this_time(mention: Mention, text: str) -> bool:
    """Whether its clause says that it is the latest: "last month it was the IPL, today was a peel"."""
    return bool(_THIS_TIME.search(_clause(mention, text)[0]))


def _clause(mention: Mention, text: str) -> tuple[str, str]:
    """What stands before and behind a treatment in its clause."""
    before = _CLAUSE.split(text[: mention.start])[-1]
    return before, _CLAUSE.split(text[mention.end :])[0]


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
