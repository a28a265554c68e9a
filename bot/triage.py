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

from bot.context import counts, sentences
from bot.contract import Turn, Urgency
from bot.signs import Line, plain, rules
from ingest.treatments import TreatmentTable

_RANK: dict[Urgency, int] = {"routine": 0, "urgent": 1, "emergency": 2}
_WINDOW = 3  # neighbouring sentences that a sign may stand in


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
    parts = sentences(text)
    candidates = [rule for rule in rules() if rule.applies(treatments) and rule.may_be_in(text)]
    for number in range(len(parts)):
        for rule in candidates:
            if found and _RANK[rule.urgency] <= _RANK[found.urgency]:
                continue
            reach = _WINDOW if rule.across else 1
            window = "".join(parts[number : number + reach])
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
        if counts(text, match.start(), match.end()):
            yield match.span()


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(other_start - end, start - other_end, 0)
