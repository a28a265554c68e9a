"""The table of danger signs, compiled: `triage.yaml` and the words that may be misspelt in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from bot.english import is_word
from bot.groups import LONGEST, Group, Line, Words
from bot.idioms import FIGURATIVE
from ingest.clean import tidy

_TABLE = Path(__file__).with_name("triage.yaml")
# Indel similarity above which a word is read as a word of the table. The first letter must be right,
# and English words that come near one ("shaving", "sleeping") are left alone.
_MISSPELT, _MIN_LETTERS = 82.0, 5
_WORD = re.compile(rf"[a-z]{{{_MIN_LETTERS},}}")
_NEAR = 40


class _Sign(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    sign: str
    label: str | None = None
    urgency: Literal["urgent", "emergency"]
    instruction: str
    source: str
    say: list[list[list[str | int | float]]] = []
    hint: list[list[list[str | int | float]]] = []
    treatments: list[str] = []
    named: bool = False
    across: bool = False
    asked: bool = False
    near: int = _NEAR


@dataclass(frozen=True, slots=True)
class Rule:
    """One sign, ready to be looked for; all groups of one line must occur within `near` characters.

    `hints` are lines that count unless the second net is sure that nothing is wrong. Where it says `asked`,
    it counts in whatever clause it stands: nobody asks in general how a jump is survived.
    """

    sign: str
    label: str | None
    urgency: Literal["urgent", "emergency"]
    instruction: str
    source: str
    lines: tuple[Line, ...]
    hints: tuple[Line, ...]
    treatments: frozenset[str]
    named: bool
    across: bool
    asked: bool
    near: int

    def applies(self, named: frozenset[str], sure: frozenset[str]) -> bool:
        """Whether the sign counts after these treatments; `sure` are those that were named beyond doubt."""
        if not self.treatments or self.treatments & named:
            return True
        return not sure and not self.named

    def lines_in(self, words: Words, hints: bool) -> tuple[Line, ...]:
        """The lines of which all groups occur in a text at all: a quick look before the careful one.

        Most lines have no word in it. `hints` are looked at as well.
        """
        lines = (*self.lines, *self.hints) if hints else self.lines
        begun = words.beginnings
        likely = (line for line in lines if not any(group.begins.isdisjoint(begun) for group in line))
        return tuple(line for line in likely if all(group.occurs(words) for group in line))


@cache
def rules() -> tuple[Rule, ...]:
    """The table's signs, in its order."""
    return tuple(
        Rule(
            sign.sign,
            sign.label,
            sign.urgency,
            sign.instruction.strip(),
            sign.source,
            _lines(sign.say),
            _lines(sign.hint),
            frozenset(sign.treatments),
            sign.named,
            sign.across,
            sign.asked,
            sign.near,
        )
        for sign in _table().signs
    )


def _lines(say: list[list[list[str | int | float]]]) -> tuple[Line, ...]:
    return tuple(tuple(_group(_phrases(group)) for group in line) for line in say)


@cache
def by_label() -> dict[str, Rule]:
    """The signs that the second net knows, by its name for them."""
    return {rule.label: rule for rule in rules() if rule.label is not None}


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: dict[str, list[str | int | float]]
    signs: list[_Sign]


@cache
def _table() -> _Table:
    return _Table.model_validate(yaml.safe_load(_TABLE.read_text(encoding="utf-8")))


def lower(text: str) -> str:
    """Tidied, in lower case, with straight apostrophes."""
    return tidy(text).lower().replace("’", "'").replace("`", "'")


def plain(text: str) -> str:
    """Lower case, straight apostrophes, idioms gone, near misses of the table's words mended."""
    text = lower(text)
    text = re.sub(r"\b(?:cnat|carnt|cannt|cann't|canot)\b", "can't", text)
    text = re.sub(r"\b(?:breff|breth|braeth|breaf)\b", "breath", text)
    text = re.sub(r"\b(can|don|won|isn|doesn|didn|hasn|haven|wasn|couldn)t\b", r"\1't", text)
    text = FIGURATIVE.sub(" ", text)
    words = {word: _mended(word) for word in set(_WORD.findall(text))}
    return _WORD.sub(lambda match: words[match.group()], text)


@cache
def vocabulary() -> frozenset[str]:
    """The words of the table, of four letters and more."""
    groups = [group for sign in _table().signs for line in (*sign.say, *sign.hint) for group in line]
    phrases = (phrase for group in groups for phrase in _phrases(group))
    return frozenset(word for phrase in phrases for word in re.findall(r"[a-z]{4,}", phrase))


@cache
def _by_letter() -> dict[str, tuple[str, ...]]:
    """The vocabulary in order, by its first letters."""
    return {letter: tuple(known) for letter, known in groupby(sorted(vocabulary()), itemgetter(0))}


def _mended(word: str) -> str:
    """The table's word that this one misspells, or the word as it is."""
    if is_word(word) or word in vocabulary():
        return word
    alike = _by_letter().get(word[0], ())
    if any(word.startswith(known) for known in alike if len(known) >= _MIN_LETTERS):
        return word
    near = process.extractOne(word, alike, scorer=fuzz.ratio, score_cutoff=_MISSPELT)
    return near[0] if near else word


def _phrases(group: list[str | int | float]) -> list[str]:
    """The phrases of a group; "$name" stands for a group of `words`, also inside a phrase."""
    phrases: list[str] = []
    for phrase in map(str, group):
        name = phrase.removeprefix("$")
        own = _table().words.get(name) if name != phrase else None
        phrases += _phrases(own) if own else [phrase]
    return phrases


def _group(phrases: list[str]) -> Group:
    """Any phrase of a group as whole words; "gone/turned white" is either verb, then "white"."""
    texts = map(_spaced, phrases)
    firsts = (first for phrase in phrases for first in _firsts(phrase))
    return Group(re.compile(rf"(?<!\w)(?:{'|'.join(texts)})(?!\w)"), frozenset(firsts))


def _firsts(phrase: str) -> Iterator[str]:
    """What a phrase may begin with: words, or the beginnings of words with a "*" behind."""
    first = phrase.split(maxsplit=1)[0]
    if first.startswith("$"):
        yield from (one for other in _phrases([first]) for one in _firsts(other))
        return
    for word in first.split("/"):
        match = re.match(r"\w+\*?", word)
        assert match and len(match.group()) <= LONGEST, f"{phrase!r} does not begin with a short word"
        yield match.group()


def _either(word: str) -> str:
    if word.startswith("$"):
        return f"(?:{'|'.join(_spaced(phrase) for phrase in _phrases([word]))})"
    words = (re.escape(one).replace(r"\*", r"\w*") for one in word.split("/"))
    return f"(?:{'|'.join(words)})"


def _spaced(phrase: str) -> str:
    return r"\s+".join(map(_either, phrase.split()))
