"""A file → an Article. Which files belong to a library, and what each of them is.

A file with the library's front matter is taken at its word (`ingest/library`); any other is understood
as a page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.article import Article, LeftOut
from ingest.errors import AftercareError, BadInput
from ingest.formats import from_docx, from_html, from_pdf
from ingest.front_matter import FrontMatter, cut
from ingest.library import library_article
from ingest.lines import read_lines
from ingest.page import Page, from_markdown, stated
from ingest.publishers import PublisherTable
from ingest.sign import signed
from ingest.site import named_site
from ingest.tag import tagged
from ingest.treatments import TreatmentTable

SUFFIXES = (".md", ".txt", ".html", ".htm", ".pdf", ".docx")
_PACKED = (".pdf", ".docx")
# What is considered where a text is not UTF-8. Files in English are nearly always one of these, and a
# longer list takes cp1252 for its many look-alikes.
_ENCODINGS = ["utf_16", "utf_16_le", "utf_16_be", "cp1252", "mac_roman"]
# Files of a library's folder that are about it, not of it.
_ABOUT = {"readme.md", "sources.md", "license.md", "changelog.md"}
# A book of a thousand pages as text; the largest real leaflet is under 1 MB, or 10 MB with pictures.
_MAX_BYTES, _MAX_PACKED_BYTES = 5_000_000, 50_000_000


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
            files = (f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES and belongs(f, path))
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


def belongs(file: Path, folder: Path) -> bool:
    """Whether a file is of a folder: not hidden, and really in it."""
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    if hidden or not file.is_file():
        return False
    return not file.is_symlink() or file.resolve().is_relative_to(folder.resolve())


def load(
    article_id: str, path: Path, raw: bytes, table: TreatmentTable, publishers: PublisherTable
) -> Article:
    """Read one file.

    Raises:
        BadInput: naming the file, what is wrong with it and what to do.
    """
    suffix, name = path.suffix.lower(), str(path)
    limit = _MAX_PACKED_BYTES if suffix in _PACKED else _MAX_BYTES
    if len(raw) > limit:
        raise BadInput(
            f"{path}: {len(raw) / 1e6:.0f} MB; at most {limit // 1_000_000} MB are read, split it."
        )
    if not raw.strip():
        raise BadInput(f"{path}: the file is empty; remove it or add its text.")
    content_hash = hashlib.sha256(raw).hexdigest()
    text = "" if suffix in _PACKED else _decode(raw, path)
    about: dict[str, object] = {}
    if suffix == ".md":
        front, text = cut(text, name)
        if isinstance(front, FrontMatter):
            return library_article(article_id, name, front, text, content_hash, table)
        about = front
    page = _page(suffix, raw, text, path, about)
    if page is None:
        raise BadInput(f"{path}: holds no text that could be quoted; remove it or add its text.")
    page = named_site(page, table)
    article = Article(
        id=article_id,
        title=page.title,
        kind=page.kind,
        origin=page.origin,
        sections=page.sections,
        content_hash=content_hash,
        category=page.category,
        published=page.published,
        left_out=page.left_out,
    )
    return tagged(signed(article, publishers), table)


def _page(suffix: str, raw: bytes, text: str, path: Path, about: dict[str, object]) -> Page | None:
    """Any document but the library's own articles, by its format; `about` is its site's front matter."""
    name = str(path)
    match suffix:
        case ".html" | ".htm":
            return from_markdown(from_html(text, name), path.stem)
        case ".docx":
            return from_markdown(from_docx(raw, name), path.stem)
        case ".pdf":
            found = from_pdf(raw, name)
            page = read_lines(found.text)
            return page.stating({"author": found.author}) if page else None
        case ".md":
            page = from_markdown(stated(text, about), "")
            page = page if page and page.title else read_lines(text)
            site = tuple(LeftOut("front matter", f"{key}: {value}") for key, value in about.items())
            return replace(page, left_out=(*site, *page.left_out)) if page else None
    return read_lines(text)


def _decode(raw: bytes, path: Path) -> str:
    """The text of the bytes: UTF-8 where it fits, else the most likely encoding."""
    try:
        if b"\x00" not in raw:
            return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass  # not UTF-8: guessed below
    best = from_bytes(raw, cp_isolation=_ENCODINGS).best()
    if best is None or "\x00" in (text := str(best)):
        raise BadInput(f"{path}: not a text in any encoding that is known; save it as UTF-8.")
    return text
