"""Generations: what is built, what is embedded again, and what a foreign index says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

import ingest.build
from bot.flow import Bot
from ingest.build import ingest as run
from ingest.embed import Embedder
from ingest.errors import AftercareError, IndexProblem
from ingest.index import open_index
from ingest.manifest import read_manifest, rollback
from tests.conftest import PAGES


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


def test_scores_are_cosine_similarities(pages_index: Path, embedder: Embedder) -> None:
    index = open_index(pages_index, embedder.name)
    (passage,) = index.passages(["blog#2"]).values()
    found = dict(index.by_meaning(embedder.query(passage.index_text()), 3, None))
    assert found["blog#2"] == pytest.approx(1.0, abs=1e-3)
    assert all(-1.0 <= score <= 1.001 for score in found.values())
    index.close()


def test_the_same_text_twice_is_two_passages(tmp_path: Path, folder: Path, embedder: Embedder) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text("Tattoo care\n\nWash it with warm water.\n")
    run([tmp_path / "one.txt", tmp_path / "two.txt"], folder, embedder)
    assert read_manifest(folder).rows == ["one#1", "two#1"]


def test_a_bad_file_is_named_and_the_rest_is_in(library: Path, folder: Path, embedder: Embedder) -> None:
    (library / "empty.txt").write_text("")
    (library / "asked.md").write_text("# Tattoo care\n\nKeep it clean.\n")
    report = run([library], folder, embedder)
    assert report.added == ["asked", "blog"]
    reasons = "\n".join(report.refused.values())
    assert "empty.txt" in reasons and "same id" in reasons
    assert len(report.refused) == 2


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

    monkeypatch.setattr(ingest.build, "point_to", fail)
    with pytest.raises(AftercareError, match="the index is as it was"):
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


def test_an_index_folder_that_cannot_be_made_is_named(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(AftercareError, match="cannot be written to"):
        run([PAGES], tmp_path / "file" / "index", embedder)


Damage = Callable[[Path], object]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda f: f.mkdir(), "no index at"),
        (lambda f: (f.mkdir(), (f / "photo.jpg").write_text("x")), "not an index"),
        (lambda f: (f.mkdir(), (f / "CURRENT").write_text("gone\n")), "is gone"),
        (lambda f: (f.mkdir(), (f / "CURRENT").write_text("../x\n")), "is gone"),
    ],
)
def test_a_foreign_index_names_the_command_to_run(
    folder: Path, embedder: Embedder, damage: Damage, said: str
) -> None:
    damage(folder)
    with pytest.raises(IndexProblem, match=said) as caught:
        open_index(folder, embedder.name)
    assert f"python -m ingest --index {folder}" in str(caught.value)


def test_a_damaged_manifest_or_store_names_the_command(folder: Path, embedder: Embedder) -> None:
    run([PAGES], folder, embedder)
    (generation,) = (folder / "generations").iterdir()
    manifest = (generation / "manifest.json").read_text()
    (generation / "manifest.json").write_text('{"articles": 1}')
    with pytest.raises(IndexProblem, match="--rebuild"):
        open_index(folder, embedder.name)
    (generation / "manifest.json").write_text(manifest)
    (generation / "chroma").rename(generation / "elsewhere")
    with pytest.raises(IndexProblem, match="--rebuild"):
        open_index(folder, embedder.name)
    assert run([PAGES], folder, embedder, rebuild=True).added == ["asked", "blog"]


def test_another_embedder_s_index_is_refused_not_mixed(pages_index: Path, embedder: Embedder) -> None:
    with pytest.raises(IndexProblem, match="AFTERCARE_EMBEDDER"):
        open_index(pages_index, "some/other-model")
    with pytest.raises(IndexProblem, match="--rebuild"):
        run([PAGES], pages_index, Embedder("some/other-model"))


def test_ingest_refuses_a_folder_that_holds_something_else(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "holiday.jpg").write_text("x")
    with pytest.raises(AftercareError, match=r"holiday\.jpg"):
        run([PAGES], tmp_path, embedder)
    assert (tmp_path / "holiday.jpg").exists()


def test_words_are_found_under_their_stem_and_held_to_the_treatment(
    pages_index: Path, embedder: Embedder
) -> None:
    index = open_index(pages_index, embedder.name)
    assert index.by_words("moisturizers", 3, None)[0][0].startswith("blog#")
    assert index.by_words("moisturizers", 3, frozenset({"dermaplaning"})) == []
    assert index.by_words("zzz unknown words", 3, None) == []
    index.close()
