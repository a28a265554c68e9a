"""The results of a run as data, checked where they are read: what `results.json` and the baseline hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.contract import Outcome, Urgency
from evals.chance import bootstrap
from evals.metrics import METRICS, mean
from ingest.errors import AftercareError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shown(_Strict):
    """A citation of an answer: what was quoted, and the passage that it stands in."""

    number: int
    article: str
    title: str
    section: str | None
    quote: str
    passage: str
    start: int


class CaseResult(_Strict):
    """One case: what was expected, what came, why it is not right, and its scores by metric.

    `before` are the turns before the question; `expected` the fields of the case's `expect` that are set.
    """

    id: str
    aside: bool = False
    before: list[str] = []
    question: str = ""
    expected: dict[str, Any] = {}
    outcome: Outcome
    urgency: Urgency
    treatment: str | None = None
    day: int | None = None
    confidence: float | None = None
    text: str = ""
    citations: list[Shown] = []
    failures: list[str] = []
    scores: dict[str, float] = {}
    timings_ms: dict[str, float] = {}


class Figure(_Strict):
    """A mean over `cases` cases, with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float
    cases: int


class SetResult(_Strict):
    """A set: its cases, or why it was not run. `figures` are by part (all, tuned, aside) and metric."""

    library: str
    not_run: str | None = None
    cases: list[CaseResult] = []
    figures: dict[str, dict[str, Figure]] = {}

    def by_id(self) -> dict[str, CaseResult]:
        """The cases by id."""
        return {case.id: case for case in self.cases}


class Stamp(_Strict):
    """What a run was made with. `library` is the hash of all that the index holds."""

    commit: str | None
    library: str
    articles: int
    passages: int
    embedder: str
    model: str | None = None
    settings: dict[str, str | int | float] = {}
    started: str
    seconds: float


class Results(_Strict):
    """A whole run."""

    stamp: Stamp
    sets: dict[str, SetResult]

    def without_texts(self) -> Results:
        """What a later run is compared with, and no sentence of any library."""
        bare = {
            "before": [],
            "question": "",
            "text": "",
            "citations": [],
            "timings_ms": {},
            "failures": [],
            "expected": {},
        }
        return self._with_cases(lambda case: case.model_copy(update=bare))

    def without_aside(self) -> Results:
        """Of the cases kept aside the figures alone."""
        return self._with_cases(lambda case: None if case.aside else case)

    def _with_cases(self, change: Any) -> Results:  # noqa: ANN401 - CaseResult -> CaseResult | None
        changed = {
            name: one.model_copy(update={"cases": [c for c in map(change, one.cases) if c is not None]})
            for name, one in self.sets.items()
        }
        return self.model_copy(update={"sets": changed})

    def write(self, path: Path) -> None:
        """Write as JSON, what is at its default left out."""
        text = self.model_dump_json(indent=1, exclude_defaults=True)
        path.write_text(text + "\n", encoding="utf-8")


def read_results(path: Path) -> Results:
    """Read what `Results.write` wrote; a folder stands for its results.json.

    Raises:
        AftercareError: no such file, or one that is not of this form.
    """
    file = path / "results.json" if path.is_dir() else path
    try:
        return Results.model_validate_json(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise AftercareError(
            f"{file}: cannot be read ({error.strerror}); make it with: python -m evals run --out DIR"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise AftercareError(f"{file}: {field}: {first['msg']}; make it anew.") from error


def figures(cases: list[CaseResult]) -> dict[str, dict[str, Figure]]:
    """Every metric's figure over all cases and, where some are kept aside, over the two parts."""
    if not cases:
        return {}
    parts = {"all": cases}
    if any(case.aside for case in cases):
        parts["tuned"] = [case for case in cases if not case.aside]
        parts["aside"] = [case for case in cases if case.aside]
    return {part: by_metric(group) for part, group in parts.items()}


def by_metric(cases: list[CaseResult]) -> dict[str, Figure]:
    """Each metric's figure over the cases that it applies to."""
    found = {}
    for name in METRICS:
        values = [case.scores[name] for case in cases if name in case.scores]
        if values:
            low, high = bootstrap(values)
            found[name] = Figure(mean=mean(values), low=low, high=high, cases=len(values))
    return found
