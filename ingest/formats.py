"""The text inside a file that is not plain text: a web page, a PDF, a Word document.

Each becomes Markdown or lines of text, which the rest of ingest reads like any other; what the file
states about itself (title, author, dates) comes along. Nothing here judges the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import htmldate
import lxml.html
import trafilatura
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from ingest.article import LeftOut
from ingest.errors import BadInput

# A Word file is a zip: one that unfolds to more than this is no leaflet but a bomb.
_MAX_UNZIPPED = 200_000_000
# The pieces of a web page's text that are seen.
_SEEN = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
_LIST_STYLE = re.compile(r"List|Bullet", re.I)


@dataclass(frozen=True, slots=True)
class Extract:
    """Text, and what the file says about itself; what it does not say is None."""

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    updated: str | None = None
    left_out: tuple[LeftOut, ...] = ()


def from_html(html: str, name: str) -> Extract:
    """The article of a web page as Markdown, without menus, footers and related links.

    Raises:
        BadInput: a page whose text is made by scripts, or that has none.
    """
    text = trafilatura.extract(
        html,
        output_format="markdown",
        include_formatting=True,
        include_tables=True,
        include_comments=False,
        favor_recall=True,
    )
    if not text:
        raise BadInput(f"{name}: no article text in this page; save it from the browser as text.")
    about = trafilatura.extract_metadata(html, extensive=False)
    return Extract(
        text,
        about.title,
        about.author,
        about.sitename,
        _stated(html, original=True),
        about.url,
        _stated(html, original=False),
        tuple(_around(html, text)),
    )


def _lines(html: str) -> list[str]:
    """Everything that a web page says, a line for each piece of text between two tags."""
    # As bytes: lxml refuses a text that declares an encoding, as XHTML does.
    root = lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    pieces = root.xpath(_SEEN)
    return [line for piece in pieces if (line := " ".join(piece.split()))]


def _around(html: str, text: str) -> Iterator[LeftOut]:
    """What of a web page trafilatura took for menus, footers and related links."""
    kept = _letters(text)
    for line in _lines(html):
        if _letters(line) not in kept:
            yield LeftOut("around the article", line)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _stated(html: str, *, original: bool) -> str | None:
    """The day of publication, or of the last change, where the page states it in machine-readable form."""
    day: str | None = htmldate.find_date(html, extensive_search=False, original_date=original)
    return day if day and day in html else None


def from_pdf(raw: bytes, name: str) -> Extract:
    """The text of a PDF, line by line.

    Raises:
        BadInput: damaged, protected by a password, or scanned images without text.
    """
    try:
        reader = PdfReader(BytesIO(raw))
        lines = "\n".join(page.extract_text() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
        author = reader.metadata.author if reader.metadata else None
    except FileNotDecryptedError as error:
        raise BadInput(f"{name}: protected by a password; save a copy without one.") from error
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(f"{name}: damaged or not a PDF ({error}); export it again.") from error
    if not lines.strip():
        raise BadInput(f"{name}: a PDF of images without text; run text recognition (OCR) on it first.")
    return Extract(lines, title or None, author or None)


def from_docx(raw: bytes, name: str) -> Extract:
    """The paragraphs, lists and tables of a Word document as Markdown.

    Raises:
        BadInput: damaged, not a Word document, or unfolding to more than 200 MB.
    """
    try:
        with ZipFile(BytesIO(raw)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MAX_UNZIPPED:
                raise BadInput(f"{name}: unfolds to over 200 MB; this is no leaflet, remove it.")
        document = Document(BytesIO(raw))
    except (BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise BadInput(f"{name}: damaged or not a Word document ({error}); save it again.") from error
    blocks = (
        _table(block) if isinstance(block, Table) else _paragraph(block)
        for block in document.iter_inner_content()
    )
    about = document.core_properties
    return Extract("\n\n".join(filter(None, blocks)), about.title or None, about.author or None)


def _paragraph(paragraph: Paragraph) -> str:
    """A paragraph as Markdown, by the name of its style and its numbering."""
    text = " ".join(paragraph.text.split())
    style = (paragraph.style.name if paragraph.style else None) or ""
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    if not text:
        return ""
    if style == "Title":
        return f"# {text}"
    if level := re.match(r"Heading (\d)", style):
        return f"{'#' * min(int(level[1]) + 1, 6)} {text}"
    return f"- {text}" if numbered or _LIST_STYLE.match(style) else text


def _table(table: Table) -> str:
    rows = [[" ".join(cell.text.split()).replace("|", "/") for cell in row.cells] for row in table.rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines[:1], "|" + "---|" * len(rows[0]), *lines[1:]]) if rows else ""
