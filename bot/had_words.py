"""The words by which `bot/had` tells whether a treatment was had: whose it was, when, and whether at all."""

from __future__ import annotations

import re

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
OTHERS = re.compile(
    rf"\b(?:{_PERSON}(?!\s+(?:\w+\s+){{0,3}}(?:did|gave|put|used|swapped|injected)\b)"
    rf"|(?:he|she|they)(?:['’]?(?:s|ve|d))?\s+(?:\w+\s+)?{_DOES}|hers|his own|theirs"
    r"|(?:his|her|their)(?=\s+(?:\w+\s+){0,3}$))\b"
    r"(?![^.!?;]*\b(?:i|i['’]?ve|i['’]?d|i['’]?m|my|mine|me)\b)[^.!?;]*$",
    re.I,
)
NOT_HAD = re.compile(
    r"\b(?:no|not|nothing|never|without|isn['’]?t|wasn['’]?t|instead of|rather than|forget|talked out of"
    r"|nothing to do with|did ?n['’]?t|do ?n['’]?t(?= have)|has ?n['’]?t|have ?n['’]?t)"
    r"\s+(?:(?:had|have|got|having|was|in)\s+)?(?:(?:a|an|the|my|any|any more)\s+)?$"
    r"|\bdo ?n['’]?t get\s+$",
    re.I,
)
BEFORE_NOW = re.compile(r"^\s*before (?:today|yesterday|this|now)\b", re.I)  # "never had one before today"
# What is put on the skin or the hair, not done to it: "botox shampoo", "salicylic peel pads".
PRODUCT = re.compile(
    r"^[\s-]*(?:off mask|shampoo|conditioner|pads?|toner|serum|pointer|foundation|mascara)\b", re.I
)
OWN = re.compile(
    r"\b(?:mine(?:['’]?s)?|(?:this|that) time|what i (?:actually |really )?(?:had|got)|they swapped it for"
    r"|talked me into|ended up|went (?:for|with)|settled on|switched|swapped|changed|put me on|and into|meant"
    r"|mean|no sorry|actually)\b",
    re.I,
)
_BETWEEN = (
    r"(?:[\s-]+(?:my|a|an|the|his|her|some|getting|having|just|only|first|second|third|last|recent|\d+\w*))*"
    r"[\s-]*$"
)
HAD = re.compile(
    rf"\b(?:after|since|following|post|the end of|part of|had|got|did|done|i(?=\s+(?:just |only )?$)"
    rf"|i['’]?ve){_BETWEEN}"
    r"|\b(?:same|first|next) (?:day|week|time|night) as(?: (?:my|the|a))?\s*$",
    re.I,
)
# What is said of a treatment that one has, or asks about: "having a peel", "can I have a peel".
HAVING = re.compile(rf"\b(?:having|from|before|have){_BETWEEN}", re.I)
LATELY = re.compile(
    r"\b(?:today|tonight|yesterday|yday|ystrday|(?:this|the other) (?:morning|afternoon|arvo|evening)"
    r"|last ni(?:ght|te)|(?:hours?|hrs?|mins?|minutes) ago|just (?:had|got|done|back)|is a first)\b",
    re.I,
)
SOME_TIME_AGO = re.compile(
    r"\b(?:(?:months?|weeks?) (?:ago|back|old)|last (?:month|time)"
    r"|in (?:jan\w*|feb\w*|march|april|may|june|july|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*))\b",
    re.I,
)
LONG_AGO = re.compile(
    r"\b(?:years? (?:ago|back|old)|ages (?:ago|back)|for years|(?:twice|once|times) before"
    r"|last (?:year|summer|spring|autumn|winter)|in (?:19|20)\d\d|used to|in the past|previously)\b",
    re.I,
)
PLANNED = re.compile(
    r"\b(?:(?:was|were|been|got|is|had) (?:\w+ )?"
    r"(?:booked|down|scheduled|meant|supposed|due|going|planning)(?: in)?"
    r"|(?:booking|appt|appointment|slot|consultation) was|(?:went|came|come) (?:in|there)"
    r"|want(?:ed|s)?|needs?|thinking of"
    r"|(?:instead|in place) of)"
    r"(?: (?:in|for|on|to|have|get|be|a|an|the|my))*\s*$",
    re.I,
)
TO_COME = re.compile(
    r"\b(?:was the plan|got cancelled|(?:is )?booked|next (?:week|month|year|time)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day week)\b",
    re.I,
)
ASKED_ABOUT = re.compile(
    r"\b(?:can|could|may|should|shall|am i (?:ok|okay)|(?:ok|okay|all ?right|safe|fine|allowed) (?:to|for))\b"
    r"[^.?!]{0,40}$",
    re.I,
)
# "Filler done two days back", "tattooed my calf".
DONE = re.compile(r"\s(?:done|(?<=ed\s)my)\b", re.I)
# "And waxing my tache?", "what about waxing them instead".
DOING_IT = re.compile(r"(?<=ing)\s+(?:my|them|it|that|those|the|his|her|our)\b", re.I)
GOES_ON = re.compile(r"^\W*(?:(?:and|or|but|ok|what|how|about|is|would)\W+)*$", re.I)
# "And waxing my legs left bumps" tells.
TOLD = re.compile(r"\b(?:was|were|left|hurt|made|gave|got|has|have)\b", re.I)
# "Over a tattoo": where something is done, not what is done.
OVER = re.compile(r"\b(?:over|on|near|around|across) (?:(?:a|an|my|the|his|her|old) )*$", re.I)
# What somebody is quoted with: "a reel says 'no gym for a week after threads'"; "don't" closes no quotation.
QUOTED = re.compile(
    r"""\b(?:said|says?|saying|reels?|tiktok|video|post|blog|site|article|leaflet|card|sheet|girl|goes|told|reads)\b"""
    r"""[^.?!'"“‘]{0,20}(?P<quote>'(?:[^'\n]|(?<=\w)'(?=\w)){12,400}'|"[^"\n]{12,400}"|“[^“”\n]{12,400}”"""
    r"""|‘(?:[^‘’\n]|(?<=\w)’(?=\w)){12,400}’)(?!\w)""",
    re.I,
)
IS_IT_OK = re.compile(
    r"^\s*(?:\w+\s+){0,4}(?:ok|okay|safe|allowed|fine|too (?:soon|early)|risky|(?:a )?(?:good|bad) idea)\b",
    re.I,
)
IS = re.compile(r"\b(?:is|are|would|get|getting|have|having)\s+(?:an?\s+|the\s+)?$", re.I)
CLAUSE = re.compile(r"[.!?;,(]\s?|\s[–—-]\s|\b(?:but|so|then|and)\b", re.I)
# What stands between treatments that were had together: "botox and filler", "botox, filler and a peel".
BOTH = re.compile(
    r"\s*(?:(?P<comma>,)|,?\s*(?:and|&|\+|plus|with|then|and then|and also))\s*(?:(?:a|an|the|my|some)\s+)?",
    re.I,
)
