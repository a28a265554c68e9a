"""A question set through the bot that is running, told as plain data: scores, plots, what is not right.

The same measurement as `python -m evals run`, in this process and with what the page has open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from bot.clinic import Clinic
from bot.model import ModelChoice
from evals.bench import Bench
from evals.cases import Case, read_set
from evals.metrics import METRICS
from evals.report import plots_of, write_report
from evals.results import CaseResult, Figure, Results
from evals.run import paths_of, run_on
from ingest.embed import Embedder
from ingest.errors import AftercareError

JSON = dict[str, Any]
# Told after every case: how many are done, of how many.
Done = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs sets on the index that a page answers from, with its embedder, clinic and model.

    The report of the last run lies in `folder`, which goes with the process.
    """

    location: str
    embedder: Embedder
    clinic: Clinic
    model: ModelChoice | None = None
    folder: TemporaryDirectory[str] = field(default_factory=partial(TemporaryDirectory, prefix="aftercare-"))

    def sets(self) -> list[str]:
        """The names of the sets that come with the package."""
        return [path.stem for path in paths_of(())]

    def run(self, chosen: str | Path, done: Done) -> JSON:
        """See `run_inside`."""
        bench = Bench(self.location, self.embedder, clinic=self.clinic, model=self.model)
        try:
            return run_inside(bench, chosen, Path(self.folder.name), done)
        finally:
            bench.bot.index.close()


def run_inside(bench: Bench, chosen: str | Path, folder: Path, done: Done) -> JSON:
    """Run one set and write its report.

    Args:
        bench: on the index that the page answers from.
        chosen: the name of a shipped set, or the file of another (.yaml, .csv).
        folder: where report.html and results.json go; made where it is missing.
        done: told after every case.

    Returns:
        `rows` (a figure a row), `plots` (caption and SVG), `failures` (question, expected, got, why),
        `not_run` (why, or None), `cases`, `right` (cases that are), `seconds`, `report` (a path).

    Raises:
        AftercareError: a set that cannot be read, or that brings its own library and is not shipped.
    """
    if isinstance(chosen, Path) and read_set(chosen).library.startswith("./"):
        raise AftercareError(
            f"{chosen.name}: brings a library of its own; run it with: python -m evals run {chosen.name}"
        )

    def counted(_name: str, cases: Sequence[Case], results: Iterable[CaseResult]) -> Iterator[CaseResult]:
        for number, result in enumerate(results, 1):
            done(number, len(cases))
            yield result

    results = run_on(bench, paths_of([str(chosen)]), workers=1, track=counted)
    write_report(results, folder)
    return told(results) | {"report": str(folder / "report.html")}


def told(results: Results) -> JSON:
    """A run of one set or several, as `run_inside` returns it, less the report."""
    cases = [case for one in results.sets.values() for case in one.cases]
    return {
        "rows": [
            _row(part, metric, figure)
            for one in results.sets.values()
            for part, figures in one.figures.items()
            for metric, figure in figures.items()
        ],
        "plots": [{"caption": caption, "svg": svg} for caption, svg in plots_of(results)] if cases else [],
        "failures": [_failure(case) for case in cases if case.failures],
        "not_run": next((one.not_run for one in results.sets.values() if one.not_run), None),
        "cases": len(cases),
        "right": sum(not case.failures for case in cases),
        "seconds": results.stamp.seconds,
    }


def _row(part: str, metric: str, figure: Figure) -> JSON:
    return {"part": part, "metric": metric, "says": METRICS[metric].says, **figure.model_dump()}


def _failure(case: CaseResult) -> JSON:
    return {
        "id": case.id,
        "before": case.before,
        "question": case.question,
        "expected": yaml.safe_dump(case.expected, sort_keys=False, allow_unicode=True).strip(),
        "got": case.text,
        "outcome": case.outcome,
        "urgency": case.urgency,
        "why": case.failures,
    }
