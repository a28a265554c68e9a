"""What a person may hand to ingest by mistake: one clear line each, and the rest is ingested."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.build import ingest as run
from ingest.embed import Embedder
from ingest.errors import AftercareError
from ingest.generations import read_manifest
from tests.conftest import ROOT


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ingest", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True
    )


def loop(library: Path) -> None:
    (library / "loop").symlink_to(library)


def locked(library: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads files whatever their rights")
    (library / "bad.txt").write_text("x")
    (library / "bad.txt").chmod(0)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda library: (library / "bad.txt").write_bytes(b"a" * 60_000_000), "60 MB"),
        (lambda library: (library / "bad.txt").write_text("x" * 1_000_000), "no text"),
        (
            lambda library: (library / "bad.md").write_text("---\ntreatments: [waxing]\n\nWax."),
            "never closed",
        ),
        (lambda library: (library / "blog.md").write_text("# Tattoo care\n\nKeep it clean.\n"), "same id"),
        (locked, "cannot be read"),
    ],
)
def test_a_bad_file_is_named_and_the_rest_answers(
    library: Path, tmp_path: Path, embedder: Embedder, spoil: Callable[[Path], object], said: str
) -> None:
    spoil(library)
    report = run([library], tmp_path / "index", embedder)
    assert said in " ".join(report.refused.values()) and len(report.refused) == 1
    assert report.added == ["asked", "blog"]


def test_a_line_of_a_million_characters_is_read_in_parts(
    library: Path, tmp_path: Path, embedder: Embedder
) -> None:
    loop(library)
    (library / "long.txt").write_text("Waxing care\n\n" + "avoid heat after waxing " * 42_000)
    report = run([library], tmp_path / "index", embedder, dry_run=True)
    assert (report.added, report.refused) == (["asked", "blog", "long"], {})


def test_the_exit_code_tells_a_bad_file_from_a_bad_command(library: Path, tmp_path: Path) -> None:
    (library / "bad.txt").write_text("")
    some = command(library, "--index", tmp_path / "index")
    assert (some.returncode, "bad.txt: the file is empty" in some.stderr) == (1, True)
    none = command(tmp_path / "nowhere", "--index", tmp_path / "index")
    assert none.returncode == 2 and "nowhere: there is nothing" in none.stderr
    gone = command(library, "--index", "http://127.0.0.1:9")
    assert gone.returncode == 2 and "chroma run --path DIR --port 9" in gone.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 3 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_leaves_the_old_index(library: Path, small_disk: Path, embedder: Embedder) -> None:
    folder = small_disk / "index"
    run([library], folder, embedder)
    before = read_manifest(folder)
    for number in range(40):
        (library / f"{number}.txt").write_text(
            f"Waxing care {number}\n\n" + f"After waxing number {number} wear loose clothes. " * 40
        )
    with pytest.raises(AftercareError, match=r"free some space.*The index is as it was"):
        run([library], folder, embedder)
    assert read_manifest(folder) == before
    for number in range(40):
        (library / f"{number}.txt").unlink()
    assert run([library], folder, embedder).generation == before.generation


def test_ctrl_c_leaves_the_old_index_and_says_so(library: Path, tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "index"
    run([library], folder, embedder)
    before = read_manifest(folder)
    for number in range(200):
        (library / f"{number}.txt").write_text(
            f"Waxing care {number}\n\n" + f"After waxing number {number} wear loose clothes. " * 40
        )
    child = subprocess.Popen(
        [sys.executable, "-m", "ingest", library, "--index", folder],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(list((folder / "generations").iterdir())) < 2:
        assert child.poll() is None
    child.send_signal(signal.SIGINT)
    _, said = child.communicate()
    assert child.returncode == 2
    told = f"Stopped. The index at {folder} is as it was."
    assert "".join(told.split()) in "".join(said.split())  # a long path is broken at any place
    assert read_manifest(folder) == before
