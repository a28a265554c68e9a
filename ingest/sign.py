"""Whose word a page is: its publisher by the table of publishers, else the clinician who wrote it."""

from __future__ import annotations

from dataclasses import replace

from ingest.article import Article, Origin, Section
from ingest.publishers import PublisherTable
from ingest.speakers import is_clinician


def signed(article: Article, publishers: PublisherTable) -> Article:
    """A page with its evidence and its publisher; each answer of it with who gave it."""
    origin = publishers.signed(article.origin)
    sections = tuple(_spoken(section, origin) for section in article.sections)
    return replace(article, origin=_vouched(origin), sections=sections)


def _spoken(section: Section, page: Origin) -> Section:
    """A question or answer with the page's origin and its own speaker."""
    if section.origin is None:
        return section
    said = section.origin
    origin = replace(page, author=said.author, capacity=said.capacity, asker=said.asker)
    return replace(section, origin=_vouched(origin) if section.role == "answer" else origin)


def _vouched(origin: Origin) -> Origin:
    """A clinician's word is that, where the table knows nothing of the publisher."""
    if origin.evidence == "unknown" and is_clinician(origin.capacity):
        return replace(origin, evidence="clinician")
    return origin
