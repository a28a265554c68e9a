"""The command line of the evaluation.

python -m evals run shipped --index .index
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.flow import Bot
from evals.cases import SETS, QuestionSet, read_set
from evals.judge import FileText, Verdict, judge
from evals.measures import faults, speed, train, triage
from evals.pages import pages
from evals.triage import lines
from ingest.embed import Embedder
from ingest.errors import AftercareError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_FINE, _BELOW, _COULD_NOT = 0, 1, 2


@app.callback()
def _group() -> None:
    """Run question sets through the bot; measure speed and what happens after a kill."""


@app.command()
def run(
    sets: Annotated[
        list[str] | None, typer.Argument(help="Names in evals/sets, or files.  [default: all]")
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
    fail_under: Annotated[
        float, typer.Option(help="Exit with 1 where a set's share of right cases is lower.")
    ] = 0.0,
    hide_aside: Annotated[
        bool, typer.Option("--hide-aside", help="Of cases kept aside show the counts alone.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Run sets and show what is right, and each case that is not.

    A set whose library is not in the index is reported as not run. Exit code 0: ran; 1: a set is
    below --fail-under; 2: could not run.
    """
    console = Console(stderr=as_json)
    try:
        found = {path.stem: read_set(path) for path in _paths(sets)}
        bot = Bot(index, Embedder(embedder))
        results = {name: _run_set(name, one, bot, texts, console) for name, one in found.items()}
    except AftercareError as error:
        Console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    if as_json:
        sys.stdout.write(json.dumps(_as_json(results, hide_aside), ensure_ascii=False) + "\n")
    else:
        _show(results, console, hide_aside)
    shares = [_share(verdicts) for verdicts in results.values() if verdicts]
    raise typer.Exit(_BELOW if any(share < fail_under for share in shares) else _FINE)


for measure in (triage, speed, faults, train, pages):
    app.command()(measure)


def _paths(sets: list[str] | None) -> list[Path]:
    """The files of the sets named: of this package, or a keeper's own."""
    if not sets:
        return sorted(SETS.glob("*.yaml"))
    return [path if (path := Path(name)).suffix else SETS / f"{name}.yaml" for name in sets]


def _run_set(
    name: str, questions: QuestionSet, bot: Bot, texts: Path | None, console: Console
) -> list[Verdict] | None:
    """The verdicts, or None where the index does not hold the set's library."""
    held = {entry.id for entry in bot.index.manifest.articles}
    by_characters = any(p.start is not None for c in questions.cases for p in c.expect.answer_in)
    if not questions.articles <= held or (by_characters and texts is None):
        return None
    cases = track(questions.cases, description=name, console=console, transient=True)
    return [judge(case, bot.answer(*case.conversation()), _reader(texts)) for case in cases]


def _reader(texts: Path | None) -> FileText:
    def read(article: str) -> str:
        file = next(iter(sorted((texts or Path()).glob(f"{article}.*"))), None)
        if file is None:
            raise AftercareError(f"{texts}: holds no file of {article}; name its folder with --texts.")
        with file.open(encoding="utf-8", newline="") as text:
            return text.read()

    return read


def _share(verdicts: list[Verdict]) -> float:
    return sum(verdict.right for verdict in verdicts) / len(verdicts)


def _show(results: dict[str, list[Verdict] | None], console: Console, hide_aside: bool) -> None:
    table = Table("set", "cases", "right", "share")
    for name, verdicts in results.items():
        if verdicts is None:
            table.add_row(name, "–", "–", "not run: its library is not in the index")
        for part, group in _parts(verdicts or []):
            right = sum(verdict.right for verdict in group)
            table.add_row(f"{name}{part}", str(len(group)), str(right), f"{_share(group):.2f}")
    console.print(table)
    for name, verdicts in results.items():
        for line in _matrices(name, verdicts or []):
            console.print(line, markup=False, highlight=False)
        for verdict in verdicts or []:
            for failure in () if hide_aside and verdict.case.aside else verdict.failures:
                question = verdict.answer.question[:80]
                console.print(f"{name}/{verdict.case.id} “{question}”: {failure}", markup=False)


def _parts(verdicts: list[Verdict]) -> list[tuple[str, list[Verdict]]]:
    """The cases that may be tuned on and those kept aside; a set that keeps none aside is one part."""
    aside = [verdict for verdict in verdicts if verdict.case.aside]
    tuned = [verdict for verdict in verdicts if not verdict.case.aside]
    parts = [(", tuned", tuned), (", aside", aside)] if aside else [("", tuned)]
    return [(name, group) for name, group in parts if group]


def _matrices(name: str, verdicts: list[Verdict]) -> list[str]:
    """How urgency was read in a set on danger signs: its halves apart, then together."""
    pairs = {
        half: [
            (v.case.expect.urgency, v.answer.urgency)
            for v in verdicts
            if v.case.expect.urgency and half in (v.case.written, "all")
        ]
        for half in ("before", "after", "all")
    }
    if not (pairs["before"] or pairs["after"]):
        return []
    return [line for half, read in pairs.items() for line in lines(f"{name}, {half}", read)]


def _as_json(results: dict[str, list[Verdict] | None], hide_aside: bool) -> dict[str, Any]:
    return {
        name: None
        if verdicts is None
        else [
            {"case": v.case.id, "aside": v.case.aside, "right": v.right, "failures": v.failures}
            for v in verdicts
            if not (hide_aside and v.case.aside)
        ]
        for name, verdicts in results.items()
    }


if __name__ == "__main__":
    app(prog_name="python -m evals")
