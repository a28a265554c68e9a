"""A question set run inside the page's process: the same figures, as plain data, and a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clinic import Clinic
from evals.inside import Runner
from evals.run import run_sets
from ingest.embed import Embedder
from ingest.errors import AftercareError

SET = """library: the two summaries
cases:
  - id: spf
    question: which SPF after microneedling
    expect: {outcome: answered, treatment: microneedling}
  - id: wrong
    question: how long does redness last after microneedling
    expect: {outcome: abstained}
"""


@pytest.fixture
def runner(summaries_index: Path, embedder: Embedder) -> Runner:
    return Runner(str(summaries_index), embedder, Clinic())


def test_a_set_is_run_with_scores_plots_failures_and_a_report(
    runner: Runner, tmp_path: Path, summaries_index: Path
) -> None:
    (tmp_path / "tiny.yaml").write_text(SET)
    steps: list[tuple[int, int]] = []
    told = runner.run(tmp_path / "tiny.yaml", lambda done, of: steps.append((done, of)))
    assert steps == [(1, 2), (2, 2)]
    assert (told["cases"], told["right"], told["not_run"]) == (2, 1, None)
    (failure,) = told["failures"]
    assert (failure["id"], failure["why"]) == ("wrong", ["outcome: expected abstained, got answered"])
    assert failure["expected"] == "outcome: abstained"
    assert all(plot["svg"].startswith("<svg") for plot in told["plots"]) and told["plots"]
    assert "how long does redness last" in Path(told["report"]).read_text(encoding="utf-8")
    outside = run_sets([tmp_path / "tiny.yaml"], str(summaries_index)).sets["tiny"].figures["all"]["right"]
    inside = next(row for row in told["rows"] if row["metric"] == "right")
    assert (inside["mean"], inside["low"], inside["high"]) == (outside.mean, outside.low, outside.high)


def test_a_set_whose_library_is_not_here_is_not_run(runner: Runner) -> None:
    assert "abstain" in runner.sets()
    told = runner.run("abstain", lambda _done, _of: None)
    assert "its library is not in the index" in told["not_run"]
    assert (told["rows"], told["plots"], told["failures"]) == ([], [], [])


def test_an_uploaded_set_may_not_name_a_folder_of_this_machine(runner: Runner, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("library: ./../..\ncases: []\n")
    with pytest.raises(AftercareError, match=r"mine\.yaml: brings a library of its own"):
        runner.run(tmp_path / "mine.yaml", lambda _done, _of: None)
