"""README's command help, as the commands print it, and the library's page of sources.

python -m tests.readme    rewrites README.md and corpus/SOURCES.md
"""

from __future__ import annotations

import re

import typer
from typer.testing import CliRunner

import app
from bot.__main__ import app as bot_cli
from evals.__main__ import app as evals_cli
from ingest.__main__ import app as ingest_cli
from ingest.check.bibliography import bibliography
from ingest.check.run import articles
from ingest.treatments import shipped
from tests.conftest import ROOT

COMMANDS: dict[str, tuple[typer.Typer, list[str]]] = {
    "python -m ingest": (ingest_cli, []),
    "python -m bot": (bot_cli, []),
    "python -m evals run": (evals_cli, ["run"]),
    "python app.py": (app.cli, []),
}
_BLOCK = re.compile(r"(<!-- help: (?P<name>[^>]+?) -->\n)```text\n.*?```\n", re.S)


def with_help(readme: str) -> str:
    """The text with every help block as the command prints it now."""
    return _BLOCK.sub(lambda match: f"{match[1]}```text\n{help_of(match['name'])}```\n", readme)


def help_of(name: str) -> str:
    """What `--help` prints in a terminal of 80 columns."""
    cli, arguments = COMMANDS[name]
    program = name.removesuffix(" run")
    done = CliRunner(env={"COLUMNS": "80", "TERMINAL_WIDTH": "80"}).invoke(
        cli, [*arguments, "--help"], prog_name=program
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines()) + "\n"


def sources_page() -> str:
    """The page of sources of the shipped library."""
    documents, _, _ = articles([ROOT / "corpus"], shipped(), lambda text: len(text.split()))
    return bibliography(documents, ROOT / "corpus")


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(with_help(path.read_text(encoding="utf-8")), encoding="utf-8")
    (ROOT / "corpus" / "SOURCES.md").write_text(sources_page(), encoding="utf-8")
