"""What a new generation embeds, what it copies from the one before, and what it marks as copies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.build import ingest as run
from ingest.embed import Embedder
from ingest.generations import read_manifest
from ingest.index import open_index


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_unchanged_articles_embed_nothing_and_write_nothing(
    library: Path, folder: Path, embedder: Embedder
) -> None:
    first = run([library], folder, embedder)
    again = run([library], folder, embedder)
    assert (first.added, again.added, again.embedded) == (["asked", "blog"], [], 0)
    assert again.unchanged == ["asked", "blog"]
    assert again.generation == first.generation


def test_only_what_changed_is_embedded_and_what_is_gone_leaves(
    library: Path, folder: Path, embedder: Embedder
) -> None:
    run([library], folder, embedder)
    (library / "blog.txt").unlink()
    (library / "new.txt").write_text("Waxing care\n\nAvoid hot water for a day after waxing.\n")
    report = run([library], folder, embedder)
    assert (report.added, report.changed, report.removed) == (["new"], [], ["blog"])
    assert report.embedded == 2  # one passage, one sentence
    index = open_index(folder, embedder.name)
    assert {id_.partition("#")[0] for id_ in index.manifest.rows} == {"asked", "new"}
    index.close()


def test_what_was_only_moved_is_not_embedded_again(library: Path, folder: Path, embedder: Embedder) -> None:
    run([library], folder, embedder)
    (library / "blog.txt").rename(library / "renamed.txt")
    (library / "twice.txt").write_text((library / "renamed.txt").read_text())
    report = run([library], folder, embedder)
    assert (report.added, report.removed, report.embedded) == (["renamed", "twice"], ["blog"], 0)


def test_of_a_changed_article_only_the_changed_passage_is_embedded(
    library: Path, folder: Path, embedder: Embedder
) -> None:
    page = "# Waxing care\n\n## Heat\n\nAvoid heat for a day.\n\n## Clothes\n\nWear loose clothes.\n"
    (library / "wax.md").write_text(page)
    run([library], folder, embedder)
    (library / "wax.md").write_text(page.replace("a day", "two days"))
    report = run([library], folder, embedder)
    assert (report.changed, report.embedded) == (["wax"], 2)  # the passage and its one sentence


def test_near_copies_are_marked_and_numbers_keep_texts_apart(
    library: Path, folder: Path, embedder: Embedder
) -> None:
    text = "Waxing care\n\nFor {} hours after waxing avoid hot baths, saunas and tight clothes on {} skin.\n"
    for name, words in {"a": (24, "the"), "b": (24, "your"), "c": (72, "the")}.items():
        (library / f"{name}.txt").write_text(text.format(*words))
    assert run([library], folder, embedder).copies == 1
    index = open_index(folder, embedder.name)
    assert index.manifest.copies == (("a#1", "b#1"),)
    assert (index.original("b#1"), index.original("c#1")) == ("a#1", "c#1")
    index.close()


def test_vectors_that_are_copied_are_the_same(library: Path, folder: Path, embedder: Embedder) -> None:
    run([library], folder, embedder)
    vector = embedder.query("itching after a peel")
    before = open_index(folder, embedder.name)
    scores = before.by_meaning(vector, 5, None)
    before.close()
    (library / "new.txt").write_text("Laser hair removal\n\nShaving is fine.\n")
    run([library], folder, embedder)
    after = open_index(folder, embedder.name)
    kept = [pair for pair in after.by_meaning(vector, 6, None) if not pair[0].startswith("new")]
    assert [id_ for id_, _ in kept][:5] == [id_ for id_, _ in scores]
    assert np.allclose([score for _, score in kept][:5], [score for _, score in scores], atol=1e-5)
    after.close()


def test_the_same_text_twice_is_two_passages(tmp_path: Path, folder: Path, embedder: Embedder) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text("Tattoo care\n\nWash it with warm water.\n")
    run([tmp_path / "one.txt", tmp_path / "two.txt"], folder, embedder)
    assert read_manifest(folder).rows == ["one#1", "two#1"]
