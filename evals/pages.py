"""What becomes of saved pages: whether the text survives that answers, and whether the clutter goes.

A folder of pages holds `pages/*.txt` and `questions.jsonl` (`page`, `answer_quote`). Which of their lines
are clutter is marked by number, in a file of this package; no text of theirs is kept here.

python -m evals pages DIR
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from ingest.article import Passage
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.load import load
from ingest.publishers import shipped_publishers
from ingest.split import split
from ingest.treatments import shipped

_MARKS = Path(__file__).with_name("pages-clutter.yaml")
_LONG_WORDS = 5  # a line of so many words is told inside a passage too
_MISSED, _COULD_NOT = 1, 2


class _Marks(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    aside: list[str] = []
    lines: dict[str, list[Annotated[str, Field(pattern=r"^\d+(-\d+)?$")]]]


class _Asked(BaseModel):
    page: str | None = None
    answer_quote: str | None = None


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page: quotes that are lost, and how many of its marked lines are still there."""

    page: str
    aside: bool
    quotes: int
    lost: tuple[str, ...]
    marked: int
    surviving: tuple[str, ...]


def measure(folder: Path, count: Callable[[str], int], marks: Path = _MARKS) -> list[PageResult]:
    """Read every page as ingest does.

    Args:
        folder: with `pages/` and `questions.jsonl`.
        count: the number of tokens in a text.
        marks: the marked lines.

    Raises:
        AftercareError: a file is missing or not in its form.
    """
    known = _marks(marks)
    quotes = list(_quotes(folder / "questions.jsonl"))
    files = sorted((folder / "pages").glob("*.txt"))
    if not files:
        raise AftercareError(f"{folder}: no pages/*.txt there; name the folder that holds pages/.")
    return [
        _page(file, [quote for page, quote in quotes if page == file.name], known, count) for file in files
    ]


def _page(file: Path, quotes: list[str], marks: _Marks, count: Callable[[str], int]) -> PageResult:
    raw = file.read_bytes()
    passages = split(load(file.stem, file, raw, shipped(), shipped_publishers()), count)
    texts = [_plain(passage.text) for passage in passages]
    lines = raw.decode("utf-8", errors="replace").split("\n")
    marked = _numbers(marks.lines.get(file.stem, []))
    clutter = [line for n, line in enumerate(lines, 1) if n in marked and _bare(line)]
    elsewhere = {_bare(line) for n, line in enumerate(lines, 1) if n > 1 and n not in marked}
    return PageResult(
        page=file.stem,
        aside=file.stem in marks.aside,
        quotes=len(quotes),
        lost=tuple(quote for quote in quotes if not any(_plain(quote) in text for text in texts)),
        marked=len(clutter),
        surviving=tuple(_surviving(clutter, elsewhere, passages, texts)),
    )


def _surviving(
    clutter: list[str], elsewhere: set[str], passages: tuple[Passage, ...], texts: list[str]
) -> Iterator[str]:
    """The marked lines that are still there: as a line or sentence of a passage, or as a heading.

    A long one also counts inside a text; one that the page's own text has as a line too does not.
    """
    shown = {_bare(part) for passage in passages for part in passage.section.split(" › ")}
    for passage in passages:
        shown |= {_bare(line) for line in passage.text.split("\n")}
        shown |= {_bare(passage.quote(sentence)) for sentence in passage.sentences}
    for line in map(_bare, clutter):
        long = len(line.split()) >= _LONG_WORDS and any(line in text.lower() for text in texts)
        if line not in elsewhere and (line in shown or long):
            yield line


def _plain(text: str) -> str:
    return " ".join(text.split())


def _bare(line: str) -> str:
    """A line without bullet, marks of Markdown and letter case."""
    return re.sub(r"^(?:[-*•#>]+|\d+[.)])\s+|\*\*", "", _plain(line)).strip(" -").lower()


def _numbers(ranges: list[str]) -> set[int]:
    """The numbers that "12-14" and "20" stand for.

    >>> sorted(_numbers(["12-14", "20"]))
    [12, 13, 14, 20]
    """
    ends = [list(map(int, one.split("-"))) for one in ranges]
    return {number for pair in ends for number in range(pair[0], pair[-1] + 1)}


def _marks(path: Path) -> _Marks:
    try:
        return _Marks.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise AftercareError(
            f"{path}: not a list of marked lines ({_plain(str(error))}); correct it."
        ) from error


def _quotes(path: Path) -> Iterator[tuple[str, str]]:
    """(page, quote) of every question that a page answers."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        asked = [TypeAdapter(_Asked).validate_python(json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise AftercareError(f"{path}: no questions, a JSON object a line ({error}); correct it.") from error
    for one in asked:
        if one.page and one.answer_quote:
            yield one.page, one.answer_quote


def pages(
    folder: Annotated[Path, typer.Argument(help="A folder with pages/*.txt and questions.jsonl.")],
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Page by page, with the lines that survive.")
    ] = False,
) -> None:
    """Read saved pages as ingest does: which quotes survive whole, how much of the clutter is left.

    Exit code 0: every quote is there; 1: one is lost; 2: could not run.
    """
    console = Console()
    try:
        results = measure(folder, Embedder().count_tokens)
    except AftercareError as error:
        Console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    table = Table("pages", "quotes", "whole", "clutter lines", "surviving", "share")
    marked = [one for one in results if one.marked]
    for name, group in (
        ("marked", marked),
        ("of them looked at", [one for one in marked if not one.aside]),
        ("of them kept aside", [one for one in marked if one.aside]),
        ("all", results),
    ):
        _add(table, f"{name} ({len(group)})", group)
    for one in marked if verbose else ():
        _add(table, one.page, [one])
    console.print(table)
    for one in results:
        for quote in one.lost:
            console.print(f"{one.page}: lost: {quote}", markup=False, highlight=False, soft_wrap=True)
        for line in one.surviving if verbose else ():
            console.print(f"{one.page}: still there: {line}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(_MISSED if any(one.lost for one in results) else 0)


def _add(table: Table, name: str, group: list[PageResult]) -> None:
    quotes, lost = sum(one.quotes for one in group), sum(len(one.lost) for one in group)
    marked, left = sum(one.marked for one in group), sum(len(one.surviving) for one in group)
    share = f"{left / marked:.3f}" if marked else "–"
    table.add_row(name, str(quotes), str(quotes - lost), str(marked), str(left), share)
