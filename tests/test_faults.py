"""An ingest that is killed at any moment leaves the old generation answering, and the next one completes."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.generations import read_manifest
from ingest.index import open_index
from tests.conftest import ROOT

# An embedder that a person can compute: the counts of the letters. The store and the files are real.
CHILD = """
import sys
from pathlib import Path
from ingest.build import ingest
from ingest.embed import Embedder

class Letters(Embedder):
    def __init__(self):
        self.name = "letters"
    def vectors(self, texts, done):
        return [[text.count(c) + 0.1 for c in "abcdefgh"] for text in texts]
    def count_tokens(self, text):
        return len(text.split())

print("ready", flush=True)
sys.stdin.readline()
report = ingest([Path(sys.argv[1])], sys.argv[2], Letters(), rebuild="rebuild" in sys.argv)
print(len(report.changed), flush=True)
"""


def start(library: Path, location: Path | str, *more: str) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(library), str(location), *more],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None and child.stdin is not None
    assert child.stdout.readline() == "ready\n"
    child.stdin.write("go\n")
    child.stdin.flush()
    return child


def write(library: Path, version: int) -> None:
    library.mkdir(exist_ok=True)
    for number in range(60):
        (library / f"{number}.txt").write_text(
            f"Care sheet {number} after waxing\n\nAvoid heat for {version} days after waxing.\n"
        )


@pytest.mark.parametrize(("kills", "more"), [(3, ()), (2, ("rebuild",))], ids=["changed", "rebuilt"])
def test_after_every_kill_the_old_generation_answers_and_the_next_ingest_completes(
    tmp_path: Path, kills: int, more: tuple[str, ...]
) -> None:
    library, folder = tmp_path / "library", tmp_path / "index"
    write(library, 1)
    started = time.perf_counter()
    start(library, folder).communicate()
    whole = time.perf_counter() - started
    moments = random.Random(7)
    before = read_manifest(folder)
    for version in range(2, 2 + kills):
        write(library, version)
        child = start(library, folder, *more)
        time.sleep(moments.uniform(0, whole))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        now = read_manifest(folder)
        index = open_index(folder, "letters")
        (passage,) = index.passages(["7#1"]).values()
        index.close()
        if now.generation == before.generation:
            assert passage.text == f"Avoid heat for {version - 1} days after waxing."
        child = start(library, folder)
        child.communicate()
        assert child.returncode == 0
        before = read_manifest(folder)
        index = open_index(folder, "letters")
        assert index.passages(["7#1"])["7#1"].text == f"Avoid heat for {version} days after waxing."
        index.close()
    assert len(list((folder / "generations").iterdir())) <= 2


def test_the_lock_of_a_killed_ingest_does_not_stay(tmp_path: Path) -> None:
    library, folder = tmp_path / "library", tmp_path / "index"
    write(library, 1)
    child = start(library, folder)
    child.kill()
    child.communicate()
    child = start(library, folder)
    child.communicate()
    assert child.returncode == 0
