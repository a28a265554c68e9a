"""`python -m evals new`: drafts a case from what the bot answers now, for a person to correct.

python -m evals new "Which SPF after microneedling?" >> mine.yaml
"""

from __future__ import annotations

import re
import sys
from typing import Annotated, Any

import typer
import yaml
from rich.console import Console

from bot.contract import Answer, Citation
from bot.flow import AftercareError, open_bot

_WORDS_OF_ID, _WORDS_OF_QUOTE = 5, 10
_COULD_NOT = 2


def draft(answer: Answer) -> dict[str, Any]:
    """The case that this answer would be right for; where it answers, the direct sentence's places."""
    expect: dict[str, Any] = {"outcome": answer.outcome}
    if answer.urgency != "routine":
        expect["urgency"] = answer.urgency
    if answer.treatment is not None:
        expect["treatment"] = answer.treatment
    if answer.day is not None:
        expect["day"] = answer.day
    direct = next((s for s in answer.sentences if not s.introduces), None)
    if direct is not None:
        places = [_place(c, direct.text) for c in answer.citations if c.number in direct.citations]
        expect["answer_in"] = [place for n, place in enumerate(places) if place not in places[:n]]
    return {"id": case_id(answer.question), "question": answer.question, "expect": expect}


def case_id(question: str) -> str:
    """The first words of a question as an id.

    >>> case_id("Can I swim, 3 days after a peel?")
    'can-i-swim-3-days'
    """
    return "-".join(re.findall(r"[a-z0-9]+", question.lower())[:_WORDS_OF_ID]) or "case"


def _place(citation: Citation, sentence: str) -> dict[str, str]:
    """The first words of the sentence, as many as tell it in its passage."""
    words = list(re.finditer(r"\S+", sentence))
    end = words[min(len(words), _WORDS_OF_QUOTE) - 1].end()
    first = sentence[:end]
    return {
        "article": citation.article_id,
        "quote": first if citation.passage.count(first) == 1 else sentence,
    }


def command(
    question: Annotated[str, typer.Argument(help="A question as a person would put it.")],
    index: Annotated[
        str,
        typer.Option(envvar="AFTERCARE_INDEX", help="A folder, or http://host:port of a Chroma server."),
    ] = ".index",
    embedder: Annotated[
        str | None,
        typer.Option(envvar="AFTERCARE_EMBEDDER", help="A sentence-transformers name or folder."),
    ] = None,
) -> None:
    """Draft a case from the bot's answer, to be corrected and put under `cases:` of a set.

    The answer itself goes to standard error. Exit code 2: could not run.
    """
    errors = Console(stderr=True)
    try:
        answer = open_bot(index, embedder).answer(question)
    except AftercareError as error:
        errors.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None
    errors.print(answer.text, markup=False, highlight=False, soft_wrap=True)
    case = yaml.safe_dump(
        [draft(answer)], sort_keys=False, allow_unicode=True, width=1_000, default_flow_style=None
    )
    sys.stdout.write("".join(f"  {line}\n" for line in case.splitlines()))
