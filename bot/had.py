"""Which treatment a message is about: the one that the person had, this time.

Each treatment that is named is weighed by the words of its clause: whose it was, whether it was had at all,
how long ago, whether it is only asked about. The weights order kinds of evidence; they are no
probabilities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.mentions import Mention
from ingest.treatments import TreatmentTable

_PERSON = (
    r"(?:friend|mate|flat-?mate|room-?mate|house-?mate|neighbou?r|boss|bloke|lads?|woman|guy|lady|ladies|clients?"
    r"|customers?|bridesmaids?|twin|nan|nana|gran|granny|grandma|aunt|auntie|aunty|uncle|niece|nephew|mum|mom|mam"
    r"|mother|dad|father|sister|brother|hubby|husband|wife|missus|partner|fella|bf|boyf|boyfriend|gf|girlfriend"
    r"|cousin|colleague|coworker|someone|somebody|people|everyone|tiktok|reel|influencer|leaflet)"
    r"(?:s?['’]s?|['’]?s)?"
)
_DOES = r"(?:had|has|have|got|gets?|was|were|is|are|went|swears|says|reckons)"
# "My friend got botox", "his card says no pool", with nothing of one's own behind it; not "they froze
# my wart", "the lady did a peel".
_OTHERS = re.compile(
    rf"\b(?:{_PERSON}(?!\s+(?:\w+\s+){{0,3}}(?:did|gave|put|used|swapped|injected)\b)"
    rf"|(?:he|she|they)(?:['’]?(?:s|ve|d))?\s+(?:\w+\s+)?{_DOES}|hers|his own|theirs"
    r"|(?:his|her|their)(?=\s+(?:\w+\s+){0,3}$))\b"
    r"(?![^.!?;]*\b(?:i|i['’]?ve|i['’]?d|i['’]?m|my|mine|me)\b)[^.!?;]*$",
    re.I,
)
_NOT_HAD = re.compile(
    r"\b(?:no|not|nothing|never|without|isn['’]?t|wasn['’]?t|instead of|rather than|forget|talked out of"
    r"|nothing to do with|did ?n['’]?t|do ?n['’]?t(?= have)|has ?n['’]?t|have ?n['’]?t)"
    r"\s+(?:(?:had|have|got|having|was|in)\s+)?(?:(?:a|an|the|my|any|any more)\s+)?$"
    r"|\bdo ?n['’]?t get\s+$",
    re.I,
)
_BEFORE_NOW = re.compile(r"^\s*before (?:today|yesterday|this|now)\b", re.I)  # "never had one before today"
# What is put on the skin or the hair, not done to it: "botox shampoo", "salicylic peel pads".
_PRODUCT = re.compile(
    r"^[\s-]*(?:off mask|shampoo|conditioner|pads?|toner|serum|pointer|foundation|mascara)\b", re.I
)
_OWN = re.compile(
    r"\b(?:mine(?:['’]?s)?|(?:this|that) time|what i (?:actually |really )?(?:had|got)|they swapped it for"
    r"|talked me into|ended up|went (?:for|with)|settled on|switched|swapped|changed|put me on|and into|meant"
    r"|mean|no sorry|actually)\b",
    re.I,
)
_BETWEEN = (
    r"(?:[\s-]+(?:my|a|an|the|his|her|some|getting|having|just|only|first|second|third|last|recent|\d+\w*))*"
    r"[\s-]*$"
)
_HAD = re.compile(
    rf"\b(?:after|since|following|post|the end of|part of|had|got|did|done|i(?=\s+(?:just |only )?$)"
    rf"|i['’]?ve){_BETWEEN}"
    r"|\b(?:same|first|next) (?:day|week|time|night) as(?: (?:my|the|a))?\s*$",
    re.I,
)
# What is said of a treatment that one has, or asks about: "having a peel", "can I have a peel".
_HAVING = re.compile(rf"\b(?:having|from|before|have){_BETWEEN}", re.I)
_LATELY = re.compile(
    r"\b(?:today|tonight|yesterday|yday|ystrday|(?:this|the other) (?:morning|afternoon|arvo|evening)"
    r"|last ni(?:ght|te)|(?:hours?|hrs?|mins?|minutes) ago|just (?:had|got|done|back)|is a first)\b",
    re.I,
)
_SOME_TIME_AGO = re.compile(
    r"\b(?:(?:months?|weeks?) (?:ago|back|old)|last (?:month|time)"
    r"|in (?:jan\w*|feb\w*|march|april|may|june|july|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*))\b",
    re.I,
)
_LONG_AGO = re.compile(
    r"\b(?:years? (?:ago|back|old)|ages (?:ago|back)|for years|(?:twice|once|times) before"
    r"|last (?:year|summer|spring|autumn|winter)|in (?:19|20)\d\d|used to|in the past|previously)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:(?:was|were|been|got|is|had) (?:\w+ )?"
    r"(?:booked|down|scheduled|meant|supposed|due|going|planning)(?: in)?"
    r"|(?:booking|appt|appointment|slot|consultation) was|(?:went|came|come) (?:in|there)"
    r"|want(?:ed|s)?|needs?|thinking of"
    r"|(?:instead|in place) of)"
    r"(?: (?:in|for|on|to|have|get|be|a|an|the|my))*\s*$",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:was the plan|got cancelled|(?:is )?booked|next (?:week|month|year|time)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day week)\b",
    re.I,
)
_ASKED_ABOUT = re.compile(
    r"\b(?:can|could|may|should|shall|am i ok|am i okay|(?:ok|okay|all ?right|safe|fine|allowed) (?:to|for))\b"
    r"[^.?!]{0,40}$",
    re.I,
)
# "Filler done two days back", "tattooed my calf".
_DONE = re.compile(r"\s(?:done|(?<=ed\s)my)\b", re.I)
# "Over a tattoo": where something is done, not what is done.
_OVER = re.compile(r"\b(?:over|on|near|around|across) (?:(?:a|an|my|the|his|her|old) )*$", re.I)
_IS_IT_OK = re.compile(
    r"^\s*(?:\w+\s+){0,4}(?:ok|okay|safe|allowed|fine|too (?:soon|early)|risky|(?:a )?(?:good|bad) idea)\b",
    re.I,
)
_IS = re.compile(r"\b(?:is|are|would|get|getting|have|having)\s+(?:an?\s+|the\s+)?$", re.I)
_CLAUSE = re.compile(r"[.!?;,(]\s?|\s[–—-]\s|\b(?:but|so|then|and)\b", re.I)
# What stands between treatments that were had together: "botox and filler", "botox, filler and a peel".
_BOTH = re.compile(
    r"\s*(?:(?P<comma>,)|,?\s*(?:and|&|\+|plus|with|then|and then|and also))\s*(?:(?:a|an|the|my|some)\s+)?",
    re.I,
)
_BESIDE = 200  # characters beside a name that are read: keeps a long message fast
_HAD_IT, _HAVING_IT, _ONLY_ASKED = 4, 1, -8
_NOT_IT = -5  # the weight of one that was not had, or not this time, or less
_OTHER_ONE = -10  # outweighs all that could speak for it
_WEIGHTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (_OWN, 4),
    (_LATELY, 2),
    (_SOME_TIME_AGO, -1),
    (_LONG_AGO, _NOT_IT),
    (_TO_COME, _NOT_IT),
)


def treatment_had(text: str, table: TreatmentTable) -> Mention | None:
    """Where the treatment that was had is named: the one that most speaks for.

    Another person's, one that nobody had, one that was had long ago or only booked counts where no other
    is named. One that is described ("20 minutes of red light") counts beside names for which nothing speaks.
    Where as much speaks for others, they are its `rivals`: which one is meant has to be asked.
    """
    named = table.find(text, misspelt=True)
    weights = {mention: _weight(mention, text) for mention in named}
    most = max(weights.values(), default=1)
    if most < 0 or (most == 0 and all(mention.exact for mention in named)):
        described = table.find(blanked(text, named), misspelt=True)
        weights |= {one: _weight(one, text) for one in described if most < 0 or not one.among}
    if not weights:
        return None
    for group in list(_together(weights, text)):
        weights |= dict.fromkeys(group, max(weights[mention] for mention in group))
    most = max(weights.values())
    best, *others = sorted((m for m in weights if weights[m] == most), key=lambda m: (bool(m.among), m.start))
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
        joint = _BOTH.fullmatch(text, group[-1].end, mention.start) if group else None
        if weights[mention] <= _NOT_IT or joint is None:
            group = [mention] if weights[mention] > _NOT_IT else []
            continue
        group.append(mention)
        if not joint["comma"]:
            yield group


def was_had(mention: Mention, text: str) -> bool:
    """Whether nothing tells that this treatment was not had, long ago, is booked, or only asked about."""
    return _weight(mention, text) > _NOT_IT


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
    others = _OTHERS.search(sentence) and not _OWN.search(before)
    never = _NOT_HAD.search(before) and not _BEFORE_NOW.search(after)
    if others or never or _PRODUCT.search(after):
        return _OTHER_ONE
    weight = _HAD_IT if _HAD.search(before) else 0
    if not weight and (_ASKED_ABOUT.search(before) or (_IS.search(before) and _IS_IT_OK.search(after))):
        return _ONLY_ASKED - bool(_OVER.search(before))
    if not weight and (_HAVING.search(before) or _DONE.match(text, mention.end)):
        weight = _HAVING_IT
    if _PLANNED.search(before):
        weight += _NOT_IT
    return weight + sum(worth for said, worth in _WEIGHTS if said.search(f"{before} {after}"))


def _around(mention: Mention, text: str) -> tuple[str, str]:
    """What stands before and behind a treatment in its clause."""
    before = text[max(0, mention.start - _BESIDE) : mention.start]
    return _CLAUSE.split(before)[-1], _CLAUSE.split(text[mention.end : mention.end + _BESIDE])[0]


def blanked(text: str, mentions: Sequence[Mention]) -> str:
    """The text with spaces for the letters of these mentions."""
    for mention in mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text
