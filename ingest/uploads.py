"""Articles that a keeper adds by hand: files in one folder, beside whatever else the library is made of.

The library stays what the command line makes of the same paths: `whole` names them. A file enters only
once it has been read; a refused one, or an ingest that could not run, leaves the folder as it was.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.build import ingest
from ingest.embed import Embedder
from ingest.errors import AftercareError, BadInput
from ingest.generations import read_manifest
from ingest.load import SUFFIXES, belongs, load
from ingest.report import Progress, Report
from ingest.tables import tables_for

_MAX_NAME = 80  # characters of a file's name that are kept


@dataclass(frozen=True, slots=True)
class Uploads:
    """A folder of uploads, made when the first file comes, and the index that they enter."""

    folder: Path
    location: str
    embedder: Embedder

    def names(self) -> list[str]:
        """The files in the folder that are articles, sorted."""
        if not self.folder.is_dir():
            return []
        files = (file for file in self.folder.iterdir() if file.suffix.lower() in SUFFIXES)
        return sorted(file.name for file in files if belongs(file, self.folder))

    def whole(self) -> list[Path]:
        """The paths that are the whole library: those the index was last made from, and this folder.

        A folder of uploads that was deleted since is no longer among them.

        Raises:
            IndexProblem: there is no index to add to.
        """
        mine = self.folder.resolve()
        paths = [Path(path) for path in read_manifest(self.location).paths]
        paths = [path for path in paths if path != mine or mine.is_dir()]
        there = mine.is_dir() and not any(mine.is_relative_to(path) for path in paths)
        return [*paths, mine] if there else paths

    def command(self) -> str:
        """The command that makes the same index of the same files."""
        return shlex.join(["python", "-m", "ingest", *map(str, self.whole()), "--index", self.location])

    def add(self, files: Sequence[tuple[str, bytes]], progress: Progress = lambda _: None) -> Report:
        """Take files in, given as (name, content), and ingest; one of a name that is there replaces it.

        Returns:
            What the ingest did; `refused` names also the files that were not taken in, with the reason.

        Raises:
            AftercareError: nothing was taken in; folder and index are as they were.
        """
        refused: dict[str, str] = {}
        good: dict[str, bytes] = {}
        for name, raw in files:
            try:
                good[self._readable(name, raw, good)] = raw
            except BadInput as error:
                refused[name] = str(error)
        if not good:
            raise AftercareError(" ".join(refused.values()) or "No file was chosen; choose at least one.")
        with self._or_as_before(list(good)):
            self.folder.mkdir(parents=True, exist_ok=True)
            for name, raw in good.items():
                _write(self.folder / name, raw)
            report = ingest(self.whole(), self.location, self.embedder, progress=progress)
        report.refused.update(refused)
        return report

    def remove(self, name: str, progress: Progress = lambda _: None) -> Report:
        """Delete an uploaded file, and ingest what is left.

        Raises:
            AftercareError: no such upload, or the ingest could not run; then the file is still there.
        """
        if name not in self.names():
            raise AftercareError(f"{name}: is not among the uploads; choose one of them.")
        with self._or_as_before([name]):
            (self.folder / name).unlink()
            return ingest(self.whole(), self.location, self.embedder, progress=progress)

    def _readable(self, name: str, raw: bytes, chosen: Iterable[str]) -> str:
        """The name that a file is kept under, beside those that were chosen with it.

        Raises:
            BadInput: it cannot be used, or is the article of another file of the library.
        """
        kept = safe_name(name)
        path = self.folder / kept
        if path.suffix.lower() not in SUFFIXES:
            raise BadInput(f"{name}: only {' '.join(SUFFIXES)} are read; save it as one of them.")
        taken = {Path(one).stem: one for one in (*self.names(), *chosen) if one != kept}
        known = {entry.id for entry in read_manifest(self.location).articles}
        mine = {Path(one).stem for one in self.names()}
        if path.stem in taken:
            raise BadInput(f"{name}: {taken[path.stem]} has the same name; rename one of them.")
        if path.stem in known - mine:
            raise BadInput(f"{name}: the library has an article {path.stem!r}; rename the file.")
        tables = tables_for(self.whole())
        load(path.stem, Path(kept), raw, tables.treatments, tables.publishers)
        return kept

    @contextmanager
    def _or_as_before(self, names: Sequence[str]) -> Iterator[None]:
        """Put these files back as they were where the ingest cannot run."""
        paths = [self.folder / name for name in names]
        before = [path.read_bytes() if path.is_file() else None for path in paths]
        try:
            yield
        except (AftercareError, OSError) as error:
            for path, raw in zip(paths, before, strict=True):
                if raw is not None:
                    _write(path, raw)
                else:
                    path.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise AftercareError(
                    f"{self.folder}: cannot be written to ({error.strerror}); name another with --uploads."
                ) from error
            raise


def safe_name(name: str) -> str:
    """A name that is one file in one folder on any system, close to the one given.

    >>> safe_name("../../etc/Peel leaflet (2).PDF")
    'Peel-leaflet-2.pdf'
    >>> safe_name(".htaccess"), safe_name("Aprés.md")
    ('htaccess', 'Apres.md')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode()
    stem, dot, suffix = plain.rpartition(".")
    if not stem:
        stem, dot, suffix = suffix, "", ""
    stem = re.sub(r"[^\w]+", "-", stem)[:_MAX_NAME].strip("-") or "article"
    return f"{stem}{dot}{suffix.lower()}"


def _write(path: Path, raw: bytes) -> None:
    """Whole or not at all: an ingest that runs meanwhile never sees half a file."""
    waiting = path.with_name(f".{path.name}.new")
    waiting.write_bytes(raw)
    waiting.replace(path)
