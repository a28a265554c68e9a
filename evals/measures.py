"""What `python -m evals` measures beside question sets: danger signs, speed, kills; and training."""

from __future__ import annotations

import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.had_net import ADAPTER as HAD
from bot.net import Net
from bot.queries import ADAPTER as QUERIES
from evals.cases import SETS, read_set
from evals.faults import kill_ingests
from evals.page_speed import page_times
from evals.speed import answer_times, measure, triage_times
from evals.triage import lines, read_apart
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.index import open_index
from ingest.treatments import shipped

_FINE, _BELOW, _COULD_NOT = 0, 1, 2


def triage(
    questions: Annotated[
        Path | None, typer.Argument(help="A set with `urgency`.  [default: evals/sets/triage.yaml]")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Name every message that was misread.")] = False,
) -> None:
    """Show how danger signs are read by the rules, by the second net, and by both together.

    Exit code 1: an emergency was read lower.
    """
    console = Console()
    try:
        cases = read_set(questions or SETS / "triage.yaml").cases
    except AftercareError as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    read = read_apart(cases, shipped(), Net())
    for name, found in read.items():
        for half in ("before", "after", "all"):
            pairs = [(c.expect.urgency or "routine", u) for c, u in found if half in (c.written, "all")]
            for line in lines(f"{name}, {half}", pairs) if pairs else ():
                console.print(line, highlight=False)
    wrong = [(c, urgency) for c, urgency in read["together"] if urgency != c.expect.urgency]
    for case, urgency in wrong if verbose else ():
        said = case.conversation()[0]
        console.print(
            f"{case.id} {case.expect.urgency} read {urgency}: {said}", markup=False, highlight=False
        )
    raise typer.Exit(_BELOW if any(c.expect.urgency == "emergency" for c, _ in wrong) else _FINE)


class Trained(StrEnum):
    """What `train` makes anew."""

    SIGNS = "signs"
    QUERIES = "queries"
    PRECEDENTS = "precedents"
    HAD = "had"


def train(
    what: Annotated[
        Trained,
        typer.Argument(
            help="The second net under the danger signs, the side of the questions, only the precedents, "
            "or the judge of which treatment was had."
        ),
    ],
    target: Annotated[
        Path | None,
        typer.Option(help="Where it is written: for signs a folder, else a file.  [default: in bot/]"),
    ] = None,
    index: Annotated[
        str, typer.Option(envvar="AFTERCARE_INDEX", help="For questions: the index of corpus/.")
    ] = ".index",
    further: Annotated[
        bool, typer.Option("--further", help="For signs: only what came later, on top of what is there.")
    ] = False,
) -> None:
    """Train adapters: signs on the phrases in bot/, queries on evals/questions.tsv (forty minutes).

    Precedents are these questions and the headings of corpus/, embedded by the adapter as it stands
    (minutes). What tells the treatment that was had is trained on evals/had.txt (about an hour).
    """
    # They import torch, which takes seconds.
    from evals import train as signs  # noqa: PLC0415
    from evals import train_had as had  # noqa: PLC0415
    from evals import train_queries as queries  # noqa: PLC0415
    from evals.judged import write_precedents  # noqa: PLC0415

    if further and what is not Trained.SIGNS:
        raise typer.BadParameter("only signs are learnt on top of others.", param_hint="--further")
    console = Console()
    try:
        if what is Trained.SIGNS:
            signs.train_all(target, console.print, further=further)
        elif what is Trained.HAD:
            had.train(target or HAD, console.print)
        else:
            make = queries.train if what is Trained.QUERIES else write_precedents
            make(open_index(index, Embedder().name), target or QUERIES, console.print)
    except AftercareError as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None


def speed(
    documents: Annotated[
        int, typer.Option(min=20, help="Documents of 200 words in the library that is made for it.")
    ] = 300,
) -> None:
    """Measure ingest against the bare embedder, its memory, an answer, its danger signs, and the page.

    Ratios are taken within this run; other work on the machine shows in the seconds. Exit code 1: a
    figure is not what is wanted.
    """
    console = Console()
    with tempfile.TemporaryDirectory() as folder, console.status("") as status:
        figures = measure(Path(folder), documents, status.update)
        figures += [*answer_times(Path(folder)), triage_times()]
        status.update("the page in a browser")
        figures += page_times(Path(folder) / "shipped")
    table = Table("figure", "measured", "wanted", "")
    for one in figures:
        table.add_row(one.name, one.value, one.wanted, {None: "", True: "met", False: "NOT met"}[one.met])
    console.print(table)
    raise typer.Exit(_BELOW if any(one.met is False for one in figures) else _FINE)


def faults(
    kills: Annotated[int, typer.Option(min=1, help="How many ingests to kill.")] = 20,
) -> None:
    """Kill ingests at random moments and see that the old generation answers and the next completes.

    Exit code 1: after some kill something was not as it should be.
    """
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        done = kill_ingests(Path(folder), kills)
    for number, kill in enumerate(done, 1):
        state = "; ".join(kill.faults) or f"fine, the {'new' if kill.switched else 'old'} generation answered"
        console.print(f"kill {number} after {kill.after_s:.2f} s: {state}", highlight=False)
    raise typer.Exit(_BELOW if any(kill.faults for kill in done) else _FINE)
