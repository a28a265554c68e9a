"""The pipeline: files → articles → passages → vectors → a new generation, then one switch.

What did not change is not read, split or embedded again: its passages and vectors are copied from
the generation before. Where nothing changed at all, nothing is written.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.embed import Embedder
from ingest.errors import AftercareError, IndexProblem
from ingest.generation import Progress, Report, Work, write_generation
from ingest.load import find
from ingest.manifest import FORMAT, Manifest, point_to, read_manifest
from ingest.split import SPLITTER_VERSION
from ingest.treatments import TABLE, shipped


def ingest(
    paths: Sequence[Path],
    folder: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    progress: Progress = lambda *_: None,
) -> Report:
    """Make the index in `folder` hold exactly the articles under `paths`.

    Args:
        paths: folders or files; together they are the whole library.
        folder: where the generations live; made where it is missing.
        embedder: the model; another one than the index was built with needs `rebuild`.
        rebuild: embed everything anew.
        progress: called with (article id, articles done, articles in all).

    Returns:
        What was added, changed, left, removed and refused.

    Raises:
        AftercareError: nothing could be done; the index is as it was.
    """
    started = time.perf_counter()
    files = find(paths)
    if not files:
        raise AftercareError(f"{', '.join(map(str, paths))}: no articles there (.md or .txt).")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "lock", timeout=0):
            report = _locked(files, folder, embedder, rebuild, progress)
    except Timeout:
        raise AftercareError(f"{folder}: another ingest is running; wait for it to end.") from None
    report.seconds = time.perf_counter() - started
    return report


def _locked(
    files: list[tuple[str, Path]],
    folder: Path,
    embedder: Embedder,
    rebuild: bool,
    progress: Progress,
) -> Report:
    table, table_hash = shipped(), hashlib.sha256(TABLE.read_bytes()).hexdigest()
    before = _manifest_before(folder, embedder, rebuild)
    reusable = before if before and _same_recipe(before, table_hash) else None
    report = Report()
    work = _plan(files, reusable, report)
    _compare(work, before, report)
    if reusable and not (report.added or report.changed or report.removed or rebuild):
        report.passages, report.generation = len(reusable.rows), reusable.generation
        return report
    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    building = folder / "generations" / name
    _sweep(folder, {before.generation} if before else set())
    entries = write_generation(building, work, folder, reusable, embedder, table, report, progress)
    if not entries:
        shutil.rmtree(building)
        raise AftercareError("No article could be read: " + " ".join(report.refused.values()))
    manifest = Manifest(name, embedder.name, table_hash, _now(), tuple(entries))
    manifest.write(building / "manifest.json")
    point_to(folder, name)
    _sweep(folder, {name, before.generation} if before else {name})
    report.passages, report.generation = len(manifest.rows), name
    return report


def _manifest_before(folder: Path, embedder: Embedder, rebuild: bool) -> Manifest | None:
    """The current generation's manifest; None where there is none or it is to be replaced."""
    others = [f for f in folder.iterdir() if f.name not in ("lock", "generations", "CURRENT.new")]
    if not others:
        return None
    if not (folder / "CURRENT").exists():
        raise IndexProblem(
            f"{folder} holds {others[0].name} and no index; name an empty or new folder with --index."
        )
    try:
        manifest = read_manifest(folder)
    except IndexProblem:
        if rebuild:
            return None
        raise
    if manifest.embedder != embedder.name and not rebuild:
        raise IndexProblem(
            f"{folder} was built with the embedder {manifest.embedder}, not {embedder.name}; "
            f"embed everything anew with: python -m ingest --index {folder} --rebuild"
        )
    return None if rebuild else manifest


def _same_recipe(manifest: Manifest, table_hash: str) -> bool:
    return (manifest.format, manifest.splitter, manifest.treatments_hash) == (
        FORMAT,
        SPLITTER_VERSION,
        table_hash,
    )


def _plan(files: list[tuple[str, Path]], reusable: Manifest | None, report: Report) -> list[Work]:
    """Read every file once; an unchanged one keeps its entry of the old generation."""
    known = {entry.id: entry for entry in reusable.articles} if reusable else {}
    work: dict[str, Work] = {}
    for id_, path in files:
        if id_ in work:
            report.refused[str(path)] = (
                f"{path}: has the same id, {id_!r}, as {work[id_].path}; rename one of them."
            )
            continue
        try:
            raw = path.read_bytes()
        except OSError as error:
            report.refused[str(path)] = f"{path}: cannot be read ({error.strerror}); mend its rights."
            continue
        old = known.get(id_)
        same = old is not None and old.content_hash == hashlib.sha256(raw).hexdigest()
        work[id_] = Work(id_, path, b"" if same else raw, old if same else None)
    return list(work.values())


def _compare(work: list[Work], before: Manifest | None, report: Report) -> None:
    """Say what is new, different, the same and gone, against the generation before."""
    known = {entry.id for entry in before.articles} if before else set()
    for item in work:
        kind = "unchanged" if item.old else "changed" if item.id in known else "added"
        getattr(report, kind).append(item.id)
    report.removed = sorted(known - {item.id for item in work})


def _sweep(folder: Path, keep: set[str]) -> None:
    """Remove what a killed ingest left behind and generations that nothing can go back to."""
    generations = folder / "generations"
    if generations.is_dir():
        for generation in generations.iterdir():
            if generation.name not in keep:
                shutil.rmtree(generation, ignore_errors=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
