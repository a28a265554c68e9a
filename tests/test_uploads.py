"""Articles added by hand: taken in or left out whole, the same as the command line would."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

import ingest.uploads
from ingest.build import ingest as run
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.generations import read_manifest
from ingest.uploads import Uploads
from tests.conftest import PAGES

LEAFLET = b"# After cupping\n\n## Are round marks normal?\n\nRound marks after cupping fade within 10 days.\n"


@pytest.fixture
def uploads(tmp_path: Path, pages_index: Path, embedder: Embedder) -> Uploads:
    """A folder for uploads beside an index of the two pages."""
    shutil.copytree(pages_index, tmp_path / "index")
    return Uploads(tmp_path / "uploads", str(tmp_path / "index"), embedder)


def held(uploads: Uploads) -> set[str]:
    return {entry.id for entry in read_manifest(uploads.location).articles}


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(ingest.uploads).failed == 0


def test_an_upload_joins_the_library_as_the_command_line_would_have_it(
    uploads: Uploads, embedder: Embedder
) -> None:
    report = uploads.add([("Cupping leaflet.md", LEAFLET)])
    assert (report.added, report.refused) == (["Cupping-leaflet"], {})
    assert held(uploads) == {"asked", "blog", "Cupping-leaflet"}
    assert uploads.names() == ["Cupping-leaflet.md"]
    assert uploads.whole() == [PAGES.resolve(), uploads.folder.resolve()]
    assert uploads.command() == (
        f"python -m ingest {PAGES.resolve()} {uploads.folder.resolve()} --index {uploads.location}"
    )
    again = run(uploads.whole(), uploads.location, embedder)
    assert (again.added, again.changed, again.removed, again.embedded) == ([], [], [], 0)


def test_a_refused_file_is_named_and_leaves_no_trace(uploads: Uploads) -> None:
    report = uploads.add([("good.md", LEAFLET), ("empty.md", b" "), ("run.exe", b"MZ"), ("blog.md", LEAFLET)])
    assert report.added == ["good"]
    assert set(report.refused) == {"empty.md", "run.exe", "blog.md"}
    assert "the file is empty" in report.refused["empty.md"]
    assert "only .md .txt .html" in report.refused["run.exe"]
    assert "the library has an article 'blog'; rename the file" in report.refused["blog.md"]
    assert [file.name for file in uploads.folder.iterdir()] == ["good.md"]


def test_where_all_are_refused_nothing_is_made(uploads: Uploads) -> None:
    before = read_manifest(uploads.location).generation
    with pytest.raises(AftercareError, match="the file is empty"):
        uploads.add([("empty.md", b" ")])
    with pytest.raises(AftercareError, match="choose at least one"):
        uploads.add([])
    assert not uploads.folder.exists()
    assert read_manifest(uploads.location).generation == before


def test_the_same_name_replaces_and_another_ending_of_it_is_refused(uploads: Uploads) -> None:
    uploads.add([("cupping.md", LEAFLET)])
    report = uploads.add([("cupping.md", LEAFLET.replace(b"10 days", b"2 weeks"))])
    assert report.changed == ["cupping"]
    with pytest.raises(AftercareError, match=r"cupping\.md has the same name; rename one of them"):
        uploads.add([("cupping.txt", LEAFLET)])
    assert uploads.names() == ["cupping.md"]


def test_two_files_of_one_name_at_once_are_not_both_taken(uploads: Uploads) -> None:
    report = uploads.add([("cupping.md", LEAFLET), ("cupping.txt", LEAFLET)])
    assert report.added == ["cupping"]
    assert "has the same name" in report.refused["cupping.txt"]
    assert uploads.names() == ["cupping.md"]


def test_a_name_never_leads_out_of_the_folder(uploads: Uploads, tmp_path: Path) -> None:
    uploads.add([("../../outside.md", LEAFLET)])
    assert uploads.names() == ["outside.md"]
    assert not (tmp_path.parent / "outside.md").exists()


def test_an_ingest_that_cannot_run_leaves_the_folder_as_it_was(uploads: Uploads) -> None:
    uploads.add([("cupping.md", LEAFLET)])
    with FileLock(Path(uploads.location) / "lock"):
        with pytest.raises(AftercareError, match="another ingest is running"):
            uploads.add([("cupping.md", b"# Other\n\nOther words.\n"), ("new.md", LEAFLET)])
        with pytest.raises(AftercareError, match="another ingest is running"):
            uploads.remove("cupping.md")
    assert uploads.names() == ["cupping.md"]
    assert (uploads.folder / "cupping.md").read_bytes() == LEAFLET


def test_a_removed_upload_leaves_folder_and_index(uploads: Uploads) -> None:
    uploads.add([("cupping.md", LEAFLET)])
    report = uploads.remove("cupping.md")
    assert report.removed == ["cupping"]
    assert (uploads.names(), held(uploads)) == ([], {"asked", "blog"})


@pytest.mark.parametrize("name", ["../index/CURRENT", "blog.txt", "", "nothing.md"])
def test_only_an_upload_can_be_removed(uploads: Uploads, name: str) -> None:
    uploads.add([("cupping.md", LEAFLET)])
    with pytest.raises(AftercareError, match="is not among the uploads"):
        uploads.remove(name)
    assert held(uploads) == {"asked", "blog", "cupping"}


def test_a_folder_inside_the_library_is_not_counted_twice(
    library: Path, tmp_path: Path, embedder: Embedder
) -> None:
    run([library], tmp_path / "index", embedder)
    uploads = Uploads(library / "uploads", str(tmp_path / "index"), embedder)
    uploads.add([("cupping.md", LEAFLET)])
    assert uploads.whole() == [library.resolve()]
    assert held(uploads) == {"asked", "blog", "uploads/cupping"}
