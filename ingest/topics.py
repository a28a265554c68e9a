"""The table of topics: signs, activities and products, and the words that people use for them.

The bot reads questions with it, and the check of the library reads articles with it. It knows nothing
of misspellings; that is `bot/spelling`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ingest.errors import AftercareError

TABLE = Path(__file__).resolve().parent.parent / "corpus" / "topics.yaml"
Kind = Literal["sign", "activity", "product", "person"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Kind
    words: list[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic; `pattern` matches any of its words as whole words."""

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
    return tuple(_topic(name, entry) for name, entry in entries.items())


def _topic(name: str, entry: _Entry) -> Topic:
    every = dict.fromkeys([name, *entry.words])
    loose = (r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", word))) for word in every)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(loose, key=len, reverse=True))})(?!\w)", re.I)
    return Topic(name, entry.kind, tuple(every), pattern)


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
