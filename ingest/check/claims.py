"""What a sentence claims, told by its words: a number, a duration, a prohibition, a danger.

The patterns err on the side of finding a claim: what they find needs a source.
"""

from __future__ import annotations

import re
from typing import Literal

Claim = Literal["number", "duration", "prohibition", "danger"]

_UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|years?)"
_WORDS = r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
_CLAIMS: dict[Claim, re.Pattern[str]] = {
    "duration": re.compile(
        rf"(?:\d|½|\b(?:{_WORDS}|half an?|an?|one|another|few|several|some|many|couple of|next|first|second"
        rf"|third|following|same))[\s-]+(?:\w+[\s-]+)?{_UNIT}\b"
        r"|\b(?:days?|weeks?) \d|\bovernight\b|\buntil\b",
        re.I,
    ),
    "number": re.compile(rf"\d|½|\b(?:{_WORDS}|twice|half|double)\b", re.I),
    "prohibition": re.compile(
        r"""\b(?:avoid\w*|never|do\ not|don['’]t|must\ not|should\ not|shouldn['’]t|may\ not|cannot|can['’]t
            |not\ (?:be\ )?(?:safe|allowed|recommended|advised|used|use|put|apply|suitable)|unsafe
            |forbid\w*|refrain|hold\ off|off[\s-]limits|(?:stop|skip|limit|postpone|delay)\b|wait
            |rather\ than|instead\ of|leave\ (?:\w+\ ){0,4}alone|against
            |(?:keep|stay)\ (?:\S+\ ){0,6}?(?:away|out\ of|off)
            |no\ (?:\S+\ ){1,6}?(?:for|until|before|after|in|on|during))\b""",
        re.I | re.X,
    ),
    "danger": re.compile(
        r"""\b(?:emergenc\w+|911|999|112|infect\w*|pus|fever\w*|chills|blind\w*|vision|eyesight|breath\w*
            |swallow\w*|chest\ pain|faint\w*|anaphyla\w*|allerg\w*|spread\w*|blister\w*|scar(?:s|ring)?|clots?
            |necrosis|tissue\ death|ulcers?|hospital|urgent\w*|danger\w*|seriou\w+|severe\w*|worse\w*
            |worsen\w*|risk\w*|complication\w*|side\ effects?|harm\w*|damage\w*|warning|bleed\w*|unwell
            |(?:call|phone|ring|contact|see|tell|ask|visit)\ (?:a|an|the|your|for|emergency)\b
            |seek|medical\ (?:help|advice|care|attention)|straight\ away|right\ away|at\ once
            |immediately)\b""",
        re.I | re.X,
    ),
}
_CALL = re.compile(
    r"""\b(?:emergenc\w+|911|999|112|urgent\w*|(?:go|went)\ to\ (?:a\ |the\ )?hospital|seek|warning
        |medical\ (?:help|advice|care|attention)
        |signs?\ of|infect\w*|pus|fever\w*|anaphyla\w*|necrosis|blind\w*
        |(?:call|phone|ring|contact|tell|visit|see|ask|reach)\ (?:\w+\ ){0,4}?
        (?:clinic|clinician|doctor|dermatologist|gp|surgeon|provider|practitioner|nurse|physician|therapist
        |ambulance|someone|studio|artist|salon|pharmacist|team))\b""",
    re.I | re.X,
)
_ORDER = re.compile(
    r"""^(?:\W*(?:on|for|in|after|before|during|until|if|when|while|from|once)\b[^,]*,\s+)?
        (?:\w+ly\ |always\ |please\ )?
        (?:use|wear|apply|put|keep|wash|rinse|cleanse|clean|pat|dry|drink|sleep|take|moisturi[sz]e|protect|choose|cool
        |hold|stay|start|begin|cover|massage|rest|lie|eat|change|let|leave|ask|reapply|go|walk|move|raise|switch|try
        |return|resume|follow|treat|expect|check|give|book|bring|tell|spread|dab|brush|shower|soak|press|spray|remove
        |replace|add|continue|make|plan|touch|sit|stand|ice|elevate)\b
      | \b(?:advises?|recommends?|suggests?|says?\ to|asks?\ (?:\w+\ )?(?:for|to)|allows?
        |careful\ choice)\b""",
    re.I | re.X,
)
_MAY = re.compile(r"\b(?:may|can|could|should|helps?|best|safe to|fine to|possible)\b", re.I)


def claims(sentence: str) -> frozenset[Claim]:
    """The kinds of claim that a sentence makes; those need a source."""
    return frozenset(kind for kind, pattern in _CLAIMS.items() if pattern.search(sentence))


def forbids(sentence: str) -> bool:
    """Whether a sentence says to leave something alone."""
    return bool(_CLAIMS["prohibition"].search(sentence))


def warns(sentence: str) -> bool:
    """Whether a sentence names a danger sign or says whom to call."""
    return bool(_CALL.search(sentence))


def advises(sentence: str) -> bool:
    """Whether a sentence says what to do."""
    return bool(_ORDER.search(sentence))


def permits(sentence: str) -> bool:
    """Whether a sentence says what may be or what helps: advice where it is on no sign."""
    return bool(_MAY.search(sentence))
