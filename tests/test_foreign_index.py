"""An index that is missing, foreign, damaged or another model's is refused with the command that mends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.build import ingest as run
from ingest.embed import Embedder
from ingest.errors import AftercareError, IndexProblem
from ingest.index import open_index
from tests.conftest import PAGES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


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
    with pytest.raises(IndexProblem, match="python -m ingest --index"):
        open_index(folder, embedder.name)
    (generation / "manifest.json").write_text(manifest)
    (generation / "chroma").rename(generation / "elsewhere")
    with pytest.raises(IndexProblem, match="--rebuild"):
        open_index(folder, embedder.name)
    assert run([PAGES], folder, embedder, rebuild=True).added == ["asked", "blog"]


def test_an_index_of_another_version_is_refused_and_ingest_builds_it_anew(
    folder: Path, embedder: Embedder
) -> None:
    run([PAGES], folder, embedder)
    (generation,) = (folder / "generations").iterdir()
    manifest = generation / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"format": 4', '"format": 1'))
    with pytest.raises(IndexProblem, match="another version"):
        open_index(folder, embedder.name)
    assert run([PAGES], folder, embedder).added == ["asked", "blog"]
    open_index(folder, embedder.name).close()


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


def test_an_index_folder_that_cannot_be_made_is_named(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(AftercareError, match="cannot be written to"):
        run([PAGES], tmp_path / "file" / "index", embedder)
