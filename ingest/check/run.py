"""Every check over every file, in order: read, check each, compare all, count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.check.agree import agreement
from ingest.check.alike import copied, runs, same_articles, same_sentences
from ingest.check.coverage import Coverage, coverage
from ingest.check.describe import Described, describe
from ingest.check.document import Document, read
from ingest.check.finding import Finding
from ingest.check.reading import reading
from ingest.check.sentences import sentences
from ingest.check.sources import same_sources, sources
from ingest.errors import AftercareError, BadInput
from ingest.load import SUFFIXES, find, load
from ingest.tables import Tables, tables_for
from ingest.treatments import TreatmentTable


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a library found; `described` holds the files that are not the library's."""

    findings: tuple[Finding, ...]
    described: tuple[Described, ...]
    coverage: Coverage


def check(
    paths: Sequence[Path], table: TreatmentTable, count: Callable[[str], int], against: Path | None = None
) -> Checked:
    """Check a library.

    Args:
        paths: folders or files.
        table: the treatments.
        count: the number of tokens in a text, for files that are not the library's.
        against: a folder of texts with which no run of eight words may be shared.

    Raises:
        AftercareError: a path is not there, or holds no file that is read.
    """
    documents, described, findings = articles(paths, table, count)
    others = (
        {
            str(path): runs(text)
            for path, text in _texts(against, replace(tables_for([against]), treatments=table))
        }
        if against
        else {}
    )
    for document in documents:
        findings += sources(document, table)
        findings += agreement(document, table)
        findings += sentences(document, table)
        findings += reading(document, table)
        findings += copied(document, others)
    findings += same_sources(documents)
    findings += same_articles(documents)
    findings += same_sentences(documents, table)
    return Checked(tuple(sorted(set(findings))), tuple(described), coverage(documents, table))


def articles(
    paths: Sequence[Path], table: TreatmentTable, count: Callable[[str], int]
) -> tuple[list[Document], list[Described], list[Finding]]:
    """Read a library: its articles, its other files, and what cannot be read.

    Raises:
        AftercareError: a path is not there, or holds no file that is read.
    """
    files = find(paths)
    if not files:
        raise AftercareError(f"{', '.join(map(str, paths))}: no articles there ({' '.join(SUFFIXES)}).")
    tables = replace(tables_for(paths), treatments=table)
    documents: list[Document] = []
    described: list[Described] = []
    findings = [_refused(Path(path), why) for path, why in tables.refused.items()]
    for _, path in files:
        made = _made(path, tables, count)
        if isinstance(made, Document):
            documents.append(made)
        elif isinstance(made, Described):
            described.append(made)
        else:
            findings += made
    return documents, described, findings


def _made(path: Path, tables: Tables, count: Callable[[str], int]) -> Document | Described | list[Finding]:
    """A file as an article of the library, as what ingest makes of it, or as what is wrong with it."""
    try:
        raw = path.read_bytes()
        if path.suffix.lower() == ".md" and raw.strip():
            made = read(path, raw.decode("utf-8-sig", errors="replace"), tables.treatments)
            if made is not None:
                return made
        return describe(path, raw, tables, count)
    except BadInput as error:
        return [_refused(path, str(error))]
    except OSError as error:
        return [Finding(str(path), 1, "refused", f"cannot be read ({error.strerror})", "mend its rights")]


def _refused(path: Path, why: str) -> Finding:
    what, _, do = why.removeprefix(f"{path}: ").rstrip(".").rpartition("; ")
    return Finding(str(path), 1, "refused", f"refused: {what or do}", do if what else "remove it")


def _texts(folder: Path, tables: Tables) -> Iterator[tuple[Path, str]]:
    """The whole text of each file of a folder: as it stands, or out of its format."""
    if not folder.is_dir():
        raise AftercareError(f"{folder}: there is no such folder; --against takes a folder of texts.")
    for _, path in find([folder]):
        raw = path.read_bytes()
        if path.suffix.lower() in (".md", ".txt"):
            yield path, raw.decode("utf-8", errors="replace")
            continue
        try:
            article = load(path.stem, path, raw, tables.treatments, tables.publishers)
        except BadInput:
            continue
        blocks = (block for section in article.sections for block in section.blocks)
        yield path, "\n".join(f"{block.lead or ''} {block.text}" for block in blocks)
