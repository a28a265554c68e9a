"""What a run was made with: commit, library, embedder, settings."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from bot.candidates import THRESHOLD
from evals.results import Stamp
from ingest.manifest import Manifest

_ROOT = Path(__file__).resolve().parent.parent


def stamp(manifest: Manifest, started: datetime, model: str | None) -> Stamp:
    """The stamp of the run that began at `started`, on the index of this manifest, with a model's name."""
    held = "\n".join(sorted(f"{entry.id} {entry.content_hash}" for entry in manifest.articles))
    return Stamp(
        commit=_commit(),
        library=hashlib.sha256(f"{held}\n{manifest.tables_hash}".encode()).hexdigest()[:16],
        articles=len(manifest.articles),
        passages=len(manifest.rows),
        embedder=manifest.embedder,
        model=model,
        settings={"splitter": manifest.splitter, "answers_from": THRESHOLD},
        started=started.isoformat(timespec="seconds"),
        seconds=round((datetime.now(UTC) - started).total_seconds(), 1),
    )


def _commit() -> str | None:
    """The commit that is checked out, with "+" where files differ from it; None outside a checkout."""
    try:
        head, changed = (
            subprocess.run(
                ["git", *words], cwd=_ROOT, capture_output=True, text=True, check=True
            ).stdout.strip()
            for words in (["rev-parse", "--short=12", "HEAD"], ["status", "--porcelain"])
        )
    except (OSError, subprocess.CalledProcessError):  # installed without its history
        return None
    return head + ("+" if changed else "")
