"""Danger signs in what a person writes, before anything is looked up.

One curated table (`triage.yaml`) read by rules: every sentence of every message, however long. A sign does
not count where its own clause denies it or speaks of something else (`bot/context`); what others think of
it ("my mum says it's nothing") changes nothing. Under the rules a second net (`bot/net`) reads by meaning;
it may raise the level and never lowers it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.agreed import with_what_was_agreed
from bot.context import counts, sentences
from bot.contract import Turn, Urgency
from bot.groups import Group, Line, Words
from bot.language import other_language
from bot.limited import Named
from bot.net import FINE, Net, Reading
from bot.signs import Rule, by_label, plain, rules
from ingest.treatments import TreatmentTable

_RANK: dict[Urgency, int] = {"routine": 0, "urgent": 1, "emergency": 2}
_WINDOW = 3  # neighbouring sentences that a sign may stand in
_END = " .\n"  # what a message ends with, whether it was typed or not
_CARRIED = 2  # sentences of the message before that a sign may begin in
# The probability of any danger above which the net raises, the mean of it over the window and those that
# hold it (what stands beside a sentence may clear it up), and the share of it that has to be of emergencies
# for the higher level. Chosen on the messages `written: before`; CHANGELOG has the figures.
_DANGER, _BORNE_OUT, _EMERGENCY_SHARE = 0.7, 0.72, 0.35
# The probability that the likeliest sign has to have, what is a little like everything being like nothing,
# unless a danger is all but certain.
_LIKELIEST, _CERTAIN = 0.25, 0.97
_HINTED = 0.2  # the probability above which a hint of the table counts


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger sign that was read: how urgent, what it is, what was said, and what to do.

    `message` is the number of the person's message that it was read in, the latest where in several.
    """

    urgency: Urgency
    sign: str
    said: str
    instruction: str
    source: str
    message: int


def triage(
    message: str,
    history: Sequence[Turn],
    table: TreatmentTable,
    net: Net | None = None,
    had: str | None = None,
) -> Danger | None:
    """The most urgent danger sign of the conversation, or None.

    What was raised in an earlier message of the person stays raised. `had` is a treatment that the person
    named elsewhere: some signs count after some treatments alone.
    """
    said = [turn.content for turn in history if turn.role == "user"] + [message]
    found = _read_all(said, table, net, had)
    agreed = with_what_was_agreed(history, message)
    # What stands between two messages must not part a sign that they tell together: it may only raise.
    return found if agreed == said else _worse(found, _read_all(agreed, table, net, had))


def _read_all(said: Sequence[str], table: TreatmentTable, net: Net | None, had: str | None) -> Danger | None:
    """What the rules and the net read in a person's messages."""
    if net is None:
        return by_rules(said, table, hints=True, had=had)
    found = by_rules(said, table, had=had)
    if found and found.urgency == "emergency":
        return found
    readings = net.read([message if other_language(message) is None else "" for message in said])
    found = _worse(found, by_net(readings))
    if max(map(_danger_in, readings), default=0.0) >= _HINTED:
        found = _worse(found, by_rules(said, table, hints=True, had=had))
    return found


def by_rules(
    said: Sequence[str], table: TreatmentTable, *, hints: bool = False, had: str | None = None
) -> Danger | None:
    """What the rules read in a person's messages, with or without the table's hints.

    Of equals the latest counts.
    """
    treatments = Named(said, table, had)
    worst: Danger | None = None
    before: list[str] = []
    for number, message in enumerate(said):
        own = sentences(plain(message).rstrip() + _END)
        # What the message before ended with is read again only together with what this one adds.
        parts = [*before[-_CARRIED:], *own]
        words = Words(" ".join(parts))
        likely = {rule: lines for rule in rules() if (lines := rule.lines_in(words, hints))}
        carried = len(before[-_CARRIED:])
        if any(rule.treatments for rule in likely):
            named, sure = treatments.up_to(number)
            likely = {rule: lines for rule, lines in likely.items() if rule.applies(named, sure)}
        found = _read(parts, carried, likely)
        worst = _worse(worst, _danger(*found, number) if found else None)
        before = _ended(own)
    return worst


