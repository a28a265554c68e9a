"""The table of topics: signs, activities and products, and the words that people use for them.

The bot reads questions with it, and the check of the library reads articles with it. It knows nothing
of misspellings; that is `bot/spelling`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ingest.errors import AftercareError

TABLE = Path(__file__).resolve().parent.parent / "corpus" / "topics.yaml"
Kind = Literal["sign", "activity", "product", "person"]
_BETWEEN = r"[\s-]+"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Kind
    words: list[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic; `pattern` matches any of its words, whole, less inside another topic's longer ones."""

    name: str
    kind: Kind
    words: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def table() -> tuple[Topic, ...]:
    """The topics of `corpus/topics.yaml`, in the table's order."""
    return parse(TABLE.read_text(encoding="utf-8"), str(TABLE))


def parse(text: str, source: str) -> tuple[Topic, ...]:
    """Read a table from YAML; `source` names it in errors.

    Raises:
        AftercareError: where the YAML or its fields are wrong, naming the field.
    """
    try:
        entries = TypeAdapter(dict[str, _Entry]).validate_python(yaml.safe_load(text) or {})
    except (yaml.YAMLError, ValidationError) as error:
        raise AftercareError(f"{source}: not a table of topics: {error}") from error
    words = {name: tuple(dict.fromkeys([name, *entry.words])) for name, entry in entries.items()}
    longer: dict[str, list[tuple[str, list[str]]]] = {}  # by each of their parts
    for name, own in words.items():
        for parts in map(_parts, own):
            for part in set(parts) if parts[1:] else ():
                longer.setdefault(part, []).append((name, parts))
    return tuple(_topic(name, entry.kind, words[name], longer) for name, entry in entries.items())


def _topic(
    name: str, kind: Kind, words: tuple[str, ...], longer: Mapping[str, list[tuple[str, list[str]]]]
) -> Topic:
    alone = []
    for parts in map(_parts, sorted(words, key=len, reverse=True)):
        others = [theirs for other, theirs in longer.get(parts[0], ()) if other != name]
        alone.append(_alone(parts, others))
    return Topic(name, kind, words, re.compile(rf"(?<!\w)(?:{'|'.join(alone)})(?!\w)", re.I))


def _parts(word: str) -> list[str]:
    return re.split(_BETWEEN, word.lower())


def _alone(word: list[str], others: Sequence[list[str]]) -> str:
    """The pattern of a word, where it is no part of another topic's: no "makeup" in "makeup brushes"."""
    plain = _BETWEEN.join(map(re.escape, word))
    inside = "".join(
        rf"(?!{before}{plain}{after}(?!\w))" for other in others for before, after in _around(word, other)
    )
    return inside + plain


def _around(word: list[str], longer: list[str]) -> Iterator[tuple[str, str]]:
    """The patterns of what stands before and after a word, each time that a longer one holds it."""
    for at in range(len(longer) - len(word) + 1):
        behind = at + len(word)
        if longer[at:behind] == word != longer:
            before = r"[\s-]".join(map(re.escape, (*longer[:at], "")))
            after = _BETWEEN.join(map(re.escape, ("", *longer[behind:])))
            yield rf"(?<=\b{before})" if before else "", after


def find(text: str) -> tuple[Topic, ...]:
    """The topics named in `text`, in order; "numbing cream" is not also "cream"."""
    spans = [(match.start(), topic) for topic in table() for match in topic.pattern.finditer(text)]
    return tuple(dict.fromkeys(topic for _, topic in sorted(spans, key=lambda pair: pair[0])))


def named(name: str) -> Topic:
    """The topic of that name."""
    return next(topic for topic in table() if topic.name == name)
