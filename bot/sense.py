"""Whether a sentence keeps the sense of its source: a warning stays a warning, a possibility stays one.

Rules over words, no model: they err on the side of "changed", because what they pass is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.times import DIFFER
from ingest.bm25 import stems
from ingest.durations import figures

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|cannot|against|avoid\w*|refrain\w*|skip\w*|bans?|banned"
    r"|forbid\w*|stop|stops"
    r"|leave (?:out|off|alone|(?!.{0,30}\bon\b)(?:\w+ ){1,4}?(?:out|off|alone|for|until))"
    r"|(?:stay|keep|keeps|staying|keeping) (?:\w+ ){0,3}?"
    r"(?:away|out|off|clear)|hold off|off limits|wait\w*|rather than|instead of)\b|n[’']t\b",
    re.I,
)
# Where what is negated ends. A comma or "and" goes on with it: "avoid saunas, pools and makeup".
_BREAK = re.compile(
    r"[;:.!?()–—]|,? \b(?:but|because|so that|so|if|when|while|until|till|unless|as long as|instead|though"
    r"|although|except|which|that|then|to be)\b"
    r"|,? and (?=(?:never|no|not|without|avoid|do|don|use|keep|pat|take|call|wash|put|apply|wear|let|drink"
    r"|tell|see|contact|starts?|fades?|redness|ends)\b)"
    r"|(?:,| and) (?=\w+ (?:can|may|is|are)\b)",
    re.I,
)
# Stems that say where, when and who, which both halves of a sentence share.
_NEUTRAL = frozenset(
    stems(
        "skin treatment day hour week month minute clinic says page source sources first after before time"
        " area start starts need needs use used using careful choice wait waiting leave keep stay away alone"
        " avoid avoids avoiding ban bans banned forbid against stop skip without never cannot longer last"
        " lasts"
    )
)
_OPPOSITES = (
    ("normal expected", "abnormal unexpected"),
    ("common often usual usually", "rare rarely uncommon unusual"),
    ("safe harmless fine okay", "unsafe dangerous harmful"),
    ("more", "less fewer"),
    ("better", "worse"),
    ("increase increases rise", "decrease decreases reduce reduces"),
    ("hot", "cold cool lukewarm"),
    ("warm", "cold cool"),
    ("wet moist", "dry"),
    ("agree", "differ differs disagree"),
    ("thick", "thin"),
    ("mild light minor", "strong severe heavy bad major"),
    ("possible", "impossible"),
    ("before", "after"),
    ("early sooner", "late later"),
    ("shorter short", "longer long"),
    ("lighter", "darker"),
    ("allow allows allowed permits", "bans forbids banned prohibits"),
)
_SIDES = tuple(
    tuple(re.compile(rf"\b(?:{'|'.join(side.split())})\b", re.I) for side in pair) for pair in _OPPOSITES
)
# What a source has to say itself before a sentence may: promises, absolutes, reassurance.
_STRONG = re.compile(
    r"\b(?:always|all|every\w*|whatever|guarantee\w*|certain\w*|definite\w*|complete\w*|entire\w*|perfect\w*|total\w*"
    r"|absolutely|best|cures?|proves?|proven|prevents?|safe\w*|harmless|permanent\w*|destroys?|ruins?|forever|fine"
    r"|okay|ok|normal|dangerous|nothing|everything|must never|for good|the only|no need|no risk|not necessary"
    r"|not (?:have|need) to|not needed|worry|ignore|doses?)\b",
    re.I,
)
_BEFORE = re.compile(r"\bbefore\b", re.I)
_UNTIL = re.compile(r"\b(?:until|till|wait\w*|first|for|ahead|by)\b", re.I)
_NOT = re.compile(r"\b(?:not|no|never|avoid\w*|without)\b|n[’']t\b", re.I)
# A sign that is over, or how long it is there: neither says that it is there at that time.
_OVER = re.compile(
    r"\b(?:gone|go(?:es)? away|end(?:s|ed)?|pass(?:es|ed)?|settles?d?|clear(?:s|ed)?|fad(?:e|es|ed)"
    r"|subsides?d?|disappears?|resolves?d?|(?:come|comes|came|fall|falls|fell|peels?|peeled) (?:off|away|out)"
    r"|heal(?:s|ed)?|last(?:s|ed|ing)?|over with|until|take up to|to go|off by)\b",
    re.I,
)
_OF_SOME = re.compile(
    r"\b(?:differ\w*|disagree\w*|vary|varies|one|some|another|others?|sources|says?|from .{1,40} to)\b", re.I
)
_WILL = re.compile(r"\bwill\b|[’']ll\b", re.I)
_HEDGE = re.compile(
    r"\b(?:can|could|may|might|some|sometimes|often|usually|mostly|(?<!at )most|likely|possibl\w+"
    r"|suspected|tends?|rare|rarely|around|about|reasons?|in case|signs?|allow\w*|permits?)\b",
    re.I,
)
_ORDER = re.compile(
    r"^(?:\W*(?:if|when|for|after|on|at|in|to|until)\b[^,:]{0,90}[,:] )?(?:please )?(?:do not|don[’']t|never"
    r"|avoid|use|wash|call|contact|keep|leave|stay|wait|pat|rinse|take|tell|ask|see|put|apply|wear|drink|let|go|get|show|phone|rest"
    r"|seek|stop|skip|no|expect)\b|\b(?:should|has to|have to|is advised|are advised|needs? to)\b",
    re.I,
)


def sense_changed(claim: str, source: str) -> bool:
    """Whether a claim turns round, strengthens or loosens what its source says.

    >>> sense_changed("Pick at the flakes.", "Do not pick at the flakes.")
    True
    >>> sense_changed("Never pick at the flakes.", "Do not pick at the flakes.")
    False
    """
    tests = (_turned, _opposed, _moved, _no_longer_over, _sides, _stronger)
    return any(changed(claim, source) for changed in tests)


def _turned(claim: str, source: str) -> bool:
    """Whether a word that both have is negated in one alone."""
    said, given = _polarities(claim), _polarities(source)
    return any(not said[stem] <= given[stem] for stem in (said.keys() & given.keys()) - _NEUTRAL)


def _polarities(text: str) -> dict[str, set[bool]]:
    """For each stem, whether it stands negated (True), plain (False), or both."""
    found: dict[str, set[bool]] = {}
    for clause in _clauses(text):
        negation = _NEGATION.search(clause)
        # "Swimming has to wait": what stands before a negation in its clause is under it too.
        for stem in stems(clause):
            found.setdefault(stem, set()).add(negation is not None)
    return found


def _clauses(text: str) -> Iterator[str]:
    start = 0
    for match in _BREAK.finditer(text):
        yield text[start : match.start()]
        start = match.start()
    yield text[start:]


def _opposed(claim: str, source: str) -> bool:
    """Whether the claim has one of two opposites where the source has the other alone."""
    for one, other in _SIDES:
        for mine, theirs in ((one, other), (other, one)):
            if mine.search(claim) and not mine.search(source) and theirs.search(source):
                return True
    return False


def _moved(claim: str, source: str) -> bool:
    """Whether what comes before in one comes after in the other.

    "Not for a day" says "a day before" as well.
    """
    if _BEFORE.search(source):
        return not (_BEFORE.search(claim) or _NOT.search(claim))
    return bool(_BEFORE.search(claim)) and not _UNTIL.search(source)


def _no_longer_over(claim: str, source: str) -> bool:
    """Whether what is over at a time in one is there at that time in the other."""
    if not _OVER.search(source):
        return bool(_OVER.search(claim))
    return not _OVER.search(claim) and len(figures(source)) == 1


def _sides(claim: str, source: str) -> bool:
    """Whether the claim says as a fact what its source gives as the word of some, against that of others."""
    return bool(DIFFER.search(source)) and not _OF_SOME.search(claim)


def _stronger(claim: str, source: str) -> bool:
    """Whether the claim promises what the source does not, or drops its "can" and "some"."""
    given = source.lower()
    present = set(stems(source))
    for match in _STRONG.finditer(claim):
        word = match.group().lower()
        if word not in given and not (set(stems(word)) and set(stems(word)) <= present):
            return True
    if not _HEDGE.search(source):
        return False
    if _WILL.search(claim) and not _WILL.search(source):
        return True
    return not _HEDGE.search(claim) and not _ORDER.search(claim)
