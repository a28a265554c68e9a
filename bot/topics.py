"""The table of topics: signs, activities and products, and the words that people use for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_TABLE = Path(__file__).with_name("topics.yaml")


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


def named(name: str) -> Topic:
    """The topic of that name."""
    return next(topic for topic in table() if topic.name == name)
