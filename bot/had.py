"""Which treatment a message is about: the one that the person had, this time.

Each treatment that is named is weighed by the words of its clause: whose it was, whether it was had at all,
how long ago, whether it is only asked about. The weights order kinds of evidence; they are no
probabilities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from bot.had_words import (
    ASKED_ABOUT,
    BEFORE_NOW,
    BOTH,
    CLAUSE,
    DOING_IT,
    DONE,
    GOES_ON,
    HAD,
    HAVING,
    IS,
    IS_IT_OK,
    LATELY,
    LONG_AGO,
    NOT_HAD,
    OTHERS,
    OVER,
    OWN,
    PLANNED,
    PRODUCT,
    SOME_TIME_AGO,
    TO_COME,
    TOLD,
)
from ingest.mentions import Mention
from ingest.treatments import TreatmentTable

_BESIDE = 200  # characters beside a name that are read: keeps a long message fast
_HAD_IT, _HAVING_IT, _ONLY_ASKED = 4, 1, -8
_NOT_IT = -5  # the weight of one that was not had, or not this time, or less
_OTHER_ONE = -10  # outweighs all that could speak for it
# A judge's probability from which a treatment counts, from which it may, and the share of the highest that
# counts as much; and from which one that is described counts where it is likelier than any that is named.
_COUNTS, _MAY_COUNT, _AS_MUCH, _LIKELY = 0.5, 0.04, 0.8, 0.25
_MOST_JUDGED = 24  # names in a text; one that has more is no question
# For the treatments at these [start, end) of a text: the probability of each that it is the one that counts.
Judge: TypeAlias = Callable[[str, Sequence[tuple[int, int]]], Sequence[float]]
_WEIGHTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (OWN, 4),
    (LATELY, 2),
    (SOME_TIME_AGO, -1),
    (LONG_AGO, _NOT_IT),
    (TO_COME, _NOT_IT),
)


def treatment_had(text: str, table: TreatmentTable, judge: Judge | None = None) -> Mention | None:
    """Where the treatment that was had is named: the one that most speaks for.

    A `judge` says which one counts; none may. By the words alone another person's, one that
    nobody had, one that was had long ago or only booked counts where no other is named. One that is described
    ("20 minutes of red light") counts beside names for which nothing speaks. Where as much speaks for others,
    they are its `rivals`: which one is meant has to be asked.
    """
    named = table.find(text, misspelt=True)
    if judge and 0 < len(named) <= _MOST_JUDGED:
        return _judged(text, named, table, judge)
    weights = {mention: _weight(mention, text) for mention in named}
    most = max(weights.values(), default=1)
    if most < 0 or (most == 0 and all(mention.exact for mention in named)):
        described = table.find(blanked(text, named), misspelt=True)
        weights |= {one: _weight(one, text) for one in described if most < 0 or not one.among}
    return _weightiest(weights, text, table)


def _weightiest(weights: dict[Mention, int], text: str, table: TreatmentTable) -> Mention | None:
    """The one for which the words beside it speak most; None of none."""
    if not weights:
        return None
    for group in list(_together(weights, text)):
        weights |= dict.fromkeys(group, max(weights[mention] for mention in group))
    most = max(weights.values())
    return _first([mention for mention in weights if weights[mention] == most], table)


def _judged(text: str, named: Sequence[Mention], table: TreatmentTable, judge: Judge) -> Mention | None:
    """The one that is judged to count, with those that are judged to count as much.

    Where the judge is not sure, one that is described counts if it is likelier, or the words decide.
    """
    described = table.find(blanked(text, named), misspelt=True)
    both = (*named, *described)
    chances = dict(zip(both, judge(text, [(mention.start, mention.end) for mention in both]), strict=True))
    for mentions in (named, described):
        best = max((chances[mention] for mention in mentions), default=0.0)
        if best >= _COUNTS:
            equal = max(_COUNTS, best * _AS_MUCH)
            return _first([mention for mention in mentions if chances[mention] >= equal], table)
    likeliest = max(described, key=chances.__getitem__, default=None)
    rest = max((chances[mention] for mention in named), default=0.0)
    if likeliest and chances[likeliest] >= _LIKELY and rest < chances[likeliest] * _AS_MUCH:
        return likeliest
    unsure = [mention for mention in named if _may_count(mention, chances, text)]
    return _weightiest({mention: _weight(mention, text) for mention in unsure}, text, table)


def _may_count(mention: Mention, chances: Mapping[Mention, float], text: str) -> bool:
    """Whether one of which the judge is not sure may count: where the words speak against it, less easily."""
    return chances[mention] >= _MAY_COUNT * (1 if _weight(mention, text) >= 0 else 2)


def _first(mentions: Sequence[Mention], table: TreatmentTable) -> Mention:
    """Of mentions for which as much speaks the plainest; the others that are no kind of it are its rivals."""
    best, *others = sorted(mentions, key=lambda mention: (bool(mention.among), mention.start))
    rivals = (one for one in others if not (best.name in one.among or _akin(best.name, one.name, table)))
    return replace(best, rivals=frozenset[str]().union(*(one.among or {one.name} for one in rivals)))


def asked_back(mention: Mention) -> frozenset[str]:
    """The treatments of which one has to be asked for; none where it is clear which one is meant."""
    if not (mention.among or mention.rivals):
        return frozenset()
    return (mention.among or frozenset({mention.name})) | mention.rivals


def _together(weights: Mapping[Mention, int], text: str) -> Iterator[list[Mention]]:
    """Treatments that are named as had together, group by group."""
    group: list[Mention] = []
    for mention in sorted(weights, key=lambda mention: mention.start):
        joint = BOTH.fullmatch(text, group[-1].end, mention.start) if group else None
        if weights[mention] <= _NOT_IT or joint is None:
            group = [mention] if weights[mention] > _NOT_IT else []
            continue
        group.append(mention)
        if not joint["comma"]:
            yield group


def was_had(mention: Mention, text: str) -> bool:
    """Whether nothing tells that this treatment was not had, long ago, is booked, or only asked about."""
    return _weight(mention, text) > _NOT_IT


def only_asked(mention: Mention, text: str) -> bool:
    """Whether this treatment is only asked about: "can I have a peel?", "and waxing my lip?"."""
    before, after = _around(mention, text)
    if HAD.search(before) or LATELY.search(f"{before} {after}"):
        return False
    return bool(ASKED_ABOUT.search(before)) or _goes_on_to(mention, text)


def _goes_on_to(mention: Mention, text: str) -> bool:
    """Whether a message goes on to ask of a treatment by what one does: "and waxing my lip?"."""
    before, after = _around(mention, text)
    told = LATELY.search(after) or SOME_TIME_AGO.search(after) or TOLD.search(after)
    return bool(GOES_ON.match(before) and DOING_IT.match(text, mention.end)) and not told


def _in_brackets(mention: Mention, text: str) -> bool:
    """Whether a name alone in brackets says what was meant: "got my lips done (lip blush)"."""
    alone = text[mention.start - 1 : mention.start] == "(" and text[mention.end : mention.end + 1] == ")"
    return alone and not ASKED_ABOUT.search(CLAUSE.split(text[: mention.start - 1])[-1])


def _akin(one: str, other: str, table: TreatmentTable) -> bool:
    """Whether one treatment is the other, or a kind of it."""
    return one in table.applies_to(other) or other in table.applies_to(one)


def said_of(mention: Mention, text: str, table: TreatmentTable) -> tuple[str, ...]:
    """The clause that a treatment is named in, and the text less those of others; with rivals, the text."""
    if mention.rivals:
        return (text,)
    rest = text
    for other in table.find(text, misspelt=True):
        if other.name != mention.name:
            rest = rest.replace(_clause(other, text), " ")
    return _clause(mention, text), rest


def _clause(mention: Mention, text: str) -> str:
    before, after = _around(mention, text)
    return before + text[mention.start : mention.end] + after


def _weight(mention: Mention, text: str) -> int:
    before, after = _around(mention, text)
    sentence = re.split(r"[.!?;]\s", text[max(0, mention.start - _BESIDE) : mention.start])[-1]
    others = OTHERS.search(sentence) and not OWN.search(before)
    never = NOT_HAD.search(before) and not BEFORE_NOW.search(after)
    if others or never or PRODUCT.search(after):
        return _OTHER_ONE
    weight = _HAD_IT if HAD.search(before) else 0
    if _in_brackets(mention, text):
        weight = _HAD_IT + 1
    asked = ASKED_ABOUT.search(before) or (IS.search(before) and IS_IT_OK.search(after))
    if not weight and (asked or _goes_on_to(mention, text)):
        return _ONLY_ASKED - bool(OVER.search(before))
    if not weight and (HAVING.search(before) or DONE.match(text, mention.end)):
        weight = _HAVING_IT
    if PLANNED.search(before):
        weight += _NOT_IT
    return weight + sum(worth for said, worth in _WEIGHTS if said.search(f"{before} {after}"))


def _around(mention: Mention, text: str) -> tuple[str, str]:
    """What stands before and behind a treatment in its clause."""
    before = text[max(0, mention.start - _BESIDE) : mention.start]
    return CLAUSE.split(before)[-1], CLAUSE.split(text[mention.end : mention.end + _BESIDE])[0]


def blanked(text: str, mentions: Sequence[Mention]) -> str:
    """The text with spaces for the letters of these mentions."""
    for mention in mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text
