"""Two runs against each other, case by case: what got better, what worse, and whether it may be noise.

python -m evals compare before/ after/
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from evals.chance import sign_test
from evals.metrics import METRICS, mean
from evals.results import CaseResult, Results, SetResult, read_results
from ingest.errors import AftercareError

_NEAR = 1e-9  # scores that differ by no more are the same
_COULD_NOT = 2


@dataclass(frozen=True, slots=True)
class Change:
    """A metric of a set over the cases that both runs have: ids that got better and worse."""

    set: str
    metric: str
    before: float
    after: float
    cases: int
    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def chance(self) -> float:
        """How likely at least so uneven a split is by chance (sign test; of right or wrong: McNemar's)."""
        return sign_test(len(self.better), len(self.worse))


def compare(before: Results, after: Results) -> list[Change]:
    """Every metric of every set that both runs have, over the cases that both have."""
    return [
        change
        for name in before.sets
        if name in after.sets
        for change in _changes(name, before.sets[name], after.sets[name])
    ]


def _changes(name: str, before: SetResult, after: SetResult) -> list[Change]:
    later = after.by_id()
    pairs = [(case, later[case.id]) for case in before.cases if case.id in later]
    found = (_change(name, metric, pairs) for metric in METRICS)
    return [change for change in found if change.cases]


def _change(name: str, metric: str, pairs: list[tuple[CaseResult, CaseResult]]) -> Change:
    scored = [(a.id, a.scores[metric], b.scores[metric]) for a, b in pairs if _both(metric, a, b)]
    sign = -1 if METRICS[metric].better == "lower" else 1
    return Change(
        set=name,
        metric=metric,
        before=mean([a for _, a, _ in scored]),
        after=mean([b for _, _, b in scored]),
        cases=len(scored),
        better=tuple(id_ for id_, a, b in scored if sign * (b - a) > _NEAR),
        worse=tuple(id_ for id_, a, b in scored if sign * (b - a) < -_NEAR),
    )


def _both(metric: str, one: CaseResult, other: CaseResult) -> bool:
    return metric in one.scores and metric in other.scores


def command(
    before: Annotated[Path, typer.Argument(metavar="A", help="The earlier run: a folder or results.json.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later run.")],
) -> None:
    """Compare two runs: what got better, what worse, and how likely the difference is chance.

    Exit code 0: compared; 2: could not.
    """
    console = Console()
    try:
        one, other = read_results(before), read_results(after)
    except AftercareError as error:
        Console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    tell(one, other, console)


def tell(one: Results, other: Results, console: Console) -> None:
    """Print what two runs differ in, metric by metric and case by case."""
    for line in differences(one, other):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    table = Table("set", "metric", "cases", "A", "B", "better", "worse", "chance")
    changes = compare(one, other)
    for change in changes:
        if change.better or change.worse:
            table.add_row(
                change.set,
                change.metric,
                str(change.cases),
                f"{change.before:.3f}",
                f"{change.after:.3f}",
                str(len(change.better)),
                str(len(change.worse)),
                f"{change.chance:.3f}",
            )
    console.print(table if table.row_count else "No score of any case differs.")
    for change in changes:
        if change.metric == "right":
            for word, ids in (("better", change.better), ("worse", change.worse)):
                for id_ in ids:
                    console.print(_told(word, change.set, id_, one, other), markup=False, soft_wrap=True)


def _told(word: str, name: str, id_: str, one: Results, other: Results) -> str:
    """What was wrong with a case that got better, or is with one that got worse."""
    case = (one if word == "better" else other).sets[name].by_id()[id_]
    return f"{word}: {name}/{id_} “{case.question[:80]}”: {'; '.join(case.failures)}"


def differences(before: Results, after: Results) -> list[str]:
    """What two runs were not made alike in, and sets that only one of them ran."""
    told = [
        f"{field}: {was} → {now}"
        for field in ("commit", "library", "passages", "embedder", "model", "settings")
        if (was := getattr(before.stamp, field)) != (now := getattr(after.stamp, field))
    ]
    for name in sorted(before.sets.keys() | after.sets.keys()):
        ran = [name in one.sets and one.sets[name].not_run is None for one in (before, after)]
        if ran[0] != ran[1]:
            told.append(f"{name}: run in {'A' if ran[0] else 'B'} only")
    return told
