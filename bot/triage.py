"""Danger signs in what a person writes, before anything is looked up.

One curated table (`triage.yaml`) read by rules. Every sentence of every message is read, however long;
a sign counts unless it is denied ("no fever"), asked about in general ("can filler make you blind?")
or over ("last year"). What somebody else says about it ("my mum says it's nothing") changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter
from rapidfuzz import fuzz, process

from bot.contract import Turn, Urgency
from ingest.clean import tidy
from ingest.treatments import TreatmentTable

_TABLE = Path(__file__).with_name("triage.yaml")
_RANK: dict[Urgency, int] = {"routine": 0, "urgent": 1, "emergency": 2}
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_CLAUSE = re.compile(r",|\bbut\b|\bthough\b|\balthough\b|\bhowever\b|\bexcept\b", re.I)
# What denies the thing named after it. "I can't" is not here: it is a sign itself. Between "no" and
# the thing no new clause may begin: "no wait, my tongue …" denies nothing.
_DENIES = re.compile(
    r"\b(?:no|without|nor|neither|free of|no signs? of)\b"
    r"(?:\s+(?!(?:my|i|it|is|are|was|the|her|his|wait)\b)[\w'/-]+){0,4}\s*$"
    r"|\b(?:not|never|isn't|wasn't|aren't|haven't|hasn't|don't have|doesn't have|doesn't|didn't)\b"
    r"(?! only| just| sure)"
    r"(?:\s+[\w'/-]+){0,3}\s*$",
    re.I,
)
_IN_GENERAL = re.compile(
    r"^\W*(?:(?:and|but|so|ok|also|hi|hello|just wondering|wondering|curious)\b[\s,]*)*"
    r"(?:can|could|does|do|will|would|is it possible|is there (?:a|any) (?:risk|chance)"
    r"|what (?:would|does|do|are|is|if"
    r"|happens)|how (?:would|do|can|likely|common|does)|how will i know|should i (?:be )?(?:worry"
    r"|worried|expect|watch)"
    r"|what should i (?:watch|look)|when should i worry|risk of|chances? of|signs of|tell me about)\b",
    re.I,
)
# A question in general that has the person in it after all: "can you help, I can't see".
_OWN = re.compile(
    r"\b(?:i have|i've|i am|i'm|i can't|i cannot|my|me"
    r"|she has|he has|her|his|now|right now|started|since|keeps?)\b",
    re.I,
)
_OVER = re.compile(
    r"\b(?:years? ago|last year|last time|months? ago i had|used to|in the past|back then"
    r"|when i was|previously|it went away"
    r"|has (?:gone away|gone down|cleared|resolved|healed)|went away|is gone now"
    r"|all gone|cleared up|resolved|already healed)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:a friend of mine|friend of a friend|i (?:read|heard|saw)(?: about| of| that)?"
    r"|someone (?:i know|online|on)"
    r"|some people|people (?:say|get)|a woman (?:who|on)|on tiktok|on reddit|online)\b",
    re.I,
)
_FIGURATIVE = re.compile(r"\b(?:dying|die) (?:to|for|of (?:embarrassment|boredom|curiosity))\b", re.I)
# Indel similarity above which a word is read as a word of the table. The first letter must be right,
# or "closing" would become "losing".
_MISSPELT = 82.0
_MIN_LETTERS = 6


class _Sign(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    sign: str
    urgency: Literal["urgent", "emergency"]
    instruction: str
    source: str
    say: list[list[list[str | int]]]
    treatments: list[str] = []


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger sign that was read: how urgent, what it is, what was said, and what to do."""

    urgency: Urgency
    sign: str
    said: str
    instruction: str
    source: str


@dataclass(frozen=True, slots=True)
class _Rule:
    sign: _Sign
    lines: tuple[tuple[re.Pattern[str], ...], ...]


