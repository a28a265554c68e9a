"""What the answers on a folder of real pages are worth: the figures that the bot is tuned by.

The folder holds `pages/*.txt` and `questions.jsonl`; the pages are the index's library. Each question
has a quote of the page that answers it, a conversation also a rewrite that stands alone, or nothing
in the pages answers it. `evals/sets/pages.yaml` has more such questions, their quotes as characters.

python -m ingest DIR/pages --index pages-index
python -m evals answers DIR --index pages-index
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.console import Console
from rich.table import Table

from bot.contract import Answer, Turn
from bot.flow import Bot
from evals.cases import Case, read_set
from evals.judge import share_shown
from ingest.embed import Embedder
from ingest.errors import AftercareError

_QUOTED = 0.8  # share of a quote's words that must be on the screen
_REFUSED = ("abstained", "clarify")
_FINE, _BELOW, _COULD_NOT = 0, 1, 2
_MET = {None: "", True: "met", False: "NOT met"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its conversation, the quotes that answer it (none: nothing does), the rewrite."""

    id: str
    message: str
    history: tuple[Turn, ...] = ()
    gold: tuple[str, ...] = ()
    standalone: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: where its quote is, whether it was refused, words on the screen."""

    asked: Asked
    cited: bool
    first: bool
    shown: bool
    refused: bool
    words: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    value: float
    wanted: str = ""
    met: bool | None = None


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    qid: str
    type: str
    question: str | None = None
    utterance: str | None = None
    gold: str | None = None
    answer_quote: str | None = None
    alt: list[dict[str, str]] | None = None
    history: list[dict[str, str]] = []


def outcome(asked: Asked, answer: Answer) -> Outcome:
    """Hold one answer against the quotes."""
    passages = [_plain(citation.passage) for citation in answer.citations]
    held = [any(_plain(gold) in passage for gold in asked.gold) for passage in passages]
    shown = _plain(" ".join(sentence.text for sentence in answer.sentences)).split()
    share = max((share_shown(_plain(gold).split(), shown) for gold in asked.gold), default=0.0)
    return Outcome(
        asked=asked,
        cited=any(held),
        first=bool(held) and held[0],
        shown=share >= _QUOTED,
        refused=answer.outcome in _REFUSED,
        words=len(" ".join(sentence.text for sentence in answer.sentences).split()),
        answer=answer,
    )


def figures(bot: Bot, questions: Sequence[Asked]) -> tuple[list[Figure], list[Outcome]]:
    """The table of figures, and what became of every question."""

    def ask(some: Iterable[Asked]) -> list[Outcome]:
        return [outcome(one, bot.answer(one.message, one.history)) for one in some]

    plain = ask(q for q in questions if q.gold and q.standalone is None)
    nothing = ask(q for q in questions if not q.gold)
    follow = [q for q in questions if q.standalone is not None and q.gold]
    followed = ask(follow)
    alone = ask(Asked(q.id, q.standalone or "", (), q.gold, q.standalone) for q in follow)
    cited, rewritten = _share(o.cited for o in followed), _share(o.cited for o in alone)
    answered = [o.words for o in (*plain, *followed) if not o.refused]
    lines = [
        _at_least("a cited passage holds the answer", _share(o.cited for o in plain), 0.82),
        _at_least("the first citation's passage holds it", _share(o.first for o in plain), 0.58),
        _at_least("the shown sentences carry it", _share(o.shown for o in plain), 0.68),
        _at_most("refused though answerable", _share(o.refused for o in plain), 0.10),
        _at_least("abstained where nothing answers", _share(o.refused for o in nothing), 0.70),
        Figure("follow-ups: a cited passage holds it", cited),
        Figure("the same, asked by the gold rewrite", rewritten),
        _at_least("follow-ups against the rewrite", cited / rewritten if rewritten else 0.0, 0.95),
        _at_most("words in an answer, median", float(median(answered)) if answered else 0.0, 120),
    ]
    return lines, [*plain, *nothing, *followed]


def _at_least(name: str, value: float, bar: float) -> Figure:
    return Figure(name, value, f"≥ {bar}", value >= bar)


def _at_most(name: str, value: float, bar: float) -> Figure:
    return Figure(name, value, f"≤ {bar}", value <= bar)


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def of_folder(folder: Path) -> list[Asked]:
    """The questions of `questions.jsonl`; those on danger signs are not of this kind.

    Raises:
        AftercareError: a file is missing or not in its form.
    """
    path = folder / "questions.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [_Row.model_validate(json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError, ValidationError) as error:
        raise AftercareError(f"{path}: no questions, a JSON object a line ({error}); correct it.") from error
    return [_asked(row) for row in rows if row.type in ("answerable", "unanswerable", "followup")]


def _asked(row: _Row) -> Asked:
    quotes = [row.answer_quote, *(other.get("answer_quote") for other in row.alt or [])]
    turns = tuple(
        Turn("user" if turn["role"] == "user" else "assistant", turn["text"]) for turn in row.history
    )
    gold = tuple(quote for quote in quotes if quote)
    return Asked(row.qid, row.question or row.utterance or "", turns, gold, row.gold)


def of_set(path: Path, texts: Path, *, aside: bool) -> list[Asked]:
    """The questions of a set whose answers are characters of `texts`: those kept aside, or the rest."""
    return [_of_case(case, texts) for case in read_set(path).cases if case.aside is aside]


def _of_case(case: Case, texts: Path) -> Asked:
    message, history = case.conversation()
    gold = tuple(
        (texts / f"{place.article}.txt").read_text(encoding="utf-8")[place.start : place.end]
        for place in case.expect.answer_in
    )
    return Asked(case.id, message, tuple(history), gold, case.expect.standalone)


def answers(
    folder: Annotated[Path, typer.Argument(help="A folder with pages/*.txt and questions.jsonl.")],
    index: Annotated[
        str, typer.Option(envvar="AFTERCARE_INDEX", help="The index of the folder's pages/.")
    ] = ".index",
    questions: Annotated[
        Path | None,
        typer.Option(help="A set that names the pages by characters, instead of questions.jsonl."),
    ] = None,
    aside: Annotated[bool, typer.Option("--aside", help="Of a set, the cases that are kept aside.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="What became of each question.")] = False,
) -> None:
    """Measure the answers on a folder of real pages: what is cited, shown, refused.

    Exit code 0: every figure is as wanted; 1: one is not; 2: could not run.
    """
    console = Console()
    try:
        asked = of_set(questions, folder / "pages", aside=aside) if questions else of_folder(folder)
        bot = Bot(index, Embedder())
        bot.warm_up()
        lines, outcomes = figures(bot, asked)
    except AftercareError as error:
        Console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    for one in outcomes if verbose else ():
        marks = "".join(
            mark if yes else "-" for mark, yes in (("c", one.cited), ("1", one.first), ("s", one.shown))
        )
        console.print(
            f"{marks} {one.answer.outcome} {one.asked.id} {one.asked.message}", markup=False, highlight=False
        )
    table = Table("figure", "measured", "wanted", "")
    for line in lines:
        table.add_row(line.name, f"{line.value:.2f}", line.wanted, _MET[line.met])
    console.print(table)
    raise typer.Exit(_BELOW if any(line.met is False for line in lines) else _FINE)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
