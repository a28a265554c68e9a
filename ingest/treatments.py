"""The table of treatments: one canonical name each, and what people type for it.

Ingest tags articles with it and the bot reads questions with it, so the two always agree. It does
not decide which of several treatments a question is about; that is `bot/understand`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ingest.described import Descriptions
from ingest.errors import AftercareError
from ingest.misspelt import SHORTEST, misspelt_in
from ingest.names import GAP, any_of, fold, loose, with_gap

TABLE = Path(__file__).resolve().parent.parent / "corpus" / "treatments.yaml"

# What stands before a weak name when it is a treatment: "my peel", "after threads".
_DETERMINER = re.compile(
    r"\b(?:a|an|my|the|his|her|our|your|their|this|that|after|post|had|got|having|first|second|third"
    r"|last|light|medium|deep|superficial|recent|new|since)[\s-]+$"
)
Family = Literal[
    "injection",
    "needle",
    "laser and light",
    "peel and exfoliation",
    "pigment",
    "hair removal",
    "surface removal",
    "lifting",
    "lashes",
]


# Parts and their other words, none of them empty.
_DESCRIPTION = r"^[^+|]*\w[^+|]*([+|][^+|]*\w[^+|]*)*$"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    family: Family
    areas: list[str] = Field(min_length=1)
    differs: dict[str, Annotated[list[str], Field(min_length=2)]] = {}
    kinds: dict[str, list[str]] = {}
    aliases: list[str] = []
    weak: list[str] = []
    said: list[Annotated[str, Field(pattern=_DESCRIPTION)]] = []
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Treatment:
    """What the table says of a treatment.

    `areas` are where it is mostly done; `differs` maps what tells one such treatment from another
    ("depth") to the kinds of it ("superficial", "medium", "deep").
    """

    name: str
    family: Family
    areas: tuple[str, ...]
    differs: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A treatment named in a text, at [start, end); `exact` is False for a misspelling."""

    name: str
    start: int
    end: int
    exact: bool = True


