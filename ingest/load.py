"""A file → an Article. Which files belong to a library, and what each of them is.

Reads Markdown and plain text. A file with the library's front matter is taken at its word; any other
is understood as a page (`ingest/page`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.article import Article, Origin, Section
from ingest.errors import AftercareError, BadInput
from ingest.front_matter import FrontMatter, cut
from ingest.markdown import read_markdown
from ingest.page import read_page
from ingest.treatments import TreatmentTable

SUFFIXES = (".md", ".txt")
# What is considered where a text is not UTF-8. Files in English are nearly always one of these, and a
# longer list takes cp1252 for its many look-alikes.
_ENCODINGS = ["utf_16", "utf_16_le", "utf_16_be", "cp1252", "mac_roman"]
# Files of a library's folder that are about it, not of it.
_ABOUT = {"readme.md", "sources.md", "license.md", "changelog.md"}
_PREVAILS = 0.6  # share of all mentions of treatments that makes a page one on that treatment
_MAX_BYTES = 5_000_000  # a book of a thousand pages as text; the largest real leaflet is under 1 MB


def find(paths: Iterable[Path]) -> list[tuple[str, Path]]:
    """(article id, file) for every article under `paths`, sorted by id.

    The id is the path below the folder that was named, without its ending, so that it stays the
    same when the folder moves.

    Raises:
        AftercareError: a path that does not exist, or is a file of a kind that is not read.
    """
    found: list[tuple[str, Path]] = []
    for path in paths:
        if path.is_dir():
            files = (f for f in path.rglob("*") if f.is_file() and f.suffix.lower() in SUFFIXES)
            found += [
                (file.relative_to(path).with_suffix("").as_posix(), file)
                for file in files
                if file.name.lower() not in _ABOUT
            ]
        elif path.is_file() and path.suffix.lower() in SUFFIXES:
            found.append((path.stem, path))
        else:
            why = f"only {' '.join(SUFFIXES)} are read" if path.exists() else "there is nothing"
            raise AftercareError(f"{path}: {why}; name a folder of articles or one such file.")
    return sorted(found)


def load(article_id: str, path: Path, raw: bytes, table: TreatmentTable) -> Article:
    """Read one file.

    Raises:
        BadInput: naming the file, what is wrong with it and what to do.
    """
    if len(raw) > _MAX_BYTES:
        limit = _MAX_BYTES // 1_000_000
        raise BadInput(f"{path}: {len(raw) / 1e6:.0f} MB; a text may have {limit} MB, split it.")
    text = _decode(raw, path)
    content_hash = hashlib.sha256(raw).hexdigest()
    if path.suffix.lower() == ".md":
        front, body = cut(text, str(path))
        title, sections = read_markdown(body)
        if front is not None:
            return _library_article(article_id, path, front, sections, content_hash, table)
        if title and sections:
            return _tagged(Article(article_id, title, "guide", Origin(), sections, content_hash), table)
        text = body
    page = read_page(text)
    if page is None:
        raise BadInput(f"{path}: holds no text that could be quoted; remove it or add its text.")
    origin = Origin(author=page.author, updated=page.updated or page.published, url=page.url)
    article = Article(
        id=article_id,
        title=page.title,
        kind=page.kind,
        origin=origin,
        sections=page.sections,
        content_hash=content_hash,
        category=page.category,
        published=page.published,
    )
    return _tagged(article, table)


def _decode(raw: bytes, path: Path) -> str:
    """The text of the bytes: UTF-8 where it fits, else the most likely encoding."""
    if not raw.strip():
        raise BadInput(f"{path}: the file is empty; remove it or add its text.")
    try:
        if b"\x00" not in raw:
            return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass  # not UTF-8: guessed below
    best = from_bytes(raw, cp_isolation=_ENCODINGS).best()
    if best is None or "\x00" in (text := str(best)):
        raise BadInput(f"{path}: not a text in any encoding that is known; save it as UTF-8.")
    return text


def _library_article(
    article_id: str,
    path: Path,
    front: FrontMatter,
    sections: tuple[Section, ...],
    content_hash: str,
    table: TreatmentTable,
) -> Article:
    """An article in the library's own format, checked against the table and its sources."""
    if unknown := [name for name in front.treatments if name not in table.names]:
        raise BadInput(
            f"{path}: treatments: {', '.join(unknown)} not in {table_name()}; "
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
        sections=tuple(replace(s, treatments=tuple(front.treatments)) for s in sections),
        content_hash=content_hash,
        treatments=tuple(front.treatments),
        sources=sources,
        expect=front.intervals(),
        wait=front.waits(),
    )


def table_name() -> str:
    """Where a person finds the table of treatments."""
    return "corpus/treatments.yaml"


def _tagged(article: Article, table: TreatmentTable) -> Article:
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