def triage(message: str, history: Sequence[Turn], table: TreatmentTable) -> Danger | None:
    """The most urgent danger sign of the conversation, or None.

    What was raised in an earlier message of the person stays raised.
    """
    said = [turn.content for turn in history if turn.role == "user"] + [message]
    treatments: set[str] = set()
    worst: Danger | None = None
    for text in said:
        treatments |= {mention.name for mention in table.find(text, misspelt=True)}
        found = _read(text, frozenset(treatments))
        if found and (worst is None or _RANK[found.urgency] >= _RANK[worst.urgency]):
            worst = found
    return worst


def _read(text: str, treatments: frozenset[str]) -> Danger | None:
    """The most urgent sign in one message; the table's order decides between equals."""
    found: Danger | None = None
    for match in _SENTENCE.finditer(_plain(text)):
        sentence = match.group()
        if _in_general(sentence) or _OTHERS.search(sentence):
            continue
        for rule in _rules():
            sign = rule.sign
            if sign.treatments and treatments and not treatments & set(sign.treatments):
                continue
            higher = found is None or _RANK[sign.urgency] > _RANK[found.urgency]
            if higher and any(_said(line, sentence) for line in rule.lines):
                found = Danger(sign.urgency, sign.sign, sentence.strip(), sign.instruction, sign.source)
    return found


def _in_general(sentence: str) -> bool:
    """A question about what may happen, or something that is over, and nothing that is now."""
    asks = sentence.rstrip().endswith("?") or _IN_GENERAL.match(sentence)
    if asks and _IN_GENERAL.match(sentence) and not _OWN.search(sentence):
        return True
    return bool(_OVER.search(sentence))


def _said(line: tuple[re.Pattern[str], ...], sentence: str) -> bool:
    """Whether every group of a line occurs, none of them denied in its own clause."""
    for group in line:
        matches = list(group.finditer(sentence))
        if not any(not _denied(sentence, match.start()) for match in matches):
            return False
    return True


def _denied(sentence: str, position: int) -> bool:
    before = sentence[:position]
    clause = _CLAUSE.split(before)[-1]
    # "no fever, chills or pus": the denial runs on through a list of bare nouns.
    runs_on = re.search(r"\b(?:no|without)\b[\w\s,'-]{0,60}$", before) and not re.search(
        r"\b(?:i|it|is|are|my|has|have|am|but)\b", re.split(r"\b(?:no|without)\b", before)[-1]
    )
    return bool(_DENIES.search(clause)) or bool(runs_on)


def _plain(text: str) -> str:
    """Lower case, straight apostrophes, idiom gone, near misses of the table's words mended."""
    text = tidy(text).lower().replace("’", "'").replace("`", "'")
    text = _FIGURATIVE.sub(" ", text)
    text = re.sub(r"\b(can|don|won|isn|doesn|didn|hasn|haven|wasn|couldn)t\b", r"\1't", text)
    return re.sub(rf"[a-z]{{{_MIN_LETTERS},}}", lambda match: _mended(match.group()), text)


@cache
def _vocabulary() -> tuple[str, ...]:
    words = {
        word
        for rule in _rules()
        for line in rule.sign.say
        for group in line
        for phrase in group
        for word in re.findall(r"[a-z]{4,}", str(phrase))
    }
    return tuple(sorted(words))


def _mended(word: str) -> str:
    alike = [known for known in _vocabulary() if known[0] == word[0]]
    if any(word.startswith(known) for known in alike):
        return word
    near = process.extractOne(word, alike, scorer=fuzz.ratio, score_cutoff=_MISSPELT)
    return near[0] if near else word


@cache
def _rules() -> tuple[_Rule, ...]:
    signs = TypeAdapter(list[_Sign]).validate_python(yaml.safe_load(_TABLE.read_text(encoding="utf-8")))
    return tuple(
        _Rule(sign, tuple(tuple(_pattern(group) for group in line) for line in sign.say)) for sign in signs
    )


def _pattern(group: list[str | int]) -> re.Pattern[str]:
    """Any phrase of a group as whole words; "gone/turned white" is either verb, then "white"."""
    phrases = (r"\s+".join(map(_either, str(phrase).split())) for phrase in group)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")


def _either(word: str) -> str:
    words = (re.escape(one).replace(r"\*", r"\w*") for one in word.split("/"))
    return f"(?:{'|'.join(words)})"
