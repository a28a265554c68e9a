"""The command lines: JSON, batches, exit codes, and errors that name the command to run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import app
from bot.__main__ import app as bot_cli
from evals.__main__ import app as evals_cli
from evals.cases import read_set
from ingest.__main__ import app as ingest_cli
from tests.conftest import PAGES

run = CliRunner().invoke


def test_one_question_prints_one_json_object(summaries_index: Path) -> None:
    done = run(bot_cli, ["which SPF after microneedling", "--json", "--index", str(summaries_index)])
    assert done.exit_code == 0
    data = json.loads(done.stdout)
    assert data["outcome"] == "answered"
    assert all(c["quote"] in c["passage"] for c in data["citations"])
    assert data["text"].endswith(data["disclaimer"])


def test_a_question_prints_its_answer_and_sources(summaries_index: Path) -> None:
    done = run(bot_cli, ["which SPF after microneedling", "--index", str(summaries_index)])
    assert "SPF 30" in done.stdout and "Summary of" in done.stdout


def test_a_conversation_reads_until_the_end(summaries_index: Path) -> None:
    said = "is dry skin normal after microneedling?\nand how long does it last?\n"
    done = run(bot_cli, ["--index", str(summaries_index)], input=said)
    assert done.exit_code == 0 and "few days" in done.stdout


def test_a_batch_answers_each_line_and_names_the_one_it_cannot_read(
    summaries_index: Path, tmp_path: Path
) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [
        '{"id": 1, "question": "which SPF after microneedling"}',
        "not json",
        '{"id": "c", "turns": [{"role": "user", "content": "is dry skin normal after microneedling?"}, '
        '{"role": "assistant", "content": "Yes."}, {"role": "user", "content": "how long does it last?"}]}',
        '{"id": 4}',
        '{"id": 5, "turns": [{"role": "system", "content": "x"}]}',
        '{"id": 6, "turns": [{"content": "x"}]}',
    ]
    batch.write_text("\n".join(lines) + "\n")
    done = run(bot_cli, ["--batch", str(batch), "--index", str(summaries_index)])
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [answer["id"] for answer in answers] == [1, "c"]
    assert answers[1]["treatment"] == "microneedling"
    assert done.exit_code == 1
    assert all(f"batch.jsonl:{n}:" in done.stderr for n in (2, 4, 5, 6))


@pytest.mark.parametrize("arguments", [["x"], ["--batch", "nowhere.jsonl"]])
def test_without_an_index_the_command_to_run_is_named(tmp_path: Path, arguments: list[str]) -> None:
    done = run(bot_cli, [*arguments, "--index", str(tmp_path / "none")])
    assert done.exit_code == 2
    assert "python -m ingest --index" in done.stderr and "Traceback" not in done.stderr


def test_the_page_without_an_index_says_so(tmp_path: Path) -> None:
    done = run(app.cli, ["--index", str(tmp_path / "none")])
    assert done.exit_code == 2 and "python -m ingest" in done.stderr


def test_ingest_reports_as_json_and_by_exit_code(tmp_path: Path) -> None:
    index = str(tmp_path / "index")
    fine = run(ingest_cli, [str(PAGES), "--index", index, "--json"])
    assert (fine.exit_code, json.loads(fine.stdout)["added"]) == (0, ["asked", "blog"])
    (tmp_path / "bad.txt").write_text("")
    worse = run(ingest_cli, [str(PAGES), str(tmp_path / "bad.txt"), "--index", index])
    assert worse.exit_code == 1 and "bad.txt: the file is empty" in worse.stderr
    missing = run(ingest_cli, [str(tmp_path / "nowhere"), "--index", index])
    assert missing.exit_code == 2 and "there is nothing" in missing.stderr


def test_a_set_whose_library_is_absent_is_not_run(pages_index: Path) -> None:
    done = run(evals_cli, ["run", "shipped", "--index", str(pages_index)])
    assert done.exit_code == 0 and "not run" in done.stdout


def test_a_keeper_s_own_set_can_fail(summaries_index: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "library: mine\ncases:\n"
        "  - {id: a, question: which SPF after microneedling, expect: {outcome: abstained, must_say: [moon], "
        "must_not_cite: [microneedling/dry-flaky-skin]}}\n"
    )
    done = run(
        evals_cli, ["run", str(own), "--index", str(summaries_index), "--fail-under", "right=0.5", "--json"]
    )
    assert done.exit_code == 1
    (case,) = json.loads(done.stdout)["sets"]["own"]["cases"]
    assert len(case["failures"]) == 3
    assert "NOT PASSED own: right 0.000 is below 0.5:\n  own/a" in done.stderr


def test_cases_kept_aside_are_counted_apart_and_can_be_hidden(summaries_index: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "library: mine\ncases:\n"
        "  - {id: a, question: which SPF after microneedling, expect: {outcome: answered}}\n"
        "  - {id: b, question: which SPF after microneedling, aside: true, expect: {outcome: abstained}}\n"
    )
    shown = run(evals_cli, ["run", str(own), "--index", str(summaries_index)])
    assert "tuned" in shown.stdout and "aside" in shown.stdout and "own/b" in shown.stdout
    hidden = run(evals_cli, ["run", str(own), "--index", str(summaries_index), "--hide-aside"])
    assert "aside" in hidden.stdout and "own/b" not in hidden.stdout


def test_a_drafted_case_is_a_case_and_is_right(summaries_index: Path, tmp_path: Path) -> None:
    done = run(evals_cli, ["new", "which SPF after microneedling?", "--index", str(summaries_index)])
    assert done.exit_code == 0 and "SPF 30" in done.stderr
    own = tmp_path / "own.yaml"
    own.write_text(f"library: mine\ncases:\n{done.stdout}")
    (case,) = read_set(own).cases
    assert (case.id, case.expect.treatment) == ("which-spf-after-microneedling", "microneedling")
    again = run(evals_cli, ["run", str(own), "--index", str(summaries_index), "--fail-under", "right=1"])
    assert again.exit_code == 0, again.stdout


def test_a_run_writes_its_results_and_its_baseline(summaries_index: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("question,article\nwhich SPF after microneedling,microneedling/dry-flaky-skin\n")
    out, base = tmp_path / "out", tmp_path / "baseline.json"
    at = ["--index", str(summaries_index)]
    assert (
        run(evals_cli, ["run", str(own), *at, "--out", str(out), "--write-baseline", str(base)]).exit_code
        == 0
    )
    assert "which-spf" not in base.read_text() and (out / "report.html").is_file()
    assert run(evals_cli, ["run", str(own), *at, "--baseline", str(base)]).exit_code == 0
    missing = run(evals_cli, ["run", str(own), *at, "--baseline", str(tmp_path / "none.json")])
    assert missing.exit_code == 2 and "none.json" in missing.stderr
