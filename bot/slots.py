"""What kind of fact a question asks for, and whether a sentence holds that kind.

A question about how long is not answered by a sentence without a time, however near its words are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.contract import Slot
from ingest import topics

# Somebody, not "the final colour"; to them, not "back to my retinol".
_SEE = (
    r"see (?:someone|somebody|anyone|them|him|her|(?:an? |the |my |your )?(?:\w+ ){0,2}?"
    r"(?:doctor|doc|dr|gp|nurse|derm\w*|clinic\w*|practitioner|injector|surgeon|dentist|specialist"
    r"|professional|physician|artist|provider|pharmacist|optician|therapist|consultant)\b)"
)
_GO = (
    r"go(?:\s*(?:\?|$)| in\s*(?:\?|$)| see\b| back\b(?! (?:to|on))| (?:back )?to (?:see |(?:the |an? |my )?"
    r"(?:clinic|doctor|doc|gp|hospital|a&e|er|nurse|practice|salon|surgery|studio|injector|urgent care"
    r"|emergency|casualty|pharmac\w*|chemist|minor injuries)\b))"
)
# Read in this order: "when should I see someone" is not yet "when can I".
_SLOTS: tuple[tuple[Slot, str], ...] = (
    (
        "when_call",
        r"when (?:should|do|must|to|would|will) (?:i |we |you |one )?(?:need to |have to |be )?"
        rf"(?:{_SEE}|{_GO}"
        r"|call|contact|return|ring|phone|worr|consult|visit|get help|seek|concern|follow)"
        rf"|(?:should|do) i (?:need to )?(?:{_SEE}|{_GO}|call|contact|ring|visit|consult)"
        r"|(?:must|should|shall|do) i (?:need to |have to )?(?:inform|notify|report"
        r"|let (?:them|her|him|the \w+) know)"
        r"|\bdo(?:es)? (?:they|she|he|the clinic) need to know"
        r"|\bwhen (?:is|are|does|do|would|should)\b[^?.,;]{0,60}"
        r"\b(?:an emergency|urgent|care (?:at once|right away|straight away))\b"
        r"|warning signs?|what (?:to watch|should i (?:watch|look))|is it time to see"
        r"|\b(?:when|what|which|how|at what (?:point|stage))\b[^?.]{0,90}"
        r"\b(?:(?:on|pick(?:ing)? up) the phone|be on to|get seen|(?:looked|looking) at"
        r"|(?:phone|phoning|ring|ringing|call|calling) (?:her|him|them|someone|somebody"
        r"|(?:the|my|a) (?:clinic|doctor|doc|gp|nurse|salon|surgery|practice|place|studio))"
        r"|(?:it|this|that|them|him|her) (?:checked|seen)"
        r"|to (?:the |a |my )?(?:gp|doctor|doc|hospital|a&e|er)"
        r"|needs? (?:a|the|my) doctor)\b"
        r"|\bwho (?:should|do|does|would|could|can) (?:i|she|he|we|they|you) (?:be )?"
        r"(?:tell|ask|call|ring|see|go)",
    ),
    (
        "how_long",
        r"how (?:long|many (?:days?|nights?|weeks?|hours?|months?|minutes?)|soon|much longer|much time)"
        r"|\b(?:by|till?|until) when\b|\bwhen['’]?s\b|\bwen (?:can|will|do|does|is)\b"
        r"|\bwhat(?:'s|s| is)? the gap\b|\b(?:days|weeks)\?"
        r"|\b(?:days|weeks|hours) or (?:days|weeks|months|hours)\b"
        r"|when (?:can|will|could|does|do|is|are|may|should|would)\b|how (?:quick|fast)",
    ),
    (
        "cause",
        r"\bwhy\b|what(?:'s| is| are|s)? (?:causes?|causing|caus|the (?:cause|reason)|makes?)"
        r"|cause of|reason for",
    ),
    (
        "product",
        r"\b(?:what|which)\b.{0,40}\b(?:creams?|moisturi[sz]ers?|products?|lotions?|cleansers?|soap"
        r"|sunscreen|spf"
        r"|serums?|ointments?|oil|ingredients?|makeup|protection|factor)\b"
        r"|what (?:can|should|do|could|to) (?:i )?(?:put|apply|use|buy)|what (?:is|are) (?:best|good)"
        r"|what (?:helps|soothes|to use)|anything i can (?:put|use|apply|take)"
        r"|how (?:can|do|should) i (?:hydrate|soothe|moisturi[sz]e|calm"
        r"|treat|care|help"
        r"|wash|clean|protect|get rid)",
    ),
    (
        "is_normal",
        r"\bnormal\b|\bexpected\b|\bcommon\b|\bworr(?:y|ied|ying)\b|\bconcerned\b|should (?:it|this"
        r"|they) be\b"
        r"|is (?:this|that|it) (?:ok|okay|right|bad|a problem)\b(?! (?:to|if|for me))|\bto be expected\b"
        r"|\b(?:is|are|was|were|it['’]?s|they['’]?re) (?:it |this |that |they )?"
        r"(?:meant|supposed|sposed) to\b"
        r"|\bshould i be (?:freak|panick|scared|concern)",
    ),
    ("how_often", r"\bhow (?:often|many times|frequently|regularly)\b"),
    (
        "may_i",
        r"\b(?:can|could|may|should|must|am) (?:i|we|you|my|she|he)\b(?! (?:be )?(?:worr|concern))"
        r"|\ballowed\b"
        r"|(?:is|are) .{0,60}\b(?:ok|okay|safe|fine|bad|allowed)\b"
        r"|(?:ok|okay|safe|fine|bad) to\b|do i (?:have|need) to"
        r"|\byes (?:or|/) ?no\b|\by/n\b|\b(?:ok|okay|fine|safe|good|bad) or (?:no|not|bad|what|wait)\b"
        r"|\b(?:good|bad) idea\b|\bgood to go\b|\bstill on\b|\b(?:shall|shd|shud|cn) i\b|\bdoes it matter\b"
        r"|\btoo (?:soon|early)\b|\bany harm\b"
        r"|\bwould (?:an?|the|one|it|that|some|my) .{0,60}\b(?:hurt|harm|ruin|wreck|matter)\b"
        r"|\b(?:is|would) (?:it|that) (?:be )?(?:daft|mad|stupid|silly|wise|risky|naughty)\b",
    ),
)
_SLOT_PATTERNS = [(slot, re.compile(pattern, re.I)) for slot, pattern in _SLOTS]


_DURATION = (
    r"\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several|couple of|some)"
    r"(?:\s*(?:-|–|to|or)\s*(?:\d+|\w+))?[\s-]*(?:\+ )?(?:full |whole )?(?:hours?|hrs?|h\b|days?"
    r"|weeks?|wks?|months?|minutes?"
    r"|mins?|nights?|years?)\b|\bovernight\b|\b(?:next|same|following) (?:day|morning)\b"
    r"|\bimmediately\b|\bdays? \d"
    r"|\bsoon\b|\bas soon as\b|\buntil\b|\btonight\b"
    r"|\bonce (?:\w+ ){0,6}(?:heal\w*|closed|settled|dry)\b"
    r"|\b(?:on|in) the (?:evening|morning|days|weeks|months) (?:of|after)\b"
)
_FILLS: dict[Slot, re.Pattern[str]] = {
    "how_long": re.compile(_DURATION, re.I),
    "how_often": re.compile(
        r"\b(?:once|twice|(?:\d+|two|three|four|five|several|few)(?:\s*(?:-|–|to|or)\s*\w+)? times"
        r"|every (?:\d+|other|few|two|three|four|five|six|eight|day|morning|night|evening|hours?)"
        r"|(?:morning|day) and night|daily|hourly|(?:a|per|each) (?:day|night))\b",
        re.I,
    ),
    "is_normal": re.compile(
        r"\b(?:normal\w*|common\w*|(?<!\bit )expect\w*|typical\w*|usual\w*|natural\w*|temporary|subsides?"
        r"|can occur|may occur|likely"
        r"|side effects?|part of (?:the |normal )?(?:healing|recovery)|worry|concern\w*|abnormal"
        r"|should (?:subside|go|settle|get better)|rare|(?:may|might|can|will)"
        r"\s+(?:feel|appear|look|experience|notice|be|have|last))\b",
        re.I,
    ),
    "may_i": re.compile(
        r"\b(?:avoid\w*|do not|don['’]t|no|not|never|(?:you|one) (?:can|may|should|must)|can be|safe|wait"
        r"|stay|refrain|allowed"
        r"|skip|use|apply|keep"
        r"|stop|okay|ok|discontinue|instead|leave|left off|without|differ\w*|fine (?:to|after|from|with)"
        r"|hold off|longest|from day \d)\b",
        re.I,
    ),
    "product": re.compile(
        r"\b(?:creams?|moisturi[sz]\w+|lotions?|cleansers?|sunscreens?|spf|serums?|ointments?|gels?"
        r"|balms?|oils?|soaps?"
        r"|emollient\w*|hyaluronic|aloe|jelly|water|products?|compress\w*|ingredients?|masks?|apply|use)\b",
        re.I,
    ),
    "cause": re.compile(
        r"\b(?:caus\w+|because|due to|reasons?|leads? to|results? (?:of|from|in)|contribut\w+"
        r"|related to|to do with|thanks to"
        r"|triggers?)\b",
        re.I,
    ),
    "when_call": re.compile(
        r"\b(?:consult|contact|call|see (?:a|your)|follow[\s-]?up|doctor|dermatologist|clinician"
        r"|physician|provider"
        r"|practitioner|medical (?:help|attention|advice)|come in|seek|clinic)\b",
        re.I,
    ),
    "open": re.compile(r"\w"),
}


# Who says it is not who has to be told: "a clinic says", "another clinic 7 days".
_REPORTED = re.compile(
    r"\b(?:doctor|dermatologist|clinician|physician|provider|practitioner|surgeon|clinic)\b"
    r"(?=(?:['’]s \w+)? (?:says?|advis|allow|suggest|mention|names?|lists?|gives?|sets?|\d))",
    re.I,
)


def slot_of(text: str, about: Sequence[str] = ()) -> Slot:
    """The kind of fact that a question asks for; `open` where nothing tells.

    Where its form does not, what it is `about` does, by the names of its topics: "gym tomorrow?" asks
    whether that is allowed.
    """
    found = next((slot for slot, pattern in _SLOT_PATTERNS if pattern.search(text)), None)
    if found is not None:
        return found
    done = any(topics.named(name).kind in ("activity", "product") for name in about)
    return "may_i" if done else "open"


def fills(slot: Slot, text: str) -> bool:
    """Whether a sentence holds the kind of fact that the question asks for."""
    return bool(_FILLS[slot].search(text))


def fills_itself(slot: Slot, text: str) -> bool:
    """The same, less those whom the sentence only reports: they are nobody to call."""
    return fills(slot, _REPORTED.sub("", text) if slot == "when_call" else text)
