"""A file of the library as the check sees it: front matter, sections, and every sentence with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.article import Block, Section
from ingest.check.finding import Finding
from ingest.check.front import Front, schema
from ingest.check.lines import Lines
from ingest.clean import tidy
from ingest.errors import BadInput
from ingest.front_matter import Fenced, FrontMatter, fenced, is_library, read_yaml
from ingest.library import tagged_sections
from ingest.markdown import read_markdown
from ingest.split import sentence_spans
from ingest.treatments import TreatmentTable


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an article, with the line that introduces it where it is a list item.

    `notes` are (offset into text, source key) pairs: where each of its footnotes stands. `own` is the
    sentence without its introduction.
    """

    text: str
    own: str
    line: int
    heading: str
    treatments: tuple[str, ...]
    notes: tuple[tuple[int, str], ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of its footnotes, in order."""
        return tuple(dict.fromkeys(key for _, key in self.notes))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, its line, and the number of words under it."""

    text: str
    line: int
    words: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article of the library whose front matter fits its schema."""

    path: str
    front: FrontMatter
    where: Front
    title: str | None
    headings: tuple[Heading, ...]
    statements: tuple[Statement, ...]


def read(path: Path, text: str, table: TreatmentTable) -> Document | list[Finding] | None:
    """An article, or what is wrong with its front matter; None for a file that is not the library's."""
    name, text = str(path), tidy(text)
    try:
        parts = fenced(text, name)
        data = read_yaml(parts.front, name) if parts else None
    except BadInput as error:
        what, _, do = str(error).removeprefix(f"{name}: ").rpartition("; ")
        return [Finding(name, 1, "schema", what or do, do.rstrip(".") if what else "correct its YAML")]
    if parts is None or not is_library(data):
        return None
    where = Front(parts)
    front, found = schema(name, data, where)
    return found if front is None else _document(name, front, where, parts, table)


def _document(name: str, front: FrontMatter, where: Front, parts: Fenced, table: TreatmentTable) -> Document:
    title, sections, _ = read_markdown(parts.body)
    lines = Lines(parts.body, parts.body_line)
    headings: list[Heading] = []
    statements: list[Statement] = []
    for section in tagged_sections(sections, tuple(front.treatments), table):
        line = lines.next(section.heading.rpartition(" › ")[2])
        words = sum(len(block.text.split()) for block in section.blocks)
        headings.append(Heading(section.heading, line, words))
        for block in section.blocks:
            statements += _statements(block, section, lines)
    return Document(name, front, where, title, tuple(headings), tuple(statements))


def _statements(block: Block, section: Section, lines: Lines) -> Iterator[Statement]:
    """The sentences of a block, each with its line and its footnotes."""
    lead = f"{block.lead} " if block.lead else ""
    for span in sentence_spans(block):
        own = block.text[span.start : span.end]
        notes = tuple(
            (offset - span.start + len(lead), key)
            for offset, key in block.footnotes
            if span.start < offset <= span.end
        )
        line = lines.next(own)
        yield Statement(lead + own, own, line, section.heading, section.treatments, notes)
