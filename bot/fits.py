"""Whether what a sentence says holds for what the person had."""

from __future__ import annotations

import re

from bot.asked import coverage, on_treatment, subjects
from bot.contract import Question, Slot
from ingest.article import Passage
from ingest.treatments import TreatmentTable

# What a heading supposes: "What do I do if a chemical gets in my eye?"
_SUPPOSES = re.compile(r"^what (?:(?:do|should|can|must) (?:i|you) do )?if (?P<what>.+)", re.I)
# "Can I shave before laser", "do I stop retinol the week before my peel"; not "I shaved the day before my
# laser", "how long before my peel heals", "better than before my peel".
_BEFORE_IT = re.compile(
    r"\b(?:can|could|may|should|must|do|need|allowed|ok|okay|safe|stop)\b[^.?!,;]*"
    r"(?<!than )(?<!there )(?<!here )(?<!was )(?<!gap )(?<!like )(?<!as )(?<!long )(?<!days )(?<!weeks )"
    r"\b(?:before|prior to|ahead of)\s+"
    r"(?:(?:an?|the|my|his|her|our|your|this|next|first|second|any|having|getting|going|for|to)\s+){0,4}$",
    re.I,
)
_TELLS_OF_BEFORE = re.compile(r"\b(?:before\w*|prior|ahead)\b", re.I)
# What is on the time before a treatment alone, or on who may have it: "Pre Treatment Precautions".
_PREPARES = re.compile(
    r"\bpre[- ]?(?:treatment|procedure|care|op|operative|session|appointment)\b|\bprepar(?:e|ing)\b"
    r"|\b(?:before|prior to|ahead of|leading up to)\s+(?:(?!next\b)\w+\s+){0,3}?(?:treatments?|procedures?"
    r"|appointments?|sessions?|visits?|services?|consultations?|surgery|injections?)\b"
    r"|\b(?:days?|weeks?|hours?|hrs) (?:before|prior|beforehand)(?=\W*$|[,.;()])|\bin advance\b"
    r"|\bmay be postponed\b|\b(?:ideal|good|suitable) candidates?\b|\bcontraindicat\w*",
    re.I,
)
_AFTERWARDS = re.compile(r"\b(?:after\w*|post|following|during)\b", re.I)
# Who asks so may not have had it yet.
_NOT_YET = re.compile(
    r"\b(?:before\w*|prior|ahead|prep\w*|book\w*|upcoming|getting|having|planning|planned"
    r"|thinking (?:of|about)|considering|next (?:week|month|session|time|appointment)|candidate|suitable"
    r"|going (?:for|in|to have))\b",
    re.I,
)
# Questions that say what they are about: one on a sign may describe in other words what a heading supposes.
_PLAIN: tuple[Slot, ...] = ("how_long", "how_often", "may_i", "product")


def fits(question: Question, passage: Passage, told: str, table: TreatmentTable) -> bool:
    """Whether a sentence is on the person's treatment, and on the kind of it that they named.

    What holds for a superficial peel does not for a deep one. A passage on skin in general may speak of
    several treatments, and then of theirs or of the one that they ask about as well; of none where they
    name only what they did not have.

    Args:
        question: made to stand alone.
        passage: where the sentence stands.
        told: the sentence, with the line that introduces it.
        table: the treatments.
    """
    if not on_treatment(question, passage):
        return False
    if not passage.treatments and _supposes_else(question, passage.section, table):
        return False
    kinds = table.kinds_in(question.standalone, question.treatment)
    if kinds:
        named = table.kinds_in(f"{passage.title} {passage.section} {told}", question.treatment)
        if named and not named & kinds:
            return False
    if passage.treatments or not (question.treatment or question.not_had):
        return True
    spoken_of = {mention.name for mention in table.find(told)}
    own = table.applies_to(question.treatment or "")
    return not spoken_of or bool(spoken_of & own)


def _supposes_else(question: Question, heading: str, table: TreatmentTable) -> bool:
    """Whether a heading supposes what somebody who asks how long, or what is allowed, has not said."""
    supposed = _SUPPOSES.match(heading)
    if not supposed or question.slot not in _PLAIN:
        return False
    return not coverage(subjects(table.without(supposed["what"])), question.standalone)


def asks_of_before(question: Question, table: TreatmentTable) -> bool:
    """Whether a question is on the time before the treatment, which advice for afterwards does not answer.

    "Can I shave before laser hair removal?" is; "how long before botox kicks in" is not.
    """
    text = question.standalone
    return any(
        mention.name == question.treatment and _BEFORE_IT.search(text, 0, mention.start)
        for mention in (table.find(text) if _TELLS_OF_BEFORE.search(text) else ())
    )


def tells_of_before(passage: Passage, told: str) -> bool:
    """Whether a sentence, or its heading, is on the time before something."""
    return bool(_TELLS_OF_BEFORE.search(f"{passage.section} {told}"))


def only_prepares(question: Question, passage: Passage, told: str) -> bool:
    """Whether a sentence is on the time before it or on who may have it, where afterwards is asked.

    The sentence or the line that introduces it says so, or the heading that it stands under.
    """
    if _NOT_YET.search(question.standalone):
        return False
    where = told if _PREPARES.search(told) else passage.section
    return bool(_PREPARES.search(where)) and not _AFTERWARDS.search(f"{passage.section} {told}")
