"""The command line of ingest.

python -m ingest corpus/ --index .index
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ingest.build import ingest
from ingest.check.run import check
from ingest.check.show import show
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.generations import rollback
from ingest.report import Report, Step
from ingest.treatments import shipped

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_SHIPPED = Path(__file__).resolve().parent.parent / "corpus"
_FINE, _INPUT_WRONG, _COULD_NOT = 0, 1, 2


@app.command()
def main(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders or files; together they are the whole library. [corpus/]"),
    ] = None,
    index: Annotated[
        str,
        typer.Option(envvar="AFTERCARE_INDEX", help="A folder, or http://host:port of a Chroma server."),
    ] = ".index",
    embedder: Annotated[
        str | None,
        typer.Option(
            envvar="AFTERCARE_EMBEDDER",
            help="A sentence-transformers name or folder.  [default: the packaged MiniLM]",
        ),
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Embed everything anew.")] = False,
    undo: Annotated[
        bool, typer.Option("--rollback", help="Let the generation before this one answer again.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read every file, say what would be done, write nothing.")
    ] = False,
    only_check: Annotated[
        bool,
        typer.Option("--check", help="Lint the library's articles, say what becomes of other files."),
    ] = False,
    against: Annotated[
        Path | None,
        typer.Option(
            help="With --check: a folder of texts that articles share no eight words in a row with."
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="With --check: list every line that is left out of a page.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Chunk and embed articles (.md .txt .html .pdf .docx) into the index.

    Only what changed is embedded; what is no longer there leaves the index. Exit code 0: fine;
    1: some file was refused, the rest is in (with --check: something was found); 2: could not run, the index
    is as it was.
    """
    console = Console(stderr=True)
    try:
        if only_check:
            checked = check(paths or [_SHIPPED], shipped(), Embedder(embedder).count_tokens, against)
            show(checked, as_json=as_json, verbose=verbose)
            raise typer.Exit(_INPUT_WRONG if checked.findings else _FINE)
        if undo:
            console.print(f"{index}: generation {rollback(index)} answers again.", highlight=False)
            raise typer.Exit(_FINE)
        with _bar(console) as bar:
            report = ingest(
                paths or [_SHIPPED],
                index,
                Embedder(embedder),
                rebuild=rebuild,
                dry_run=dry_run,
                progress=_shown_on(bar),
            )
    except AftercareError as error:
        console.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    except KeyboardInterrupt:
        console.print(f"Stopped. The index at {index} is as it was.", style="red", highlight=False)
        raise typer.Exit(_COULD_NOT) from None
    if as_json:
        sys.stdout.write(json.dumps(asdict(report), ensure_ascii=False) + "\n")
    else:
        _show(report, console)
    raise typer.Exit(_INPUT_WRONG if report.refused else _FINE)


def _bar(console: Console) -> Progress:
    """Files read of all, passages written, texts embedded a second, time left."""
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files · {task.fields[passages]} passages · {task.fields[rate]:.0f} texts/s ·"),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
    )


def _shown_on(bar: Progress) -> Callable[[Step], None]:
    task = bar.add_task("reading", total=None, passages=0, rate=0.0)
    started = time.perf_counter()

    def show(step: Step) -> None:
        rate = step.embedded / max(time.perf_counter() - started, 1e-3)
        bar.update(
            task,
            description=step.file,
            completed=step.files,
            total=step.all_files,
            passages=step.passages,
            rate=rate,
        )

    return show


def _show(report: Report, console: Console) -> None:
    """What was done, one count a row, and a line for each file that was refused."""
    table = Table(show_header=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    for name in ("added", "changed", "unchanged", "removed", "refused"):
        table.add_row(name, str(len(getattr(report, name))))
    table.add_row("passages", str(report.passages))
    table.add_row("near-copies among them", str(report.copies))
    table.add_row("texts embedded", str(report.embedded))
    table.add_row("seconds", f"{report.seconds:.1f}")
    console.print(table)
    for reason in report.refused.values():
        console.print(f"refused: {reason}", style="yellow", markup=False, soft_wrap=True)


if __name__ == "__main__":
    app(prog_name="python -m ingest")
