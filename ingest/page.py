"""A Page: what a document says of itself, and its sections; and how Markdown becomes one.

Articles of the library say these things in their front matter; every other document is understood as
a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.article import Kind, Section
from ingest.byline import byline_fields
from ingest.formats import Extract
from ingest.markdown import read_markdown

_MAX_BYLINE_CHARS = 120


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself; what it does not say is None. Dates are ISO dates."""

    title: str
    sections: tuple[Section, ...]
    kind: Kind
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    category: str | None = None
    published: str | None = None
    updated: str | None = None


def from_markdown(found: Extract, fallback: str) -> Page | None:
    """Markdown as a page, or None where it holds no text.

    Its own first heading is the title, else the one that the file states, else `fallback`. Lines that
    only state author or date are taken out of the text.
    """
    heading, sections = read_markdown(found.text)
    title = heading or found.title or fallback
    page = Page(title, (), "guide", found.author, found.publisher, found.url, published=found.published)
    kept = []
    for section in sections:
        blocks = []
        for block in section.blocks:
            stated = byline_fields(block.text, title) if len(block.text) <= _MAX_BYLINE_CHARS else {}
            if stated and not block.footnotes:
                page = replace(page, **{k: v for k, v in stated.items() if v})  # type: ignore[arg-type]
            else:
                blocks.append(block)
        if blocks:
            kept.append(replace(section, blocks=tuple(blocks)))
    return replace(page, sections=tuple(kept), kind=kind_of(title, tuple(kept))) if kept else None


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
