"""The result of a check, printed: findings a line each, then the page of coverage; or one JSON object."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from ingest.check.coverage import COLUMNS, Coverage
from ingest.check.run import Checked


def show(checked: Checked, *, as_json: bool, verbose: bool = False) -> None:
    """Print to standard output; `verbose` lists every line that is left out of a page."""
    if as_json:
        sys.stdout.write(json.dumps(asdict(checked), ensure_ascii=False) + "\n")
        return
    lines = [*map(str, checked.findings)]
    for described in checked.described:
        lines += [str(described), *(described.lines() if verbose else ())]
    if checked.coverage.articles:
        lines += ["", *page(checked.coverage), ""]
    lines.append(f"{len(checked.findings)} findings" if checked.findings else "nothing found")
    sys.stdout.write("\n".join(lines) + "\n")


def page(coverage: Coverage) -> Iterator[str]:
    """The page of coverage: treatments by what is said on them, then facts by evidence."""
    width = max(map(len, (*coverage.rows, *coverage.evidence)))
    yield f"{coverage.articles} articles, {coverage.facts} facts"
    yield ""
    yield f"{'treatment':<{width}}" + "".join(f"{column:>10}" for column in COLUMNS)
    for name, row in coverage.rows.items():
        yield f"{name:<{width}}" + "".join(f"{row[column] or '–':>10}" for column in COLUMNS)
    yield ""
    yield f"{'facts by the best evidence under them':<{width}}"
    for name, facts in coverage.evidence.items():
        yield f"{name:<{width}}{facts:>10}"
