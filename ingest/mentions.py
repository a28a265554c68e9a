"""Where a text names a treatment: by a name, by an everyday word for it, by a description, with a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.described import Descriptions
from ingest.entry import Entry
from ingest.misspelt import SHORTEST, Spellings, misspelt_around, misspelt_in
from ingest.names import GAP, fold, loose, with_gap

# What stands before a weak name when it is a treatment: "my peel", "after threads".
_DETERMINER = re.compile(
    r"\b(?:a|an|my|the|his|her|our|your|their|this|that|after|post|had|got|having|first|second|third"
    r"|last|light|medium|deep|superficial|recent|new|since)[\s-]+$"
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A treatment named in a text, at [start, end); `exact` is False for a misspelling.

    `among` are the treatments that go by this word, where the text does not say which is meant: "the laser".
    `rivals` are others that the text names, where as much speaks for them: "botox and filler".
    """

    name: str
    start: int
    end: int
    exact: bool = True
    among: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()

    def holds(self, other: Mention) -> bool:
        """Whether the other one's words are all among this one's."""
        return self.start <= other.start and other.end <= self.end


class Names:
    """Canonical names and their aliases, matched as whole words in any letter case."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """Compile the names of each treatment."""
        self._entries = entries
        self._names: dict[str, str] = {}
        self._weak: set[str] = set()
        self._shared: dict[str, frozenset[str]] = {}
        self._apart: list[tuple[frozenset[str], re.Pattern[str], str]] = []
        for name, entry in entries.items():
            for alias in (name, *entry.aliases, *entry.weak):
                if GAP in alias:
                    self._apart.append((frozenset(_WORD.findall(alias)), with_gap(alias), name))
                else:
                    self._names.setdefault(fold(alias), name)
            self._weak.update(map(fold, entry.weak))
            for word in map(fold, entry.shared):
                self._shared[word] = self._shared.get(word, frozenset()) | {name}
        ordered = sorted(self._names, key=len, reverse=True)
        self._begun = {word: _any_of(names) for word, names in _by_first_word(ordered).items()}
        unlike = sorted({fold(one) for entry in entries.values() for one in entry.unlike}, key=len)
        self._unlike = {word: _any_of(ones) for word, ones in _by_first_word(unlike[::-1]).items()}
        self._described = Descriptions({name: entry.said for name, entry in entries.items()})
        spelt = [a for a in ordered if len(a) >= SHORTEST and a not in self._weak]
        self._fuzzy = Spellings(spelt)
        self._longer = Spellings([a for a in spelt if " " in a])

    def find(self, text: str, *, misspelt: bool = False, title: bool = False) -> tuple[Mention, ...]:
        """Every treatment named in `text`, in order; see `TreatmentTable.find`."""
        folded = self._less_unlike(text.lower())
        words = frozenset(_WORD.findall(folded))
        found = [
            Mention(name, match.start(), match.end())
            for own, pattern, name in self._apart
            if own <= words
            for match in pattern.finditer(folded)
        ]
        weak: list[Mention] = []  # named by an everyday word, as a treatment
        unsure: list[Mention] = []  # by such a word alone
        for match in _matches(folded, self._begun):
            alias = self._alias(match.group())
            mention = Mention(self._names[alias], *match.span(), among=self._shared.get(alias, frozenset()))
            if any(other.holds(mention) for other in found):
                continue
            if alias not in self._weak:
                found.append(mention)
            elif _DETERMINER.search(folded[: match.start()]):
                weak.append(mention)
            else:
                unsure.append(mention)
        if title:
            weak += [m for m in unsure if folded[: m.end].endswith("s")]
        if misspelt:
            found = self._meant(folded, found, weak)
        else:
            found += weak
        return tuple(sorted(found or (unsure if title else ()), key=lambda mention: mention.start))

    def _less_unlike(self, folded: str) -> str:
        """The text with spaces for what holds a name and names no treatment: "wall filler"."""
        for match in _matches(folded, self._unlike):
            start, end = match.span()
            folded = f"{folded[:start]}{' ' * (end - start)}{folded[end:]}"
        return folded

    def _meant(self, folded: str, named: list[Mention], weak: list[Mention]) -> list[Mention]:
        """What a person means: "my laser" on the legs is one for hair, "tatto removl" a tattoo's end."""
        described = self._described.find(folded)
        if described:
            said = folded[described.start : described.end]
            among = (
                self._shared.get(said, frozenset())
                if said in self._entries[described.name].said
                else frozenset()
            )
            own = Mention(described.name, described.start, described.end, exact=False, among=among)
            families = {self._entries[mention.name].family for mention in weak}
            family = self._entries[described.name].family
            if not named and families <= {family}:
                return [own]
            weak = [
                replace(m, name=own.name, exact=False, among=frozenset())
                if self._entries[m.name].family == family
                else m
                for m in weak
            ]
        found = [self._longer_name(folded, mention) for mention in (*named, *weak)]
        near = None if found else misspelt_in(folded, self._fuzzy)
        return [Mention(self._names[near.name], near.start, near.end, exact=False)] if near else found

    def _longer_name(self, folded: str, mention: Mention) -> Mention:
        """The longer name that a slip has left a shorter one of: of "tattoo removl" the tattoo's removal."""
        near = misspelt_around(folded, mention.start, mention.end, self._longer)
        if near is None or self._names[near.name] == mention.name:
            return mention
        return Mention(self._names[near.name], near.start, near.end, exact=False)

    def _alias(self, matched: str) -> str:
        """The alias that a match is of: it may be plural, and hyphenated otherwise."""
        folded = fold(matched)
        return next(a for a in (folded, folded[:-1], folded[:-2]) if a in self._names)


def _matches(folded: str, begun: Mapping[str, re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """Where a name stands, the longest one at each place; only the words that begin one are looked at."""
    end = 0
    for word in _WORD.finditer(folded):
        pattern = begun.get(word.group()) if word.start() >= end else None
        match = pattern.match(folded, word.start()) if pattern else None
        if match:
            end = match.end()
            yield match


def _by_first_word(names: Sequence[str]) -> dict[str, list[str]]:
    """The names by the word that they begin with in a text, which may be a plural."""
    begun: dict[str, list[str]] = {}
    for name in names:
        first = _WORD.findall(name)[0]
        for word in (first, f"{first}s", f"{first}es") if first == name else (first,):
            begun.setdefault(word, []).append(name)
    return begun


def _any_of(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(loose, names))})(?:e?s)?(?!\w)")
