"""What happens when an ingest is killed: after every kill the old generation answers, and the next completes.

python -m evals faults
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.build import ingest
from ingest.embed import Embedder, Vector
from ingest.generations import read_manifest
from ingest.index import open_index

_FILES = 60


class Letters(Embedder):
    """An embedder that a person can compute: counts of eight letters. Store, files and kills are real."""

    def __init__(self) -> None:
        """Nothing to load."""
        self.name = "letters"

    def vectors(self, texts: Sequence[str], done: Callable[[int], None] = lambda _: None) -> list[Vector]:
        """How often each of eight letters stands in a text."""
        done(len(texts))
        return [[text.count(letter) + 0.1 for letter in "abcdefgh"] for text in texts]

    def count_tokens(self, text: str) -> int:
        """Its words."""
        return len(text.split())


@dataclass(frozen=True, slots=True)
class Kill:
    """One killed ingest: when, whether the switch had happened, and what was wrong afterwards."""

    after_s: float
    switched: bool
    faults: tuple[str, ...]


def start(library: Path, location: Path | str, *, rebuild: bool = False) -> subprocess.Popen[str]:
    """An ingest in a process of its own, which begins to work as this returns."""
    child = subprocess.Popen(
        [sys.executable, "-c", "from evals.faults import child; child()", str(library), str(location)]
        + (["rebuild"] if rebuild else []),
        cwd=Path(__file__).resolve().parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    if child.stdout is None or child.stdin is None or child.stdout.readline() != "ready\n":
        raise RuntimeError("the ingest that was to be killed did not start")
    child.stdin.write("go\n")
    child.stdin.flush()
    return child


def child() -> None:
    """The process that is killed: everything is imported before it says that it is ready."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    ingest([Path(sys.argv[1])], sys.argv[2], Letters(), rebuild="rebuild" in sys.argv)
    sys.stdout.write("done\n")
    sys.stdout.flush()


def write(library: Path, version: int) -> None:
    """A library of which every file states `version`."""
    library.mkdir(exist_ok=True)
    for number in range(_FILES):
        (library / f"{number}.txt").write_text(
            f"Care sheet {number} after waxing\n\n{said(version)}\n", encoding="utf-8"
        )


def said(version: int) -> str:
    """What every passage of a version says."""
    return f"Avoid heat for {version} days after waxing."


def kill_ingests(work: Path, kills: int, *, rebuild: bool = False, seed: int = 7) -> list[Kill]:
    """Kill ingests of a changed library at random moments, each followed by one that may complete."""
    library, folder = work / "library", work / "index"
    write(library, 1)
    whole_run = start(library, folder)
    started = time.perf_counter()
    if whole_run.stdout is not None:
        whole_run.stdout.readline()
    whole = time.perf_counter() - started
    whole_run.communicate()
    moments = random.Random(seed)
    return [
        _kill(library, folder, version, moments.uniform(0, 1.5 * whole), rebuild)
        for version in range(2, kills + 2)
    ]


def _kill(library: Path, folder: Path, version: int, after: float, rebuild: bool) -> Kill:
    before = read_manifest(folder)
    write(library, version)
    victim = start(library, folder, rebuild=rebuild)
    time.sleep(after)
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    switched = read_manifest(folder).generation != before.generation
    faults = _unlike(folder, version if switched else version - 1)
    survivor = start(library, folder)
    survivor.communicate()
    if survivor.returncode != 0:
        faults += ("the next ingest failed",)
    return Kill(after, switched, faults + _unlike(folder, version))


def _unlike(folder: Path, version: int) -> tuple[str, ...]:
    """What of the index is not as `version` of the library has it."""
    index = open_index(folder, "letters")
    passages = index.passages(index.manifest.rows)
    nearest = index.by_meaning([1.0] * 8, _FILES, None)
    by_words = index.by_words("heat", _FILES, None)
    index.close()
    faults = []
    if len(passages) != _FILES or any(p.text != said(version) for p in passages.values()):
        faults.append(f"passages are not those of version {version}")
    if len(nearest) != _FILES:
        faults.append(f"{len(nearest)} of {_FILES} passages are found by meaning")
    if len(by_words) != _FILES:
        faults.append(f"{len(by_words)} of {_FILES} passages are found by words")
    return tuple(faults)
