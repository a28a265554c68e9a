"""What a message leaves out and the conversation before it holds: treatment, subject, question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.asked import subjects
from bot.contract import Question, Slot
from bot.slots import slot_of
from ingest import topics
from ingest.treatments import TreatmentTable

# Not "a one week old tattoo".
_POINTS_BACK = re.compile(
    r"\b(?:it|that|this|they|those|these|them|one(?!\s+(?:minute|hour|day|night|week|month|year)))\b", re.I
)
# A pronoun that stands for the treatment: a sign is not had again, and does not start to work.
_TREATMENT_AGAIN = re.compile(
    r"\b(?:do|have|had|get|repeat|redo|before|after) (?:it|that|this|one)\b"
    r"|\b(?:it|this|that|they) (?:(?:starts?|begins?) (?:working|to work)|kicks? in|takes? effect)\b",
    re.I,
)
_NOT_THAT = re.compile(r"\bnot\s+(?:(?:a|an|the|my)\s+)?\w+", re.I)
# "No, not laser, …", "I meant sugared, not lasered": the word ends there, "not botox that hurts" denies none.
_DENIED = re.compile(
    r"(?P<lead>^(?:(?:no|oh|sorry|wait|actually|it['’]?s|that['’]?s|(?:it |mine )?was)[\s,.]+)*|[,;.]\s*)"
    r"not\s+(?:an?\s+)?(?P<word>[a-z]+)(?=\s*(?:[,.;!)]|$|\b(?:sorry|actually)\b))",
    re.I,
)
# Words around a treatment that ask nothing: "sorry, I had a peel".
_ASIDE = re.compile(
    r"\b(?:oh|ah|no|bad|mine|mine's|and|what|how|about|after|for|a|an|the|my|i|had|have|it|was|is|its|it's|sorry|yes|no|meant|mean|just|got|did"
    r"|with|of|on|one|treatment|session|please|ok|okay|then|but|yesterday|today|last|week|days?|weeks?|ago|same"
    r"|time|too|also|instead|though|tho|ta|thanks|cheers|she|he|her|him|his|they|them|who|friend|mate|mum|mom|dad"
    r"|sister|brother|daughter|son|husband|wife|girlfriend|boyfriend|old|new|fresh|wee|two|three|four|five|\d+)\b",
    re.I,
)
_WORDS_OF_ITS_OWN = re.compile(r"[^\W\d_]{2,}")
_TRAILING_AFTER = re.compile(
    r"(?<![\s,])[\s,]*\b(?:after|since|following|from|with|post)(?:\s+(?:my|a|an|the))*\s*$", re.I
)
# "Same for my mum? Hers was …", "is that still true if it was a deep one".
_SAME = re.compile(
    r"^\W*(?:\w+\W+){0,2}same\b(?! (?:day|time|week|morning|night|place|spot|clinic))"
    r"|\b(?:is|does|would) (?:that|this|it) (?:still |also |all )?"
    r"(?:true|the case|apply|go|hold|count|the same)\b",
    re.I,
)
# "And on my hands?", where "and bleaching?" asks of something else.
_PLACE = re.compile(r"(?:(?:what|how) about )?(?:on|in|at|for|with|around|under|near|if|inside)\b", re.I)
# Words of a message that leans on the one before it, of one that ends in what was spoken of ("how often do I
# put it on"), and of one that is no sentence.
_SHORT, _OF_IT, _FRAGMENT = 8, 10, 5
_ENDS_IN_IT = re.compile(r"\b(?:it|them|those|that)(?:\s+\w+)?\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Known:
    """What the conversation had established before the message."""

    treatment: str | None = None
    topics: tuple[str, ...] = ()
    slot: Slot = "open"
    day: int | None = None
    text: str = ""
    among: frozenset[str] = frozenset()
    beside: bool = False  # treatment and day were said beside the conversation, too


def leans(body: str, known: Known, *, fresh: bool) -> bool:
    """Whether a message is short enough to lean on the one before it."""
    most = _OF_IT if _ENDS_IN_IT.search(body) else _SHORT
    return bool(known.text) and not fresh and len(body.split()) <= most


def says_no_more(body: str, table: TreatmentTable, *, corrects: bool) -> bool:
    """Whether a message names a treatment and nothing else: "microneedling", "and after a peel?".

    One that corrects ("sorry, I meant a peel, brain fog") may say what it likes beside it, but ask nothing.
    """
    rest = table.without(body)
    if corrects:
        rest = _NOT_THAT.sub(" ", rest)
    if topics.find(rest):
        return False
    return slot_of(rest) == "open" if corrects else not _WORDS_OF_ITS_OWN.search(_ASIDE.sub(" ", rest))


def same_question_after(
    treatment: str, message: str, known: Known, table: TreatmentTable, day: int | None
) -> Question:
    """The question before, asked of the treatment that the person has named now."""
    return Question(
        text=message,
        standalone=f"{_less_treatment(known, table)} after {treatment}?",
        slot=known.slot,
        treatment=treatment,
        day=known.day if day is None else day,
        topics=known.topics,
    )


def with_what_was_asked(body: str, known: Known, table: TreatmentTable) -> str:
    """The message with the question before it in front, where it has none of its own; as it is otherwise."""
    rest = table.without(body)
    if not known.text or topics.find(rest):
        return body
    treatments = table.find(body, misspelt=True)
    if _SAME.search(body):
        return f"{_less_treatment(known, table) if treatments else known.text.rstrip(' ?.!')}? {body}"
    fragment = _PLACE.match(body) and len(body.split()) <= _FRAGMENT and slot_of(body) == "open"
    if treatments or not (fragment or (not known.topics and not subjects(rest))):
        return body
    return f"{known.text.rstrip(' ?.!')} {body}"


def undenied(body: str, treatment: str | None, table: TreatmentTable) -> str:
    """The message less the words by which it says that this treatment was not had: "not laser, a new one"."""
    if treatment is None:
        return body

    def less(denied: re.Match[str]) -> str:
        named = table.find(f"the {denied['word']}", misspelt=True)
        of_it = any(treatment in {mention.name, *mention.among} for mention in named)
        return denied["lead"] if of_it else denied[0]

    left = _DENIED.sub(less, body)
    return body if left == body else " ".join(left.split()).lstrip(",. ")


def points_back(body: str, table: TreatmentTable) -> bool:
    """Whether a short message is about what was spoken of: "how long does it last?", "for how long tho"."""
    if _TREATMENT_AGAIN.search(body):
        return False
    return bool(_POINTS_BACK.search(body)) or not subjects(table.without(body))


def standalone(text: str, treatment: str | None, carried: tuple[str, ...], slot: Slot) -> str:
    """The question with what it left out: topic for its pronoun, then the treatment."""
    if carried and _POINTS_BACK.search(text):
        text = _POINTS_BACK.sub(" and ".join(carried[:2]), text, count=1)
    elif carried:
        text = f"{text.rstrip(' ?.!')} {' and '.join(carried[:2])}"
    if slot in ("how_long", "how_often"):
        text = f"{slot.replace('_', ' ')}: {text}"
    elif slot == "is_normal":
        text = f"is it normal: {text}"
    if not treatment:
        return text
    if _TREATMENT_AGAIN.search(text):
        return _POINTS_BACK.sub(treatment, text, count=1)
    stem = _TRAILING_AFTER.sub("", text.rstrip(" ?.!"))
    return f"{stem} after {treatment}?"


def _less_treatment(known: Known, table: TreatmentTable) -> str:
    """The question before, less the treatment that it named."""
    return " ".join(_TRAILING_AFTER.sub("", table.without(known.text).rstrip(" ?.!")).split())
