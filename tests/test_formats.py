"""Web pages, PDFs and Word documents: their text arrives whole, their faults are named."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from ingest.article import Article
from ingest.errors import BadInput
from ingest.load import load
from ingest.publishers import shipped_publishers
from ingest.treatments import shipped

HTML = """<html><head><title>Care after waxing | Salon</title>
<meta name="author" content="Nora P."><meta property="og:site_name" content="A Salon">
<meta property="article:published_time" content="2023-05-01T10:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/book">Book now</a></li></ul></nav>
<div class="cookie">We use cookies. Accept all cookies</div>
<main><article><h1>Care after waxing</h1>
<p>The skin is <b>pink</b> for six hours after waxing. Small bumps are common.</p>
<h2>What should I avoid?</h2><p>For the first 24 hours avoid:</p>
<ul><li>hot baths</li><li>perfumed <a href="/shop">creams</a></li></ul>
<table><tr><th>Day</th><th>Skin</th></tr><tr><td>1</td><td>pink</td></tr></table>
</article></main><aside><h4>Related posts</h4><a href="#">Botox offers</a></aside>
<footer>18 Orchard Road, Suite 200, Dover, DE</footer></body></html>"""
LINES = (
    "Care after waxing\nUpdated on March 3, 2025\n\nWhat to expect\n"
    "The skin can be pink for six to eight hours after waxing, and small bumps around the hair are "
    "common. They usually settle within a day.\n\nFor the first 24 hours avoid:\n- hot baths\n- saunas\n"
)


def article(name: str, raw: bytes) -> Article:
    return load(Path(name).stem, Path(name), raw, shipped(), shipped_publishers())


def texts(found: Article) -> list[tuple[str | None, str]]:
    return [(block.lead, block.text) for section in found.sections for block in section.blocks]


def pdf(text: str, *, password: str | None = None) -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("Helvetica", size=11)
    if text:
        made.multi_cell(0, 6, text)
    if password is None:
        return bytes(made.output())
    writer = PdfWriter(clone_from=PdfReader(BytesIO(bytes(made.output()))))
    writer.encrypt(password, algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    return locked.getvalue()


def docx() -> bytes:
    made = Document()
    made.add_heading("Care after waxing", 0)
    made.add_heading("What should I avoid?", 1)
    made.add_paragraph("For the first 24 hours avoid:")
    made.add_paragraph("hot baths", style="List Bullet")
    made.add_paragraph("saunas", style="List Number")
    table = made.add_table(2, 2)
    for place, text in {(0, 0): "Day", (0, 1): "Skin", (1, 0): "1", (1, 1): "pink"}.items():
        table.cell(*place).text = text
    made.core_properties.author = "Nora P."
    raw = BytesIO()
    made.save(raw)
    return raw.getvalue()


def bomb() -> bytes:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b"\0" * 201_000_000)
    return raw.getvalue()


def test_a_web_page_gives_its_article_and_not_its_menus() -> None:
    found = article("waxing.html", HTML.encode())
    assert (found.title, found.treatments) == ("Care after waxing", ("waxing",))
    assert (found.origin.author, found.origin.publisher) == ("Nora P", "A Salon")
    assert found.origin.updated == "2023-05-01"
    assert texts(found) == [
        (None, "The skin is pink for six hours after waxing. Small bumps are common."),
        ("For the first 24 hours avoid:", "hot baths"),
        ("For the first 24 hours avoid:", "perfumed creams"),
        (None, "Day: 1; Skin: pink"),
    ]


def test_what_a_web_page_says_around_its_article_is_kept_as_left_out() -> None:
    xhtml = f'<?xml version="1.0" encoding="utf-8"?><!-- unseen --><?php echo 1 ?>{HTML}'
    gone = [one.text for one in article("waxing.html", xhtml.encode()).left_out]
    assert {"Home", "Book now", "We use cookies. Accept all cookies", "Related posts"} <= set(gone)
    assert not any("unseen" in text or "echo" in text for text in gone)


def test_a_web_page_keeps_both_dates_and_guesses_none() -> None:
    stated = '<meta property="article:modified_time" content="2024-06-01T08:00:00Z">'
    both = article("waxing.html", HTML.replace("<meta name", f"{stated}<meta name", 1).encode())
    assert (both.published, both.origin.updated) == ("2023-05-01", "2024-06-01")
    bare = HTML.replace('<meta property="article:published_time" content="2023-05-01T10:00:00Z">', "")
    found = article("waxing.html", bare.replace("Dover, DE", "Dover, DE © 2019").encode())
    assert (found.published, found.origin.updated) == (None, None)


def test_a_pdf_gives_its_paragraphs_unwrapped() -> None:
    found = article("waxing.pdf", pdf(LINES))
    assert (found.title, found.origin.updated) == ("Care after waxing", "2025-03-03")
    assert texts(found) == [
        (
            None,
            "The skin can be pink for six to eight hours after waxing, and small bumps around the hair are "
            "common. They usually settle within a day.",
        ),
        ("For the first 24 hours avoid:", "hot baths"),
        ("For the first 24 hours avoid:", "saunas"),
    ]


def test_a_word_document_gives_headings_lists_and_tables() -> None:
    found = article("waxing.docx", docx())
    assert (found.title, found.origin.author) == ("Care after waxing", "Nora P.")
    assert found.sections[0].heading == "What should I avoid?"
    assert texts(found) == [
        ("For the first 24 hours avoid:", "hot baths"),
        ("For the first 24 hours avoid:", "saunas"),
        (None, "Day: 1; Skin: pink"),
    ]


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("cut.pdf", pdf(LINES)[:700], "damaged"),
        ("not.pdf", b"hello", "damaged"),
        ("locked.pdf", pdf(LINES, password="secret"), "password"),
        ("scan.pdf", pdf(""), "OCR"),
        ("cut.docx", docx()[:900], "damaged"),
        ("not.docx", b"hello", "damaged"),
        ("bomb.docx", bomb(), "unfolds"),
        ("script.html", b"<html><body><script>render()</script></body></html>", "no article text"),
        ("empty.pdf", b"", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(name: str, raw: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        article(name, raw)
    assert str(caught.value).startswith(f"{name}: ")
