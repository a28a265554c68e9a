"""How danger signs were read: a matrix of what is right against what came, with its intervals.

Under-triage is a level read lower than it is, over-triage one read higher.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from bot.contract import Urgency
from bot.net import Net
from bot.triage import by_net, by_rules, triage
from evals.cases import Case
from ingest.treatments import TreatmentTable

LEVELS: tuple[Urgency, ...] = get_args(Urgency)[::-1]  # most urgent first
_Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of (what is right, what came)."""

    counts: Counter[tuple[Urgency, Urgency]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[Urgency, Urgency]]) -> Matrix:
        """Count pairs of (what is right, what came)."""
        return cls(Counter(pairs))

    def row(self, wanted: Urgency) -> list[int]:
        """How the messages of one level were read, most urgent first."""
        return [self.counts[wanted, got] for got in LEVELS]

    def lower(self, wanted: Urgency) -> tuple[int, int]:
        """(read lower, in all) of one level."""
        row = self.row(wanted)
        return sum(row[LEVELS.index(wanted) + 1 :]), sum(row)

    def higher(self, wanted: Urgency) -> tuple[int, int]:
        """(read higher, in all) of one level."""
        row = self.row(wanted)
        return sum(row[: LEVELS.index(wanted)]), sum(row)


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson (1927); (0, 1) of nothing.

    >>> tuple(round(bound, 3) for bound in wilson(0, 100))
    (0.0, 0.037)
    >>> tuple(round(bound, 3) for bound in wilson(5, 10))
    (0.237, 0.763)
    """
    if total == 0:
        return 0.0, 1.0
    share, z2 = count / total, _Z**2
    middle = share + z2 / (2 * total)
    reach = _Z * math.sqrt(share * (1 - share) / total + z2 / (4 * total**2))
    scale = 1 + z2 / total
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def read_apart(
    cases: Sequence[Case], table: TreatmentTable, net: Net
) -> dict[str, list[tuple[Case, Urgency]]]:
    """How the rules alone, the net alone and both together read the cases."""
    read: dict[str, list[tuple[Case, Urgency]]] = {"rules": [], "net": [], "together": []}
    for case in cases:
        message, history = case.conversation()
        said = [turn.content for turn in history if turn.role == "user"] + [message]
        rules, meaning = by_rules(said, table), by_net(said, net)
        for name, found in (
            ("rules", rules),
            ("net", meaning),
            ("together", triage(message, history, table, net)),
        ):
            read[name].append((case, found.urgency if found else "routine"))
    return read


def lines(name: str, pairs: Sequence[tuple[Urgency, Urgency]]) -> list[str]:
    """The matrix as lines of text."""
    matrix = Matrix.of(pairs)
    shown = [f"{name}: {'right ↓, read →':<16}" + "".join(f"{level:>11}" for level in LEVELS)]
    for wanted in LEVELS:
        shown.append(f"{name}: {wanted:<16}" + "".join(f"{count:>11}" for count in matrix.row(wanted)))
    for word, count, total in (
        ("emergency read lower", *matrix.lower("emergency")),
        ("urgent read lower", *matrix.lower("urgent")),
        ("routine read higher", *matrix.higher("routine")),
    ):
        low, high = wilson(count, total)
        if total:
            shown.append(
                f"{name}: {word} {count} of {total} ({count / total:.1%}, 95 % interval {low:.1%}–{high:.1%})"
            )
    return shown
