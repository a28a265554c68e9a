"""The command line of the bot.

python -m bot "Is flaking normal a week after microneedling?" --json
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape

from bot.contract import Answer, Turn
from bot.flow import AftercareError, Bot, open_bot
from bot.model import chosen

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_FINE, _INPUT_WRONG, _COULD_NOT = 0, 1, 2


class _Line(BaseModel):
    """A line of a batch: a question, or a conversation whose last turn is the user's."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str | int
    question: str | None = None
    turns: list[dict[str, str]] = []

    def conversation(self) -> tuple[str, list[Turn]]:
        """The message to answer, and the turns before it."""
        if self.question is not None:
            return self.question, []
        turns = [Turn(_role(turn["role"]), turn["content"]) for turn in self.turns]
        if not turns or turns[-1].role != "user":
            raise ValueError("needs `question`, or `turns` that end with the user's")
        return turns[-1].content, turns[:-1]


@app.command()
def main(
    question: Annotated[str | None, typer.Argument(help="One question; without it, a conversation.")] = None,
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
    clinic: Annotated[
        Path | None, typer.Option(help="The clinic's own settings (clinic.yaml): its name and numbers.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            envvar="AFTERCARE_MODEL",
            help="A chat model that writes the answers, such as ollama:llama3.2; your questions are sent to "
            "it.  [default: none, answers are quoted]",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as one JSON object.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(
            help='Answer each line of a JSONL file: {"id", "question"} or {"id", "turns": '
            '[{"role", "content"}]}; one JSON line an answer.'
        ),
    ] = None,
) -> None:
    """Answer questions from the index, each sentence quoted and cited.

    Every outcome is exit code 0. Exit code 1: some line of the batch could not be read, the rest is
    answered; 2: could not run.
    """
    errors = Console(stderr=True)
    try:
        bot = open_bot(index, embedder, clinic, chosen(model, os.environ))
        if batch is not None:
            raise typer.Exit(_batch(bot, batch, errors))
        if question is None:
            _converse(bot)
        elif as_json:
            _print_json(bot.answer(question).to_dict())
        else:
            _show(bot.answer(question), Console())
    except AftercareError as error:
        errors.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(_COULD_NOT) from None


def _batch(bot: Bot, path: Path, errors: Console) -> int:
    """Answer a file line by line; a line that cannot be read is named and left out."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AftercareError(f"{path}: cannot be read ({error}); name a JSONL file.") from error
    code = _FINE
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            line = _Line.model_validate_json(raw)
            message, history = line.conversation()
        except (ValidationError, ValueError, KeyError) as error:
            reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
            errors.print(f"{path}:{number}: {reason}; left out.", markup=False, soft_wrap=True)
            code = _INPUT_WRONG
            continue
        _print_json({"id": line.id, **bot.answer(message, history).to_dict()})
    return code


def _converse(bot: Bot) -> None:
    """Questions from standard input, until it ends."""
    console = Console()
    history: list[Turn] = []
    for message in _messages(console):
        answer = bot.answer(message, history)
        _show(answer, console)
        history += [Turn("user", message), Turn("assistant", answer.text)]


def _messages(console: Console) -> Iterator[str]:
    while True:
        try:
            yield console.input("\n[bold]You:[/bold] ")
        except (EOFError, KeyboardInterrupt):
            return


def _show(answer: Answer, console: Console) -> None:
    console.print(Markdown(answer.text))
    for citation in answer.citations:
        who = ", ".join(filter(None, (citation.publisher, citation.author, citation.updated)))
        title = f"Summary of {citation.summary_of}" if citation.summary_of else citation.title
        console.print(f"[{citation.number}] {title}{f' ({who})' if who else ''}", markup=False)
    for follow_up in answer.follow_ups:
        console.print(f"[dim]Ask next: {escape(follow_up)}[/dim]")


def _print_json(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _role(role: str) -> Any:  # noqa: ANN401 - narrowed to the two roles below
    if role not in ("user", "assistant"):
        raise ValueError(f"role {role!r} is neither user nor assistant")
    return role


if __name__ == "__main__":
    app(prog_name="python -m bot")
