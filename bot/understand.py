"""A message and the turns before it → a Question that stands alone.

Rules and tables only: treatment (aliases and misspellings), day, topics, and what kind of fact would
answer. What a message leaves out is carried over from the user's own earlier messages, never from
the bot's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.apart import told_apart
from bot.carried import (
    Known,
    leans,
    points_back,
    same_question_after,
    says_no_more,
    standalone,
    undenied,
    with_what_was_asked,
)
from bot.condense import condensed
from bot.contract import NOT_SAID, Question, Treated, Turn
from bot.day import day_of
from bot.had import Judge, asked_back, said_of, treatment_had
from bot.had_weight import only_asked
from bot.offered import offered_in, picked
from bot.slots import slot_of
from bot.spelling import mended
from bot.unknown import unknown_treatment
from ingest import topics
from ingest.clean import tidy
from ingest.treatments import TreatmentTable

_OPENING = re.compile(
    r"^(?:(?:and|but|so|ok|okay|also|then|well|thanks?|thank you|ta|cheers|hi|hiya|hello|please|right|fine"
    r"|grand|cool|great|phew|lol|haha|h?mm+|hm|uh|um|erm?|aw|ah|oh(?: god)?|aw man)\b[\s,.!…]*)+",
    re.I,
)
_CORRECTION = re.compile(
    r"^(?:(?:no|oh|sorry|actually|wait|who?ops|oops|scrap that|typo|hang on|my bad|correction)\b[,.!:\s]*)+"
    r"(?:(?:i\s+)?(?:mean|meant)\b[,\s]*|rather\b[,\s]*|not that\b[,\s]*|(?=not\s))",
    re.I,
)
_NOT = re.compile(r"not\s+(?:(?:the|a|an|my)\s+)?", re.I)
_NEW_TOPIC = re.compile(
    r"\b(?:different|another|new|other|separate|unrelated) (?:question|topic|thing)\b", re.I
)
_LIKENED = re.compile(
    r"\blike (?:a|an|the|after|some|someone|being|i|im|i'm|i've)\b(?:[\s-]+\w[\w'’]*){1,4}"
    r"|\bpick(?:ing|ed)? (?:up|out|me up|one|a)\b",
    re.I,
)
_ASKED_OK = re.compile(r"\b(?:ok|okay|safe|fine|allowed)\s*\?", re.I)
_LONGEST = 4_000  # characters of an earlier message; a longer one was not answered


def understand(
    message: str,
    history: Sequence[Turn],
    table: TreatmentTable,
    had: Treated = NOT_SAID,
    today: date | None = None,
    judge: Judge | None = None,
) -> Question:
    """The message as a question that stands alone.

    `had` was said after the history and before the message: it goes before what the history has.
    `today` is what "since Tuesday" is counted from; without it, days of the week are not read. Which
    treatment counts is for the `judge` to say; without one the words beside each are weighed.
    """
    known = Known()
    offered: tuple[str, ...] = ()
    for turn in history:
        if turn.role == "assistant":
            offered = offered_in(turn.content, table)
        else:
            said = picked(turn.content[:_LONGEST], offered)
            question = _understand(said, known, table, today, judge)
            known = Known(
                question.treatment,
                question.topics,
                question.slot,
                question.day,
                question.standalone,
                question.among,
            )
    if had != NOT_SAID:
        known = replace(known, treatment=had.treatment or known.treatment, day=had.day, beside=True)
    found = _understand(picked(message, offered), known, table, today, judge)
    return replace(found, text=message)


def _understand(
    message: str, known: Known, table: TreatmentTable, today: date | None, judge: Judge | None
) -> Question:
    text = mended(" ".join(tidy(message).split()))
    fresh = bool(_NEW_TOPIC.search(text))
    correction = None if fresh else _correction(text, table)
    body = text[correction.end() :] if correction else _OPENING.sub("", text) or text
    left = undenied(body, known.treatment, table)
    if denied := left != body:
        body, known = left, replace(known, treatment=None)
    body = told_apart(body, known.among, known.text, known.treatment, table, judge)
    named = treatment_had(body, table, judge)
    # "And waxing my lip?" of somebody who had something else.
    another = bool(named and known.treatment and not (fresh or correction) and only_asked(named, body))
    named = None if another else named
    among = asked_back(named) if named else frozenset()
    own_treatment = None
    if named and not among:
        own_treatment = table.narrower(named.name, body[named.start : named.end], body)
    corrects = denied or bool(correction)
    if own_treatment and known.text and not fresh and says_no_more(body, table, corrects=corrects):
        return same_question_after(own_treatment, message, known, table, day_of(message, today))
    unknown = () if named else unknown_treatment(body, table)
    treatment = own_treatment or (None if unknown or among else known.treatment)
    # "waxing" is no topic where it is the treatment that was had, and one in "waxing after botox".
    told = body if fresh or correction else with_what_was_asked(body, known, table)
    own_topics = _topics(table.without(told, treatment))
    leaning = leans(body, known, fresh=fresh)
    # "And sunscreen?" asks what was asked before; by itself it asks whether that is allowed.
    asks_anew = known.slot == "open" or _ASKED_OK.search(told)
    own_slot = slot_of(told, own_topics if asks_anew or not leaning else ())
    carries_topic = leaning and not (own_topics or another) and points_back(told, table)
    # Of several treatments, this one's day.
    days = (day_of(part, today) for part in (said_of(named, body, table) if named else (body,)))
    day = next((found for found in days if found is not None), None)
    return Question(
        text=message,
        standalone=standalone(
            f"{known.text} {body}" if correction else condensed(told, table),
            treatment if treatment not in {m.name for m in table.find(told)} else None,
            known.topics if carries_topic else (),
            known.slot if leaning and own_slot == "open" else "open",
        ),
        slot=known.slot if leaning and own_slot == "open" else own_slot,
        treatment=treatment,
        day=known.day
        if day is None and not among and _same_course(known, own_treatment, fresh=fresh)
        else day,
        topics=own_topics or (known.topics if carries_topic or correction else ()),
        unknown_treatment=unknown,
        among=frozenset() if treatment or unknown else among or known.among,
        not_had=frozenset() if treatment or unknown or among else _names(body, table),
    )


def _correction(text: str, table: TreatmentTable) -> re.Match[str] | None:
    """The words that say that something else was meant; of "not" alone, where it denies a treatment."""
    found = _CORRECTION.match(text)
    denied = _NOT.match(text, found.end()) if found else None
    if denied and (slot_of(text) != "open" or denied.end() not in {m.start for m in table.find(text)}):
        return None
    return found


def _names(text: str, table: TreatmentTable) -> frozenset[str]:
    return frozenset(mention.name for mention in table.find(text, misspelt=True))


def _topics(text: str) -> tuple[str, ...]:
    """What a message is on: what a sign is likened to is none of it ("numb like after the dentist")."""
    plain = frozenset(topics.find(_LIKENED.sub(" ", text)))
    return tuple(t.name for t in topics.find(text) if t in plain or t.kind not in ("activity", "product"))


def _same_course(known: Known, named: str | None, *, fresh: bool) -> bool:
    """Whether the known day still holds: one said beside the conversation does till another treatment."""
    if known.beside:
        return known.treatment in (None, named) or named is None
    return not fresh and named is None
