"""Which danger signs count after the treatments that a person names: some do after some of them alone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.had import blanked
from bot.had_weight import was_had
from bot.signs import Rule
from ingest.mentions import Mention
from ingest.treatments import TreatmentTable


class Named:
    """The treatments that messages name, looked for when they are asked for, and once."""

    def __init__(self, said: Sequence[str], table: TreatmentTable, had: str | None) -> None:
        """Take what the person said, message by message; `had` is what they named elsewhere."""
        self._said, self._table, self._had = said, table, had
        self._named, self._sure = set[str](), set[str]()
        self._read: list[tuple[Mention, ...]] = []  # message by message, what is named in it
        self._described = 0  # messages that descriptions beside names were looked for in

    def let(self, rules: Sequence[Rule], number: int) -> list[Rule]:
        """Those of the rules that count after what the messages up to this one name."""
        if not rules:
            return []
        self._find(number)
        counting = self._counting(rules)
        if len(counting) < len(rules):  # what is described as well may let the others count
            self._describe(number)
            counting = self._counting(rules)
        return counting

    def _counting(self, rules: Sequence[Rule]) -> list[Rule]:
        beside = {self._had} if self._had and self._named else set()  # it may raise and never lower
        named, sure = frozenset(self._named | beside), frozenset(self._sure)
        return [rule for rule in rules if rule.applies(named, sure)]

    def _find(self, number: int) -> None:
        table = self._table
        for message in self._said[len(self._read) : number + 1]:
            mentions = table.find(message, misspelt=True)
            self._read.append(mentions)
            self._named.update(mention.name for mention in mentions)
            # A slip, a description, what was not had or is known by name alone switches no sign off.
            sure = (m for m in mentions if m.exact and table.has_articles(m.name) and was_had(m, message))
            self._sure.update(mention.name for mention in sure)

    def _describe(self, number: int) -> None:
        for at in range(self._described, number + 1):
            if mentions := self._read[at]:
                found = self._table.find(blanked(self._said[at], mentions), misspelt=True)
                self._named.update(mention.name for mention in found)
        self._described = max(self._described, number + 1)
