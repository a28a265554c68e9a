"""Which treatment a message is about: the one that the person had, this time.

Each treatment that is named is weighed by the words of its clause: whose it was, whether it was had at all,
how long ago, whether it is only asked about. The weights order kinds of evidence; they are no
probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from bot.had_weight import NOT_IT, around, in_brackets, only_asked, weight
from bot.had_words import BOTH, OVER, QUOTED
from ingest.mentions import Mention
from ingest.treatments import TreatmentTable

# A judge's probability from which a treatment counts, from which it may, and the share of the highest that
# counts as much; and from which one that is described counts where it is likelier than any that is named.
_COUNTS, _MAY_COUNT, _AS_MUCH, _LIKELY = 0.5, 0.04, 0.8, 0.25
_MOST_JUDGED = 24  # names in a text; one that has more is no question
# For the treatments at these [start, end) of a text: the probability of each that it is the one that counts.
Judge: TypeAlias = Callable[[str, Sequence[tuple[int, int]]], Sequence[float]]


def treatment_had(text: str, table: TreatmentTable, judge: Judge | None = None) -> Mention | None:
    """Where the treatment that was had is named: the one that most speaks for.

    A `judge` says which one counts; none may. By the words alone another person's, one that
    nobody had, one that was had long ago or only booked counts where no other is named. One that is described
    ("20 minutes of red light") counts beside names for which nothing speaks. Where as much speaks for others,
    they are its `rivals`: which one is meant has to be asked.
    """
    named = table.find(text, misspelt=True)
    places = _places(named, text, table)
    places += _hearsay(named, text, table)
    if places:
        text = blanked(text, places)
        named = table.find(text, misspelt=True)
    if judge and 0 < len(named) <= _MOST_JUDGED:
        return _judged(text, named, table, judge)
    return _by_words(text, named, table)


def _places(named: Sequence[Mention], text: str, table: TreatmentTable) -> list[Mention]:
    """Pigment of which only is said that another is done over it: "laser hair removal over a tattoo"."""
    alone = (mention for mention in named if not around(mention, text)[1].strip(" ?"))
    pigment = [mention for mention in alone if table.about(mention.name).family == "pigment"]
    return [m for m in pigment if any(OVER.fullmatch(text[o.end : m.start].lstrip()) for o in named)]


def _hearsay(named: Sequence[Mention], text: str, table: TreatmentTable) -> list[Mention]:
    """Those in what somebody else is quoted with, where another is told of outside it as had."""
    spans = [match.span("quote") for match in QUOTED.finditer(text)] if named else []
    quoted = [m for m in named if any(start < m.start and m.end < end for start, end in spans)]
    if not quoted:
        return []
    outside = text
    for start, end in spans:
        outside = f"{outside[:start]}{' ' * (end - start)}{outside[end:]}"
    others = table.find(outside, misspelt=True)
    return quoted if any(not only_asked(other, outside) for other in others) else []


def _by_words(text: str, named: Sequence[Mention], table: TreatmentTable) -> Mention | None:
    """The one for which the words beside it speak most: of those named, or described where none was had."""
    weights = {mention: weight(mention, text) for mention in named}
    most = max(weights.values(), default=1)
    if most < 0 or (most == 0 and all(mention.exact for mention in named)):
        described = table.find(blanked(text, named), misspelt=True)
        weights |= {one: weight(one, text) for one in described if most < 0 or not one.among}
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
    # "Forehead filler", "mole laser": one that stands at a name describes the same.
    apart = [one for one in described if not any(_touches(one, other, text) for other in named)]
    chances = dict(zip(both, judge(text, [(mention.start, mention.end) for mention in both]), strict=True))
    for mentions in (named, described):
        best = max((chances[mention] for mention in mentions), default=0.0)
        if best >= _COUNTS:
            equal = max(_COUNTS, best * _AS_MUCH)
            as_likely = [m for m in dict.fromkeys((*mentions, *apart)) if chances[m] >= equal]
            # "Lips done (lip blush)": a name in brackets says what is meant.
            as_likely = [m for m in as_likely if in_brackets(m, text)] or as_likely
            doubt = _by_words(text, named, table)
            doubted = doubt and chances.get(doubt, 0.0) >= _MAY_COUNT
            return _with_doubt(doubt if doubted else None, _first(as_likely, table), table)
    likeliest = max(described, key=chances.__getitem__, default=None)
    rest = max((chances[mention] for mention in named), default=0.0)
    if likeliest and chances[likeliest] >= _LIKELY and rest < chances[likeliest] * _AS_MUCH:
        return likeliest
    unsure = [mention for mention in named if _may_count(mention, chances, text)]
    return _weightiest({mention: weight(mention, text) for mention in unsure}, text, table)


def _may_count(mention: Mention, chances: Mapping[Mention, float], text: str) -> bool:
    """Whether one of which the judge is not sure may count: where the words speak against it, less easily."""
    return chances[mention] >= _MAY_COUNT * (1 if weight(mention, text) >= 0 else 2)


def _touches(one: Mention, other: Mention, text: str) -> bool:
    """Whether nothing but a space or a hyphen stands between two names."""
    first, second = sorted((one, other), key=lambda mention: mention.start)
    return not text[first.end : second.start].strip(" -")


def _with_doubt(by_words: Mention | None, judged: Mention, table: TreatmentTable) -> Mention:
    """The one that is judged to count, with another one that the words alone speak for as its rival."""
    if by_words is None or asked_back(by_words):
        return judged
    known = {judged.name, *judged.among, *judged.rivals}
    if any(_akin(by_words.name, name, table) for name in known):
        return judged
    return replace(judged, rivals=judged.rivals | {by_words.name})


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
        if weights[mention] <= NOT_IT or joint is None:
            group = [mention] if weights[mention] > NOT_IT else []
            continue
        group.append(mention)
        if not joint["comma"]:
            yield group


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
    before, after = around(mention, text)
    return before + text[mention.start : mention.end] + after


def blanked(text: str, mentions: Sequence[Mention]) -> str:
    """The text with spaces for the letters of these mentions."""
    for mention in mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text