def _ended(parts: Sequence[str]) -> list[str]:
    """The sentences of a message; a mark alone, as what ends it, is of the one before it."""
    found: list[str] = []
    for part in parts:
        if found and not any(map(str.isalnum, part)):
            found[-1] += part
        else:
            found.append(part)
    return found


def by_net(readings: Sequence[Reading]) -> Danger | None:
    """What the second net reads in a person's messages."""
    worst, most = None, 0.0
    for reading in readings:
        danger = _danger_in(reading)
        if danger < _DANGER or _borne_out(reading, readings) < _BORNE_OUT:
            continue
        signs = [(p, by_label()[label]) for label, p in reading.probabilities.items() if label != FINE]
        if max(p for p, _ in signs) < _LIKELIEST and danger < _CERTAIN:
            continue
        emergency = sum(p for p, rule in signs if rule.urgency == "emergency")
        level: Urgency = "emergency" if emergency >= _EMERGENCY_SHARE * danger else "urgent"
        rank = _RANK[level] + danger
        if rank >= most:
            likely = [one for one in signs if one[1].urgency == level]
            rule = max(likely, key=lambda one: one[0])[1]
            worst, most = _danger(rule, reading.text, reading.message), rank
    return worst


def _danger_in(reading: Reading) -> float:
    """The probability of any danger."""
    return 1.0 - reading.probabilities[FINE]


def _borne_out(reading: Reading, readings: Sequence[Reading]) -> float:
    """The mean danger of a window and of the windows that hold it."""
    return fmean(_danger_in(other) for other in readings if reading.text in other.text)


def _worse(one: Danger | None, other: Danger | None) -> Danger | None:
    """The more urgent of two; of equals the second."""
    if one is None or other is None:
        return one or other
    return one if _RANK[one.urgency] > _RANK[other.urgency] else other


def _danger(rule: Rule, text: str, message: int) -> Danger:
    return Danger(rule.urgency, rule.sign, text.strip(), rule.instruction, rule.source, message)


def _read(
    parts: Sequence[str], carried: int, likely: Mapping[Rule, Sequence[Line]]
) -> tuple[Rule, str] | None:
    """The most urgent sign in these sentences, and where; the table's order decides between equals.

    The first `carried` sentences are of the message before: a sign may begin in them, not end there.
    """
    found: tuple[Rule, str] | None = None
    for number in range(len(parts)):
        for rule, lines in likely.items():
            if found and _RANK[rule.urgency] <= _RANK[found[0].urgency]:
                continue
            reach = _WINDOW if rule.across else 1
            window = " ".join(parts[number : number + reach])
            earlier = " ".join(parts[number:carried])
            if _reads(rule, lines, window) and not (earlier and _reads(rule, lines, earlier)):
                found = rule, window
    return found


def _reads(rule: Rule, lines: Sequence[Line], text: str) -> bool:
    return any(_said(line, text, rule) for line in lines)


def _said(line: Line, text: str, rule: Rule) -> bool:
    """Whether every group of a line occurs, each in a clause that counts, near the first one."""
    first, *others = line
    return any(
        all(
            any(_gap(start, end, s, e) <= rule.near for s, e in _counting(group, text, rule))
            for group in others
        )
        for start, end in _counting(first, text, rule)
    )


def _counting(group: Group, text: str, rule: Rule) -> Iterator[tuple[int, int]]:
    """Where a group occurs in a clause that neither denies it nor speaks of something else."""
    for match in group.pattern.finditer(text):
        if rule.asked or counts(text, match.start(), match.end()):
            yield match.span()


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(other_start - end, start - other_end, 0)
