"""`python -m evals run`: question sets through the bot, with what was expected and what came.

A set whose library is not what the index holds is reported as not run. A set may bring its library: a
folder beside its file (`library: ./folder`), which is ingested for the run alone. Cases are shared out
among processes, one a core, each with a bot of its own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

from bot.model import ModelChoice
from evals.bench import Bench
from evals.cases import SETS, Case, QuestionSet, read_set
from evals.results import CaseResult, Results, SetResult, figures
from evals.stamp import stamp
from ingest.build import ingest
from ingest.embed import Embedder

_FEW = 40  # cases that are answered here: starting processes takes longer
_CHUNK = 4
# Wraps the cases of a set by name, to show how far it is.
Track = Callable[[str, Sequence[Case], Iterable[CaseResult]], Iterable[CaseResult]]


def paths_of(names: Sequence[str]) -> list[Path]:
    """The files of the sets named: of this package, or a keeper's own; all of this package without names."""
    if not names:
        return sorted(path for path in SETS.iterdir() if path.suffix in (".yaml", ".csv"))
    return [path if (path := Path(name)).suffix else SETS / f"{name}.yaml" for name in names]


def run_sets(
    paths: Sequence[Path],
    location: str,
    embedder: str | None = None,
    texts: Path | None = None,
    workers: int | None = None,
    model: ModelChoice | None = None,
    track: Track = lambda _name, _cases, results: results,
) -> Results:
    """Run sets against the index at `location`.

    Args:
        paths: the files of the sets.
        location: the index.
        embedder: as in the settings; None for the packaged model.
        texts: the folder of the files that sets name by characters.
        workers: processes; one a core where None, and none but this for a handful of cases or a model.
        model: writes the answers; None for quoted ones.
        track: to show how far a set is.

    Raises:
        AftercareError: a set, the index or a file of `texts` cannot be used.
    """
    return run_on(Bench(location, Embedder(embedder), texts, model=model), paths, workers, track)


def run_on(usual: Bench, paths: Sequence[Path], workers: int | None, track: Track) -> Results:
    """Run sets on a bench that is there; the rest as `run_sets`."""
    started = datetime.now(UTC)
    sets = {path.stem: (path, read_set(path)) for path in paths}
    cores = workers or (1 if usual.model else os.cpu_count()) or 1
    alone = cores == 1 or sum(len(questions.cases) for _, questions in sets.values()) <= _FEW
    results = {}
    with nullcontext() if alone else _processes(cores) as pool:
        for name, (path, questions) in sets.items():
            with _bench(questions, path, usual) as bench:
                reason = bench.why_not(questions)
                found = (
                    () if reason else track(name, questions.cases, _measured(questions.cases, bench, pool))
                )
                cases = list(found)
            results[name] = SetResult(
                library=questions.library, not_run=reason, cases=cases, figures=figures(cases)
            )
    made_with = stamp(usual.bot.index.manifest, started, usual.model.name if usual.model else None)
    return Results(stamp=made_with, sets=results)


@contextmanager
def _bench(questions: QuestionSet, path: Path, usual: Bench) -> Iterator[Bench]:
    """What a set is run on: the index, or one of the library that the set brings."""
    if not questions.library.startswith("./"):
        yield usual
        return
    with tempfile.TemporaryDirectory() as folder:
        ingest([path.parent / questions.library], folder, usual.embedder)
        yield Bench(folder, usual.embedder, usual.texts, model=usual.model)


def _measured(cases: Sequence[Case], bench: Bench, pool: Executor | None) -> Iterable[CaseResult]:
    if pool is None:
        return map(bench.measure, cases)
    apart = partial(_measure_apart, bench.location, bench.embedder.name, bench.texts, bench.model)
    return pool.map(apart, cases, chunksize=_CHUNK)


def _processes(count: int) -> ProcessPoolExecutor:
    """Fresh processes: a fork of one in which torch has run may hang."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))


def _measure_apart(
    location: str, embedder: str, texts: Path | None, model: ModelChoice | None, case: Case
) -> CaseResult:
    return _own_bench(location, embedder, texts, model).measure(case)


@cache
def _own_bench(location: str, embedder: str, texts: Path | None, model: ModelChoice | None) -> Bench:
    """The bench of this process on an index."""
    return Bench(location, _own_embedder(embedder), texts, model=model)


@cache
def _own_embedder(name: str) -> Embedder:
    import torch  # noqa: PLC0415 - takes seconds

    torch.set_num_threads(1)  # the cores are taken by the other processes
    return Embedder(name)
