"""A Page: what a document says of itself, and its sections; and how Markdown becomes one.

Articles of the library say these things in their front matter; every other document is understood as
a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ingest.article import Kind, LeftOut, Origin, Section
from ingest.byline import Fields, byline_fields
from ingest.dates import iso_date
from ingest.formats import Extract
from ingest.markdown import read_markdown
from ingest.speakers import answered, asked, named

_MAX_BYLINE_CHARS = 200
_MAX_QUESTION_WORDS = 25
_DATE_KEYS = {
    "published": ("published", "date", "datepublished"),
    "updated": ("updated", "modified", "lastmod", "datemodified", "last_modified_at"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself; what it does not say is None. Dates are ISO dates."""

    title: str
    sections: tuple[Section, ...]
    kind: Kind
    author: str | None = None
    capacity: str | None = None
    reviewer: str | None = None
    publisher: str | None = None
    url: str | None = None
    category: str | None = None
    published: str | None = None
    updated: str | None = None
    left_out: tuple[LeftOut, ...] = ()

    def stating(self, fields: Fields, line: str = "") -> Page:
        """The page with what one of its lines states; what is known already stays."""
        if line and fields and not any(fields.values()):  # "Updated 03/04/2024": of which day?
            return replace(self, left_out=(*self.left_out, LeftOut("unclear date", line)))
        fresh = {key: value for key, value in fields.items() if value and not getattr(self, key)}
        if "author" not in fresh:
            fresh.pop("capacity", None)  # it is another's
        return replace(self, **fresh)  # type: ignore[arg-type]

    @property
    def origin(self) -> Origin:
        """Who says it, as far as the page states it."""
        updated = self.updated or self.published
        return Origin(
            publisher=self.publisher,
            author=self.author,
            capacity=self.capacity,
            reviewer=self.reviewer,
            updated=updated,
            url=self.url,
        )


def from_markdown(found: Extract, fallback: str) -> Page | None:
    """Markdown as a page, or None where it holds no text.

    Its own first heading is the title, else the one that the file states, else `fallback`. Lines that
    only state author or date are taken out of the text.
    """
    heading, sections, clutter = read_markdown(found.text)
    title = heading or found.title or fallback
    left_out = (*found.left_out, *clutter)
    page = Page(title, (), "guide", publisher=found.publisher, url=found.url, left_out=left_out)
    kept = []
    for section in sections:
        blocks = []
        for block in section.blocks:
            stated = byline_fields(block.text, title) if len(block.text) <= _MAX_BYLINE_CHARS else {}
            if stated and not block.footnotes:
                page = page.stating(stated, block.text)
            else:
                blocks.append(block)
        if blocks:
            kept.append(replace(section, blocks=tuple(blocks)))
    spoken = tuple(_spoken(kept))
    answer = next((s.origin for s in spoken if s.role == "answer" and s.origin), None)
    if answer:
        page = page.stating({"author": answer.author, "capacity": answer.capacity})
    by = named(found.author) if found.author else None
    page = page.stating({"author": by.name, "capacity": by.capacity} if by else {})
    page = page.stating({"published": found.published, "updated": found.updated})
    return replace(page, sections=spoken, kind=kind_of(title, spoken)) if spoken else None


def stated(text: str, about: Mapping[str, object]) -> Extract:
    """A Markdown text with what its web site's own front matter states of it."""
    fields = {str(key).lower(): str(value) for key, value in about.items() if isinstance(value, str | date)}
    days = {
        what: next((day for key in keys if (day := iso_date(fields.get(key, "")))), None)
        for what, keys in _DATE_KEYS.items()
    }
    return Extract(
        text, fields.get("title"), fields.get("author"), published=days["published"], updated=days["updated"]
    )


def _spoken(sections: list[Section]) -> Iterator[Section]:
    """The sections, cut where a line says who asked or answered what stands below it."""
    current, asker, question = Section("", ()), None, ""
    for section in sections:
        heading, blocks = section.heading, []
        if current.role == "answer" and question and heading:
            heading = f"{question} › {heading}"
        current = replace(section, heading=heading, role=current.role, origin=current.origin)
        for block in section.blocks:
            by_asker = asked(block.text)
            speaker = by_asker or answered(block.text)
            if speaker is None:
                blocks.append(block)
                continue
            current, blocks = replace(current, blocks=tuple(blocks)), []
            if current.blocks:
                yield current
            origin = Origin(author=speaker.name, capacity=speaker.capacity)
            if by_asker:
                above = "" if current.role == "answer" else current.heading
                asker, question = speaker.name, ""
                current = Section(above, (), "question", origin=origin)
            else:
                question = _question(current) if current.role != "answer" else question
                current = Section(question, (), "answer", origin=replace(origin, asker=asker))
        if blocks:
            yield replace(current, blocks=tuple(blocks))


def _question(section: Section) -> str:
    """The question in a few words, where the one who asked put it so."""
    last = section.blocks[-1].text if section.blocks else ""
    short = last.endswith("?") and len(last.split()) <= _MAX_QUESTION_WORDS
    return last if short else section.heading


def kind_of(title: str, sections: tuple[Section, ...]) -> Kind:
    """A question that somebody answered, a list of questions, or a guide."""
    if any(section.role == "answer" for section in sections):
        return "answer"
    headings = [section.heading for section in sections if section.heading]
    questions = sum(heading.endswith("?") for heading in headings)
    if re.search(r"\bFAQ|frequently asked", title, re.I) or (
        questions > 2 * len(headings) / 3 and questions > 1
    ):
        return "faq"
    return "guide"
