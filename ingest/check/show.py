"""The result of a check, printed: findings a line each, then the page of coverage; or one JSON object."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from ingest.check.coverage import COLUMNS, Coverage
from ingest.check.run import Checked


def show(checked: Checked, *, as_json: bool) -> None:
    """Print to standard output."""
    if as_json:
        sys.stdout.write(json.dumps(asdict(checked), ensure_ascii=False) + "\n")
        return
    for line in (*checked.findings, *checked.described):
        sys.stdout.write(f"{line}\n")
    if checked.coverage.articles:
        _page(checked.coverage, Console(highlight=False))
    sys.stdout.write(f"{len(checked.findings)} findings\n" if checked.findings else "nothing found\n")


def _page(coverage: Coverage, console: Console) -> None:
    """Treatments by what is said on them, then facts by evidence."""
    table = Table("treatment", title=f"{coverage.articles} articles, {coverage.facts} facts")
    for column in COLUMNS:
        table.add_column(column, justify="right")
    for name, row in coverage.rows.items():
        table.add_row(name, *(str(row[column]) if row[column] else "–" for column in COLUMNS))
    console.print(table)
    levels = Table("evidence")
    levels.add_column("facts", justify="right")
    for name, facts in coverage.evidence.items():
        levels.add_row(name, str(facts))
    console.print(levels)
