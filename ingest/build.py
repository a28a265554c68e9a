"""The pipeline: files → articles → passages → vectors → a new generation, then one switch.

What did not change is not read, split or embedded again: its passages and vectors are copied from
the generation before. Where nothing changed at all, nothing is written.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ingest.embed import Embedder
from ingest.errors import AftercareError, BadInput, IndexProblem
from ingest.generation import Before, Work, Written, refuse, write_generation
from ingest.generations import Generations, generations_at
from ingest.load import SUFFIXES, find, load
from ingest.manifest import Changes, Manifest, Refused
from ingest.report import Progress, Report
from ingest.split import SPLITTER_VERSION
from ingest.tables import Tables, tables_for


def ingest(
    paths: Sequence[Path],
    location: str | Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> Report:
    """Make the index at `location` hold exactly the articles under `paths`.

    Args:
        paths: folders or files; together they are the whole library.
        location: the folder where the generations live, made where it is missing; or the address of
            a Chroma server.
        embedder: the model; another one than the index was built with needs `rebuild`.
        rebuild: embed everything anew.
        dry_run: read every file and say what would be done; write nothing.
        progress: called after every file and every part that is embedded.

    Returns:
        What was added, changed, left, removed and refused.

    Raises:
        AftercareError: nothing could be done; the index is as it was.
    """
    started = time.perf_counter()
    files = find(paths)
    if not files:
        raise AftercareError(f"{', '.join(map(str, paths))}: no articles there ({' '.join(SUFFIXES)}).")
    generations = generations_at(location)
    tables = tables_for(paths)
    if dry_run:
        report = _rehearse(files, tables, generations, embedder, rebuild)
    else:
        with generations.locked():
            report = _build(paths, files, tables, generations, embedder, rebuild, progress)
    report.refused.update(tables.refused)
    report.seconds = time.perf_counter() - started
    return report


def _rehearse(
    files: list[tuple[str, Path]],
    tables: Tables,
    generations: Generations,
    embedder: Embedder,
    rebuild: bool,
) -> Report:
    """What an ingest would do, without doing it."""
    report = Report()
    before = _manifest_before(generations, embedder, rebuild)
    work, _ = _plan(files, before if before and _same_recipe(before, tables) else None, report)
    _compare(work, before, report)
    for item in work:
        if item.old is None:
            try:
                load(item.id, item.path, item.path.read_bytes(), tables.treatments, tables.publishers)
            except (BadInput, OSError) as error:
                refuse(item, error, report)
    return report


def _build(
    paths: Sequence[Path],
    files: list[tuple[str, Path]],
    tables: Tables,
    generations: Generations,
    embedder: Embedder,
    rebuild: bool,
    progress: Progress,
) -> Report:
    before = _manifest_before(generations, embedder, rebuild)
    reusable = before if before and _same_recipe(before, tables) else None
    report = Report()
    work, again = _plan(files, reusable, report)
    _compare(work, before, report)
    if reusable and not (report.added or report.changed or report.removed):
        report.passages, report.generation = len(reusable.rows), reusable.generation
        report.copies = sum(len(group) - 1 for group in reusable.copies)
        return report
    answering = generations.pointed_at() or ""
    generations.sweep(keep={answering})
    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    written = _write(name, work, tables, generations, before, embedder, report, progress)
    if not written.entries:
        generations.sweep(keep={answering})
        raise AftercareError("No article could be read: " + " ".join(report.refused.values()))
    anew = (
        (i.id, i.content_hash, report.refused[str(i.path)]) for i in work if str(i.path) in report.refused
    )
    manifest = Manifest(
        generation=name,
        embedder=embedder.name,
        tables_hash=tables.hash,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        articles=written.entries,
        paths=tuple(str(path.resolve()) for path in paths),
        refused=(*again, *anew),
        copies=written.copies,
        changes=Changes(*report.moved(), first=before is None),
    )
    generations.finish(manifest, written.texts)
    generations.point_to(name)
    generations.sweep(keep={name, answering})
    report.generation = name
    return report


def _write(
    name: str,
    work: Sequence[Work],
    tables: Tables,
    generations: Generations,
    known: Manifest | None,
    embedder: Embedder,
    report: Report,
    progress: Progress,
) -> Written:
    """Fill the store of a new generation, and close it; vectors that are known are copied.

    That holds for the generation of another recipe too: a vector depends on the text and the embedder.
    """
    store = generations.create(name)
    before = Before.of(known.articles, generations.open(known.generation)) if known else None
    try:
        return write_generation(store, work, before, embedder, tables, report, progress)
    finally:
        store.close()
        if before:
            before.store.close()


def _manifest_before(generations: Generations, embedder: Embedder, rebuild: bool) -> Manifest | None:
    """The current generation's manifest; None where there is none or it is to be replaced."""
    name = generations.pointed_at()
    if name is None or rebuild:
        return None
    try:
        manifest = generations.manifest(generations.current())
    except IndexProblem:  # of another version, or damaged: the index is a cache, and is built anew
        return None
    if manifest.embedder != embedder.name:
        raise IndexProblem(
            f"{generations.location} was built with the embedder {manifest.embedder}, not {embedder.name}; "
            f"embed everything anew with: {manifest.rebuild_command(generations.location)}"
        )
    return manifest


def _same_recipe(manifest: Manifest, tables: Tables) -> bool:
    """Whether what a generation holds is what would be made of the same files now."""
    return (manifest.splitter, manifest.tables_hash) == (SPLITTER_VERSION, tables.hash)


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
