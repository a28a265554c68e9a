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

from ingest.embed import Embedder
from ingest.errors import AftercareError, BadInput, IndexProblem
from ingest.generation import Progress, Report, Work, refuse, write_generation
from ingest.load import SUFFIXES, find, load
from ingest.manifest import (
    MANIFEST,
    Manifest,
    Refused,
    locked,
    point_to,
    pointed_at,
    read_manifest,
    sweep,
)
from ingest.split import SPLITTER_VERSION
from ingest.treatments import TABLE, shipped


def ingest(
    paths: Sequence[Path],
    folder: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda *_: None,
) -> Report:
    """Make the index in `folder` hold exactly the articles under `paths`.

    Args:
        paths: folders or files; together they are the whole library.
        folder: where the generations live; made where it is missing.
        embedder: the model; another one than the index was built with needs `rebuild`.
        rebuild: embed everything anew.
        dry_run: read every file and say what would be done; write nothing.
        progress: called with (article id, articles done, articles in all).

    Returns:
        What was added, changed, left, removed and refused.

    Raises:
        AftercareError: nothing could be done; the index is as it was.
    """
    started = time.perf_counter()
    files = find(paths)
    if not files:
        raise AftercareError(f"{', '.join(map(str, paths))}: no articles there ({' '.join(SUFFIXES)}).")
    if dry_run:
        report = _rehearse(files, folder, embedder, rebuild)
    else:
        with locked(folder):
            report = _build(paths, files, folder, embedder, rebuild, progress)
    report.seconds = time.perf_counter() - started
    return report


def _rehearse(files: list[tuple[str, Path]], folder: Path, embedder: Embedder, rebuild: bool) -> Report:
    """What an ingest would do, without doing it."""
    report = Report()
    before = _manifest_before(folder, embedder, rebuild) if folder.is_dir() else None
    work, _ = _plan(files, before if before and _same_recipe(before) else None, report)
    _compare(work, before, report)
    for item in work:
        if item.old is None:
            try:
                load(item.id, item.path, item.path.read_bytes(), shipped())
            except (BadInput, OSError) as error:
                refuse(item, error, report)
    return report


def _build(
    paths: Sequence[Path],
    files: list[tuple[str, Path]],
    folder: Path,
    embedder: Embedder,
    rebuild: bool,
    progress: Progress,
) -> Report:
    before = _manifest_before(folder, embedder, rebuild)
    reusable = before if before and _same_recipe(before) else None
    report = Report()
    work, again = _plan(files, reusable, report)
    _compare(work, before, report)
    if reusable and not (report.added or report.changed or report.removed):
        report.passages, report.generation = len(reusable.rows), reusable.generation
        return report
    answering = pointed_at(folder)
    sweep(folder, keep={answering})
    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    building = folder / "generations" / name
    entries = write_generation(building, work, folder, reusable, embedder, shipped(), report, progress)
    if not entries:
        shutil.rmtree(building)
        raise AftercareError("No article could be read: " + " ".join(report.refused.values()))
    made_of = tuple(str(path.resolve()) for path in paths)
    anew = (
        (i.id, i.content_hash, report.refused[str(i.path)]) for i in work if str(i.path) in report.refused
    )
    refused = (*again, *anew)
    manifest = Manifest(name, embedder.name, _table_hash(), _now(), tuple(entries), made_of, refused)
    manifest.write(building / MANIFEST)
    point_to(folder, name)
    sweep(folder, keep={name, answering})
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
    except IndexProblem:  # of another version, or damaged: the index is a cache, and is built anew
        return None
    if manifest.embedder != embedder.name and not rebuild:
        raise IndexProblem(
            f"{folder} was built with the embedder {manifest.embedder}, not {embedder.name}; "
            f"embed everything anew with: {manifest.rebuild_command(folder)}"
        )
    return None if rebuild else manifest


def _same_recipe(manifest: Manifest) -> bool:
    """Whether what a generation holds is what would be made of the same files now."""
    return (manifest.splitter, manifest.treatments_hash) == (SPLITTER_VERSION, _table_hash())


def _table_hash() -> str:
    return hashlib.sha256(TABLE.read_bytes()).hexdigest()


def _plan(
    files: list[tuple[str, Path]], reusable: Manifest | None, report: Report
) -> tuple[list[Work], list[Refused]]:
    """Look at every file; what is unchanged keeps its entry, or its refusal, of the old generation."""
    known = {entry.id: entry for entry in reusable.articles} if reusable else {}
    refused = {(id_, hash_): why for id_, hash_, why in reusable.refused} if reusable else {}
    work: dict[str, Work] = {}
    again: list[Refused] = []
    for id_, path in files:
        if id_ in work:
            report.refused[str(path)] = (
                f"{path}: has the same id, {id_!r}, as {work[id_].path}; rename one of them."
            )
            continue
        try:
            with path.open("rb") as file:
                content_hash = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            report.refused[str(path)] = f"{path}: cannot be read ({error.strerror}); mend its rights."
            continue
        old = known.get(id_)
        if reason := refused.get((id_, content_hash)):
            report.refused[str(path)] = reason
            again.append((id_, content_hash, reason))
            continue
        work[id_] = Work(id_, path, content_hash, old if old and old.content_hash == content_hash else None)
    return list(work.values()), again


def _compare(work: list[Work], before: Manifest | None, report: Report) -> None:
    """Say what is new, different, the same and gone, against the generation before."""
    known = {entry.id for entry in before.articles} if before else set()
    for item in work:
        kind = "unchanged" if item.old else "changed" if item.id in known else "added"
        getattr(report, kind).append(item.id)
    report.removed = sorted(known - {item.id for item in work})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
