"""Treatments that go by one word, told apart by what the conversation says: "the laser", "the tattoo one"."""

from __future__ import annotations

import re

from bot.had import Judge, treatment_had
from bot.slots import slot_of
from ingest.bm25 import stems
from ingest.treatments import TreatmentTable

_ALL = re.compile(r"\W*(?:i had |i got )?(?:both|all)(?: (?:of (?:them|these)|three))?\W*", re.I)
_SHORT = 8  # words of a reply that says which


def told_apart(
    text: str,
    asked: frozenset[str],
    before: str,
    treatment: str | None,
    table: TreatmentTable,
    judge: Judge | None = None,
) -> str:
    """The text with the treatment's own name in it, where a word for several can be told to mean that one.

    Args:
        text: the message.
        asked: the treatments of which the person was asked which one they had.
        before: what they had said then.
        treatment: the treatment that was spoken of before.
        table: the treatments.
        judge: says which treatment counts.
    """
    if asked and _ALL.fullmatch(text):  # one after the other, so the same question is put again
        return before
    named = treatment_had(text, table, judge)
    if named and treatment in named.among:  # "the laser" of a conversation on laser hair removal
        return f"{text[: named.start]}{treatment}{text[named.end :]}"
    if not asked or len(text.split()) > _SHORT or (named and named.name in asked and not named.among):
        return text
    which = _by_own_word(text, asked) or _with_what_was_said(text, asked, before, table, judge)
    if not which:
        return text
    return which if slot_of(text) == "open" else f"{which}. {text}"  # a reply alone asks nothing of its own


def _by_own_word(text: str, asked: frozenset[str]) -> str | None:
    """The one that has a word of the text in its name which none of the others has: "hair"."""
    said = set(stems(text))
    words = {name: set(stems(name)) for name in asked}
    found = [
        name
        for name, own in words.items()
        if said & own.difference(*(other for of, other in words.items() if of != name))
    ]
    return found[0] if len(found) == 1 else None


def _with_what_was_said(
    text: str, asked: frozenset[str], before: str, table: TreatmentTable, judge: Judge | None
) -> str | None:
    """The one that is meant where the reply is read together with the question: "laser" and "on my legs"."""
    found = treatment_had(f"{before} {text}", table, judge)
    return found.name if found and not found.among and found.name in asked else None