class TreatmentTable:
    """Canonical names and their aliases, matched as whole words in any letter case."""

    def __init__(self, entries: dict[str, _Entry]) -> None:
        """Compile the table; `entries` maps canonical name to aliases."""
        self._entries = entries
        self._kinds = {
            name: {fold(word): kind for kind, said in entry.kinds.items() for word in (kind, *said)}
            for name, entry in entries.items()
        }
        self._kind = {name: any_of(words) for name, words in self._kinds.items() if words}
        self._names: dict[str, str] = {}
        self._weak: set[str] = set()
        self._apart: list[tuple[re.Pattern[str], str]] = []
        for name, entry in entries.items():
            for alias in (name, *entry.aliases, *entry.weak):
                if GAP in alias:
                    self._apart.append((with_gap(alias), name))
                else:
                    self._names.setdefault(fold(alias), name)
            self._weak.update(fold(alias) for alias in entry.weak)
        ordered = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(loose, ordered))})(?:e?s)?(?!\w)")
        self._described = Descriptions({name: entry.said for name, entry in entries.items()})
        self._fuzzy = [a for a in ordered if len(a) >= SHORTEST and a not in self._weak]

    @property
    def names(self) -> tuple[str, ...]:
        """Every canonical name, in the table's order."""
        return tuple(self._entries)

    def about(self, name: str) -> Treatment:
        """What the table says of a canonical name; KeyError for any other."""
        entry = self._entries[name]
        differs = {what: tuple(kinds) for what, kinds in entry.differs.items()}
        return Treatment(name, entry.family, tuple(entry.areas), differs)

    def applies_to(self, name: str) -> frozenset[str]:
        """The treatments whose advice holds for `name`: itself and its parent."""
        entry = self._entries.get(name)
        return frozenset({name, entry.parent} if entry and entry.parent else {name})

    def kinds_in(self, text: str, name: str | None) -> frozenset[str]:
        """The kinds of a treatment that a text names, where what holds for one does not for another.

        "TCA peel of medium depth" names the medium one.
        """
        pattern = self._kind.get(name or "")
        if name is None or pattern is None:
            return frozenset()
        return frozenset(self._kinds[name][fold(match.group())] for match in pattern.finditer(text.lower()))

    def find(self, text: str, *, misspelt: bool = False, title: bool = False) -> tuple[Mention, ...]:
        """Every treatment named in `text`, in order.

        `misspelt` accepts descriptions and near misses, where nothing is named outright. In a `title` a
        weak name counts alone in the plural ("Moles", "Peels"), and in the singular where nothing else is.
        """
        folded = text.lower()
        found = [
            Mention(name, match.start(), match.end())
            for pattern, name in self._apart
            for match in pattern.finditer(folded)
        ]
        weak: list[Mention] = []
        weakly = not found
        for match in self._pattern.finditer(folded):
            alias = self._alias(match.group())
            mention = Mention(self._names[alias], match.start(), match.end())
            if any(m.start <= mention.start and mention.end <= m.end for m in found):
                continue
            sure = alias not in self._weak or _DETERMINER.search(folded[: match.start()])
            (found if sure else weak).append(mention)
            weakly = weakly and (alias in self._weak or not sure)
        if title:
            found = found + [m for m in weak if folded[: m.end].endswith("s")] or weak
        if misspelt and (not found or weakly):
            found = self._meant(folded, found)
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _meant(self, folded: str, weak: list[Mention]) -> list[Mention]:
        """What is meant where nothing is named outright: "my laser" on the legs is one for their hair."""
        described = self._described.find(folded)
        families = {self._entries[mention.name].family for mention in weak}
        if described and families <= {self._entries[described.name].family}:
            return [Mention(described.name, described.start, described.end, exact=False)]
        near = None if weak else misspelt_in(folded, self._fuzzy)
        return [Mention(self._names[near.name], near.start, near.end, exact=False)] if near else weak

    def without(self, text: str, only: str | None = None) -> str:
        """The text less every treatment that it names, rightly spelt or not; or less `only` one."""
        mentions = (m for m in self.find(text, misspelt=True) if only in (None, m.name))
        for mention in reversed(tuple(mentions)):
            text = f"{text[: mention.start]} {text[mention.end :]}"
        return text

    def _alias(self, matched: str) -> str:
        """The alias that a match is of: it may be plural, and hyphenated otherwise."""
        folded = fold(matched)
        return next(a for a in (folded, folded[:-1], folded[:-2]) if a in self._names)


def parse(text: str, source: str) -> TreatmentTable:
    """Read a table from YAML; `source` names it in errors.

    Raises:
        AftercareError: where the YAML or its fields are wrong, naming the treatment and the field.
    """
    try:
        entries = TypeAdapter(dict[str, _Entry]).validate_python(yaml.safe_load(text) or {})
    except yaml.YAMLError as error:
        raise AftercareError(f"{source}: not a table of treatments: {error}") from error
    except ValidationError as error:
        faults = (f"{' › '.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise AftercareError(f"{source}: not a table of treatments: {'; '.join(faults)}") from error
    owners: dict[str, str] = {}
    for name, entry in entries.items():
        if entry.parent is not None and entry.parent not in entries:
            raise AftercareError(f"{source}: {name}: parent {entry.parent!r} is not in the table.")
        for alias in map(fold, (name, *entry.aliases, *entry.weak)):
            if owners.setdefault(alias, name) != name:
                raise AftercareError(
                    f"{source}: {name}: {alias!r} is also {owners[alias]}; keep one of them."
                )
    return TreatmentTable(entries)


@cache
def shipped() -> TreatmentTable:
    """The table that comes with the project, `corpus/treatments.yaml`."""
    return parse(TABLE.read_text(encoding="utf-8"), str(TABLE))
