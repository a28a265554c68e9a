"""An article of the library: its front matter is taken at its word, once it is checked."""

from __future__ import annotations

from dataclasses import replace

from ingest.article import Article, Origin, Section
from ingest.errors import BadInput
from ingest.front_matter import FrontMatter
from ingest.markdown import read_markdown
from ingest.treatments import TreatmentTable


def library_article(
    article_id: str,
    path: str,
    front: FrontMatter,
    body: str,
    content_hash: str,
    table: TreatmentTable,
) -> Article:
    """An article in the library's own format, checked against the table and its sources.

    Raises:
        BadInput: a treatment that the table does not have, a footnote without a source, no text.
    """
    sections = read_markdown(body).sections
    if unknown := [name for name in front.treatments if name not in table.names]:
        raise BadInput(
            f"{path}: treatments: {', '.join(unknown)} not in corpus/treatments.yaml; "
            "use a canonical name or add it to the table."
        )
    keys = {key for section in sections for block in section.blocks for _, key in block.footnotes}
    if missing := sorted(keys - front.sources.keys()):
        raise BadInput(f"{path}: footnote {', '.join(missing)} is not among sources; define it.")
    if not sections:
        raise BadInput(f"{path}: front matter without any text below it; add the text.")
    summary = front.kind == "summary"
    sources = {key: entry.origin(summary=summary) for key, entry in front.sources.items()}
    own = Origin(evidence=front.evidence, commercial=front.commercial)
    if summary and len(sources) == 1:  # a summary speaks for the one page that it condenses
        own = next(iter(sources.values()))
    return Article(
        id=article_id,
        title=front.title,
        kind=front.kind,
        origin=own,
        sections=tagged_sections(sections, tuple(front.treatments), table),
        content_hash=content_hash,
        treatments=tuple(front.treatments),
        sources=sources,
        expect=front.intervals(),
        wait=front.waits(),
        checked=front.checked.isoformat() if front.checked else None,
    )


def tagged_sections(
    sections: tuple[Section, ...], treatments: tuple[str, ...], table: TreatmentTable
) -> tuple[Section, ...]:
    """Each section with the treatments that it is about.

    Those of its article; in an article across treatments, those that its heading names, so that "Can I
    swim after a tattoo?" is about tattoos alone.
    """
    return tuple(
        replace(s, treatments=treatments or tuple(dict.fromkeys(m.name for m in table.find(s.heading))))
        for s in sections
    )
