"""The command line of the evaluation.

python -m evals run shipped --index .index
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from bot.model import chosen
from evals import compare, feedback, followups, new, retrieval
from evals.answers import answers
from evals.cases import Case
from evals.gate import Floor, gate
from evals.load import load
from evals.measures import faults, speed, train, triage
from evals.pages import pages
from evals.report import write_report
from evals.results import CaseResult, read_results
from evals.run import paths_of, run_sets
from evals.show import show
from evals.support import support
from ingest.errors import AftercareError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_FINE, _BELOW, _COULD_NOT = 0, 1, 2


@app.callback()
def _group() -> None:
    """Run question sets through the bot; measure retrieval, speed and what happens after a kill."""


@app.command()
def run(
    sets: Annotated[
        list[str] | None, typer.Argument(help="Names in evals/sets, or files (.yaml, .csv).  [default: all]")
    ] = None,
    index: Annotated[
        str,
        typer.Option(envvar="AFTERCARE_INDEX", help="A folder, or http://host:port of a Chroma server."),
    ] = ".index",
    texts: Annotated[
        Path | None,
        typer.Option(help="The folder of the files that a set names by characters."),
    ] = None,
    embedder: Annotated[
        str | None,
        typer.Option(
            envvar="AFTERCARE_EMBEDDER",
            help="A sentence-transformers name or folder.  [default: the packaged MiniLM]",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="A folder for results.json and report.html.", file_okay=False)
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="A run to hold this one against: its figures may not get worse.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(help="Write this run's figures, without texts, as a baseline.")
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(help="metric=value or set:metric=value: the least that passes; may be repeated."),
    ] = None,
    hide_aside: Annotated[
        bool, typer.Option("--hide-aside", help="Of cases kept aside show the figures alone.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that answer.  [default: one a core]")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help="Run with quoted answers and with this chat model's, and compare the two."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Run sets and show what is right, and each case that is not.

    A set whose library is not in the index is reported as not run. Exit code 0: ran; 1: does not pass
    (an inexact quote, a lost disclaimer, a figure under --fail-under or worse than the baseline's);
    2: could not run.
    """
    console = Console(stderr=as_json)

    def tracked(name: str, cases: Sequence[Case], results: Iterable[CaseResult]) -> Iterable[CaseResult]:
        return track(results, description=name, total=len(cases), console=console, transient=True)

    try:
        floors = [Floor.read(text) for text in fail_under or ()]
        before = read_results(baseline) if baseline else None
        choice, paths = chosen(model, os.environ), paths_of(sets or ())
        quoted = run_sets(paths, index, embedder, texts, workers, track=tracked) if choice else None
        results = run_sets(paths, index, embedder, texts, workers, choice, tracked)
        told = results.without_aside() if hide_aside else results
        reasons = gate(told, before, floors)
        if out is not None:
            write_report(told, out)
        if write_baseline is not None:
            results.without_texts().write(write_baseline)
    except (AftercareError, OSError) as error:
        Console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    if as_json:
        sys.stdout.write(told.model_dump_json() + "\n")
    else:
        show(told, console)
        if quoted is not None:
            console.print("Quoted answers (A) and the model's (B):")
            compare.tell(quoted.without_aside() if hide_aside else quoted, told, console)
    for reason in reasons:
        console.print(f"NOT PASSED {reason}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(_BELOW if reasons else _FINE)


for name, command in (
    ("compare", compare),
    ("new", new),
    ("from-feedback", feedback),
    ("retrieval", retrieval),
    ("followups", followups),
):
    app.command(name)(command.command)
for measure in (triage, speed, load, faults, train, pages, answers, support):
    app.command()(measure)


if __name__ == "__main__":
    app(prog_name="python -m evals")
