"""The table of topics: signs, activities and products, and the words that people use for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.english import is_word

_TABLE = Path(__file__).with_name("topics.yaml")
# A word may have one slip (a letter wrong, missing, extra, or two exchanged), a long one two.
_MIN_LETTERS, _LONG = 6, 8
_ALSO = ("normal", "expected", "worried")


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic; `pattern` matches any of its words as whole words."""

    name: str
    kind: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def table() -> tuple[Topic, ...]:
    """The topics, in the table's order."""
    entries = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple(_topic(name, entry["kind"], entry["words"]) for name, entry in entries.items())


def _topic(name: str, kind: str, words: list[str]) -> Topic:
    every = dict.fromkeys([name, *words])
    loose = (r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", word))) for word in every)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(loose, key=len, reverse=True))})(?!\w)", re.I)
    return Topic(name, kind, tuple(every), pattern)


def find(text: str) -> tuple[Topic, ...]:
    """The topics named in `text`, in order; "numbing cream" is not also "cream"."""
    spans = [
        (match.start(), match.end(), topic) for topic in table() for match in topic.pattern.finditer(text)
    ]
    outer = [
        (start, topic)
        for start, end, topic in spans
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in spans)
    ]
    return tuple(dict.fromkeys(topic for _, topic in sorted(outer, key=lambda pair: pair[0])))


def mended(text: str) -> str:
    """The text with misspelt words of the table put right: "sunscren" is sunscreen.

    Only words of six letters and more, right in their first letter, are considered.
    """
    known = _known_words()

    def put_right(match: re.Match[str]) -> str:
        word = match.group().lower()
        if word in known or is_word(word):
            return match.group()
        alike = [other for other in known if other[0] == word[0]]
        slips = 2 if len(word) >= _LONG else 1
        near = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=slips)
        return near[0] if near else match.group()

    return re.sub(rf"[A-Za-z]{{{_MIN_LETTERS},}}", put_right, text)


@cache
def _known_words() -> tuple[str, ...]:
    """The single words of the table that a slip may be read as; sorted, so that ties fall the same way."""
    words = {word for topic in table() for word in topic.words if word.isalpha()}
    return tuple(sorted(word for word in words.union(_ALSO) if len(word) >= _MIN_LETTERS - 1))


def named(name: str) -> Topic:
    """The topic of that name."""
    return next(topic for topic in table() if topic.name == name)
