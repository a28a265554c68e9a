"""The treatments that a person names, by which some danger signs count and some do not."""

from __future__ import annotations

from collections.abc import Sequence

from bot.had import blanked
from bot.had_weight import was_had
from ingest.treatments import TreatmentTable


class Named:
    """The treatments that messages name, looked for when they are asked for, and once."""

    def __init__(self, said: Sequence[str], table: TreatmentTable, had: str | None) -> None:
        """Take what the person said, message by message; `had` is what they named elsewhere."""
        self._said, self._table, self._had = said, table, had
        self._read, self._named, self._sure = 0, set[str](), set[str]()

    def up_to(self, number: int) -> tuple[frozenset[str], frozenset[str]]:
        """Those that the messages up to this one name, and those of them that were had beyond doubt."""
        table = self._table
        for message in self._said[self._read : number + 1]:
            mentions = table.find(message, misspelt=True)
            described = table.find(blanked(message, mentions), misspelt=True) if mentions else ()
            self._named |= {mention.name for mention in (*mentions, *described)}
            # A slip, a description, what was not had or is known by name alone switches no sign off.
            sure = (m for m in mentions if m.exact and table.has_articles(m.name) and was_had(m, message))
            self._sure.update(mention.name for mention in sure)
        self._read = max(self._read, number + 1)
        beside = {self._had} if self._had and self._named else set()  # it may raise and never lower
        return frozenset(self._named | beside), frozenset(self._sure)
