"""Sources and footnotes: each defined and used, each address its own, the evidence as it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from ingest.article import Evidence
from ingest.check.claims import claims
from ingest.check.document import Document
from ingest.check.finding import Finding, brief
from ingest.treatments import TreatmentTable

LEVELS: tuple[Evidence, ...] = get_args(Evidence)  # best first


def sources(document: Document, table: TreatmentTable) -> Iterator[Finding]:
    """Every finding on an article's sources, footnotes and treatments."""
    yield from _treatments(document, table)
    yield from _footnotes(document)
    yield from _used(document)
    yield from _addresses(document)
    yield from _evidence(document)


def _treatments(document: Document, table: TreatmentTable) -> Iterator[Finding]:
    for name in document.front.treatments:
        if name not in table.names:
            line = document.where.line("treatments")
            what = f"treatments: {name} is not in corpus/treatments.yaml"
            yield Finding(
                document.path, line, "treatment", what, "use a canonical name or add it to the table"
            )


def _footnotes(document: Document) -> Iterator[Finding]:
    """Footnotes without a source, and sentences that need a footnote and have none."""
    for statement in document.statements:
        for key in statement.sources:
            if key not in document.front.sources:
                what = f"footnote [^{key}] is not among sources"
                yield Finding(document.path, statement.line, "source", what, "define it or correct the key")
        if not statement.notes and (kinds := claims(statement.text)):
            what = f"{brief(statement.own)} states a {', a '.join(sorted(kinds))} without a footnote"
            yield Finding(document.path, statement.line, "footnote", what, "add [^key] of its source")


def _used(document: Document) -> Iterator[Finding]:
    front = document.front
    used = {key for statement in document.statements for key in statement.sources}
    used |= {entry.source for entry in front.expect} | {entry.source for entry in front.wait}
    for key in front.sources:
        if key not in used:
            line = document.where.line("sources", key)
            yield Finding(
                document.path, line, "source", f"source {key} is never used", "cite it or remove it"
            )


def _addresses(document: Document) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for key, source in document.front.sources.items():
        line = document.where.line("sources", key, "url")
        if source.url is None:
            if document.front.kind != "summary":
                what = f"source {key} has no address"
                yield Finding(
                    document.path, line, "address", what, "add its url, or make the article a summary"
                )
            continue
        address = same_address(str(source.url))
        if address in seen:
            what = f"source {key} has the address of {seen[address]}"
            yield Finding(document.path, line, "address", what, "keep one of the two")
        seen.setdefault(address, key)


def same_address(url: str) -> str:
    """An address without what does not tell two pages apart: scheme, `www.`, last slash, fragment."""
    bare = url.partition("#")[0].partition("://")[2].rstrip("/")
    host, slash, rest = bare.partition("/")
    return host.lower().removeprefix("www.") + slash + rest


def same_sources(documents: Sequence[Document]) -> Iterator[Finding]:
    """A finding for each source that is another kind of evidence than in an article before."""
    known: dict[str, tuple[Document, str]] = {}
    for document in documents:
        for key, source in document.front.sources.items():
            if source.url is None:
                continue
            kind = f"{source.evidence}, copy: {source.copied}".lower()
            first, told = known.setdefault(same_address(str(source.url)), (document, kind))
            if told != kind and first is not document:
                line = document.where.line("sources", key, "evidence")
                what = f"source {key} is {kind}, and in {first.path} it is {told}"
                yield Finding(document.path, line, "evidence", what, "write the same in both")


def _evidence(document: Document) -> Iterator[Finding]:
    front = document.front
    if not front.sources:
        line = document.where.line("sources")
        yield Finding(
            document.path, line, "source", "the article has no sources", "add what its facts come from"
        )
        return
    best = min((source.evidence for source in front.sources.values()), key=LEVELS.index)
    if front.evidence != best:
        line = document.where.line("evidence")
        what = f"evidence: {front.evidence}, but the best of its sources is {best}"
        yield Finding(document.path, line, "evidence", what, f"write evidence: {best}")
    every = all(source.commercial for source in front.sources.values())
    if front.commercial != every:
        line = document.where.line("commercial")
        what = f"commercial: {front.commercial}, but {'every' if every else 'not every'} source is commercial"
        yield Finding(document.path, line, "evidence", what.lower(), f"write commercial: {every}".lower())
