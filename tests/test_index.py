"""Generations: what is built, which one answers, and what stays when something fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from bot.flow import Bot
from ingest.build import ingest as run
from ingest.embed import Embedder
from ingest.errors import AftercareError, IndexProblem
from ingest.folder import FolderGenerations
from ingest.generations import read_manifest, rollback
from ingest.index import open_index


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_scores_are_cosine_similarities(pages_index: Path, embedder: Embedder) -> None:
    index = open_index(pages_index, embedder.name)
    (passage,) = index.passages(["blog#2"]).values()
    found = dict(index.by_meaning(embedder.query(passage.index_text()), 3, None))
    assert found["blog#2"] == pytest.approx(1.0, abs=1e-3)
    assert all(-1.0 <= score <= 1.001 for score in found.values())
    index.close()


def test_a_bad_file_is_named_and_the_rest_is_in(library: Path, folder: Path, embedder: Embedder) -> None:
    (library / "empty.txt").write_text("")
    (library / "asked.md").write_text("# Tattoo care\n\nKeep it clean.\n")
    report = run([library], folder, embedder)
    assert report.added == ["asked", "blog"]
    reasons = "\n".join(report.refused.values())
    assert "empty.txt" in reasons and "same id" in reasons
    assert len(report.refused) == 2


def test_a_file_that_stays_bad_is_refused_again_and_builds_nothing(
    library: Path, folder: Path, embedder: Embedder
) -> None:
    (library / "empty.txt").write_text("")
    first = run([library], folder, embedder)
    again = run([library], folder, embedder)
    assert again.refused == first.refused and again.generation == first.generation
    (library / "blog.txt").unlink()
    third = run([library], folder, embedder)
    assert third.refused == first.refused
    assert run([library], folder, embedder).generation == third.generation


def test_a_generation_that_cannot_be_opened_does_not_stop_a_running_bot(
    library: Path, folder: Path, embedder: Embedder
) -> None:
    run([library], folder, embedder)
    bot = Bot(folder, embedder)
    (folder / "generations" / "newer").mkdir()
    (folder / "generations" / "newer" / "manifest.json").write_text("{}")
    (folder / "CURRENT").write_text("newer\n")
    assert bot.answer("is itching normal after a chemical peel?").outcome == "answered"


def test_a_changed_article_that_became_unreadable_leaves_the_index(
    library: Path, folder: Path, embedder: Embedder
) -> None:
    run([library], folder, embedder)
    (library / "blog.txt").write_text("")
    report = run([library], folder, embedder)
    assert report.removed == ["blog"]
    assert {entry.id for entry in read_manifest(folder).articles} == {"asked"}


def test_nothing_to_read_leaves_the_index_as_it_was(library: Path, folder: Path, embedder: Embedder) -> None:
    run([library], folder, embedder)
    before = read_manifest(folder)
    for file in library.iterdir():
        file.write_text("")
    with pytest.raises(AftercareError, match="No article could be read"):
        run([library], folder, embedder)
    assert read_manifest(folder) == before


def test_a_failure_half_way_leaves_the_old_generation_answering(
    library: Path, folder: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([library], folder, embedder)
    before = read_manifest(folder)
    (library / "blog.txt").write_text("Peel care\n\nRest for a day.\n")

    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(FolderGenerations, "point_to", fail)
    with pytest.raises(AftercareError, match="The index is as it was"):
        run([library], folder, embedder)
    monkeypatch.undo()
    assert read_manifest(folder) == before
    open_index(folder, embedder.name).close()
    assert run([library], folder, embedder).changed == ["blog"]
    assert len(list((folder / "generations").iterdir())) == 2  # what was left behind is swept


def test_a_second_ingest_says_that_one_is_running(library: Path, folder: Path, embedder: Embedder) -> None:
    folder.mkdir()
    with FileLock(folder / "lock"), pytest.raises(AftercareError, match="another ingest"):
        run([library], folder, embedder)


def test_a_running_bot_picks_up_a_new_generation(library: Path, folder: Path, embedder: Embedder) -> None:
    run([library], folder, embedder)
    bot = Bot(folder, embedder)
    question = "can I swim after a chemical peel?"
    assert bot.answer(question).outcome == "abstained"
    for day in (3, 4):  # twice, so that a generation is also closed
        (library / "swim.txt").write_text(
            f"Swimming after a chemical peel\n\nDo not swim for {day} days after a chemical peel.\n"
        )
        run([library], folder, embedder)
        assert f"for {day} days" in bot.answer(question).text


def test_the_generation_before_can_answer_again(library: Path, folder: Path, embedder: Embedder) -> None:
    run([library], folder, embedder)
    with pytest.raises(IndexProblem, match="no earlier generation"):
        rollback(folder)
    before = read_manifest(folder)
    (library / "blog.txt").unlink()
    run([library], folder, embedder)
    assert rollback(folder) == before.generation
    assert read_manifest(folder) == before


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(
    library: Path, folder: Path, embedder: Embedder
) -> None:
    (library / "empty.txt").write_text("")
    first = run([library], folder, embedder, dry_run=True)
    assert first.added == ["asked", "blog"] and "empty" in next(iter(first.refused.values()))
    assert not folder.exists()
    run([library], folder, embedder)
    before = read_manifest(folder)
    (library / "blog.txt").unlink()
    assert run([library], folder, embedder, dry_run=True).removed == ["blog"]
    assert read_manifest(folder) == before


def test_words_are_found_under_their_stem_and_held_to_the_treatment(
    pages_index: Path, embedder: Embedder
) -> None:
    index = open_index(pages_index, embedder.name)
    assert index.by_words("moisturizers", 3, None)[0][0].startswith("blog#")
    assert index.by_words("moisturizers", 3, frozenset({"dermaplaning"})) == []
    assert index.by_words("zzz unknown words", 3, None) == []
    index.close()


def test_a_search_for_no_treatment_finds_what_is_general_alone(
    folder: Path, embedder: Embedder, tmp_path: Path
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "waxing.txt").write_text("After waxing\n\nKeep out of the pool for a day after waxing.\n")
    (texts / "care.txt").write_text("Looking after skin\n\nKeep out of the pool while the skin is open.\n")
    run([texts], folder, embedder)
    index = open_index(folder, embedder.name)
    near = {id_.split("#")[0] for id_, _ in index.by_meaning(embedder.query("the pool"), 9, frozenset())}
    assert near == {"care"}
    assert {id_.split("#")[0] for id_, _ in index.by_words("pool", 9, frozenset())} == {"care"}
    index.close()
