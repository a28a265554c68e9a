"""A message and the turns before it → a Question that stands alone.

Rules and tables only: treatment (aliases and misspellings), day, topics, and what kind of fact would
answer. What a message leaves out is carried over from the user's own earlier messages, never from
the bot's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.apart import told_apart
from bot.asked import subjects
from bot.condense import condensed
from bot.contract import NOT_SAID, Question, Slot, Treated, Turn
from bot.day import day_of
from bot.had import asked_back, said_of, treatment_had
from bot.offered import offered_in, picked
from bot.slots import slot_of
from bot.spelling import mended
from bot.unknown import unknown_treatment
from ingest import topics
from ingest.clean import tidy
from ingest.treatments import TreatmentTable

_OPENING = re.compile(
    r"^(?:(?:and|but|so|ok|okay|also|then|well|thanks?|thank you|hi|hello|please)\b[\s,.!]*)+", re.I
)
_POINTS_BACK = re.compile(r"\b(?:it|that|this|they|those|these|them|one)\b", re.I)
# A pronoun that stands for the treatment: a sign is not had again, and does not start to work.
_TREATMENT_AGAIN = re.compile(
    r"\b(?:do|have|had|get|repeat|redo|before|after) (?:it|that|this|one)\b"
    r"|\b(?:it|this|that|they) (?:(?:starts?|begins?) (?:working|to work)|kicks? in|takes? effect)\b",
    re.I,
)
_CORRECTION = re.compile(
    r"^(?:no|sorry|actually|wait)\b[,.\s]*(?:i\s+(?:mean|meant)|rather|not that)\b[,\s]*", re.I
)
_NOT_THAT = re.compile(r"\bnot\s+(?:(?:a|an|the|my)\s+)?\w+", re.I)
_NEW_TOPIC = re.compile(
    r"\b(?:different|another|new|other|separate|unrelated) (?:question|topic|thing)\b", re.I
)
# Words around a treatment that ask nothing: "sorry, I had a peel".
_ASIDE = re.compile(
    r"\b(?:oh|ah|no|bad|mine|mine's|and|what|how|about|after|for|a|an|the|my|i|had|have|it|was|is|its|it's|sorry|yes|no|meant|mean|just|got|did"
    r"|with|of|on|one|treatment|session|please|ok|okay|then|but|yesterday|today|last|week|days?|weeks?|ago|same"
    r"|time|too|also|instead|though|tho|ta|thanks|cheers|she|he|her|him|his|they|them|who|friend|mate|mum|mom|dad"
    r"|sister|brother|daughter|son|husband|wife|girlfriend|boyfriend|\d+)\b",
    re.I,
)
_WORDS_OF_ITS_OWN = re.compile(r"[^\W\d_]{2,}")
_TRAILING_AFTER = re.compile(
    r"[\s,]*\b(?:after|since|following|from|with|post)(?:\s+(?:my|a|an|the))*\s*$", re.I
)
_LIKENED = re.compile(
    r"\blike (?:a|an|the|after|some|someone|being|i|im|i'm|i've)\b(?:[\s-]+\w[\w'’]*){1,4}"
    r"|\bpick(?:ing|ed)? (?:up|out|me up|one|a)\b",
    re.I,
)
_SHORT = 8  # words; a shorter message leans on the one before it
_LONGEST = 4_000  # characters of an earlier message; a longer one was not answered


@dataclass(frozen=True, slots=True)
class _Known:
    """What the conversation had established before the message."""

    treatment: str | None = None
    topics: tuple[str, ...] = ()
    slot: Slot = "open"
    day: int | None = None
    text: str = ""
    among: frozenset[str] = frozenset()
    beside: bool = False  # treatment and day were said beside the conversation, too


def understand(
    message: str,
    history: Sequence[Turn],
    table: TreatmentTable,
    had: Treated = NOT_SAID,
    today: date | None = None,
) -> Question:
    """The message as a question that stands alone.

    `had` was said after the history and before the message: it goes before what the history has.
    `today` is what "since Tuesday" is counted from; without it, days of the week are not read.
    """
    known = _Known()
    offered: tuple[str, ...] = ()
    for turn in history:
        if turn.role == "assistant":
            offered = offered_in(turn.content, table)
        else:
            said = picked(turn.content[:_LONGEST], offered)
            question = _understand(said, known, table, today)
            known = _Known(
                question.treatment,
                question.topics,
                question.slot,
                question.day,
                question.standalone,
                question.among,
            )
    if had != NOT_SAID:
        known = replace(known, treatment=had.treatment or known.treatment, day=had.day, beside=True)
    found = _understand(picked(message, offered), known, table, today)
    return replace(found, text=message)


def _understand(message: str, known: _Known, table: TreatmentTable, today: date | None) -> Question:
    text = mended(" ".join(tidy(message).split()))
    fresh = bool(_NEW_TOPIC.search(text))
    correction = None if fresh else _CORRECTION.match(text)
    body = text[correction.end() :] if correction else _OPENING.sub("", text) or text
    body = told_apart(body, known.among, known.text, known.treatment, table)
    named = treatment_had(body, table)
    among = asked_back(named) if named else frozenset()
    own_treatment = named.name if named and not among else None
    if own_treatment and known.text and not fresh and _says_no_more(body, table, corrects=bool(correction)):
        day = day_of(message, today)
        return _same_question_after(own_treatment, message, known, table, day)
    unknown = () if named else unknown_treatment(body, table)
    treatment = own_treatment or (None if unknown or among else known.treatment)
    # "waxing" is no topic where it is the treatment that was had, and one in "waxing after botox".
    own_topics = _topics(table.without(body, own_treatment))
    leans = bool(known.text) and not fresh and len(body.split()) <= _SHORT
    # "And sunscreen?" asks what was asked before; by itself it asks whether that is allowed.
    own_slot = slot_of(body, () if leans and known.slot != "open" else own_topics)
    carries_topic = leans and not own_topics and _points_back(body, table)
    # Of several treatments, this one's day.
    days = (day_of(part, today) for part in (said_of(named, body, table) if named else (body,)))
    day = next((found for found in days if found is not None), None)
    return Question(
        text=message,
        standalone=_standalone(
            f"{known.text} {body}" if correction else condensed(body, table),
            treatment if own_treatment not in {m.name for m in table.find(body)} else None,
            known.topics if carries_topic else (),
            known.slot if leans and own_slot == "open" else "open",
        ),
        slot=known.slot if leans and own_slot == "open" else own_slot,
        treatment=treatment,
        day=known.day
        if day is None and not among and _same_course(known, own_treatment, fresh=fresh)
        else day,
        topics=own_topics or (known.topics if carries_topic or correction else ()),
        unknown_treatment=unknown,
        among=frozenset() if treatment or unknown else among or known.among,
    )


def _topics(text: str) -> tuple[str, ...]:
    """What a message is on: what a sign is likened to is none of it ("numb like after the dentist")."""
    plain = frozenset(topics.find(_LIKENED.sub(" ", text)))
    return tuple(t.name for t in topics.find(text) if t in plain or t.kind not in ("activity", "product"))


def _same_course(known: _Known, named: str | None, *, fresh: bool) -> bool:
    """Whether the known day still holds: one said beside the conversation does till another treatment."""
    if known.beside:
        return known.treatment in (None, named) or named is None
    return not fresh and named is None


def _says_no_more(body: str, table: TreatmentTable, *, corrects: bool) -> bool:
    """Whether a message names a treatment and nothing else: "microneedling", "and after a peel?".

    One that corrects ("sorry, I meant a peel, brain fog") may say what it likes beside it, but ask nothing.
    """
    rest = table.without(body)
    if corrects:
        rest = _NOT_THAT.sub(" ", rest)
    if topics.find(rest):
        return False
    return slot_of(rest) == "open" if corrects else not _WORDS_OF_ITS_OWN.search(_ASIDE.sub(" ", rest))


def _same_question_after(
    treatment: str, message: str, known: _Known, table: TreatmentTable, day: int | None
) -> Question:
    """The question before, asked of the treatment that the person has named now."""
    stem = " ".join(_TRAILING_AFTER.sub("", table.without(known.text).rstrip(" ?.!")).split())
    return Question(
        text=message,
        standalone=f"{stem} after {treatment}?",
        slot=known.slot,
        treatment=treatment,
        day=known.day if day is None else day,
        topics=known.topics,
    )


def _points_back(body: str, table: TreatmentTable) -> bool:
    """Whether a short message is about what was spoken of: "how long does it last?", "for how long tho"."""
    if _TREATMENT_AGAIN.search(body):
        return False
    return bool(_POINTS_BACK.search(body)) or not subjects(table.without(body))


def _standalone(text: str, treatment: str | None, carried: tuple[str, ...], slot: Slot) -> str:
    """The question with what it left out: topic for its pronoun, then the treatment."""
    if carried and _POINTS_BACK.search(text):
        text = _POINTS_BACK.sub(" and ".join(carried[:2]), text, count=1)
    elif carried:
        text = f"{text.rstrip(' ?.!')} {' and '.join(carried[:2])}"
    if slot == "how_long":
        text = f"how long: {text}"
    elif slot == "is_normal":
        text = f"is it normal: {text}"
    if not treatment:
        return text
    if _TREATMENT_AGAIN.search(text):
        return _POINTS_BACK.sub(treatment, text, count=1)
    stem = _TRAILING_AFTER.sub("", text.rstrip(" ?.!"))
    return f"{stem} after {treatment}?"
