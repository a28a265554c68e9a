"""`python -m evals retrieval`: a public set through the project's own index and retriever.

Each query is put as a person's message: made to stand alone, condensed where it rambles. A document's place
is that of its best passage. Figures are trec_eval's, held to it by a test.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer
from rich.console import Console
from rich.progress import Progress, track
from rich.table import Table

from bot.contract import Question
from bot.had_net import HadNet
from bot.queries import Queries
from bot.retrieve import retrieve
from bot.understand import understand
from evals.benchmark import Benchmark, read_benchmark, write_documents
from evals.chance import bootstrap
from evals.metrics import mean
from evals.ranking import ndcg, recall, reciprocal_rank
from ingest.build import ingest
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.index import Index, open_index
from ingest.report import Step
from ingest.treatments import shipped

Way = Literal["dense", "bm25", "fused"]
_DEPTH = 100
_COULD_NOT = 2


def ranked(question: Question, index: Index, asker: Queries, way: Way) -> list[str]:
    """The ids of the articles found, best first, each once: by meaning, by words, or as the bot does."""
    if way == "dense":
        found = index.by_meaning(asker.vectors([question.standalone]), _DEPTH, None)
        passages = [id_ for id_, _ in found]
    elif way == "bm25":
        passages = [id_ for id_, _ in index.by_words(question.standalone, _DEPTH, None)]
    else:
        hits = retrieve(question, index, asker, shipped(), limit=_DEPTH)
        passages = [hit.passage.id for hit in hits]
    return list(dict.fromkeys(id_.rpartition("#")[0] for id_ in passages))


def measure(ranking: list[str], benchmark: Benchmark, query: str) -> dict[str, float]:
    """The figures of one query."""
    gains = benchmark.gains.get(query, {})
    return {
        "nDCG@10": ndcg(ranking, gains, 10),
        "recall@5": recall(ranking, gains, 5, benchmark.relevant),
        "recall@100": recall(ranking, gains, 100, benchmark.relevant),
        "MRR@10": reciprocal_rank(ranking, gains, 10, benchmark.relevant),
    }


def run(
    benchmark: Benchmark,
    queries: Iterable[str],
    index: Index,
    asker: Queries,
    ids: dict[str, str],
    ways: Iterable[Way],
) -> dict[Way, list[dict[str, float]]]:
    """The figures of each of these queries, by way; `ids` are those of the documents by article."""
    scores: dict[Way, list[dict[str, float]]] = {way: [] for way in ways}
    judge = HadNet().judge
    for query in queries:
        question = understand(benchmark.queries[query], (), shipped(), judge=judge)
        for way, own in scores.items():
            found = [ids[article] for article in ranked(question, index, asker, way)]
            own.append(measure(found, benchmark, query))
    return scores


def command(
    folder: Annotated[Path, typer.Argument(help="A set in BEIR's layout, or with LiveQA's files.")],
    dense: Annotated[bool, typer.Option("--dense", help="By meaning alone.")] = False,
    bm25: Annotated[bool, typer.Option("--bm25", help="By words alone.")] = False,
    fused: Annotated[bool, typer.Option("--fused", help="As the bot does.  [default: all three]")] = False,
    index: Annotated[
        Path | None,
        typer.Option(help="Keep the set's index here, for the next time.  [default: a temporary one]"),
    ] = None,
    embedder: Annotated[
        str | None,
        typer.Option(envvar="AFTERCARE_EMBEDDER", help="A sentence-transformers name or folder."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print every query's figures as JSON.")] = False,
) -> None:
    """Measure retrieval on a public set: nDCG@10, recall@5, recall@100, MRR@10.

    The fused way returns what its two sides find, some eighty passages at most. Exit code 2: could not run.
    """
    console = Console(stderr=as_json)
    flags = {"dense": dense, "bm25": bm25, "fused": fused}
    ways = [way for way in get_args(Way) if flags[way] or not any(flags.values())]
    try:
        with tempfile.TemporaryDirectory() as work:
            benchmark = read_benchmark(folder)
            ids = write_documents(benchmark.documents, Path(work) / "documents")
            model = Embedder(embedder)
            kept = index or Path(work) / "index"
            refused = _ingest(Path(work) / "documents", kept, model, console)
            opened = open_index(kept, model.name)
            queries = track(benchmark.queries, "queries", console=console, transient=True)
            scores = run(benchmark, queries, opened, Queries(model), ids, ways)
            opened.close()
    except AftercareError as error:
        Console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    if as_json:
        told = {way: dict(zip(benchmark.queries, own, strict=True)) for way, own in scores.items()}
        sys.stdout.write(json.dumps(told) + "\n")
        return
    console.print(f"{len(ids) - refused} of {len(ids)} documents, {len(benchmark.queries)} queries")
    console.print(_table(scores))


def _ingest(documents: Path, location: Path, embedder: Embedder, console: Console) -> int:
    """Index the documents; returns how many ingest could not use."""
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("ingest", total=None)

        def tell(step: Step) -> None:
            bar.update(task, completed=step.files, total=step.all_files)

        return len(ingest([documents], location, embedder, progress=tell).refused)


def _table(scores: dict[Way, list[dict[str, float]]]) -> Table:
    names = list(next(iter(scores.values()))[0]) if any(scores.values()) else []
    table = Table("by", *names)
    for way, own in scores.items():
        cells = []
        for name in names:
            values = [one[name] for one in own]
            low, high = bootstrap(values)
            cells.append(f"{mean(values):.3f} ({low:.2f}–{high:.2f})")
        table.add_row(way, *cells)
    return table
