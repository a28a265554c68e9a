"""How well a model's sentences are told apart: borne out by their source, or changed on purpose.

python -m evals support
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.console import Console
from rich.table import Table

from bot.proof import Prover
from bot.prose import Claim, Part
from bot.support import Support
from evals.cases import SETS
from evals.triage import wilson
from ingest.article import Passage
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.load import load
from ingest.publishers import shipped_publishers
from ingest.split import split
from ingest.treatments import shipped

PAIRS = SETS / "model" / "support.yaml"
_ROOT = Path(__file__).resolve().parent.parent
Label = Literal["supported", "number", "negated", "treatment", "overreach", "unsupported"]
_FINE, _COULD_NOT = 0, 2


class Group(BaseModel):
    """The sentences written against one sentence of the library, which begins with `says`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    article: str
    says: str
    aside: bool = False
    supported: list[str]
    number: list[str]
    negated: list[str]
    treatment: list[str]
    overreach: list[str]
    unsupported: list[str]


class _Pairs(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, what it is, and whether it would have been shown."""

    label: Label
    text: str
    shown: bool
    aside: bool


def read_pairs(path: Path) -> list[Group]:
    """The groups of a file.

    Raises:
        AftercareError: naming the file and the field that is wrong.
    """
    try:
        return _Pairs.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).groups
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise AftercareError(f"{path}: cannot be read ({error}); name a YAML file of pairs.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise AftercareError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error


def judge(groups: Iterable[Group], embedder: Embedder) -> Iterator[Judged]:
    """Each sentence held against the passage that it cites, as the bot does.

    Raises:
        AftercareError: an article does not hold the sentence that a group names.
    """
    support = Support(embedder)
    for group in groups:
        prover = Prover([_passage(group, embedder)], shipped(), support)
        labels: tuple[Label, ...] = (
            "supported",
            "number",
            "negated",
            "treatment",
            "overreach",
            "unsupported",
        )
        for label in labels:
            for text in getattr(group, label):
                shown = bool(prover.proved(Claim(text, (Part(text, (1,)),))))
                yield Judged(label, text, shown, group.aside)


def _passage(group: Group, embedder: Embedder) -> Passage:
    path = _ROOT / "corpus" / f"{group.article}.md"
    if not path.is_file():
        raise AftercareError(f"{group.article}: there is no such article in corpus/; correct the pairs.")
    article = load(group.article, path, path.read_bytes(), shipped(), shipped_publishers())
    for passage in split(article, embedder.count_tokens):
        if any(passage.quote(sentence).startswith(group.says) for sentence in passage.sentences):
            return passage
    raise AftercareError(f"{group.article}: no sentence begins with {group.says!r}; correct the pairs.")


def precision_recall(judged: Sequence[Judged]) -> tuple[tuple[int, int], tuple[int, int]]:
    """(right, shown) and (shown, supported): of what is shown what is right, of what is right what is shown.

    >>> one = [Judged("supported", "", True, False), Judged("number", "", True, False)]
    >>> precision_recall(one)
    ((1, 2), (1, 1))
    """
    shown = [one for one in judged if one.shown]
    right = sum(one.label == "supported" for one in shown)
    return (right, len(shown)), (right, sum(one.label == "supported" for one in judged))


def support(
    pairs: Annotated[Path, typer.Argument(help="Pairs like those of evals/sets/model/support.yaml.")] = PAIRS,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Name every sentence not kept aside that is misjudged.")
    ] = False,
    hide_aside: Annotated[
        bool, typer.Option("--hide-aside", help="Leave out those kept aside, while rules are changed.")
    ] = False,
) -> None:
    """Show how a model's sentences are told apart from changed ones, over those kept aside and the others.

    Exit code 2: could not run.
    """
    console = Console()
    try:
        groups = [group for group in read_pairs(pairs) if not (hide_aside and group.aside)]
        judged = list(judge(groups, Embedder()))
    except AftercareError as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    table = Table("", "tuned on", "kept aside")
    halves = [[one for one in judged if one.aside is aside] for aside in (False, True)]
    scores = [precision_recall(half) for half in halves]
    table.add_row("precision: shown and right", *(_told(*score[0]) for score in scores))
    table.add_row("recall: right and shown", *(_told(*score[1]) for score in scores))
    for label in ("number", "negated", "treatment", "overreach", "unsupported"):
        of_label = [[one for one in half if one.label == label] for half in halves]
        table.add_row(f"{label}: not shown", *(_told(sum(not o.shown for o in g), len(g)) for g in of_label))
    console.print(table)
    for one in halves[0] if verbose else ():
        if one.shown is not (one.label == "supported"):
            console.print(f"{one.label}: {one.text}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(_FINE)


def _told(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{part} of {whole} ({low:.2f}–{high:.2f})" if whole else "none"
