"""`python -m evals followups`: conversations with a gold rewrite, against the question that the bot makes.

A line is {"history": [{"role", "text"}], "utterance", "gold"}, with "needs_rewrite" where it is known. Words
are compared by their stems, without those that carry no meaning; given an index, also what is retrieved.

python -m evals followups FILE.jsonl --index .index
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer
from pydantic import AliasChoices, BaseModel, ConfigDict, Field
from rich.console import Console
from rich.table import Table

from bot.contract import Question, Turn
from bot.had import Judge
from bot.had_net import HadNet
from bot.queries import Queries
from bot.retrieve import retrieve
from bot.understand import understand
from evals.chance import bootstrap
from evals.jsonl import read_rows
from evals.metrics import mean, word_f1
from evals.ranking import overlap
from ingest.bm25 import stems
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.index import Index, open_index
from ingest.treatments import shipped

_DEPTH = 5
_COULD_NOT = 2


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    role: Literal["user", "assistant"]
    text: str = Field(validation_alias=AliasChoices("text", "content"))


class FollowUp(BaseModel):
    """One message with the turns before it and its gold rewrite."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    history: list[_Said]
    utterance: str
    gold: str
    needs_rewrite: bool | None = None


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What became of one: F1 of words with the gold, as typed and made to stand alone.

    `recovered` is the share of the words that the gold adds which the bot's question has too, None where
    the gold adds none; `overlap` that of the first five passages, None without an index.
    """

    utterance: str
    standalone: str
    gold: str
    needs_rewrite: bool | None
    typed: float
    made: float
    recovered: float | None
    overlap: float | None


def rewrite(one: FollowUp, found: tuple[Index, Queries] | None = None, judge: Judge | None = None) -> Rewrite:
    """One message made to stand alone, and held against its gold."""
    history = [Turn(said.role, said.text) for said in one.history]
    question = understand(one.utterance, history, shipped(), judge=judge)
    typed, made, gold = map(stems, (one.utterance, question.standalone, one.gold))
    added = set(gold) - set(typed)
    shared = None
    if found:
        alone = understand(one.gold, (), shipped(), judge=judge)
        shared = overlap(_first(alone, *found), _first(question, *found), _DEPTH)
    return Rewrite(
        utterance=one.utterance,
        standalone=question.standalone,
        gold=one.gold,
        needs_rewrite=one.needs_rewrite,
        typed=word_f1(typed, gold),
        made=word_f1(made, gold),
        recovered=len(added & set(made)) / len(added) if added else None,
        overlap=shared,
    )


def _first(question: Question, index: Index, asker: Queries) -> list[str]:
    return [hit.passage.id for hit in retrieve(question, index, asker, shipped(), limit=_DEPTH)]


def command(
    file: Annotated[Path, typer.Argument(help="A JSONL file: history, utterance and gold a line.")],
    index: Annotated[
        str | None, typer.Option(help="Also compare what is retrieved from the index here.")
    ] = None,
    embedder: Annotated[
        str | None,
        typer.Option(envvar="AFTERCARE_EMBEDDER", help="A sentence-transformers name or folder."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print every rewrite as JSON.")] = False,
) -> None:
    """Hold the stand-alone question that the bot makes of a follow-up against a gold rewrite.

    Exit code 2: could not run.
    """
    console = Console(stderr=as_json)
    try:
        lines = read_rows(file, FollowUp)
        model = Embedder(embedder)
        found = (open_index(index, model.name), Queries(model)) if index else None
        judge = HadNet().judge
        rewrites = [rewrite(line, found, judge) for line in lines]
    except AftercareError as error:
        Console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in rewrites], ensure_ascii=False) + "\n")
        return
    table = Table("messages", "number", "as typed, F1", "stand-alone, F1", "words recovered", "overlap@5")
    for name, group in (
        ("all", rewrites),
        ("that need a rewrite", [one for one in rewrites if one.needs_rewrite]),
        ("that need none", [one for one in rewrites if one.needs_rewrite is False]),
    ):
        if group:
            table.add_row(
                name,
                str(len(group)),
                _told([one.typed for one in group]),
                _told([one.made for one in group]),
                _told([one.recovered for one in group if one.recovered is not None]),
                _told([one.overlap for one in group if one.overlap is not None]),
            )
    console.print(table)


def _told(values: Sequence[float]) -> str:
    if not values:
        return "–"
    low, high = bootstrap(values)
    return f"{mean(values):.2f} ({low:.2f}–{high:.2f})"
