"""The results of a run in a terminal: sets, how danger signs were read, every case that is not right."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Column, Table

from bot.contract import Urgency
from evals.results import CaseResult, Figure, Results
from evals.triage import lines

# Columns of the table, by metric.
_COLUMNS = {
    "right": "right",
    "ndcg@10": "nDCG",
    "shown": "shown",
    "abstention_recall": "abstains",
    "over_refusal": "refuses",
    "wrong_treatment": "wrong",
}


def show(results: Results, console: Console) -> None:
    """Print it."""
    table = Table(Column("set", overflow="fold"), "part", "cases", *_COLUMNS.values())
    for name, one in results.sets.items():
        if one.not_run:
            table.add_row(name, "not run", "–")
        for part, figures in one.figures.items():
            if part == "all" and "aside" in one.figures:
                continue
            cells = [_cell(figures.get(metric)) for metric in _COLUMNS]
            table.add_row(name, part, str(figures["right"].cases), *cells)
    console.print(table)
    for name, one in results.sets.items():
        if one.not_run:
            console.print(f"{name}: not run: {one.not_run}", markup=False, highlight=False)
    for name, one in results.sets.items():
        for line in matrices(name, one.cases):
            console.print(line, markup=False, highlight=False)
        for case in one.cases:
            for failure in case.failures:
                console.print(f"{name}/{case.id} “{case.question[:80]}”: {failure}", markup=False)


def _cell(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.mean:.2f}"


def matrices(name: str, cases: Iterable[CaseResult]) -> list[str]:
    """How urgency was read in a set on danger signs: its parts, then together."""
    read: dict[str, list[tuple[Urgency, Urgency]]] = {"tuned": [], "aside": [], "all": []}
    for case in cases:
        wanted: Urgency | None = case.expected.get("urgency")
        if wanted is not None:
            read["aside" if case.aside else "tuned"].append((wanted, case.urgency))
            read["all"].append((wanted, case.urgency))
    if not {"emergency", "urgent"} & {wanted for wanted, _ in read["all"]}:
        return []
    parts = read if read["tuned"] and read["aside"] else {"all": read["all"]}
    return [line for part, pairs in parts.items() for line in lines(f"{name}, {part}", pairs)]
