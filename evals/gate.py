"""Whether a run may pass: against a baseline, and against floors that a keeper sets. Names the cases.

Held against a baseline, a run does not pass where

- a metric of a set has fallen below the 95 % interval of the baseline's, over the cases that both have;
- an emergency is read lower that the baseline read as one (or did not have);
- a set was not run that the baseline ran.

In every run a quote that is not exact and an answer without the disclaimer fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.chance import bootstrap
from evals.compare import Change, compare
from evals.metrics import METRICS
from evals.results import CaseResult, Results
from ingest.errors import AftercareError

_NEVER_BELOW_ONE = ("exact_quotes", "disclaimer")
_NAMED = 10  # cases


@dataclass(frozen=True, slots=True)
class Floor:
    """`set:metric=value` or `metric=value`, for every set; a ceiling where lower is better."""

    set: str | None
    metric: str
    value: float

    @classmethod
    def read(cls, text: str) -> Floor:
        """Read one.

        Raises:
            AftercareError: it has another form, or names no metric.
        """
        where, _, value = text.partition("=")
        name, _, metric = where.rpartition(":")
        try:
            if metric in METRICS:
                return cls(name or None, metric, float(value))
        except ValueError:
            pass  # told below, with what is wanted
        raise AftercareError(
            f"--fail-under {text}: wanted is metric=value or set:metric=value; metrics: {', '.join(METRICS)}."
        )


def gate(now: Results, baseline: Results | None, floors: Sequence[Floor]) -> list[str]:
    """Every reason why the run does not pass, each with the cases that it is about."""
    found = [*_absolute(now), *_floors(now, floors)]
    if baseline is not None:
        found += [*_not_run(now, baseline), *_emergencies(now, baseline)]
        found += [told for change in compare(baseline, now) for told in _dropped(change, now, baseline)]
    return found


def _absolute(now: Results) -> Iterator[str]:
    for name, one in now.sets.items():
        for metric in _NEVER_BELOW_ONE:
            cases = [case for case in one.cases if case.scores.get(metric, 1.0) < 1.0]
            if cases:
                yield f"{name}: {metric}: not {METRICS[metric].says}{_named(name, cases)}"


def _floors(now: Results, floors: Sequence[Floor]) -> Iterator[str]:
    for floor in floors:
        for name, one in now.sets.items():
            figure = one.figures.get("all", {}).get(floor.metric)
            if figure is None or floor.set not in (None, name):
                continue
            lower = METRICS[floor.metric].better == "lower"
            if figure.mean > floor.value if lower else figure.mean < floor.value:
                off = [c for c in one.cases if (c.scores.get(floor.metric, 1.0) < 1.0) != lower]
                off = [c for c in off if floor.metric in c.scores]
                side = "above" if lower else "below"
                yield f"{name}: {floor.metric} {figure.mean:.3f} is {side} {floor.value:g}{_named(name, off)}"


def _not_run(now: Results, baseline: Results) -> Iterator[str]:
    for name, one in baseline.sets.items():
        if name in now.sets and one.not_run is None and (reason := now.sets[name].not_run):
            yield f"{name}: was run for the baseline and is not now: {reason}"


def _emergencies(now: Results, baseline: Results) -> Iterator[str]:
    for name, one in now.sets.items():
        before = baseline.sets[name].by_id() if name in baseline.sets else {}
        lower = [
            case
            for case in one.cases
            if case.expected.get("urgency") == "emergency" and case.urgency != "emergency"
            if case.id not in before or before[case.id].urgency == "emergency"
        ]
        if lower:
            yield f"{name}: an emergency is read lower{_named(name, lower)}"


def _dropped(change: Change, now: Results, baseline: Results) -> Iterator[str]:
    better = METRICS[change.metric].better
    if better is None or not change.worse:
        return
    both = now.sets[change.set].by_id().keys()
    cases = [case for case in baseline.sets[change.set].cases if case.id in both]
    later = now.sets[change.set].by_id()
    values = [c.scores[change.metric] for c in cases if change.metric in c.scores]
    low, high = bootstrap(values)
    if change.after > high if better == "lower" else change.after < low:
        yield (
            f"{change.set}: {change.metric} {change.before:.3f} → {change.after:.3f}, beyond the baseline's "
            f"interval {low:.3f}–{high:.3f}{_named(change.set, [later[id_] for id_ in change.worse])}"
        )


def _named(name: str, cases: Sequence[CaseResult]) -> str:
    """The cases, a line each; of many the first."""
    lines = [f"\n  {name}/{c.id} “{c.question[:80]}”{_why(c)}" for c in cases[:_NAMED]]
    more = len(cases) - len(lines)
    return ":" + "".join(lines) + (f"\n  and {more} more" if more > 0 else "")


def _why(case: CaseResult) -> str:
    return f": {'; '.join(case.failures)}" if case.failures else ""
