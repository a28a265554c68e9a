"""The table of treatments: one canonical name each, and what people type for it.

Ingest tags articles with it and the bot reads questions with it, so the two always agree. It does
not decide which of several treatments a question is about; that is `bot/understand`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from ingest.entry import Entry, Family
from ingest.errors import AftercareError
from ingest.mentions import Mention, Names
from ingest.names import any_of, fold

TABLE = Path(__file__).resolve().parent.parent / "corpus" / "treatments.yaml"


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


class TreatmentTable:
    """Canonical names and their aliases, matched as whole words in any letter case."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        """Compile the table; `entries` maps canonical name to aliases."""
        self._entries = entries
        self._kinds = {
            name: {fold(word): kind for kind, said in entry.kinds.items() for word in (kind, *said)}
            for name, entry in entries.items()
        }
        self._kind = {name: any_of(words) for name, words in self._kinds.items() if words}
        self._names = Names(entries)

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

    def narrower(self, name: str, said: str, text: str) -> str:
        """The treatment of a part of the body that the text names: of filler and "my lips", lip filler.

        `said` is what `name` was named by; one that tells a part itself ("cheek filler") stays as it is.
        """
        areas = self._entries[name].areas
        if any(_part(area).search(said) for area in areas):
            return name
        told = {area for area in areas if _part(area).search(text)}
        kinds = (other for other, entry in self._entries.items() if entry.parent == name)
        return next((other for other in kinds if told and told <= set(self._entries[other].areas)), name)

    def has_articles(self, name: str) -> bool:
        """Whether more is known of a canonical name than the name."""
        return not self._entries[name].name_only

    def spoken(self, name: str) -> str:
        """A canonical name as it stands in a sentence, behind "after": "IPL", "a chemical peel"."""
        return self._entries[name].spoken or name

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

        `misspelt` accepts descriptions and near misses where nothing is named outright, and a longer name
        that a slip has left a shorter one of. In a `title` a weak name counts alone in the plural ("Moles",
        "Peels"), and in the singular where nothing else is.
        """
        return self._names.find(text, misspelt=misspelt, title=title)

    def without(self, text: str, only: str | None = None) -> str:
        """The text less every treatment that it names, rightly spelt or not; or less `only` one."""
        mentions = (m for m in self.find(text, misspelt=True) if only in (None, m.name))
        for mention in reversed(tuple(mentions)):
            text = f"{text[: mention.start]} {text[mention.end :]}"
        return text


def _part(area: str) -> re.Pattern[str]:
    """The name of a part of the body, one or several."""
    return re.compile(rf"\b{re.escape(area.removesuffix('s'))}s?\b", re.I)


def parse(text: str, source: str) -> TreatmentTable:
    """Read a table from YAML; `source` names it in errors.

    Raises:
        AftercareError: where the YAML or its fields are wrong, naming the treatment and the field.
    """
    try:
        entries = TypeAdapter(dict[str, Entry]).validate_python(yaml.safe_load(text) or {})
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
