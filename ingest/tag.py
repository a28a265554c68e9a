"""Which treatments a page and each of its sections are about, by the table of treatments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ingest.article import Article, Section
from ingest.treatments import TreatmentTable

_PREVAILS = 0.6  # share of all mentions of treatments that makes a page one on that treatment
# A text that names so many treatments lists what else there is, or what to leave alone: it is on none.
_LIST = 3


def tagged(article: Article, table: TreatmentTable) -> Article:
    """Tag a page and each of its sections with the treatments that they are about.

    A section's own heading decides; else the page's title or category, or the treatment that most of
    its text speaks of; else what the section names.
    """
    about = _names(f"{article.title}. {article.category or ''}.", table, title=True)
    about = about or _prevailing(article.sections, table)
    sections = tuple(
        replace(
            section,
            treatments=_names(section.heading, table)
            or about
            or _named(section, table),
        )
        for section in article.sections
    )
    named = about or tuple(dict.fromkeys(name for s in sections for name in s.treatments))
    return replace(article, sections=sections, treatments=named)


def _prevailing(sections: tuple[Section, ...], table: TreatmentTable) -> tuple[str, ...]:
    """The one treatment that most mentions in a page are of, if there is one."""
    texts = (text for section in sections for text in (section.heading, *_lines(section)))
    named = ([mention.name for mention in table.find(text)] for text in texts)
    counts = Counter(name for names in named if len(set(names)) < _LIST for name in names)
    ((name, most),) = counts.most_common(1) or [("", 0)]
    return (name,) if most > 1 and most > _PREVAILS * counts.total() else ()


def _named(section: Section, table: TreatmentTable) -> tuple[str, ...]:
    """What a section's text speaks of, but for lists of treatments."""
    named = _names("\n".join(_lines(section)), table)
    return named if len(named) < _LIST else ()


def _lines(section: Section) -> Iterator[str]:
    return (line for block in section.blocks for line in block.text.split("\n"))


def _names(text: str, table: TreatmentTable, *, title: bool = False) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.name for mention in table.find(text, title=title)))
