"""The library as plain data: read from the generation that answers, joined to articles again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.library import Library
from ingest.build import ingest
from ingest.embed import Embedder
from ingest.generations import read_manifest
from ingest.index import Index, open_index
from tests.conftest import PAGES

NEEDLED = "microneedling/dry-flaky-skin"


@pytest.fixture(scope="module")
def index(summaries_index: Path, embedder: Embedder) -> Index:
    return open_index(summaries_index, embedder.name)


def test_entries_tell_whose_an_article_is_and_when_it_was_checked(index: Index) -> None:
    entries = Library(lambda: index, own=frozenset({NEEDLED})).entries()
    assert [entry["title"] for entry in entries] == [
        "Dry, flaky skin after microneedling",
        "Dry, red and flaky skin one week after microdermabrasion",
    ]
    first = entries[0]
    assert (first["id"], first["treatments"], first["kind"]) == (NEEDLED, ["microneedling"], "summary")
    assert (first["author"], first["evidence"], first["commercial"]) == ("Emily M.", "brand", True)
    assert (first["checked"], first["updated"], first["published"]) == ("2026-11-21", "2024-04-30", None)
    assert [entry["own"] for entry in entries] == [True, False]


def test_a_search_finds_words_in_the_text_and_names_each_article_once(index: Index) -> None:
    books = Library(lambda: index)
    assert books.found("aloe vera") == [NEEDLED]
    assert sorted(books.found("redness")) == sorted(entry["id"] for entry in books.entries())
    assert books.found("carburettor") == []


def test_an_article_has_its_sections_and_a_mark_behind_every_sentence(index: Index) -> None:
    data = Library(lambda: index).article(NEEDLED)
    assert data is not None
    headings = [section["heading"] for section in data["sections"]]
    assert headings[0] == "Is dry, flaky skin normal after microneedling?"
    assert len(headings) == len(set(headings)) == 8
    (line,) = data["sections"][0]["lines"]
    ends = [line["text"][:offset][-1] for offset, _ in line["marks"]]
    assert ends == [".", ".", "."]
    assert {number for _, number in line["marks"]} == {1}
    assert [(s["number"], s["author"]) for s in data["sources"]] == [(1, "Emily M.")]


def test_an_article_that_is_not_there_is_none(index: Index) -> None:
    assert Library(lambda: index).article("../../etc/passwd") is None


def test_who_asked_and_who_answered_stand_over_their_words(pages_index: Path, embedder: Embedder) -> None:
    pages = open_index(pages_index, embedder.name)
    data = Library(lambda: pages).article("asked")
    assert data is not None
    speakers = [section["speaker"] for section in data["sections"]]
    assert len(speakers) == 2
    assert data["author"] == "Dr. Ada Marsh"
    pages.close()


def test_a_list_over_two_passages_has_its_lead_line_once(tmp_path: Path, embedder: Embedder) -> None:
    items = "\n".join(f"- thing number {n}, which has a name that is rather long" for n in range(40))
    (tmp_path / "books").mkdir()
    text = f"# After a tattoo\n\n## What to avoid\n\nStay away from these:\n\n{items}\n"
    (tmp_path / "books" / "long.md").write_text(text)
    ingest([tmp_path / "books"], tmp_path / "index", embedder)
    opened = open_index(tmp_path / "index", embedder.name)
    data = Library(lambda: opened).article("long")
    assert data is not None
    assert len(opened.manifest.articles[0].passages) > 1
    (section,) = data["sections"]
    assert [line["text"] for line in section["lines"] if not line["item"]] == ["Stay away from these:"]
    assert sum(line["item"] for line in section["lines"]) == 40
    opened.close()


def test_what_changed_last_is_told_against_the_generation_before(
    library: Path, tmp_path: Path, embedder: Embedder
) -> None:
    where = tmp_path / "index"
    ingest([library], where, embedder)
    assert read_manifest(where).changes.first
    (library / "blog.txt").unlink()
    shutil.copy(PAGES / "asked.txt", library / "again.txt")
    with (library / "asked.txt").open("a") as file:
        file.write("\nThe bumps after dermaplaning went by themselves in the end.\n")
    ingest([library], where, embedder)
    opened = open_index(where, embedder.name)
    told = Library(lambda: opened).changes()
    assert (told["first"], told["articles"]) == (False, 2)
    assert [one["id"] for one in told["added"]] == ["again"]
    assert [one["id"] for one in told["changed"]] == ["asked"]
    assert told["removed"] == ["blog"]
    opened.close()
