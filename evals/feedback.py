"""`python -m evals from-feedback`: cases drafted from what people said of answers, for a person to correct.

An answer that helped becomes a case that expects it again. Of one that did not, nobody knows yet what
would be right: its case holds the question, and what was said stands above it as a comment.

python -m evals from-feedback feedback.sqlite > mine.yaml
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from rich.console import Console

from bot.feedback import Feedback, Said
from evals.new import case_id
from ingest.errors import AftercareError

_FINE, _NOTHING, _COULD_NOT = 0, 1, 2
_LIBRARY = "the one that the feedback was given on"


def drafts(kept: list[Said]) -> str:
    """A whole set in YAML, a case for each; ids are those of its question and its number."""
    head = yaml.safe_dump({"library": _LIBRARY}) + ("cases:\n" if kept else "cases: []\n")
    return head + "".join(line for said in kept for line in _case(said))


def _case(said: Said) -> Iterator[str]:
    verdict = "helped" if said.helpful else "did not help: say what is right"
    yield _comment(f"{said.sent} {said.number} {verdict}")
    if said.reason:
        yield _comment(f"reason: {said.reason}")
    if not said.helpful:
        yield _comment(f"got ({said.outcome}): {said.quote or 'nothing was quoted'}")
    case = {"id": f"{case_id(said.standalone)}-{said.number}", "question": said.standalone}
    text = yaml.safe_dump(
        [{**case, "expect": _expect(said)}],
        sort_keys=False,
        allow_unicode=True,
        width=1_000,
        default_flow_style=None,
    )
    yield from (f"  {line}\n" for line in text.splitlines())


def _expect(said: Said) -> dict[str, Any]:
    """What the bot understood, and of an answer that helped what it was."""
    expect: dict[str, Any] = {"outcome": said.outcome, "urgency": said.urgency} if said.helpful else {}
    expect |= {key: v for key, v in (("treatment", said.treatment), ("day", said.day)) if v is not None}
    if said.helpful and said.article:
        expect["answer_in"] = [{"article": said.article, "quote": said.quote}]
    return expect


def _comment(text: str) -> str:
    """One line: what a person wrote never leaves the comment, nor holds what YAML cannot."""
    line = " ".join(text.split())
    return f"  # {''.join(c for c in line if c.isprintable())}\n"


def command(
    file: Annotated[Path, typer.Argument(help="The file that the page keeps feedback in.")],
    erase: Annotated[
        str | None,
        typer.Option(help="Erase instead: the number that the person was told, or `all`.", metavar="NUMBER"),
    ] = None,
) -> None:
    """Draft a question set from feedback, or erase feedback.

    Exit code 0: done; 1: nothing of that number was there to erase; 2: could not run.
    """
    errors = Console(stderr=True)
    feedback = Feedback(file)
    try:
        if not file.is_file():
            raise AftercareError(f"{file}: there is no such file; it is made when somebody sends feedback.")
        if erase is not None:
            count = feedback.erase_all() if erase == "all" else feedback.erase(erase)
            errors.print(f"{file}: {count} erased.", highlight=False, markup=False)
            raise typer.Exit(_FINE if count or erase == "all" else _NOTHING)
        sys.stdout.write(drafts(feedback.all()))
    except AftercareError as error:
        errors.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
