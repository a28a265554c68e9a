"""Danger signs in what a person writes, before anything is looked up.

One curated table (`triage.yaml`) read by rules. Every sentence of every message is read, however long.
A sign does not count where its own clause denies it ("no fever"), asks about it in general ("can filler
make you blind?"), tells of the past ("years ago") or of somebody else's story. What the rest of the
sentence says, and what others think of it ("my mum says it's nothing"), changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.contract import Turn, Urgency
from bot.signs import Line, plain, rules
from ingest.treatments import TreatmentTable

_RANK: dict[Urgency, int] = {"routine": 0, "urgent": 1, "emergency": 2}
# A full stop inside a number does not end a sentence: "39.5".
_SENTENCE = re.compile(r"(?:[^.!?;\n]|\.(?=\d))+[.!?;\n]*")
_BREAK = re.compile(r"[,:;.!?\n]|\b(?:but|though|although|however|except|now|because|this time|then)\b")
_LOOK_BACK = 100  # characters of its clause that decide about a sign: keeps a long message fast
_WINDOW = 3  # neighbouring sentences that a sign may stand in

# What denies the thing named after it. "I can't" is not here: it is a sign itself. Between "no" and
# the thing no new clause may begin: "no wait, my tongue …" denies nothing.
_DENIES = re.compile(
    r"\b(?:no|without|nor|neither|free of|no signs? of)\b"
    r"(?:\s+(?!(?:my|i|it|is|are|was|the|her|his|wait)\b)[\w'/-]+){0,4}\s*$"
    r"|\b(?:not|never|isn't|wasn't|aren't|haven't|hasn't|don't have|doesn't have|doesn't|didn't)\b"
    r"(?! only| just| sure)(?:\s+[\w'/-]+){0,3}\s*$"
)
# A denial runs on through a list of bare nouns: "no fever, chills or pus".
_LIST_DENIED = re.compile(
    r"\b(?:no|without|nor)\b((?:\s+[\w'-]+){1,3}\s*(?:,|\bor\b|\band\b))+\s*(?:[\w'-]+\s+){0,2}$"
)
_NEW_CLAUSE = re.compile(r"\b(?:i|i'm|it|it's|is|are|my|has|have|am|but|there|now)\b")
_IN_GENERAL = re.compile(
    r"^\W*(?:(?:and|so|ok|also|hi|hello|just wondering|wondering|curious)\b[\s,]*)*"
    r"(?:(?:can|could|does|do|will|would|is|are)\b(?!')(?!\s+(?:i|my|he|she|we|hardly|barely)\b)"
    r"|is it possible|is there (?:a|any) (?:risk|chance)|what (?:would|does|do|are|is|if|happens)"
    r"|how (?:would|do|can|likely|common|does)\b|how will i know|should i (?:be )?(?:worry"
    r"|worried|expect|watch|look)"
    r"|what should i (?:watch|look)|when should i (?:worry|call)|risk of|chances? of|signs of"
    r"|tell me about"
    r"|(?:what|when|should|how|do|is|would)\b.*\bif\b)"
)
# A question that has the person in it after all: "does it matter that my throat is closing".
_OWN = re.compile(
    r"\b(?:i have|i've|i am|i'm|i can't|i cannot|my|me|she has|he has|right now|started|since)\b"
)
_OVER = re.compile(
    r"\b(?:years? ago|last year|last time|months ago i had|used to|in the past|back then"
    r"|when i was (?:a|younger|\d+)"
    r"|previously|went away|has (?:gone away|gone down|cleared|resolved|healed)|is gone now"
    r"|all gone|cleared up"
    r"|resolved|already healed)\b"
)
_OTHERS = re.compile(
    r"\b(?:friend of mine|friend of a friend|i (?:read|heard|saw)(?: about| of| that)?"
    r"|someone (?:i know|online|on)"
    r"|some people|people (?:say|get)|a woman (?:who|on)|on tiktok|on reddit)\b(?!.*\b(?:my|i'm"
    r"|i have|i've)\b)"
)


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger sign that was read: how urgent, what it is, what was said, and what to do."""

    urgency: Urgency
    sign: str
    said: str
    instruction: str
    source: str


def triage(message: str, history: Sequence[Turn], table: TreatmentTable) -> Danger | None:
    """The most urgent danger sign of the conversation, or None.

    What was raised in an earlier message of the person stays raised.
    """
    said = [turn.content for turn in history if turn.role == "user"] + [message]
    treatments: frozenset[str] = frozenset()
    worst: Danger | None = None
    for text in said:
        treatments |= {mention.name for mention in table.find(text, misspelt=True)}
        found = _read(text, treatments)
        if found and (worst is None or _RANK[found.urgency] >= _RANK[worst.urgency]):
            worst = found
    return worst


def _read(text: str, treatments: frozenset[str]) -> Danger | None:
    """The most urgent sign in one message; the table's order decides between equals."""
    found: Danger | None = None
    text = plain(text)
    sentences = [match.group() for match in _SENTENCE.finditer(text)]
    candidates = [rule for rule in rules() if rule.applies(treatments) and rule.may_be_in(text)]
    for number in range(len(sentences)):
        for rule in candidates:
            if found and _RANK[rule.urgency] <= _RANK[found.urgency]:
                continue
            reach = _WINDOW if rule.across else 1
            window = "".join(sentences[number : number + reach])
            if any(_said(line, window, rule.near) for line in rule.lines):
                found = Danger(rule.urgency, rule.sign, window.strip(), rule.instruction, rule.source)
    return found


def _said(line: Line, text: str, near: int) -> bool:
    """Whether every group of a line occurs, each in a clause that counts, near the first one."""
    first, *others = line
    return any(
        all(any(_gap(start, end, s, e) <= near for s, e in _counting(group, text)) for group in others)
        for start, end in _counting(first, text)
    )


def _counting(group: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where a group occurs in a clause that neither denies it nor speaks of something else."""
    for match in group.finditer(text):
        if _counts(text, match.start(), match.end()):
            yield match.span()


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(other_start - end, start - other_end, 0)


def _counts(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _LOOK_BACK) : start]
    breaks = list(_BREAK.finditer(before))
    opening = before[breaks[-1].end() :] if breaks else before
    rest = text[end : end + _LOOK_BACK]
    ending = _BREAK.search(rest)
    clause = opening + text[start:end] + (rest[: ending.start()] if ending else rest)
    if _DENIES.search(opening) or _OVER.search(clause) or _OTHERS.search(clause):
        return False
    if _IN_GENERAL.match(clause) and not _OWN.search(clause):
        return False
    listed = _LIST_DENIED.search(before)
    return not (listed and not _NEW_CLAUSE.search(listed.group()))
