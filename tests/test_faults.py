"""An ingest that is killed at any moment leaves the old generation answering, and the next one completes."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.faults import kill_ingests, start, write


@pytest.mark.parametrize(("kills", "rebuild"), [(3, False), (2, True)], ids=["changed", "rebuilt"])
def test_after_every_kill_the_old_generation_answers_and_the_next_ingest_completes(
    tmp_path: Path, kills: int, rebuild: bool
) -> None:
    done = kill_ingests(tmp_path, kills, rebuild=rebuild)
    assert [kill.faults for kill in done] == [()] * kills
    assert len(list((tmp_path / "index" / "generations").iterdir())) <= 2


def test_the_lock_of_a_killed_ingest_does_not_stay(tmp_path: Path) -> None:
    library, folder = tmp_path / "library", tmp_path / "index"
    write(library, 1)
    child = start(library, folder)
    child.kill()
    child.communicate()
    child = start(library, folder)
    child.communicate()
    assert child.returncode == 0
