"""Which treatments a page and each of its sections are about, by the table of treatments."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ingest.article import Article, Section
from ingest.treatments import TreatmentTable

_PREVAILS = 0.6  # share of all mentions of treatments that makes a page one on that treatment


def tagged(article: Article, table: TreatmentTable) -> Article:
    """Tag a page and each of its sections with the treatments that they are about.

    A section's own heading decides; else the page's title or category, or the treatment that most of
    its text speaks of; else what the section names.
    """
    about = _names(f"{article.title}. {article.category or ''}.", table)
    about = about or _prevailing(article.sections, table)
    sections = tuple(
        replace(
            section,
            treatments=_names(section.heading, table)
            or about
            or _names(" ".join(block.text for block in section.blocks), table),
        )
        for section in article.sections
    )
    named = about or tuple(dict.fromkeys(name for s in sections for name in s.treatments))
    return replace(article, sections=sections, treatments=named)


def _prevailing(sections: tuple[Section, ...], table: TreatmentTable) -> tuple[str, ...]:
    """The one treatment that most mentions in a page are of, if there is one."""
    counts = Counter(
        mention.name
        for section in sections
        for text in (section.heading, *(block.text for block in section.blocks))
        for mention in table.find(text)
    )
    ((name, most),) = counts.most_common(1) or [("", 0)]
    return (name,) if most > 1 and most > _PREVAILS * counts.total() else ()


def _names(text: str, table: TreatmentTable) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.name for mention in table.find(text)))
