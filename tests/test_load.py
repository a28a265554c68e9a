"""A file → an Article, and the errors that name what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.article import Article
from ingest.errors import AftercareError, BadInput
from ingest.load import find, load
from ingest.publishers import shipped_publishers
from ingest.treatments import shipped
from tests.conftest import PAGES, ROOT

Read = Callable[[str, str], Article]
FRONT = """---
title: Makeup after microneedling
treatments: [microneedling]
evidence: brand
sources:
  a: {title: One, evidence: brand, read: page, url: "https://a.example/x"}
  b: {title: Two, evidence: clinic, read: note}
---
## When can I wear makeup?
Sources differ: wait 24 hours,[^a] or 72 hours.[^b] Wash first.[^a]
"""


def test_an_article_of_the_library_is_taken_at_its_word(read: Read) -> None:
    article = read("makeup.md", FRONT)
    assert article.title == "Makeup after microneedling"
    assert article.treatments == ("microneedling",)
    assert article.sources["a"].url == "https://a.example/x"
    (block,) = article.sections[0].blocks
    assert block.text == "Sources differ: wait 24 hours, or 72 hours. Wash first."
    assert [key for _, key in block.footnotes] == ["a", "b", "a"]


def test_a_section_of_an_article_across_treatments_is_on_those_that_its_heading_names(read: Read) -> None:
    across = FRONT.replace("[microneedling]", "[]") + "## Can I swim after a tatoo or a peel?\nWait.[^a]\n"
    makeup, swim = read("across.md", across).sections
    assert makeup.treatments == ()
    assert swim.treatments == ("tattoo", "chemical peel")
    own = read("own.md", FRONT + "## Can I swim after a tattoo?\nWait.[^a]\n").sections
    assert {section.treatments for section in own} == {("microneedling",)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("treatments: [microneedling]", "treatments: [moon dust]"), "moon dust"),
        (("treatments: [microneedling]", "treatments: 7"), "treatments"),
        (("evidence: brand\nsources", "evidence: rumour\nsources"), "evidence"),
        (("[^b] Wash", "[^nobody] Wash"), "nobody"),
        (("read: note", "read: maybe"), "read"),
        (("\n---\n##", "\n##"), "never closed"),
        (("title: Makeup after", "title: [Makeup after"), "YAML"),
        (("title: Makeup", "checked: 2026-02-30\ntitle: Makeup"), "YAML"),
        (("title: Makeup", "expect: [{sign: redness, from: 3, to: 1, source: a}]\ntitle: Makeup"), "before"),
    ],
)
def test_wrong_front_matter_is_named(read: Read, change: tuple[str, str], said: str) -> None:
    assert change[0] in FRONT
    with pytest.raises(BadInput, match=said) as caught:
        read("makeup.md", FRONT.replace(*change))
    assert "makeup.md" in str(caught.value)


def test_front_matter_of_a_web_site_is_clutter(read: Read) -> None:
    article = read("p.md", "---\nlayout: page\n---\n# Waxing care\n\nAvoid heat for a day.\n")
    assert article.title == "Waxing care"
    assert article.treatments == ("waxing",)
    assert article.sections[0].blocks[0].text == "Avoid heat for a day."


def test_markdown_lists_and_tables_keep_what_gives_them_meaning(read: Read) -> None:
    article = read(
        "p.md",
        "# Peel care\n\nAvoid for 48 hours:\n\n- **makeup**\n- [swimming](http://x.example)\n\n"
        "| Day | Skin |\n|---|---|\n| 1 | red |\n| 3 | flaky |\n",
    )
    blocks = article.sections[0].blocks
    assert [(b.lead, b.text) for b in blocks[:2]] == [
        ("Avoid for 48 hours:", "makeup"),
        ("Avoid for 48 hours:", "swimming"),
    ]
    assert [b.text for b in blocks[2:]] == ["Day: 1; Skin: red", "Day: 3; Skin: flaky"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_recognised(encoding: str) -> None:
    text = (
        "Soins après un peeling – was danach hilft\n\nLa peau est sèche après le peeling. "
        "Évitez le soleil et la chaleur pendant sept jours, s’il vous plaît.\n"
    )
    article = load("a", Path("a.txt"), text.encode(encoding), shipped(), shipped_publishers())
    assert "sèche après" in article.sections[0].blocks[0].text


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xfe" * 50, "text"),
        (b"Menu\n\nHome\n", "no text"),
        (b"a" * 5_000_001, "MB"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(raw: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        load("x", Path("x.txt"), raw, shipped(), shipped_publishers())
    assert "x.txt" in str(caught.value)


def test_ids_are_the_path_below_the_folder_that_was_named() -> None:
    assert [id_ for id_, _ in find([PAGES])] == ["asked", "blog"]
    assert "microneedling/dry-flaky-skin" in [id_ for id_, _ in find([ROOT / "corpus"])]


def test_a_missing_path_is_an_error_that_says_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(AftercareError, match="there is nothing"):
        find([tmp_path / "nowhere"])


def test_a_list_within_a_list_stands_under_the_item_above_it(read: Read) -> None:
    lines = "## What to do after waxing\n\n- Avoid:\n  - hot showers\n  - saunas\n- Wear loose clothes\n"
    wanted = [
        ("Avoid:", "hot showers"),
        ("Avoid:", "saunas"),
        ("What to do after waxing", "Wear loose clothes"),
    ]
    for name, text in (("w.md", f"# Waxing care\n\n{lines}"), ("w.txt", f"Waxing care\n\n{lines}")):
        blocks = read(name, text).sections[0].blocks
        assert [(block.lead, block.text) for block in blocks] == wanted
        assert all(block.quotable for block in blocks)


def test_a_list_that_lost_its_indentation_is_not_quoted(read: Read) -> None:
    text = "Waxing care\n\nWhat to do\n\n- Wash it.\n- Avoid:\n- hot showers\n- Wear loose clothes\n"
    blocks = read("w.txt", text).sections[0].blocks
    assert [(block.text, block.quotable) for block in blocks] == [
        ("Wash it.", True),
        ("Avoid:", False),
        ("hot showers", False),
        ("Wear loose clothes", False),
    ]


def test_hidden_files_and_links_out_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    (folder / ".trash").mkdir(parents=True)
    for name in ("a.txt", ".b.txt", ".trash/c.txt", "../outside.txt"):
        (folder / name).write_text("x")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    assert [id_ for id_, _ in find([folder])] == ["a"]


def test_a_page_is_tagged_by_heading_then_title_then_text(read: Read) -> None:
    article = read(
        "p.txt",
        "Care sheet\n\nAfter your Botox\n\nDo not rub the area.\n\nAfter your lip filler\n\n"
        "Keep your head up.\n\nIn general\n\nDrink water.\n",
    )
    assert [section.treatments for section in article.sections] == [
        ("botulinum toxin",),
        ("lip filler",),
        (),
    ]


def test_the_summaries_state_what_the_originals_state_and_no_more() -> None:
    articles = {
        id_: load(id_, path, path.read_bytes(), shipped(), shipped_publishers())
        for id_, path in find([ROOT / "corpus"])
    }
    clinic = articles["microdermabrasion/dry-red-flaky-skin"].origin
    brand = articles["microneedling/dry-flaky-skin"].origin
    assert (clinic.author, clinic.updated, clinic.publisher, clinic.url) == (
        "Dr. Elham Jafari",
        None,
        None,
        None,
    )
    assert (brand.author, brand.updated, brand.publisher) == ("Emily M.", "2024-04-30", None)
    assert clinic.summary_of and brand.summary_of and brand.commercial
